//! Towns, settlements and wards whose district is none of the authority's, and settlements that stand
//! twice.

use crate::{
    place::{Settlement, Town, Ward},
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table::Record,
};
use std::collections::HashSet;

/// Adds what is wrong with the districts and ids of the gazetteer's names.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let gazetteer = &records.gazetteer;
    let towns = gazetteer.towns.iter().filter_map(|town| Some((Town::FILE, &town.name, town.district.as_ref()?)));
    let settlements = gazetteer
        .settlements
        .iter()
        .filter_map(|settlement| Some((Settlement::FILE, &settlement.name, settlement.district.as_ref()?)));
    let wards = gazetteer.wards.iter().map(|ward| (Ward::FILE, &ward.name, &ward.district));
    for (file, name, district) in towns.chain(settlements).chain(wards) {
        if records.authority.district(district.as_str()).is_none() {
            problems.push(unknown_district(file, name, district));
        }
    }
    let mut seen = HashSet::with_capacity(gazetteer.settlements.len());
    for settlement in gazetteer.settlements.iter().filter(|settlement| !settlement.id.is_empty()) {
        if !seen.insert(&settlement.id) {
            let invalid = Invalid::new("stands twice", "take one of the rows out");
            problems.push(Problem::new(Settlement::FILE, 0, "id", &settlement.id, invalid));
        }
    }
}

fn unknown_district(file: &'static str, name: &str, district: &Slug) -> Problem {
    let what = format!("is the district of {name}, and no district of authority.toml");
    let invalid = Invalid::new(what, "correct it, or leave it empty for a place outside the authority");
    Problem::new(file, 0, "district", district.as_str(), invalid)
}
