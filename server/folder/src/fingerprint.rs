//! The fingerprint of many bytes, to see whether they changed. Not for secrets.

use std::fmt;

/// FNV-1a over 64 bits (draft-eastlake-fnv): the same on every machine and with every compiler,
/// which the standard library's hasher does not promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Takes in one piece. Where a piece ends counts: "ab", "c" is not "a", "bc".
    pub fn add(&mut self, piece: &[u8]) {
        for byte in (piece.len() as u64).to_le_bytes().iter().chain(piece) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The fingerprint as a number.
    pub fn value(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(pieces: &[&str]) -> String {
        let mut fingerprint = Fingerprint::default();
        pieces.iter().for_each(|piece| fingerprint.add(piece.as_bytes()));
        fingerprint.to_string()
    }

    #[test]
    fn a_changed_byte_and_a_moved_boundary_change_the_fingerprint() {
        assert_eq!(print(&["ab", "c"]), print(&["ab", "c"]));
        assert_ne!(print(&["ab", "c"]), print(&["ab", "d"]));
        assert_ne!(print(&["ab", "c"]), print(&["a", "bc"]));
        assert_eq!(print(&[]), "cbf29ce484222325");
    }
}
