//! What other sources say of a secret door: the same service may be known to several directories, under an id
//! of each.

use super::{FOLDER, Guard, Hidden, SecretLines, Silence, is_one_door, leave_places};
use crate::report::Report;
use directory::{Location, Service, Slug};
use std::collections::{HashMap, HashSet};
use store::{BY_HAND, Noun, StoredRow};

/// A telephone number or page that more services than this have is a switchboard or a home page, and tells
/// nothing.
const MOST_WITH_ONE_MARK: usize = 5;

/// What two records of one service have in common whatever they are called: its numbers, page and e-mail address.
fn marks(service: &Service) -> impl Iterator<Item = String> {
    let numbers = service.phones.iter().map(|phone| phone.number.digits());
    let written = [service.url.as_deref(), service.email.as_deref()].into_iter().flatten();
    numbers.chain(written.map(|mark| mark.trim_end_matches('/').to_lowercase()))
}

impl Guard<'_> {
    /// The marks of these services, without those that very many have.
    fn telling_marks<'s>(&self, services: impl Iterator<Item = &'s Service>) -> HashSet<String> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for mark in self.stored.services.values().flat_map(|row| marks(&row.record)) {
            *counts.entry(mark).or_default() += 1;
        }
        let tells = |mark: &String| counts.get(mark).is_none_or(|count| *count <= MOST_WITH_ONE_MARK);
        services.flat_map(marks).filter(tells).collect()
    }

    /// Of the services that came in, those that another source gives too, and whose address is secret there.
    pub(super) fn secret_elsewhere(&self, incoming: &[Service]) -> HashSet<Slug> {
        let others = self.stored.services.values().filter(|row| row.source != self.source && !row.withdrawn);
        let secret = others.map(|row| &row.record).filter(|service| service.confidential_address);
        let known = self.telling_marks(secret);
        let like = incoming.iter().filter(|service| marks(service).any(|mark| known.contains(&mark)));
        like.map(|service| service.id.clone()).collect()
    }

    /// Takes the place off what other imports say of secret services or at their doors. What the folder or a
    /// steward's own record says is only told: it is the steward's own word.
    pub(super) fn hide_elsewhere(
        &self,
        secret: &[Service],
        doors: &[Location],
        lines: &SecretLines,
        hidden: &mut Hidden,
        report: &mut Report,
    ) {
        let known = self.telling_marks(secret.iter());
        let is_door = |id: &Slug| {
            let place = self.stored.locations.get(id).filter(|row| !row.withdrawn);
            place.is_some_and(|row| doors.iter().any(|door| is_one_door(door, &row.record)))
        };
        let tells = |service: &Service| {
            service.location_ids.iter().any(is_door) || marks(service).any(|mark| known.contains(&mark))
        };
        let mut found: Vec<&StoredRow<Service>> = self.stored.services.values().collect();
        found.retain(|row| row.source != self.source && !row.withdrawn && !row.record.location_ids.is_empty());
        found.retain(|row| !self.may_be_known(&row.record.id) && tells(&row.record));
        found.sort_by(|a, b| a.record.id.cmp(&b.record.id));
        for row in &found {
            let mut service = row.record.clone();
            if row.source == FOLDER || row.source == BY_HAND {
                report.in_folder.push((service.name, service.id));
                continue;
            }
            let is_at =
                |place: &Slug, row: &StoredRow<Service>| !row.withdrawn && row.record.location_ids.contains(place);
            let is_alone = |place: &Slug| self.stored.services.values().filter(|row| is_at(place, row)).count() == 1;
            hidden
                .elsewhere
                .places
                .extend(service.location_ids.iter().filter(|id| is_door(id) || is_alone(id)).cloned());
            service.confidential_address = true;
            leave_places(&mut service, |_| true);
            Silence { lines, names: None, is_secret: true }.keep(&mut service);
            hidden.services.push(service.id.clone());
            hidden.silenced.push((Noun::Service, service.id.clone()));
            report.taken_out.push((row.record.name.clone(), service.id.clone(), row.source.clone()));
            hidden.elsewhere.services.push(service);
        }
        hidden.elsewhere.places.sort();
        hidden.elsewhere.places.dedup();
    }
}
