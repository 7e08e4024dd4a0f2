//! How many may read at once.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// A number of permits, of which each reading takes one. Nobody waits for one: who gets none goes on
/// with the tables alone.
#[derive(Debug, Clone)]
pub struct Limiter {
    free: Arc<AtomicUsize>,
}

/// Leave to read; given back when it is dropped. It can be sent to another thread.
#[derive(Debug)]
pub struct Permit {
    free: Arc<AtomicUsize>,
}

impl Limiter {
    /// A limiter of so many permits: those who read and those who wait for their turn together.
    pub fn new(permits: usize) -> Self {
        Self { free: Arc::new(AtomicUsize::new(permits)) }
    }

    /// Takes a permit, or none where all are taken.
    pub fn try_acquire(&self) -> Option<Permit> {
        let taken = self.free.try_update(Ordering::Acquire, Ordering::Relaxed, |free| free.checked_sub(1));
        taken.is_ok().then(|| Permit { free: Arc::clone(&self.free) })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.free.fetch_add(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::Limiter;

    #[test]
    fn who_comes_when_all_permits_are_taken_gets_none() {
        let limiter = Limiter::new(2);
        let permits = [limiter.try_acquire(), limiter.clone().try_acquire()];
        assert!(permits.iter().all(Option::is_some));
        assert!(limiter.try_acquire().is_none());
        drop(permits);
        assert!(limiter.try_acquire().is_some());
    }

    #[test]
    fn a_permit_comes_back_from_another_thread() -> std::thread::Result<()> {
        let limiter = Limiter::new(1);
        let permit = limiter.try_acquire();
        std::thread::spawn(move || drop(permit)).join()?;
        assert!(limiter.try_acquire().is_some());
        Ok(())
    }
}
