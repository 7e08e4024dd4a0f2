//! What the page for young people needs to know: `[young_people]` in `authority.toml`.

use crate::slug::Slug;
use serde::Deserialize;

/// The authority's words and choices for young people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YoungPeople {
    /// Who may ask the early help teams alone, in the authority's own words.
    pub teams: String,
    /// What the teams do, in words to a young person.
    pub teams_do: String,
    /// What somebody reads who asks for help without their parents knowing: who may be asked alone, and
    /// what a source says of what they keep to themselves. May be empty.
    #[serde(default)]
    pub alone: String,
    /// Lines to ring, text or write to now, in the order they are shown.
    pub lines: Vec<Slug>,
    /// Services that keep young people safe from those who use them, and online.
    pub safety: Vec<Slug>,
    /// The group of needs that are things to do.
    pub things_to_do: Option<Slug>,
    /// Needs in a young person's words, in the order they are shown.
    #[serde(default)]
    pub doors: Vec<Door>,
}

/// A need as a young person says it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// "I want to hurt myself".
    pub words: String,
    /// The need it leads to.
    pub need: Slug,
}
