//! Several lines of text to type. The only place that writes a `<textarea>`: Leptos does not escape
//! what stands in one.

use leptos::prelude::*;

/// A `<textarea>` with what was typed. It takes more than may be kept, so that nothing that is pasted is cut off
/// without a word.
#[component]
pub(crate) fn TextArea<'a>(
    #[prop(into)] name: String,
    value: &'a str,
    /// Letters that may be kept; it is as high as they need.
    longest: usize,
    /// Whether something must stand in it.
    required: bool,
    /// The ids of the elements that explain it.
    described_by: String,
    /// Whether what was typed was not taken.
    invalid: bool,
) -> impl IntoView {
    let rows = if longest > 500 { "6" } else { "3" };
    view! {
        <textarea
            id=name.clone()
            name=name
            rows=rows
            required=required
            aria-describedby=(!described_by.is_empty()).then_some(described_by)
            aria-invalid=invalid.then_some("true")
            inner_html=escaped(value)
        ></textarea>
    }
}

/// The text so that a browser reads back exactly it. The line end in front is dropped by browsers;
/// without it, they would drop one of the text's own.
fn escaped(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{ATTACK, text_of};

    fn typed(value: &str) -> String {
        let described_by = "hint".to_owned();
        text_of(view! { <TextArea name="words" value longest=10 required=true described_by invalid=true /> })
    }

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let html = typed(ATTACK);
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;/textarea&gt;") && html.contains("&amp;&lt;"), "{html}");
        assert!(!html.contains("&amp;lt;"), "escaped once: {html}");
    }

    #[test]
    fn an_empty_first_line_is_kept() {
        assert!(typed("\nb").contains(">\n\nb</textarea>"));
    }
}
