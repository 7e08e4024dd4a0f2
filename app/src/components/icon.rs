//! The few icons, from Lucide (ISC licence, see `public/LICENCES.md`). All are decoration: the
//! words beside them say the same.

use crate::markup::{Markup, Ready, markup, put};

/// A telephone.
pub const PHONE: &str = r#"<path d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/>"#;
/// A pin.
pub const PIN: &str = r#"<path d="M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"/><circle cx="12" cy="10" r="3"/>"#;
/// A magnifying glass.
pub const SEARCH: &str = r#"<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>"#;
/// A cross.
pub const CROSS: &str = r#"<path d="M18 6 6 18"/><path d="m6 6 12 12"/>"#;
/// A message.
pub const MESSAGE: &str = r#"<path d="M21 15a2 2 0 0 1-2 2H7l-4 4V5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2z"/>"#;
/// An arrow to the right.
pub const ARROW: &str = r#"<path d="M5 12h14"/><path d="m12 5 7 7-7 7"/>"#;

/// Draws one of the icons above.
pub fn icon(paths: &'static str) -> impl Markup {
    markup(
        move |html| put!(html, r#"<svg viewBox="0 0 24 24" aria-hidden="true" class="icon">"# (Ready(paths)) "</svg>"),
    )
}
