//! Telephone numbers.

use crate::{
    problem::Invalid,
    slug::Slug,
    table::{
        column::{Confirmed, List, Required, Text, Yes},
        table,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A number in national form, printed as it was given: `01905 520032`, `999`, `116 123`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The number as it is printed, with spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number's digits only, as a `tel:` or `sms:` link takes them.
    pub fn digits(&self) -> String {
        self.0.chars().filter(|c| *c == '+' || c.is_ascii_digit()).collect()
    }
}

impl FromStr for PhoneNumber {
    type Err = Invalid;
    /// Reads a UK number: eleven digits from 0 (ten for some numbers from 01, 0500 and 0800), a short code, or an
    /// international number from `+` (Ofcom's national numbering plan).
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digits = printed.chars().filter(char::is_ascii_digit).count();
        let clean = printed.char_indices().all(|(i, c)| c.is_ascii_digit() || c == ' ' || (c == '+' && i == 0));
        let right_length = match printed.chars().next() {
            Some('0') => is_national(&printed.replace(' ', "")),
            Some('+') => (8..=15).contains(&digits),
            Some(_) => is_short_code(&printed.replace(' ', "")),
            None => false,
        };
        if clean && right_length {
            Ok(Self(printed))
        } else {
            Err(Invalid::new(
                "is not a telephone number",
                "write the whole UK number with spaces, such as 01905 520032, or a short one such as 116 123",
            ))
        }
    }
}

/// Whether digits from 0 are as many as their number range has: ten only from 01, 0500 and 0800, and
/// eight for Childline's 0800 1111 and the old 0845 4647.
fn is_national(digits: &str) -> bool {
    match digits.len() {
        11 => true,
        10 => ["01", "0500", "0800"].iter().any(|range| digits.starts_with(range)),
        8 => matches!(digits, "08001111" | "08454647"),
        _ => false,
    }
}

/// Whether digits are a short code: 999, one from 1, or one of five digits that takes texts. A local number
/// without its area code is none.
fn is_short_code(digits: &str) -> bool {
    match digits.len() {
        3 => digits == "999" || digits.starts_with('1'),
        5 => digits.starts_with(['1', '6', '7', '8']),
        4 | 6 => digits.starts_with('1'),
        _ => false,
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = Invalid;
    /// Reads a number that a store keeps: also one of before it was asked how many digits its range has.
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse().or_else(|invalid| {
            let is_old = text.chars().all(|c| c.is_ascii_digit() || c == ' ');
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let had_length = if text.starts_with('0') { (8..=11).contains(&digits) } else { (3..=6).contains(&digits) };
            if is_old && had_length { Ok(Self(text)) } else { Err(invalid) }
        })
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One row of `phones.csv`: a line to a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// The number.
    pub number: PhoneNumber,
    /// What the line is: "office hours", "out of hours".
    pub label: String,
    /// The line's hours in words, as far as they are known.
    pub hours_note: String,
    /// Whether it takes text messages.
    pub takes_texts: bool,
    /// Whether the number is confirmed. If not, [`NOT_CONFIRMED`] goes wherever it is printed.
    pub confirmed: bool,
    /// Where the number comes from.
    pub source_ids: Vec<Slug>,
}

// Each row begins with the service: see [`crate::listed`].
table! {
    Phone in "phones.csv" {
        Required("number") => number,
        Text("label") => label,
        Text("hours_note") => hours_note,
        Yes("text_number") => takes_texts,
        Confirmed("status") => confirmed,
        List("source_ids") => source_ids,
    }
}

/// The words that go wherever an unconfirmed number goes.
pub const NOT_CONFIRMED: &str = "not confirmed, may have changed";

impl Phone {
    /// The number as it is printed, with a caution behind it unless it is confirmed.
    pub fn number_with_caution(&self) -> String {
        if self.confirmed { self.number.to_string() } else { format!("{} ({NOT_CONFIRMED})", self.number) }
    }

    /// Whether somebody answers when it is rung. A number that takes texts is for texts only,
    /// unless its label says that one can call, ring or phone it.
    pub fn rings(&self) -> bool {
        let label = self.label.to_lowercase();
        let mut words = label.split(|c: char| !c.is_alphanumeric());
        !self.takes_texts || words.any(|word| matches!(word, "call" | "calls" | "ring" | "phone"))
    }

    /// Whether this is the line that answers when the others of its service are closed: its label begins with
    /// "out of hours".
    pub fn is_out_of_hours(&self) -> bool {
        self.label.to_lowercase().replace('-', " ").starts_with("out of hours")
    }

    /// The word to send to this number, where its label says so in capitals: `SHOUT` of "text SHOUT".
    pub fn word_to_text(&self) -> Option<&str> {
        let word = self.label.strip_prefix("text ").or_else(|| self.label.strip_prefix("Text "))?;
        let is_word =
            word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        (self.takes_texts && is_word).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn real_numbers_are_read_and_typing_slips_are_not() {
        for text in
            ["01905 520032", "999", "116 123", "85258", "0800 111 1000", "0800 1111", "07520 615721", "+44 1905 520032"]
        {
            assert!(text.parse::<PhoneNumber>().is_ok(), "{text}");
        }
        for text in ["0845 46 47", "0800 1111 00", "101", "18000", "116 123", "70070"] {
            assert!(text.parse::<PhoneNumber>().is_ok(), "{text}");
        }
        for text in ["960112", "520032", "2026", "204", "30294", "0800 1234", "08012345"] {
            assert!(text.parse::<PhoneNumber>().is_err(), "no code before it, or no number: {text}");
        }
        for text in ["07787 51295", "0300 123 456", "0203 123 456"] {
            assert!(text.parse::<PhoneNumber>().is_err(), "a digit is missing: {text}");
        }
        for text in ["", "01905", "01905 52003x", "99", "1234567", "01905 520032 ext 3", "0+1905520032"] {
            assert!(text.parse::<PhoneNumber>().is_err(), "{text}");
        }
        assert_eq!("0800  1111 000".parse::<PhoneNumber>().unwrap().digits(), "08001111000");
    }

    /// A number that takes texts.
    fn labelled(label: &str) -> Phone {
        let number = "85258".parse().unwrap();
        let (hours_note, source_ids) = (String::new(), Vec::new());
        Phone { number, label: label.into(), hours_note, takes_texts: true, confirmed: true, source_ids }
    }

    #[test]
    fn the_word_to_text_is_the_one_that_the_label_says() {
        for (label, word) in [("text SHOUT", Some("SHOUT")), ("Text YM", Some("YM")), ("text", None), ("text us", None)]
        {
            assert_eq!(labelled(label).word_to_text(), word, "{label}");
        }
        assert_eq!(Phone { takes_texts: false, ..labelled("text SHOUT") }.word_to_text(), None);
    }

    #[test]
    fn a_line_for_out_of_hours_says_so_first() {
        for label in ["out of hours (Emergency Duty Team)", "Out-of-hours emergency"] {
            assert!(labelled(label).is_out_of_hours(), "{label}");
        }
        assert!(!labelled("office hours").is_out_of_hours() && !labelled("not out of hours").is_out_of_hours());
    }

    #[test]
    fn a_number_for_texts_rings_where_its_label_says_so() {
        let rings = |label: &str| labelled(label).rings();
        for label in ["call or text", "Call or text", "Ring, or text", "PHONE or text"] {
            assert!(rings(label), "{label}");
        }
        for label in ["", "text SHOUT", "Textphone", "During term"] {
            assert!(!rings(label), "{label}");
        }
    }

    proptest! {
        #[test]
        fn reading_a_number_never_panics(text in "\\PC*") {
            let _ = text.parse::<PhoneNumber>();
        }
    }
}
