//! A whole family at once: few contacts that meet as much as possible, and what is left.

use super::card;
use crate::{
    markup::{Listed, Markup, markup, put},
    model::{Cover, Site},
};

/// The contacts to begin with.
pub fn cover<'a>(site: &'a Site, cover: &'a Cover) -> impl Markup + 'a {
    markup(move |html| {
        put!(
            html,
            r#"<section aria-labelledby="cover-heading" class="cover"><h2 id="cover-heading">Start with these</h2>"#
        );
        put!(html, "<p>" (sentence(cover)) r#"</p><ol role="list" class="cards">"#);
        for contact in &cover.contacts {
            put!(html, r#"<li class="card">"#(card::body(site, &contact.listing)));
            put!(html, r#"<p class="serves">For: "# (Listed(&contact.serves, ", ")) "</p></li>");
        }
        put!(html, "</ol>");
        if !cover.unsure.is_empty() {
            put!(html, r#"<p class="cover-left">Not all of them say their ages. Ask about: "# (cover.unsure.join(", ")) ".</p>");
        }
        if !cover.uncovered.is_empty() {
            put!(html, r#"<p class="cover-left">Nothing here says that it meets: "#(cover.uncovered.join(", ")));
            put!(html, ". Ring " (site.fallback_label) ", " (site.fallback.printed) ", and ask about that too.</p>");
        }
        put!(html, "</section>");
    })
}

fn sentence(cover: &Cover) -> String {
    match (cover.contacts.len(), cover.uncovered.is_empty()) {
        (1, true) => "One contact meets all you asked for.".to_owned(),
        (some, true) => format!("These {some} contacts meet all you asked for."),
        (0, false) => "No single service here meets these.".to_owned(),
        (1, false) => "One contact meets a part of what you asked for.".to_owned(),
        (some, false) => format!("These {some} contacts meet most of what you asked for."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, text_of},
        model::CoverContact,
    };

    #[test]
    fn each_contact_says_whom_it_is_for_and_what_is_left() {
        let contact = CoverContact { listing: samples::listing(1), serves: vec!["Sleep".into(), "2 years".into()] };
        let page = Cover { contacts: vec![contact], uncovered: vec!["Debt".into()], unsure: vec!["9 years".into()] };
        let html = text_of(cover(&samples::site(), &page));
        assert!(html.contains("For: Sleep, 2 years"));
        assert!(html.contains("Nothing here says that it meets: Debt"));
    }
}
