//! The area that a service serves.

use std::ops::Deref;

/// The area served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Area {
    /// The whole country.
    Nation,
    /// The whole authority.
    County,
    /// Some districts.
    Districts(Districts),
}

/// Positions in `authority.districts`. Nearly always one, which then stands here: a search asks this
/// of every entry, and to follow an address to each costs more than all else that it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Districts {
    /// One.
    One(u16),
    /// None, or several.
    Several(Box<[u16]>),
}

impl Area {
    /// Whether people of this district are served.
    #[inline]
    pub fn serves(&self, district: u16) -> bool {
        match self {
            Self::Nation | Self::County => true,
            Self::Districts(districts) => districts.contains(&district),
        }
    }
}

impl FromIterator<u16> for Districts {
    fn from_iter<T: IntoIterator<Item = u16>>(districts: T) -> Self {
        let all: Box<[u16]> = districts.into_iter().collect();
        match *all {
            [only] => Self::One(only),
            _ => Self::Several(all),
        }
    }
}

impl Deref for Districts {
    type Target = [u16];

    #[inline]
    fn deref(&self) -> &[u16] {
        match self {
            Self::One(only) => std::slice::from_ref(only),
            Self::Several(all) => all,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_of_some_districts_serves_those_and_no_other() {
        for districts in [vec![], vec![3], vec![3, 5]] {
            let area = Area::Districts(districts.iter().copied().collect());
            for district in 0..8 {
                assert_eq!(area.serves(district), districts.contains(&district), "{districts:?}");
            }
        }
        assert!(Area::Nation.serves(7) && Area::County.serves(7));
    }
}
