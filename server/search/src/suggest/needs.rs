//! Needs as suggestions, by their labels, what they cover and people's phrases.

use super::{
    FEWEST_LETTERS, FEWEST_LETTERS_SENSITIVE, MOST, Suggestion, SuggestionKind,
    prefix_index::{Occurrence, PrefixIndex, fold_words},
    search_url,
    typed::{Tail, Typed, count_letters},
};
use crate::{
    catalogue::Catalogue,
    text::{self, Shorthand},
    understand::danger::DangerPatterns,
    vocabulary::Vocabulary,
};
use directory::Slug;
use places::{Gazetteer, common_words};
use std::{collections::HashSet, sync::Arc};

/// Something sensitive is offered for a beginning when this share of what begins so is sensitive.
const SENSITIVE_SHARE: f32 = 0.6;
/// A word in a service's name is sensitive when this share of the lines that say it is.
const SENSITIVE_WORD_SHARE: f32 = 0.8;
/// Most that the phrases of one need count for together.
const MOST_FROM_PHRASES: f32 = 45.0;
/// A need whose label does not hold what was typed must have this share of the lines that do: so
/// "bab" does not bring up loss, because of the few who typed "baby loss".
const LEAST_SHARE: f32 = 0.08;
/// The same for a sensitive need.
const LEAST_SHARE_SENSITIVE: f32 = 0.25;
/// By how much less a need counts that a line names after its first.
const FURTHER_NEED_DIVISOR: f32 = 3.0;
/// What a line counts for besides when it says what was typed and nothing else.
const WHOLE_LINE: f32 = 15.0;

/// Where a line of words that stands for needs comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Label,
    Covers,
    Phrase,
}

impl Source {
    /// What a line counts for that begins with the words typed, or holds them later.
    fn vote(self, is_beginning: bool) -> f32 {
        match (self, is_beginning) {
            (Self::Label, true) => 60.0,
            (Self::Label, false) => 40.0,
            (Self::Covers, true) => 30.0,
            (Self::Covers, false) => 12.0,
            (Self::Phrase, true) => 8.0,
            (Self::Phrase, false) => 3.0,
        }
    }
}

/// Words that stand for needs.
struct Line {
    /// Positions of the needs, the likeliest first.
    needs: Vec<usize>,
    source: Source,
}

struct Need {
    slug: Slug,
    label: String,
    is_sensitive: bool,
    /// Whether nobody should meet it unasked: abuse, suicide and what is named like them.
    is_alarming: bool,
}

/// All words that stand for needs.
pub(super) struct NeedIndex {
    needs: Vec<Need>,
    lines: Vec<Line>,
    /// The words of each line, in the order of `lines`.
    words: PrefixIndex,
    dangers: DangerPatterns,
    shorthand: Shorthand,
    vocabulary: Arc<Vocabulary>,
}

/// What speaks for a need.
#[derive(Clone, Default)]
struct Votes {
    /// Of its label and what it covers.
    own: f32,
    /// Of people's phrases.
    phrases: f32,
}

/// What the lines that hold one tail say for a need.
#[derive(Clone, Default)]
struct Support {
    line_count: usize,
    is_by_label: bool,
    votes: Votes,
}

/// What speaks for a need, and from which of the words typed on.
#[derive(Clone)]
struct Candidate {
    votes: Votes,
    first_word: usize,
}

impl NeedIndex {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let terms = &catalogue.terms;
        let mut seen = HashSet::new();
        let mut lines = Vec::new();
        let mut words = Vec::new();
        let mut add_line = |text: &str, needs: Vec<usize>, source: Source| {
            let text = fold_words(text);
            if !text.is_empty() && !needs.is_empty() && seen.insert((text.clone(), needs.clone())) {
                words.push(text);
                lines.push(Line { needs, source });
            }
        };
        for (position, need) in terms.needs.iter().enumerate() {
            add_line(&need.label, vec![position], Source::Label);
            for covers in &need.covers {
                add_line(covers, vec![position], Source::Covers);
            }
        }
        for phrase in &terms.phrases {
            let needs = phrase.needs.iter().filter_map(|need| catalogue.need_position(need.as_str()));
            add_line(&phrase.words, needs.map(usize::from).collect(), Source::Phrase);
        }
        let vocabulary = Arc::new(Vocabulary::new(terms));
        let alarming = find_alarming_needs(catalogue, &vocabulary);
        let needs = terms.needs.iter().zip(alarming).map(|(need, is_alarming)| Need {
            slug: need.slug.clone(),
            label: need.label.clone(),
            is_sensitive: need.sensitive,
            is_alarming,
        });
        let shorthand = Shorthand::new(&terms.shorthand);
        Self {
            needs: needs.collect(),
            lines,
            words: PrefixIndex::new(words, &vocabulary),
            dangers: DangerPatterns::new(&terms.dangers, &terms.danger_words, &vocabulary, &shorthand),
            shorthand,
            vocabulary,
        }
    }

    pub(super) fn shorthand(&self) -> &Shorthand {
        &self.shorthand
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether the need at this position is sensitive.
    pub(super) fn is_sensitive(&self, need: usize) -> bool {
        self.needs[need].is_sensitive
    }

    /// Whether a whole word says something sensitive, wherever it stands.
    pub(super) fn is_sensitive_word(&self, word: &str) -> bool {
        let tail = Tail { is_finished: true, ..Tail::new(word.to_owned(), &self.vocabulary) };
        let found = self.words.find(word).iter().copied().filter(|found| tail.fits(self.words.text_from(*found)));
        self.sensitive_share(found) >= SENSITIVE_WORD_SHARE
    }

    /// Needs that the last words speak for, the likeliest first.
    pub(super) fn suggest(&self, typed: &Typed<'_>, tails: &[Tail], gazetteer: &Gazetteer) -> Vec<Suggestion> {
        let candidates = self.find_candidates(tails);
        let heaviest = tails.iter().map(Tail::weight).fold(0.0, f32::max);
        let mut ranked = Vec::new();
        for (need, candidate) in candidates.iter().enumerate() {
            let vote = candidate.votes.own + candidate.votes.phrases.min(heaviest * MOST_FROM_PHRASES);
            if vote > 0.0 {
                ranked.push((vote, need));
            }
        }
        ranked.sort_by(|(a_vote, a), (b_vote, b)| b_vote.total_cmp(a_vote).then(a.cmp(b)));
        ranked.truncate(MOST);
        let Some(first_word) = ranked.iter().map(|(_, need)| candidates[*need].first_word).min() else {
            return Vec::new();
        };
        let danger = self.dangers.read(&typed.words);
        let speaks_of_harm = danger.is_urgent() || danger.quiet || danger.worried_about_self;
        let words =
            if speaks_of_harm { typed.text.trim().to_owned() } else { typed.age_and_place(first_word, gazetteer) };
        let mut suggestions = Vec::with_capacity(ranked.len());
        for (_, need) in ranked {
            let need = &self.needs[need];
            let value = if speaks_of_harm { "" } else { need.slug.as_str() };
            suggestions.push(Suggestion {
                kind: SuggestionKind::Need,
                label: need.label.clone(),
                value: value.to_owned(),
                url: search_url(&[("q", &words), ("need", value)]),
                words: words.clone(),
            });
        }
        suggestions
    }

    /// What speaks for each need, in the order of `needs`.
    fn find_candidates(&self, tails: &[Tail]) -> Vec<Candidate> {
        let mut candidates = vec![Candidate { votes: Votes::default(), first_word: usize::MAX }; self.needs.len()];
        for tail in tails {
            let (line_count, support) = self.find_support(tail);
            for ((need, support), candidate) in self.needs.iter().zip(support).zip(&mut candidates) {
                let least_share = if need.is_sensitive { LEAST_SHARE_SENSITIVE } else { LEAST_SHARE };
                let is_usual = support.line_count as f32 >= line_count as f32 * least_share;
                if support.line_count > 0 && (support.is_by_label || is_usual) {
                    candidate.votes.own += support.votes.own * tail.weight();
                    candidate.votes.phrases += support.votes.phrases * tail.weight();
                    candidate.first_word = candidate.first_word.min(tail.first_word);
                }
            }
        }
        candidates
    }

    /// How many lines hold a tail, and what they say for each need.
    fn find_support(&self, tail: &Tail) -> (usize, Vec<Support>) {
        let mut support = vec![Support::default(); self.needs.len()];
        let mut line_count = 0;
        let is_mostly_sensitive = self.is_mostly_sensitive(&tail.without_leading_stop_words(&self.vocabulary));
        for occurrence in self.words.find(&tail.text) {
            let Some(vote) = self.vote(*occurrence, tail) else { continue };
            line_count += 1;
            let line = &self.lines[occurrence.text];
            let may_alarm = self.may_alarm(*occurrence, tail, is_mostly_sensitive);
            for (rank, need) in line.needs.iter().enumerate() {
                if self.needs[*need].is_alarming && !may_alarm {
                    continue;
                }
                let vote = if rank == 0 { vote } else { vote / FURTHER_NEED_DIVISOR };
                let support = &mut support[*need];
                support.line_count += 1;
                support.is_by_label |= line.source == Source::Label;
                match line.source {
                    Source::Label | Source::Covers => support.votes.own += vote,
                    Source::Phrase => support.votes.phrases += vote,
                }
            }
        }
        (line_count, support)
    }

    /// What a line that begins with a tail from an occurrence on says for its needs.
    fn vote(&self, occurrence: Occurrence, tail: &Tail) -> Option<f32> {
        let words = self.words.text_from(occurrence);
        let is_beginning = occurrence.start == 0;
        // "he wont" begins phrases; inside one it says nothing.
        if !tail.fits(words) || (tail.has_only_stop_words && !is_beginning) {
            return None;
        }
        let is_whole = is_beginning && words.len() == tail.text.len();
        let vote = self.lines[occurrence.text].source.vote(is_beginning);
        Some(if is_whole { vote + WHOLE_LINE } else { vote })
    }

    /// Whether a line may bring up something alarming: it is typed out, or it is begun (a phrase to
    /// its last word) and nearly all that begins like this is as sensitive. So "my husband" and
    /// "older" bring up nothing, though lines about harm begin like them.
    fn may_alarm(&self, occurrence: Occurrence, tail: &Tail, is_mostly_sensitive: bool) -> bool {
        let source = self.lines[occurrence.text].source;
        let line = self.words.text(occurrence.text);
        if count_letters(&tail.text) < FEWEST_LETTERS_SENSITIVE || (occurrence.start > 0 && source != Source::Label) {
            return false;
        }
        if line == tail.text {
            return true;
        }
        let (before, last) = tail.text.rsplit_once(' ').unwrap_or(("", &tail.text));
        // "self h" may go on as "self help".
        let says_enough = count_letters(before) >= FEWEST_LETTERS_SENSITIVE || count_letters(last) >= FEWEST_LETTERS;
        let is_begun = source != Source::Phrase || tail.word_count >= line.split(' ').count();
        // A word that is one by itself is meant as it is: "older" is not the beginning of "olders".
        let goes_on = !matches!(self.words.text_from(occurrence).as_bytes().get(tail.text.len()), None | Some(b' '));
        let is_another_word = goes_on && common_words::is_base_form(last);
        says_enough && is_begun && !is_another_word && is_mostly_sensitive
    }

    /// Whether most of what holds a word beginning like this is sensitive.
    fn is_mostly_sensitive(&self, words: &str) -> bool {
        count_letters(words) >= FEWEST_LETTERS_SENSITIVE
            && self.sensitive_share(self.words.find(words).iter().copied()) >= SENSITIVE_SHARE
    }

    /// The share of the lines whose first need is sensitive; 0 of none.
    fn sensitive_share(&self, found: impl Iterator<Item = Occurrence>) -> f32 {
        let mut all = 0;
        let mut sensitive = 0;
        for occurrence in found {
            all += 1;
            if self.is_sensitive(self.lines[occurrence.text].needs[0]) {
                sensitive += 1;
            }
        }
        if all == 0 { 0.0 } else { sensitive as f32 / all as f32 }
    }
}

/// Which needs are alarming, in their order: sensitive ones of a danger, and sensitive ones whose
/// label shares a word with these ("Sexual health", beside "Sexual abuse").
fn find_alarming_needs(catalogue: &Catalogue, vocabulary: &Vocabulary) -> Vec<bool> {
    let needs = &catalogue.terms.needs;
    let dangers = &catalogue.authority.dangers;
    let of_danger: Vec<bool> = needs
        .iter()
        .map(|need| need.sensitive && dangers.iter().any(|danger| danger.needs.contains(&need.slug)))
        .collect();
    let mut alarming_words: HashSet<String> = HashSet::new();
    for (need, _) in needs.iter().zip(&of_danger).filter(|(_, of_danger)| **of_danger) {
        alarming_words.extend(label_words(&need.label, vocabulary));
    }
    let is_named_alike = |label: &str| label_words(label, vocabulary).any(|word| alarming_words.contains(&word));
    needs
        .iter()
        .zip(of_danger)
        .map(|(need, of_danger)| of_danger || (need.sensitive && is_named_alike(&need.label)))
        .collect()
}

/// The words of a label that are no stop words.
fn label_words(label: &str, vocabulary: &Vocabulary) -> impl Iterator<Item = String> {
    text::words(label).into_iter().filter(|word| !vocabulary.is_stop_word(word))
}
