//! What a building has for those who cannot climb, stand, hear, or who come with a baby or by car.

use crate::problem::Invalid;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One thing that a building is known to have: `access` of `locations.csv`. What is not named is not
/// known; nothing here says that a building lacks something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the features, said in words by `label`
pub enum Access {
    StepFree,
    Wheelchair,
    Lift,
    AccessibleToilet,
    /// A room with room to change a child or adult, and help to lift them; not every one is a
    /// registered Changing Places toilet.
    PersonalCareRoom,
    HearingLoop,
    BlueBadgeBays,
    Parking,
    PublicToilets,
    BabyChanging,
}

/// Each with the name in tables and addresses, and what it is called.
const ALL: [(Access, &str, &str); 10] = [
    (Access::StepFree, "step-free", "Step-free way in"),
    (Access::Wheelchair, "wheelchair", "Wheelchair access"),
    (Access::Lift, "lift", "Lift"),
    (Access::AccessibleToilet, "accessible-toilet", "Accessible toilet"),
    (Access::PersonalCareRoom, "personal-care-room", "Personal care room"),
    (Access::HearingLoop, "hearing-loop", "Hearing loop"),
    (Access::BlueBadgeBays, "blue-badge-bays", "Blue badge bays"),
    (Access::Parking, "parking", "Parking"),
    (Access::PublicToilets, "public-toilets", "Public toilets"),
    (Access::BabyChanging, "baby-changing", "Baby changing"),
];

impl Access {
    /// All that a building may have, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.into_iter().map(|(access, _, _)| access)
    }

    fn row(self) -> (Self, &'static str, &'static str) {
        // They stand in the order of the enum, which a test keeps.
        ALL[self as usize]
    }

    /// Its name in tables and addresses: `accessible-toilet`.
    pub fn as_str(self) -> &'static str {
        self.row().1
    }

    /// What it is called: "Accessible toilet".
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// The one that these words name whole, as we call it or as our tables do; capital letters and a
    /// full stop aside.
    pub fn named(words: &str) -> Option<Self> {
        let words = words.trim().trim_end_matches('.').to_lowercase();
        let known = |(_, name, label): &(Self, &str, &str)| words == *name || words == label.to_lowercase();
        ALL.iter().find(|row| known(row)).map(|(access, _, _)| *access)
    }

    /// Parts what somebody says of a building: the features that it names, and in words what else is said.
    /// Only a part between semicolons or lines that is nothing but names of features counts, so that "no
    /// lift" and "lift, out of order" stay in words.
    pub fn read(said: &str) -> (Vec<Self>, String) {
        let (mut features, mut words) = (Vec::new(), Vec::new());
        for part in said.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            match part.split(',').map(Self::named).collect::<Option<Vec<Self>>>() {
                Some(named) => features.extend(named),
                None => words.push(part),
            }
        }
        features.sort_unstable();
        features.dedup();
        (features, words.join("; "))
    }
}

impl FromStr for Access {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        ALL.into_iter().find(|(_, name, _)| *name == text).map(|(access, _, _)| access).ok_or_else(|| {
            let names: Vec<&str> = ALL.into_iter().map(|(_, name, _)| name).collect();
            let mend = format!("write {}, or say it in words in accessibility", names.join(", "));
            Invalid::new("is nothing that a building is known to have", mend)
        })
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_read_as_it_is_written() {
        for (at, (access, name, label)) in ALL.into_iter().enumerate() {
            assert_eq!(access as usize, at, "{name}");
            assert_eq!((access.as_str(), access.label()), (name, label));
            assert_eq!(name.parse(), Ok(access));
            assert_eq!(serde_json::to_string(&access).unwrap(), format!("\"{name}\""));
        }
        let invalid = "ramp".parse::<Access>().unwrap_err();
        assert!(invalid.mend.contains("step-free, wheelchair"), "{invalid}");
    }

    #[test]
    fn only_what_is_named_whole_is_a_feature() {
        use Access::{AccessibleToilet, Lift, Wheelchair};
        for (said, features, words) in [
            ("Wheelchair access; accessible toilet", vec![Wheelchair, AccessibleToilet], ""),
            ("accessible toilet, Wheelchair access., Lift", vec![Wheelchair, Lift, AccessibleToilet], ""),
            ("Lift; ask at the desk, please", vec![Lift], "ask at the desk, please"),
            ("Lift; lift; No hearing loop", vec![Lift], "No hearing loop"),
            ("No lift", vec![], "No lift"),
            ("Lift, out of order", vec![], "Lift, out of order"),
            ("There is no wheelchair access, sorry.", vec![], "There is no wheelchair access, sorry."),
            ("The lift is out of order.", vec![], "The lift is out of order."),
            ("", vec![], ""),
        ] {
            assert_eq!(Access::read(said), (features, words.to_owned()), "{said}");
        }
    }
}
