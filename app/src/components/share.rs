//! Sending one service to somebody: its link by text, by e-mail, from screen to screen. The link holds the
//! service and nothing of what was looked for.

use super::qr::QrCode;
use crate::{
    handover,
    model::{ServicePage, Site},
};
use leptos::prelude::*;

/// The ways to hand a service on, folded; nothing where its own address is not known.
#[component]
pub(crate) fn ShareService<'a>(site: &'a Site, service: &'a ServicePage) -> Option<impl IntoView> {
    let share = service.share.as_ref()?;
    Some(view! {
        <details class="filters share screen-only">
            <summary>"Share this"</summary>
            <p class="plain">{share.link.as_str()}</p>
            <p class="actions">
                <button class="quiet" type="button" data-do="copy" hidden>"Copy the link"</button>
                <a class="button quiet" href=handover::sms_of_service(site, service, &share.link)>"Text it"</a>
                <a class="button quiet" href=handover::mailto_of_service(site, service, &share.link)>"E-mail it"</a>
            </p>
            {share.qr.as_ref().map(|picture| view! {
                <QrCode picture name="QR code: opens this page" />
                <p>"Point the camera of another phone at this."</p>
            })}
            <p class="hint">"It says nothing of what you looked for. What you send stays on your phone."</p>
        </details>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK, text_of},
        model::{QrPicture, Share},
    };

    fn shared(service: &ServicePage) -> String {
        let site = samples::site();
        text_of(view! { <ShareService site=&site service /> })
    }

    #[test]
    fn a_service_is_sent_by_name_number_and_link_and_without_the_search_that_led_to_it() {
        let link = "https://hub.example/services/brookside-family-hub".to_owned();
        let qr = Some(QrPicture { size: 29, path: "M4 4h7v1h-7z".to_owned() });
        let back = Some("/search?q=no+sleep".to_owned());
        let service = ServicePage { share: Some(Share { link, qr }), back, ..samples::service() };
        let html = shared(&service);
        let body = "Brookside%20Family%20Hub%3A%2001905%20520032%0Ahttps%3A%2F%2Fhub%2Eexample%2Fservices%2Fbrookside%2Dfamily%2Dhub\"";
        assert!(html.contains(&format!("href=\"sms:?&amp;body={body}")), "{html}");
        assert!(html.contains("href=\"mailto:?subject=Help%20for%20families&amp;body=Brookside"), "{html}");
        assert!(html.contains("class=\"qr\"") && html.contains("hidden>Copy the link"), "{html}");
        assert!(!html.contains("sleep"), "{html}");
    }

    #[test]
    fn a_page_without_an_address_of_its_own_is_not_shared_and_a_name_stays_text() {
        assert!(shared(&samples::service()).is_empty());
        let share = Some(Share { link: ATTACK.to_owned(), qr: None });
        let html = shared(&ServicePage { name: ATTACK.to_owned(), share, ..samples::service() });
        assert!(!html.contains("<script>"), "{html}");
    }
}
