//! Links to pages elsewhere. Addresses come from records, so only web addresses become links.

use leptos::{either::Either, prelude::*};

/// `words` as a link to `address` when that is a web address, else the words alone.
#[component]
pub(crate) fn WebLink<'a>(address: &'a str, #[prop(into)] words: String) -> impl IntoView {
    if is_web(address) {
        Either::Left(view! { <a href=address rel="noreferrer">{words}</a> })
    } else {
        Either::Right(words)
    }
}

/// Whether an address is one of the web.
pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// A web address as people read it: without scheme and last slash.
pub(crate) fn without_scheme(address: &str) -> &str {
    let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    address.strip_suffix('/').unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::text_of;

    #[test]
    fn only_a_web_address_becomes_a_link() {
        assert_eq!(
            text_of(view! { <WebLink address="https://a.example/?b&c" words="A" /> }),
            "<a href=\"https://a.example/?b&amp;c\" rel=\"noreferrer\">A</a>"
        );
        assert_eq!(text_of(view! { <WebLink address="javascript:alert(1)" words="A" /> }), "A");
        assert_eq!(without_scheme("https://www.a.example/b/"), "www.a.example/b");
    }
}
