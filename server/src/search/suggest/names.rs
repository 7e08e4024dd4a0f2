//! The names of services as they are offered, in the order of their words.

use super::{Start, folded, starts_of};
use crate::{
    catalogue::{Catalogue, Facts},
    search::vocabulary::Vocabulary,
};
use directory::Slug;
use std::{collections::HashSet, sync::Arc};

/// One service.
pub(super) struct Named {
    pub(super) id: Slug,
    pub(super) name: String,
    /// The name as it is compared.
    pub(super) words: Box<str>,
    /// Whether what it helps with first is sensitive.
    by_need: bool,
    /// Whether its name says something sensitive.
    by_name: bool,
}

impl Named {
    pub(super) fn is_sensitive(&self) -> bool {
        self.by_need || self.by_name
    }
}

/// All names that may be offered.
#[derive(Default)]
pub(super) struct Names {
    pub(super) services: Vec<Arc<Named>>,
    /// From their first word.
    pub(super) first: Vec<Start>,
    /// From a later word.
    pub(super) later: Vec<Start>,
}

impl Names {
    /// These names as a catalogue has them now, without those for people who do harm. What did not
    /// change is not read again.
    pub(super) fn renewed(
        &self,
        catalogue: &Catalogue,
        vocabulary: &Vocabulary,
        by_need: impl Fn(&Facts) -> bool,
        mut by_name: impl FnMut(&str) -> bool,
    ) -> Self {
        let offered = |at: usize| !catalogue.facts[at].worried_about_self;
        let is_same = |named: &Named| {
            catalogue.service_position(named.id.as_str()).is_some_and(|at| {
                let same_name = catalogue.listed.services[at].name == named.name;
                offered(at) && same_name && by_need(&catalogue.facts[at]) == named.by_need
            })
        };
        let mut services: Vec<Arc<Named>> = Vec::with_capacity(catalogue.listed.services.len());
        let mut place = |named: &Arc<Named>| {
            is_same(named).then(|| {
                services.push(named.clone());
                services.len() as u32 - 1
            })
        };
        let places: Vec<Option<u32>> = self.services.iter().map(&mut place).collect();
        let kept: HashSet<Slug> = services.iter().map(|named| named.id.clone()).collect();
        let still = |starts: &[Start]| -> Vec<Start> {
            starts.iter().filter_map(|start| Some(Start { line: places[start.line as usize]?, ..*start })).collect()
        };
        let (mut first, mut later) = (still(&self.first), still(&self.later));
        for (at, service) in catalogue.listed.services.iter().enumerate() {
            if !offered(at) || kept.contains(&service.id) {
                continue;
            }
            let words = folded(&service.name).into_boxed_str();
            for start in starts_of(services.len() as u32, &words, vocabulary) {
                if start.at == 0 { first.push(start) } else { later.push(start) }
            }
            services.push(Arc::new(Named {
                id: service.id.clone(),
                name: service.name.clone(),
                by_need: by_need(&catalogue.facts[at]),
                by_name: by_name(&words),
                words,
            }));
        }
        let by = |start: &Start| {
            let named = &services[start.line as usize];
            (&named.words[usize::from(start.at)..], &named.words, &named.id, start.at)
        };
        // Mostly in order already: the sort takes in what is new.
        first.sort_by(|a, b| by(a).cmp(&by(b)));
        later.sort_by(|a, b| by(a).cmp(&by(b)));
        Self { services, first, later }
    }
}
