//! Settlements among the names: those that a town or ward stands for already are that place.

use super::{
    distance_between,
    names::{Area, AreaKind, Names},
    words::key,
};
use directory::{Authority, Settlement, SettlementKind};

/// A settlement of a town's name that is nearer than this many miles to it is that town.
const SAME_TOWN: f64 = 2.0;
/// A ward is named for its village, and its middle may lie so many miles away.
const SAME_WARD: f64 = 4.0;
/// The order of settlements inside the authority among the places of one name.
const INSIDE: u8 = 3;
/// The order of settlements outside it, and of hamlets outside.
const OUTSIDE: u8 = 8;

impl Names {
    /// Adds settlements. One that a town stands for is left out; a ward that is named for one stands where
    /// that is.
    pub(super) fn add_settlements(&mut self, authority: &Authority, settlements: Vec<Settlement>) {
        let mut fresh = Vec::new();
        for settlement in settlements {
            let district = settlement.district.and_then(|slug| authority.districts.iter().position(|d| d.slug == slug));
            let district = district.and_then(|at| u8::try_from(at).ok());
            let order = match (district, settlement.kind) {
                (Some(_), _) => INSIDE,
                (None, SettlementKind::Hamlet | SettlementKind::Other) => OUTSIDE + 1,
                (None, _) => OUTSIDE,
            };
            let (name, point) = (settlement.name, settlement.point);
            let area = Area { name, point, district, kind: AreaKind::Settlement, population: 0 };
            match self.stands_for(&area) {
                None => fresh.push((area, order)),
                Some(at) if self.areas[at].kind == AreaKind::Ward => {
                    self.areas[at].point = area.point;
                    self.areas[at].kind = AreaKind::Settlement;
                }
                Some(_) => {}
            }
        }
        for (area, order) in fresh {
            self.add(area, order);
        }
        self.sort();
    }

    /// The area that a settlement is, when it is known by another file.
    fn stands_for(&self, settlement: &Area) -> Option<usize> {
        let mut names = self.exact_or_shorter(&key(&settlement.name)).iter().map(|name| name.area);
        names.find(|at| {
            let known = &self.areas[*at];
            let miles = distance_between(known.point, settlement.point);
            match known.kind {
                AreaKind::Town => miles < SAME_TOWN,
                AreaKind::Ward => {
                    let is_named_for_it = key(&known.name) == key(&settlement.name);
                    is_named_for_it && known.district == settlement.district && miles < SAME_WARD
                }
                _ => false,
            }
        })
    }
}
