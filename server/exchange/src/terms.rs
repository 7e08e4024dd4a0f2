//! From other people's categories to our needs and kinds.

use super::mapping::Mapping;
use directory::{Slug, Terms};
use std::collections::HashMap;

/// The longest phrase that is looked for in a text, in words.
const LONGEST_PHRASE: usize = 5;
/// Most needs that a text alone gives a service.
const MOST_FROM_TEXT: usize = 3;

/// What words mean here: the mapping's words first, then ids, labels, examples and phrases.
#[derive(Debug)]
pub(super) struct TermWords {
    needs: HashMap<String, Vec<Slug>>,
    kinds: HashMap<String, Slug>,
}

impl TermWords {
    /// From a county's terms and a mapping. Fails with a need or kind of the mapping that is not one.
    pub(super) fn new(terms: &Terms, mapping: &Mapping) -> Result<Self, String> {
        let mut needs: HashMap<String, Vec<Slug>> = HashMap::new();
        let mut kinds: HashMap<String, Slug> = HashMap::new();
        for (theirs, ours) in &mapping.needs {
            needs.insert(folded(theirs), needs_named(ours, terms)?);
        }
        for (theirs, ours) in &mapping.kinds {
            if !terms.kinds.iter().any(|kind| kind.slug == *ours) {
                return Err(format!("the mapping names the unknown kind '{ours}': use a slug of kinds.csv"));
            }
            kinds.insert(folded(theirs), ours.clone());
        }
        for need in &terms.needs {
            for words in [need.slug.as_str(), need.label.as_str()] {
                needs.entry(folded(words)).or_insert_with(|| vec![need.slug.clone()]);
            }
        }
        for need in &terms.needs {
            for words in &need.covers {
                needs.entry(folded(words)).or_insert_with(|| vec![need.slug.clone()]);
            }
        }
        for phrase in terms.phrases.iter().filter(|phrase| !phrase.needs.is_empty()) {
            needs.entry(folded(&phrase.words)).or_insert_with(|| phrase.needs.clone());
        }
        for kind in &terms.kinds {
            for words in [kind.slug.as_str(), kind.label.as_str(), kind.plural.as_str()] {
                kinds.entry(folded(words)).or_insert_with(|| kind.slug.clone());
            }
        }
        Ok(Self { needs, kinds })
    }

    /// The needs of a term; none for one that the mapping passes over, `None` for an unknown one.
    pub(super) fn needs(&self, term: &str) -> Option<&[Slug]> {
        self.needs.get(&folded(term)).map(Vec::as_slice)
    }

    /// The kind of a term.
    pub(super) fn kind(&self, term: &str) -> Option<&Slug> {
        self.kinds.get(&folded(term))
    }

    /// The needs that the phrases inside a text point to, the most often named first. A phrase of
    /// one word counts only where the word is the whole text: "park" alone says little.
    pub(super) fn needs_in(&self, text: &str) -> Vec<Slug> {
        let text = folded(text);
        let words: Vec<&str> = text.split(' ').collect();
        let mut counted: Vec<(Slug, usize)> = Vec::new();
        for from in 0..words.len() {
            let longest = (from + LONGEST_PHRASE).min(words.len());
            let found = (from + 2..=longest).rev().find_map(|to| self.needs.get(&words[from..to].join(" ")));
            for need in found.into_iter().flatten() {
                match counted.iter_mut().find(|(known, _)| known == need) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((need.clone(), 1)),
                }
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted.into_iter().take(MOST_FROM_TEXT).map(|(need, _)| need).collect()
    }
}

/// Needs split by ';', each of which must be one; 'none' is none.
pub(super) fn needs_named(text: &str, terms: &Terms) -> Result<Vec<Slug>, String> {
    let named = text.split(';').map(str::trim).filter(|part| !part.is_empty() && *part != "none");
    named
        .map(|name| {
            let known = terms.needs.iter().find(|need| need.slug == name);
            known
                .map(|need| need.slug.clone())
                .ok_or_else(|| format!("the mapping names the unknown need '{name}': use a slug of needs.csv, or none"))
        })
        .collect()
}

/// Words in lower case with single spaces, so that "Baby-groups" and "baby groups" are one.
pub(super) fn folded(text: &str) -> String {
    let text = text.to_lowercase().replace('&', " and ").replace(['\'', '\u{2019}'], "");
    let plain: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
