//! Bytes that are no HTTP are answered by hyper itself (400, 414, 431), below every layer of ours, and it has
//! no setting for what stands in such an answer. So the headers are put in on its way out.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes that such an answer has at the most: a status line, `content-length: 0`, `connection` and `date`. What
/// passed our layers is far longer.
const LONGEST_BARE: usize = 160;

/// A stream that adds header lines to the answers that hyper makes by itself.
pub(super) struct BareAnswers<S> {
    stream: S,
    /// The lines, each with its end.
    headers: &'static str,
    /// What is left to write of such an answer, the last of its connection.
    rest: Option<Vec<u8>>,
}

impl<S> BareAnswers<S> {
    pub(super) fn new(stream: S, headers: &'static str) -> Self {
        Self { stream, headers, rest: None }
    }
}

/// The length of the status line with its end, when these bytes are an answer that hyper made by itself.
fn status_line_of_bare(bytes: &[u8]) -> Option<usize> {
    let is_bare = bytes.len() <= LONGEST_BARE && bytes.starts_with(b"HTTP/1.1 4") && bytes.ends_with(b"\r\n\r\n");
    let line = |bytes: &[u8]| bytes.windows(2).position(|two| two == b"\r\n").map(|ends| ends + 2);
    if is_bare { line(bytes) } else { None }
}

impl<S: AsyncRead + Unpin> AsyncRead for BareAnswers<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for BareAnswers<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.rest.is_none()
            && let Some(begins) = status_line_of_bare(bytes)
        {
            this.rest = Some([&bytes[..begins], this.headers.as_bytes(), &bytes[begins..]].concat());
        }
        let Some(rest) = &mut this.rest else { return Pin::new(&mut this.stream).poll_write(context, bytes) };
        while !rest.is_empty() {
            let written = ready!(Pin::new(&mut this.stream).poll_write(context, rest))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            rest.drain(..written);
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match parts {
            // An answer without a body is one part.
            [one] => self.poll_write(context, one),
            parts => Pin::new(&mut self.get_mut().stream).poll_write_vectored(context, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
