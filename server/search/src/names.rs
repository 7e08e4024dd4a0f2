//! The names of services and places, found in what was typed: whoever types a name, whole or nearly, is
//! looking for that, whatever else its words mean.

mod nearly;

use crate::{catalogue::Catalogue, text, vocabulary::Vocabulary};
use directory::{Service, WordUse};
use nearly::NamesByWord;
use places::{common_words, edit_distance_within};
use std::{collections::HashMap, ops::Range};

/// Words of a question in which names are looked for; a longer one tells a story.
const MOST_WORDS: usize = 60;
/// Words of a question in which one word of a name is enough, where no other name has it.
const MOST_WORDS_OF_OWN: usize = 5;
/// A name of so many letters is still known with one slip.
const SHORTEST_WITH_SLIP: usize = 6;
/// A shorter key than this is a slip only where it is one word that nobody knows.
const SURE_WITH_SLIP: usize = 8;
/// The beginning of a name of one word has so many letters at least.
const SHORTEST_BEGINNING: usize = 6;
/// Letters at either end of a name, by which one with a slip is found: one end has none.
const END: usize = 2;
/// A name of so many everyday words stands for itself inside a question.
const FEWEST_WORDS_INSIDE: usize = 3;
/// The shortest single word that is a name inside a question.
const SHORTEST_INSIDE: usize = 4;
/// The shortest name, in letters.
const SHORTEST_KEY: usize = 2;
/// Words that a name may be written with or without.
const OPTIONAL: [&str; 6] = ["the", "and", "n", "at", "of", "for"];

/// How far a name that was typed puts a result before others; what it puts first comes last here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameRank {
    /// Its name was not typed.
    #[default]
    NotTyped,
    /// The kind that the whole question names, or what comes nearest to help that is not listed.
    Kind,
    /// One of that kind whose door is near the place asked for.
    KindNear,
    /// Its name was typed but for one word.
    Nearly,
    /// A service at a place that is named.
    AtPlace,
    /// The service named, or a hub at a place that is named.
    Service,
}

/// A service whose name, or whose place's name, was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Position in the catalogue's services.
    pub service: u32,
    /// How far before the others it stands.
    pub rank: NameRank,
    /// Where the name stands in what was typed, in bytes.
    pub range: Range<usize>,
}

/// What one name means.
#[derive(Debug, Clone, Copy)]
struct Meaning {
    service: u32,
    rank: NameRank,
}

/// A name as it is compared.
#[derive(Debug)]
struct NameEntry {
    key: String,
    meanings: Vec<Meaning>,
    /// Whether it is a name inside a longer question too. Everyday words may stand in any sentence.
    stands_inside: bool,
    /// Whether a service has it as its whole name, and it is one word.
    is_one_word: bool,
}

/// The names of all services that everybody may find, and of the places they are at.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<NameEntry>,
    by_key: HashMap<String, u32>,
    /// Names by their first and last letters, to find one with a slip.
    by_end: HashMap<String, Vec<u32>>,
    /// Bytes of the longest key.
    longest: usize,
    by_word: NamesByWord,
}

impl Names {
    /// From the services and places of a catalogue, without those for people who do harm.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut names = Self::default();
        let hub_kind = catalogue.kind_position(catalogue.authority.hub_kind.as_str());
        let listed = catalogue.listed.services.iter().zip(&catalogue.facts);
        for (service, (record, facts)) in (0u32..).zip(listed) {
            if !facts.worried_about_self {
                let meaning = Meaning { service, rank: NameRank::Service };
                names.add_forms(&record.name, meaning);
            }
        }
        for location in &catalogue.listed.locations {
            let at_location = catalogue.services_at(location.id.as_str());
            let positions: Vec<u32> = at_location.filter_map(|service| position(catalogue, service)).collect();
            for service in positions {
                let facts = &catalogue.facts[service as usize];
                if facts.worried_about_self {
                    continue;
                }
                let rank = if Some(facts.kind) == hub_kind { NameRank::Service } else { NameRank::AtPlace };
                names.add_forms(&location.name, Meaning { service, rank });
            }
        }
        names
    }

    fn add_forms(&mut self, name: &str, meaning: Meaning) {
        for form in forms(name) {
            let is_whole = form == name || form == without_brackets(name);
            self.add(form, is_whole, meaning);
        }
    }

    /// Adds a form of a name. `is_whole` is whether it is more than a part of one.
    fn add(&mut self, name: &str, is_whole: bool, meaning: Meaning) {
        let words: Vec<String> = text::words(name).iter().filter_map(|word| name_word(word)).collect();
        let key = words.concat();
        if key.len() < SHORTEST_KEY {
            return;
        }
        let next = self.entries.len() as u32;
        let at = *self.by_key.entry(key.clone()).or_insert(next);
        if at == next {
            let is_everyday = words.iter().all(|word| common_words::is_common_word(word));
            let stands_inside = if is_everyday {
                words.len() >= FEWEST_WORDS_INSIDE
            } else {
                words.len() > 1 || key.len() >= SHORTEST_INSIDE
            };
            if key.len() >= SHORTEST_WITH_SLIP && key.is_ascii() {
                self.by_end.entry(key[..END].to_owned()).or_default().push(at);
                self.by_end.entry(key[key.len() - END..].to_owned()).or_default().push(at);
            }
            self.longest = self.longest.max(key.len());
            self.entries.push(NameEntry { key, meanings: Vec::new(), stands_inside, is_one_word: false });
        }
        self.entries[at as usize].is_one_word |= is_whole && words.len() == 1 && meaning.rank == NameRank::Service;
        // What is left of a part of a name without a word is no name.
        if is_whole {
            self.by_word.add(at, &words);
        }
        let meanings = &mut self.entries[at as usize].meanings;
        match meanings.iter_mut().find(|known| known.service == meaning.service) {
            Some(known) => known.rank = known.rank.max(meaning.rank),
            None => meanings.push(meaning),
        }
    }

    /// The services named in what was typed. `place` is where it names a place, `spelling` which words are
    /// searched as others, and `is_in_use` whether a record or a table uses a word.
    pub fn find(
        &self,
        typed: &str,
        place: Option<&Range<usize>>,
        spelling: &[(String, String)],
        vocabulary: &Vocabulary,
        is_in_use: &dyn Fn(&str) -> bool,
    ) -> Vec<Named> {
        let mut words: Vec<(String, Range<usize>)> =
            text::tokens(typed).into_iter().map(|token| (token.word, token.range)).collect();
        if words.is_empty() || words.len() > MOST_WORDS {
            return Vec::new();
        }
        let mut found = self.find_in_words(&words, place, vocabulary, is_in_use);
        let is_unsure = found.iter().all(|named| named.rank == NameRank::Nearly);
        if is_unsure && !spelling.is_empty() {
            for (word, _) in &mut words {
                if let Some((_, meant)) = spelling.iter().find(|(typed, _)| typed == word) {
                    word.clone_from(meant);
                }
            }
            let mended = self.find_in_words(&words, place, vocabulary, is_in_use);
            if found.is_empty() || mended.iter().any(|named| named.rank != NameRank::Nearly) {
                found = mended;
            }
        }
        found
    }

    fn find_in_words(
        &self,
        words: &[(String, Range<usize>)],
        place: Option<&Range<usize>>,
        vocabulary: &Vocabulary,
        is_in_use: &dyn Fn(&str) -> bool,
    ) -> Vec<Named> {
        let is_place =
            |range: &Range<usize>| place.is_some_and(|place| range.start < place.end && place.start < range.end);
        // Whether a word asks for nothing beside a name.
        let is_beside = |(word, range): &(String, Range<usize>)| {
            is_place(range) || vocabulary.is_stop_word(word) || vocabulary.is(WordUse::BesideName, word)
        };
        let compared: Vec<Option<String>> = words.iter().map(|(word, _)| name_word(word)).collect();
        let mut found: Vec<(Range<usize>, u32)> = Vec::new();
        for start in 0..words.len() {
            let mut key = String::new();
            let mut longest = None;
            for end in start + 1..=words.len() {
                // A name neither begins nor ends with a word that may be left out.
                let Some(word) = &compared[end - 1] else { if key.is_empty() { break } else { continue } };
                key.push_str(word);
                if key.len() > self.longest {
                    break;
                }
                let Some(at) = self.by_key.get(&key) else { continue };
                let is_whole = words[..start].iter().chain(&words[end..]).all(is_beside);
                if is_whole || self.entries[*at as usize].stands_inside {
                    longest = Some((start..end, *at));
                }
            }
            found.extend(longest);
        }
        if found.is_empty() {
            let whole = compared.iter().flatten().map(String::as_str).collect::<String>();
            let asked: Vec<&str> = words
                .iter()
                .zip(&compared)
                .filter(|(word, _)| !is_beside(word))
                .filter_map(|(_, word)| word.as_deref())
                .collect();
            let near = self.nearly(&whole).or_else(|| self.nearly(&asked.concat()));
            let is_word = |word: &str| is_in_use(word) || common_words::is_common_word(word);
            let unknown = words.iter().filter(|word| !is_beside(word) && !is_word(&word.0));
            let near = near.or_else(|| match (asked.as_slice(), unknown.count()) {
                ([one], 1) => self.nearly_one_word(one),
                _ => None,
            });
            found.extend(near.map(|at| (0..words.len(), at)));
        }
        // A name inside a longer one is not meant.
        let longest = |(span, _): &&(Range<usize>, u32)| {
            !found
                .iter()
                .any(|(other, _)| other.len() > span.len() && other.start <= span.start && span.end <= other.end)
        };
        let mut named: Vec<Named> = Vec::new();
        for (span, at) in found.iter().filter(longest) {
            let range = words[span.start].1.start..words[span.end - 1].1.end;
            for meaning in &self.entries[*at as usize].meanings {
                if !named.iter().any(|known| known.service == meaning.service) {
                    named.push(Named { service: meaning.service, rank: meaning.rank, range: range.clone() });
                }
            }
        }
        // What was typed whole is meant, and nothing that is like it.
        let is_said = |at: usize| {
            let is_of_name = found.iter().any(|(span, _)| span.contains(&at));
            is_of_name || compared[at].is_none() || vocabulary.is(WordUse::BesideName, &words[at].0)
        };
        if !(0..words.len()).all(is_said) {
            self.add_nearly(words, &compared, is_beside, &mut named);
        }
        if named.is_empty() && words.len() <= MOST_WORDS_OF_OWN {
            // A word with an ending may be a slip: "papyris" is no more than one.
            let is_word = |word: &str| is_in_use(word) || common_words::is_base_form(word);
            let unknown = words.iter().zip(&compared).filter(|(word, _)| !is_beside(word) && !is_word(&word.0));
            self.add_by_own_word(unknown.filter_map(|((_, range), word)| Some((word.as_deref()?, range))), &mut named);
        }
        named
    }

    /// Adds the services whose names were typed but for one word.
    fn add_nearly(
        &self,
        words: &[(String, Range<usize>)],
        compared: &[Option<String>],
        is_beside: impl Fn(&(String, Range<usize>)) -> bool,
        named: &mut Vec<Named>,
    ) {
        let asked: Vec<&str> = compared.iter().flatten().map(String::as_str).collect();
        let may_stand_beside = |word: &str| {
            words.iter().zip(compared).any(|(typed, own)| own.as_deref() == Some(word) && is_beside(typed))
        };
        let whole = words.first().map_or(0, |(_, range)| range.start)..words.last().map_or(0, |(_, range)| range.end);
        for at in self.by_word.find(&asked, may_stand_beside) {
            for meaning in &self.entries[at as usize].meanings {
                if meaning.rank == NameRank::Service && !named.iter().any(|known| known.service == meaning.service) {
                    named.push(Named { service: meaning.service, rank: NameRank::Nearly, range: whole.clone() });
                }
            }
        }
    }

    /// Adds the service that alone has a word in its name of which one that nobody knows is a slip.
    fn add_by_own_word<'w>(&self, unknown: impl Iterator<Item = (&'w str, &'w Range<usize>)>, named: &mut Vec<Named>) {
        for (word, range) in unknown {
            let names = self.by_word.with_word_near(word);
            let mut services = names.iter().flat_map(|at| &self.entries[*at as usize].meanings).map(|it| it.service);
            let Some(service) = services.next().filter(|first| services.all(|other| other == *first)) else { continue };
            if named.iter().all(|known| known.service != service) {
                named.push(Named { service, rank: NameRank::Nearly, range: range.clone() });
            }
        }
    }

    /// The long name that a key is but for one slip.
    fn nearly(&self, key: &str) -> Option<u32> {
        if key.len() < SURE_WITH_SLIP {
            return None;
        }
        self.with_one_slip(key).next()
    }

    /// The name that a word which nobody knows is but for one slip, or of which it is the beginning; `None` where
    /// several may be meant.
    fn nearly_one_word(&self, word: &str) -> Option<u32> {
        let only = |found: Vec<u32>| if let [one] = found.as_slice() { Some(*one) } else { None };
        let mut slips: Vec<u32> = self.with_one_slip(word).collect();
        slips.sort_unstable();
        slips.dedup();
        if !slips.is_empty() {
            return only(slips);
        }
        let is_begun = |at: &u32| {
            let entry = &self.entries[*at as usize];
            entry.is_one_word && entry.key.starts_with(word)
        };
        let begun = (0..self.entries.len() as u32).filter(is_begun);
        only(begun.filter(|_| word.len() >= SHORTEST_BEGINNING).collect())
    }

    /// The names that a key is but for one slip.
    fn with_one_slip(&self, key: &str) -> impl Iterator<Item = u32> {
        let is_long = key.len() >= SHORTEST_WITH_SLIP && key.is_ascii();
        let ends = if is_long { vec![&key[..END], &key[key.len() - END..]] } else { Vec::new() };
        let candidates = ends.into_iter().filter_map(|end| self.by_end.get(end)).flatten().copied();
        candidates.filter(move |at| edit_distance_within(key, &self.entries[*at as usize].key, 1).is_some())
    }
}

fn position(catalogue: &Catalogue, service: &Service) -> Option<u32> {
    catalogue.service_position(service.id.as_str()).map(|at| at as u32)
}

/// A name without what stands in brackets.
fn without_brackets(name: &str) -> &str {
    name.split('(').next().unwrap_or(name).trim()
}

/// The forms in which a name is typed: whole, without what stands in brackets, and the parts on either
/// side of a colon; of a place also what stands before a comma.
fn forms(name: &str) -> impl Iterator<Item = &str> {
    let plain = without_brackets(name);
    let parts = plain.split_once(": ");
    let parts = parts.into_iter().flat_map(|(before, after)| [before, after]);
    let before_comma = plain.split_once(", ").map(|(before, _)| before);
    let mut forms: Vec<&str> = [name, plain].into_iter().chain(parts).chain(before_comma).collect();
    forms.dedup();
    forms.into_iter()
}

/// A word of a name as it is compared: one and many are the same; `None` for what may be left out. Words
/// are compared as if written as one, so that "here 2 help" and "Here2Help" are the same.
fn name_word(word: &str) -> Option<String> {
    if OPTIONAL.contains(&word) {
        return None;
    }
    let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    Some(word[..word.len() - usize::from(is_plural)].to_owned())
}

#[cfg(test)]
mod tests;
