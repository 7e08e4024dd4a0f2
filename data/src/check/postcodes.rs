//! Postcodes that stand twice.

use crate::{
    gazetteer::GazetteerRows,
    place::{EndedPostcode, PostcodePoint},
    problem::{Invalid, Problem},
    table::Record,
};
use std::collections::HashSet;

/// Adds postcodes that stand twice in the two files of postcodes.
pub(super) fn check(gazetteer: &GazetteerRows, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::with_capacity(gazetteer.postcodes.len());
    for row in &gazetteer.postcodes {
        if !seen.insert(row.postcode) {
            let file = if row.ended.is_some() { EndedPostcode::FILE } else { PostcodePoint::FILE };
            let invalid = Invalid::new("stands twice in the postcode files", "take one of the rows out");
            problems.push(Problem::new(file, 0, "postcode", &row.postcode.to_string(), invalid));
        }
    }
}
