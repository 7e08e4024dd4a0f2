//! Names as they are typed: whole, nearly, half.

use super::*;
use crate::vocabulary::{Vocabulary, county_terms};

fn names() -> (Names, Vocabulary) {
    let mut names = Names::default();
    for (service, name) in (0..).zip([
        "Onside Advocacy",
        "Here2Help",
        "Family Lives",
        "CALM (Campaign Against Living Miserably)",
        "Winston's Wish",
        "Kidderminster & District Youth Trust: Youth House",
        "The Basement Project",
        "Nacoa",
        "Library",
        "Library sessions for children",
        "Kidscape",
        "Turn2us",
        "Samaritans",
        "Relate",
        "PAPYRUS HOPELINE247",
    ]) {
        names.add_forms(name, Meaning { service, rank: NameRank::Service });
    }
    (names, Vocabulary::new(&county_terms()))
}

fn find(typed: &str) -> Vec<u32> {
    let (names, vocabulary) = names();
    names.find(typed, None, &[], &vocabulary, &|_| false).into_iter().map(|named| named.service).collect()
}

#[test]
fn a_name_is_known_whole_and_nearly() {
    for (typed, service) in [
        ("Onside Advocacy", 0),
        ("onside advocasy", 0),
        ("here 2 help", 1),
        ("calm", 3),
        ("winstons wish", 4),
        ("winston's wish phone number", 4),
        ("kidderminster and district youth trust", 5),
        ("youth house", 5),
        ("basement project", 6),
        ("the basment project", 6),
        ("my mum drinks is nacoa any good", 7),
        ("library sessions for the children", 9),
        ("kidderminster district yuoth trust youth house", 5),
        ("district youth trust youth house", 5),
        ("wish winstons", 4),
        ("kidscap", 10),
        ("kidscpae phone number", 10),
        ("the kidcsape website", 10),
        ("tunr2us", 11),
        ("turn2u", 11),
        ("samarit", 12),
        ("samaritens", 12),
        ("relatte", 13),
        ("papyris hope line", 14),
    ] {
        assert_eq!(find(typed), [service], "{typed}");
    }
}

#[test]
fn everyday_words_are_no_name_in_a_sentence() {
    for typed in [
        "district youth trust",
        "sessions",
        "my family lives in one room",
        "trying to keep calm",
        "is the library open to babies who cry",
        "advocacy",
        "related",
        "relations",
        "kidss",
        "samara tents",
        "landscape",
        "no idea",
    ] {
        assert_eq!(find(typed), [] as [u32; 0], "{typed}");
    }
}
