//! Parts of pages that are written straight into the page's string, which costs a twentieth of
//! building a Leptos view of it (decision 39). Such a part is a view too, so a page that is made
//! with `view!` holds it like any other.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        html::InertElement,
        hydration::Cursor,
        view::{Position, PositionState, add_attr::AddAnyAttr},
    },
};
use std::sync::{Arc, OnceLock};

/// Writes to a string what follows: a literal is markup and is written as it is; what stands in
/// parentheses is any [`Put`] and is escaped, or is a part of its own.
///
/// `put!(html, r#"<p class="where">"# (icon(icon::PIN)) "<span>" (listing.place_words) "</span></p>")`
macro_rules! put {
    ($html:expr, $($part:tt)+) => {{ $( $crate::markup::put_one!($html, $part); )+ }};
}

macro_rules! put_one {
    ($html:expr, ($value:expr)) => {
        $crate::markup::Put::put(&$value, $html)
    };
    ($html:expr, $markup:literal) => {
        $html.push_str($markup)
    };
}

pub(crate) use {put, put_one};

/// What may stand in a page. Text is escaped for an element and for an attribute in double quotes
/// alike, so that it does not matter which of them it stands in.
pub trait Put {
    /// Adds it to the page.
    fn put(&self, html: &mut String);
}

impl Put for str {
    fn put(&self, html: &mut String) {
        escaped::<b'"'>(self, html);
    }
}

/// Writes text where `&`, `<`, `>` and this quotation mark are escaped.
fn escaped<const QUOTE: u8>(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = first_special::<QUOTE>(rest.as_bytes()) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

/// Where the first byte stands that is escaped. Most text has none, so that sixteen or eight are
/// looked at at once, without a branch for each.
fn first_special<const QUOTE: u8>(bytes: &[u8]) -> Option<usize> {
    let (chunks, _) = bytes.as_chunks::<16>();
    let mut start = 0;
    for chunk in chunks {
        if any_special::<QUOTE, 16>(chunk) {
            break;
        }
        start += chunk.len();
    }
    if bytes[start..].first_chunk().is_some_and(|chunk| !any_special::<QUOTE, 8>(chunk)) {
        start += 8;
    }
    bytes[start..].iter().position(|byte| is_special::<QUOTE>(*byte)).map(|within| start + within)
}

fn any_special<const QUOTE: u8, const MANY: usize>(bytes: &[u8; MANY]) -> bool {
    bytes.iter().fold(0, |any, byte| any | u8::from(is_special::<QUOTE>(*byte))) != 0
}

fn is_special<const QUOTE: u8>(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == QUOTE)
}

impl Put for String {
    fn put(&self, html: &mut String) {
        self.as_str().put(html);
    }
}

impl Put for Arc<str> {
    fn put(&self, html: &mut String) {
        (**self).put(html);
    }
}

impl Put for usize {
    fn put(&self, html: &mut String) {
        html.push_str(itoa::Buffer::new().format(*self));
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, html: &mut String) {
        (**self).put(html);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, html: &mut String) {
        if let Some(part) = self {
            part.put(html);
        }
    }
}

/// Texts in their order, with this between them.
pub(crate) struct Listed<'a>(pub(crate) &'a [String], pub(crate) &'static str);

impl Put for Listed<'_> {
    fn put(&self, html: &mut String) {
        for (nth, text) in self.0.iter().enumerate() {
            if nth > 0 {
                html.push_str(self.1);
            }
            text.put(html);
        }
    }
}

/// Text in an attribute between single quotation marks: for JSON, which is full of double ones.
pub(crate) struct Single<'a>(pub(crate) &'a str);

impl Put for Single<'_> {
    fn put(&self, html: &mut String) {
        escaped::<b'\''>(self.0, html);
    }
}

/// Markup that is ready: our own, or made of what was escaped already. Never from a record.
pub struct Ready<'a>(pub &'a str);

impl Put for Ready<'_> {
    fn put(&self, html: &mut String) {
        html.push_str(self.0);
    }
}

/// Markup that is written when it is first asked for, and then kept. A copy is written anew, since what
/// it was made of may be changed.
#[derive(Debug)]
pub struct Once<T>(OnceLock<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> Once<T> {
    pub(crate) fn get(&self, write: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(write)
    }
}

/// The markup of a part.
pub(crate) fn written(part: impl Put) -> String {
    let mut html = String::new();
    part.put(&mut html);
    html
}

/// Markup that is ready but for one attribute, such as ` selected`, which may stand at any of some
/// places.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    html: String,
    places: Vec<usize>,
}

impl Marked {
    /// From what `write` writes and the places it tells: each where the string then ends.
    pub(crate) fn new(write: impl FnOnce(&mut String, &mut Vec<usize>)) -> Self {
        let mut marked = Self::default();
        write(&mut marked.html, &mut marked.places);
        marked
    }

    /// With the attribute at these places, which stand in their order.
    pub(crate) fn with<'a>(&'a self, attribute: &'static str, at: &'a [usize]) -> impl Markup + 'a {
        markup(move |html| {
            let mut done = 0;
            for &place in at.iter().filter_map(|at| self.places.get(*at)) {
                html.push_str(&self.html[done..place]);
                html.push_str(attribute);
                done = place;
            }
            html.push_str(&self.html[done..]);
        })
    }
}

/// A number, rounded to so many digits after its point.
pub struct Decimal<const DIGITS: u32>(pub f64);

impl<const DIGITS: u32> Put for Decimal<DIGITS> {
    fn put(&self, html: &mut String) {
        let one = 10_usize.pow(DIGITS);
        let rounded = (self.0.abs() * one as f64 + 0.5) as usize;
        if self.0 < 0.0 {
            html.push('-');
        }
        let mut number = itoa::Buffer::new();
        html.push_str(number.format(rounded / one));
        let part = rounded % one;
        match DIGITS {
            0 => {}
            1 => {
                html.push('.');
                html.push(char::from(b'0' + part as u8));
            }
            _ => {
                html.push('.');
                // One more before them, so that zeros stand.
                html.push_str(&number.format(one + part)[1..]);
            }
        }
    }
}

/// What the components return: a part of a page that stands in `view!` and in `put!`.
pub trait Markup: IntoView + Put {}

impl<T: IntoView + Put> Markup for T {}

/// A part from the function that writes it.
pub fn markup(write: impl Fn(&mut String) + Send) -> impl Markup {
    Written(write)
}

struct Written<F>(F);

impl<F: Fn(&mut String)> Put for Written<F> {
    fn put(&self, html: &mut String) {
        (self.0)(html);
    }
}

impl<F: Fn(&mut String)> Written<F> {
    fn inert(&self) -> InertElement {
        InertElement::new(written(self))
    }
}

impl<F: Fn(&mut String)> Render for Written<F> {
    type State = <InertElement as Render>::State;

    fn build(self) -> Self::State {
        self.inert().build()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.inert().rebuild(state);
    }
}

impl<F: Fn(&mut String) + Send> AddAnyAttr for Written<F> {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _: A) -> Self::Output<A> {
        self
    }
}

impl<F: Fn(&mut String) + Send> RenderHtml for Written<F> {
    type AsyncOutput = Self;
    type Owned = InertElement;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, html: &mut String, position: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        self.put(html);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.inert().hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> InertElement {
        self.inert()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::ATTACK;

    #[test]
    fn text_can_leave_neither_its_element_nor_its_attribute() {
        let html = written(ATTACK);
        assert!(!html.contains(['<', '>', '"']), "{html}");
        assert!(html.ends_with("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&lt;!&gt;"), "{html}");
        assert_eq!(written("Ann & Bob’s “café”"), "Ann &amp; Bob’s “café”");
        let single = written(Single(ATTACK));
        assert!(!single.contains(['<', '>', '\'']) && single.contains('"'), "{single}");
        for before in 0..40 {
            let text = format!("{}<{}", "é".repeat(before), "x".repeat(40 - before));
            assert_eq!(written(&text), text.replace('<', "&lt;"));
        }
    }

    #[test]
    fn an_attribute_stands_where_it_is_asked_for() {
        let marked = Marked::new(|html, places| {
            for value in ["a", "b", "c"] {
                put!(html, "<i "(value));
                places.push(html.len());
                put!(html, ">");
            }
        });
        assert_eq!(written(marked.with(" on", &[])), "<i a><i b><i c>");
        assert_eq!(written(marked.with(" on", &[0, 2])), "<i a on><i b><i c on>");
        assert_eq!(written(marked.with(" on", &[7])), "<i a><i b><i c>");
    }

    #[test]
    fn literals_are_markup_and_all_else_is_text() {
        let mut html = String::new();
        let nothing: Option<&str> = None;
        put!(&mut html, r#"<p title=""# ("a\"b") r#"">"# (Some("<b>")) (nothing) (12_usize) "</p>");
        assert_eq!(html, "<p title=\"a&quot;b\">&lt;b&gt;12</p>");
    }

    #[test]
    fn numbers_have_as_many_digits_as_they_were_given() {
        for (number, words) in [(0.0, "0.0"), (9.96, "10.0"), (-1.25, "-1.3"), (640.04, "640.0"), (0.5, "0.5")] {
            assert_eq!(written(Decimal::<1>(number)), words);
        }
        assert_eq!(written(Decimal::<6>(-2.226_258)), "-2.226258");
        assert_eq!(written(Decimal::<3>(2.1658)), "2.166");
        assert_eq!(written(Decimal::<3>(1.0)), "1.000");
        assert_eq!(written(Decimal::<0>(-49.0)), "-49");
    }

    #[test]
    fn a_written_part_stands_in_a_view() {
        let part = |words: &str| markup(move |html| put!(html, "<b>" (words) "</b>")).into_view().to_html();
        assert_eq!(part("<"), "<b>&lt;</b>");
        let inside = view! { <p>"a" {markup(|html| put!(html, "<i></i>"))} "b"</p> };
        assert_eq!(inside.to_html(), "<p>a<i></i>b</p>");
    }
}
