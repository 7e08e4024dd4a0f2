//! Names of places, read the way people write them.

use super::{
    apart::{self, letters},
    ordinary::is_ordinary,
    plain,
};
use directory::{Alias, Authority, GazetteerRows, Point};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, ops::Range};

/// A word of a text: lower case, without apostrophes, and where it stands.
pub(super) struct Word<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) range: Range<usize>,
}

/// The words of a text. Apostrophes stand inside a word; 'saint' becomes 'st', 'upon' 'on'.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / 5 + 1);
    let mut open = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !open && let Some(end) = plain::end_of_word(text, at) {
            words.push(Word { text: Cow::Borrowed(&text[at..end]), range: at..end });
            at = end;
            continue;
        }
        let from = at;
        at += c.len_utf8();
        if !c.is_alphanumeric() {
            open = open && matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ');
            continue;
        }
        if !open {
            words.push(Word { text: Cow::Owned(String::new()), range: from..from });
            open = true;
        }
        let Some(word) = words.last_mut() else { continue };
        word.range.end = at;
        word.text.to_mut().extend(c.to_lowercase());
    }
    for word in &mut words {
        match &*word.text {
            "saint" => word.text = Cow::Borrowed("st"),
            "upon" => word.text = Cow::Borrowed("on"),
            _ => {}
        }
    }
    words
}

/// The form in which names are compared: words with single spaces, without 'and' and a leading
/// 'the'.
pub(super) fn key(text: &str) -> String {
    joined(&words(text))
}

/// The same of words that are read already.
pub(super) fn joined(words: &[Word<'_>]) -> String {
    let mut kept: Vec<&str> = words.iter().map(|word| &*word.text).filter(|text| *text != "and").collect();
    if kept.len() > 1 && kept[0] == "the" {
        kept.remove(0);
    }
    kept.join(" ")
}

/// Words at the end of a name that people leave out or put in.
const TAILS: [&str; 11] =
    ["spa", "wells", "village", "rural", "parish", "town", "city", "borough", "district", "council", "area"];
/// Words that begin the longer half of a name: Stourport *on* Severn.
const JOINTS: [&str; 5] = ["on", "under", "in", "near", "le"];
/// Points of the compass, alone never a place in a sentence.
pub(super) const DIRECTIONS: [&str; 5] = ["north", "south", "east", "west", "central"];

/// What an area is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaKind {
    Town,
    Ward,
    District,
    County,
}

/// A town, ward, district or the county.
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
}

/// One way to say an area.
pub(super) struct Name {
    pub(super) key: String,
    /// The key without spaces.
    pub(super) compact: String,
    /// The letters of `compact`, a bit each.
    letters: u32,
    /// What is shown for it: a part of a joined ward is shown by itself.
    pub(super) shown: String,
    pub(super) area: usize,
    /// Which area is meant first when several have the name: the lowest.
    pub(super) order: u8,
    /// Whether each of its words is ordinary English.
    pub(super) ordinary: bool,
}

impl Name {
    /// Whether it has all of these [`letters`], and so may hold a text of them.
    pub(super) fn may_hold(&self, letters: u32) -> bool {
        letters & !self.letters == 0
    }
}

/// All names, sorted by key and then by which is meant first.
pub(super) struct Names {
    pub(super) areas: Vec<Area>,
    names: Vec<Name>,
    /// By the first word of a name: how many words the longest has.
    longest: FxHashMap<String, usize>,
    /// Those that a word in a sentence may be a slip of.
    in_sentences: Vec<InSentence>,
}

/// A name that a word in a sentence may be a slip of, as far as tells most words apart.
struct InSentence {
    /// Its first byte.
    first: u8,
    letters: u32,
    /// In `Names::names`.
    name: usize,
}

impl Names {
    pub(super) fn new(authority: &Authority, rows: &mut GazetteerRows, middle: Option<Point>) -> Self {
        let district =
            |slug| authority.districts.iter().position(|d| d.slug == slug).and_then(|at| u8::try_from(at).ok());
        let mut names =
            Self { areas: Vec::new(), names: Vec::new(), longest: FxHashMap::default(), in_sentences: Vec::new() };
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
        if let Some(point) = middle.or_else(|| authority.districts.first().map(directory::District::point)) {
            let name = authority.name.clone();
            names.add(Area { name, point, district: None, kind: AreaKind::County, population: 0 }, 2);
        }
        names.sort();
        names
    }

    fn sort(&mut self) {
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
        let may_be_meant = |name: &Name| {
            let area = &self.areas[name.area];
            let known = area.kind != AreaKind::County && (area.inside() || area.population >= 10_000);
            known && name.compact.len() >= 6 && !name.ordinary
        };
        let names = self.names.iter().enumerate().filter(|(_, name)| may_be_meant(name));
        let in_sentence = |(at, name): (usize, &Name)| InSentence {
            first: name.compact.as_bytes()[0],
            letters: name.letters,
            name: at,
        };
        self.in_sentences = names.map(in_sentence).collect();
    }

    /// Adds an area under its name and under the shorter ones it goes by.
    fn add(&mut self, area: Area, order: u8) {
        let (name, kind, at) = (area.name.clone(), area.kind, self.areas.len());
        self.areas.push(area);
        self.say(key(&name), &name, at, order);
        match kind {
            AreaKind::Town => {
                let words = key(&name);
                let words: Vec<&str> = words.split(' ').collect();
                if let Some(joint) = words.iter().position(|word| JOINTS.contains(word)) {
                    self.say(words[..joint].join(" "), &name, at, order + 1);
                }
                self.say_without_tail(&words, &name, at, order + 1);
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
        let ordinary = key.split(' ').all(is_ordinary);
        let letters = letters(&compact);
        self.names.push(Name { key, compact, letters, shown: shown.to_owned(), area, order, ordinary });
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

    /// The same, and without words at the end such as 'Spa' or 'city' when nothing has the key.
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

    /// Names that a typed key was likely meant to be, the nearest first and of the same distance
    /// the one meant first: one slip in names of 4 to 6 letters, two in longer ones, and names
    /// that begin with the words, or end with them when they are not plain English.
    pub(super) fn near(&self, key: &str) -> Vec<(u8, &Name)> {
        let compact: String = key.split(' ').collect();
        let typed = compact.chars().count();
        if typed < 4 {
            return Vec::new();
        }
        let mask = letters(&compact);
        let plain = key.split(' ').all(is_ordinary);
        let mut found: Vec<(u8, &Name)> = self
            .names
            .iter()
            .filter_map(|name| {
                let slips = if name.compact.len() >= 7 && typed >= 5 { 2 } else { 1 };
                if let Some(slips) = slips_between(&compact, mask, name, slips) {
                    return Some((slips * 2, name));
                }
                if name.compact.starts_with(&compact) {
                    return Some((3, name));
                }
                let tail = !plain && name.key.strip_suffix(key).is_some_and(|rest| rest.ends_with(' '));
                tail.then_some((3, name))
            })
            .collect();
        found.sort_by_key(|(distance, name)| {
            let area = self.area(name);
            (*distance, !area.inside(), std::cmp::Reverse(area.population), name.order)
        });
        found
    }

    /// Names that a single word of six letters or more in a sentence is a slip of: the same first
    /// letter, one slip in names of six and seven letters, two in longer ones, large towns only
    /// outside the authority. Never for a word that is English or one slip from it.
    pub(super) fn near_in_sentence(&self, word: &str) -> Vec<&Name> {
        const MOST: u8 = 2;
        let mask = letters(word);
        let mut found: Vec<(u8, &Name)> = self
            .in_sentences
            .iter()
            .filter(|one| one.first == word.as_bytes()[0] && (one.letters ^ mask).count_ones() <= u32::from(MOST) * 2)
            .filter_map(|one| {
                let name = &self.names[one.name];
                let slips = if name.compact.len() >= 8 { MOST } else { 1 };
                slips_between(word, mask, name, slips).map(|slips| (slips, name))
            })
            .collect();
        let least = found.iter().map(|(slips, _)| *slips).min();
        found.retain(|(slips, _)| Some(*slips) == least);
        found.sort_by_key(|(_, name)| {
            let area = self.area(name);
            (!area.inside(), std::cmp::Reverse(area.population), name.order)
        });
        found.into_iter().map(|(_, name)| name).collect()
    }

    /// Up to `n` names that look most like a key, however far.
    pub(super) fn likest(&self, key: &str, n: usize) -> Vec<&Name> {
        let compact: String = key.split(' ').collect();
        if !(3..=30).contains(&compact.chars().count()) {
            return Vec::new();
        }
        let mask = letters(&compact);
        let mut found: Vec<(u8, &Name)> = self
            .names
            .iter()
            .filter(|name| self.area(name).inside() && name.order <= 4)
            .filter_map(|name| {
                let slips = u8::try_from(name.compact.len().min(compact.len()) / 3 + 1).unwrap_or(4).min(4);
                slips_between(&compact, mask, name, slips).map(|slips| (slips, name))
            })
            .collect();
        found.sort_by_key(|(slips, name)| (*slips, std::cmp::Reverse(self.area(name).population), name.order));
        let mut likest: Vec<&Name> = Vec::new();
        for (_, name) in found {
            if likest.len() < n && likest.iter().all(|other| other.area != name.area) {
                likest.push(name);
            }
        }
        likest
    }
}

/// How many slips lie between a typed text and a name, when not more than `most`: letters left
/// out, put in, changed, or two swapped.
fn slips_between(typed: &str, mask: u32, name: &Name, most: u8) -> Option<u8> {
    if typed.len().abs_diff(name.compact.len()) > usize::from(most)
        || (mask ^ name.letters).count_ones() > u32::from(most) * 2
    {
        return None;
    }
    apart::within(typed, &name.compact, usize::from(most)).and_then(|slips| u8::try_from(slips).ok())
}
