//! The county's own gazetteer, asked the way people ask.

mod settlements;

use super::*;
use directory::{Folder, Records};
use names::MEANT;
use proptest::prelude::*;
use std::{path::Path, sync::LazyLock};

static COUNTY: LazyLock<Gazetteer> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let folder = folder::read(&root).expect("the county's folder is in the repository");
    let records = Records::read(&folder).expect("the county is clean");
    let aliases = read_aliases(&folder).expect("the nicknames are clean");
    Gazetteer::new(&records.authority, records.gazetteer).with_aliases(&aliases)
});

fn find_place(typed: &str) -> Place {
    match COUNTY.find(typed) {
        Found::Place(place) => place,
        Found::Unknown(unknown) => panic!("{typed}: {unknown:?}"),
    }
}

fn unknown(typed: &str) -> Unknown {
    match COUNTY.find(typed) {
        Found::Unknown(unknown) => unknown,
        Found::Place(place) => panic!("{typed}: {place:?}"),
    }
}

/// Label and district.
fn short(typed: &str) -> (String, String) {
    let place = find_place(typed);
    (place.label, place.district.map_or_else(String::new, |slug| slug.to_string()))
}

/// Label of the place in a sentence, and the words it was read from.
fn inside(sentence: &str) -> Option<(String, &str)> {
    let (found, range) = COUNTY.find_in(sentence)?;
    match found {
        Found::Place(place) => Some((place.label, &sentence[range])),
        Found::Unknown(unknown) => Some((format!("? {}", unknown.typed), &sentence[range])),
    }
}

#[test]
fn a_postcode_is_understood_in_any_spelling() {
    for typed in ["WR5 1DE", "wr51de", " wr5  1de ", "WR5-1DE", "(Wr5.1de)", "WR5 IDE", "wr5 lde"] {
        assert_eq!(short(typed), ("WR5 1DE".to_owned(), "worcester".to_owned()), "{typed}");
    }
    let mended = find_place("WR1O IDN");
    assert_eq!((mended.label.as_str(), mended.understood_as.as_deref()), ("WR10 1DN", Some("WR10 1DN")));
    let plain = find_place("WR5 1DE");
    assert_eq!(
        (plain.area, plain.inside, plain.understood_as, plain.note),
        (AreaPrecision::Postcode, true, None, None)
    );
    assert_eq!(plain.postcode, "WR5 1DE".parse().ok());
}

#[test]
fn an_ended_postcode_is_placed_roughly_and_says_so() {
    let place = find_place("B38 0BT");
    assert_eq!(place.area, AreaPrecision::Postcode);
    assert_eq!(place.district.unwrap(), "bromsgrove");
    assert_eq!(place.note.unwrap(), "The postcode B38 0BT is no longer in use, so we placed it roughly.");
}

#[test]
fn a_postcode_on_the_rim_is_placed_and_said_to_be_outside() {
    let place = find_place("GL20 5AB");
    assert!(!place.inside && place.district.is_none() && place.point.is_some());
    let note = place.note.unwrap();
    assert!(note.contains("GL20 5AB is outside Worcestershire"), "{note}");
}

#[test]
fn a_postcode_that_is_not_held_is_placed_by_its_sector() {
    let near = find_place("WR5 1ZZ");
    assert_eq!((near.label.as_str(), near.area, near.inside), ("WR5 1ZZ", AreaPrecision::MiddleOfArea, true));
    assert!(near.note.unwrap().contains("from the middle of WR5 1."));
    let rim = find_place("CV37 6AA");
    assert!(!rim.inside && rim.district.is_none(), "only the rim of CV37 is held");
}

#[test]
fn a_postcode_far_away_is_unknown_and_help_by_phone_is_named() {
    for typed in ["SW1A 1AA", "ZZ99 9ZZ", "M1 1AE", "sw1a", "M25"] {
        let unknown = unknown(typed);
        assert!(unknown.outside, "{typed}");
        assert!(unknown.why.contains("outside Worcestershire") && unknown.why.contains("by phone and online"));
    }
}

#[test]
fn part_of_a_postcode_is_placed_in_its_middle() {
    for (typed, label, district) in [
        ("WR4", "WR4", "worcester"),
        ("wr5", "WR5", ""),
        ("WR5 1", "WR5 1", "worcester"),
        ("wr51", "WR5 1", "worcester"),
        ("WR5 1D", "WR5 1", "worcester"),
        ("dy11", "DY11", "wyre-forest"),
        ("DYII", "", ""),
        ("dy1o", "DY10", "wyre-forest"),
        ("b98", "B98", "redditch"),
        ("B14", "B14", ""),
    ] {
        match COUNTY.find(typed) {
            Found::Place(place) => {
                let slug = place.district.map_or_else(String::new, |slug| slug.to_string());
                assert_eq!((place.label.as_str(), slug.as_str()), (label, district), "{typed}");
                assert!(place.inside && place.area == AreaPrecision::MiddleOfArea);
            }
            Found::Unknown(_) => assert_eq!(label, "", "{typed}"),
        }
    }
    assert!(!find_place("GL20 5").inside);
    assert!(find_place("B45").note.unwrap().starts_with("Part of B45 is outside Worcestershire."));
}

#[test]
fn names_are_understood_as_people_write_them() {
    for (typed, label, district) in [
        ("Droitwich", "Droitwich", "wychavon"),
        ("DROITWICH SPA", "Droitwich", "wychavon"),
        ("stourport on severn", "Stourport-on-Severn", "wyre-forest"),
        ("Stourport", "Stourport-on-Severn", "wyre-forest"),
        ("Tenbury", "Tenbury Wells", "malvern-hills"),
        ("Upton", "Upton upon Severn", "malvern-hills"),
        ("Upton-on-Severn", "Upton upon Severn", "malvern-hills"),
        ("Malvern", "Malvern", "malvern-hills"),
        ("Great Malvern", "Great Malvern", "malvern-hills"),
        ("malvern hills", "Malvern Hills", "malvern-hills"),
        ("malvern link", "Malvern Link", "malvern-hills"),
        ("Kiddy", "Kidderminster", "wyre-forest"),
        ("St Johns", "St. John's", "worcester"),
        ("St. John's", "St. John's", "worcester"),
        ("saint john’s", "St. John's", "worcester"),
        ("Warndon", "Warndon", "worcester"),
        ("Elbury Park", "Elbury Park", "worcester"),
        ("warndon and elbury park", "Warndon & Elbury Park", "worcester"),
        ("Winyates", "Winyates", "redditch"),
        ("Wyre Forest", "Wyre Forest", "wyre-forest"),
        ("wychavon district", "Wychavon", "wychavon"),
        ("worcester city", "Worcester", "worcester"),
        ("Redditch", "Redditch", "redditch"),
        ("Worcestershire", "Worcestershire", ""),
        ("worcs", "Worcestershire", ""),
        ("North", "North, Redditch", "redditch"),
        ("Central", "Central, Redditch", "redditch"),
        ("Callow Hill, Redditch", "Callow Hill, Redditch", "redditch"),
        ("near Droitwich", "Droitwich", "wychavon"),
        ("12 High Street, Evesham", "Evesham", "wychavon"),
        ("Foregate Street, Worcester WR1 1EE", "WR1 1EE", "worcester"),
    ] {
        assert_eq!(short(typed), (label.to_owned(), district.to_owned()), "{typed}");
    }
    assert_eq!(find_place("Worcester").note.unwrap(), "Distances are from the middle of Worcester.");
    assert!(find_place("Worcester").alternatives.is_empty());
}

#[test]
fn a_town_outside_is_placed_and_said_to_be_outside() {
    let place = find_place("Tewkesbury");
    assert!(!place.inside && place.district.is_none());
    assert!(place.note.unwrap().starts_with("Tewkesbury is outside Worcestershire"));
}

#[test]
fn every_label_and_alternative_is_understood_when_it_is_typed() {
    for name in COUNTY.names.all().iter().filter(|name| name.order <= MEANT) {
        let place = COUNTY.place_of_name(name);
        let again = find_place(&place.label);
        assert_eq!(again.district, place.district, "{}", place.label);
        let apart = distance_between(again.point.unwrap(), place.point.unwrap());
        assert!(apart < choice::ONE_PLACE, "{} is taken for {}", place.label, again.label);
        let others = match COUNTY.find(&name.key) {
            Found::Place(typed) => typed.alternatives,
            Found::Unknown(asked) => {
                // A ward that is named in part for a village is offered as the village.
                let is_it = |other: &String| distance_between(find_place(other).point.unwrap(), place.point.unwrap());
                let is_offered = asked.suggestions.iter().any(|other| is_it(other) < 4.0);
                assert!(asked.which.is_some() && is_offered, "{}: {asked:?}", place.label);
                asked.suggestions
            }
        };
        for other in &others {
            assert_eq!(&find_place(other).label, other);
        }
    }
}

#[test]
fn a_near_miss_is_taken_for_what_it_was_meant_to_be() {
    for (typed, label) in [
        ("Droitwhich", "Droitwich"),
        ("Kiderminster", "Kidderminster"),
        ("Pershor", "Pershore"),
        ("Bromsgrov", "Bromsgrove"),
        ("Redich", "Redditch"),
        ("Malvan", "Malvern"),
        ("worchester", "Worcester"),
        ("kidder", "Kidderminster"),
        ("wyreforest", "Wyre Forest"),
        ("bewdly", "Bewdley"),
    ] {
        let place = find_place(typed);
        assert_eq!((place.label.as_str(), place.understood_as.as_deref()), (label, Some(label)), "{typed}");
    }
}

#[test]
fn what_is_no_place_is_unknown_and_says_why() {
    let long = "worcester ".repeat(30);
    let strange =
        ["", "   ", &long, "\u{0}", "Worc\u{7}ester", "<script>alert(1)</script>", "مرحبا", "\u{202e}retsecroW"];
    for typed in strange.into_iter().chain(["qqqq", "91,0", "52.2,181", "nan,nan"]) {
        let unknown = unknown(typed);
        assert!(!unknown.why.is_empty() && !unknown.outside && unknown.typed.chars().count() <= 60, "{typed:?}");
    }
    assert!(unknown("Evexhamto").suggestions.contains(&"Evesham".to_owned()));
}

#[test]
fn a_point_has_the_district_of_the_nearest_postcode() {
    let here = find_place("52.1930, -2.2216");
    assert_eq!((here.label.as_str(), here.area), ("the point you gave", AreaPrecision::Point));
    assert_eq!(here.district.unwrap(), "worcester");
    for far in ["51.5,-0.12", "0,0", "90,180", "-90 -180"] {
        let far = find_place(far);
        assert!(!far.inside && far.district.is_none() && far.note.is_some());
    }
    assert!(!find_place("51.9924,-2.1601").inside, "Tewkesbury is near postcodes that are held");
}

#[test]
fn the_nearest_postcode_is_the_nearest() {
    let postcode: Postcode = "WR9 8DS".parse().unwrap();
    let hit =
        COUNTY.postcodes.find(&postcode).or_else(|| COUNTY.postcodes.nearest(Point::new(52.2667, -2.15).unwrap(), 3.0));
    let near = COUNTY.postcodes.nearest(hit.unwrap().point, 3.0).unwrap();
    assert_eq!(COUNTY.slug(near.district).unwrap(), "wychavon");
}

#[test]
fn places_in_sentences_are_found_with_their_words() {
    for (sentence, label, words) in [
        ("family hub near WR5", "WR5", "near WR5"),
        ("skate park near dy13", "DY13", "near dy13"),
        ("foodbank voucher wr49db", "WR4 9DB", "wr49db"),
        ("lgbt group B61 8DW", "B61 8DW", "B61 8DW"),
        ("school place wr14 1", "WR14 1", "wr14 1"),
        ("wr5 2 kids under 5", "WR5", "wr5"),
        ("food bank M1 1AE please", "? M1 1AE", "M1 1AE"),
        ("baby groups Kiderminster", "Kidderminster", "Kiderminster"),
        ("dads group worchester", "Worcester", "worchester"),
        ("two kids Kidderminister", "Kidderminster", "Kidderminister"),
        ("nhs dentist taking kids Eversham", "Evesham", "Eversham"),
        ("chill w mates Redich", "Redditch", "Redich"),
        ("library opening times St Johns", "St. John's", "St Johns"),
        ("get baby weighed Stourport", "Stourport-on-Severn", "Stourport"),
        ("birth registration client Malvern Hills", "Malvern Hills", "Malvern Hills"),
        ("pram and cot needed Matchborough", "Matchborough", "Matchborough"),
        ("ESOL classes for mums Stourbridge", "Stourbridge", "Stourbridge"),
        ("groups in the Wyre Forest for dads", "Wyre Forest", "in the Wyre Forest"),
        ("youth club in Hollywood for my son", "Hollywood", "in Hollywood"),
        ("help near to Upton please", "Upton upon Severn", "near to Upton"),
        ("toddlers, Warndon, Worcester, mornings", "Warndon", "Warndon, Worcester"),
        ("Worcester Warndon Library", "Warndon", "Worcester Warndon"),
        ("Droitwich Spa Library", "Droitwich", "Droitwich Spa"),
        ("Wychbold and Droitwich baby bank", "Wychbold", "Wychbold"),
        ("hang out north redditch tonight", "North, Redditch", "north redditch"),
        ("Worcester, near WR9 8DS", "WR9 8DS", "near WR9 8DS"),
    ] {
        assert_eq!(inside(sentence), Some((label.to_owned(), words)), "{sentence}");
    }
}

#[test]
fn plain_words_are_not_read_as_places() {
    for sentence in [
        "school bell rings at home",
        "he cannot read at school",
        "link to the north park church",
        "arches and the priory hill stoke",
        "north south central west help",
        "baby nursery from 12 months",
        "self defense clases",
        "traffic warden, hockey and hollow classes",
        "year 6 y6 ks2 1st term s2 2nd",
        "at rock bottom with debt",
        "in north of england",
        "help for families in Worcestershire",
        "my daughter shirley is 9",
        "Pershore Road flats damp",
        "m25 accident",
    ] {
        assert_eq!(inside(sentence), None, "{sentence}");
    }
}

#[test]
fn suggestions_begin_with_what_was_typed() {
    let labels = |typed: &str, n| COUNTY.suggest(typed, n).into_iter().map(|place| place.label).collect::<Vec<_>>();
    assert_eq!(labels("mal", 1), ["Malvern"]);
    assert_eq!(labels("wr1", 2), ["WR1", "WR10"]);
    assert_eq!(labels("kiddermin", 5), ["Kidderminster"]);
    assert!(labels("m", 5).is_empty() && labels("zzzz", 5).is_empty());
    assert_eq!(labels("st", 4).len(), 4);
}

#[test]
fn miles_are_great_circle() {
    let (worcester, london) = (Point::new(52.1936, -2.2216).unwrap(), Point::new(51.5074, -0.1278).unwrap());
    assert!((distance_between(worcester, london) - 101.2).abs() < 0.5);
    assert_eq!(distance_between(worcester, worcester), 0.0);
}

proptest! {
    #[test]
    fn finding_never_panics(text in any::<String>(), words in "[a-zA-Z0-9 ,.'&\u{130}é-]{0,60}") {
        for text in [text, words] {
            let _ = COUNTY.find(&text);
            let _ = COUNTY.suggest(&text, 5);
            if let Some((_, range)) = COUNTY.find_in(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn capitals_make_no_difference_to_the_words_of_a_text(text in "[a-c1é '`’.–]{0,20}") {
        let said = |text: &str| {
            words::split_words(text).into_iter().map(|word| (word.text, word.range)).collect::<Vec<_>>()
        };
        prop_assert_eq!(said(&text), said(&text.to_uppercase()));
    }

    #[test]
    fn any_point_is_answered(latitude in -90.0..=90.0f64, longitude in -180.0..=180.0f64) {
        let _ = COUNTY.district_at(Point::new(latitude, longitude).unwrap());
    }
}
