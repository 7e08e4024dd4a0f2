//! Pages of information: what words mean, about the site, how accessible it is.

use directory::Slug;

/// What words mean.
#[derive(Debug, Clone)]
pub struct GlossaryPage {
    /// Terms from A to Z.
    pub terms: Vec<GlossaryEntry>,
}

/// One term.
#[derive(Debug, Clone)]
pub struct GlossaryEntry {
    /// Its id on the page.
    pub slug: Slug,
    /// The term.
    pub term: String,
    /// What it means.
    pub meaning: String,
    /// Where that comes from: titles.
    pub sources: Vec<String>,
}

/// About the site.
#[derive(Debug, Clone)]
pub struct AboutPage {
    /// How many services are listed.
    pub services: usize,
    /// How many of these are confirmed.
    pub confirmed: usize,
    /// How many a steward has checked with the provider.
    pub assured: usize,
    /// How many buildings.
    pub places: usize,
    /// How many sources.
    pub sources: usize,
    /// How many services have no way of their own to be reached.
    pub unreachable: usize,
    /// Sentences of the authority's own.
    pub words: Vec<String>,
}

/// How accessible the site is.
#[derive(Debug, Clone)]
pub struct AccessibilityPage {
    /// The day the authority looked at the statement; empty until it has.
    pub prepared: String,
}
