//! What a search leaves out of what it was asked.

/// A parameter's value that was left out of a search, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The parameter: `age`.
    pub parameter: String,
    /// The value, cut to 60 characters.
    pub value: String,
    /// Why, as a sentence: "Ages go from 0 to 25."
    pub why: String,
}
