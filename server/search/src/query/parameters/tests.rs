use super::*;
use crate::{
    catalogue::Catalogue,
    query::{Search, filter_parameters},
};
use directory::Records;
use std::{collections::HashSet, path::Path, sync::LazyLock};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    let records: Records = folder::records(&folder::read(&dir).unwrap(), &dir).unwrap();
    Catalogue::new(records.authority, records.terms, records.listed)
});

fn parse(query: &str) -> Search {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
    Search::parse(&pairs, &CATALOGUE)
}

/// An address that uses every parameter that is written.
const WHOLE: &str = "?q=no+sleep&near=WR5+1DE&age=0.5&age=14&need=debt&kind=family-hub&district=wychavon&within=5\
    &refer=self&refer=parent&level=2&day=sat&day=sun&from=14%3A00&to=16%3A30&open=now&cost=free&send=yes&online=yes\
    &access=wheelchair&access=lift&language=pl&language=bfi&only=women&sort=nearest&need-areas=yes&exact=1&group=near&per_page=7&page=2&ids=brookside-family-hub";

#[test]
fn every_value_is_written_as_it_was_read() {
    let search = parse(&WHOLE[1..]);
    assert!(search.ignored.is_empty(), "{:?}", search.ignored);
    assert_eq!(search.query_string(), WHOLE);
    let names: HashSet<&str> = PARAMETERS.iter().map(|parameter| parameter.name).collect();
    assert_eq!(names.len(), PARAMETERS.len());
    for parameter in PARAMETERS.iter().filter(|parameter| parameter.name != "explain") {
        assert!(WHOLE.contains(&format!("{}=", parameter.name)), "{}", parameter.name);
    }
}

#[test]
fn a_filter_is_named_and_switched_off_with_all_its_parameters() {
    let mut search = parse(&WHOLE[1..]);
    let label = |name, search: &Search| filter_parameters::label(name, search, &CATALOGUE);
    assert_eq!(label(FilterName::When, &search).unwrap(), "Saturday or Sunday, from 2pm, until 4.30pm");
    assert_eq!(label(FilterName::Refer, &search).unwrap(), "You can ask yourself or A parent can ask");
    assert_eq!(label(FilterName::Access, &search).unwrap(), "Wheelchair access and Lift");
    assert_eq!(label(FilterName::Language, &search).unwrap(), "In Polish or In British Sign Language");
    for name in crate::rank::filters::ENTRY_FILTERS {
        assert!(filter_parameters::is_on(name, &search), "{name:?}");
        filter_parameters::clear(name, &mut search);
        assert!(!filter_parameters::is_on(name, &search) && label(name, &search).is_none(), "{name:?}");
    }
    assert!(!search.has_filters());
}

#[test]
fn one_value_of_several_is_taken_out() {
    let mut search = parse("age=0.5&age=14&age=pregnancy");
    find("age").unwrap().remove_value(&mut search, "14", &CATALOGUE);
    assert_eq!(search.query_string(), "?age=0.5&age=pregnancy");
}

#[test]
fn a_wrong_value_is_left_out_and_said() {
    let search = parse(
        "age=99&within=3&open=yes&day=someday&from=late&sort=worst&need=nonsense&access=ramp&language=xx&only=cats&unknown=1",
    );
    let names: Vec<&str> = search.ignored.iter().map(|ignored| ignored.parameter.as_str()).collect();
    assert_eq!(names, ["age", "within", "open", "day", "from", "sort", "need", "access", "language", "only"]);
    assert_eq!(search.ignored[2].why, "The only choice here is 'now'.");
    assert!(search.is_empty());
}
