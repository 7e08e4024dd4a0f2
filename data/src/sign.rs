//! The signs that stand in the markers of the map.

use crate::problem::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The sign of a kind: a picture that people know from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the signs
pub enum Sign {
    House,
    Blocks,
    Baby,
    Stethoscope,
    Music,
    Sun,
    LifeBuoy,
    Hand,
    Wheelchair,
    Heart,
    Shield,
    Tick,
    Key,
    Pound,
    Lightning,
    Pill,
    Cross,
    Flower,
    HandHeart,
    Book,
    Waves,
    Phone,
    Building,
    Apple,
    People,
}

impl Sign {
    /// All signs, each with its name in `kinds.csv`.
    pub const ALL: [(Self, &'static str); 25] = [
        (Self::House, "house"),
        (Self::Blocks, "blocks"),
        (Self::Baby, "baby"),
        (Self::Stethoscope, "stethoscope"),
        (Self::Music, "music"),
        (Self::Sun, "sun"),
        (Self::LifeBuoy, "life-buoy"),
        (Self::Hand, "hand"),
        (Self::Wheelchair, "wheelchair"),
        (Self::Heart, "heart"),
        (Self::Shield, "shield"),
        (Self::Tick, "shield-tick"),
        (Self::Key, "key"),
        (Self::Pound, "pound"),
        (Self::Lightning, "lightning"),
        (Self::Pill, "pill"),
        (Self::Cross, "cross"),
        (Self::Flower, "flower"),
        (Self::HandHeart, "hand-heart"),
        (Self::Book, "book"),
        (Self::Waves, "waves"),
        (Self::Phone, "phone"),
        (Self::Building, "building"),
        (Self::Apple, "apple"),
        (Self::People, "people"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(sign, _)| *sign == self).map_or("", |(_, name)| name)
    }
}

impl FromStr for Sign {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|(_, name)| *name == text).map(|(sign, _)| sign).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|(_, name)| *name).collect();
            Invalid::new("is not a sign", format!("use one of {}, or leave it empty for the letter", names.join(", ")))
        })
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_read_as_it_is_written_and_a_wrong_one_names_the_others() {
        for (sign, name) in Sign::ALL {
            assert_eq!(name.parse::<Sign>().ok(), Some(sign));
            assert_eq!(sign.to_string(), name);
        }
        let wrong = "dragon".parse::<Sign>().expect_err("is no sign");
        assert!(format!("{wrong:?}").contains("house, blocks"), "{wrong:?}");
    }
}
