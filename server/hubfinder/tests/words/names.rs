//! Names of services and places, and kinds of help.

use super::{ENGINE, answer, first, ids, now};
use directory::ForWhom;

#[test]
fn every_service_stands_first_when_its_name_is_typed() {
    let mut wrong = Vec::new();
    for service in ENGINE.catalogue.listed.services.iter().filter(|one| one.for_whom != ForWhom::WorriedAboutSelf) {
        let found = first(&service.name, 2);
        let of_this_name = |id: &&str| ENGINE.catalogue.service(id).unwrap().name == service.name;
        if !found.first().is_some_and(of_this_name) {
            wrong.push(format!("{}: {found:?}", service.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_service_stands_first_when_its_name_is_typed_carelessly() {
    let mut wrong = Vec::new();
    for service in ENGINE.catalogue.listed.services.iter().filter(|one| one.for_whom != ForWhom::WorriedAboutSelf) {
        let plain = service.name.to_lowercase().replace(['\'', '\u{2019}', ',', '.'], "").replace('&', "and");
        let bare = plain.strip_prefix("the ").unwrap_or(&plain);
        let found = first(&format!("{bare} phone number"), 1);
        if found.first().is_none_or(|id| ENGINE.catalogue.service(id).unwrap().name != service.name) {
            wrong.push(format!("{bare}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The words of a name as it is typed on a phone.
fn typed_words(name: &str) -> Vec<String> {
    let plain = name.to_lowercase().replace(['\'', '\u{2019}'], "").replace('&', " and ");
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first three for some words, as the tables alone read them: names are theirs.
fn by_tables(typed: &[String]) -> Vec<&'static str> {
    let search = ENGINE.parse_search(&[("q".to_owned(), typed.join(" "))]);
    ids(&ENGINE.search(&search, now()).unwrap()).into_iter().take(3).collect()
}

/// Whether a service is among the first three for words that its name is nearly; or three other names or
/// more hold all of two words as well as its own does, and one of those stands there.
fn is_among_three(service: &directory::Service, typed: &[String], kept: &[String]) -> bool {
    let found = by_tables(typed);
    let name = |id: &&str| ENGINE.catalogue.service(id).unwrap().name.as_str();
    let one = |word: &String| word.strip_suffix('s').unwrap_or(word).to_owned();
    let holds_all = |name: &str| {
        let words: Vec<String> = typed_words(name).iter().map(one).collect();
        kept.iter().map(one).all(|word| words.contains(&word))
    };
    let others = ENGINE.catalogue.listed.services.iter().filter(|other| other.id != service.id);
    let alike = others.filter(|other| holds_all(&other.name)).count();
    let tells_apart = kept.iter().filter(|word| *word != "the").count() < 2 || alike < 3;
    found.iter().any(|id| name(id) == service.name) || (!tells_apart && found.iter().any(|id| holds_all(name(id))))
}

#[test]
fn every_service_is_among_the_first_three_when_a_word_of_its_name_is_missing() {
    let mut wrong = Vec::new();
    for service in ENGINE.catalogue.listed.services.iter().filter(|one| one.for_whom != ForWhom::WorriedAboutSelf) {
        let words = typed_words(&service.name);
        if words.len() < 3 {
            continue;
        }
        for missing in 0..words.len() {
            let mut typed = words.clone();
            typed.remove(missing);
            // One word and "the" are no name.
            if typed.iter().filter(|word| *word != "the").count() < 2 {
                continue;
            }
            if !is_among_three(service, &typed, &typed) {
                wrong.push(format!("{}: {} {:?}", service.name, typed.join(" "), by_tables(&typed)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

#[test]
fn every_service_is_among_the_first_three_when_a_word_of_its_name_is_misspelt() {
    let mut wrong = Vec::new();
    for service in ENGINE.catalogue.listed.services.iter().filter(|one| one.for_whom != ForWhom::WorriedAboutSelf) {
        let words = typed_words(&service.name);
        // Of a name of one word nothing is left to know it by.
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.len() >= 6 && words.len() > 1) {
            let mut letters: Vec<char> = word.chars().collect();
            let middle = letters.len() / 2;
            for slip in ["swapped", "without its end"] {
                match slip {
                    "swapped" => letters.swap(middle - 1, middle),
                    _ => letters.truncate(letters.len() - 1),
                }
                let mut typed = words.clone();
                typed[at] = letters.iter().collect();
                let kept: Vec<String> = words.iter().filter(|other| *other != word).cloned().collect();
                if !is_among_three(service, &typed, &kept) {
                    wrong.push(format!("{}: {} {:?}", service.name, typed.join(" "), by_tables(&typed)));
                }
                letters = word.chars().collect();
            }
        }
    }
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

#[test]
fn those_for_people_who_do_harm_do_not_come_by_name() {
    for service in ENGINE.catalogue.listed.services.iter().filter(|one| one.for_whom == ForWhom::WorriedAboutSelf) {
        assert!(!ids(&answer(&service.name)).contains(&service.id.as_str()), "{}", service.name);
    }
}

#[test]
fn a_name_is_known_nearly_and_inside_a_question() {
    for (words, id) in [
        ("axis youth hub", "axis-youth-hub"),
        ("onside advocasy", "onside-advocacy"),
        ("is there a number for child law advice", "child-law-advice"),
        ("the basment project", "basement-project"),
        ("here 2 help", "here2help"),
        ("winstons wish for my daughter", "winstons-wish"),
        ("upton hill community center", "upton-hill-community-centre"),
        ("runaway helpline", "runaway-helpline"),
        ("young solutions worcestershire opening times", "young-solutions"),
    ] {
        let found = first(words, 1);
        let known = ENGINE.catalogue.service(id).map(|service| service.id.as_str());
        assert_eq!(found.first().copied(), known.or(Some(id)), "{words}");
    }
}

#[test]
fn a_hub_comes_by_the_name_of_its_place_and_hubs_by_their_kind() {
    for words in
        ["WANDS", "wands droitwich", "wands family hub", "Wands hub near droitwich", "WANDS Westland First School"]
    {
        assert_eq!(first(words, 1), ["wands-family-hub"], "{words}");
    }
    for words in ["brookside", "Brookside Kidderminster", "brookside family hub timetable"] {
        assert_eq!(first(words, 1), ["brookside-family-hub"], "{words}");
    }
    for words in ["family hub", "family hubs", "familyhub", "family hub kidderminster", "a family hub near me"] {
        let hubs = first(words, 5).into_iter().filter(|id| ENGINE.catalogue.service(id).unwrap().kind == "family-hub");
        // Of the five that are known one is too far from Kidderminster.
        assert!(hubs.count() >= 4, "{words}: {:?}", first(words, 5));
    }
    assert_eq!(first("family hub kidderminster", 1), ["brookside-family-hub"]);
    for words in ["children's centre", "childrens centers", "childrens centre evesham", "childrens centres"] {
        let centres =
            first(words, 5).into_iter().filter(|id| ENGINE.catalogue.service(id).unwrap().kind == "childrens-centre");
        assert_eq!(centres.count(), 5, "{words}: {:?}", first(words, 5));
    }
}

#[test]
fn a_place_inside_a_name_is_no_place_where_the_service_is_not() {
    let answer = answer("Upton Hill Community Centre");
    assert!(answer.understood.place.is_none(), "{:?}", answer.understood.place);
    assert!(self::answer("Evesham Library").understood.place.is_some());
}

#[test]
fn how_far_is_a_filter_when_the_words_name_a_place() {
    for (words, miles) in [
        ("toddler group 5 miles from DY10", 5),
        ("food bank within 5 miles of Evesham", 5),
        ("swimming within 3 miles of Malvern", 5),
        ("youth club up to 10 miles from Droitwich", 10),
        ("library less than 2 miles from WR5", 2),
    ] {
        let answer = answer(words);
        assert_eq!(answer.understood.within.as_ref().map(|within| within.miles), Some(miles), "{words}");
        assert!(answer.understood.place.is_some(), "{words}");
        let widened = answer.widened_to_miles.unwrap_or(miles);
        let is_far = |found: &search::Found| found.distance.is_some_and(|distance| distance > f64::from(widened));
        assert!(!answer.near.iter().any(is_far), "{words}");
        assert!(!answer.understood.stems.iter().any(|stem| stem == "mile"), "{words}");
    }
    assert_eq!(answer("school is 5 miles away in Evesham").understood.within, None);
}
