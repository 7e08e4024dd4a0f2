//! The marks of kinds: a sign in a disc, or a shape with one or two letters where a kind has no sign, so that
//! colour is never the only difference.

use super::sign::strokes;
use crate::{
    model::KindTag,
    render_cache::{CachedPart, RenderCache},
};
use directory::Shape;
use leptos::{either::Either, prelude::*};

/// The disc behind a sign, in a box from -12 to 12.
const DISC: &str = "M0-12a12 12 0 1 1 0 24a12 12 0 1 1 0-24Z";

/// The outline of a kind's mark in a box from -12 to 12: a disc where it has a sign.
pub fn mark_outline(kind: &KindTag) -> &'static str {
    if kind.sign.is_some() { DISC } else { outline(kind.shape) }
}

/// The outline of a shape in a box from -12 to 12.
fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "M0-11a11 11 0 1 1 0 22a11 11 0 1 1 0-22Z",
        Shape::Square => "M-8-10H8a2 2 0 0 1 2 2V8a2 2 0 0 1-2 2H-8a2 2 0 0 1-2-2V-8a2 2 0 0 1 2-2Z",
        Shape::Diamond => "M0-12 12 0 0 12-12 0Z",
        Shape::Triangle => "M0-12 12 10H-12Z",
        Shape::Pentagon => "M0-12 11.5-3 7.2 10.5H-7.2L-11.5-3Z",
        Shape::Hexagon => "M-6-10.5H6L12 0 6 10.5H-6L-12 0Z",
        Shape::House => "M0-12 12-3H9.5V11H-9.5V-3H-12Z",
        Shape::Star => {
            "M0-12 3.4-7.1 9.2-7.5 8.4-1.7 12 3 6.9 5.7 5 11.3 0 8.6-5 11.3-6.9 5.7-12 3-8.4-1.7-9.2-7.5-3.4-7.1Z"
        }
    }
}

/// The class that gives a shape its colour.
pub fn class(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "mark mark-circle",
        Shape::Square => "mark mark-square",
        Shape::Diamond => "mark mark-diamond",
        Shape::Triangle => "mark mark-triangle",
        Shape::Pentagon => "mark mark-pentagon",
        Shape::Hexagon => "mark mark-hexagon",
        Shape::House => "mark mark-house",
        Shape::Star => "mark mark-star",
    }
}

/// How far down a letter stands so that it sits in the middle of its shape.
pub fn letter_y(shape: Shape) -> &'static str {
    match shape {
        Shape::Triangle => "7.5",
        Shape::House | Shape::Pentagon => "5",
        _ => "4.5",
    }
}

/// What a mark is drawn of: its outline, and its sign or its letter.
#[component]
pub(crate) fn MarkStrokes<'a>(kind: &'a KindTag) -> impl IntoView {
    let inside = match kind.sign {
        Some(sign) => Either::Left(view! { <path class="sign" d=strokes(sign) /> }),
        None => Either::Right(view! { <text y=letter_y(kind.shape)>{kind.letter.as_str()}</text> }),
    };
    view! { <path d=mark_outline(kind) /> {inside} }
}

/// The mark of a kind as a small picture; decoration, since its name stands beside it.
#[component]
pub(crate) fn KindMark<'a>(kind: &'a KindTag) -> impl IntoView {
    static CACHE: RenderCache<KindTag> = RenderCache::new();
    CACHE.get_or_render(kind)
}

impl CachedPart for KindTag {
    fn view(&self) -> impl IntoView {
        view! {
            <svg class=class(self.shape) viewBox="-13 -13 26 26" aria-hidden="true">
                <MarkStrokes kind=self />
            </svg>
        }
    }
}
