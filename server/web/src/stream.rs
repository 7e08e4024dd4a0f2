//! Long answers, sent piece by piece, so that a whole country's records are never in memory twice.

use axum::body::{Body, Bytes, HttpBody};
use http_body::Frame;
use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes after which a piece is sent: what is made ahead for a client that does not read.
const PIECE: usize = 16 * 1024;

struct Pieces<I>(I);

/// A body of the parts in their order, each made when its turn comes.
pub(super) fn pieces(parts: impl Iterator<Item = Vec<u8>> + Send + Unpin + 'static) -> Body {
    Body::new(Pieces(parts))
}

impl<I: Iterator<Item = Vec<u8>> + Unpin> HttpBody for Pieces<I> {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let mut piece = Vec::new();
        while piece.len() < PIECE {
            match self.0.next() {
                Some(part) => piece.extend(part),
                None => break,
            }
        }
        Poll::Ready((!piece.is_empty()).then(|| Ok(Frame::data(Bytes::from(piece)))))
    }
}
