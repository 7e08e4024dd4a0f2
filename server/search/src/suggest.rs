//! Suggestions while somebody types: needs first, then services, then places. Nothing is kept of
//! what was typed.

mod needs;
mod place_names;
mod prefix_index;
mod services;
mod typed;

use crate::catalogue::Catalogue;
use needs::NeedIndex;
use places::Gazetteer;
use serde::Serialize;
use services::ServiceIndex;
use std::sync::Arc;
use typed::{Typed, count_letters};
use utoipa::ToSchema;

/// Nothing is suggested for more characters than this: a long text is told and not looked up.
const LONGEST_TYPED: usize = 300;
/// Most suggestions.
pub const MOST: usize = 8;
/// Fewest letters that anything is offered for.
const FEWEST_LETTERS: usize = 3;
/// Fewest letters for which something sensitive is offered: nothing alarming out of nowhere.
const FEWEST_LETTERS_SENSITIVE: usize = 5;
/// How many needs, services and places are offered while there are enough of all three.
const QUOTAS: [usize; 3] = [4, 2, 2];

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// What troubles a family.
    Need,
    /// Somebody who helps.
    Service,
    /// A town, ward, district or part of a postcode.
    Place,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// What to show: the label of a need, the name of a service or place.
    pub label: String,
    /// What the form takes: a need's slug, a service's id, a place for `near`. Empty for a need
    /// when the words speak of harm: then they are searched as they are, since only they bring the
    /// urgent panel.
    pub value: String,
    /// Where choosing it leads.
    pub url: String,
    /// The words that stay in `q` when it is chosen.
    pub words: String,
}

/// Everything that can be offered, indexed once from the records.
pub struct Suggester {
    needs: Arc<NeedIndex>,
    services: ServiceIndex,
}

impl std::fmt::Debug for Suggester {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Suggester")
    }
}

impl Suggester {
    /// From the needs, the phrases and the services. Services for people who do harm are left out.
    pub fn new(catalogue: &Catalogue) -> Self {
        let needs = NeedIndex::new(catalogue);
        let services = ServiceIndex::new(catalogue, &needs);
        Self { needs: Arc::new(needs), services }
    }

    /// This suggester with the services of another catalogue; needs and phrases are shared.
    pub fn renewed(&self, catalogue: &Catalogue) -> Self {
        Self { needs: self.needs.clone(), services: ServiceIndex::new(catalogue, &self.needs) }
    }

    /// Suggestions for the words typed so far, of which the last may not be finished: at most
    /// [`MOST`], needs before services before places. Nothing for fewer than three letters or for a
    /// long text.
    pub fn suggest(&self, typed: &str, gazetteer: &Gazetteer) -> Vec<Suggestion> {
        if typed.chars().nth(LONGEST_TYPED).is_some() {
            return Vec::new();
        }
        let mut typed = Typed::read(typed, self.needs.shorthand(), self.needs.vocabulary());
        let found = self.suggest_all_kinds(&typed, gazetteer);
        if !found.is_empty() || typed.is_last_word_finished || typed.words.len() < 2 {
            return found;
        }
        // A word that has hardly begun does not take away what the words before it brought.
        if typed.words.last().is_some_and(|word| count_letters(&word.word) < FEWEST_LETTERS) {
            typed.words.pop();
            typed.is_last_word_finished = true;
            return self.suggest_all_kinds(&typed, gazetteer);
        }
        found
    }

    fn suggest_all_kinds(&self, typed: &Typed<'_>, gazetteer: &Gazetteer) -> Vec<Suggestion> {
        let tails = typed.tails();
        if tails.is_empty() {
            return Vec::new();
        }
        share_out([
            self.needs.suggest(typed, &tails, gazetteer),
            self.services.suggest(&tails),
            place_names::suggest(typed, &tails, gazetteer),
        ])
    }
}

/// The suggestions of all kinds together, each up to its quota and to what others leave of theirs.
fn share_out(mut kinds: [Vec<Suggestion>; 3]) -> Vec<Suggestion> {
    let within_quotas: usize = kinds.iter().zip(QUOTAS).map(|(kind, quota)| kind.len().min(quota)).sum();
    let mut spare = MOST - within_quotas;
    for (kind, quota) in kinds.iter_mut().zip(QUOTAS) {
        let extra = kind.len().saturating_sub(quota).min(spare);
        spare -= extra;
        kind.truncate(quota + extra);
    }
    kinds.into_iter().flatten().collect()
}

/// The address of a search with these parameters, without those that are empty.
fn search_url(parameters: &[(&str, &str)]) -> String {
    let parameters: Vec<_> = parameters.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(&parameters) {
        Ok(query) if !query.is_empty() => format!("/search?{query}"),
        _ => "/search".to_owned(),
    }
}

#[cfg(test)]
#[path = "suggest/tests.rs"]
mod tests;
