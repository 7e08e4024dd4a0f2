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
    /// Reads a UK number: ten or eleven digits from 0, a short code of three to six digits, or an
    /// international number from `+` (Ofcom's national numbering plan).
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let printed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digits = printed.chars().filter(char::is_ascii_digit).count();
        let clean = printed.char_indices().all(|(i, c)| c.is_ascii_digit() || c == ' ' || (c == '+' && i == 0));
        let right_length = match printed.chars().next() {
            // Two old freephone numbers have eight digits, Childline's 0800 1111 among them.
            Some('0') => (10..=11).contains(&digits) || (digits == 8 && printed.starts_with("0800")),
            Some('+') => (8..=15).contains(&digits),
            Some(_) => (3..=6).contains(&digits),
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

impl TryFrom<String> for PhoneNumber {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
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
    /// unless its label says that one can call it.
    pub fn rings(&self) -> bool {
        !self.takes_texts || self.label.contains("call")
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
        for text in ["", "01905", "01905 52003x", "99", "1234567", "01905 520032 ext 3", "0+1905520032"] {
            assert!(text.parse::<PhoneNumber>().is_err(), "{text}");
        }
        assert_eq!("0800  1111 000".parse::<PhoneNumber>().unwrap().digits(), "08001111000");
    }

    proptest! {
        #[test]
        fn reading_a_number_never_panics(text in "\\PC*") {
            let _ = text.parse::<PhoneNumber>();
        }
    }
}
