//! Settlements with a name on the map, those where most people live first.

use super::{PlaceName, built_up::PostcodeGrid, labels::OUTSIDE_FACTOR, projection::Projection};
use directory::SettlementKind;
use geo::{Distance, Euclidean, Point as PlanePoint};

/// A settlement of both lists is one when both put it within so many miles.
const ONE_PLACE: f64 = 2.0;

/// A settlement and how many people live there.
#[derive(Debug)]
pub(super) struct Settlement {
    pub(super) name: PlaceName,
    pub(super) people: u32,
    /// Whether it lies in one of the authority's districts.
    pub(super) is_inside: bool,
}

impl Settlement {
    /// How large it counts among others: one outside the authority as a smaller one inside.
    pub(super) fn weight(&self) -> u32 {
        if self.is_inside { self.people } else { self.people / OUTSIDE_FACTOR }
    }
}

/// The towns of `towns.csv`, which says how many people live in each.
pub(super) fn of_towns(towns: &[directory::Town], projection: &Projection) -> Vec<Settlement> {
    let towns = towns.iter().map(|town| Settlement {
        name: PlaceName { text: town.name.clone(), at: projection.project(town.point) },
        people: town.population,
        is_inside: town.district.is_some(),
    });
    let mut settlements: Vec<Settlement> = towns.collect();
    sort(&mut settlements);
    settlements
}

/// Adds those inside the authority that only `settlements.csv` has. It does not say how many people live
/// there: postcodes about the place do. Of a place in both lists it says what it is, which corrects what
/// `towns.csv` has: there a village may have the people of its parish or more.
pub(super) fn add(
    settlements: &mut Vec<Settlement>,
    rows: &[directory::Settlement],
    postcodes: &PostcodeGrid,
    projection: &Projection,
) {
    for row in rows.iter().filter(|row| row.district.is_some()) {
        let at = projection.project(row.point);
        // Sources differ in how they name a town: Droitwich, Droitwich Spa.
        let is_town = matches!(row.kind, SettlementKind::City | SettlementKind::Town);
        let is_there = |known: &Settlement| {
            (known.name.text == row.name || is_town && row.name.contains(&known.name.text))
                && Euclidean.distance(PlanePoint::from(known.name.at), PlanePoint::from(at)) < ONE_PLACE
        };
        if let Some(known) = settlements.iter_mut().find(|known| is_there(known)) {
            known.people = known.people.min(most_people(row.kind));
            continue;
        }
        settlements.push(Settlement {
            name: PlaceName { text: row.name.clone(), at },
            people: postcodes.people_about(at).min(most_people(row.kind)).max(1),
            is_inside: true,
        });
    }
    sort(settlements);
}

/// Around a suburb or a hamlet most postcodes are those of its town or village.
fn most_people(kind: SettlementKind) -> u32 {
    match kind {
        SettlementKind::City | SettlementKind::Town => u32::MAX,
        SettlementKind::Village => 4_000,
        SettlementKind::Suburb => 900,
        SettlementKind::Hamlet | SettlementKind::Other => 200,
    }
}

fn sort(settlements: &mut [Settlement]) {
    settlements.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.name.text.cmp(&b.name.text)));
}
