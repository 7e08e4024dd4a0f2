//! What somebody under age finds who asks for themselves: what the page for young people promises.

use super::{ENGINE, now, search};
use app::model::Verb;
use directory::{Audience, Service};
use search::{Answer, Sort};
use web::present::search_page;

/// As young people type, and where from.
const ASKED: [(&str, &str); 12] = [
    ("im 14 and cant stop worrying", "WR5"),
    ("i think im gay and cant tell my mum 13", "B98"),
    ("my dad drinks and shouts 12", "WR14"),
    ("im 15 everyone at school hates me", "DY10"),
    ("i cut myself 14", "WR1"),
    ("15 and pregnant scared to tell parents", "WR9"),
    ("im 16 nowhere to stay tonight", "B61"),
    ("someone sent my nudes round school im 13", "WR11"),
    ("my mum is ill and i look after her 12", "DY11"),
    ("i feel sad all the time 17 dont want parents to know", "WR5"),
    ("worried my boyfriend controls me 15", "WR2"),
    ("14 vaping cant stop", "B97"),
];

/// The services of both groups in one order.
fn services(answer: &Answer) -> Vec<&'static Service> {
    let found = ENGINE.merge_groups(answer, Sort::Best, 20);
    let entry = |at: u32| &ENGINE.catalogue.entries[at as usize];
    found.iter().map(|found| &ENGINE.catalogue.listed.services[entry(found.entry).service as usize]).collect()
}

#[test]
fn somebody_under_age_is_sent_to_those_who_speak_to_them() {
    for (words, near) in ASKED {
        let (_, answer) = search(&[("q", words), ("near", near)]);
        assert!(answer.understood.under_age && answer.understood.oneself, "{words}");
        let found = services(&answer);
        // The third place may be that of another need which the words name.
        for service in found.iter().take(2) {
            assert!(service.audience.contains(&Audience::YoungPeople), "{words}: {}", service.id);
        }
        for service in found {
            assert_ne!(service.audience, [Audience::Professionals], "{words}: {}", service.id);
            assert!(service.ages.minimum().is_none_or(|years| years < 18), "{words}: {}", service.id);
        }
    }
}

#[test]
fn they_read_who_is_told_and_whom_they_can_talk_to_and_may_write_before_they_ring() {
    let mut both = 0;
    for (words, near) in ASKED {
        let (search, answer) = search(&[("q", words), ("near", near)]);
        let page = search_page::page(&ENGINE, &search, &answer, now());
        let alone = page.alone.unwrap();
        assert_eq!(alone.words, ENGINE.catalogue.authority.young_people.alone, "{words}");
        // Urgent help names its own lines.
        assert_eq!(alone.line.map(|line| line.name), page.urgent.is_none().then(|| "Childline".to_owned()), "{words}");
        for listing in page.near.listings.iter().chain(&page.anywhere.listings) {
            let verbs: Vec<Verb> = listing.ways.iter().map(|way| way.verb).collect();
            let texts = verbs.contains(&Verb::Text);
            assert!(!texts || verbs[0] == Verb::Text, "{words}: {}", listing.name);
            both += usize::from(texts && verbs.contains(&Verb::Ring));
        }
    }
    assert!(both > 0, "some of them can be rung and written to");
}

#[test]
fn who_is_grown_up_or_tells_of_a_child_is_not_taken_for_one() {
    for words in [
        "my son 14 cant stop worrying",
        "my 13 year old is self harming i dont know what to do",
        "my 12 year old hates herself",
        "my mum has dementia and i cant cope",
        "im 35 and cant stop worrying",
        "im 19 and pregnant",
        "he is 15 and hits me",
        "leave my husband without anyone knowing",
        "first christmas without my dad",
        "can i refer a 15 year old without parental consent",
    ] {
        let (search, answer) = search(&[("q", words)]);
        assert!(!answer.understood.under_age, "{words}");
        assert!(search_page::page(&ENGINE, &search, &answer, now()).alone.is_none(), "{words}");
    }
}

#[test]
fn the_age_of_a_young_person_is_read_after_a_word_for_a_parent() {
    for words in ["im scared of my dad 13", "cant tell my mum 13", "gay and cant tell dad 15"] {
        let (_, answer) = search(&[("q", words)]);
        assert_eq!(answer.understood.ages.len(), 1, "{words}: {:?}", answer.understood.ages);
    }
    let (_, answer) = search(&[("q", "single mum 2 kids no money")]);
    assert!(answer.understood.ages.is_empty(), "{:?}", answer.understood.ages);
}
