//! How facts are said: ages, who may ask, dates. Short sentences for a reading age of about nine.

use crate::model::ServicePage;
use directory::{Access, AgeRange, Referral, SpokenLanguage};

/// "Ages 13 to 19", "From age 16", "Ages not stated".
pub(crate) fn ages(ages: AgeRange) -> String {
    match (ages.minimum(), ages.maximum()) {
        (None, None) => "Ages not stated".to_owned(),
        (Some(low), None) => format!("From age {low}"),
        (None, Some(high)) => format!("Up to age {high}"),
        (Some(low), Some(high)) if low == high => format!("Age {low}"),
        (Some(low), Some(high)) => format!("Ages {low} to {high}"),
    }
}

/// Who may ask, as the end of a sentence: "you yourself (from age 13), a parent or carer";
/// `None` when nothing is said.
pub(crate) fn referral(referral: &Referral) -> Option<String> {
    let mut ways = family_asks(referral, "you yourself");
    if referral.by_professional == Some(true) {
        ways.push("a professional".to_owned());
    }
    (!ways.is_empty()).then(|| ways.join(", "))
}

/// The same to somebody who works with a family: "You can refer. The family can ask: a parent or carer".
pub(crate) fn referral_for_worker(referral: &Referral) -> Option<String> {
    let ways = family_asks(referral, "the person themselves");
    let refers = (referral.by_professional == Some(true)).then(|| "You can refer".to_owned());
    let asks = (!ways.is_empty()).then(|| format!("The family can ask: {}", ways.join(", ")));
    let said: Vec<String> = refers.into_iter().chain(asks).collect();
    (!said.is_empty()).then(|| said.join(". "))
}

/// The ways in which a family may ask for itself. `oneself` is what the person who needs help is called.
fn family_asks(referral: &Referral, oneself: &str) -> Vec<String> {
    let mut ways = Vec::with_capacity(3);
    match (referral.by_self, referral.self_from_age) {
        (Some(false), _) | (None, None) => {}
        (_, Some(age)) => ways.push(format!("{oneself} (from age {age})")),
        (Some(true), None) => ways.push(oneself.to_owned()),
    }
    if referral.by_parent == Some(true) {
        ways.push("a parent or carer".to_owned());
    }
    ways
}

/// Why a service names no place, and what to do instead; `None` where it names one.
pub(crate) fn without_place(service: &ServicePage) -> Option<&'static str> {
    match service {
        _ if service.confidential => Some("The address is kept private for safety."),
        _ if !service.places.is_empty() => None,
        _ if service.phone_only => Some("You get this help by phone or text."),
        _ if service.online => Some("You get this help online."),
        // Whom to ask must be somebody whom one can reach: without a way of its own there is a line to ring.
        _ if service.ways.is_empty() => Some("We do not know an address. Ask where it is when you ring."),
        _ => Some("We do not know an address. Ask them where to go."),
    }
}

/// What a building is known to have, in a row: "Wheelchair access, accessible toilet".
pub(crate) fn access(access: &[Access]) -> String {
    let labels: Vec<String> = access.iter().map(|access| access.label().to_lowercase()).collect();
    let mut words = labels.join(", ");
    words.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    words
}

/// The languages of a service: "In Polish and Urdu".
pub(crate) fn languages(languages: &[SpokenLanguage]) -> String {
    let names: Vec<&str> = languages.iter().map(|language| language.name()).collect();
    match names.as_slice() {
        [some @ .., last] if !some.is_empty() => format!("In {} and {last}", some.join(", ")),
        _ => format!("In {}", names.concat()),
    }
}

/// A day as people read it: `2026-05-03` becomes "3 May 2026"; anything else stays as it is.
pub(crate) fn day(date: &str) -> String {
    date.parse::<directory::SourceDate>().map_or_else(|_| date.to_owned(), |date| date.words())
}

/// With a capital in front and a full stop behind: "free" becomes "Free.".
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// The longest line of a card, in letters.
const LONGEST_LINE: usize = 110;

/// The first clause of a sentence, cut at a word where it is long: "Free text support for young people…".
pub(crate) fn clause(text: &str) -> String {
    let first = text.split_inclusive(['.', ';']).next().unwrap_or_default();
    // "Mrs. Smith", "9.30am": a full stop ends a sentence only before a space or the end.
    let ends = text[first.len()..].chars().next().is_none_or(char::is_whitespace) && first.len() > 12;
    let first = if ends { first.trim_end_matches(';') } else { text };
    if first.chars().count() <= LONGEST_LINE {
        return first.to_owned();
    }
    let end = first.char_indices().nth(LONGEST_LINE).map_or(first.len(), |(at, _)| at);
    let cut = first[..end].rfind(' ').map_or(end, |space| space);
    format!("{}…", first[..cut].trim_end_matches([',', '.', ' ', ':']))
}

/// Words without what stands in brackets behind them: "In or around Redditch (place not known)".
pub(crate) fn without_brackets(text: &str) -> &str {
    text.split_once(" (").map_or(text, |(before, _)| before)
}

/// "1 service", "12 services".
pub(crate) fn services(count: usize) -> String {
    if count == 1 { "1 service".to_owned() } else { format!("{count} services") }
}

/// How many places of a map have the red outline.
pub(crate) fn outlined(count: usize) -> String {
    match count {
        0 => "No place here has a red outline.".to_owned(),
        1 => "One place here has a red outline.".to_owned(),
        some => format!("{some} places here have a red outline."),
    }
}

/// "1 mile", "5 miles".
pub(crate) fn miles(count: u16) -> String {
    if count == 1 { "1 mile".to_owned() } else { format!("{count} miles") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_building_has_and_what_is_spoken_are_said_in_a_row() {
        assert_eq!(access(&[Access::Wheelchair, Access::BlueBadgeBays]), "Wheelchair access, blue badge bays");
        assert_eq!(access(&[]), "");
        let spoken = |codes: &[&str]| languages(&codes.iter().filter_map(|code| code.parse().ok()).collect::<Vec<_>>());
        assert_eq!(spoken(&["pl"]), "In Polish");
        assert_eq!(spoken(&["pl", "bfi", "ur"]), "In Polish, British Sign Language and Urdu");
    }

    #[test]
    fn ages_are_said_in_words() {
        let range = |low, high| AgeRange::new(low, high).unwrap();
        assert_eq!(ages(range(Some(13), Some(19))), "Ages 13 to 19");
        assert_eq!(ages(range(Some(16), None)), "From age 16");
        assert_eq!(ages(range(None, Some(18))), "Up to age 18");
        assert_eq!(ages(AgeRange::default()), "Ages not stated");
    }

    #[test]
    fn the_first_clause_is_cut_at_a_word() {
        assert_eq!(clause("Free and private. For anyone."), "Free and private.");
        assert_eq!(clause("Free."), "Free.");
        assert_eq!(clause("Opens at 9.30am on Mondays."), "Opens at 9.30am on Mondays.");
        let long = clause(&"many words ".repeat(20));
        assert!(long.ends_with("words…") || long.ends_with("many…"), "{long}");
        assert!(long.chars().count() <= LONGEST_LINE + 1);
        assert_eq!(without_brackets("In or around Redditch (place not known)"), "In or around Redditch");
    }

    #[test]
    fn a_note_becomes_a_sentence() {
        assert_eq!(sentence("free"), "Free.");
        assert_eq!(sentence("£2 a day."), "£2 a day.");
    }

    #[test]
    fn who_may_ask_is_never_guessed() {
        assert_eq!(referral(&Referral::default()), None);
        let young =
            Referral { by_self: Some(true), self_from_age: Some(13), by_parent: Some(true), ..Referral::default() };
        assert_eq!(referral(&young).unwrap(), "you yourself (from age 13), a parent or carer");
    }

    #[test]
    fn a_day_is_said_as_people_say_it() {
        assert_eq!(day("2026-05-03"), "3 May 2026");
        assert_eq!(day("soon"), "soon");
    }
}
