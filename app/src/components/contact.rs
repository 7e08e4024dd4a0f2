//! Where people may write about the site itself.

use super::{
    phone::PhoneLink,
    web::{WebLink, without_scheme},
};
use crate::model::Site;
use leptos::{either::Either, prelude::*};

/// The ways to write or ring, or the honest word that none is named yet.
#[component]
pub(crate) fn SiteContact<'a>(site: &'a Site) -> impl IntoView {
    let contact = &site.contact;
    if contact.is_empty() {
        return Either::Left(view! {
            <p class="note">
                {format!("{} has not named an address for this site yet. Until it does, you can write to it through ", site.council)}
                <WebLink address=&site.council_url words="its own site" />". Say that it is about "{site.name.as_str()}"."
            </p>
        });
    }
    let email = (!contact.email.is_empty())
        .then(|| view! { <li>"E-mail: "<a href=format!("mailto:{}", contact.email)>{contact.email.as_str()}</a></li> });
    let ring = contact.phone.as_ref().map(|number| view! { <li>"Phone: "<PhoneLink number /></li> });
    let form = (!contact.url.is_empty())
        .then(|| view! { <li>"Form: "<WebLink address=&contact.url words=without_scheme(&contact.url) /></li> });
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
        let site = samples::site();
        let html = text_of(view! { <SiteContact site=&site /> });
        assert!(html.contains("has not named an address") && !html.contains("mailto:"), "{html}");
        let mut site = samples::site();
        site.contact = ContactText { email: "hubs@example.org".to_owned(), ..ContactText::default() };
        assert_eq!(
            text_of(view! { <SiteContact site=&site /> }),
            "<ul><li>E-mail: <a href=\"mailto:hubs@example.org\">hubs@example.org</a></li></ul>"
        );
    }
}
