//! Asking the sentence model without keeping others waiting: it reads one question after another on a
//! thread of its own, and the queue before it has an end.

use language::Limiter;
use search::Search;
use std::sync::Arc;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Questions that may wait. At some 5 milliseconds each nobody waits much longer than a tenth of a second
/// for the model.
const WAITING: usize = 24;

/// The queue before the sentence model.
#[derive(Debug, Clone)]
pub(crate) struct Hearing {
    /// Those who wait and those who are read, together.
    queue: Limiter,
    /// The one that is read.
    reading: Arc<Semaphore>,
}

impl Default for Hearing {
    fn default() -> Self {
        Self { queue: Limiter::new(1 + WAITING), reading: Arc::new(Semaphore::new(1)) }
    }
}

impl Hearing {
    /// The search with what the model says of its words. When too many wait the tables answer alone, and
    /// the log says so, without the words.
    pub(crate) async fn hear(&self, search: Search) -> Search {
        if !search.asks_in_words() {
            return search;
        }
        let Some(place_in_queue) = self.queue.try_acquire() else {
            tracing::warn!("too many questions at once: the tables answer this one alone");
            return search;
        };
        let Ok(_turn) = self.reading.acquire().await else { return search };
        let unheard = search.clone();
        let heard = spawn_blocking(move || search.heard()).await;
        drop(place_in_queue);
        heard.unwrap_or_else(|error| {
            tracing::error!("the sentence model ended early, the tables answer alone: {error}");
            unheard
        })
    }
}
