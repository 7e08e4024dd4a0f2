//! The languages in which help is given.

use crate::problem::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::LazyLock};

/// The codes of ISO 639-1 for languages that people speak, and those of ISO 639-3 for some that have none
/// there and that families in England do: code, code of three letters, name in English.
const TABLE: &str = include_str!("spoken_languages.csv");

static LANGUAGES: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().expect("the table is compiled in, and a test reads it")
});

/// A language in which a service is given: `languages` of `services.csv`. A service that names none says
/// nothing about languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpokenLanguage {
    /// Where it stands in the table.
    at: u16,
}

impl SpokenLanguage {
    /// Its code: `pl`, `bfi`.
    pub fn code(self) -> &'static str {
        &LANGUAGES[usize::from(self.at)][0]
    }

    /// Its name in English: "Polish".
    pub fn name(self) -> &'static str {
        &LANGUAGES[usize::from(self.at)][2]
    }

    /// Whether it is English, in which everything is given that does not say otherwise.
    pub fn is_english(self) -> bool {
        self.code() == "en"
    }

    /// The language of a code of two or three letters, with or without a region ("pl", "pol", "pl-PL"), or
    /// of a name in English.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let bare = text.split(['-', '_']).next().unwrap_or_default();
        let is_meant =
            |[code, three, name]: &[String; 3]| bare == *code || bare == *three || text == name.to_lowercase();
        let at = LANGUAGES.iter().position(is_meant)?;
        Some(Self { at: at as u16 })
    }
}

impl FromStr for SpokenLanguage {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let found = Self::find(text);
        found.filter(|language| language.code() == text).ok_or_else(|| {
            let mend = match found {
                Some(language) => format!("write {}", language.code()),
                None => "write a code of ISO 639, such as pl for Polish or bfi for British Sign Language".to_owned(),
            };
            Invalid::new("is not the code of a language", mend)
        })
    }
}

impl TryFrom<String> for SpokenLanguage {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<SpokenLanguage> for String {
    fn from(language: SpokenLanguage) -> Self {
        language.code().to_owned()
    }
}

impl fmt::Display for SpokenLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_code_and_name_stands_once() {
        assert_eq!(LANGUAGES.len(), TABLE.lines().count() - 1);
        for column in 0..3 {
            let different: HashSet<&str> = LANGUAGES.iter().map(|row| row[column].as_str()).collect();
            assert_eq!(different.len(), LANGUAGES.len(), "column {column}");
        }
    }

    #[test]
    fn a_language_is_found_by_code_and_name_and_written_by_its_code() {
        for (text, code) in [
            ("pl", "pl"),
            ("POL", "pl"),
            ("pl-PL", "pl"),
            ("Polish", "pl"),
            ("British sign language", "bfi"),
            ("rom", "rom"),
        ] {
            let found = SpokenLanguage::find(text).unwrap();
            assert_eq!((found.code(), found.code().parse()), (code, Ok(found)), "{text}");
        }
        for text in ["", "xx", "Klingon", "plx", "poli"] {
            assert_eq!(SpokenLanguage::find(text), None, "{text}");
        }
        let invalid = "Polish".parse::<SpokenLanguage>().unwrap_err();
        assert_eq!(invalid.mend, "write pl");
        assert!("Klingon".parse::<SpokenLanguage>().unwrap_err().mend.contains("ISO 639"));
    }

    /// What stands above results in another language calls it as the filter does.
    #[test]
    fn the_languages_that_we_write_are_called_the_same() {
        for language in crate::language::read(include_str!("../national/languages.toml")).unwrap() {
            assert_eq!(SpokenLanguage::find(&language.code).unwrap().name(), language.english);
        }
    }
}
