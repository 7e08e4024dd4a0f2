//! The mention of a place in a sentence. A common word is not a place unless more says so.

use super::{
    Found, Gazetteer, Unknown, common_words,
    names::{AreaKind, DIRECTIONS, Name},
    notes, postcode_spelling,
    words::{self, Word},
};
use directory::Postcode;
use std::{cmp::Reverse, ops::Range};

/// Most words of a sentence that are read.
const MOST_WORDS: usize = 200;
/// Words before a place.
const CUES: [&str; 5] = ["in", "near", "nr", "at", "around"];
/// Words after a name that make it the name of a street.
const STREETS: [&str; 7] = ["road", "rd", "street", "lane", "avenue", "drive", "crescent"];
/// Words that may follow a place and say nothing about it.
const FILLERS: [&str; 18] = [
    "and", "or", "for", "with", "who", "that", "but", "my", "i", "we", "please", "is", "are", "has", "have", "need",
    "on", "to",
];
/// Ends of ordinal numbers and ages, which look like the second half of a postcode.
const ENDINGS: [&str; 5] = ["st", "nd", "rd", "th", "yr"];
/// Signs that part a name from the words around it.
const PARTING: [char; 8] = [',', ';', '.', '!', '?', ':', '(', ')'];
/// People of a town outside the authority that is found without a word such as 'near' before it.
const WELL_KNOWN: u32 = 1_000;

/// What a mention names.
enum What<'a> {
    Code(Postcode),
    Part(&'a Word, Option<char>),
    Names(Vec<&'a Name>),
    Misspelt(Vec<&'a Name>),
}

/// Words of a sentence that name a place.
struct Mention<'a> {
    what: What<'a>,
    /// Indices of the first and last word, without the cue.
    words: Range<usize>,
    cued: bool,
    inside: bool,
}

impl Mention<'_> {
    /// The sort key of mentions, the likeliest meant first: codes before names, then those after
    /// 'near', inside, longer, earlier.
    fn sort_key(&self) -> impl Ord + use<> {
        let exact = match &self.what {
            What::Code(_) => 0u8,
            What::Part(_, Some(_)) => 1,
            What::Part(_, None) => 2,
            What::Names(_) => 3,
            What::Misspelt(_) => 4,
        };
        (exact, !self.cued, !self.inside, Reverse(self.words.len()), self.words.start)
    }
}

impl Gazetteer {
    /// A place anywhere inside a sentence, and the bytes of its words with an 'in' or 'near'
    /// before them. Whole postcodes of any form (so `Unknown` for one we do not hold), outward
    /// codes and sectors that are held, names and their near misses. A name that is plain English
    /// counts only after 'in', 'near', 'at' or 'around' and with nothing after it that would make
    /// it something else, or alone; the county's own name narrows nothing and is not found.
    pub fn find_in(&self, sentence: &str) -> Option<(Found, Range<usize>)> {
        let mut words = words::split_words(sentence);
        words.truncate(MOST_WORDS);
        let mut mentions: Vec<Mention<'_>> = Vec::new();
        // Every postcode holds a digit, and most sentences hold none.
        let may_hold_codes = sentence.bytes().any(|byte| byte.is_ascii_digit());
        let mut at = 0;
        while at < words.len() {
            let code = may_hold_codes.then(|| self.code_at(sentence, &words, at)).flatten();
            let found = code.or_else(|| self.name_at(sentence, &words, at));
            at = found.as_ref().map_or(at + 1, |mention| mention.words.end);
            let Some(mut mention) = found else { continue };
            if mentions.last().is_some_and(|town| self.holds(town, &mention)) {
                mention.words.start = mentions.pop().map_or(mention.words.start, |town| town.words.start);
                mention.cued = is_cued(&words, mention.words.start);
            }
            mentions.push(mention);
        }
        let best = mentions.into_iter().min_by_key(Mention::sort_key)?;
        let start = words[cue(&words, best.words.start).unwrap_or(best.words.start)].range.start;
        let end = words[best.words.end - 1].range.end;
        let found = match best.what {
            What::Code(postcode) => self.postcode(postcode),
            What::Part(word, sector) => Found::Place(self.part(&word.text.to_ascii_uppercase(), sector)?),
            What::Names(names) => self.choose(names)?,
            What::Misspelt(names) => {
                let typed = words::key_of_words(&words[best.words.clone()]);
                let is_taken = |name: &&Name| self.names.area(name).is_well_known() || name.sounds_like(&typed);
                let is_sure = names.first().is_some_and(is_taken);
                match self.choose(names)? {
                    Found::Place(mut place) if is_sure => {
                        place.understood_as = Some(place.label.clone());
                        Found::Place(place)
                    }
                    // It may be the name of a village that we do not know.
                    Found::Place(place) => {
                        let typed = sentence[words[best.words.start].range.start..end].to_owned();
                        let why = notes::unknown_name(&self.authority);
                        Found::Unknown(Unknown {
                            typed,
                            why,
                            suggestions: vec![place.label],
                            outside: false,
                            which: None,
                        })
                    }
                    Found::Unknown(unknown) => Found::Unknown(unknown),
                }
            }
        };
        Some((found, start..end))
    }

    fn code_at<'a>(&self, sentence: &str, words: &'a [Word], at: usize) -> Option<Mention<'a>> {
        let mention = |what, length: usize| {
            Some(Mention { what, words: at..at + length, cued: is_cued(words, at), inside: true })
        };
        let word = &words[at];
        if !word.text.is_ascii() || !word.text.as_bytes()[0].is_ascii_alphabetic() || word.text.len() > 7 {
            return None;
        }
        let has_digit = |word: &&Word| word.text.bytes().any(|b| b.is_ascii_digit());
        let next = words.get(at + 1).filter(|next| only_space(sentence, word, next));
        let inward = next.filter(|next| next.text.len() == 3 && next.text.is_ascii()).filter(has_digit);
        if inward.is_none() && !has_digit(&word) {
            return None;
        }
        let upper = word.text.to_ascii_uppercase();
        if upper.len() <= 4
            && let Some(next) = inward
            && let Some(postcode) = self.whole(&format!("{upper}{}", next.text.to_ascii_uppercase()))
        {
            return mention(What::Code(postcode), 2);
        }
        if has_digit(&word)
            && upper.len() >= 5
            && let Some(postcode) = self.whole(&upper)
        {
            return mention(What::Code(postcode), 1);
        }
        if upper.len() <= 4 && has_digit(&word) && self.postcodes.knows(&upper) {
            // A digit after it is a sector only where no age or number of children can follow.
            let closed =
                words.get(at + 2).is_none_or(|after| next.is_some_and(|next| !only_space(sentence, next, after)));
            let digit = next.filter(|next| next.text.len() == 1 && closed).and_then(|next| next.text.chars().next());
            let sector = digit.filter(|&digit| digit.is_ascii_digit() && self.postcodes.knows_sector(&upper, digit));
            return mention(What::Part(word, sector), 1 + usize::from(sector.is_some()));
        }
        None
    }

    /// A whole postcode that is held, mended when that makes it one, or that has a right form.
    fn whole(&self, compact: &str) -> Option<Postcode> {
        let held = |postcode: &Postcode| self.postcodes.find(postcode).is_some();
        let plain = compact.parse::<Postcode>().ok();
        let ordinal = |postcode: &Postcode| {
            let letters = postcode.inward()[1..].to_ascii_lowercase();
            ENDINGS.contains(&letters.as_str())
        };
        plain
            .filter(held)
            .or_else(|| postcode_spelling::correct_postcode(compact, held))
            .or(plain.filter(|postcode| postcode_spelling::has_known_area(postcode) && !ordinal(postcode)))
    }

    fn name_at<'a>(&'a self, sentence: &str, words: &[Word], at: usize) -> Option<Mention<'a>> {
        if matches!(words[at].text.as_str(), "and" | "the") {
            return None;
        }
        let cued = || is_cued(words, at);
        let longest = self.names.longest_from(&words[at].text);
        // An 'and' is no word of a name, but may stand inside one.
        let mut most = 0;
        let spans = words[at..].iter().take_while(|word| {
            most += usize::from(word.text != "and");
            most <= longest
        });
        for end in (at + 1..=at + spans.count()).rev() {
            if words[end - 1].text == "and" {
                continue;
            }
            let names = self.names.exact(&words::key_of_words(&words[at..end]));
            let Some(first) = names.first() else { continue };
            if self.names.area(first).kind == AreaKind::County {
                continue;
            }
            // "North, Redditch" and "Warndon Worcester": a ward and its district.
            if let Some((within, end)) = self.with_district(names, words, end) {
                return Some(Mention { what: What::Names(within), words: at..end, cued: cued(), inside: true });
            }
            let cued = cued();
            if self.is_meant(first, sentence, words, at..end, cued) {
                let inside = self.names.area(first).inside();
                return Some(Mention { what: What::Names(names.iter().collect()), words: at..end, cued, inside });
            }
        }
        self.misspelt_name_at(words, at)
    }

    /// The places of a name that the district or town after it narrows, and where that ends.
    fn with_district<'a>(&'a self, names: &'a [Name], words: &[Word], end: usize) -> Option<(Vec<&'a Name>, usize)> {
        let first = self.names.area(names.first()?);
        let is_ambiguous = self.is_ambiguous(names);
        // A town is known by its name, unless that is plain English.
        let is_known = first.kind == AreaKind::Town && !is_ambiguous && !names.first()?.is_common;
        if words.get(end)?.text == "and" || is_known {
            return None;
        }
        let is_near = words[end].text == "near";
        let start = end + usize::from(is_near);
        (1..=3).rev().filter(|length| start + length <= words.len()).find_map(|length| {
            let after = self.names.exact(&words::key_of_words(&words[start..start + length]));
            let tail = self.names.area(after.first().filter(|name| name.order <= 2)?);
            let within = self.narrow(names, after);
            // A name that needs no more to be told by is joined to its own district only.
            let is_joined =
                is_ambiguous || is_near || within.iter().any(|name| self.names.area(name).district == tail.district);
            (tail.inside() && !within.is_empty() && is_joined).then_some((within, start + length))
        })
    }

    /// Whether a ward or settlement stands right after the town or district that it lies in: "Worcester Warndon".
    fn holds(&self, town: &Mention<'_>, ward: &Mention<'_>) -> bool {
        let area = |mention: &Mention<'_>| match &mention.what {
            What::Names(names) => names.first().map(|name| self.names.area(name)),
            _ => None,
        };
        let (Some(wide), Some(narrow)) = (area(town), area(ward)) else { return false };
        town.words.end == ward.words.start && wide.is_wide() && !narrow.is_wide() && wide.district == narrow.district
    }

    /// Whether a name in a sentence is meant as a place.
    fn is_meant(&self, name: &Name, sentence: &str, words: &[Word], at: Range<usize>, cued: bool) -> bool {
        let after = words.get(at.end);
        if after.is_some_and(|after| STREETS.contains(&after.text.as_str())) {
            return false;
        }
        let alone = after.is_none() && cue(words, at.start).unwrap_or(at.start) == 0;
        if alone {
            return true;
        }
        if DIRECTIONS.contains(&name.key.as_str()) {
            return false;
        }
        let closed = after.is_none_or(|after| {
            FILLERS.contains(&after.text.as_str()) || !only_space(sentence, &words[at.end - 1], after)
        });
        let area = self.names.area(name);
        let letters = name.compact.chars().count();
        let town = matches!(area.kind, AreaKind::Town | AreaKind::District);
        if area.inside() && town && letters >= 6 {
            return true;
        }
        if name.is_common {
            let is_cued = cue(words, at.start).is_some();
            if at.len() > 1 && letters >= 9 {
                // "Dines green, he wont eat" names a place, and "the dines green" none.
                return is_cued || stands_apart(sentence, words, &at);
            }
            // "Away from stone" is no village.
            return is_cued && closed;
        }
        if !area.inside() {
            return cued || (letters >= 6 && area.population >= WELL_KNOWN);
        }
        letters >= 6 || cued || after.is_none()
    }

    fn misspelt_name_at<'a>(&'a self, words: &[Word], at: usize) -> Option<Mention<'a>> {
        if let Some(mention) = self.misspelt_words_at(words, at) {
            return Some(mention);
        }
        let word = words[at].text.as_str();
        let plain = word.len() >= 6 && word.bytes().all(|b| b.is_ascii_lowercase());
        // A word that names begin with is no slip in another.
        if !plain || self.is_another_word(word) || self.names.longest_from(word) > 0 {
            return None;
        }
        let names = self.names.near_in_sentence(word);
        let first = names.first()?;
        let street = words.get(at + 1).is_some_and(|after| STREETS.contains(&after.text.as_str()));
        if street || common_words::is_misspelt_common_word(word) {
            return None;
        }
        let (area, cued) = (self.names.area(first), is_cued(words, at));
        if !cued && !area.is_well_known() {
            return None;
        }
        let inside = area.inside();
        Some(Mention { what: What::Misspelt(names), words: at..at + 1, cued, inside })
    }
}

impl Gazetteer {
    /// A name of two or three words with a slip in one of them or in each, where no word with a slip is known as
    /// another: "chadsley corbet".
    fn misspelt_words_at<'a>(&'a self, words: &[Word], at: usize) -> Option<Mention<'a>> {
        let ends = (at + 2..=(at + 3).min(words.len())).rev();
        ends.into_iter().find_map(|end| {
            let typed: Vec<&str> = words[at..end].iter().map(|word| word.text.as_str()).collect();
            if typed.iter().all(|word| self.is_another_word(word)) {
                return None;
            }
            let street = words.get(end).is_some_and(|after| STREETS.contains(&after.text.as_str()));
            let names = self.names.near_by_words(&typed, |word| self.is_another_word(word));
            let inside = self.names.area(names.first().filter(|_| !street)?).inside();
            Some(Mention { what: What::Misspelt(names), words: at..end, cued: is_cued(words, at), inside })
        })
    }

    /// Whether a word is known to mean something else than a place.
    fn is_another_word(&self, word: &str) -> bool {
        common_words::is_common_word(word) || self.other_words.contains(word)
    }
}

/// Whether a sign or nothing stands on either side of words: they are all that is said there.
fn stands_apart(sentence: &str, words: &[Word], at: &Range<usize>) -> bool {
    let is_parted = |from: usize, to: usize| sentence.get(from..to).is_some_and(|between| between.contains(PARTING));
    let first = words[at.start].range.start;
    let before = at.start.checked_sub(1).is_none_or(|before| is_parted(words[before].range.end, first));
    let last = words[at.end - 1].range.end;
    before && words.get(at.end).is_none_or(|after| is_parted(last, after.range.start))
}

/// The index of the 'in' or 'near' (also 'near to', 'close to', 'in the') before a word.
fn cue(words: &[Word], at: usize) -> Option<usize> {
    let before = |back: usize| at.checked_sub(back).map(|index| words[index].text.as_str());
    let skip = usize::from(before(1) == Some("the"));
    let last = before(1 + skip)?;
    if CUES.contains(&last) {
        return Some(at - 1 - skip);
    }
    (last == "to" && matches!(before(2 + skip), Some("near" | "close"))).then(|| at - 2 - skip)
}

/// Whether a word before another says that it is a place.
fn is_cued(words: &[Word], at: usize) -> bool {
    cue(words, at).is_some() || at.checked_sub(1).is_some_and(|before| words[before].text == "from")
}

/// Whether nothing but space stands between two words.
fn only_space(sentence: &str, first: &Word, second: &Word) -> bool {
    sentence.get(first.range.end..second.range.start).is_some_and(|between| between.chars().all(char::is_whitespace))
}
