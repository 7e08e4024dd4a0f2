//! The search box and short list that other sites show in a frame.

use super::search::SearchPage;

/// The frame's page.
#[derive(Debug, Clone, Default)]
pub struct EmbedPage {
    /// The words as typed.
    pub q: String,
    /// The place as typed.
    pub near: String,
    /// What the site that shows the frame chose, as further fields of the form.
    pub kept: Vec<(String, String)>,
    /// The address of the whole search.
    pub all: String,
    /// What was found, with sensitive services named by their kind; `asked` is false before a search.
    pub found: SearchPage,
}
