//! Refuges and services about domestic or sexual abuse that come from outside: no address of theirs is
//! taken over until a steward has asked whether it may be known, and none is left in what others say.

mod elsewhere;

use super::{adopt::MIDDLE_OF_POSTCODE, merge::StoredRecords, report::Report, terms::folded};
use directory::{
    Authority, Listed, Location, Organization, Service, Slug, Terms,
    safeguarding::{SecretLines, seems_an_address, tells_of_abuse},
};
use std::collections::{HashMap, HashSet};
use store::Noun;

/// How near two points of their own are one door, in miles: about 30 metres.
const ONE_DOOR: f64 = 0.02;

/// What the records of the authority's own folder are called in the store.
pub(super) const FOLDER: &str = "folder";

/// What stands in for the name of an organisation or service that was an address and nothing else.
const NAMELESS: &str = "Support service";

/// What is known about which addresses may be seen.
pub(super) struct Guard<'g> {
    /// What the import is called.
    pub(super) source: &'g str,
    pub(super) authority: &'g Authority,
    pub(super) terms: &'g Terms,
    pub(super) stored: &'g StoredRecords,
    /// Services whose address a steward says may be known.
    pub(super) confirm: &'g [Slug],
    /// Services of which more came in than their record says, and that tells of abuse.
    pub(super) about_abuse: &'g HashSet<Slug>,
}

/// What must be done in the store beside writing what came in.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Services whose address was not taken over.
    pub(super) services: Vec<Slug>,
    /// Places that the store may hold from before and that must be wiped out.
    pub(super) places: Vec<Slug>,
    /// What other sources gave.
    pub(super) elsewhere: Elsewhere,
    /// Records of whose earlier revisions nothing may stay: they came in, or stood here, with a secret address.
    pub(super) silenced: Vec<(Noun, Slug)>,
    /// The lines of those addresses.
    pub(super) lines: SecretLines,
}

/// Records of other sources that must not stay as they are.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    /// Services, now without their address.
    pub(super) services: Vec<Service>,
    /// Places that must be wiped out.
    pub(super) places: Vec<Slug>,
}

impl Guard<'_> {
    /// Takes the address off every service about abuse that is not confirmed, and its door out of
    /// everything else that came in.
    pub(super) fn hide_addresses(&self, incoming: &mut Listed, report: &mut Report) -> Hidden {
        let about = self.services_about_abuse(incoming);
        let secret: HashSet<Slug> = about.iter().filter(|id| !self.may_be_known(id)).cloned().collect();
        let shown: HashSet<&Slug> = incoming
            .services
            .iter()
            .filter(|service| about.contains(&service.id) && self.may_be_known(&service.id))
            .flat_map(|service| &service.location_ids)
            .collect();
        let doors: Vec<Location> = incoming
            .services
            .iter()
            .filter(|service| secret.contains(&service.id))
            .flat_map(|service| &service.location_ids)
            .filter(|id| !shown.contains(id))
            .filter_map(|id| incoming.locations.iter().find(|place| place.id == *id))
            .cloned()
            .collect();
        // The same door may stand there under another id.
        let is_hidden = |place: &Location| {
            !shown.contains(&place.id) && doors.iter().any(|door| door.id == place.id || is_one_door(door, place))
        };
        let hidden: HashSet<Slug> =
            incoming.locations.iter().filter(|place| is_hidden(place)).map(|place| place.id.clone()).collect();
        let mut lines = SecretLines::default();
        let mut names = SecretLines::default();
        for door in &doors {
            let postcode = door.postcode.map(|postcode| postcode.to_string()).unwrap_or_default();
            lines.extend(&SecretLines::new([door.address_1.as_str(), &door.address_2, &postcode]));
            names.extend(&SecretLines::new([door.name.as_str()]));
        }

        let mut done = Hidden::default();
        let of_import: Vec<Service> =
            incoming.services.iter().filter(|service| secret.contains(&service.id)).cloned().collect();
        self.hide_elsewhere(&of_import, &doors, &lines, &mut done, report);
        let mut of_secret: HashSet<Slug> = HashSet::new();
        for service in &mut incoming.services {
            let is_secret = secret.contains(&service.id);
            if is_secret {
                service.confidential_address = true;
                of_secret.insert(service.organization_id.clone());
            }
            let before = service.clone();
            let at_door = service.location_ids.iter().any(|id| hidden.contains(id));
            leave_places(service, |id| is_secret || hidden.contains(id));
            Silence { lines: &lines, names: at_door.then_some(&names), is_secret }.keep(service);
            if *service == before {
                continue;
            }
            done.silenced.push((Noun::Service, service.id.clone()));
            if is_secret {
                report.withheld.push((service.name.clone(), service.id.clone()));
                done.services.push(service.id.clone());
            } else {
                report.without_place.push(service.name.clone());
            }
        }
        for organization in &mut incoming.organizations {
            let is_secret = of_secret.contains(&organization.id);
            let before = organization.clone();
            Silence { lines: &lines, names: None, is_secret }.keep_organization(organization);
            done.silenced.extend((*organization != before).then(|| (Noun::Organization, organization.id.clone())));
        }
        incoming.locations.retain(|place| !hidden.contains(&place.id));
        for place in &mut incoming.locations {
            let before = place.clone();
            Silence { lines: &lines, names: None, is_secret: false }.keep_place(place);
            done.silenced.extend((*place != before).then(|| (Noun::Location, place.id.clone())));
        }
        let still_shown = |id: &Slug| incoming.locations.iter().any(|place| place.id == *id);
        done.places = hidden.into_iter().chain(self.stored_before(&secret)).filter(|id| !still_shown(id)).collect();
        done.places.sort();
        done.places.dedup();
        done.lines = lines;
        done
    }

    /// Services about abuse, by all that came with them, their organisation, places, kind and needs, and those
    /// whose address is secret already, here or under another source's id.
    fn services_about_abuse(&self, incoming: &Listed) -> HashSet<Slug> {
        let organizations: HashMap<&Slug, &Organization> =
            incoming.organizations.iter().map(|organization| (&organization.id, organization)).collect();
        let places: HashMap<&Slug, &Location> = incoming.locations.iter().map(|place| (&place.id, place)).collect();
        let labels: HashMap<&Slug, &str> = self
            .terms
            .needs
            .iter()
            .map(|need| (&need.slug, need.label.as_str()))
            .chain(self.terms.kinds.iter().map(|kind| (&kind.slug, kind.label.as_str())))
            .collect();
        let tells = |service: &Service| {
            let run_by = organizations.get(&service.organization_id).map(|organization| organization.name.as_str());
            let at = service.location_ids.iter().filter_map(|id| places.get(id).map(|place| place.name.as_str()));
            let topics = service.needs.iter().chain([&service.kind]).filter_map(|slug| labels.get(slug).copied());
            let texts = service.public_texts().chain([service.note.as_str()]);
            texts.chain(run_by).chain(at).chain(topics).any(tells_of_abuse)
        };
        let elsewhere = self.secret_elsewhere(&incoming.services);
        let told = |service: &&Service| {
            let known =
                [self.about_abuse, &self.stored.withheld, &elsewhere].iter().any(|ids| ids.contains(&service.id));
            !self.is_of_folder(service) && (known || tells(service))
        };
        incoming.services.iter().filter(told).map(|service| service.id.clone()).collect()
    }

    fn may_be_known(&self, id: &Slug) -> bool {
        self.stored.confirmed.contains(id) || self.confirm.contains(id) || self.authority.public_addresses.contains(id)
    }

    /// Whether a record is the folder's own, as it stands there: the check has looked at it.
    fn is_of_folder(&self, service: &Service) -> bool {
        let row = self.stored.services.get(&service.id);
        row.is_some_and(|row| row.source == FOLDER && !row.withdrawn && row.record == *service)
    }

    /// The places that the store holds of services that must have none now: a service may have been
    /// recognised only this time.
    fn stored_before(&self, secret: &HashSet<Slug>) -> Vec<Slug> {
        let before = secret.iter().filter_map(|id| self.stored.services.get(id));
        before.flat_map(|row| row.record.location_ids.iter().cloned()).collect()
    }
}

/// Whether two records are of one door: its address and postcode, or a point of its own.
fn is_one_door(a: &Location, b: &Location) -> bool {
    let own_point = |place: &Location| place.point.filter(|_| place.note != MIDDLE_OF_POSTCODE);
    if let (Some(a), Some(b)) = (own_point(a), own_point(b))
        && places::distance_between(a, b) < ONE_DOOR
    {
        return true;
    }
    let line = |place: &Location| folded(&format!("{} {}", place.address_1, place.address_2));
    let (one, other) = (line(a), line(b));
    let same_line =
        one == other || (one.len() > 4 && other.contains(&one)) || (other.len() > 4 && one.contains(&other));
    let same_name = folded(&a.name) == folded(&b.name);
    match (a.postcode, b.postcode) {
        (Some(a), Some(b)) => a == b && (same_line || same_name || one.is_empty() || other.is_empty()),
        _ => !one.is_empty() && same_line,
    }
}

fn leave_places(service: &mut Service, is_hidden: impl Fn(&Slug) -> bool) {
    service.location_ids.retain(|id| !is_hidden(id));
    for schedule in &mut service.schedules {
        schedule.location_id = schedule.location_id.take().filter(|id| !is_hidden(id));
    }
}

/// What must not be said.
struct Silence<'s> {
    /// Lines and postcodes of secret addresses.
    lines: &'s SecretLines,
    /// Names of the houses, where the service happened in one of them.
    names: Option<&'s SecretLines>,
    /// The address of this very service is secret: then nothing that looks like one is said.
    is_secret: bool,
}

impl Silence<'_> {
    fn breaks_in_name(&self, text: &str) -> bool {
        self.lines.are_in(text) || (self.is_secret && seems_an_address(text))
    }

    fn breaks_in_text(&self, text: &str) -> bool {
        // A service has its own name, also where its house is called so.
        self.breaks_in_name(text) || (!self.is_secret && self.names.is_some_and(|names| names.are_in(text)))
    }

    fn breaks_in_link(&self, link: &str) -> bool {
        self.breaks_in_name(link) || (self.is_secret && leads_to_a_map(link))
    }

    /// Takes everything out of a service's words and links that tells where a door is.
    fn keep(&self, service: &mut Service) {
        service.name = name_without(&service.name, &|part| self.breaks_in_name(part));
        let phones = service.phones.iter_mut().flat_map(|phone| [&mut phone.label, &mut phone.hours_note]);
        let times = service.schedules.iter_mut().map(|schedule| &mut schedule.note);
        let chats = service.chats.iter_mut().map(|chat| &mut chat.hours_note);
        let own = [
            &mut service.summary,
            &mut service.eligibility,
            &mut service.how_to_get_help,
            &mut service.cost,
            &mut service.ages_note,
            &mut service.note,
        ];
        for text in own.into_iter().chain(phones).chain(chats).chain(times) {
            *text = sentences_without(text, &|part| self.breaks_in_text(part));
        }
        service.url = service.url.take().filter(|link| !self.breaks_in_link(link));
        service.chats.retain(|chat| !self.breaks_in_link(chat.address.as_str()));
        service.email = service.email.take().filter(|email| !self.breaks_in_link(email));
        if service.summary.is_empty() {
            service.summary.clone_from(&service.name);
        }
    }

    fn keep_place(&self, place: &mut Location) {
        place.name = name_without(&place.name, &|part| self.breaks_in_name(part));
        for text in [&mut place.accessibility, &mut place.note] {
            *text = sentences_without(text, &|part| self.breaks_in_text(part));
        }
    }

    fn keep_organization(&self, organization: &mut Organization) {
        organization.name = name_without(&organization.name, &|part| self.breaks_in_name(part));
        organization.url = organization.url.take().filter(|link| !self.breaks_in_link(link));
        organization.note = sentences_without(&organization.note, &|part| self.breaks_in_text(part));
    }
}

/// Whether a link shows a place on somebody's map.
fn leads_to_a_map(link: &str) -> bool {
    let link = link.to_lowercase();
    ["maps.", "/maps", "goo.gl", "openstreetmap", "what3words", "w3w.co", "streetview", "plus.codes", "osm.org"]
        .iter()
        .any(|part| link.contains(part))
}

/// A name without its parts, split by commas, dashes or brackets, that tell where it is.
pub(super) fn name_without(name: &str, tells: &dyn Fn(&str) -> bool) -> String {
    if !tells(name) {
        return name.to_owned();
    }
    let parts = name
        .split([',', '(', ')', '|', '\u{2013}', '\u{2014}'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" at "));
    let kept: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty() && !tells(part)).collect();
    let name = kept.join(", ");
    if name.is_empty() || tells(&name) { NAMELESS.to_owned() } else { name }
}

/// A text without the sentences that tell where a door is.
fn sentences_without(text: &str, tells: &dyn Fn(&str) -> bool) -> String {
    if !tells(text) {
        return text.to_owned();
    }
    let kept: String = sentences(text).filter(|part| !tells(part)).collect();
    // An address may run over the end of a "sentence": 12 St. Mary's Lane.
    if tells(&kept) { String::new() } else { kept.trim().to_owned() }
}

/// The sentences of a text: a point within a number or an address ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ends = rest.char_indices().find(|(at, c)| {
            let after = rest[at + c.len_utf8()..].chars().next();
            *c == '\n' || (matches!(c, '.' | ';' | '!' | '?') && after.is_none_or(char::is_whitespace))
        });
        let (sentence, left) = rest.split_at(ends.map_or(rest.len(), |(at, c)| at + c.len_utf8()));
        rest = left;
        (!sentence.is_empty()).then_some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_give_a_place_away_are_cut() {
        let text = "Beds for women and children. We are at 12 Rose Lane, ZE1 1AA. Ring any time.";
        assert_eq!(sentences_without(text, &seems_an_address), "Beds for women and children. Ring any time.");
        assert_eq!(sentences_without("Ring any time.", &seems_an_address), "Ring any time.");
        assert_eq!(sentences_without("We are at 52.3881, -2.2460. Ring us!", &seems_an_address), "Ring us!");
        assert_eq!(sentences_without("At 12 St. Mary's Lane. Ring us.", &seems_an_address), "Ring us.");
    }

    #[test]
    fn an_address_is_taken_out_of_a_name() {
        for (name, kept) in [
            ("Women's Refuge, 138 Zq Lane, WR5 1SJ", "Women's Refuge"),
            ("Refuge at 138 Zq Lane", "Refuge"),
            ("Refuge (138 Zq Lane)", "Refuge"),
            ("138 Zq Lane", NAMELESS),
            ("Women's Refuge", "Women's Refuge"),
        ] {
            assert_eq!(name_without(name, &seems_an_address), kept);
        }
    }
}
