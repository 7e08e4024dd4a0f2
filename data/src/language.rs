//! What somebody is told in their own language, above results that are in English: `languages.toml`.

use crate::problem::Problem;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The file's name.
pub const FILE: &str = "languages.toml";

/// What stands for the name of the authority's own line, and for its number.
const NAME: &str = "{name}";
const NUMBER: &str = "{number}";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    languages: Vec<Language>,
}

/// A language that families here speak.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its code by ISO 639-1: `pl`.
    pub code: String,
    /// Its name in its own words: "Polski".
    pub name: String,
    /// Its name in English, as somebody says it on the telephone.
    pub english: String,
    /// Which way it is written.
    pub direction: Direction,
    /// What is said, in its own letters.
    pub words: LanguageWords,
    /// The same as people type it in Latin letters, where many do.
    #[serde(default)]
    pub latin: Option<LanguageWords>,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A heading and four short sentences, and one for somebody in danger.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageWords {
    /// "Help in your language".
    pub heading: String,
    /// In danger ring 999, say the language in English, wait for an interpreter.
    pub emergency: String,
    /// For somebody ill ring 111 and ask for an interpreter.
    pub health: String,
    /// For a family's need ring `{name}` on `{number}`.
    pub family: String,
    /// The results are in English.
    pub results: String,
    /// Whoever is hurt is not to blame, and rings 999.
    pub urgent: String,
}

impl LanguageWords {
    /// The sentence about a family's need, with the name and number of a line.
    pub fn family_line(&self, name: &str, number: &str) -> String {
        self.family.replace(NAME, name).replace(NUMBER, number)
    }
}

/// Reads the text of `languages.toml`. Fails with the line of what is wrong.
pub fn read(text: &str) -> Result<Vec<Language>, Vec<Problem>> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1) as u64);
        let mend = "compare it with the example county's languages.toml";
        vec![Problem { line, ..Problem::file(FILE, error.message().to_owned(), mend) }]
    })?;
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for language in &file.languages {
        let code = &language.code;
        let mut wrong = |what: String, mend: &str| problems.push(Problem::file(FILE, what, mend));
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            wrong(format!("'{code}' is not a code of ISO 639-1"), "write two small letters, like pl");
        }
        if !seen.insert(code) {
            wrong(format!("names '{code}' twice"), "take one of the two out");
        }
        for words in [Some(&language.words), language.latin.as_ref()].into_iter().flatten() {
            if !(words.family.contains(NAME) && words.family.contains(NUMBER)) {
                wrong(
                    format!("'family' of '{code}' does not say whom to ring"),
                    "write {name} and {number} where the line's name and number belong",
                );
            }
        }
    }
    if problems.is_empty() { Ok(file.languages) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTY: &str = include_str!("../national/languages.toml");

    #[test]
    fn the_countys_languages_say_whom_to_ring() {
        let languages = read(COUNTY).unwrap();
        let codes: Vec<&str> = languages.iter().map(|language| language.code.as_str()).collect();
        assert_eq!(codes, ["pl", "ro", "bg", "uk", "ru", "ar", "ur", "pa", "bn", "tr", "pt", "zh"]);
        for language in &languages {
            let words = &language.words;
            assert!(words.emergency.contains("999") && words.health.contains("111"), "{}", language.code);
            assert!(words.urgent.contains("999"), "{}", language.code);
            let line = words.family_line("the line", "01905 520032");
            assert!(line.contains("the line") && line.contains("01905 520032"), "{line}");
        }
        let right_to_left = languages.iter().filter(|language| language.direction == Direction::Rtl);
        assert_eq!(right_to_left.map(|language| language.code.as_str()).collect::<Vec<_>>(), ["ar", "ur"]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_mending() {
        let broken = COUNTY.replace("{number}", "").replacen("code = \"ro\"", "code = \"Pol\"", 1);
        let problems: Vec<String> = read(&broken).unwrap_err().iter().map(ToString::to_string).collect();
        assert!(problems.iter().any(|problem| problem.contains("whom to ring")), "{problems:?}");
        assert!(problems.iter().any(|problem| problem.contains("'Pol'")), "{problems:?}");
        assert!(read("[[languages]]\ncode = 3").unwrap_err()[0].to_string().starts_with("languages.toml line 2"));
    }
}
