//! Where people may write about the site itself.

use super::{
    phone::PhoneLink,
    web::{WebLink, without_scheme},
};
use crate::model::Site;
use leptos::prelude::*;

/// Our own form, and the other ways to write or ring that are named.
#[component]
pub(crate) fn SiteContact<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p><a href="/contact">"Write to us"</a>" with a form that needs no e-mail."</p>
        <SiteAddresses site />
    }
}

/// The ways to write or ring that are named; nothing where none is.
#[component]
pub(crate) fn SiteAddresses<'a>(site: &'a Site) -> impl IntoView {
    let contact = &site.contact;
    let email = (!contact.email.is_empty())
        .then(|| view! { <li>"E-mail: "<a href=format!("mailto:{}", contact.email)>{contact.email.as_str()}</a></li> });
    let ring = contact.phone.as_ref().map(|number| view! { <li>"Phone: "<PhoneLink number /></li> });
    let form = (!contact.url.is_empty())
        .then(|| view! { <li>"Page: "<WebLink address=&contact.url words=without_scheme(&contact.url) /></li> });
    let is_named = email.is_some() || ring.is_some() || form.is_some();
    is_named.then(|| view! { <ul>{email}{ring}{form}</ul> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, text_of},
        model::ContactText,
    };

    #[test]
    fn the_form_is_always_there_and_an_address_that_nobody_named_is_not_made_up() {
        let site = samples::site();
        let html = text_of(view! { <SiteContact site=&site /> });
        assert!(html.contains("href=\"/contact\"") && !html.contains("<ul>"), "{html}");
        let mut site = samples::site();
        site.contact = ContactText { email: "hubs@example.org".to_owned(), ..ContactText::default() };
        let html = text_of(view! { <SiteContact site=&site /> });
        assert!(
            html.ends_with("<ul><li>E-mail: <a href=\"mailto:hubs@example.org\">hubs@example.org</a></li></ul>"),
            "{html}"
        );
    }
}
