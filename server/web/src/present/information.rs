//! Information pages.

use app::model::{AboutPage, AccessibilityPage, GlossaryEntry, GlossaryPage};
use search::catalogue::Catalogue;

/// Terms from A to Z.
pub fn glossary(catalogue: &Catalogue) -> GlossaryPage {
    let mut terms: Vec<GlossaryEntry> = catalogue
        .terms
        .glossary
        .iter()
        .map(|term| GlossaryEntry {
            slug: term.slug.clone(),
            term: term.term.clone(),
            meaning: term.meaning.clone(),
            sources: term
                .source_ids
                .iter()
                .filter_map(|id| catalogue.source(id.as_str()))
                .map(|source| source.title.clone())
                .collect(),
        })
        .collect();
    terms.sort_by_cached_key(|term| term.term.to_lowercase());
    GlossaryPage { terms }
}

/// What is in the directory and how sure it is.
pub fn about(catalogue: &Catalogue) -> AboutPage {
    let listed = &catalogue.listed;
    AboutPage {
        services: listed.services.len(),
        confirmed: catalogue.facts.iter().filter(|facts| facts.confirmed).count(),
        assured: listed.services.iter().filter(|service| service.assured_date.is_some()).count(),
        places: listed.locations.len(),
        sources: listed.sources.len(),
        unreachable: catalogue.facts.iter().filter(|facts| !facts.reachable).count(),
        words: catalogue.authority.contact.about.clone(),
    }
}

/// Whether the authority has looked at the accessibility statement.
pub fn accessibility(catalogue: &Catalogue) -> AccessibilityPage {
    AccessibilityPage { prepared: catalogue.authority.contact.statement_prepared.clone() }
}
