//! Where people may write about the site itself.

use super::{phone, web};
use crate::model::Site;
use leptos::{either::Either, prelude::*};

/// The ways to write or ring, or the honest word that none is named yet.
pub fn ways(site: &Site) -> impl IntoView + '_ {
    let contact = &site.contact;
    if contact.is_empty() {
        return Either::Left(view! {
            <p class="note">
                {format!("{} has not named an address for this site yet. Until it does, you can write to it through ", site.council)}
                {web::link(&site.council_url, "its own site".to_owned())}". Say that it is about "{site.name.as_str()}"."
            </p>
        });
    }
    let email = (!contact.email.is_empty())
        .then(|| view! { <li>"E-mail: "<a href=format!("mailto:{}", contact.email)>{contact.email.as_str()}</a></li> });
    let ring = contact.phone.as_ref().map(|number| view! { <li>"Phone: "{phone::number(number)}</li> });
    let form = (!contact.url.is_empty())
        .then(|| view! { <li>"Form: "{web::link(&contact.url, web::bare(&contact.url).to_owned())}</li> });
    Either::Right(view! { <ul>{email}{ring}{form}</ul> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, text_of},
        model::ContactText,
    };

    #[test]
    fn an_address_that_nobody_named_is_not_made_up() {
        let html = text_of(ways(&samples::site()));
        assert!(html.contains("has not named an address") && !html.contains("mailto:"), "{html}");
        let mut site = samples::site();
        site.contact = ContactText { email: "hubs@example.org".to_owned(), ..ContactText::default() };
        assert_eq!(
            text_of(ways(&site)),
            "<ul><li>E-mail: <a href=\"mailto:hubs@example.org\">hubs@example.org</a></li></ul>"
        );
    }
}
