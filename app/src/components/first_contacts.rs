//! A whole family at once: few contacts that meet as much as possible, and what is left.

use super::card::Card;
use crate::model::{Cover, Site};
use leptos::prelude::*;

/// The contacts to begin with.
#[component]
pub(crate) fn FirstContacts<'a>(site: &'a Site, cover: &'a Cover) -> impl IntoView {
    let contacts = cover
        .contacts
        .iter()
        .map(|contact| {
            view! {
                <li class="card">
                    <Card site listing=&contact.listing />
                    <p class="serves">{format!("For: {}", contact.serves.join(", "))}</p>
                </li>
            }
        })
        .collect_view();
    let unsure = (!cover.unsure.is_empty()).then(|| {
        let words = format!("Not all of them say their ages. Ask about: {}.", cover.unsure.join(", "));
        view! { <p class="cover-left">{words}</p> }
    });
    let uncovered = (!cover.uncovered.is_empty()).then(|| {
        view! {
            <p class="cover-left">
                "Nothing here says that it meets: "{cover.uncovered.join(", ")}". Ring "{site.fallback_label.as_str()}", "
                {site.fallback.printed.as_str()}", and ask about that too."
            </p>
        }
    });
    view! {
        <section class="cover" aria-labelledby="cover-heading">
            <h2 id="cover-heading">"Start with these"</h2>
            <p>{summary(cover)}</p>
            <ol class="cards" role="list">{contacts}</ol>
            {unsure}
            {uncovered}
        </section>
    }
}

fn summary(cover: &Cover) -> String {
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
        let cover = Cover { contacts: vec![contact], uncovered: vec!["Debt".into()], unsure: vec!["9 years".into()] };
        let site = samples::site();
        let html = text_of(view! { <FirstContacts site=&site cover=&cover /> });
        assert!(html.contains("For: Sleep, 2 years"));
        assert!(html.contains("Nothing here says that it meets: Debt"));
    }
}
