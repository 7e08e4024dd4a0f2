//! What is shown once and kept only as its hash: the words of a link, a code to type, a session.

use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// Digits of a code that is typed. Two groups of four can be read out by telephone.
const CODE_DIGITS: u32 = 8;
/// Letters of a hash.
const HASH_LENGTH: usize = 64;

/// Something drawn that only who was given it knows. Printing it shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The machine gave no random numbers.
#[derive(Debug, thiserror::Error)]
#[error("the machine gives no random numbers ({0})")]
pub struct Unreadable(getrandom::Error);

impl Secret {
    /// For a link or a session: 256 bits, as 64 hexadecimal digits.
    pub fn draw() -> Result<Self, Unreadable> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(Unreadable)?;
        Ok(Self(hexadecimal(&bytes)))
    }

    /// A code of eight digits, to be typed or read out: `4821 0937`. So few are safe only with few tries and
    /// little time, which the store counts.
    pub fn draw_code() -> Result<Self, Unreadable> {
        let codes = 10u64.pow(CODE_DIGITS);
        // What lies past the last whole round would make low codes likelier.
        let end = u64::MAX - u64::MAX % codes;
        loop {
            let mut bytes = [0; 8];
            getrandom::fill(&mut bytes).map_err(Unreadable)?;
            let drawn = u64::from_le_bytes(bytes);
            if drawn < end {
                let code = drawn % codes;
                return Ok(Self(format!("{:04}{:04}", code / 10_000, code % 10_000)));
            }
        }
    }

    /// What somebody typed or followed: without the spaces and hyphens that people put between digits.
    pub fn typed(text: &str) -> Self {
        Self(text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect())
    }

    /// To be shown to the one whom it is for, and to nobody else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Its first half as the name of something new, which is no secret then.
    pub fn into_id(self) -> String {
        self.0.chars().take(HASH_LENGTH / 2).collect()
    }

    /// A code as people read it: in two groups.
    pub fn reveal_in_groups(&self) -> String {
        let half = self.0.chars().count() / 2;
        let first: String = self.0.chars().take(half).collect();
        let second: String = self.0.chars().skip(half).collect();
        format!("{first} {second}")
    }

    /// What is kept of it. `bound_to` is what it is good for, such as the id of its ticket: two that are
    /// drawn alike are kept differently.
    pub fn hash(&self, bound_to: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(bound_to.as_bytes());
        hash.update([0]);
        hash.update(self.0.as_bytes());
        hexadecimal(&hash.finalize())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(HASH_LENGTH);
    for byte in bytes {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_never_drawn_again_and_never_printed() {
        let (one, other) = (Secret::draw().unwrap(), Secret::draw().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), HASH_LENGTH);
        assert!(!format!("{one:?}").contains(one.reveal()));
    }

    #[test]
    fn a_code_is_eight_digits_and_may_be_typed_with_a_space() {
        for _ in 0..200 {
            let code = Secret::draw_code().unwrap();
            assert!(code.reveal().len() == 8 && code.reveal().bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(Secret::typed(&code.reveal_in_groups()), code);
        }
        assert_eq!(Secret::typed(" 4821-0937\n").reveal(), "48210937");
    }

    #[test]
    fn a_hash_belongs_to_what_it_is_bound_to() {
        let secret = Secret::typed("48210937");
        assert_eq!(secret.hash("a"), Secret::typed("4821 0937").hash("a"));
        assert_ne!(secret.hash("a"), secret.hash("b"));
        assert_ne!(Secret::typed("8210937").hash("a4"), secret.hash("a"));
    }
}
