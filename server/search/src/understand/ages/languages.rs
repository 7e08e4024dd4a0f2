//! Ages told in other languages, by the words of `age_words.csv`: "mam 14 lat", "8 месяцев", "三岁".
//!
//! The text is read in runs of letters and of digits, of any script; a Chinese sign is a run of its own.

use super::{AgeMention, years};
use crate::text::{self, Token};
use directory::{Age, AgeUse, AgeWords};
use std::{collections::HashMap, ops::Range};

/// The signs for zero whose digits people type, each followed by its one to nine.
const ZEROS: [char; 7] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ff10}'];
/// The oldest of whom an age in years is read.
const OLDEST: u16 = 25;
/// The most months, weeks and days that tell an age; beyond, they tell how long something lasts.
const MOST_MONTHS: u16 = 60;
const MOST_WEEKS: u16 = 16;
const MOST_DAYS: u16 = 60;
/// Weeks in a month.
const WEEKS_IN_MONTH: f64 = 4.345;
/// Fewest letters of a word that tells an age where the language is not known: shorter ones may be English.
const FEWEST_LETTERS: usize = 4;

/// The words about ages of all languages.
#[derive(Debug, Default)]
pub struct LanguageAges {
    languages: Vec<(String, Words)>,
}

/// The words about ages of one language: phrases by their use, each with the number that it is.
#[derive(Debug, Default)]
struct Words(HashMap<AgeUse, Vec<(Vec<String>, u16)>>);

/// A run of letters or digits.
struct Piece {
    word: String,
    number: Option<u16>,
    range: Range<usize>,
}

/// A text in pieces.
struct Pieces<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
}

/// An age in months, and where it ends.
type Told = (u16, usize);

impl LanguageAges {
    /// From the rows of the file.
    pub fn new(rows: &[AgeWords]) -> Self {
        let mut languages: Vec<(String, Words)> = Vec::new();
        for row in rows {
            let known = languages.iter().position(|(code, _)| *code == row.language);
            let position = known.unwrap_or_else(|| {
                languages.push((row.language.clone(), Words::default()));
                languages.len() - 1
            });
            let phrases = row.words.iter().map(|words| {
                let words = Pieces::new(words).pieces.into_iter().map(|piece| piece.word).collect();
                (words, row.number.unwrap_or_default())
            });
            languages[position].1.0.entry(row.age_use).or_default().extend(phrases);
        }
        Self { languages }
    }

    /// All ages in a text of a language, by its code. Where the language is not known, only what one of them
    /// says with a word for years, months or an age.
    pub fn read(&self, language: Option<&str>, text: &str, tokens: &[Token]) -> Vec<AgeMention> {
        let pieces = Pieces::new(text);
        let mut found = Vec::new();
        for (code, words) in &self.languages {
            if found.is_empty() && language.is_none_or(|language| language == code) {
                words.read(&pieces, language.is_some(), tokens, &mut found);
            }
        }
        // "bebe de 3 luni": the months say more than the word for a baby.
        let is_exact = |mention: &AgeMention| matches!(mention.ages[..], [Age::Months(_) | Age::Years(1)]);
        if found.iter().any(is_exact) {
            found.retain(|mention| mention.ages != [Age::Years(0)]);
        }
        found
    }
}

impl Words {
    fn read(&self, pieces: &Pieces<'_>, is_known: bool, tokens: &[Token], found: &mut Vec<AgeMention>) {
        let (mut at, mut last_end) = (0, None);
        while at < pieces.pieces.len() {
            let told = self.in_words(pieces, at, is_known).or_else(|| self.measured(pieces, at, is_known));
            let told = told.or_else(|| self.bare(pieces, at, last_end).filter(|_| is_known));
            let Some((months, end)) = told else {
                at = pieces.after_number(at);
                continue;
            };
            let range = pieces.pieces[at].range.start..pieces.pieces[end - 1].range.end;
            let is_new = |mention: &AgeMention| found.iter().all(|other: &AgeMention| other.ages != mention.ages);
            found.extend(mention(months, &range, tokens).filter(is_new));
            (at, last_end) = (end, Some(end));
        }
    }

    /// The longest phrase of a use that begins here: the number that it is, and where it ends.
    fn begins(&self, age_use: AgeUse, pieces: &Pieces<'_>, at: usize) -> Option<Told> {
        let phrases = self.0.get(&age_use).into_iter().flatten();
        let longest = phrases.filter(|(words, _)| pieces.are(at, words)).max_by_key(|(words, _)| words.len())?;
        Some((longest.1, at + longest.0.len()))
    }

    /// Whether a phrase of a use ends right before this piece.
    fn ends(&self, age_use: AgeUse, pieces: &Pieces<'_>, at: usize) -> bool {
        let mut phrases = self.0.get(&age_use).into_iter().flatten();
        phrases.any(|(words, _)| at.checked_sub(words.len()).is_some_and(|start| pieces.are(start, words)))
    }

    /// Whether words around a number show that it is no age.
    fn is_span(&self, pieces: &Pieces<'_>, at: usize, end: usize) -> bool {
        // "8. sınıf": a point makes an order of the number.
        let is_beside = !pieces.is_parted(end) || pieces.between(end - 1) == ". ";
        let is_after = is_beside && self.begins(AgeUse::NotAfter, pieces, end).is_some();
        is_after || self.ends(AgeUse::NotBefore, pieces, at) && !self.is_said(pieces, at, end)
    }

    /// Whether words around a number say that it is an age.
    fn is_said(&self, pieces: &Pieces<'_>, at: usize, end: usize) -> bool {
        self.ends(AgeUse::Before, pieces, at) || self.begins(AgeUse::After, pieces, end).is_some()
    }

    /// "dwulatek", "годовалый", "santen", with the months that follow.
    fn in_words(&self, pieces: &Pieces<'_>, at: usize, is_known: bool) -> Option<Told> {
        let (months, end) = self.begins(AgeUse::Age, pieces, at)?;
        let is_sure = is_known || pieces.are_long(at..end);
        let (months, end) = self.and_months(pieces, (months, end));
        (is_sure && !self.is_span(pieces, at, end)).then_some((months, end))
    }

    /// A number with years, months, weeks or days.
    fn measured(&self, pieces: &Pieces<'_>, at: usize, is_known: bool) -> Option<Told> {
        let (twelfths, start) = self.number(pieces, at)?;
        let units = [AgeUse::Years, AgeUse::Months, AgeUse::Weeks, AgeUse::Days];
        let units = units.into_iter().filter_map(|unit| Some((unit, self.begins(unit, pieces, start)?.1)));
        let (unit, end) = units.max_by_key(|(_, end)| *end)?;
        let whole = twelfths / 12;
        // Spans are told of much else than ages: an age is said, or it stands apart.
        let is_said = self.is_said(pieces, at, end) || self.begins(AgeUse::After, pieces, start).is_some();
        let is_figure = pieces.pieces[at].number.is_some();
        let begins = pieces.is_parted(at) && (at > 0 || is_figure);
        let is_sure = is_known || pieces.are_long(start..end);
        if !is_sure || self.is_span(pieces, at, end) {
            return None;
        }
        match unit {
            AgeUse::Years if whole <= OLDEST && (is_said || begins || pieces.is_parted(end)) => {
                Some(self.and_months(pieces, (twelfths, end)))
            }
            AgeUse::Months if whole <= MOST_MONTHS && (is_said || begins && pieces.is_parted(end)) => {
                Some((whole, end))
            }
            AgeUse::Weeks if whole <= MOST_WEEKS && is_said => Some(((f64::from(whole) / WEEKS_IN_MONTH) as u16, end)),
            AgeUse::Days if whole <= MOST_DAYS && is_said => Some((whole / 30, end)),
            _ => None,
        }
    }

    /// Years and the months that are told with them: "2 года и 3 месяца".
    fn and_months(&self, pieces: &Pieces<'_>, (months, end): Told) -> Told {
        let next = self.begins(AgeUse::And, pieces, end).map_or(end, |(_, next)| next);
        let more = self.number(pieces, next).filter(|(more, _)| months >= 12 && *more < 12 * 12);
        let more = more.and_then(|(more, end)| Some((more / 12, self.begins(AgeUse::Months, pieces, end)?.1)));
        more.map_or((months, end), |(more, end)| (months + more, end))
    }

    /// A number alone that an age is asked by: "mne 13", "17 ka hoon", "3 e 6", and what stands apart: ", 8".
    fn bare(&self, pieces: &Pieces<'_>, at: usize, last_end: Option<usize>) -> Option<Told> {
        let (twelfths, end) = self.number(pieces, at).filter(|(twelfths, _)| (12..=OLDEST * 12).contains(twelfths))?;
        let is_one = twelfths < 24 && pieces.pieces[at].number.is_none();
        let units = [AgeUse::Years, AgeUse::Months, AgeUse::Weeks, AgeUse::Days];
        let is_measured = units.iter().any(|unit| self.begins(*unit, pieces, end).is_some());
        if is_one || is_measured || self.is_span(pieces, at, end) {
            return None;
        }
        let joined = self.begins(AgeUse::And, pieces, end).and_then(|(_, next)| self.number(pieces, next));
        let is_told_on = self.begins(AgeUse::And, pieces, end).is_some();
        let ends = pieces.is_parted(end) || joined.is_some_and(|(_, end)| pieces.is_parted(end));
        let is_before = self.ends(AgeUse::Before, pieces, at);
        let is_young = (10 * 12..=18 * 12).contains(&twelfths);
        let follows = last_end.is_some_and(|last| {
            last == at || self.begins(AgeUse::And, pieces, last).is_some_and(|(_, next)| next == at)
        });
        let is_apart = pieces.is_parted(at) && ends && twelfths < 20 * 12 && pieces.pieces.len() > end - at;
        let is_told = self.begins(AgeUse::After, pieces, end).is_some()
            || is_before && (ends || is_young || is_told_on)
            || follows && (ends || pieces.pieces[at].number.is_some())
            || is_apart;
        is_told.then_some((twelfths, end))
    }

    /// A number in figures or words, in twelfths, and where it ends. Dates, times and house numbers are none.
    fn number(&self, pieces: &Pieces<'_>, at: usize) -> Option<Told> {
        if let Some((number, end)) = self.begins(AgeUse::Number, pieces, at) {
            return Some((number * 12, end));
        }
        let piece = pieces.pieces.get(at)?;
        let whole = piece.number.filter(|number| *number < 1000)? * 12;
        if pieces.text[..piece.range.start].ends_with(['£', '$', '€']) {
            return None;
        }
        if at > 0 && (pieces.touch_letters(at, at - 1) || pieces.is_number_joined(at - 1)) {
            return None;
        }
        if pieces.is_number_joined(at) {
            let part = pieces.pieces[at + 1].number.filter(|part| *part < 10 && !pieces.is_number_joined(at + 1))?;
            let is_one_digit = pieces.pieces[at + 1].word.len() == 1;
            let is_decimal = is_one_digit && matches!(pieces.between(at), "." | ",");
            return is_decimal.then_some((whole + (part * 12 + 5) / 10, at + 2));
        }
        let units = [AgeUse::Years, AgeUse::Months, AgeUse::Weeks];
        let is_unit = || units.iter().any(|unit| self.begins(*unit, pieces, at + 1).is_some());
        (!pieces.touch_letters(at, at + 1) || is_unit()).then_some((whole, at + 1))
    }
}

impl<'t> Pieces<'t> {
    fn new(text: &'t str) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut last = None;
        for (at, c) in text.char_indices() {
            let digit = digit(c);
            let Some(letter) = digit.and_then(|digit| char::from_digit(digit, 10)).or_else(|| letter(c)) else {
                // An apostrophe does not end a word, and a sign below a letter is left out.
                last = last.filter(|_| text::is_apostrophe(c) || is_mark(c));
                continue;
            };
            let kind = (digit.is_some(), text::is_sign(c));
            let range = at..at + c.len_utf8();
            match pieces.last_mut().filter(|_| last == Some(kind) && !kind.1) {
                Some(piece) => {
                    piece.word.push(letter);
                    piece.range.end = range.end;
                }
                None => pieces.push(Piece { word: letter.to_string(), number: None, range }),
            }
            last = Some(kind);
        }
        for piece in &mut pieces {
            piece.number = piece.word.parse().ok();
        }
        Self { text, pieces }
    }

    fn are(&self, at: usize, words: &[String]) -> bool {
        let here = self.pieces.get(at..at + words.len());
        here.is_some_and(|here| here.iter().zip(words).all(|(piece, word)| piece.word == *word))
    }

    fn are_long(&self, range: Range<usize>) -> bool {
        self.pieces[range].iter().any(|piece| piece.word.chars().count() >= FEWEST_LETTERS)
    }

    /// What stands between a piece and the next.
    fn between(&self, at: usize) -> &str {
        let end = self.pieces.get(at).map_or(self.text.len(), |piece| piece.range.end);
        let start = self.pieces.get(at + 1).map_or(self.text.len(), |piece| piece.range.start);
        self.text.get(end..start).unwrap_or_default()
    }

    /// Whether the text begins or ends before this piece, or a mark stands there.
    fn is_parted(&self, at: usize) -> bool {
        let is_mark = |c: char| !c.is_whitespace();
        at == 0 || at >= self.pieces.len() || self.between(at - 1).contains(is_mark)
    }

    /// Whether this piece and the next are numbers with a mark and no space between them.
    fn is_number_joined(&self, at: usize) -> bool {
        let between = self.between(at);
        let both = self.pieces.get(at..at + 2).is_some_and(|two| two.iter().all(|piece| piece.number.is_some()));
        both && !between.contains(char::is_whitespace)
    }

    /// Whether a number touches a piece of letters that words are written with.
    fn touch_letters(&self, number: usize, other: usize) -> bool {
        let (Some(number), Some(other)) = (self.pieces.get(number), self.pieces.get(other)) else {
            return false;
        };
        let touch = number.range.end == other.range.start || other.range.end == number.range.start;
        touch && !other.word.chars().all(text::is_sign)
    }

    /// The piece to go on with: no part of a number is read for itself.
    fn after_number(&self, at: usize) -> usize {
        if self.is_number_joined(at) { at + 2 } else { at + 1 }
    }
}

/// An age as it is shown, with the tokens it touches.
fn mention(months: u16, range: &Range<usize>, tokens: &[Token]) -> Option<AgeMention> {
    let touch = |token: &Token| token.range.start < range.end && range.start < token.range.end;
    let start = tokens.iter().position(touch).unwrap_or_default();
    let end = start + tokens[start..].iter().take_while(|token| touch(token)).count();
    let age = Age::from_months(months).ok()?;
    match age {
        Age::Years(number) => years(age.to_string(), number, number, start..end),
        _ => Some(AgeMention { label: age.to_string(), ages: vec![age], tokens: start..end }),
    }
}

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().map(|zero| u32::from(c).wrapping_sub(u32::from(*zero))).find(|digit| *digit < 10)
}

/// A letter as it is compared.
fn letter(c: char) -> Option<char> {
    match c {
        '\u{9df}' => Some('\u{9af}'),
        '\u{9dc}' => Some('\u{9a1}'),
        '\u{9dd}' => Some('\u{9a2}'),
        // What joins two consonants of a word in Indian scripts.
        '\u{94d}' | '\u{9cd}' | '\u{a4d}' => Some(c),
        _ if is_mark(c) => None,
        _ => text::fold_letter(c),
    }
}

/// Dots below a letter, which some keyboards type apart.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{9bc}' | '\u{a3c}')
}

#[cfg(test)]
mod tests;
