//! The shortlist that goes home with a family: on one sheet of paper, by text, by e-mail, or as a
//! link in a QR code. Notes stand in this tab and on the paper only: they are in no form.

use crate::{
    components::{
        card::UNCONFIRMED,
        phone::{FallbackPhone, FallbackPhoneFirst, Phone},
        qr::QrCode,
        visit::OpeningHours,
        web::{WebLink, without_scheme},
    },
    handover,
    model::{ServicePage, ShortlistItem, ShortlistPage, Site},
    words,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Shortlist<'a>(site: &'a Site, page: &'a ShortlistPage) -> impl IntoView {
    let left_out = view! { <LeftOut page /> };
    if page.items.is_empty() {
        return Either::Left(view! {
            <h1>"Your shortlist"</h1>
            {left_out} <EmptyShortlist page />
        });
    }
    let heading = if page.young { "My list" } else { "Your shortlist" };
    Either::Right(view! {
        <div class="shortlist" class:young=page.young data-ids=ids(page)>
            <h1>{heading}</h1>
            {left_out} {(!page.young).then(|| view! { <HandOver site page /> })}
            <ol class="picks" role="list">{page.items.iter().map(|item| view! { <PickedService site item /> }).collect_view()}</ol>
            {page.young.then(|| view! { <HandOver site page /> })}
            <footer class="picks-foot">
                {page.qr.as_ref().filter(|_| !page.young).map(|code| view! {
                    <div class="picks-qr">
                        <QrCode picture=code name="QR code: opens this list" />
                        <p>"Scan this to open the list, or go to "<span class="address-text">{page.link.as_str()}</span></p>
                    </div>
                })}
                <p>{format!("Made on {}. ", page.date)}"Things change, so ring before you go."</p>
                <p>"In danger now: ring 999."</p>
            </footer>
        </div>
    })
}

fn ids(page: &ShortlistPage) -> String {
    page.items.iter().map(|item| item.service.id.as_str()).collect::<Vec<_>>().join(",")
}

/// What was left out of the list that was asked for.
#[component]
fn LeftOut<'a>(page: &'a ShortlistPage) -> impl IntoView {
    let unknown = (!page.unknown.is_empty()).then(|| {
        let names = page.unknown.iter().map(|id| format!("“{id}”")).collect::<Vec<_>>().join(", ");
        view! { <p class="note screen-only">{format!("We do not know {names}, so we left that out. It may have been taken off the site.")}</p> }
    });
    let cut = (page.cut > 0).then(|| {
        let words = format!("A list holds {} services at most, so we left {} out.", page.most, page.cut);
        view! { <p class="note screen-only">{words}</p> }
    });
    (unknown, cut)
}

#[component]
fn EmptyShortlist<'a>(page: &'a ShortlistPage) -> impl IntoView {
    view! {
        <p class="lead">"Nothing is on it yet."</p>
        <section aria-labelledby="use">
            <h2 id="use">"How to use it"</h2>
            <ol class="uses">
                <li>"Look for help. Press “Save to shortlist” at each service you like."</li>
                <li>"Come back here. Put them in order, and add a note for yourself."</li>
                <li>"Print it, text it or e-mail it. Nothing about you is in it."</li>
            </ol>
            <p>
                "We do not keep your list. It stays in this tab of your browser, or in its web address. It goes when you press “Leave this page” or close the tab."
            </p>
            <p>
                <a class="button" href=page.add.as_str()>"Find help"</a>
            </p>
        </section>
    }
}

/// The ways to hand it over.
#[component]
fn HandOver<'a>(site: &'a Site, page: &'a ShortlistPage) -> impl IntoView {
    let other = if page.young { "Show the whole list" } else { "A young person's list: small and plain" };
    view! {
        <div class="hand-over screen-only">
            <p class="actions">
                <button class="button" type="button" data-do="print" hidden>"Print it"</button>
                <a class="button quiet" href=handover::sms(site, page)>"Text it"</a>
                <a class="button quiet" href=handover::mailto(site, page)>"E-mail it"</a>
                <a class="again" href=page.other.as_str()>{other}</a>
                <a class="again" href=page.add.as_str()>"Add more"</a>
            </p>
            <noscript>
                <p class="hint">"To print, use your browser's own menu. Put the list in order before you write a note: each move loads the page again."</p>
            </noscript>
            <details class="filters">
                <summary>"The list as plain text"</summary>
                <p>
                    <button class="quiet" type="button" data-do="copy" hidden>"Copy it"</button>
                    " "<a href=format!("/shortlist.txt?ids={}", ids(page))>"Open it by itself"</a>
                </p>
                <pre class="plain" tabindex="0">{handover::text(site, page)}</pre>
            </details>
        </div>
    }
}

#[component]
fn PickedService<'a>(site: &'a Site, item: &'a ShortlistItem) -> impl IntoView {
    let service = &item.service;
    let id = service.id.as_str();
    view! {
        <li class="pick-item">
            <h2 class="pick-name">
                <a href=format!("/services/{id}")>{service.name.as_str()}</a>
            </h2>
            {(!service.confirmed).then(|| view! { <p class="unsure">{UNCONFIRMED}</p> })}
            <div class="pick-facts">
                <div><PickReach site service /></div>
                <div><PickPlaces service /></div>
                <div class="pick-how"><PickAccess service /></div>
            </div>
            <div class="pick-note">
                <label for=format!("note-{id}")>"Note"<span class="screen-only">" (stays here and on the paper)"</span></label>
                <textarea id=format!("note-{id}") rows="2" autocomplete="off" maxlength="600" data-note=id></textarea>
            </div>
            <p class="pick-moves screen-only">
                {item.up.as_deref().map(|to| view! { <PickAction to words="Move up" name=&service.name /> })}
                {item.down.as_deref().map(|to| view! { <PickAction to words="Move down" name=&service.name /> })}
                <PickAction to=&item.off words="Take off" name=&service.name />
                {service.sessions.then(|| view! { <a href=format!("/services/{id}/sessions.ics")>"Times for a calendar"</a> })}
            </p>
        </li>
    }
}

#[component]
fn PickAction<'a>(to: &'a str, words: &'static str, name: &'a str) -> impl IntoView {
    view! { <a href=to>{words}<span class="hidden">": "{name}</span></a>" " }
}

#[component]
fn PickReach<'a>(site: &'a Site, service: &'a ServicePage) -> impl IntoView {
    view! {
        {service.ask_first.then(|| view! { <FallbackPhoneFirst site /> })}
        {service.phones.iter().map(|line| view! { <Phone line /> }).collect_view()}
        {service.unreachable.then(|| view! { <FallbackPhone site /> })}
        {service.web.as_deref().map(|at| view! { <p class="pick-web"><WebLink address=at words=without_scheme(at) /></p> })}
        {service.email.as_deref().map(|email| view! { <p class="pick-web"><a href=format!("mailto:{email}")>{email}</a></p> })}
        <OpeningHours hours=&service.hours />
    }
}

#[component]
fn PickPlaces<'a>(service: &'a ServicePage) -> impl IntoView {
    if let Some(words) = words::without_place(service) {
        return Either::Left(view! { <p class="private">{words}</p> });
    }
    let places = service.places.iter().map(|place| {
        let caution = (!place.confirmed)
            .then(|| view! { <p class="unsure">"This address is not confirmed. Ring before you go."</p> });
        let address = place.address.iter().filter(|line| **line != place.name);
        let address = std::iter::once(place.name.as_str()).chain(address.map(String::as_str)).collect::<Vec<_>>();
        view! { <p>{address.join(", ")}</p> {caution} <OpeningHours hours=&place.hours /> }
    });
    Either::Right(places.collect_view())
}

#[component]
fn PickAccess<'a>(service: &'a ServicePage) -> impl IntoView {
    let asks = words::referral(&service.referral).map(|ways| view! { <p>{format!("Who can ask: {ways}.")}</p> });
    let how = (!service.how_to_get_help.is_empty()).then(|| view! { <p>{service.how_to_get_help.as_str()}</p> });
    let cost = (!service.cost.is_empty()).then(|| view! { <p>{format!("Cost: {}", service.cost)}</p> });
    (how, asks, cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, QrPicture},
    };

    fn filled(service: ServicePage) -> ShortlistPage {
        ShortlistPage {
            items: vec![ShortlistItem {
                service,
                up: Some("/shortlist?ids=up".to_owned()),
                down: None,
                off: "/shortlist".to_owned(),
            }],
            date: "26 November 2026".to_owned(),
            link: "https://hub.example/shortlist?ids=brookside-family-hub".to_owned(),
            qr: Some(QrPicture { size: 29, path: "M4 4h7v1h-7z".to_owned() }),
            home: "https://hub.example".to_owned(),
            add: "/professionals".to_owned(),
            ..ShortlistPage::default()
        }
    }

    fn rendered(page: &ShortlistPage) -> String {
        crate::shortlist(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("shortlist", &rendered(&filled(samples::service())));
    }

    #[test]
    fn a_list_holds_what_a_family_needs_and_a_note_that_no_form_sends() {
        let html = rendered(&filled(samples::service()));
        for words in [
            "tel:01905520032",
            "Borrington Road",
            "9am to 5pm",
            "Ring or go in.",
            "Made on 26 November 2026",
            "class=\"qr\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        let note = html.find("<textarea").unwrap();
        assert!(!html[note..].split('>').next().unwrap().contains(" name="), "a field with a name could be sent");
        assert!(html.contains("Move up") && !html.contains("Move down") && html.contains("Take off"));
    }

    #[test]
    fn a_young_persons_list_is_plain() {
        let html = rendered(&ShortlistPage { young: true, ..filled(samples::service()) });
        assert!(html.contains("My list") && !html.contains("class=\"qr\""), "{html}");
    }

    #[test]
    fn an_empty_list_explains_how_to_use_it_and_says_what_was_left_out() {
        let page = ShortlistPage { unknown: vec!["gone".to_owned()], cut: 2, most: 20, ..ShortlistPage::default() };
        let html = rendered(&page);
        assert!(html.contains("How to use it") && html.contains("We do not know “gone”"), "{html}");
        assert!(html.contains("A list holds 20 services at most, so we left 2 out."));
    }

    #[test]
    fn no_record_and_no_address_can_be_used_to_attack() {
        let attack = || ATTACK.to_owned();
        let service = ServicePage {
            name: attack(),
            how_to_get_help: attack(),
            email: Some(attack()),
            web: Some(attack()),
            ..samples::service()
        };
        let html =
            rendered(&ShortlistPage { unknown: vec![attack()], link: attack(), add: attack(), ..filled(service) });
        assert!(!html.contains("<script>alert") && !html.contains(ATTACK), "{html}");
    }
}
