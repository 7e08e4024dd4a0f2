//! Links to pages elsewhere. Addresses come from records, so only web addresses become links.

use crate::markup::{Markup, markup, put};

/// `words` as a link to `address` when that is a web address, else the words alone.
pub fn link(address: &str, words: String) -> impl Markup {
    markup(move |html| {
        if is_web(address) {
            put!(html, r#"<a href=""# (address) r#"" rel="noreferrer">"# (words) "</a>");
        } else {
            put!(html, (words));
        }
    })
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// A web address as people read it: without scheme and last slash.
pub fn bare(address: &str) -> &str {
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
            text_of(link("https://a.example/?b&c", "A".to_owned())),
            "<a href=\"https://a.example/?b&amp;c\" rel=\"noreferrer\">A</a>"
        );
        assert_eq!(text_of(link("javascript:alert(1)", "A".to_owned())), "A");
        assert_eq!(bare("https://www.a.example/b/"), "www.a.example/b");
    }
}
