//! 'Is this right?'

use super::search::UrgentHelp;

/// The form about one service or place.
#[derive(Debug, Clone)]
pub struct FeedbackPage {
    /// Where it is sent.
    pub action: String,
    /// What it is about.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Tells one filling-in of the form from another.
    pub once: String,
    /// What was typed.
    pub words: String,
    /// The contact that was typed.
    pub contact: String,
    /// Letters that a message may have.
    pub longest: usize,
    /// Why it was not taken.
    pub problem: Option<String>,
    /// Urgent lines that stand first, when the words read as danger.
    pub urgent: Option<UrgentHelp>,
}

/// A message was kept.
#[derive(Debug, Clone)]
pub struct FeedbackSentPage {
    /// What it is about.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Urgent lines that stand first, when the words read as danger.
    pub urgent: Option<UrgentHelp>,
}
