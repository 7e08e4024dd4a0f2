//! A whole family on one page: what covers most of it, then what is for each child and what meets each need. What
//! is given here stands before what is given for the whole country, and no service stands twice.

use super::cover::{Contact, Wish, serves};
use crate::{
    Answer, Engine, Found, Search, Sort,
    catalogue::{Area, Facts},
};
use chrono::NaiveDateTime;
use directory::{Age, Slug};
use std::{cmp::Reverse, collections::HashSet};

/// Services that cover most, at most.
const MOST_COVERING: usize = 6;
/// Services of a part, at most: given here, and for the whole country.
const SHOWN: (usize, usize) = (3, 3);
/// The same where there is one part alone.
const SHOWN_ALONE: (usize, usize) = (12, 12);
/// Results of one search that are looked at, best first.
const LOOKED_AT: usize = 120;

/// The answer to a family.
#[derive(Debug, Clone, Default)]
pub struct Family {
    /// What is for more than one child or need, given here first, and of these what is for most.
    pub covers_most: Vec<Contact>,
    /// A part for each child and each need.
    pub parts: Vec<Part>,
}

/// What is for one child, or meets one need.
#[derive(Debug, Clone)]
pub struct Part {
    /// The child or the need.
    pub wish: Wish,
    /// Given here, best first.
    pub local: Vec<Contact>,
    /// Given for the whole country, best first.
    pub national: Vec<Contact>,
    /// The search for this child or need alone.
    pub alone: Search,
    /// Whether that finds more.
    pub more: bool,
    /// Whether something for it stands above it already.
    pub stands_above: bool,
}

/// The answer to what is asked for (`cover::wishes`). Fails only when the index does.
pub fn family(
    engine: &Engine,
    search: &Search,
    answer: &Answer,
    wishes: &[Wish],
    now: NaiveDateTime,
) -> tantivy::Result<Family> {
    let asked = Asked { engine, wishes, search: without_words(search, answer), now };
    let mut answers = Vec::with_capacity(wishes.len());
    for wish in wishes {
        answers.push((*wish, asked.contacts(*wish)?));
    }
    let covers_most = asked.covering_most(&answers);
    let mut shown: HashSet<u32> = covers_most.iter().map(|contact| engine.service_of(&contact.found)).collect();
    let (most_local, most_national) = if wishes.len() == 1 { SHOWN_ALONE } else { SHOWN };
    let mut parts = Vec::with_capacity(answers.len());
    for (wish, mut contacts) in answers {
        let all = contacts.len();
        contacts.retain(|contact| !shown.contains(&engine.service_of(&contact.found)));
        let stands_above = contacts.len() < all;
        let (mut national, mut local): (Vec<_>, Vec<_>) =
            contacts.into_iter().partition(|contact| asked.is_national(contact));
        let more = local.len() > most_local || national.len() > most_national;
        local.truncate(most_local);
        national.truncate(most_national);
        shown.extend(local.iter().chain(&national).map(|contact| engine.service_of(&contact.found)));
        parts.push(Part { wish, local, national, alone: asked.alone(wish), more, stands_above });
    }
    Ok(Family { covers_most, parts })
}

/// The search with its place and filters, without words: needs and ages are asked for one by one.
fn without_words(search: &Search, answer: &Answer) -> Search {
    search.changed(|search| {
        if let Some(place) = answer.understood.place.as_ref().filter(|_| search.near.is_empty()) {
            search.near.clone_from(&place.label);
        }
        search.q.clear();
        search.reading = None;
        search.sort = Sort::Best;
    })
}

/// What a family asks for.
struct Asked<'e> {
    engine: &'e Engine,
    wishes: &'e [Wish],
    /// Place and filters.
    search: Search,
    now: NaiveDateTime,
}

impl Asked<'_> {
    fn needs(&self) -> Vec<Slug> {
        let need = |wish: &Wish| match wish {
            Wish::Need(need) => Some(self.engine.catalogue.terms.needs[usize::from(*need)].slug.clone()),
            Wish::Child(_) => None,
        };
        self.wishes.iter().filter_map(need).collect()
    }

    fn ages(&self) -> Vec<Age> {
        let age = |wish: &Wish| match wish {
            Wish::Child(age) => Some(*age),
            Wish::Need(_) => None,
        };
        self.wishes.iter().filter_map(age).collect()
    }

    /// The search for one wish alone.
    fn alone(&self, wish: Wish) -> Search {
        let (needs, ages) = match wish {
            Wish::Need(need) => (vec![self.engine.catalogue.terms.needs[usize::from(need)].slug.clone()], Vec::new()),
            Wish::Child(age) => (Vec::new(), vec![age]),
        };
        Search { needs, ages, ..self.search.clone() }
    }

    /// What is for a child or meets a need and has a way to be reached, best first.
    fn contacts(&self, wish: Wish) -> tantivy::Result<Vec<Contact>> {
        if matches!(wish, Wish::Need(_)) {
            return self.find(Search { ages: self.ages(), ..self.alone(wish) });
        }
        let is_for_child = |contact: &Contact| contact.serves.contains(&wish);
        let needs = self.needs();
        let mut contacts = Vec::new();
        if !needs.is_empty() {
            contacts = self.find(Search { needs, ..self.alone(wish) })?;
            contacts.retain(is_for_child);
        }
        // Beside what meets a need: what there is for a child of this age whatever troubles it.
        let mut at_this_age = self.find(self.alone(wish))?;
        at_this_age.retain(|contact| is_for_child(contact) && self.is_for_everybody(&contact.found));
        at_this_age.sort_by_key(|contact| years_spanned(self.engine.facts_of(&contact.found)));
        for contact in at_this_age {
            if !contacts.iter().any(|other: &Contact| other.found.entry == contact.found.entry) {
                contacts.push(contact);
            }
        }
        Ok(contacts)
    }

    /// What is for more than one child or need. What is given here comes first, and of these what is for most.
    fn covering_most(&self, answers: &[(Wish, Vec<Contact>)]) -> Vec<Contact> {
        let mut seen = HashSet::new();
        let contacts = answers.iter().flat_map(|(_, contacts)| contacts);
        let mut covering: Vec<&Contact> = contacts
            .filter(|contact| contact.serves.len() > 1 && seen.insert(self.engine.service_of(&contact.found)))
            .collect();
        covering.sort_by_key(|contact| (self.is_national(contact), Reverse(contact.serves.len())));
        covering.into_iter().take(MOST_COVERING).cloned().collect()
    }

    fn is_national(&self, contact: &Contact) -> bool {
        self.engine.facts_of(&contact.found).area == Area::Nation
    }

    fn find(&self, search: Search) -> tantivy::Result<Vec<Contact>> {
        let answer = self.engine.search(&search, self.now)?;
        let found = self.engine.merge_groups(&answer, Sort::Best, LOOKED_AT).into_iter().take(LOOKED_AT);
        let contacts = found
            .filter(|found| found.serves_place && self.engine.facts_of(found).reachable)
            .map(|found| Contact { found: *found, serves: serves(self.engine, found, self.wishes) });
        Ok(contacts.collect())
    }

    /// Whether it is no help for special needs or for something that people keep to themselves: nobody asked
    /// for that.
    fn is_for_everybody(&self, found: &Found) -> bool {
        let first = self.engine.facts_of(found).needs.first();
        let need = first.map(|need| &self.engine.catalogue.terms.needs[usize::from(*need)]);
        need.is_some_and(|need| !need.send && !need.sensitive)
    }
}

/// How wide the ages of a service are, in years: what is for few ages is for a child of one of them.
fn years_spanned(facts: &Facts) -> u16 {
    let oldest = directory::age::OLDEST_YEARS;
    if !facts.ages.is_stated() {
        return oldest;
    }
    facts.ages.maximum().unwrap_or(oldest).saturating_sub(facts.ages.minimum().unwrap_or(0))
}
