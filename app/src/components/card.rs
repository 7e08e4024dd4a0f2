//! One result as a card.

use super::{
    icon::{self, icon},
    phone, save,
    shape::mark,
    web,
};
use crate::{
    model::{Listing, Site},
    words,
};
use leptos::prelude::*;

/// What an unconfirmed record says.
pub const UNCONFIRMED: &str = "Not confirmed: ring or look first.";

/// A list of cards.
pub fn list<'a>(site: &'a Site, listings: &'a [Listing]) -> impl IntoView + 'a {
    view! {
        <ul class="cards" role="list">
            {listings.iter().map(|listing| view! { <li class="card" id=anchor(listing)>{body(site, listing)}</li> }).collect_view()}
        </ul>
    }
}

/// The same under a heading of the third level, so that each card's is of the fourth.
pub fn list_under<'a>(site: &'a Site, listings: &'a [Listing]) -> impl IntoView + 'a {
    view! {
        <ul class="cards" role="list">
            {listings
                .iter()
                .map(|listing| {
                    view! {
                        <li class="card" id=anchor(listing)>
                            <h4 class="card-name">{name(listing)}</h4>
                            {rest(site, listing)}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

/// Where a marker of the map leads: `result-3`.
pub fn anchor(listing: &Listing) -> Option<String> {
    listing.number.map(|number| format!("result-{number}"))
}

/// What stands in a card, under a heading of the third level.
pub fn body<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView + 'a {
    view! {
        <h3 class="card-name">{name(listing)}</h3>
        {rest(site, listing)}
    }
}

fn name(listing: &Listing) -> impl IntoView + '_ {
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    view! { {number} <a href=listing.url.as_str()>{listing.name.as_str()}</a> }
}

fn rest<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView + 'a {
    let asks = words::referral(&listing.referral).map(|ways| view! { <li>{format!("Who can ask: {ways}")}</li> });
    let cost = (!listing.cost.is_empty()).then(|| view! { <li>{format!("Cost: {}", listing.cost)}</li> });
    let summary = (!listing.summary.is_empty()).then(|| view! { <p class="summary">{listing.summary.as_str()}</p> });
    view! {
        <p class="card-meta">
            <span class="kind">{mark(&listing.kind)}" "{listing.kind.label.as_str()}</span>
            {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
        </p>
        {(!listing.place_words.is_empty())
            .then(|| view! { <p class="where">{icon(icon::PIN)} <span>{listing.place_words.as_str()}</span></p> })}
        {summary}
        <ul class="facts" role="list">
            <li>{ages(listing)}</li>
            {asks}
            {cost}
        </ul>
        {(!listing.serves.is_empty()).then(|| view! { <p class="serves">{format!("For: {}", listing.serves.join(", "))}</p> })}
        {reach(site, listing)}
        {save::button(&listing.save, listing.id.as_str(), &listing.name)}
        <p class="trust">{trust(listing)}</p>
        {(!listing.reasons.is_empty()).then(|| view! { <p class="reasons">{listing.reasons.join(" · ")}</p> })}
    }
}

fn ages(listing: &Listing) -> String {
    let ages = words::ages(listing.ages);
    if listing.ages_note.is_empty() { ages } else { format!("{ages} ({})", listing.ages_note) }
}

/// How to reach it: its number, else its page or e-mail, else whom to ring instead.
pub(crate) fn reach<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView + 'a {
    let first = listing.ask_first.then(|| phone::first(site));
    let phone = listing.phone.as_ref().map(phone::line);
    let web = (listing.phone.is_none())
        .then_some(listing.web.as_deref())
        .flatten()
        .map(|address| view! { <p>{web::link(address, format!("Website of {}", listing.name))}</p> });
    let email = (listing.phone.is_none() && listing.web.is_none())
        .then_some(listing.email.as_deref())
        .flatten()
        .map(|email| view! { <p>"E-mail: "<a href=format!("mailto:{email}")>{email.to_owned()}</a></p> });
    let silent = listing.phone.is_none() && listing.web.is_none() && listing.email.is_none();
    let fallback = (listing.unreachable || silent).then(|| phone::fallback(site));
    (first, phone, web, email, fallback)
}

/// How sure and how old: "Not confirmed: ring or look first. From a page of 2023."
pub(crate) fn trust(listing: &Listing) -> String {
    let mut parts = Vec::with_capacity(3);
    if !listing.confirmed {
        parts.push(UNCONFIRMED.to_owned());
    }
    if let Some(day) = &listing.source.assured {
        parts.push(format!("Checked with them on {}.", words::day(day)));
    }
    if !listing.source.words.is_empty() {
        parts.push(format!("{}.", listing.source.words));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK, text_of},
        model::{PhoneLine, site::PhoneNumberText},
    };
    use directory::AgeRange;

    fn card(listing: &Listing) -> String {
        text_of(body(&samples::site(), listing))
    }

    #[test]
    fn a_card_says_what_a_family_needs_first() {
        let html = card(&samples::listing(3));
        for words in [
            "3",
            "Brookside Family Hub",
            "0.8 miles",
            "Ages 0 to 19",
            "Who can ask: you yourself, a parent or carer",
            "href=\"tel:01905520032\"",
            "From a page of 2023.",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn what_is_not_stated_says_so_or_stays_away() {
        let listing = Listing { ages: AgeRange::default(), cost: String::new(), ..samples::listing(1) };
        let html = card(&listing);
        assert!(html.contains("Ages not stated"));
        assert!(!html.contains("Cost"));
    }

    #[test]
    fn an_unconfirmed_record_says_so() {
        assert!(card(&Listing { confirmed: false, ..samples::listing(1) }).contains(UNCONFIRMED));
        assert!(!card(&Listing { confirmed: true, ..samples::listing(1) }).contains(UNCONFIRMED));
    }

    #[test]
    fn a_service_that_cannot_be_reached_shows_the_family_hub_line() {
        let html = card(&Listing { phone: None, web: None, unreachable: true, ..samples::listing(1) });
        assert!(html.contains("Its own number is not known. Ring the county's Family Hub line: "), "{html}");
        assert!(html.contains("01905 520032"));
    }

    #[test]
    fn the_family_hub_line_stands_before_a_centres_unconfirmed_number() {
        let phone = PhoneLine {
            number: PhoneNumberText { printed: "01905 827391".to_owned(), digits: "01905827391".to_owned() },
            confirmed: false,
            ..samples::phone()
        };
        let html = card(&Listing { phone: Some(phone), ask_first: true, ..samples::listing(1) });
        let first = html.find("Ring the county's Family Hub line first: ").unwrap();
        let own = html.find("01905 827391").unwrap();
        assert!(first < own && html[own..].contains("not confirmed, may have changed"), "{html}");
        assert!(!card(&samples::listing(1)).contains(" first: "));
    }

    #[test]
    fn nothing_in_a_record_is_executed() {
        let html = card(&samples::attacked_listing());
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains(ATTACK), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}
