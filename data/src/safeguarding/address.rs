//! What tells where a door is.

use super::{folded, is_in};
use std::collections::HashSet;

/// The lines of an address that a text must not name, folded.
#[derive(Debug, Clone, Default)]
pub struct SecretLines(HashSet<String>);

impl SecretLines {
    /// From lines of an address and its postcode, and the parts of a line between commas that hold a number;
    /// short ones ("Flat 2"), which stand in any text, are passed over.
    pub fn new<'l>(lines: impl IntoIterator<Item = &'l str>) -> Self {
        let mut secret = HashSet::new();
        for line in lines {
            let parts = line.split(',').map(folded).filter(|part| part.contains(|c: char| c.is_ascii_digit()));
            secret.extend(parts.map(|part| part.trim().to_owned()).filter(|part| part.len() > 7));
            let whole = folded(line).trim().to_owned();
            if whole.chars().filter(|c| *c != ' ').count() > 4 {
                secret.insert(whole);
            }
        }
        Self(secret)
    }

    /// Adds the lines of another.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Whether a text names one of them, also without spaces, as web and e-mail addresses do.
    pub fn are_in(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let words = folded(text);
        let tight = words.replace(' ', "");
        self.0.iter().any(|line| is_in(&words, line) || (line.len() > 7 && tight.contains(&line.replace(' ', ""))))
    }
}

/// Words for streets that are nothing else.
const STREETS: &[&str] = &[
    "lane",
    "road",
    "rd",
    "street",
    "avenue",
    "ave",
    "crescent",
    "terrace",
    "grove",
    "gardens",
    "mews",
    "drive",
    "parade",
    "boulevard",
    "buildings",
    "cottages",
    "wharf",
    "quay",
    "orchard",
    "wynd",
];
/// Words for streets that are common words too, and tell only behind a number or between names.
const STREETS_TOO: &[&str] = &[
    "close", "court", "place", "way", "hill", "row", "walk", "house", "square", "view", "rise", "park", "green", "end",
    "croft", "st", "yard",
];

/// Whether a sentence seems to say where a door is: a street, a postcode, a point or a plus code.
pub fn seems_an_address(sentence: &str) -> bool {
    let words: Vec<&str> =
        sentence.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 5;
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || is_number(word);
    let street = words.iter().enumerate().skip(1).any(|(at, word)| {
        let lower = word.to_lowercase();
        let numbered = words[at.saturating_sub(4)..at].iter().any(|word| is_number(word));
        (STREETS.contains(&lower.as_str()) && (numbered || is_name(words[at - 1])))
            || (STREETS_TOO.contains(&lower.as_str()) && (numbered || (is_name(words[at - 1]) && is_name(word))))
    });
    street || has_postcode(&words) || sentence.contains("///") || has_point(sentence)
}

fn has_postcode(words: &[&str]) -> bool {
    let is_one = |text: &str| text.parse::<crate::Postcode>().is_ok();
    words.iter().any(|word| is_one(word)) || words.windows(2).any(|pair| is_one(&pair.concat()))
}

/// Two decimal degrees.
fn has_point(sentence: &str) -> bool {
    let numbers = sentence.split(|c: char| !c.is_ascii_digit() && c != '.');
    numbers.filter(|number| number.split_once('.').is_some_and(|(_, decimals)| decimals.len() >= 3)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streets_and_points_are_told_from_other_words() {
        for text in [
            "We are at 137 Zq Lane.",
            "Meet in High Street",
            "12 Rose Court",
            "Come to Rose House",
            "near WR5 1DE",
            "52.1901, -2.2205",
            "///filled.count.soap",
            "Flat 2, 14a Green Close",
        ] {
            assert!(seems_an_address(text), "{text}");
        }
        for text in [
            "Ring any time.",
            "We help you find a safe place.",
            "The way to get help",
            "Ring 0808 2000 247",
            "Help to go to court",
        ] {
            assert!(!seems_an_address(text), "{text}");
        }
    }

    #[test]
    fn lines_that_are_secret_are_found_without_their_spaces() {
        let lines = SecretLines::new(["138 Zq Lane", "WR5 1SJ", "1"]);
        assert!(lines.are_in("Club at 138 Zq lane!") && lines.are_in("https://maps.example.org/?q=138+Zq+Lane"));
        assert!(lines.are_in("mail@138zqlane.example.org") && lines.are_in("in WR5 1SJ"));
        let flat = SecretLines::new(["Flat 2, 138 Zq Lane"]);
        assert!(flat.are_in("Club at 138 Zq Lane") && !flat.are_in("Their club is in flat 2"));
        assert!(!lines.are_in("Club at Zq Lane 1") && !SecretLines::default().are_in("x"));
    }
}
