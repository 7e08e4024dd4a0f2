//! One result as a card.

use super::{
    icon::{self, icon},
    phone, save,
    shape::mark,
    web,
};
use crate::{
    markup::{Listed, Markup, Ready, markup, put},
    model::{Listing, Record, Site},
    words,
};

/// What an unconfirmed record says.
pub const UNCONFIRMED: &str = "Not confirmed: ring or look first.";

/// A list of cards.
pub fn list<'a>(site: &'a Site, listings: &'a [Listing]) -> impl Markup + 'a {
    cards(site, listings, THIRD)
}

/// The same under a heading of the third level, so that each card's is of the fourth.
pub fn list_under<'a>(site: &'a Site, listings: &'a [Listing]) -> impl Markup + 'a {
    cards(site, listings, FOURTH)
}

/// The start and the end of a card's heading.
type Heading = (Ready<'static>, Ready<'static>);

const THIRD: Heading = (Ready(r#"<h3 class="card-name">"#), Ready("</h3>"));
const FOURTH: Heading = (Ready(r#"<h4 class="card-name">"#), Ready("</h4>"));

fn cards<'a>(site: &'a Site, listings: &'a [Listing], heading: Heading) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<ul role="list" class="cards">"#);
        for listing in listings {
            put!(html, "<li");
            if let Some(number) = listing.number {
                put!(html, r#" id="result-"# (number) "\"");
            }
            put!(html, r#" class="card">"#);
            write_body(html, site, listing, &heading);
            put!(html, "</li>");
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
    markup(move |html| write_body(html, site, listing, &THIRD))
}

/// What a card says of its record alone, the same in all searches and all pages of a site: one string,
/// since its parts are read one after the other. Between them stands what differs.
#[derive(Debug)]
pub struct CardParts {
    html: String,
    /// Where each part ends.
    ends: [usize; 6],
}

impl CardParts {
    fn of<'a>(site: &Site, record: &'a Record) -> &'a Self {
        record.card.get(|| {
            let mut html = String::new();
            let mut ends = [0; 6];
            let mut parts = ends.iter_mut();
            let mut end = |html: &String| parts.next().map(|end| *end = html.len());
            put!(&mut html, r#"<a href=""#(record.page));
            end(&html);
            put!(&mut html, r#"">"# (record.name) "</a>");
            end(&html);
            put!(&mut html, r#"<p class="card-meta"><span class="kind">"#(mark(&record.kind)));
            put!(&mut html, " " (record.kind.label) "</span>");
            end(&html);
            put!(&mut html, "</p>"(facts(record)));
            end(&html);
            put!(&mut html, (reach(site, record))(save::START));
            end(&html);
            put!(&mut html, (save::rest(record.id.as_str(), &record.name)) r#"<p class="trust">"# (trust(record)) "</p>");
            end(&html);
            Self { html, ends }
        })
    }

    fn part(&self, nth: usize) -> Ready<'_> {
        let start = if nth == 0 { 0 } else { self.ends[nth - 1] };
        Ready(&self.html[start..self.ends[nth]])
    }
}

fn write_body(html: &mut String, site: &Site, listing: &Listing, (start, end): &Heading) {
    let parts = CardParts::of(site, listing);
    put!(html, (start));
    if let Some(number) = listing.number {
        put!(html, r#"<span class="number">"# (number) "</span> ");
    }
    put!(html, (parts.part(0))(listing.why)(parts.part(1))(end)(parts.part(2)));
    if let Some(distance) = listing.distance {
        put!(html, r#" <span class="distance">"# (distance) "</span>");
    }
    put!(html, (parts.part(3)));
    if !listing.serves.is_empty() {
        put!(html, r#"<p class="serves">For: "# (Listed(&listing.serves, ", ")) "</p>");
    }
    put!(html, (parts.part(4))(listing.save.as_deref().unwrap_or(listing.id.as_str()))(parts.part(5)));
    if !listing.reasons.is_empty() {
        put!(html, r#"<p class="reasons">"# (Listed(&listing.reasons, " · ")) "</p>");
    }
}

/// Where it is, what it does, for whom, and what it costs.
fn facts(record: &Record) -> impl Markup {
    markup(move |html| {
        if !record.place_words.is_empty() {
            put!(html, r#"<p class="where">"# (icon(icon::PIN)) "<span>" (record.place_words) "</span></p>");
        }
        if !record.summary.is_empty() {
            put!(html, r#"<p class="summary">"# (record.summary) "</p>");
        }
        put!(html, r#"<ul role="list" class="facts"><li>"# (ages(record)) "</li>");
        if let Some(ways) = words::referral(&record.referral) {
            put!(html, "<li>Who can ask: " (ways) "</li>");
        }
        if !record.cost.is_empty() {
            put!(html, "<li>Cost: " (record.cost) "</li>");
        }
        put!(html, "</ul>");
    })
}

fn ages(record: &Record) -> String {
    let ages = words::ages(record.ages);
    if record.ages_note.is_empty() { ages } else { format!("{ages} ({})", record.ages_note) }
}

/// How to reach it: its number, else its page or e-mail, else whom to ring instead.
pub(crate) fn reach<'a>(site: &'a Site, record: &'a Record) -> impl Markup + 'a {
    markup(move |html| {
        if record.ask_first {
            put!(html, (phone::first(site)));
        }
        put!(html, (reached(record)));
        if is_silent(record) {
            put!(html, (phone::fallback(site)));
        }
    })
}

fn reached(record: &Record) -> impl Markup {
    markup(move |html| match (&record.phone, &record.web, &record.email) {
        (Some(phone), _, _) => put!(html, (phone::line(phone))),
        (None, Some(web), _) => put!(html, "<p>" (web::link(web, format!("Website of {}", record.name))) "</p>"),
        (None, None, Some(email)) => {
            put!(html, r#"<p>E-mail: <a href="mailto:"# (email) r#"">"# (email) "</a></p>");
        }
        (None, None, None) => {}
    })
}

/// Whether the fallback line is the way to ask.
fn is_silent(record: &Record) -> bool {
    record.unreachable || (record.phone.is_none() && record.web.is_none() && record.email.is_none())
}

/// How sure and how old: "Not confirmed: ring or look first. From a page of 2023."
pub(crate) fn trust(record: &Record) -> String {
    let mut parts = Vec::with_capacity(3);
    if !record.confirmed {
        parts.push(UNCONFIRMED.to_owned());
    }
    if let Some(day) = &record.source.assured {
        parts.push(format!("Checked with them on {}.", words::day(day)));
    }
    if !record.source.words.is_empty() {
        parts.push(format!("{}.", record.source.words));
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
        let listing = samples::said(1, |record| {
            record.ages = AgeRange::default();
            record.cost.clear();
        });
        let html = card(&listing);
        assert!(html.contains("Ages not stated"));
        assert!(!html.contains("Cost"));
    }

    #[test]
    fn an_unconfirmed_record_says_so() {
        assert!(card(&samples::said(1, |record| record.confirmed = false)).contains(UNCONFIRMED));
        assert!(!card(&samples::said(1, |record| record.confirmed = true)).contains(UNCONFIRMED));
    }

    #[test]
    fn a_service_that_cannot_be_reached_shows_the_family_hub_line() {
        let html = card(&samples::said(1, |record| {
            record.phone = None;
            record.web = None;
            record.unreachable = true;
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
        let html = card(&samples::said(1, |record| {
            record.phone = Some(phone);
            record.ask_first = true;
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
