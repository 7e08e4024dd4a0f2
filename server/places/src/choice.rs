//! Which of several places of one name is meant, and how each is called so that it is understood again.

use super::{
    AreaPrecision, Found, Gazetteer, Place, Unknown, distance_between,
    names::{Area, AreaKind, MEANT, Name},
    notes,
    words::key,
};

/// Areas of one name that are nearer than this many miles are one place to people.
pub(super) const ONE_PLACE: f64 = 2.0;
/// Most other readings that are offered.
const MOST_ALTERNATIVES: usize = 5;
/// A village is "near" a town that is no farther away than this many miles.
const NEAR_A_TOWN: f64 = 12.0;

impl Gazetteer {
    /// What names of one sort mean, in the order of their likelihood: the first, with the others as
    /// alternatives; or a question, where several places inside the authority have the name and none of
    /// them is a town that everybody would mean.
    pub(super) fn choose<'a>(&self, names: impl IntoIterator<Item = &'a Name>) -> Option<Found> {
        let names: Vec<&Name> = names.into_iter().collect();
        let first = *names.first()?;
        let meant = self.names.area(first);
        let inside: Vec<&Name> = self.distinct(names.iter().copied().filter(|name| name.order <= MEANT));
        if inside.len() > 1 && !meant.is_well_known() {
            return Some(Found::Unknown(self.ask_which(first, &inside)));
        }
        let mut place = self.place_of_name(first);
        let is_small = matches!(meant.kind, AreaKind::Settlement | AreaKind::Ward);
        let others = names.iter().copied().filter(|name| name.order <= MEANT || is_small && !self.is_inside(name));
        for name in self.distinct(std::iter::once(first).chain(others)).into_iter().skip(1) {
            let label = self.label(name);
            // One outside that no town tells from ours is not offered.
            let is_told_apart = label != place.label && (self.is_inside(name) || label != name.shown);
            if place.alternatives.len() < MOST_ALTERNATIVES && is_told_apart {
                place.alternatives.push(label);
            }
        }
        place.alternatives.dedup();
        Some(Found::Place(place))
    }

    /// The question which of several places is meant.
    fn ask_which(&self, first: &Name, places: &[&Name]) -> Unknown {
        let mut suggestions: Vec<String> = places.iter().map(|name| self.label(name)).collect();
        suggestions.dedup();
        suggestions.truncate(MOST_ALTERNATIVES);
        Unknown {
            typed: first.shown.clone(),
            why: notes::several(&first.shown),
            suggestions,
            outside: false,
            which: Some(first.shown.clone()),
        }
    }

    /// The names without those of a place that one before them is of.
    fn distinct<'a>(&self, names: impl IntoIterator<Item = &'a Name>) -> Vec<&'a Name> {
        let mut distinct: Vec<&Name> = Vec::new();
        for name in names {
            if !distinct.iter().any(|known| one_place(self.names.area(known), self.names.area(name))) {
                distinct.push(name);
            }
        }
        distinct
    }

    fn is_inside(&self, name: &Name) -> bool {
        self.names.area(name).inside()
    }

    /// Those of some names that lie in the district, the county or near the town of another name:
    /// "Norton, Wychavon", "Norton near Evesham". None where no such place is known.
    pub(super) fn narrow<'a>(&self, names: &'a [Name], tail: &[Name]) -> Vec<&'a Name> {
        let Some(tail) = tail.iter().map(|name| self.names.area(name)).find(|area| area.is_wide()) else {
            return Vec::new();
        };
        let is_other = |name: &&Name| !std::ptr::eq(self.names.area(name), tail);
        if tail.kind == AreaKind::County {
            return names.iter().filter(is_other).filter(|name| self.is_inside(name)).collect();
        }
        let of_district = |name: &&Name| tail.district.is_some() && self.names.area(name).district == tail.district;
        let within: Vec<&Name> = names.iter().filter(is_other).filter(of_district).collect();
        if tail.kind == AreaKind::District || self.distinct(within.iter().copied()).len() == 1 {
            return within;
        }
        let miles = |name: &&Name| distance_between(self.names.area(name).point, tail.point);
        let all: Vec<&Name> = if within.is_empty() { names.iter().filter(is_other).collect() } else { within };
        // What a label calls near this town stands before what may be nearer to it.
        let is_called_so =
            |name: &Name| self.nearest_town(self.names.area(name)).is_some_and(|town| std::ptr::eq(town, tail));
        let near = all.into_iter().map(|name| (miles(&name), name)).filter(|(miles, _)| *miles <= NEAR_A_TOWN);
        let keyed = near.map(|(miles, name)| (!is_called_so(name), miles, name));
        let nearest = keyed.min_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        nearest.map(|(.., name)| name).into_iter().collect()
    }

    /// Whether several places inside the authority go by the name of these.
    pub(super) fn is_ambiguous(&self, names: &[Name]) -> bool {
        let inside = names.iter().filter(|name| name.order <= MEANT);
        self.distinct(inside).len() > 1 && !names.first().is_some_and(|first| self.names.area(first).is_well_known())
    }

    /// The place of a name, without its alternatives.
    pub(super) fn place_of_name(&self, name: &Name) -> Place {
        let area = self.names.area(name);
        let label = self.label(name);
        let outside = (!area.inside()).then(|| notes::outside_authority(&label, &self.authority));
        Place {
            note: notes::join_notes(&[outside, Some(notes::from_middle(&label))]),
            label,
            postcode: None,
            point: Some(area.point),
            area: AreaPrecision::MiddleOfArea,
            district: area.district.and_then(|district| self.slug(district)),
            inside: area.inside(),
            understood_as: None,
            alternatives: Vec::new(),
        }
    }

    /// What a name is called so that it is understood again: with its district when the name is a plain
    /// word or stands in several, with the town it is near where one district has it twice, and by the
    /// whole ward where a part of one does not do.
    pub(super) fn label(&self, name: &Name) -> String {
        let area = self.names.area(name);
        let district = area.district.and_then(|index| self.districts.get(usize::from(index)));
        let in_district =
            |shown: &str| district.map_or(shown.to_owned(), |(_, district)| format!("{shown}, {district}"));
        let others = self.names.exact(&key(&name.shown)).iter().filter(|other| other.area != name.area);
        let is_near = |other: &&Name| self.names.area(other).district == area.district;
        if area.kind == AreaKind::Ward {
            let rivals: Vec<&Name> = others.filter(|other| other.order <= MEANT).collect();
            if rivals.iter().any(|other| is_near(other) && other.order <= name.order) {
                return if area.name == name.shown { in_district(&area.name) } else { area.name.clone() };
            }
            let elsewhere = rivals.iter().any(|other| !is_near(other) && self.is_inside(other));
            return if name.is_common || elsewhere { in_district(&name.shown) } else { name.shown.clone() };
        }
        if area.is_well_known() || area.kind == AreaKind::County {
            return name.shown.clone();
        }
        let others: Vec<&Name> = others.filter(|other| !one_place(self.names.area(other), area)).collect();
        let rivals = || others.iter().filter(|other| other.order <= MEANT);
        let is_twin = if area.inside() { rivals().any(is_near) } else { !others.is_empty() };
        let is_plain = area.inside() && area.kind == AreaKind::Settlement && name.is_common;
        match is_twin.then(|| self.nearest_town(area)).flatten() {
            Some(town) => format!("{} near {}", name.shown, town.name),
            None if is_plain || area.inside() && rivals().next().is_some() => in_district(&name.shown),
            None => name.shown.clone(),
        }
    }

    /// The well-known town that an area is near; `None` where all are far.
    fn nearest_town(&self, area: &Area) -> Option<&Area> {
        let miles = |town: &&Area| distance_between(town.point, area.point);
        let is_town = |town: &&Area| town.kind == AreaKind::Town && town.is_well_known() && town.name != area.name;
        let towns = self.names.areas.iter().filter(is_town).filter(|town| miles(town) <= NEAR_A_TOWN);
        towns.min_by(|one, other| miles(one).total_cmp(&miles(other)))
    }
}

/// Whether two areas of one name are the same place to people. A ward that has a village's name lies around
/// it, however far its middle is.
pub(super) fn one_place(a: &Area, b: &Area) -> bool {
    let is_same_district = a.district == b.district;
    let is_ward = a.kind == AreaKind::Ward || b.kind == AreaKind::Ward;
    let is_of_district = b.kind == AreaKind::District && a.name == b.name;
    let is_near = || distance_between(a.point, b.point) < ONE_PLACE;
    (is_same_district && (is_ward || is_of_district || is_near())) || ((!a.inside() || !b.inside()) && is_near())
}
