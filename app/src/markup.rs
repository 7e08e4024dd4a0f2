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
        let mut done = 0;
        for (at, byte) in self.bytes().enumerate() {
            let escaped = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            html.push_str(&self[done..at]);
            html.push_str(escaped);
            done = at + 1;
        }
        html.push_str(&self[done..]);
    }
}

impl Put for String {
    fn put(&self, html: &mut String) {
        self.as_str().put(html);
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

/// Markup that is ready: our own, or made of what was escaped already. Never from a record.
pub struct Ready<'a>(pub &'a str);

impl Put for Ready<'_> {
    fn put(&self, html: &mut String) {
        html.push_str(self.0);
    }
}

/// A number, rounded to so many digits after its point.
pub struct Decimal<const DIGITS: u32>(pub f64);

impl<const DIGITS: u32> Put for Decimal<DIGITS> {
    fn put(&self, html: &mut String) {
        let one = 10_usize.pow(DIGITS);
        let rounded = (self.0.abs() * one as f64).round() as usize;
        if self.0 < 0.0 {
            html.push('-');
        }
        (rounded / one).put(html);
        if DIGITS > 0 {
            html.push('.');
        }
        let mut digit = one / 10;
        while digit > 0 {
            html.push(char::from(b'0' + (rounded / digit % 10) as u8));
            digit /= 10;
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
        let mut html = String::new();
        self.put(&mut html);
        InertElement::new(html)
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

    fn written(part: &dyn Put) -> String {
        let mut html = String::new();
        part.put(&mut html);
        html
    }

    #[test]
    fn text_can_leave_neither_its_element_nor_its_attribute() {
        let html = written(&ATTACK);
        assert!(!html.contains(['<', '>', '"']), "{html}");
        assert!(html.ends_with("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&lt;!&gt;"), "{html}");
        assert_eq!(written(&"Ann & Bob’s “café”"), "Ann &amp; Bob’s “café”");
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
            assert_eq!(written(&Decimal::<1>(number)), words);
        }
        assert_eq!(written(&Decimal::<3>(2.1658)), "2.166");
        assert_eq!(written(&Decimal::<3>(1.0)), "1.000");
        assert_eq!(written(&Decimal::<0>(-49.0)), "-49");
    }

    #[test]
    fn a_written_part_stands_in_a_view() {
        let part = |words: &str| markup(move |html| put!(html, "<b>" (words) "</b>")).into_view().to_html();
        assert_eq!(part("<"), "<b>&lt;</b>");
        let inside = view! { <p>"a" {markup(|html| put!(html, "<i></i>"))} "b"</p> };
        assert_eq!(inside.to_html(), "<p>a<i></i>b</p>");
    }
}
