//! What an import would change, worked out from what came in and what the store holds.

use super::{confidential, duplicates, report::Report};
use directory::{Invalid, Listed, Location, Problem, Service, Slug, Terms};
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
    terms: &Terms,
    stored: &StoredRecords,
    decisions: &Decisions,
    report: &mut Report,
) -> Option<Merge> {
    let mut merge = Merge { source: source.to_owned(), confirm: decisions.confirm_address.clone(), ..Merge::default() };
    merge.withheld = hide_addresses(&mut incoming, terms, stored, &decisions.confirm_address, report);
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

    let had = stored.services.values().filter(|row| row.source == source && !row.withdrawn).count();
    let going = merge.withdraw.iter().filter(|(noun, _)| *noun == Noun::Service).count();
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

/// Takes the address off every service about abuse that is new or changed and not confirmed.
/// Gives their ids.
fn hide_addresses(
    incoming: &mut Listed,
    terms: &Terms,
    stored: &StoredRecords,
    confirm: &[Slug],
    report: &mut Report,
) -> Vec<Slug> {
    let organizations: HashMap<&Slug, &str> =
        incoming.organizations.iter().map(|organization| (&organization.id, organization.name.as_str())).collect();
    let labels: HashMap<&Slug, &str> = terms
        .needs
        .iter()
        .map(|need| (&need.slug, need.label.as_str()))
        .chain(terms.kinds.iter().map(|kind| (&kind.slug, kind.label.as_str())))
        .collect();
    let places: HashMap<&Slug, &Location> = incoming.locations.iter().map(|place| (&place.id, place)).collect();
    let known = |service: &Service| {
        stored.services.get(&service.id).is_some_and(|row| !row.withdrawn && row.record == *service)
            || stored.confirmed.contains(&service.id)
            || confirm.contains(&service.id)
    };
    let about_abuse = |service: &Service| {
        let mut about: Vec<&str> = organizations.get(&service.organization_id).copied().into_iter().collect();
        about.extend(service.needs.iter().chain([&service.kind]).filter_map(|slug| labels.get(slug).copied()));
        confidential::is_about_abuse(service, &about)
    };
    let mut withheld = Vec::new();
    let mut hidden_places: HashSet<Slug> = HashSet::new();
    let mut silent: HashMap<Slug, Service> = HashMap::new();
    for service in incoming.services.iter().filter(|service| !known(service) && about_abuse(service)) {
        let own: Vec<&Location> = service.location_ids.iter().filter_map(|id| places.get(id).copied()).collect();
        let quiet = confidential::without_address(service, &own);
        if quiet != *service {
            hidden_places.extend(service.location_ids.iter().cloned());
            report.withheld.push((service.name.clone(), service.id.clone()));
            withheld.push(service.id.clone());
            silent.insert(service.id.clone(), quiet);
        }
    }
    // A place that is stored already, as it is, hides nothing any more.
    hidden_places.retain(|id| stored.locations.get(id).is_none_or(|row| places.get(id) != Some(&&row.record)));
    // Another service at the same door would show it all the same.
    incoming.locations.retain(|place| !hidden_places.contains(&place.id));
    for service in &mut incoming.services {
        if let Some(quiet) = silent.remove(&service.id) {
            *service = quiet;
        } else if service.location_ids.iter().any(|id| hidden_places.contains(id)) {
            report.without_place.push(service.name.clone());
            service.location_ids.retain(|id| !hidden_places.contains(id));
            service.schedules.iter_mut().for_each(|row| {
                row.location_id = row.location_id.take().filter(|id| !hidden_places.contains(id));
            });
        }
    }
    withheld
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
            tally.withdrawn.push(words(&row.record).1.clone());
            self.merge.withdraw.push((noun, id.clone()));
        }
        tally.withdrawn.sort();
        write
    }
}
