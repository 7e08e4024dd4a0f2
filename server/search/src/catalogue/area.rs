//! The area that a service serves.

/// The area served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Area {
    /// The whole country.
    Nation,
    /// The whole authority.
    County,
    /// Some districts: positions in `authority.districts`.
    Districts(Vec<u16>),
}

impl Area {
    /// Whether people of this district are served.
    pub fn serves(&self, district: u16) -> bool {
        match self {
            Self::Nation | Self::County => true,
            Self::Districts(districts) => districts.contains(&district),
        }
    }

    /// Whether only some districts are served.
    pub fn is_local(&self) -> bool {
        matches!(self, Self::Districts(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_of_some_districts_serves_those_and_no_other() {
        for districts in [vec![], vec![3], vec![3, 5]] {
            let area = Area::Districts(districts.clone());
            for district in 0..8 {
                assert_eq!(area.serves(district), districts.contains(&district), "{districts:?}");
            }
        }
        assert!(Area::Nation.serves(7) && Area::County.serves(7));
    }
}
