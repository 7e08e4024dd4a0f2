//! What is offered while somebody types: needs first, then services, then places. Sorted lists and
//! binary search; nothing is kept of what was typed.

mod names;

use super::{
    ages,
    danger::Dangers,
    query::LONGEST_WORDS,
    text::{self, Shorthand, Token},
};
use crate::catalogue::{Catalogue, Facts};
use directory::Slug;
use names::Names;
use places::{Gazetteer, common_words};
use serde::Serialize;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use utoipa::ToSchema;

/// Most suggestions.
pub const MOST: usize = 8;
/// Fewest letters that anything is offered for.
const SHORTEST: usize = 3;
/// Fewest letters for which something sensitive is offered: nothing alarming out of nowhere.
const SHORTEST_SENSITIVE: usize = 5;
/// Something sensitive is offered for a beginning when this share of what begins so is sensitive.
const SENSITIVE_SHARE: f32 = 0.6;
/// A word in a service's name is sensitive when this share of the lines that say it is.
const SENSITIVE_WORD: f32 = 0.8;
/// A sensitive service is offered when at most this many names hold what was typed.
const FEW_NAMES: usize = 2;
/// How many needs, services and places there are room for while all three have some.
const ROOM: [usize; 3] = [4, 2, 2];
/// Words at the end of what was typed that are looked at together.
const LONGEST_TAIL: usize = 6;
/// What each further word that fits counts for.
const WORD_WEIGHT: f32 = 4.0;
/// Most that the phrases of one need count for together.
const MOST_FROM_PHRASES: f32 = 45.0;
/// A need whose label does not hold what was typed must have this share of the lines that do: so
/// "bab" does not bring up loss, because of the few who typed "baby loss".
const LEAST_SHARE: f32 = 0.08;
/// The same for a sensitive need.
const LEAST_SHARE_SENSITIVE: f32 = 0.25;

/// What a suggestion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// What troubles a family.
    Need,
    /// Somebody who helps.
    Service,
    /// A town, ward, district or part of a postcode.
    Place,
}

impl SuggestionKind {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Service => "service",
            Self::Place => "place",
        }
    }
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// What to show: the label of a need, the name of a service or place.
    pub label: String,
    /// What the form takes: a need's slug, a service's id, a place for `near`. Empty for a need
    /// when the words speak of harm: then they are searched as they are, since only they bring the
    /// urgent panel.
    pub value: String,
    /// Where choosing it leads.
    pub url: String,
    /// The words that stay in `q` when it is chosen.
    #[serde(skip)]
    pub words: String,
}

/// How a line of words came to stand for a need.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Label,
    Covers,
    Phrase,
}

/// Words that stand for needs.
struct Line {
    words: Box<str>,
    needs: Box<[u16]>,
    from: From,
}

/// A word of a line or name, in the order of what stands from there on.
#[derive(Clone, Copy)]
struct Start {
    line: u32,
    at: u16,
}

/// Everything that can be offered, made once from the records.
pub struct Suggester {
    lines: Arc<Vec<Line>>,
    starts: Arc<Vec<Start>>,
    needs: Arc<Vec<Need>>,
    names: Names,
    dangers: Arc<Dangers>,
    shorthand: Arc<Shorthand>,
}

struct Need {
    slug: Slug,
    label: String,
    sensitive: bool,
    /// Whether nobody should meet it unasked: abuse, suicide and what is named like them.
    alarming: bool,
}

/// What the lines that begin with one tail say for a need.
#[derive(Clone, Default)]
struct Heard {
    lines: u32,
    by_label: bool,
    /// From its own lines, and from phrases.
    votes: [f32; 2],
}

impl std::fmt::Debug for Suggester {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Suggester")
    }
}

impl Suggester {
    /// From the needs, the phrases and the services. Services for people who do harm are left out.
    pub fn new(catalogue: &Catalogue) -> Self {
        let terms = &catalogue.terms;
        let mut seen = HashSet::new();
        let mut lines: Vec<Line> = Vec::new();
        let mut add = |words: &str, needs: Box<[u16]>, from: From| {
            let words = folded(words).into_boxed_str();
            if !words.is_empty() && !needs.is_empty() && seen.insert((words.clone(), needs.clone())) {
                lines.push(Line { words, needs, from });
            }
        };
        for (at, need) in (0u16..).zip(&terms.needs) {
            add(&need.label, [at].into(), From::Label);
            need.covers.iter().for_each(|covers| add(covers, [at].into(), From::Covers));
        }
        for phrase in &terms.phrases {
            let needs = phrase.needs.iter().filter_map(|need| catalogue.need_position(need.as_str())).collect();
            add(&phrase.words, needs, From::Phrase);
        }
        let alarming = alarming(catalogue);
        let needs: Vec<Need> = terms
            .needs
            .iter()
            .zip(alarming)
            .map(|(need, alarming)| Need {
                slug: need.slug.clone(),
                label: need.label.clone(),
                sensitive: need.sensitive,
                alarming,
            })
            .collect();
        let starts = sorted(lines.iter().map(|line| &*line.words));
        let shorthand = Shorthand::new(terms.shorthand.iter().cloned());
        let words = Self {
            lines: Arc::new(lines),
            starts: Arc::new(starts),
            needs: Arc::new(needs),
            names: Names::default(),
            dangers: Arc::new(Dangers::new(&terms.dangers, &terms.danger_words, &shorthand)),
            shorthand: Arc::new(shorthand),
        };
        words.renewed(catalogue)
    }

    /// This suggester with the names of other services; needs and phrases are shared.
    pub fn renewed(&self, catalogue: &Catalogue) -> Self {
        let by_need = |facts: &Facts| facts.needs.first().is_some_and(|need| self.needs[usize::from(*need)].sensitive);
        let mut known = HashMap::new();
        Self {
            lines: self.lines.clone(),
            starts: self.starts.clone(),
            needs: self.needs.clone(),
            names: self.names.renewed(catalogue, by_need, |words| self.is_sensitive_name(words, &mut known)),
            dangers: self.dangers.clone(),
            shorthand: self.shorthand.clone(),
        }
    }

    /// What may be meant by the words typed so far, of which the last may not be finished: at most
    /// [`MOST`], needs before services before places. Nothing for fewer than three letters or for
    /// more than the search reads.
    pub fn suggest(&self, typed: &str, gazetteer: &Gazetteer) -> Vec<Suggestion> {
        if typed.chars().nth(LONGEST_WORDS).is_some() {
            return Vec::new();
        }
        let mut typed = Typed::read(typed, &self.shorthand);
        let found = self.found(&typed, gazetteer);
        if !found.is_empty() || typed.finished || typed.words.len() < 2 {
            return found;
        }
        // A word that has hardly begun does not take away what the words before it brought.
        if typed.words.last().is_some_and(|word| letters(&word.word) < SHORTEST) {
            typed.words.pop();
            typed.finished = true;
            return self.found(&typed, gazetteer);
        }
        found
    }

    fn found(&self, typed: &Typed<'_>, gazetteer: &Gazetteer) -> Vec<Suggestion> {
        let tails = typed.tails();
        if tails.is_empty() {
            return Vec::new();
        }
        let mut groups =
            [self.needs(typed, &tails, gazetteer), self.services(&tails), places(typed, &tails, gazetteer)];
        let mut spare = MOST - groups.iter().zip(ROOM).map(|(group, room)| group.len().min(room)).sum::<usize>();
        for (group, room) in groups.iter_mut().zip(ROOM) {
            let more = group.len().saturating_sub(room).min(spare);
            spare -= more;
            group.truncate(room + more);
        }
        groups.into_iter().flatten().collect()
    }

    fn needs(&self, typed: &Typed<'_>, tails: &[Tail], gazetteer: &Gazetteer) -> Vec<Suggestion> {
        // What speaks for each need: lines of its own, and people's phrases.
        let mut votes = vec![[0.0f32; 2]; self.needs.len()];
        // From which word on the words speak for each.
        let mut begins = vec![usize::MAX; self.needs.len()];
        for tail in tails {
            let mut heard: Vec<Heard> = vec![Heard::default(); self.needs.len()];
            let mut all = 0;
            let mut crowd = None;
            for start in self.lines_with(tail) {
                let line = &self.lines[start.line as usize];
                let vote = line.vote(start.at, tail);
                if vote == 0.0 {
                    continue;
                }
                all += 1;
                for (place, need) in line.needs.iter().enumerate() {
                    let at = usize::from(*need);
                    if self.needs[at].alarming && !self.may_be_said(line, *start, tail, &mut crowd) {
                        continue;
                    }
                    heard[at].lines += 1;
                    heard[at].by_label |= line.from == From::Label;
                    heard[at].votes[usize::from(line.from == From::Phrase)] +=
                        vote / if place == 0 { 1.0 } else { 3.0 };
                }
            }
            for (at, heard) in heard.into_iter().enumerate() {
                let least = if self.needs[at].sensitive { LEAST_SHARE_SENSITIVE } else { LEAST_SHARE };
                if heard.lines > 0 && (heard.by_label || heard.lines as f32 >= all as f32 * least) {
                    votes[at][0] += heard.votes[0] * tail.weight();
                    votes[at][1] += heard.votes[1] * tail.weight();
                    begins[at] = begins[at].min(tail.begins);
                }
            }
        }
        let most = tails.iter().map(Tail::weight).fold(0.0, f32::max) * MOST_FROM_PHRASES;
        let mut ranked: Vec<(f32, usize)> = votes
            .iter()
            .enumerate()
            .map(|(at, [own, phrases])| (own + phrases.min(most), at))
            .filter(|(vote, _)| *vote > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(MOST);
        let Some(begin) = ranked.iter().map(|(_, at)| begins[*at]).min() else { return Vec::new() };
        let heard = self.dangers.read(&typed.words);
        let harm = heard.is_urgent() || heard.quiet || heard.worried_about_self;
        let words = if harm { typed.text.trim().to_owned() } else { typed.age_and_place(begin, gazetteer) };
        let suggestion = |need: &Need| {
            let value = if harm { "" } else { need.slug.as_str() };
            Suggestion {
                kind: SuggestionKind::Need,
                label: need.label.clone(),
                url: search_url(&[("q", &words), ("need", value)]),
                value: value.to_owned(),
                words: words.clone(),
            }
        };
        ranked.into_iter().map(|(_, at)| suggestion(&self.needs[at])).collect()
    }

    /// Whether a line may bring up something alarming: it is typed out, or it is begun (a phrase to
    /// its last word) and nearly all that begins like this is as sensitive. So "my husband" and
    /// "older" bring up nothing, though lines about harm begin like them.
    fn may_be_said(&self, line: &Line, start: Start, tail: &Tail, crowd: &mut Option<bool>) -> bool {
        if letters(&tail.text) < SHORTEST_SENSITIVE || (start.at > 0 && line.from != From::Label) {
            return false;
        }
        if *line.words == *tail.text {
            return true;
        }
        let (before, last) = tail.text.rsplit_once(' ').unwrap_or(("", &tail.text));
        // "self h" may go on as "self help".
        let enough = letters(before) >= SHORTEST_SENSITIVE || letters(last) >= SHORTEST;
        let begun = line.from != From::Phrase || tail.words >= line.words.split(' ').count();
        // A word that is one by itself is meant as it is: "older" is not the beginning of "olders".
        let goes_on =
            line.words[usize::from(start.at)..].as_bytes().get(tail.text.len()).is_some_and(|byte| *byte != b' ');
        let other_word = goes_on && common_words::is_base_form(last);
        let crowded = || self.is_mostly_sensitive(&tail.without_leading_stop_words());
        enough && begun && !other_word && *crowd.get_or_insert_with(crowded)
    }

    /// Whether most of what holds a word beginning like this is sensitive.
    fn is_mostly_sensitive(&self, words: &str) -> bool {
        letters(words) >= SHORTEST_SENSITIVE
            && self.sensitive_share(self.lines_with(&Tail::of(words))) >= SENSITIVE_SHARE
    }

    /// Whether a service's name says something sensitive by itself, whatever it is listed under.
    /// `known` keeps the words that were looked up: names are made of few.
    fn is_sensitive_name(&self, words: &str, known: &mut HashMap<String, bool>) -> bool {
        words.split(' ').filter(|word| !text::is_stop_word(word)).any(|word| match known.get(word) {
            Some(sensitive) => *sensitive,
            None => {
                let sensitive = self.is_sensitive_word(word);
                known.insert(word.to_owned(), sensitive);
                sensitive
            }
        })
    }

    fn is_sensitive_word(&self, word: &str) -> bool {
        let tail = Tail { finished: true, ..Tail::of(word) };
        let found: Vec<Start> =
            self.lines_with(&tail).iter().filter(|start| tail.fits(self.words_from(start))).copied().collect();
        self.sensitive_share(&found) >= SENSITIVE_WORD
    }

    /// The share of the lines whose first need is sensitive; 0 of none.
    fn sensitive_share(&self, found: &[Start]) -> f32 {
        let sensitive = |start: &&Start| {
            let first = self.lines[start.line as usize].needs[0];
            self.needs[usize::from(first)].sensitive
        };
        found.iter().filter(sensitive).count() as f32 / found.len().max(1) as f32
    }

    fn words_from(&self, start: &Start) -> &str {
        &self.lines[start.line as usize].words[usize::from(start.at)..]
    }

    fn lines_with(&self, tail: &Tail) -> &[Start] {
        beginning(&self.starts, |start| self.words_from(start), &tail.text)
    }

    fn services(&self, tails: &[Tail]) -> Vec<Suggestion> {
        let services = &self.names.services;
        let name = |start: &Start| &services[start.line as usize].words[usize::from(start.at)..];
        let mut chosen: Vec<u32> = Vec::new();
        for tail in tails.iter().filter(|tail| !tail.only_stop_words) {
            let first = beginning(&self.names.first, name, &tail.text);
            let later = beginning(&self.names.later, name, &tail.text);
            let known = tail.letters >= SHORTEST_SENSITIVE && first.len() + later.len() <= FEW_NAMES;
            for start in first.iter().chain(later) {
                let service = &services[start.line as usize];
                if chosen.len() == MOST {
                    break;
                }
                let said = chosen.iter().any(|at| services[*at as usize].words == service.words);
                if !said && tail.fits(name(start)) && (known || !service.is_sensitive()) {
                    chosen.push(start.line);
                }
            }
        }
        let suggestion = |at: u32| {
            let service = &services[at as usize];
            Suggestion {
                kind: SuggestionKind::Service,
                label: service.name.clone(),
                value: service.id.as_str().to_owned(),
                url: format!("/services/{}", service.id),
                words: String::new(),
            }
        };
        chosen.into_iter().map(suggestion).collect()
    }
}

/// Which needs are alarming: sensitive ones of a danger, and sensitive ones whose label shares a word
/// with these ("Sexual health", beside "Sexual abuse").
fn alarming(catalogue: &Catalogue) -> Vec<bool> {
    let needs = &catalogue.terms.needs;
    let of_danger = |slug: &Slug| catalogue.authority.dangers.iter().any(|danger| danger.needs.contains(slug));
    let speaking = |label: &str| {
        let words = text::tokens(label).into_iter().map(|token| token.word);
        words.filter(|word| !text::is_stop_word(word)).collect::<HashSet<_>>()
    };
    let first: Vec<bool> = needs.iter().map(|need| need.sensitive && of_danger(&need.slug)).collect();
    let words: HashSet<String> =
        needs.iter().zip(&first).filter(|(_, first)| **first).flat_map(|(need, _)| speaking(&need.label)).collect();
    let named = |label: &str| speaking(label).iter().any(|word| words.contains(word));
    needs.iter().zip(first).map(|(need, first)| first || (need.sensitive && named(&need.label))).collect()
}

impl Line {
    /// What a line that fits says for its needs.
    fn vote(&self, at: u16, tail: &Tail) -> f32 {
        let here = &self.words[usize::from(at)..];
        if !tail.fits(here) {
            return 0.0;
        }
        // "he wont" begins phrases; inside one it says nothing.
        if tail.only_stop_words && at > 0 {
            return 0.0;
        }
        let vote = match (self.from, at) {
            (From::Label, 0) => 60.0,
            (From::Label, _) => 40.0,
            (From::Covers, 0) => 30.0,
            (From::Covers, _) => 12.0,
            (From::Phrase, 0) => 8.0,
            (From::Phrase, _) => 3.0,
        };
        if at == 0 && self.words.len() == tail.text.len() { vote + 15.0 } else { vote }
    }
}

/// What was typed, read.
struct Typed<'t> {
    text: &'t str,
    words: Vec<Token>,
    /// Whether the last word is finished.
    finished: bool,
}

impl<'t> Typed<'t> {
    fn read(text: &'t str, shorthand: &Shorthand) -> Self {
        let last = text.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8());
        // Short forms are written out once they are finished: "u" may become "uniform".
        let mut words = shorthand.tokens(&text[..last]);
        words.extend(text::tokens(&text[last..]).into_iter().map(|mut word| {
            word.range = word.range.start + last..word.range.end + last;
            word
        }));
        let finished = words.last().is_none_or(|word| word.range.end <= last);
        Self { text, words, finished }
    }

    /// The last words together, most first, as far as they say enough.
    fn tails(&self) -> Vec<Tail> {
        let most = self.words.len().min(LONGEST_TAIL);
        let tail = |count: usize| {
            let begins = self.words.len() - count;
            let words = &self.words[begins..];
            let text = words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>().join(" ");
            Tail { begins, finished: self.finished, ..Tail::of(&text) }
        };
        let says_enough = |tail: &Tail| {
            let last = self.words.last().map_or(0, |word| letters(&word.word));
            let whole = tail.words > 1 && tail.words == self.words.len();
            letters(&tail.text) >= SHORTEST && (!tail.only_stop_words || whole) && (tail.words > 1 || last >= SHORTEST)
        };
        (1..=most).rev().map(tail).filter(says_enough).collect()
    }

    /// The words before `begin` that say an age in figures or a place: they stay with a need that is
    /// chosen. Others would only be searched as text beside it.
    fn age_and_place(&self, begin: usize, gazetteer: &Gazetteer) -> String {
        let before = &self.words[..begin.min(self.words.len())];
        let Some(end) = before.last().map(|word| word.range.end) else { return String::new() };
        let place = gazetteer.find_in(&self.text[..end]).map(|(_, range)| range);
        let mut kept = vec![false; before.len()];
        for mention in ages::read(before) {
            let said = mention.tokens.clone();
            if before.get(said.clone()).is_some_and(|words| words.iter().any(has_digit)) {
                said.for_each(|at| kept[at] = true);
            }
        }
        let in_place = |word: &Token| {
            place.as_ref().is_some_and(|place| word.range.start < place.end && place.start < word.range.end)
        };
        let mut words: Vec<&str> = Vec::new();
        let mut last = usize::MAX;
        for (word, kept) in before.iter().zip(kept) {
            // A short form that was written out is several words in one place.
            if (kept || in_place(word)) && word.range.start != last {
                words.push(&self.text[word.range.clone()]);
                last = word.range.start;
            }
        }
        words.join(" ")
    }
}

fn has_digit(word: &Token) -> bool {
    word.word.bytes().any(|byte| byte.is_ascii_digit())
}

/// The last words of what was typed.
#[derive(Clone)]
struct Tail {
    text: String,
    /// How many words it has.
    words: usize,
    /// Which word of what was typed it begins with.
    begins: usize,
    /// Letters of the words that say something.
    letters: usize,
    only_stop_words: bool,
    finished: bool,
}

impl Tail {
    fn of(text: &str) -> Self {
        let speaking: usize = text.split(' ').filter(|word| !text::is_stop_word(word)).map(letters).sum();
        Self {
            words: text.split(' ').count(),
            begins: 0,
            letters: speaking,
            only_stop_words: speaking == 0,
            finished: false,
            text: text.to_owned(),
        }
    }

    fn weight(&self) -> f32 {
        WORD_WEIGHT.powi(self.words.saturating_sub(1) as i32)
    }

    /// Whether words that begin with the tail do so with its last word as a whole, once that is
    /// finished.
    fn fits(&self, words: &str) -> bool {
        !self.finished || matches!(words.as_bytes().get(self.text.len()), None | Some(b' '))
    }

    fn without_leading_stop_words(&self) -> String {
        self.text.split(' ').skip_while(|word| text::is_stop_word(word)).collect::<Vec<_>>().join(" ")
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Words in the form in which they are compared.
fn folded(text: &str) -> String {
    text::words(text).join(" ")
}

/// The words of a text at which something may begin: the first, and later ones that say something by
/// themselves.
fn starts_of(line: u32, text: &str) -> impl Iterator<Item = Start> + '_ {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let here = u16::try_from(at).ok().filter(|here| *here == 0 || !text::is_stop_word(word));
        at += word.len() + 1;
        Some(Start { line, at: here? })
    })
}

/// Where something may begin in all texts, in the order of what stands from there on.
fn sorted<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Start> {
    let texts: Vec<&str> = texts.collect();
    let mut starts: Vec<Start> = (0u32..).zip(&texts).flat_map(|(line, text)| starts_of(line, text)).collect();
    starts.sort_by(|a, b| {
        let words = |start: &Start| &texts[start.line as usize][usize::from(start.at)..];
        words(a).cmp(words(b)).then(a.line.cmp(&b.line)).then(a.at.cmp(&b.at))
    });
    starts
}

/// Those of sorted starts whose words begin with `text`.
fn beginning<'s, 't>(starts: &'s [Start], words: impl Fn(&Start) -> &'t str, text: &str) -> &'s [Start] {
    let from = starts.partition_point(|start| words(start) < text);
    let length = starts[from..].partition_point(|start| words(start).starts_with(text));
    &starts[from..from + length]
}

/// Places that the last words begin the name of; the words before them stay.
fn places(typed: &Typed<'_>, tails: &[Tail], gazetteer: &Gazetteer) -> Vec<Suggestion> {
    // Names have three words at most that people type before they stop reading.
    for tail in tails.iter().filter(|tail| tail.words <= 3 && !tail.only_stop_words) {
        let begin = typed.words[tail.begins].range.start;
        let end = typed.words.last().map_or(begin, |word| word.range.end);
        let found = gazetteer.suggest(&typed.text[begin..end], MOST);
        let words = typed.text[..begin].trim_end();
        let suggestions: Vec<Suggestion> = found
            .into_iter()
            .filter(|place| is_begun(&place.label, tail))
            .map(|place| Suggestion {
                kind: SuggestionKind::Place,
                url: search_url(&[("q", words), ("near", &place.label)]),
                value: place.label.clone(),
                label: place.label,
                words: words.to_owned(),
            })
            .collect();
        if !suggestions.is_empty() {
            return suggestions;
        }
    }
    Vec::new()
}

/// Whether a word of the label begins with what was typed: "ham" is not Evesham. A nickname does
/// not stand in the label, but begins with the same letter.
fn is_begun(label: &str, tail: &Tail) -> bool {
    let label = folded(label);
    let at_a_word = |at: usize| at == 0 || label.as_bytes()[at - 1] == b' ';
    match label.match_indices(tail.text.as_str()).next() {
        Some(_) => label.match_indices(tail.text.as_str()).any(|(at, _)| at_a_word(at) && tail.fits(&label[at..])),
        None => label.chars().next() == tail.text.chars().next(),
    }
}

fn search_url(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = pairs.iter().filter(|(_, value)| !value.is_empty()).collect();
    match serde_urlencoded::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("/search?{query}"),
        _ => "/search".to_owned(),
    }
}

#[cfg(test)]
#[path = "suggest/tests.rs"]
mod tests;
