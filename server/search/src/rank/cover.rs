//! A whole family at once: the few contacts that together meet as many of its needs and children
//! as possible, chosen greedily over the ranked results (a greedy cover is never worse than about
//! 1 - 1/e of the best one: Nemhauser, Wolsey and Fisher, 1978).

use crate::{Answer, Engine, Found, Search, Sort, catalogue::Facts, understand::needs::NeedSaid};
use directory::{Age, AgeFit, Audience, Service};

/// Most contacts a family is given first.
const MOST_CONTACTS: usize = 5;
/// Results that are looked at, best first.
const LOOKED_AT: usize = 80;
/// Needs that the words point to less clearly than this do not count as asked for.
const CLEAR: f32 = 0.5;
/// In years: from secondary school on, what speaks to young people alone and states no ages speaks to a child.
const YOUNG_PERSON: f64 = 11.0;

/// Something that is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wish {
    /// A need: its position in `terms.needs`.
    Need(u16),
    /// A child of this age.
    Child(Age),
}

/// One contact and what it is for.
#[derive(Debug, Clone)]
pub struct Contact {
    /// The result.
    pub found: Found,
    /// What it serves.
    pub serves: Vec<Wish>,
}

/// Contacts for a whole family.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// Contacts, the one that meets most first.
    pub contacts: Vec<Contact>,
    /// Needs that none of the results meets, and children whose age every contact shuts out.
    pub uncovered: Vec<Wish>,
    /// Children of an age that the contacts do not state.
    pub unsure: Vec<Wish>,
}

/// What a search asks for, each once. Ages that words give as a stage ("teenager") are one child.
pub fn wishes(engine: &Engine, search: &Search, answer: &Answer) -> Vec<Wish> {
    let understood = &answer.understood;
    let needs: Vec<u16> = if search.needs.is_empty() {
        // Two needs of the same words are two readings of one wish.
        let mut clear: Vec<&NeedSaid> = Vec::new();
        for said in understood.needs.iter().filter(|said| said.weight >= CLEAR && !said.words.is_empty()) {
            if !clear.iter().any(|other| other.words.iter().any(|words| said.words.contains(words))) {
                clear.push(said);
            }
        }
        clear.into_iter().map(|said| said.need).collect()
    } else {
        search.needs.iter().filter_map(|need| engine.catalogue.need_position(need.as_str())).collect()
    };
    let ages: Vec<Age> = if search.ages.is_empty() {
        understood.ages_said.iter().filter_map(|mention| mention.ages.first().copied()).collect()
    } else {
        search.ages.clone()
    };
    needs.into_iter().map(Wish::Need).chain(ages.into_iter().map(Wish::Child)).collect()
}

/// What a result serves of what is asked for: needs that are its own, and children of an age that it is for.
pub fn serves(engine: &Engine, found: &Found, wishes: &[Wish]) -> Vec<Wish> {
    let facts = engine.facts_of(found);
    let service = &engine.catalogue.listed.services[engine.service_of(found) as usize];
    let serves = |wish: &&Wish| match wish {
        Wish::Need(need) => facts.needs.contains(need),
        Wish::Child(age) => is_for_age(service, facts, *age),
    };
    wishes.iter().filter(serves).copied().collect()
}

/// Whether a service is for a child of this age: by the ages it states, or, where it states none and speaks to
/// young people alone, from secondary school on.
fn is_for_age(service: &Service, facts: &Facts, age: Age) -> bool {
    match facts.ages.fit(age) {
        AgeFit::Fits => true,
        _ if age == Age::Pregnancy => facts.pregnancy,
        AgeFit::NotStated => {
            service.audience == [Audience::YoungPeople] && age.years().is_some_and(|years| years >= YOUNG_PERSON)
        }
        AgeFit::Outside => false,
    }
}

impl Engine {
    /// The position of a result's service in the catalogue.
    pub(super) fn service_of(&self, found: &Found) -> u32 {
        self.catalogue.entries[found.entry as usize].service
    }

    pub(super) fn facts_of(&self, found: &Found) -> &Facts {
        &self.catalogue.facts[self.service_of(found) as usize]
    }
}

/// The contacts for a family with these wishes; `None` when fewer than two things of a kind are asked
/// for, so that the list itself is the answer.
pub fn cover(engine: &Engine, answer: &Answer, wishes: Vec<Wish>) -> Option<Cover> {
    let needs = wishes.iter().filter(|wish| matches!(wish, Wish::Need(_))).count();
    if needs < 2 && wishes.len() - needs < 2 {
        return None;
    }
    let mut candidates: Vec<(&Found, Vec<Wish>)> =
        engine
            .merge_groups(answer, Sort::Best, LOOKED_AT)
            .into_iter()
            .take(LOOKED_AT)
            .map(|found| (found, serves(engine, found, &wishes)))
            // Where needs are asked for, the right age alone is no help.
            .filter(|(_, serves)| {
                if needs == 0 { !serves.is_empty() } else { serves.iter().any(|wish| matches!(wish, Wish::Need(_))) }
            })
            .collect();
    let mut uncovered = wishes;
    let mut cover = Cover::default();
    while cover.contacts.len() < MOST_CONTACTS && !uncovered.is_empty() {
        let gain = |serves: &[Wish]| {
            let new = |of_need: bool| {
                let wishes = serves.iter().filter(|wish| matches!(wish, Wish::Need(_)) == of_need);
                wishes.filter(|wish| uncovered.contains(wish)).count()
            };
            // A need met counts for more than a child whose age fits, and where needs are asked for
            // the right age alone is no reason for another contact.
            if needs > 0 && new(true) == 0 { 0 } else { 3 * new(true) + new(false) }
        };
        let best = (0..candidates.len()).map(|at| (gain(&candidates[at].1), std::cmp::Reverse(at))).max();
        let Some((1.., std::cmp::Reverse(at))) = best else { break };
        let (found, serves) = candidates.remove(at);
        uncovered.retain(|wish| !serves.contains(wish));
        cover.contacts.push(Contact { found: *found, serves });
    }
    let open_to_all = cover.contacts.iter().any(|contact| {
        let entry = &engine.catalogue.entries[contact.found.entry as usize];
        !engine.catalogue.facts[entry.service as usize].ages.is_stated()
    });
    let (unsure, uncovered) = uncovered.into_iter().partition(|wish| open_to_all && matches!(wish, Wish::Child(_)));
    Some(Cover { unsure, uncovered, ..cover })
}
