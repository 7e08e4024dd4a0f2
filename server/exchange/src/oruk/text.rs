//! Text that says something.

use serde::Serialize;
use utoipa::ToSchema;

/// Text that is not empty: the standard wants a field without a value left out, and a field of
/// this type cannot hold `""`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(min_length = 1)]
pub struct Text(String);

impl Text {
    /// The text without space around it; `None` when nothing is left.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text, or what stands in for it in a field that must be there.
    pub fn or(text: &str, otherwise: &str) -> Self {
        Self::new(text).unwrap_or_else(|| Self(otherwise.to_owned()))
    }

    /// Several sentences as one text, those that say nothing left out.
    pub fn sentences<'s>(parts: impl IntoIterator<Item = &'s str>) -> Option<Self> {
        let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
        Self::new(&parts.join(" "))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_says_nothing_is_none() {
        assert_eq!(Text::new(" \n"), None);
        assert_eq!(Text::new(" a ").unwrap().as_str(), "a");
        assert_eq!(Text::or("", "b").as_str(), "b");
        assert_eq!(Text::sentences(["One.", "", "Two."]).unwrap().as_str(), "One. Two.");
        assert_eq!(Text::sentences([""]), None);
    }
}
