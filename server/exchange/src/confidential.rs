//! Refuges and services about domestic or sexual abuse that come from outside: no address of
//! theirs is taken over until a steward has asked whether it may be known.

use super::terms::folded;
use directory::{Location, Postcode, Service};

/// Words in a name, category or organisation that mark such a service.
const MARKS: [&str; 22] = [
    "refuge",
    "refuges",
    "safe house",
    "safe accommodation",
    "domestic abuse",
    "domestic violence",
    "sexual abuse",
    "sexual violence",
    "sexual assault",
    "sexual exploitation",
    "rape",
    "sarc",
    "idva",
    "isva",
    "womens aid",
    "abuse survivors",
    "survivors of abuse",
    "coercive control",
    "forced marriage",
    "honour based abuse",
    "stalking",
    "violence against women",
];

/// Words that mark it wherever they stand.
const MARKS_ANYWHERE: [&str; 8] = [
    "refuge accommodation",
    "womens refuge",
    "our refuge",
    "a refuge",
    "refuges",
    "safe house",
    "safe accommodation",
    "fleeing",
];

/// Whether a service is of this sort. `about` holds the names of its organisation, kind and needs.
pub(super) fn is_about_abuse(service: &Service, about: &[&str]) -> bool {
    let names = std::iter::once(service.name.as_str()).chain(about.iter().copied());
    names.map(folded).any(|text| MARKS.iter().any(|mark| holds(&text, mark)))
        || [&service.summary, &service.eligibility, &service.how_to_get_help]
            .into_iter()
            .map(|text| folded(text))
            .any(|text| MARKS_ANYWHERE.iter().any(|mark| holds(&text, mark)))
}

/// Whether folded text holds the words of a mark, whole: 'refugee' is not 'refuge'.
fn holds(text: &str, mark: &str) -> bool {
    format!(" {text} ").contains(&format!(" {mark} "))
}

/// The service without its places, and without every sentence that would give them away.
pub(super) fn without_address(service: &Service, places: &[&Location]) -> Service {
    let mut service = service.clone();
    service.location_ids.clear();
    for text in [
        &mut service.summary,
        &mut service.eligibility,
        &mut service.how_to_get_help,
        &mut service.cost,
        &mut service.ages_note,
        &mut service.note,
    ] {
        *text = silent(text, places);
    }
    for phone in &mut service.phones {
        phone.label = silent(&phone.label, places);
        phone.hours_note = silent(&phone.hours_note, places);
    }
    for schedule in &mut service.schedules {
        schedule.location_id = None;
        schedule.note = silent(&schedule.note, places);
    }
    if service.summary.is_empty() {
        service.summary.clone_from(&service.name);
    }
    service
}

/// A text without the sentences that hold a postcode or a line of one of these addresses.
fn silent(text: &str, places: &[&Location]) -> String {
    let lines: Vec<String> = places
        .iter()
        .flat_map(|place| [&place.name, &place.address_1, &place.address_2])
        .map(|line| folded(line))
        .filter(|line| line.len() > 4)
        .collect();
    let tells = |sentence: &str| {
        let words = folded(sentence);
        has_postcode(&words) || lines.iter().any(|line| holds(&words, line))
    };
    if !tells(text) {
        return text.to_owned();
    }
    text.split_inclusive(['.', ';', '!', '?', '\n']).filter(|part| !tells(part)).collect::<String>().trim().to_owned()
}

fn has_postcode(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let whole = words.iter().any(|word| word.parse::<Postcode>().is_ok());
    whole || words.windows(2).any(|pair| pair.concat().parse::<Postcode>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_give_a_place_away_are_cut() {
        let text = "Beds for women and children. We are at 12 Rose Lane, ZE1 1AA. Ring any time.";
        assert_eq!(silent(text, &[]), "Beds for women and children. Ring any time.");
        assert_eq!(silent("Ring any time.", &[]), "Ring any time.");
    }

    #[test]
    fn a_refugee_is_not_a_refuge() {
        assert!(holds("a womens refuge in town", "refuge"));
        assert!(!holds("help for refugees and refugee families", "refuge"));
    }
}
