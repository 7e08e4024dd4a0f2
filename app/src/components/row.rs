//! Results as dense rows, for somebody who reads many in a conversation: one row a service, with
//! a box that puts it on the shortlist.

use super::{
    card::{Reach, TrustMark},
    phone::{FallbackPhoneFirst, Phone, PhoneLink},
    shape::KindMark,
    web::is_web,
    week::DoorWords,
};
use crate::{
    model::{DoorState, Listing, Site, Verb},
    words,
};
use leptos::prelude::*;

/// A list of rows. `saved` are the services whose boxes are ticked.
#[component]
pub(crate) fn RowList<'a>(site: &'a Site, listings: Vec<&'a Listing>, saved: &'a [String]) -> impl IntoView {
    let rows = listings
        .into_iter()
        .map(|listing| {
            let ticked = saved.iter().any(|id| listing.id == id.as_str());
            view! { <li class="row"><Row site listing ticked /></li> }
        })
        .collect_view();
    view! { <ul class="rows" role="list">{rows}</ul> }
}

#[component]
fn Row<'a>(site: &'a Site, listing: &'a Listing, ticked: bool) -> impl IntoView {
    let mut facts = Vec::new();
    facts.extend(listing.ages.is_stated().then(|| words::ages(listing.ages)));
    facts.extend((!listing.for_whom.is_empty()).then(|| listing.for_whom.to_owned()));
    facts.extend(words::referral_for_worker(&listing.referral));
    facts.extend((!listing.levels.is_empty()).then(|| level_words(&listing.levels)));
    facts.extend((!listing.cost.is_empty()).then(|| listing.cost.clone()));
    // In a dense list only what is not sure says so; a day on which somebody asked them is worth its room.
    let is_sure = listing.confirmed
        && listing.source.assured.is_none()
        && listing.phone.as_ref().is_none_or(|line| line.confirmed);
    view! {
        <label class="row-tick">
            <input type="checkbox" name="ids" value=listing.id.as_str() checked=ticked />
            <span class="hidden">"Save "{listing.name.as_str()}</span>
        </label>
        <div class="row-main">
            <h4 class="row-name">
                <KindMark kind=&listing.kind /> <a href=listing.url.as_str()>{listing.name.as_str()}</a>
            </h4>
            <p class="row-facts">
                <Reach listing />
                {(listing.door.state != DoorState::Unknown).then(|| view! { " " <DoorWords door=&listing.door /> })}
                {(!is_sure).then(|| view! { " " <TrustMark listing /> })}
            </p>
            {(!facts.is_empty()).then(|| view! { <p class="row-facts">{facts.join(" · ")}</p> })}
            // One alone is what the list itself is for.
            {(listing.serves.len() > 1)
                .then(|| view! { <p class="serves">{format!("For: {}", listing.serves.join(", "))}</p> })}
        </div>
        <div class="row-reach"><RowReach site listing /></div>
    }
}

/// How to reach a service: its number, and its form to refer with or its page; else whom to ring instead.
#[component]
fn RowReach<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView {
    let web = match (listing.referral_page(), listing.web.as_deref()) {
        (Some(page), _) if is_web(page) => Some((page, "How to refer")),
        (_, Some(web)) if is_web(web) => Some((web, "Website")),
        _ => None,
    };
    let chat = listing.ways.iter().find(|way| way.verb == Verb::Chat && is_web(&way.address));
    let web = web.map(|(address, words)| view! {
        <p class="row-web" class:is-form={words != "Website"}><a href=address rel="noreferrer">{words}<span class="hidden">" of "{listing.name.as_str()}</span></a></p>
    });
    let email = listing.email.as_deref().filter(|_| listing.phone.is_none() && web.is_none());
    let is_silent = listing.phone.is_none() && web.is_none() && email.is_none() && chat.is_none();
    view! {
        {listing.ask_first.then(|| view! { <FallbackPhoneFirst site /> })}
        {listing.phone.as_ref().map(|line| view! { <Phone line /> })}
        {chat.map(|way| view! {
            <p class="row-web"><a href=way.address.as_str() rel="noreferrer">"Chat on line"<span class="hidden">" with "{listing.name.as_str()}</span></a></p>
        })}
        {web}
        {email.map(|email| view! { <p>"E-mail: "<a href=format!("mailto:{email}")>{email}</a></p> })}
        {(listing.unreachable || is_silent).then(|| view! {
            <p>"Ask "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
        })}
    }
}

/// "Level 2", "Levels 2 and 3".
fn level_words(levels: &[u8]) -> String {
    let numbers: Vec<String> = levels.iter().map(u8::to_string).collect();
    match numbers.as_slice() {
        [one] => format!("Level {one}"),
        [some @ .., last] => format!("Levels {} and {last}", some.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::{
            phone,
            samples::{self, ATTACK, text_of},
        },
        model::PhoneLine,
    };

    fn rows(listing: &Listing, saved: &[String]) -> String {
        let site = samples::site();
        text_of(view! { <RowList site=&site listings=vec![listing] saved /> })
    }

    #[test]
    fn a_row_says_who_where_for_whom_and_the_number() {
        let html = rows(&samples::listing(1), &[]);
        for words in [
            "Brookside Family Hub",
            "0.8 miles",
            "Ages 0 to 19",
            "The family can ask: the person themselves, a parent or carer",
            "Levels 1 and 2",
            "href=\"tel:01905520032\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("Not confirmed") && !html.contains("How to refer"), "{html}");
    }

    #[test]
    fn a_form_to_refer_with_is_named_as_one_and_once() {
        let with_form = |address: &str| {
            samples::listing_with(|listing| {
                listing.web = Some(address.to_owned());
                listing.phone = None;
                listing.referral.by_professional = Some(true);
            })
        };
        let html = rows(&with_form("https://camhs.example.org/referrals"), &[]);
        assert!(html.contains("How to refer<span class=\"hidden\"> of Brookside Family Hub"), "{html}");
        assert_eq!(html.matches("camhs.example.org").count(), 1, "{html}");
        let html = rows(&with_form("https://referrals.example.org/about"), &[]);
        assert!(html.contains("Website<span") && !html.contains("How to refer"), "{html}");
    }

    #[test]
    fn a_service_on_the_shortlist_is_ticked() {
        assert!(!rows(&samples::listing(1), &["another".to_owned()]).contains("checked"));
        assert!(rows(&samples::listing(1), &["brookside-family-hub".to_owned()]).contains("checked"));
    }

    #[test]
    fn what_is_not_confirmed_says_so_in_a_row_too() {
        let unsure = samples::listing_with(|listing| {
            listing.confirmed = false;
            listing.phone = listing.phone.take().map(|phone| PhoneLine { confirmed: false, ..phone });
        });
        let html = rows(&unsure, &[]);
        assert!(html.contains("Not confirmed") && html.contains(phone::NOT_CONFIRMED), "{html}");
        let html = rows(&samples::attacked_listing(), &[]);
        assert!(!html.contains(ATTACK) && !html.contains("<script>"), "{html}");
    }
}
