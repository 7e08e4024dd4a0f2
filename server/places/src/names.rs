//! The names of places, and which of them a typed name may mean.

use super::{common_words::is_common_word, edit_distance::edit_distance_within, words::key};
use directory::{Alias, Authority, GazetteerRows, Point};
use rustc_hash::FxHashMap;

/// Words at the end of a name that people leave out or put in.
const TAILS: [&str; 11] =
    ["spa", "wells", "village", "rural", "parish", "town", "city", "borough", "district", "council", "area"];
/// Words that begin the longer half of a name: Stourport *on* Severn.
const JOINTS: [&str; 5] = ["on", "under", "in", "near", "le"];
/// How many people a town outside the authority has at least that a misspelt word of a sentence may mean.
const LARGE_TOWN: u32 = 10_000;
/// From so many people on a town is meant by its name, whatever else has it.
const WELL_KNOWN: u32 = 5_000;
/// Names up to this order mean their area; those after it are short forms, and places outside.
pub(super) const MEANT: u8 = 4;
/// The order of a short form of a settlement's name.
const SHORT_SETTLEMENT: u8 = 5;
/// Most letters in one that is held to be only a slip in the name of a village.
const LETTERS_PER_SLIP: usize = 8;
/// Points of the compass, alone never a place in a sentence.
pub(super) const DIRECTIONS: [&str; 5] = ["north", "south", "east", "west", "central"];

/// What an area is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaKind {
    Town,
    Settlement,
    Ward,
    District,
    County,
}

/// A town, settlement, ward, district or the county.
pub(super) struct Area {
    pub(super) name: String,
    pub(super) point: Point,
    /// Index of its district; `None` outside the authority and for the county.
    pub(super) district: Option<u8>,
    pub(super) kind: AreaKind,
    pub(super) population: u32,
}

impl Area {
    pub(super) fn inside(&self) -> bool {
        self.district.is_some() || self.kind == AreaKind::County
    }

    /// Whether its name means it, whatever else has the name.
    pub(super) fn is_well_known(&self) -> bool {
        match self.kind {
            AreaKind::District => true,
            AreaKind::Town => self.population >= WELL_KNOWN,
            _ => false,
        }
    }

    /// Whether other places are said to lie in it or near it.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self.kind, AreaKind::Town | AreaKind::District | AreaKind::County)
    }
}

/// One way to say an area.
pub(super) struct Name {
    pub(super) key: String,
    /// The key without spaces.
    pub(super) compact: String,
    /// What is shown for it: a part of a joined ward is shown by itself.
    pub(super) shown: String,
    pub(super) area: usize,
    /// Which area is meant first when several have the name: the lowest.
    pub(super) order: u8,
    /// Whether each of its words is common English.
    pub(super) is_common: bool,
}

impl Name {
    /// Whether a key is this name as one writes it who knows it by ear: letters are only left out or put in, and
    /// but for doubled ones no more than one in eight. Another letter may make another village.
    pub(super) fn sounds_like(&self, key: &str) -> bool {
        let squeezed = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|letter| *letter != ' ').collect();
            letters.dedup();
            letters.into_iter().collect::<String>()
        };
        let (typed, own) = (squeezed(key), squeezed(&self.compact));
        let left_out = typed.chars().count().abs_diff(own.chars().count());
        left_out <= own.len() / LETTERS_PER_SLIP && edit_distance_within(&typed, &own, left_out).is_some()
    }
}

/// All names, sorted by key and then by which is meant first.
pub(super) struct Names {
    pub(super) areas: Vec<Area>,
    names: Vec<Name>,
    /// By the first word of a name: how many words the longest has.
    longest: FxHashMap<String, usize>,
}

impl Names {
    pub(super) fn new(authority: &Authority, rows: &mut GazetteerRows, middle: Option<Point>) -> Self {
        let district =
            |slug| authority.districts.iter().position(|d| d.slug == slug).and_then(|at| u8::try_from(at).ok());
        let mut names = Self { areas: Vec::new(), names: Vec::new(), longest: FxHashMap::default() };
        for town in rows.towns.drain(..) {
            let district = town.district.and_then(district);
            let order = if district.is_some() { 0 } else { 7 };
            let (name, point, population) = (town.name, town.point, town.population);
            names.add(Area { name, point, district, kind: AreaKind::Town, population }, order);
        }
        for (index, row) in (0..).zip(&authority.districts) {
            let (name, point) = (row.name.clone(), row.point());
            names.add(Area { name, point, district: Some(index), kind: AreaKind::District, population: 0 }, 2);
        }
        for ward in rows.wards.drain(..) {
            let Some(district) = district(ward.district) else { continue };
            let (name, point) = (ward.name, ward.point);
            let area = Area { name, point, district: Some(district), kind: AreaKind::Ward, population: 0 };
            names.add(area, 3);
        }
        let settlements = std::mem::take(&mut rows.settlements);
        if let Some(point) = middle.or_else(|| authority.districts.first().map(directory::District::point)) {
            let name = authority.name.clone();
            names.add(Area { name, point, district: None, kind: AreaKind::County, population: 0 }, 2);
        }
        names.sort();
        names.add_settlements(authority, settlements);
        names
    }

    pub(super) fn sort(&mut self) {
        let areas = &self.areas;
        self.names.sort_by(|a, b| {
            let rank = |name: &Name| (name.order, std::cmp::Reverse(areas[name.area].population), name.area);
            a.key.cmp(&b.key).then_with(|| rank(a).cmp(&rank(b)))
        });
        self.names.dedup_by(|b, a| a.key == b.key && a.area == b.area);
        for name in &self.names {
            let first = name.key.split(' ').next().unwrap_or_default();
            let longest = self.longest.entry(first.to_owned()).or_default();
            *longest = (*longest).max(name.key.split(' ').count());
        }
    }

    /// Adds an area under its name and under the shorter ones it goes by.
    pub(super) fn add(&mut self, area: Area, order: u8) {
        let (name, kind, at) = (area.name.clone(), area.kind, self.areas.len());
        let is_inside = area.inside();
        self.areas.push(area);
        self.say(key(&name), &name, at, order);
        match kind {
            // A settlement outside is known by its whole name alone.
            AreaKind::Settlement if !is_inside => {}
            AreaKind::Town | AreaKind::Settlement => {
                let short = if kind == AreaKind::Settlement { SHORT_SETTLEMENT } else { order + 1 };
                let words = key(&name);
                let words: Vec<&str> = words.split(' ').collect();
                if let Some(joint) = words.iter().position(|word| JOINTS.contains(word)) {
                    self.say(words[..joint].join(" "), &name, at, short);
                }
                self.say_without_tail(&words, &name, at, short);
            }
            AreaKind::Ward => {
                let parts: Vec<&str> = name
                    .split(['&', ','])
                    .map(str::trim)
                    .map(|part| part.strip_prefix("the ").unwrap_or(part))
                    .collect();
                for part in &parts {
                    let order = if parts.len() > 1 { 4 } else { order };
                    let words = key(part);
                    let words: Vec<&str> = words.split(' ').collect();
                    self.say(words.join(" "), part, at, order);
                    self.say_without_tail(&words, if parts.len() > 1 { part } else { &name }, at, 5);
                    if let Some((last, rest)) = words.split_last()
                        && DIRECTIONS.contains(last)
                        && !rest.iter().all(|word| DIRECTIONS.contains(word))
                    {
                        let rest: Vec<&str> = rest.iter().copied().filter(|word| !DIRECTIONS.contains(word)).collect();
                        self.say(rest.join(" "), part, at, 6);
                    }
                }
            }
            AreaKind::District | AreaKind::County => {}
        }
    }

    fn say_without_tail(&mut self, words: &[&str], shown: &str, area: usize, order: u8) {
        if let Some((last, rest)) = words.split_last()
            && TAILS.contains(last)
        {
            self.say(rest.join(" "), shown, area, order);
        }
    }

    fn say(&mut self, key: String, shown: &str, area: usize, order: u8) {
        let compact: String = key.split(' ').collect();
        if compact.chars().count() < 3 {
            return;
        }
        let is_common = key.split(' ').all(is_common_word);
        self.names.push(Name { key, compact, shown: shown.to_owned(), area, order, is_common });
    }

    /// Adds nicknames of areas that are known; the rest are left out.
    pub(super) fn add_aliases(&mut self, aliases: &[Alias]) {
        for alias in aliases {
            let Some(meant) = self.exact(&key(&alias.meant)).first() else { continue };
            let (area, order) = (meant.area, meant.order);
            let shown = if self.areas[area].kind == AreaKind::Ward {
                alias.name.clone()
            } else {
                self.areas[area].name.clone()
            };
            self.say(key(&alias.name), &shown, area, order);
        }
        self.sort();
    }

    pub(super) fn area(&self, name: &Name) -> &Area {
        &self.areas[name.area]
    }

    /// Every name, in the order of their keys.
    pub(super) fn all(&self) -> &[Name] {
        &self.names
    }

    /// Words of the longest name that begins with a word; 0 when none does.
    pub(super) fn longest_from(&self, word: &str) -> usize {
        self.longest.get(word).copied().unwrap_or(0)
    }

    /// Names of this key, the one meant first before the others.
    pub(super) fn exact(&self, key: &str) -> &[Name] {
        let start = self.names.partition_point(|name| name.key.as_str() < key);
        let length = self.names[start..].iter().take_while(|name| name.key == key).count();
        &self.names[start..start + length]
    }

    /// Names of this key, or of the key without words at the end such as 'Spa' or 'city' when none has it.
    pub(super) fn exact_or_shorter(&self, key: &str) -> &[Name] {
        let mut key = key;
        loop {
            let found = self.exact(key);
            match key.rsplit_once(' ') {
                Some((rest, last)) if found.is_empty() && TAILS.contains(&last) => key = rest,
                _ => return found,
            }
        }
    }

    /// The names that a misspelt or shortened key may mean, each with how unlike it is, the most similar
    /// first: those that begin or end with its words, then one edit, then those that begin with its
    /// letters, then two edits in names of seven letters or more. Common English is the end of no name.
    pub(super) fn near(&self, key: &str) -> Vec<(usize, &Name)> {
        let compact: String = key.split(' ').collect();
        let typed = compact.chars().count();
        if typed < 4 {
            return Vec::new();
        }
        let is_common = key.split(' ').all(is_common_word);
        let mut found: Vec<(usize, &Name)> = Vec::new();
        for name in &self.names {
            let limit = if name.compact.len() >= 7 && typed >= 5 { 2 } else { 1 };
            let begins_with_key = name.key.strip_prefix(key).is_some_and(|after| after.starts_with(' '));
            let ends_with_key = || !is_common && name.key.strip_suffix(key).is_some_and(|before| before.ends_with(' '));
            if begins_with_key || ends_with_key() {
                found.push((1, name));
            } else if let Some(distance) = edit_distance_within(&compact, &name.compact, limit) {
                found.push((distance * 2, name));
            } else if name.compact.starts_with(&compact) {
                found.push((3, name));
            }
        }
        found.sort_by_key(|(unlikeness, name)| {
            let area = self.area(name);
            (*unlikeness, !area.inside(), std::cmp::Reverse(area.population), name.order)
        });
        found
    }

    /// Whether a typed key is taken for a name that [`near`](Self::near) found, or only offered: with
    /// another first letter it never is, and a slip in a short name of a village may well be another village.
    pub(super) fn is_taken_for(&self, key: &str, unlikeness: usize, name: &Name) -> bool {
        let area = self.area(name);
        let slips = if unlikeness.is_multiple_of(2) { unlikeness / 2 } else { 0 };
        let is_long = name.compact.len() > LETTERS_PER_SLIP * slips;
        let is_end = unlikeness == 1 && !name.key.starts_with(key);
        is_end || (key.chars().next() == name.key.chars().next() && (area.is_well_known() || is_long))
    }

    /// The names that a single word of six letters or more in a sentence is a misspelling of, the one
    /// meant first before the others: the same first letter, one edit in names of six and seven
    /// letters, two in longer ones, but one in those of settlements, of nine letters at least; large towns only
    /// outside the authority.
    pub(super) fn near_in_sentence(&self, word: &str) -> Vec<&Name> {
        let mut found: Vec<(usize, &Name)> = Vec::new();
        for name in &self.names {
            if name.compact.len() < 6 || name.is_common || name.compact.as_bytes()[0] != word.as_bytes()[0] {
                continue;
            }
            let area = self.area(name);
            let may_be_meant = area.kind != AreaKind::County && (area.inside() || area.population >= LARGE_TOWN);
            let limit = match area.kind {
                AreaKind::Settlement if name.compact.len() <= LETTERS_PER_SLIP => 0,
                AreaKind::Settlement => 1,
                _ if name.compact.len() >= 8 => 2,
                _ => 1,
            };
            // Two letters may be left out or put in, but another two make another name: Stockport.
            let is_slip = |distance: usize| distance < 2 || word.len().abs_diff(name.compact.len()) == distance;
            if may_be_meant
                && let Some(distance) = edit_distance_within(word, &name.compact, limit).filter(|it| is_slip(*it))
            {
                found.push((distance, name));
            }
        }
        let least = found.iter().map(|(distance, _)| *distance).min();
        found.retain(|(distance, _)| Some(*distance) == least);
        found.sort_by_key(|(_, name)| {
            let area = self.area(name);
            (!area.inside(), std::cmp::Reverse(area.population), name.order)
        });
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// The names inside the authority of so many words that words of a sentence are a misspelling of, word by word,
    /// those with the fewest slips: the same first letters, and in each word one slip from four letters on, and two
    /// letters left out or put in from eight. `is_known` says of a word that it is none with a slip.
    pub(super) fn near_by_words(&self, typed: &[&str], is_known: impl Fn(&str) -> bool) -> Vec<&Name> {
        let slips = |typed: &str, own: &str| {
            let limit = match own.len() {
                LETTERS_PER_SLIP.. => 2,
                4.. => 1,
                _ => 0,
            };
            if typed == own {
                return Some(0);
            }
            if is_known(typed) || typed.chars().next() != own.chars().next() {
                return None;
            }
            let is_slip = |distance: &usize| *distance < 2 || typed.len().abs_diff(own.len()) == *distance;
            edit_distance_within(typed, own, limit).filter(is_slip)
        };
        let first = typed.first().and_then(|word| word.chars().next());
        let mut found: Vec<(usize, &Name)> = Vec::new();
        for name in self.names.iter().filter(|name| name.key.chars().next() == first && self.area(name).inside()) {
            let own: Vec<&str> = name.key.split(' ').collect();
            if name.is_common || own.len() != typed.len() {
                continue;
            }
            let total = typed.iter().zip(&own).map(|(typed, own)| slips(typed, own)).sum::<Option<usize>>();
            found.extend(total.map(|total| (total, name)));
        }
        let least = found.iter().map(|(total, _)| *total).min();
        found.retain(|(total, _)| Some(*total) == least);
        found.sort_by_key(|(_, name)| (name.order, std::cmp::Reverse(self.area(name).population)));
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// Up to `n` names inside the authority that look most like a key, one of each area.
    pub(super) fn most_similar(&self, key: &str, n: usize) -> Vec<&Name> {
        let compact: String = key.split(' ').collect();
        if !(3..=30).contains(&compact.chars().count()) {
            return Vec::new();
        }
        let mut found: Vec<(usize, &Name)> = Vec::new();
        for name in self.names.iter().filter(|name| self.area(name).inside() && name.order <= MEANT) {
            let limit = (name.compact.len().min(compact.len()) / 3 + 1).min(4);
            found.extend(edit_distance_within(&compact, &name.compact, limit).map(|distance| (distance, name)));
        }
        found.sort_by_key(|(distance, name)| (*distance, std::cmp::Reverse(self.area(name).population), name.order));
        let mut most_similar: Vec<&Name> = Vec::new();
        for (_, name) in found {
            if most_similar.len() < n && most_similar.iter().all(|other| other.area != name.area) {
                most_similar.push(name);
            }
        }
        most_similar
    }
}
