//! One result as a card.

use super::{
    icon::{self, Icon},
    phone::{FallbackPhone, FallbackPhoneFirst, Phone},
    save::SaveButton,
    shape::KindMark,
    web::WebLink,
};
use crate::{
    model::{Listing, Site},
    render_cache::{CachedPart, RenderCache},
    words,
};
use directory::{Access, SpokenLanguage};
use leptos::{either::Either, prelude::*};

/// What an unconfirmed record says.
pub(crate) const UNCONFIRMED: &str = "Not confirmed: ring or look first.";

/// The level of the heading of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum HeadingLevel {
    /// `<h3>`, under a heading of the second level.
    #[default]
    Third,
    /// `<h4>`, under a heading of the third level.
    Fourth,
}

/// A list of cards.
#[component]
pub(crate) fn CardList<'a>(
    site: &'a Site,
    listings: &'a [Listing],
    /// The level of each card's heading.
    #[prop(optional)]
    level: HeadingLevel,
) -> impl IntoView {
    let cards = listings
        .iter()
        .map(|listing| view! { <li class="card" id=result_id(listing)><Card site listing level /></li> })
        .collect_view();
    view! { <ul class="cards" role="list">{cards}</ul> }
}

/// The id of a listing in its list, where a marker of the map leads: `result-3`.
pub(crate) fn result_id(listing: &Listing) -> Option<String> {
    listing.number.map(|number| format!("result-{number}"))
}

/// What stands in a card.
#[component]
pub(crate) fn Card<'a>(
    site: &'a Site,
    listing: &'a Listing,
    /// The level of its heading.
    #[prop(optional)]
    level: HeadingLevel,
) -> impl IntoView {
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    let name = view! { {number} <a href=listing.url.as_str()>{listing.name.as_str()}</a> };
    let heading = match level {
        HeadingLevel::Third => Either::Left(view! { <h3 class="card-name">{name}</h3> }),
        HeadingLevel::Fourth => Either::Right(view! { <h4 class="card-name">{name}</h4> }),
    };
    view! {
        {heading}
        <p class="card-meta">
            <span class="kind"><KindMark kind=&listing.kind />" "{listing.kind.label.as_str()}</span>
            {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
        </p>
        <CardFacts listing />
        {(!listing.serves.is_empty()).then(|| view! { <p class="serves">{format!("For: {}", listing.serves.join(", "))}</p> })}
        <ContactWay site listing />
        <SaveButton ids=&listing.save id=listing.id.as_str() name=&listing.name />
        <p class="trust">{trust_words(listing)}</p>
        {(!listing.reasons.is_empty()).then(|| view! { <p class="reasons">{listing.reasons.join(" · ")}</p> })}
    }
}

/// Where it is, what it does, for whom, and what it costs.
#[component]
fn CardFacts<'a>(listing: &'a Listing) -> impl IntoView {
    static CACHE: RenderCache<FactsOfRecord> = RenderCache::new();
    CACHE.get_or_render(&FactsOfRecord {
        place: listing.place_words.clone(),
        summary: listing.summary.clone(),
        ages: age_words(listing),
        ways_to_ask: words::referral(&listing.referral),
        cost: listing.cost.clone(),
        access: listing.access.clone(),
        languages: listing.languages.clone(),
    })
}

/// What a card says of a record, whatever was searched for.
#[derive(Clone, PartialEq, Eq, Hash)]
struct FactsOfRecord {
    place: String,
    summary: String,
    ages: String,
    ways_to_ask: Option<String>,
    cost: String,
    access: Vec<Access>,
    languages: Vec<SpokenLanguage>,
}

impl CachedPart for FactsOfRecord {
    fn view(&self) -> impl IntoView {
        let place = (!self.place.is_empty()).then(|| {
            view! { <p class="where"><Icon shape=icon::PIN /><span>{self.place.as_str()}</span></p> }
        });
        let asks = self.ways_to_ask.as_ref().map(|ways| view! { <li>{format!("Who can ask: {ways}")}</li> });
        let cost = (!self.cost.is_empty()).then(|| view! { <li>{format!("Cost: {}", self.cost)}</li> });
        let access = (!self.access.is_empty()).then(|| {
            view! { <li><Icon shape=icon::WHEELCHAIR />" "{words::access(&self.access)}</li> }
        });
        let languages = (!self.languages.is_empty()).then(|| {
            view! { <li><Icon shape=icon::LANGUAGES />" "{words::languages(&self.languages)}</li> }
        });
        view! {
            {place}
            {(!self.summary.is_empty()).then(|| view! { <p class="summary">{self.summary.as_str()}</p> })}
            <ul class="facts" role="list">
                <li>{self.ages.as_str()}</li>
                {asks}
                {cost}
                {access}
                {languages}
            </ul>
        }
    }
}

fn age_words(listing: &Listing) -> String {
    let ages = words::ages(listing.ages);
    if listing.ages_note.is_empty() { ages } else { format!("{ages} ({})", listing.ages_note) }
}

/// How to reach a service: its number, else its page or e-mail, else whom to ring instead.
#[component]
pub(crate) fn ContactWay<'a>(site: &'a Site, listing: &'a Listing) -> impl IntoView {
    let phone = listing.phone.as_ref();
    let web = listing.web.as_deref().filter(|_| phone.is_none());
    let email = listing.email.as_deref().filter(|_| phone.is_none() && web.is_none());
    let silent = phone.is_none() && web.is_none() && email.is_none();
    view! {
        {listing.ask_first.then(|| view! { <FallbackPhoneFirst site /> })}
        {phone.map(|line| view! { <Phone line /> })}
        {web.map(|address| view! { <p><WebLink address words=format!("Website of {}", listing.name) /></p> })}
        {email.map(|email| view! { <p>"E-mail: "<a href=format!("mailto:{email}")>{email}</a></p> })}
        {(listing.unreachable || silent).then(|| view! { <FallbackPhone site /> })}
    }
}

/// How sure and how old a listing is: "Not confirmed: ring or look first. From a page of 2023."
pub(crate) fn trust_words(listing: &Listing) -> String {
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
        let site = samples::site();
        text_of(view! { <Card site=&site listing /> })
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
        let listing = samples::listing_with(|listing| {
            listing.ages = AgeRange::default();
            listing.cost.clear();
        });
        let html = card(&listing);
        assert!(html.contains("Ages not stated"));
        assert!(!html.contains("Cost"));
    }

    #[test]
    fn an_unconfirmed_record_says_so() {
        assert!(card(&samples::listing_with(|listing| listing.confirmed = false)).contains(UNCONFIRMED));
        assert!(!card(&samples::listing_with(|listing| listing.confirmed = true)).contains(UNCONFIRMED));
    }

    #[test]
    fn a_service_that_cannot_be_reached_shows_the_family_hub_line() {
        let html = card(&samples::listing_with(|listing| {
            listing.phone = None;
            listing.web = None;
            listing.unreachable = true;
        }));
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
        let html = card(&samples::listing_with(|listing| {
            listing.phone = Some(phone);
            listing.ask_first = true;
        }));
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
