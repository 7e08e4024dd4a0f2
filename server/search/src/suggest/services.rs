//! Services as suggestions, by the words of their names.

use super::{
    FEWEST_LETTERS_SENSITIVE, MOST, Suggestion, SuggestionKind,
    needs::NeedIndex,
    prefix_index::{Occurrence, PrefixIndex, fold_words},
    typed::Tail,
};
use crate::catalogue::Catalogue;
use directory::Slug;
use std::collections::HashMap;

/// A sensitive service is offered when at most this many names hold what was typed.
const FEW_NAMES: usize = 2;

/// The names of all services that may be offered.
pub(super) struct ServiceIndex {
    services: Vec<NamedService>,
    /// The names, in the order of `services`.
    names: PrefixIndex,
}

struct NamedService {
    id: Slug,
    name: String,
    /// Whether its name or what it helps with first is sensitive.
    is_sensitive: bool,
}

impl ServiceIndex {
    /// From the services of a catalogue, without those for people who do harm.
    pub(super) fn new(catalogue: &Catalogue, needs: &NeedIndex) -> Self {
        let mut sensitive_words = HashMap::new();
        let mut named: Vec<(String, NamedService)> = Vec::new();
        for (service, facts) in catalogue.listed.services.iter().zip(&catalogue.facts) {
            if facts.worried_about_self {
                continue;
            }
            let words = fold_words(&service.name);
            let first_need_is_sensitive =
                facts.needs.first().is_some_and(|need| needs.is_sensitive(usize::from(*need)));
            // Names are made of few words: each is looked up once.
            let is_sensitive_word =
                |word: &str| *sensitive_words.entry(word.to_owned()).or_insert_with(|| needs.is_sensitive_word(word));
            let name_is_sensitive =
                words.split(' ').filter(|word| !needs.vocabulary().is_stop_word(word)).any(is_sensitive_word);
            named.push((
                words,
                NamedService {
                    id: service.id.clone(),
                    name: service.name.clone(),
                    is_sensitive: first_need_is_sensitive || name_is_sensitive,
                },
            ));
        }
        // Names that go on alike stand in one order, whatever the order of the records.
        named.sort_by(|(a_words, a), (b_words, b)| (a_words, &a.id).cmp(&(b_words, &b.id)));
        let (words, services) = named.into_iter().unzip();
        Self { services, names: PrefixIndex::new(words, needs.vocabulary()) }
    }

    /// Services whose name holds the last words, those whose name begins with them first.
    pub(super) fn suggest(&self, tails: &[Tail]) -> Vec<Suggestion> {
        let mut chosen: Vec<usize> = Vec::new();
        for tail in tails {
            if tail.has_only_stop_words {
                continue;
            }
            let found = self.names.find(&tail.text);
            let may_be_sensitive = tail.letters >= FEWEST_LETTERS_SENSITIVE && found.len() <= FEW_NAMES;
            let (first, later): (Vec<Occurrence>, Vec<Occurrence>) =
                found.iter().copied().partition(|found| found.start == 0);
            for occurrence in first.into_iter().chain(later) {
                let service = occurrence.text;
                let is_said = chosen.iter().any(|other| self.names.text(*other) == self.names.text(service));
                let may_be_offered = may_be_sensitive || !self.services[service].is_sensitive;
                if !is_said && may_be_offered && tail.fits(self.names.text_from(occurrence)) {
                    chosen.push(service);
                }
                if chosen.len() == MOST {
                    return self.suggest_services(&chosen);
                }
            }
        }
        self.suggest_services(&chosen)
    }

    fn suggest_services(&self, positions: &[usize]) -> Vec<Suggestion> {
        let mut suggestions = Vec::with_capacity(positions.len());
        for position in positions {
            let service = &self.services[*position];
            suggestions.push(Suggestion {
                kind: SuggestionKind::Service,
                label: service.name.clone(),
                value: service.id.as_str().to_owned(),
                url: format!("/services/{}", service.id),
                words: String::new(),
            });
        }
        suggestions
    }
}
