//! The second factor of an administrator or a steward: six digits that a telephone counts from a secret and the time
//! (TOTP, RFC 6238). The secret is kept nowhere: it is made of the key file, the person and a serial, so that a copy of
//! the store lets nobody in, and the file alone does not either.

use crate::Unreadable;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use totp_rs::{Algorithm, Builder, Totp};

/// Bytes of the key.
const KEY_LENGTH: usize = 32;
/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_LENGTH: usize = 20;
/// Seconds that a code counts for.
const STEP: u64 = 30;

/// The key of the key file. Printing it shows nothing.
#[derive(Clone)]
pub struct FactorKey([u8; KEY_LENGTH]);

impl fmt::Debug for FactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FactorKey")
    }
}

impl FactorKey {
    /// From the text of a key file: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().as_bytes();
        let mut key = [0; KEY_LENGTH];
        if text.len() != KEY_LENGTH * 2 {
            return None;
        }
        for (byte, digits) in key.iter_mut().zip(text.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }

    /// The text of a new key file.
    pub fn draw() -> Result<String, Unreadable> {
        crate::Secret::draw().map(|secret| secret.reveal().to_owned())
    }

    /// The factor of a person. A person who sets a factor anew has another serial.
    pub fn factor(&self, person: &str, serial: &str) -> Factor {
        #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(b"totp\0");
        mac.update(person.as_bytes());
        mac.update(b"\0");
        mac.update(serial.as_bytes());
        let made = mac.finalize().into_bytes();
        let mut secret = [0; SECRET_LENGTH];
        secret.copy_from_slice(&made[..SECRET_LENGTH]);
        Factor { secret }
    }
}

/// The second factor of one person. Printing it shows nothing.
pub struct Factor {
    secret: [u8; SECRET_LENGTH],
}

impl fmt::Debug for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Factor")
    }
}

impl Factor {
    fn totp(&self) -> Totp {
        // What every app for such codes takes.
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_step_duration(STEP);
        builder.with_skew(1).with_secret(self.secret).build_noncompliant()
    }

    /// The secret as an app takes it, in groups of four: base 32 (RFC 4648).
    pub fn secret_in_groups(&self) -> String {
        let letters: Vec<char> = base_32(&self.secret).chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// What an app reads from a QR code. `issuer` and `account` are shown in it, and are plain letters, digits, `@`,
    /// `.` and `-` once what is not has been left out.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let plain = |text: &str| -> String {
            let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | ' ');
            text.chars().filter(fits).collect::<String>().replace(' ', "%20")
        };
        let (issuer, account) = (plain(issuer), plain(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", base_32(&self.secret))
    }

    /// The half minute of which this is the code, counted from 1970, if it is the one of now, the one before or the
    /// one after. `now` is in seconds since 1970.
    pub fn step_of(&self, code: &str, now: i64) -> Option<i64> {
        let now = u64::try_from(now).ok()?;
        let (totp, step) = (self.totp(), now / STEP);
        let near = [step.checked_sub(1), Some(step), step.checked_add(1)];
        let found = near.into_iter().flatten().find(|step| totp.generate(step * STEP).to_string() == code)?;
        i64::try_from(found).ok()
    }

    /// The code of a half minute, counted from 1970.
    pub fn code_of(&self, step: i64) -> String {
        self.totp().generate(step.unsigned_abs() * STEP).to_string()
    }
}

/// Bytes in base 32 without an end of `=`. Their number is a multiple of five.
fn base_32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letters = bytes.chunks(5).flat_map(|five| {
        let bits = five.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        (0..8).rev().map(move |at| char::from(LETTERS[(bits >> (at * 5) & 31) as usize]))
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, for SHA-1, of which an app shows the last six digits.
        let factor = Factor { secret: *b"12345678901234567890" };
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(factor.code_of(seconds / 30), code);
            assert_eq!(factor.step_of(code, seconds), Some(seconds / 30));
            assert_eq!(factor.step_of(code, seconds + 30), Some(seconds / 30), "a slow telephone");
            assert_eq!(factor.step_of(code, seconds - 30), Some(seconds / 30), "a fast one");
            assert_eq!(factor.step_of(code, seconds + 60), None);
        }
        assert_eq!(factor.step_of("", 59), None);
        assert_eq!(factor.secret_in_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            factor.address("Family: Hub", "a&b@example.org"),
            "otpauth://totp/Family%20Hub:ab@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Family%20Hub"
        );
    }

    #[test]
    fn each_person_serial_and_key_has_a_secret_of_its_own() {
        let text = FactorKey::draw().unwrap();
        let (key, other) =
            (FactorKey::parse(&format!("{text}\n")).unwrap(), FactorKey::parse(&"0".repeat(64)).unwrap());
        let secret = |key: &FactorKey, person, serial| key.factor(person, serial).secret;
        assert_eq!(secret(&key, "ada", "1"), secret(&key, "ada", "1"));
        let all =
            [secret(&key, "ada", "1"), secret(&key, "ada", "2"), secret(&key, "ben", "1"), secret(&other, "ada", "1")];
        for (at, one) in all.iter().enumerate() {
            assert!(all[at + 1..].iter().all(|other| other != one));
        }
        for wrong in ["", "0", &"0".repeat(63), &"g".repeat(64), &"0".repeat(66)] {
            assert!(FactorKey::parse(wrong).is_none(), "{wrong}");
        }
        assert_eq!(format!("{key:?} {:?}", key.factor("ada", "1")), "FactorKey Factor");
    }
}
