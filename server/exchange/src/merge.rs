//! What an import would change, worked out from what came in and what the store holds.

use super::{confidential::Guard, duplicates, report::Report};
use directory::{Invalid, Listed, Location, Problem, Slug};
use std::collections::{HashMap, HashSet};
use store::{Merge, Noun};

pub(super) use store::{StoredRecords, StoredRow};

/// How many of a source's services may go at once before somebody must say that this is meant.
const FEW: usize = 5;

/// What a steward decided beforehand.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// Take the rest where something is refused.
    pub skip_refused: bool,
    /// Mark as withdrawn also when that is most of what the source had.
    pub withdraw_many: bool,
    /// Services of this source whose address may be known.
    pub confirm_address: Vec<Slug>,
}

/// Compares what came in with what is stored. `report` holds what is known so far and is filled.
/// Gives what to write, or nothing where it must not be written.
pub(super) fn plan(
    source: &str,
    mut incoming: Listed,
    guard: &Guard<'_>,
    decisions: &Decisions,
    report: &mut Report,
) -> Option<Merge> {
    let stored = guard.stored;
    let mut merge = Merge { source: source.to_owned(), confirm: decisions.confirm_address.clone(), ..Merge::default() };
    let hidden = guard.hide_addresses(&mut incoming, report);
    merge.wipe = wiped(&hidden.places, stored, |row| row.source == source);
    merge.wipe.extend(wiped(&hidden.elsewhere.places, stored, |row| row.source != source));
    merge.withheld = hidden.services;
    (merge.silence, merge.secret_lines) = (hidden.silenced, hidden.lines);
    report.likely_duplicates = duplicates::find_duplicates(&incoming, stored, source);

    let mut sorting = Sorting { source, merge: &mut merge, report };
    let Listed { sources, organizations, locations, services } = incoming;
    let write = &mut Listed::default();
    write.services = sorting.sort(Noun::Service, &stored.services, services, |record| (&record.id, &record.name));
    write.locations = sorting.sort(Noun::Location, &stored.locations, locations, |record| (&record.id, &record.name));
    write.organizations =
        sorting.sort(Noun::Organization, &stored.organizations, organizations, |record| (&record.id, &record.name));
    let changed = sorting.report.changes() > 0;
    let mut sources = sources;
    for record in &mut sources {
        // A source that was read again and brought nothing new keeps the day it was first read.
        if let Some(row) = stored.sources.get(&record.id).filter(|_| !changed) {
            record.read_on.clone_from(&row.record.read_on);
        }
    }
    write.sources = sorting.sort(Noun::Source, &stored.sources, sources, |record| (&record.id, &record.title));
    merge.write = std::mem::take(write);
    merge.write.services.extend(hidden.elsewhere.services);

    let had = stored.services.values().filter(|row| row.source == source && !row.withdrawn).count();
    let is_kept = |id: &Slug| stored.services.get(id).is_some_and(|row| row.kept);
    let going = merge.withdraw.iter().filter(|(noun, id)| *noun == Noun::Service && !is_kept(id)).count();
    if !report.refused.is_empty() {
        // What was refused may well be what seems to be gone.
        merge.withdraw.clear();
        report.nothing_withdrawn();
    }
    if !report.refused.is_empty() && !decisions.skip_refused {
        report.why_not = Some(
            "Nothing was written. Mend what is refused, or run it again with --skip-refused to take the rest."
                .to_owned(),
        );
        return None;
    }
    if !merge.withdraw.is_empty() && going > FEW && going * 2 > had && !decisions.withdraw_many {
        report.why_not = Some(format!(
            "Nothing was written, since {going} of the {had} services from '{source}' would go. \
             If that is right, run it again with --withdraw-many."
        ));
        return None;
    }
    Some(merge)
}

/// The records of places that must be wiped out of the store, with nothing in them any more.
fn wiped(places: &[Slug], stored: &StoredRecords, of: impl Fn(&StoredRow<Location>) -> bool) -> Vec<Location> {
    let held = places.iter().filter_map(|id| stored.locations.get(id)).filter(|row| of(row));
    let blank = held.map(|row| row.record.blank());
    blank.filter(|place| stored.locations.get(&place.id).is_none_or(|row| row.record != *place)).collect()
}

struct Sorting<'s> {
    source: &'s str,
    merge: &'s mut Merge,
    report: &'s mut Report,
}

impl Sorting<'_> {
    /// Counts one noun's records and gives those to write.
    fn sort<T: PartialEq>(
        &mut self,
        noun: Noun,
        stored: &HashMap<Slug, StoredRow<T>>,
        incoming: Vec<T>,
        words: impl Fn(&T) -> (&Slug, &String),
    ) -> Vec<T> {
        let tally = self.report.tallies.entry(noun).or_default();
        let mut write = Vec::new();
        let mut seen: HashSet<Slug> = HashSet::new();
        for record in incoming {
            let (id, name) = words(&record);
            seen.insert(id.clone());
            match stored.get(id) {
                // The store proposes it, where it is not what came the last time.
                Some(row) if row.kept && row.source == self.source => {
                    tally.kept += 1;
                    write.push(record);
                }
                Some(row) if row.record == record && !row.withdrawn => tally.unchanged += 1,
                Some(row) if row.source != self.source => {
                    let what = format!("belongs to the records of '{}' and differs from them here", row.source);
                    let mend = format!("give --name {} to change it, or another id", row.source);
                    self.report.refused.push(Problem::new(
                        noun.words(),
                        0,
                        "id",
                        id.as_str(),
                        Invalid::new(what, mend),
                    ));
                }
                Some(_) => {
                    tally.changed.push(name.clone());
                    write.push(record);
                }
                None => {
                    tally.added.push(name.clone());
                    write.push(record);
                }
            }
        }
        for (id, row) in
            stored.iter().filter(|(id, row)| row.source == self.source && !row.withdrawn && !seen.contains(*id))
        {
            match row.kept {
                true => tally.kept += 1,
                false => tally.withdrawn.push(words(&row.record).1.clone()),
            }
            self.merge.withdraw.push((noun, id.clone()));
        }
        tally.withdrawn.sort();
        write
    }
}
