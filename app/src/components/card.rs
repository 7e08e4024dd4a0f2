//! One result as a card: what decides at a glance and the buttons that act. The rest unfolds.

use super::{
    icon::{self, Icon},
    phone::Phone,
    save::SaveButton,
    shape::KindMark,
    ways::ListingWays,
    web::without_scheme,
    week::DoorWords,
};
use crate::{
    model::{KindTag, Listing, Site},
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

/// What a page of cards says once of all of them.
#[component]
pub(crate) fn CardNote<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <p class="card-note">
            "“Not confirmed” means that we read it on a public page and nobody has asked them since. It may have changed. Ring or look first. Where a card does not say ages, cost or hours, we do not know them. Where it says to ask "
            {site.fallback_label.as_str()}", we do not know its own number."
        </p>
    }
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
    let line = words::clause(&listing.summary);
    view! {
        {heading}
        {(!line.is_empty()).then(|| view! { <p class="card-line">{line}</p> })}
        <p class="card-facts">
            <Reach listing />
            {(!listing.door.words.is_empty()).then(|| view! { " " <DoorWords door=&listing.door /> })}
            {whom_words(listing).map(|whom| view! { " " <span>{whom}</span> })}
            " " <TrustMark listing />
        </p>
        <div class="card-foot">
            <ListingWays site listing />
            <details class="card-more">
                <summary>"More"<span class="hidden">" about "{listing.name.as_str()}</span></summary>
                <CardMore listing />
            </details>
        </div>
    }
}

/// How far it is, or whom it reaches.
#[component]
pub(crate) fn Reach<'a>(listing: &'a Listing) -> impl IntoView {
    let far = match (listing.distance, listing.about_miles) {
        (Some(distance), _) => Some(distance.words()),
        (None, Some(about)) => Some(format!("About {}", words::miles(about))),
        (None, None) => None,
    };
    // A town that the name says already is not said again.
    let town = Some(listing.town.as_str()).filter(|town| !town.is_empty() && !listing.name.contains(town));
    match far {
        Some(far) => Either::Left(view! {
            <span class="distance">{far}</span>
            {town.map(|town| view! { " " <span>{town}</span> })}
        }),
        None => Either::Right(view! { <span class="reaches">{words::without_brackets(&listing.place_words)}</span> }),
    }
}

/// "Women, ages 18 to 25", "Ages 0 to 19"; nothing where a record says neither.
fn whom_words(listing: &Listing) -> Option<String> {
    let ages = listing.ages.is_stated().then(|| words::ages(listing.ages));
    match (listing.for_whom, ages) {
        ("", None) => None,
        ("", Some(ages)) => Some(ages),
        (whom, None) => Some(whom.to_owned()),
        (whom, Some(ages)) => Some(format!("{whom}, {}", ages.to_lowercase())),
    }
}

/// How sure it is, in one mark. Green is only what the provider was asked about: what a public page says is as sure
/// as that page.
#[component]
pub(crate) fn TrustMark<'a>(listing: &'a Listing) -> impl IntoView {
    let number_sure = listing.phone.as_ref().is_none_or(|line| line.confirmed);
    let (class, words) = match (&listing.source.assured, listing.confirmed, number_sure) {
        (Some(day), ..) => ("mark-of-trust is-sure", format!("Checked with them {}", words::day(day))),
        (None, true, true) => ("mark-of-trust", "From a public page".to_owned()),
        (None, true, false) => ("mark-of-trust", "Number not confirmed".to_owned()),
        (None, false, _) => ("mark-of-trust", "Not confirmed".to_owned()),
    };
    view! { <span class=class>{words}</span> }
}

/// What a card unfolds.
#[component]
fn CardMore<'a>(listing: &'a Listing) -> impl IntoView {
    let email = listing.email.as_deref().filter(|_| listing.phone.is_none() && listing.web.is_none());
    // On paper nothing can be pressed: where there is no number, the address of its page.
    let web = listing.web.as_deref().filter(|_| listing.phone.is_none());
    view! {
        {(!listing.serves.is_empty()).then(|| view! { <p class="serves">{format!("For: {}", listing.serves.join(", "))}</p> })}
        <CardFacts listing />
        {listing.phone.as_ref().map(|line| view! { <Phone line /> })}
        {listing.other_phone.as_ref().map(|line| view! { <Phone line /> })}
        {email.map(|email| view! { <p>"E-mail: "<a href=format!("mailto:{email}")>{email}</a></p> })}
        {web.map(|address| view! { <p class="paper-only">{without_scheme(address).to_owned()}</p> })}
        <p class="trust">{trust_words(listing)}</p>
        <SaveButton ids=&listing.save id=listing.id.as_str() name=&listing.name />
        {(!listing.reasons.is_empty()).then(|| view! { <p class="reasons">{listing.reasons.join(" · ")}</p> })}
    }
}

/// What it is, where it is, what it does, for whom, and what it costs.
#[component]
fn CardFacts<'a>(listing: &'a Listing) -> impl IntoView {
    static CACHE: RenderCache<FactsOfRecord> = RenderCache::new();
    CACHE.get_or_render(&FactsOfRecord {
        kind: listing.kind.clone(),
        place: if listing.address.is_empty() { listing.place_words.clone() } else { listing.address.clone() },
        summary: listing.summary.clone(),
        ages_note: listing.ages_note.clone(),
        ways_to_ask: words::referral(&listing.referral),
        cost: listing.cost.clone(),
        access: listing.access.clone(),
        languages: listing.languages.clone(),
    })
}

/// What a card says of a record, whatever was searched for.
#[derive(Clone, PartialEq, Eq, Hash)]
struct FactsOfRecord {
    kind: KindTag,
    place: String,
    summary: String,
    ages_note: String,
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
        let access = (!self.access.is_empty()).then(|| {
            view! { <li><Icon shape=icon::WHEELCHAIR />" "{words::access(&self.access)}</li> }
        });
        let languages = (!self.languages.is_empty()).then(|| {
            view! { <li><Icon shape=icon::LANGUAGES />" "{words::languages(&self.languages)}</li> }
        });
        let fact = |name: &'static str, words: &str| {
            (!words.is_empty()).then(|| format!("{name}: {words}")).map(|words| view! { <li>{words}</li> })
        };
        view! {
            {(words::clause(&self.summary) != self.summary)
                .then(|| view! { <p class="summary">{self.summary.as_str()}</p> })}
            <p class="card-meta"><span class="kind"><KindMark kind=&self.kind />" "{self.kind.label.as_str()}</span></p>
            {place}
            <ul class="facts" role="list">
                {fact("Ages", &self.ages_note)}
                {fact("Who can ask", self.ways_to_ask.as_deref().unwrap_or_default())}
                {fact("Cost", &self.cost)}
                {access}
                {languages}
            </ul>
        }
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
        model::{Door, DoorState, PhoneLine, site::PhoneNumberText},
    };
    use directory::AgeRange;

    fn card(listing: &Listing) -> String {
        let site = samples::site();
        text_of(view! { <Card site=&site listing /> })
    }

    /// What is seen of a folded card.
    fn folded(listing: &Listing) -> String {
        card(listing).split("<details").next().unwrap().to_owned()
    }

    #[test]
    fn a_folded_card_says_what_decides_and_how_to_act() {
        let html = folded(&samples::listing(3));
        for words in [
            ">3<",
            "Brookside Family Hub",
            "0.8 miles",
            "Kidderminster",
            "Ages 0 to 19",
            "Open now until 5pm",
            "From a public page",
            "href=\"tel:01905520032\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn the_rest_unfolds_without_script() {
        let html = card(&samples::listing(3));
        let more = html.split("<details").nth(1).unwrap();
        for words in
            ["Who can ask: you yourself, a parent or carer", "Cost: Free", "From a page of 2023.", "Save to shortlist"]
        {
            assert!(more.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn what_is_not_stated_is_not_said_on_the_card() {
        let listing = samples::listing_with(|listing| {
            listing.ages = AgeRange::default();
            listing.cost.clear();
            listing.door = Door { words: "Hours not known".to_owned(), state: DoorState::Unknown };
        });
        let html = card(&listing);
        assert!(!html.contains("Ages") && !html.contains("Cost"), "{html}");
        assert!(html.contains("Hours not known"), "{html}");
    }

    #[test]
    fn a_card_has_one_mark_of_trust() {
        let unconfirmed = folded(&samples::listing_with(|listing| listing.confirmed = false));
        assert!(
            unconfirmed.contains(">Not confirmed<") && !unconfirmed.contains(">From a public page<"),
            "{unconfirmed}"
        );
        let number = folded(&samples::listing_with(|listing| listing.phone = Some(samples::unconfirmed_phone())));
        assert!(number.contains(">Number not confirmed<"), "{number}");
        let checked = folded(&samples::listing_with(|listing| listing.source.assured = Some("2026-05-03".to_owned())));
        assert!(checked.contains("Checked with them 3 May 2026"), "{checked}");
    }

    #[test]
    fn only_its_town_is_known_and_the_distance_says_about() {
        let html = folded(&samples::listing_with(|listing| {
            listing.distance = None;
            listing.about_miles = Some(15);
        }));
        assert!(html.contains("About 15 miles"), "{html}");
    }

    #[test]
    fn a_service_that_cannot_be_reached_shows_the_family_hub_line() {
        let html = folded(&samples::unreachable_listing());
        assert!(html.contains("Ask the county's Family Hub line:"), "{html}");
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
        let first = html.find("First ring the county's Family Hub line").unwrap();
        let own = html.find("01905 827391").unwrap();
        assert!(first < own && html[own..].contains("not confirmed, may have changed"), "{html}");
        assert!(!card(&samples::listing(1)).contains("First ring"));
    }

    #[test]
    fn nothing_in_a_record_is_executed() {
        let html = card(&samples::attacked_listing());
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(!html.contains(ATTACK), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }
}
