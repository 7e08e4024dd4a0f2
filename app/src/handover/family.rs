//! What was found for a family in plain text: for an e-mail or a case note. It holds of the family what was typed
//! and nothing else.

use super::{fallback, first, phone};
use crate::{
    components::card::UNCONFIRMED,
    model::{Listing, ProfessionalsPage, Site, Verb},
    words,
};
use std::fmt::Write;

/// The answer to a family: what was asked for, what covers most, and what is for each child and need.
pub fn text(site: &Site, page: &ProfessionalsPage) -> String {
    let mut text = format!("Help for a family, {}\n", page.day);
    let Some(found) = &page.found else {
        text.push_str("Nothing was asked for yet.\n");
        return text;
    };
    let asked: Vec<&str> = found.chips.iter().map(|chip| chip.label.as_str()).collect();
    if !asked.is_empty() {
        let _ = writeln!(text, "{}", asked.join(". "));
    }
    match &page.family {
        Some(family) => {
            add(&mut text, site, family.first_heading(), &family.covers_most);
            if !family.hubs.is_empty() {
                let _ = writeln!(text, "\n{}", family.hubs);
            }
            for part in &family.parts {
                add(&mut text, site, &part.heading, &part.local);
                add(&mut text, site, &format!("{}, for the whole country", part.heading), &part.national);
            }
        }
        None => {
            add(&mut text, site, "To go to", &found.near.listings);
            add(&mut text, site, "By phone or online", &found.anywhere.listings);
        }
    }
    if !page.protection.is_empty() {
        text.push_str("\nIF A CHILD MAY NOT BE SAFE\n\n");
    }
    for line in &page.protection {
        let when = if line.when.is_empty() { String::new() } else { format!(" ({})", line.when) };
        let _ = writeln!(text, "{}: {}{when}", line.name, line.number.printed);
    }
    let _ = write!(text, "\nFrom {}: {}\n{}\nIn danger now: ring 999.\n", site.name, site.home, site.notice);
    text
}

/// A heading and its services; nothing when there are none.
fn add(text: &mut String, site: &Site, heading: &str, listings: &[Listing]) {
    if listings.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", heading.to_uppercase());
    for listing in listings {
        let _ = writeln!(text, "\n{}", listing.name);
        for line in lines(site, listing) {
            let _ = writeln!(text, "  {line}");
        }
    }
}

/// How to reach a service, whom it is for and how sure that is, a line each.
fn lines(site: &Site, listing: &Listing) -> Vec<String> {
    let mut lines = Vec::new();
    if !listing.confirmed {
        lines.push(UNCONFIRMED.to_owned());
    }
    if listing.ask_first {
        lines.push(first(site));
    }
    lines.extend(listing.phone.as_ref().map(phone));
    let chat = listing.ways.iter().find(|way| way.verb == Verb::Chat);
    lines.extend(chat.map(|way| format!("Chat on line: {}", way.address)));
    let is_silent = listing.phone.is_none() && listing.web.is_none() && listing.email.is_none() && chat.is_none();
    if listing.unreachable || is_silent {
        lines.push(fallback(site));
    }
    match listing.referral_page() {
        Some(page) => lines.push(format!("How to refer: {page}")),
        None => lines.extend(listing.web.clone()),
    }
    lines.extend(listing.email.clone());
    let distance = listing.distance.map(|distance| format!(", {}", distance.words())).unwrap_or_default();
    let place = if listing.address.is_empty() { &listing.place_words } else { &listing.address };
    lines.push(format!("{place}{distance}"));
    let mut whom = Vec::new();
    if listing.ages.is_stated() {
        whom.push(format!("{}.", words::ages(listing.ages)));
    }
    whom.extend(words::referral_for_worker(&listing.referral).map(|said| format!("{said}.")));
    if !listing.serves.is_empty() {
        whom.push(format!("For: {}.", listing.serves.join(", ")));
    }
    lines.extend((!whom.is_empty()).then(|| whom.join(" ")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples,
        model::{Chip, FamilyAnswer, FamilyPart, Form, SearchPage},
    };

    fn page(found: Option<SearchPage>, family: Option<FamilyAnswer>) -> ProfessionalsPage {
        ProfessionalsPage {
            form: Form::default(),
            ages: "9".to_owned(),
            saved: Vec::new(),
            found,
            family,
            text: "/professionals.txt?age=9".to_owned(),
            day: "26 November 2026".to_owned(),
            protection: Vec::new(),
            need_areas: false,
        }
    }

    fn answer() -> FamilyAnswer {
        let listing = samples::listing_with(|listing| {
            listing.serves = vec!["9 years".to_owned(), "Sleep".to_owned()];
            listing.web = Some("https://camhs.example.org/referrals".to_owned());
            listing.referral.by_professional = Some(true);
        });
        let child = FamilyPart { heading: "For the 9-year-old".to_owned(), ..FamilyPart::default() };
        let local = vec![samples::unreachable_listing()];
        let sleep = FamilyPart { heading: "Sleep".to_owned(), local, ..FamilyPart::default() };
        FamilyAnswer { covers_most: vec![listing], parts: vec![child, sleep], ..FamilyAnswer::default() }
    }

    #[test]
    fn the_text_says_who_how_and_for_whom() {
        let chip = Chip { label: "Age 9".to_owned(), remove: "/professionals".to_owned() };
        let found = SearchPage { chips: vec![chip], ..SearchPage::default() };
        let text = text(&samples::site(), &page(Some(found), Some(answer())));
        for words in [
            "Help for a family, 26 November 2026\nAge 9\n",
            "COVERS MOST\n\nBrookside Family Hub\n",
            "  Ring: 01905 520032\n",
            "  How to refer: https://camhs.example.org/referrals\n",
            "For: 9 years, Sleep.\n",
            "SLEEP\n",
            "Its own number is not known. Ring the county's Family Hub line: 01905 520032",
            "ring 999",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(!text.contains("FOR THE 9-YEAR-OLD"), "an empty part has no heading");
    }

    #[test]
    fn where_nothing_was_asked_for_it_says_so() {
        let text = text(&samples::site(), &page(None, None));
        assert!(text.contains("Nothing was asked for yet."), "{text}");
    }
}
