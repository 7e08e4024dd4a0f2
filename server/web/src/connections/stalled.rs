//! A connection whose client has stopped reading, or reads a byte now and then, is cut off. Without this, what
//! was made for it would be held for as long as it likes: TCP knows no such limit.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// How long a client may take to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadingTimes {
    /// How long nothing at all may go out.
    pub(super) stall: Duration,
    /// How long an answer may take to go out whole.
    pub(super) whole: Duration,
}

/// A stream whose writes fail when none goes on for too long, and when what was to be written has not gone out
/// in its time.
pub(super) struct StalledWrites<S> {
    stream: S,
    longest: ReadingTimes,
    /// Runs from the first write that could not go on.
    stalled: Option<Pin<Box<Sleep>>>,
    /// When the first write began since all had gone out.
    begun: Option<Instant>,
}

impl<S> StalledWrites<S> {
    pub(super) fn new(stream: S, longest: ReadingTimes) -> Self {
        Self { stream, longest, stalled: None, begun: None }
    }

    /// What a write gave, or the failure of one that has waited for too long. Something happens at least as
    /// often as a stall may last, so the whole time needs no clock of its own.
    fn check<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        let late = self.begun.get_or_insert_with(Instant::now).elapsed() > self.longest.whole;
        if written.is_ready() && !late {
            self.stalled = None;
            return written;
        }
        if !late {
            let longest = self.longest.stall;
            let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(longest)));
            ready!(stalled.as_mut().poll(context));
        }
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for StalledWrites<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for StalledWrites<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.check(context, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, bytes);
        this.check(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = ready!(Pin::new(&mut this.stream).poll_flush(context));
        // hyper flushes when it has nothing left to write.
        (this.stalled, this.begun) = (None, None);
        Poll::Ready(flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
