//! One result as a card.

use super::{
    icon::{self, icon},
    phone, save,
    shape::mark,
    web,
};
use crate::{
    markup::{Markup, Put, markup, put},
    model::{Listing, Site},
    words,
};

/// What an unconfirmed record says.
pub const UNCONFIRMED: &str = "Not confirmed: ring or look first.";

/// A list of cards.
pub fn list<'a>(site: &'a Site, listings: &'a [Listing]) -> impl Markup + 'a {
    cards(listings, move |listing| body(site, listing))
}

/// The same under a heading of the third level, so that each card's is of the fourth.
pub fn list_under<'a>(site: &'a Site, listings: &'a [Listing]) -> impl Markup + 'a {
    cards(listings, move |listing| {
        markup(move |html| put!(html, r#"<h4 class="card-name">"# (name(listing)) "</h4>" (rest(site, listing))))
    })
}

fn cards<'a, P: Put>(listings: &'a [Listing], inside: impl Fn(&'a Listing) -> P + Send + 'a) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<ul role="list" class="cards">"#);
        for listing in listings {
            put!(html, "<li");
            if let Some(number) = listing.number {
                put!(html, r#" id="result-"# (number) "\"");
            }
            put!(html, r#" class="card">"# (inside(listing)) "</li>");
        }
        put!(html, "</ul>");
    })
}

/// Where a marker of the map leads: `result-3`.
pub fn anchor(listing: &Listing) -> Option<String> {
    listing.number.map(|number| format!("result-{number}"))
}

/// What stands in a card, under a heading of the third level.
pub fn body<'a>(site: &'a Site, listing: &'a Listing) -> impl Markup + 'a {
    markup(move |html| put!(html, r#"<h3 class="card-name">"# (name(listing)) "</h3>" (rest(site, listing))))
}

fn name(listing: &Listing) -> impl Markup {
    markup(move |html| {
        if let Some(number) = listing.number {
            put!(html, r#"<span class="number">"# (number) "</span> ");
        }
        put!(html, r#"<a href=""# (listing.url) r#"">"# (listing.name) "</a>");
    })
}

fn rest<'a>(site: &'a Site, listing: &'a Listing) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<p class="card-meta"><span class="kind">"# (mark(&listing.kind)) " " (listing.kind.label) "</span>");
        if let Some(distance) = listing.distance {
            put!(html, r#" <span class="distance">"# (distance.words()) "</span>");
        }
        put!(html, "</p>");
        if !listing.place_words.is_empty() {
            put!(html, r#"<p class="where">"# (icon(icon::PIN)) "<span>" (listing.place_words) "</span></p>");
        }
        if !listing.summary.is_empty() {
            put!(html, r#"<p class="summary">"# (listing.summary) "</p>");
        }
        put!(html, r#"<ul role="list" class="facts"><li>"# (ages(listing)) "</li>");
        if let Some(ways) = words::referral(&listing.referral) {
            put!(html, "<li>Who can ask: " (ways) "</li>");
        }
        if !listing.cost.is_empty() {
            put!(html, "<li>Cost: " (listing.cost) "</li>");
        }
        put!(html, "</ul>");
        if !listing.serves.is_empty() {
            put!(html, r#"<p class="serves">For: "# (listing.serves.join(", ")) "</p>");
        }
        put!(html, (reach(site, listing))(save::button(&listing.save, listing.id.as_str(), &listing.name)));
        put!(html, r#"<p class="trust">"# (trust(listing)) "</p>");
        if !listing.reasons.is_empty() {
            put!(html, r#"<p class="reasons">"# (listing.reasons.join(" · ")) "</p>");
        }
    })
}

fn ages(listing: &Listing) -> String {
    let ages = words::ages(listing.ages);
    if listing.ages_note.is_empty() { ages } else { format!("{ages} ({})", listing.ages_note) }
}

/// How to reach it: its number, else its page or e-mail, else whom to ring instead.
pub(crate) fn reach<'a>(site: &'a Site, listing: &'a Listing) -> impl Markup + 'a {
    markup(move |html| {
        if listing.ask_first {
            put!(html, (phone::first(site)));
        }
        match (&listing.phone, &listing.web, &listing.email) {
            (Some(phone), _, _) => put!(html, (phone::line(phone))),
            (None, Some(web), _) => {
                put!(html, "<p>" (web::link(web, format!("Website of {}", listing.name))) "</p>");
            }
            (None, None, Some(email)) => {
                put!(html, r#"<p>E-mail: <a href="mailto:"# (email) r#"">"# (email) "</a></p>");
            }
            (None, None, None) => {}
        }
        let silent = listing.phone.is_none() && listing.web.is_none() && listing.email.is_none();
        if listing.unreachable || silent {
            put!(html, (phone::fallback(site)));
        }
    })
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
