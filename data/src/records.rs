//! All records of an authority, read from its folder.

use crate::{
    authority::{self, Authority},
    check::{self, Lines},
    folder::Folder,
    gazetteer::GazetteerRows,
    listed::Listed,
    problem::Problem,
    terms::Terms,
};

/// Everything a folder holds, checked.
#[derive(Debug, Clone)]
pub struct Records {
    /// The authority.
    pub authority: Authority,
    /// The terms.
    pub terms: Terms,
    /// What the directory lists.
    pub listed: Listed,
    /// Postcodes, towns and wards.
    pub gazetteer: GazetteerRows,
}

/// Reads what every start needs from the folder: the authority and its terms.
pub fn read_terms(folder: &Folder) -> Result<(Authority, Terms), Vec<Problem>> {
    let mut problems = folder.problems().to_vec();
    let authority = read_authority(folder, &mut problems);
    let terms = Terms::read(folder, &mut problems);
    match authority {
        Some(authority) if problems.is_empty() => Ok((authority, terms)),
        _ => Err(problems),
    }
}

impl Records {
    /// Reads and checks a whole folder. Fails with everything that is wrong, in the order of the
    /// files and lines.
    pub fn read(folder: &Folder) -> Result<Self, Vec<Problem>> {
        // Where a file cannot be read, all that hangs on it would be called wrong too.
        let unreadable = folder.unreadable();
        if !unreadable.is_empty() {
            return Err(unreadable);
        }
        let mut problems = folder.problems().to_vec();
        let mut lines = Lines::default();
        let authority = read_authority(folder, &mut problems);
        let terms = Terms::read(folder, &mut problems);
        let listed = Listed::read(folder, &mut lines, &mut problems);
        let gazetteer = GazetteerRows::read(folder, &mut problems);
        let Some(authority) = authority else {
            problems.sort();
            return Err(problems);
        };
        let records = Self { authority, terms, listed, gazetteer };
        check::check(&records, &lines, &mut problems);
        if problems.is_empty() {
            Ok(records)
        } else {
            problems.sort();
            problems.dedup();
            Err(problems)
        }
    }
}

fn read_authority(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Authority> {
    let text = folder.text(authority::FILE).map_err(|problem| problems.push(*problem)).ok()?;
    Authority::read(text).map_err(|mut wrong| problems.append(&mut wrong)).ok()
}
