//! What an import did, in plain words.

use super::duplicates::Likeness;
use directory::plural;
use directory::{Problem, Slug};
use std::{collections::BTreeMap, fmt};
use store::{Noun, Written};

/// How many names of one sort are printed before "and so many more".
const MOST_NAMES: usize = 20;

/// What became of the records of one noun: the names, or how many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct Tally {
    pub added: Vec<String>,
    pub changed: Vec<String>,
    pub unchanged: usize,
    pub withdrawn: Vec<String>,
    pub kept: usize,
}

/// What an import did, or would do.
#[derive(Debug, Default)]
pub struct Report {
    /// Where it came from.
    pub from: String,
    /// What became of each noun.
    pub tallies: BTreeMap<Noun, Tally>,
    /// What is wrong in what came in.
    pub refused: Vec<Problem>,
    /// What is right but not for here.
    pub left_out: Vec<String>,
    /// Terms that mean nothing here, and how many services have them.
    pub unknown_terms: BTreeMap<String, usize>,
    /// Values of services that came in without them.
    pub not_taken: Vec<String>,
    /// Fields that have no place here, and how many services have them.
    pub lost: BTreeMap<String, usize>,
    /// Services that were taken for some for people who do harm: name and id.
    pub does_harm: Vec<(String, Slug)>,
    /// Services whose address was not taken over: name and id.
    pub withheld: Vec<(String, Slug)>,
    /// Other services at such an address, which came in without it.
    pub without_place: Vec<String>,
    /// Services of other imports whose address was taken out: name, id and source.
    pub taken_out: Vec<(String, Slug, String)>,
    /// Services of the folder that show an address which was not taken over: name and id.
    pub in_folder: Vec<(String, Slug)>,
    /// What looks like a service that is here already.
    pub likely_duplicates: Vec<Likeness>,
    /// Why nothing was written, where that is so.
    pub why_not: Option<String>,
    /// What was written.
    pub written: Written,
    /// Whether it was only tried out.
    pub dry_run: bool,
}

impl Report {
    /// How many records were added, changed or withdrawn, here and of other imports.
    pub fn changes(&self) -> usize {
        let changed = |tally: &Tally| tally.added.len() + tally.changed.len() + tally.withdrawn.len();
        self.tallies.values().map(changed).sum::<usize>() + self.taken_out.len()
    }

    pub(super) fn nothing_withdrawn(&mut self) {
        self.tallies.values_mut().for_each(|tally| tally.withdrawn.clear());
    }

    fn write_tallies(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        type Count = fn(&Tally) -> usize;
        let rows: [(&str, Count); 5] = [
            ("added", |tally| tally.added.len()),
            ("changed", |tally| tally.changed.len()),
            ("unchanged", |tally| tally.unchanged),
            ("withdrawn", |tally| tally.withdrawn.len()),
            ("kept", |tally| tally.kept),
        ];
        for (word, count) in rows {
            let nouns: Vec<String> = self
                .tallies
                .iter()
                .filter(|(_, tally)| count(tally) > 0)
                .map(|(noun, tally)| plural(count(tally), noun.one(), noun.words()))
                .collect();
            if word == "kept" && nouns.is_empty() {
                continue;
            }
            let said = if nouns.is_empty() { "nothing".to_owned() } else { nouns.join(", ") };
            writeln!(f, "{word:<10} {said}")?;
        }
        if let Some(services) = self.tallies.get(&Noun::Service) {
            names(f, "added", services.added.iter().cloned())?;
            names(f, "changed", services.changed.iter().cloned())?;
            names(f, "withdrawn", services.withdrawn.iter().cloned())?;
        }
        Ok(())
    }

    /// How many services were added, changed, unchanged and withdrawn.
    pub fn services(&self) -> (usize, usize, usize, usize) {
        let none = Tally::default();
        let tally = self.tallies.get(&Noun::Service).unwrap_or(&none);
        (tally.added.len(), tally.changed.len(), tally.unchanged, tally.withdrawn.len())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "read {}", self.from)?;
        if self.why_not.is_none() {
            self.write_tallies(f)?;
        }
        names(f, "left out", self.left_out.iter().cloned())?;
        for problem in &self.refused {
            writeln!(f, "refused: {problem}")?;
        }
        for (name, id) in &self.withheld {
            writeln!(
                f,
                "address not taken over: '{name}' is about abuse. If its address may be known, \
                 run it again with --confirm-address {id}"
            )?;
        }
        for (name, id, source) in &self.taken_out {
            writeln!(
                f,
                "address taken out: '{name}' ({id}) of '{source}' has the door, number or page of a service about \
                 abuse. If its address may be known, import '{source}' again with --confirm-address {id}"
            )?;
        }
        for (name, id) in &self.in_folder {
            writeln!(
                f,
                "look at the folder: '{name}' ({id}) shows a place, and has the door, number or page of a service \
                 about abuse. Give it confidential_address and no place, or name it under public_addresses in \
                 authority.toml"
            )?;
        }
        names(f, "came in without that address too", self.without_place.iter().cloned())?;
        for (name, id) in &self.does_harm {
            writeln!(
                f,
                "for people who do harm: '{name}' ({id}), by its words. It is never shown to somebody who is \
                 being hurt. If it is for others, name its id under for_anyone in the mapping"
            )?;
        }
        names(f, "not taken over", self.not_taken.iter().cloned())?;
        names(f, "no place here for", self.lost.iter().map(|(field, count)| services(field, *count)))?;
        for pair in &self.likely_duplicates {
            let ((new, new_id), (here, here_id)) = (&pair.new, &pair.here);
            let common = pair.common.join(", ");
            writeln!(f, "looks like the same as: '{new}' ({new_id}) and '{here}' ({here_id}), by {common}")?;
        }
        names(f, "means no need or kind here", self.unknown_terms.iter().map(|(term, count)| services(term, *count)))?;
        if self.written.kept > 0 {
            writeln!(f, "{}", self.written.of_kept())?;
        }
        match &self.why_not {
            Some(why) => f.write_str(why),
            None if self.dry_run => f.write_str("Nothing was written: this was a dry run."),
            None if self.changes() == 0 && self.written.rows.is_empty() => f.write_str("Nothing has changed."),
            None => f.write_str("A hubfinder that is running shows this at once."),
        }
    }
}

/// Something with how many services have it.
fn services(what: &str, count: usize) -> String {
    format!("{what} ({})", plural(count, "service", "services"))
}

/// Counts one more of something.
pub(super) fn count(counts: &mut BTreeMap<String, usize>, what: &str) {
    *counts.entry(what.to_owned()).or_default() += 1;
}

fn names(f: &mut fmt::Formatter<'_>, word: &str, names: impl Iterator<Item = String>) -> fmt::Result {
    let names: Vec<String> = names.collect();
    for name in names.iter().take(MOST_NAMES) {
        writeln!(f, "{word}: {name}")?;
    }
    if names.len() > MOST_NAMES {
        writeln!(f, "{word}: and {} more", names.len() - MOST_NAMES)?;
    }
    Ok(())
}
