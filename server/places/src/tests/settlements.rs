//! Every village of the county, asked for in the field for a place and in sentences.

use super::*;
use directory::Settlement;

static SETTLEMENTS: LazyLock<Vec<Settlement>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let mut folder = Folder::default();
    folder.insert("settlements.csv", std::fs::read(root.join("settlements.csv")).unwrap());
    let mut problems = Vec::new();
    let settlements = directory::gazetteer::read_settlements(&folder, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    settlements
});

fn inside_the_county() -> impl Iterator<Item = &'static Settlement> {
    SETTLEMENTS.iter().filter(|settlement| settlement.district.is_some())
}

/// Whether an answer is this settlement, or asks which of those of its name is meant and offers it.
fn is_right(found: &Found, settlement: &Settlement) -> bool {
    let is_it = |place: &Place| distance_between(place.point.unwrap(), settlement.point) < 3.0;
    match found {
        Found::Place(place) => place.understood_as.is_none() && is_it(place),
        Found::Unknown(unknown) => {
            unknown.which.is_some() && unknown.suggestions.iter().any(|label| is_it(&find_place(label)))
        }
    }
}

#[test]
fn every_settlement_of_the_county_is_found_or_asked_about() {
    assert_eq!(inside_the_county().count(), 667);
    let wrong: Vec<String> = inside_the_county()
        .filter(|settlement| !is_right(&COUNTY.find(&settlement.name), settlement))
        .map(|settlement| format!("{}: {:?}", settlement.name, COUNTY.find(&settlement.name)))
        .collect();
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

#[test]
fn every_settlement_of_the_county_is_found_in_a_sentence() {
    let mut wrong = Vec::new();
    for settlement in inside_the_county() {
        for sentence in [
            format!("food bank near {}", settlement.name),
            format!("toddler group in {}", settlement.name.to_lowercase()),
        ] {
            let found = COUNTY.find_in(&sentence);
            if !found.as_ref().is_some_and(|(found, _)| is_right(found, settlement)) {
                wrong.push(format!("{sentence}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
}

#[test]
fn a_settlement_outside_is_never_taken_for_one_inside() {
    let names: std::collections::HashSet<String> = COUNTY
        .names
        .all()
        .iter()
        .filter(|name| COUNTY.names.area(name).inside())
        .map(|name| name.key.clone())
        .collect();
    for settlement in SETTLEMENTS.iter().filter(|settlement| settlement.district.is_none()) {
        // Cradley is also a way to say Cradley Heath, and so on: the name itself must not be one of ours.
        if names.contains(&words::key(&settlement.name)) {
            continue;
        }
        match COUNTY.find(&settlement.name) {
            Found::Place(place) => assert!(!place.inside, "{} is taken for {}", settlement.name, place.label),
            Found::Unknown(unknown) => panic!("{} is not known: {unknown:?}", settlement.name),
        }
    }
}

#[test]
fn twenty_places_are_found_where_they_are() {
    for (typed, label, district) in [
        ("Rushwick", "Rushwick", "malvern-hills"),
        ("knightwick", "Knightwick", "malvern-hills"),
        ("Alfrick", "Alfrick", "malvern-hills"),
        ("Suckley", "Suckley", "malvern-hills"),
        ("Bayton", "Bayton", "malvern-hills"),
        ("castlemorton", "Castlemorton", "malvern-hills"),
        ("Severn Stoke", "Severn Stoke", "malvern-hills"),
        ("Elmley Castle", "Elmley Castle", "wychavon"),
        ("Elmley Lovett", "Elmley Lovett", "wychavon"),
        ("Offenham", "Offenham", "wychavon"),
        ("Bretforton", "Bretforton", "wychavon"),
        ("Crowle", "Crowle", "wychavon"),
        ("Wyre Piddle", "Wyre Piddle", "wychavon"),
        ("feckenham", "Feckenham", "redditch"),
        ("Headless Cross", "Headless Cross", "redditch"),
        ("Stoke Heath", "Stoke Heath, Bromsgrove", "bromsgrove"),
        ("Lickey End", "Lickey End", "bromsgrove"),
        ("Shrawley", "Shrawley", "malvern-hills"),
        ("Habberley", "Habberley", "wyre-forest"),
        ("Lower Wick", "Lower Wick, Worcester", "worcester"),
    ] {
        assert_eq!(short(typed), (label.to_owned(), district.to_owned()), "{typed}");
        assert_eq!(find_place(typed).understood_as, None, "{typed}");
    }
}

#[test]
fn villages_in_sentences_are_found_with_their_words() {
    for (sentence, label, words) in [
        ("is there a playgroup near Rushwick for my son", "Rushwick", "near Rushwick"),
        ("we live in bretforton and have no car", "Bretforton", "in bretforton"),
        ("Crowle toddlers, mornings", "Crowle", "Crowle"),
        ("foodbank at headless cross", "Headless Cross", "at headless cross"),
        ("moved to Elmley Castle, who is our health visitor", "Elmley Castle", "Elmley Castle"),
        ("speech therapy from offenham by bus", "Offenham", "offenham"),
        ("stay and play in Rock", "Rock, Wyre Forest", "in Rock"),
        ("help near Norton near Evesham", "Norton near Evesham", "near Norton near Evesham"),
        ("warm space in Harvington, Wyre Forest", "Harvington, Wyre Forest", "in Harvington, Wyre Forest"),
    ] {
        assert_eq!(inside(sentence), Some((label.to_owned(), words)), "{sentence}");
    }
}

#[test]
fn words_that_are_also_villages_are_words() {
    for sentence in [
        "there is no hope left",
        "my son broke a stone window",
        "she hides in her shell",
        "rock and roll dance class",
        "he has a low wick candle",
        "green light for the new hall",
        "the lower school gate",
        "trumpet lessons for my daughter",
        "white sheet on the bed",
        "away from stone and sticks",
        "im at rock bottom",
        "my son bradley is 4",
        "a perry and a lye",
        "cat stares at wall",
        "i just sit there and look at the wall",
        "bombe machine bletchley park opening times",
        "cheap places in stockport",
    ] {
        assert_eq!(inside(sentence), None, "{sentence}");
    }
}

#[test]
fn a_name_that_stands_twice_is_asked_about() {
    for (typed, labels) in [
        ("Norton", &["Norton near Evesham", "Norton near Worcester", "Norton, Bromsgrove"][..]),
        ("harvington", &["Harvington, Wychavon", "Harvington, Wyre Forest"]),
        ("Callow Hill", &["Callow Hill, Redditch", "Callow Hill, Wyre Forest"]),
        ("Churchill", &["Churchill, Wychavon", "Churchill, Wyre Forest"]),
        ("Charlton", &["Charlton near Evesham", "Charlton near Stourport-on-Severn"]),
    ] {
        let mut asked = unknown(typed);
        asked.suggestions.sort();
        assert_eq!(asked.suggestions, labels, "{typed}");
        assert!(asked.which.is_some_and(|name| name.eq_ignore_ascii_case(typed)), "{typed}");
        for label in labels {
            assert_eq!(&find_place(label).label, label);
        }
    }
    assert_eq!(inside("food bank in Norton").unwrap().0, "? Norton");
}

#[test]
fn the_district_or_town_after_a_name_tells_which() {
    for (typed, label, district) in [
        ("Norton, Bromsgrove", "Norton, Bromsgrove", "bromsgrove"),
        ("Norton Evesham", "Norton near Evesham", "wychavon"),
        ("norton near worcester", "Norton near Worcester", "wychavon"),
        ("Harvington Kidderminster", "Harvington, Wyre Forest", "wyre-forest"),
        ("Harvington, Evesham", "Harvington, Wychavon", "wychavon"),
        ("Hanbury, Worcestershire", "Hanbury", "wychavon"),
        ("Hanley Swan, Worcester", "Hanley Swan", "malvern-hills"),
    ] {
        assert_eq!(short(typed), (label.to_owned(), district.to_owned()), "{typed}");
    }
}

#[test]
fn a_doubtful_guess_is_offered_and_not_taken() {
    for (typed, offered) in [
        // The first letter differs.
        ("Nalvern", "Malvern"),
        ("Bedditch", "Redditch"),
        // One letter of a short name of a village: it may well be another village.
        ("Hanberry", "Hanbury"),
        ("Cookleigh", "Cookley"),
        // Several begin with it.
        ("Hanley", "Hanley Swan"),
        // A longer name that we do not know.
        ("Inkberrow Juxta Twycross", "Inkberrow"),
    ] {
        let unknown = unknown(typed);
        assert!(unknown.suggestions.iter().any(|label| label == offered), "{typed}: {unknown:?}");
        assert_eq!(unknown.which, None);
    }
    for (typed, label) in
        [("Chadesley Corbet", "Chaddesley Corbett"), ("wolverly", "Wolverley"), ("Chaddesley", "Chaddesley Corbett")]
    {
        let place = find_place(typed);
        assert_eq!((place.label.as_str(), place.understood_as.as_deref()), (label, Some(label)), "{typed}");
    }
}

#[test]
fn a_village_that_is_spelt_by_ear_is_taken_in_a_sentence() {
    let mut wrong = Vec::new();
    for (sentence, label) in [
        ("my daughter wont leave her room were in inkberow", "Inkberrow"),
        ("chadsley corbet, son 8, stammer", "Chaddesley Corbett"),
        ("help in chadesley corbett for mums", "Chaddesley Corbett"),
        ("chaddesly corbett playgroup", "Chaddesley Corbett"),
        ("toddlers near wolverly please", "Wolverley"),
        ("is there a group in ombersly", "Ombersley"),
        ("upton waren preschool", "Upton Warren"),
        ("fernhil heath toddlers", "Fernhill Heath"),
        ("cleve prior is lovely", "Cleeve Prior"),
        ("hanley casle dad, 2 under 2", "Hanley Castle"),
        ("barnt grean childminder", "Barnt Green"),
    ] {
        match COUNTY.find_in(sentence) {
            Some((Found::Place(place), _)) if place.label == label && place.understood_as.is_some() => {}
            other => wrong.push(format!("{sentence}: {other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for sentence in [
        "hanley swam ten lengths",
        "the upper wake of it",
        "my son wont eat crossed buns",
        "great whitney houston songs",
        "north piddling about",
        "stock greens for the soup",
    ] {
        assert_eq!(inside(sentence), None, "{sentence}");
    }
}

#[test]
fn a_name_of_plain_words_that_stands_apart_is_a_place() {
    for (sentence, label) in [
        ("dines green, my ex wont give the kids coats back", "Dines Green, Worcester"),
        ("need a youth club, dines green, fridays", "Dines Green, Worcester"),
        ("who helps with debt? dines green", "Dines Green, Worcester"),
        ("headless cross: which night is youth club", "Headless Cross"),
        ("stone, near kidderminster, childminder with space", "Stone"),
    ] {
        assert_eq!(inside(sentence).map(|(label, _)| label).as_deref(), Some(label), "{sentence}");
    }
    for sentence in ["stone, rock, paper", "hope, that is all i have", "dines green beans only", "rock, he loves it"] {
        assert_eq!(inside(sentence), None, "{sentence}");
    }
}

#[test]
fn a_village_that_may_be_meant_in_a_sentence_is_offered() {
    let (found, range) = COUNTY.find_in("lad in Brinsford young offenders").unwrap();
    let Found::Unknown(unknown) = found else { panic!("{found:?}") };
    assert_eq!((unknown.typed.as_str(), range), ("Brinsford", 4..16));
    assert_eq!(unknown.suggestions, ["Bransford"]);
    assert_eq!(COUNTY.find_in("is Brinsford prison near a bus"), None);
}

#[test]
fn the_places_of_the_reports_are_no_longer_others() {
    for typed in [
        "Hanbury",
        "Birlingham",
        "Cookley",
        "Dunley",
        "Astley",
        "Great Comberton",
        "Little Comberton",
        "Conderton",
        "Hampton Lovett",
        "Poolbrook",
        "Hanley Child",
        "Torton",
        "Bredon's Norton",
        "Chaddesley Corbett",
        "Clent",
        "Wolverley",
        "Blakedown",
        "Ronkswood",
        "Church Hill",
        "Crabbs Cross",
    ] {
        let (place, settlement) =
            (find_place(typed), inside_the_county().find(|one| words::key(&one.name) == words::key(typed)).unwrap());
        assert!(place.inside && place.understood_as.is_none(), "{typed}: {place:?}");
        assert!(distance_between(place.point.unwrap(), settlement.point) < 2.0, "{typed}: {place:?}");
    }
    for (sentence, label) in [
        ("food bank near Dunley", "Dunley"),
        ("toddler group in Birlingham", "Birlingham"),
        ("help in Great Comberton", "Great Comberton"),
    ] {
        assert_eq!(inside(sentence).unwrap().0, label);
    }
}

#[test]
fn the_settlements_take_less_than_a_megabyte() {
    let areas = COUNTY.names.areas.iter().map(|area| size_of_val(area) + area.name.capacity()).sum::<usize>();
    let strings = |name: &names::Name| name.key.capacity() + name.compact.capacity() + name.shown.capacity();
    let names = COUNTY.names.all().iter().map(|name| size_of_val(name) + strings(name)).sum::<usize>();
    assert!(areas + names < 1_000_000, "{} bytes", areas + names);
}
