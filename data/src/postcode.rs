//! Postcodes and parts of postcodes. The form is that of the Royal Mail as the Office for
//! National Statistics prints it; whether one exists is for the gazetteer to say.

use crate::problem::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A whole postcode of a right form, kept with one space: `WR9 9EQ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode {
    /// Capital letters and digits without the space, padded with zero bytes.
    code: [u8; 7],
}

impl Postcode {
    fn length(self) -> usize {
        self.code.iter().position(|&b| b == 0).unwrap_or(7)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.code[..self.length()]).expect("only ASCII letters and digits are kept")
    }

    /// The outward code, before the space: `WR9`.
    pub fn outward(&self) -> &str {
        &self.text()[..self.length() - 3]
    }

    /// The inward code, after the space: `9EQ`.
    pub fn inward(&self) -> &str {
        &self.text()[self.length() - 3..]
    }

    /// Letters and digits without the space: `WR99EQ`.
    pub fn compact(&self) -> &str {
        self.text()
    }
}

impl FromStr for Postcode {
    type Err = Invalid;
    /// Reads a postcode with or without spaces, in any case.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("is not a postcode", "write it like WR1 2EP");
        let mut code = [0u8; 7];
        let mut length = 0;
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            if length == 7 || !c.is_ascii_alphanumeric() {
                return Err(invalid());
            }
            code[length] = c.to_ascii_uppercase() as u8;
            length += 1;
        }
        if length < 5 || !is_outward(&code[..length - 3]) || !is_inward(&code[length - 3..length]) {
            return Err(invalid());
        }
        Ok(Self { code })
    }
}

/// Whether letters and digits form an outward code: A9, A99, AA9, AA99, A9A, AA9A.
fn is_outward(code: &[u8]) -> bool {
    let letters = code.iter().take_while(|b| b.is_ascii_uppercase()).count();
    if !(1..=2).contains(&letters) {
        return false;
    }
    match &code[letters..] {
        [a] => a.is_ascii_digit(),
        [a, b] => a.is_ascii_digit() && b.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Whether letters and digits form an inward code: 9AA.
fn is_inward(code: &[u8]) -> bool {
    matches!(code, [a, b, c] if a.is_ascii_digit() && b.is_ascii_uppercase() && c.is_ascii_uppercase())
}

impl TryFrom<String> for Postcode {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.to_string()
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outward(), self.inward())
    }
}

/// Part of a postcode: an outward code (`WR5`) or a sector (`WR5 1`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostcodePart {
    outward: String,
    sector: Option<char>,
}

impl PostcodePart {
    /// The outward code: `WR5`.
    pub fn outward(&self) -> &str {
        &self.outward
    }

    /// Whether a whole postcode lies in this part.
    pub fn holds(&self, postcode: &Postcode) -> bool {
        postcode.outward() == self.outward && self.sector.is_none_or(|digit| postcode.inward().starts_with(digit))
    }
}

impl FromStr for PostcodePart {
    type Err = Invalid;
    /// Reads `WR5`, `wr5 1`, `DY10`. Without a space, digits belong to the outward code as far as
    /// they can: `WR51` is not split.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new("is not part of a postcode", "write it like WR5 or WR5 1");
        let upper = text.trim().to_ascii_uppercase();
        let mut words = upper.split_whitespace();
        let outward = words.next().filter(|word| is_outward(word.as_bytes())).ok_or_else(invalid)?.to_owned();
        let sector = match words.next() {
            None => None,
            Some(word) => {
                let mut chars = word.chars();
                let digit = chars.next().filter(char::is_ascii_digit).ok_or_else(invalid)?;
                if chars.next().is_some() {
                    return Err(invalid());
                }
                Some(digit)
            }
        };
        if words.next().is_some() {
            return Err(invalid());
        }
        Ok(Self { outward, sector })
    }
}

impl fmt::Display for PostcodePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.outward)?;
        match self.sector {
            Some(digit) => write!(f, " {digit}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postcode_without_a_space_is_understood() {
        for text in ["wr99eq", "WR9 9EQ", " wr9  9eq ", "w r 9 9 e q"] {
            assert_eq!(text.parse::<Postcode>().unwrap().to_string(), "WR9 9EQ");
        }
    }

    #[test]
    fn what_is_not_a_postcode_is_refused() {
        for text in ["", "WR9", "WR9 99Q", "1AA 1AA", "WR9 9EQX", "DÉ1 1AA", "ABC1 1AA", "WRR 9EQ"] {
            assert!(text.parse::<Postcode>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_sector_holds_its_postcodes_only() {
        let sector: PostcodePart = "wr5 1".parse().unwrap();
        assert!(sector.holds(&"WR5 1DE".parse().unwrap()));
        assert!(!sector.holds(&"WR5 2DE".parse().unwrap()));
        assert!("WR5 1DE".parse::<PostcodePart>().is_err());
        assert!("Droitwich".parse::<PostcodePart>().is_err());
    }

    proptest! {
        #[test]
        fn a_postcode_reads_back_from_its_print(text in "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}") {
            let postcode: Postcode = text.parse().unwrap();
            prop_assert_eq!(postcode.to_string().parse::<Postcode>(), Ok(postcode));
            prop_assert_eq!(postcode.to_string().to_lowercase().parse::<Postcode>(), Ok(postcode));
        }

        #[test]
        fn reading_never_panics(text in "\\PC*") {
            let _ = text.parse::<Postcode>();
            let _ = text.parse::<PostcodePart>();
        }
    }
}
