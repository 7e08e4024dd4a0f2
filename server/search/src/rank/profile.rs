//! What every search reads of every entry, made once and close together in memory: a search that
//! asks for little then reads little else.

use crate::catalogue::{Area, Entry, Facts};
use app::model::{Group, Precision};
use directory::{AgeRange, Audience};
use places::Site;

/// What stands for a district where there is none.
const NOWHERE: u16 = u16::MAX;
/// What stands for a location where there is none.
const NO_LOCATION: u32 = u32::MAX;

/// An entry, as far as a search without words and filters asks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Profile {
    /// Position in the catalogue's services.
    pub(super) service: u32,
    /// Position in the catalogue's locations, where it has one.
    location: u32,
    pub(super) ages: AgeRange,
    /// Its district, and the only one it serves.
    district: u16,
    serves: u16,
    pub(super) kind: u16,
    pub(super) year: u16,
    pub(super) group: Group,
    pub(super) precision: Option<Precision>,
    /// Whether it serves some districts only.
    pub(super) local: bool,
    /// Whether it serves the whole country.
    pub(super) nation: bool,
    pub(super) pregnancy: bool,
    pub(super) reachable: bool,
    pub(super) confirmed: bool,
    pub(super) rings: bool,
    pub(super) worried_about_self: bool,
    /// Whom it speaks to, a bit each.
    audience: u8,
    /// Where its needs stand among those of all entries, and how many they are.
    first_need: u32,
    needs: u16,
}

impl Profile {
    /// Of an entry; its needs are put behind those of all others.
    pub(super) fn new(entry: &Entry, facts: &Facts, audience: &[Audience], needs: &mut Vec<u16>) -> Self {
        let first_need = needs.len() as u32;
        needs.extend_from_slice(&facts.needs);
        let local = matches!(facts.area, Area::Districts(_));
        let located = entry.location.is_some() && !facts.phone_only;
        let serves = match &facts.area {
            Area::Districts(districts) if districts.len() == 1 => districts[0],
            _ => NOWHERE,
        };
        let precision = match (entry.location, entry.point) {
            (Some(_), Some(_)) => Some(Precision::Point),
            (Some(_), None) => Some(Precision::Town),
            (None, _) if local => Some(Precision::District),
            _ => None,
        };
        Self {
            service: entry.service,
            location: entry.location.unwrap_or(NO_LOCATION),
            ages: facts.ages,
            district: entry.district.unwrap_or(NOWHERE),
            serves,
            kind: facts.kind,
            year: facts.year,
            group: if located || (local && !facts.phone_only) { Group::Near } else { Group::Anywhere },
            precision,
            local,
            nation: facts.area == Area::Nation,
            pregnancy: facts.pregnancy,
            reachable: facts.reachable,
            confirmed: facts.confirmed,
            rings: facts.rings,
            worried_about_self: facts.worried_about_self,
            audience: audience.iter().fold(0, |bits, one| bits | 1 << *one as u8),
            first_need,
            needs: facts.needs.len() as u16,
        }
    }

    /// Its needs, of those of all entries.
    #[inline]
    pub(super) fn needs<'n>(&self, all: &'n [u16]) -> &'n [u16] {
        let first = self.first_need as usize;
        &all[first..first + usize::from(self.needs)]
    }

    /// Whether it speaks to somebody of this kind.
    #[inline]
    pub(super) fn speaks_to(&self, asker: Audience) -> bool {
        self.audience >> asker as u8 & 1 == 1
    }

    /// Its own point, or the middle of its town, of those of all locations.
    #[inline]
    pub(super) fn site<'s>(&self, sites: &'s [Option<Site>]) -> Option<&'s Site> {
        sites.get(self.location as usize)?.as_ref()
    }

    /// Whether it lies in this district.
    #[inline]
    pub(super) fn is_in(&self, district: u16) -> bool {
        self.district == district
    }

    /// Whether people of this district are served; `several` says so where it serves several.
    #[inline]
    pub(super) fn serves(&self, district: u16, several: impl FnOnce() -> bool) -> bool {
        !self.local || self.serves == district || (self.serves == NOWHERE && several())
    }
}
