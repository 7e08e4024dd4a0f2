//! A search and what stands above its results.

use super::*;
use crate::model::{
    Alone, Chip, Choice, ChoiceGroup, Choices, Cover, CoverContact, Filter, Form, HiddenBy, Ignored, LanguageHelp,
    NearestHelp, NotListed, PlaceUnderstood, ResultGroup, SearchPage, SpellingWord, UrgentHelp, UrgentLine,
};

pub(crate) fn choice(value: &str, label: &str) -> Choice {
    Choice::new(value, label)
}

/// The only choice of a field.
pub(crate) fn choices(value: &str, label: &str) -> Choices {
    Choices::from_iter([choice(value, label)])
}

pub(crate) fn form() -> Form {
    Form {
        ages: (0..10).map(|years| choice(&(years - 1).to_string(), &format!("{years} years"))).collect(),
        needs: Choices::grouped([ChoiceGroup {
            heading: "Family life".to_owned(),
            choices: vec![choice("sleep", "Sleep")],
        }]),
        kinds: choices("family-hub", "Family Hubs"),
        districts: choices("wychavon", "Wychavon"),
        within: choices("5", "5 miles"),
        refer: choices("self", "Me"),
        levels: choices("1", "1: Everyday help"),
        access: choices("lift", "Lift"),
        languages: choices("pl", "Polish"),
        flags: vec![Filter { parameter: "cost", value: "free", label: "Free", chosen: false, count: Some(2) }],
        fits: 35,
        sort: choices("best", "Best first"),
        ..Form::default()
    }
}

pub(crate) fn chip() -> Chip {
    Chip { label: "Age 14".to_owned(), remove: "/search?q=help".to_owned() }
}

pub(crate) fn urgent_help() -> UrgentHelp {
    UrgentHelp {
        label: "Domestic abuse".to_owned(),
        lead: "It is not your fault.".to_owned(),
        lines: vec![urgent_line(), UrgentLine { when: String::new(), note: String::new(), url: None, ..urgent_line() }],
        smaller: vec![text_line(), urgent_line()],
        leaves_trace: true,
    }
}

pub(crate) fn language_help() -> LanguageHelp {
    LanguageHelp {
        in_danger: true,
        code: "ur".to_owned(),
        direction: "rtl",
        english: "Urdu".to_owned(),
        heading: "آپ کی زبان میں مدد".to_owned(),
        sentences: vec!["خطرے میں 999 پر فون کریں۔".to_owned(), "نیچے کے نتائج انگریزی میں ہیں۔".to_owned()],
    }
}

pub(crate) fn nearest_help() -> NearestHelp {
    NearestHelp {
        hub: Some(Box::new(listing(1))),
        hub_words: "We know where 2 of the 9 are.".to_owned(),
        team: Some(Box::new(unreachable_listing())),
        team_words: "Ask for the early help team.".to_owned(),
    }
}

pub(crate) fn cover() -> Cover {
    Cover {
        contacts: vec![CoverContact { listing: listing(1), serves: vec!["Sleep".to_owned(), "2 years".to_owned()] }],
        uncovered: vec!["Debt".to_owned()],
        unsure: vec!["9 years".to_owned()],
    }
}

/// A place that was typed with a slip.
pub(crate) fn place() -> PlaceUnderstood {
    PlaceUnderstood {
        label: "Droitwich".to_owned(),
        district: Some("Wychavon".to_owned()),
        note: Some("This is the middle of the town.".to_owned()),
        typed: Some("Droitwhich".to_owned()),
        others: vec![
            ("Droitwich Spa".to_owned(), "/search?near=Droitwich+Spa".to_owned()),
            ("Dodderhill".to_owned(), "/search?near=Dodderhill".to_owned()),
        ],
        which: None,
        found: true,
    }
}

/// A search in which everything there is to say is said.
pub(crate) fn search_page() -> SearchPage {
    let mut form = form();
    form.q = "my baby will not sleep".to_owned();
    form.near = "Droitwhich".to_owned();
    form.ages.choose("1");
    form.ages.choose("4");
    form.needs.choose("sleep");
    form.flags[0].chosen = true;
    SearchPage {
        form,
        chips: vec![chip()],
        ignored: vec![Ignored {
            parameter: "age".to_owned(),
            value: "77".to_owned(),
            why: "Ages go from 0 to 25.".to_owned(),
        }],
        place: Some(place()),
        spelling: vec![SpellingWord {
            typed: "slepe".to_owned(),
            meant: "sleep".to_owned(),
            instead: "/search?q=slepe&exact=1".to_owned(),
        }],
        language: Some(language_help()),
        alone: Some(Alone {
            words: "Help that you can ask for yourself comes first.".to_owned(),
            line: Some(urgent_line()),
        }),
        urgent: Some(urgent_help()),
        quiet: Some(urgent_line()),
        nearest_help: Some(nearest_help()),
        help_first: false,
        near: ResultGroup {
            listings: vec![listing(1), unreachable_listing()],
            total: 34,
            first: 10,
            more: Some("/search?page=3".to_owned()),
            back: Some("/search?page=1".to_owned()),
            empty: None,
            lifted: 0,
        },
        anywhere: ResultGroup { total: 1, more: Some("/search?group=anywhere".to_owned()), ..ResultGroup::default() },
        cover: Some(cover()),
        only_general: true,
        map: Some(map()),
        widened_to_miles: Some(10),
        within: Some(1),
        time_not_known: Some("Thursday evening".to_owned()),
        words_in_place: true,
        not_listed: vec![NotListed {
            label: "group for fathers".to_owned(),
            advice: "Family Lives listens to every parent.".to_owned(),
        }],
        anywhere_first: true,
        hidden: vec![HiddenBy {
            filter: "Free".to_owned(),
            count: 12,
            not_said: 6,
            without: "/search?q=sleep".to_owned(),
        }],
        total: 35,
        asked: true,
        out_of_scope: true,
    }
}
