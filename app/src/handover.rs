//! A shortlist in plain text: for a text message, an e-mail, or wherever text can be put. It
//! holds the services and nothing about anybody. What is not confirmed says so here too.

pub(crate) mod family;

use crate::{
    components::{card::UNCONFIRMED, phone::NOT_CONFIRMED},
    model::{OpeningTime, PhoneLine, PlaceVisit, ServicePage, ShortlistPage, Site},
    words,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write;

/// The whole list: for each service its number, address, times and how to ask, then the list's
/// own address.
pub fn text(site: &Site, page: &ShortlistPage) -> String {
    let mut text = format!("Help for families, {}\n", page.date);
    for (number, item) in (1..).zip(&page.items) {
        let service = &item.service;
        let _ = write!(text, "\n{number}. {}\n", service.name);
        for line in lines(site, service) {
            let _ = writeln!(text, "{line}");
        }
        let _ = writeln!(text, "{}/services/{}", page.home, service.id);
    }
    let _ = write!(text, "\nThis list: {}\nIn danger now: ring 999.\n", page.link);
    text
}

/// The same in few words, since a long message costs money: names and numbers.
pub(crate) fn message(site: &Site, page: &ShortlistPage) -> String {
    let mut text = String::new();
    for item in &page.items {
        let _ = writeln!(text, "{}", in_few_words(site, &item.service));
    }
    let _ = write!(text, "{}", page.link);
    text
}

/// A service and the way to reach it.
fn in_few_words(site: &Site, service: &ServicePage) -> String {
    let reach = match (service.phones.first(), service.web.as_deref()) {
        _ if service.ask_first => first(site),
        (Some(phone), _) => number(phone),
        (None, Some(web)) => web.to_owned(),
        (None, None) => service.email.clone().unwrap_or_else(|| fallback(site)),
    };
    format!("{}: {reach}", service.name)
}

/// A link that opens the phone's messages with one service: its name, how to reach it, and its address.
pub(crate) fn sms_of_service(site: &Site, service: &ServicePage, link: &str) -> String {
    format!("sms:?&body={}", encoded(&format!("{}\n{link}", in_few_words(site, service))))
}

/// A link that opens an e-mail with one service.
pub(crate) fn mailto_of_service(site: &Site, service: &ServicePage, link: &str) -> String {
    let body = format!("{}\n\n{}\n\n{link}\n", service.name, lines(site, service).join("\n"));
    mailto_with(&body)
}

/// A link that opens the phone's messages with the list (RFC 5724; the form that both common
/// systems take).
pub(crate) fn sms(site: &Site, page: &ShortlistPage) -> String {
    format!("sms:?&body={}", encoded(&message(site, page)))
}

/// A link that opens an e-mail with the list (RFC 6068: lines end in CRLF).
pub(crate) fn mailto(site: &Site, page: &ShortlistPage) -> String {
    mailto_with(&text(site, page))
}

fn mailto_with(body: &str) -> String {
    format!("mailto:?subject={}&body={}", encoded("Help for families"), encoded(&body.replace('\n', "\r\n")))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// What a family needs of one service, a line each.
fn lines(site: &Site, service: &ServicePage) -> Vec<String> {
    let mut lines = Vec::new();
    if !service.confirmed {
        lines.push(UNCONFIRMED.to_owned());
    }
    if service.ask_first {
        lines.push(first(site));
    }
    lines.extend(service.phones.iter().map(phone));
    if service.unreachable {
        lines.push(fallback(site));
    }
    lines.extend(service.chats.iter().map(|chat| format!("Chat on line: {}", chat.address)));
    lines.extend(service.web.clone());
    lines.extend(service.email.clone());
    lines.extend(service.hours.iter().map(time));
    if service.confidential {
        lines.push("The address is kept private for safety.".to_owned());
    } else {
        service.places.iter().for_each(|place| lines.extend(describe_place(place)));
    }
    if !service.how_to_get_help.is_empty() {
        lines.push(format!("How to ask: {}", service.how_to_get_help));
    }
    lines.extend(words::referral(&service.referral).map(|ways| format!("Who can ask: {ways}.")));
    lines
}

fn describe_place(place: &PlaceVisit) -> Vec<String> {
    let mut address = vec![place.name.clone()];
    address.extend(place.address.iter().filter(|line| **line != place.name).cloned());
    let caution = if place.confirmed { "" } else { " (not confirmed, ring before you go)" };
    let where_it_is = format!("{}{caution}", address.join(", "));
    std::iter::once(where_it_is).chain(place.hours.iter().map(time)).collect()
}

fn phone(phone: &PhoneLine) -> String {
    let label = if phone.label.is_empty() { "Ring".to_owned() } else { phone.label.clone() };
    let texts = if phone.takes_texts { ". Takes texts" } else { "" };
    let hours = if phone.hours.is_empty() { String::new() } else { format!(". {}", phone.hours) };
    format!("{label}: {}{texts}{hours}", number(phone))
}

fn number(phone: &PhoneLine) -> String {
    let printed = &phone.number.printed;
    if phone.confirmed { printed.clone() } else { format!("{printed} ({NOT_CONFIRMED})") }
}

fn first(site: &Site) -> String {
    format!("Ring {} first: {}", site.fallback_label, site.fallback.printed)
}

fn fallback(site: &Site) -> String {
    format!("Its own number is not known. Ring {}: {}", site.fallback_label, site.fallback.printed)
}

/// A time on one line.
pub(crate) fn time(time: &OpeningTime) -> String {
    let times = if time.times.is_empty() { "times not known" } else { time.times.as_str() };
    let unsure = if time.confirmed { "" } else { "(not confirmed)" };
    let parts = [time.days.as_str(), times, time.note.as_str(), unsure];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::samples, model::ShortlistItem};

    fn page(service: ServicePage) -> ShortlistPage {
        let item = ShortlistItem { service, up: None, down: None, off: "/shortlist".to_owned() };
        ShortlistPage {
            items: vec![item],
            date: "26 November 2026".to_owned(),
            link: "https://hub.example/shortlist?ids=brookside-family-hub".to_owned(),
            home: "https://hub.example".to_owned(),
            ..ShortlistPage::default()
        }
    }

    fn unsure() -> PhoneLine {
        PhoneLine { confirmed: false, takes_texts: true, ..samples::phone() }
    }

    #[test]
    fn the_text_holds_what_a_family_needs_and_the_date() {
        let text = text(&samples::site(), &page(samples::service()));
        for words in [
            "Help for families, 26 November 2026",
            "1. Brookside Family Hub\n",
            "Ring: 01905 520032\n",
            "Brookside, Borrington Road (not confirmed, ring before you go)\nMonday 9am to 5pm\n",
            "How to ask: Ring or go in.\n",
            "https://hub.example/services/brookside-family-hub\n",
            "This list: https://hub.example/shortlist?ids=brookside-family-hub\n",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn an_unconfirmed_number_says_so_in_every_form() {
        let page = page(ServicePage { phones: vec![unsure()], ..samples::service() });
        let site = samples::site();
        let words = "01905 520032 (not confirmed, may have changed)";
        assert!(text(&site, &page).contains(words) && message(&site, &page).contains(words));
        let encoded = "01905%20520032%20%28not%20confirmed%2C%20may%20have%20changed%29";
        assert!(sms(&site, &page).starts_with("sms:?&body=") && sms(&site, &page).contains(encoded));
        assert!(mailto(&site, &page).contains(encoded) && mailto(&site, &page).contains("%0D%0A"));
    }

    #[test]
    fn a_centres_unconfirmed_number_is_not_sent_by_text_but_the_line_to_ring_first() {
        let page = page(ServicePage { phones: vec![unsure()], ask_first: true, ..samples::service() });
        assert!(message(&samples::site(), &page).contains("Ring the county's Family Hub line first: 01905 520032"));
    }

    #[test]
    fn a_private_address_is_in_no_text() {
        let text = text(&samples::site(), &page(ServicePage { confidential: true, ..samples::service() }));
        assert!(!text.contains("Borrington Road") && text.contains("kept private"), "{text}");
    }
}
