//! Two voices, one reading. The tables know exact words, names, slang and what the county's people add;
//! the sentence model knows meaning. Their needs are blended, the model's counting for more, and a danger is
//! heard when either hears it. The bounds were chosen on `data/language/choose.jsonl`, so that at most two
//! calm sentences in a hundred raise the panel; `hubfinder measure` prints what each voice hears alone.

use super::{
    danger::{Danger, DangerPatterns},
    needs::NeedSaid,
};
use crate::{catalogue::Catalogue, sentence_model, text::Token, vocabulary::Vocabulary};
use directory::{Audience, Slug, WordUse};
use language::{Reading, VECTOR_LENGTH};
use std::collections::HashMap;

/// From here on the model alone raises the urgent panel.
pub const HEARD: f32 = 0.93;
/// The same in another language than English, of which it learned less: what it hears there it hears less surely, and
/// beside it the tables know little.
const HEARD_IN_ANOTHER_LANGUAGE: f32 = 0.85;
/// The same where it holds that what happens is past, somebody's elsewhere, or not real, and where the
/// tables know what a question of few words asks for and hear no danger. Where they explain every word of it
/// ("bailiffs at the door"), the model alone does not raise the panel.
const HEARD_IN_DOUBT: f32 = 0.97;
/// Under this the model is sure that there is no danger, and the tables alone do not raise the panel. In another
/// language than English, of which it learned less, only where it holds that what is said is not real.
const SURE_OF_NONE: f32 = 0.05;
/// What the tables say of it are signs that anybody can see, as the NHS names them ("a rash that does not fade"): the
/// model has learned few of these, and is not sure of none where the tables hear one, unless it holds that this is
/// past, somebody's elsewhere, or not real.
const SIGNS: &str = "medical-emergency";
/// Of more words than this the model is never sure: the end of a long story is a small part of it.
const MOST_SURE_OF_NONE: usize = 60;
/// From here on a quiet helpline line stands, below the panel's bound.
const QUIET: f32 = 0.15;
/// The same where it holds that what is said is past, feared or not real: people play it down. Without it a
/// third of all harmless questions would have the line.
const QUIET_IN_DOUBT: f32 = 0.05;
/// From here on a second danger adds its lines to the panel.
const SECOND: f32 = 0.4;
/// From here on what the model says of who asks, or of the language, is believed.
const SURE: f32 = 0.8;
/// From here on the model holds a sentence to be nothing for families, where the tables say nothing either.
const FOR_NOBODY: f32 = 0.4;
/// A need of the model alone that is less likely than this counts for less than words in a text.
const SURE_NEED: f32 = 0.5;
/// A need that only the model hears, and less likely than this, is not searched.
const LEAST_NEED: f32 = 0.05;
/// How alike a taught sentence must be to count at all, and from where on it counts alone; cosines.
const ALIKE: f32 = 0.9;
const SAME: f32 = 0.97;
/// What the tables count for against the model.
const SHARE_OF_TABLES: f32 = 0.3;
/// The same where they explain every word.
const SHARE_OF_TABLES_THAT_EXPLAIN: f32 = 0.85;
/// The same where the model is sure that the language is another than English, whose words the tables have.
const SHARE_OF_TABLES_IN_ANOTHER_LANGUAGE: f32 = 0.1;
/// Questions of so few words that the tables know what is asked for when they find a need.
const FEW_WORDS: usize = 8;
/// Needs under this share of the strongest are not searched.
const LEAST_SHARE: f32 = 0.15;
/// What the other needs count for where the tables hear one first that the model was not taught.
const BEHIND_UNTAUGHT: f32 = 0.5;
/// Most needs one sentence is read as.
const MOST_NEEDS: usize = 6;

/// What the sentence model hears in a sentence, in the words of the folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heard {
    /// Needs of the folder by position, with how likely each is, likeliest first.
    pub needs: Vec<(u16, f32)>,
    /// How likely it is that no service for families answers it.
    pub for_nobody: f32,
    /// How likely it is that the sentence speaks of danger.
    pub danger: f32,
    /// Dangers of the folder, with how likely each is, likeliest first.
    pub dangers: Vec<(Slug, f32)>,
    /// Who asks, where the model is sure.
    pub persona: Option<Audience>,
    /// When it happens: `now`, `past`, `feared`, `other` or `unreal`; empty where nothing dangerous is said.
    pub when: &'static str,
    /// The language, where it is sure to be another than English: its ISO 639-1 code.
    pub language: Option<&'static str>,
    /// The taught sentence that it is read by, with what that counts for against the model, from 0 to 1.
    pub taught: Option<(String, f32)>,
}

/// A sentence of `sentences.csv` with its meaning.
#[derive(Debug)]
struct Taught {
    words: String,
    vector: [f32; VECTOR_LENGTH],
    needs: Vec<u16>,
    danger: Option<Slug>,
}

/// Puts the model's labels in the words of a folder.
#[derive(Debug)]
pub struct Voices {
    needs: HashMap<String, u16>,
    dangers: HashMap<String, Slug>,
    taught: Vec<Taught>,
}

impl Voices {
    /// From the needs, dangers and taught sentences of the folder, some 3 ms for each of these. Labels that
    /// the folder does not have are not heard.
    pub fn new(catalogue: &Catalogue) -> Self {
        let needs = catalogue.terms.needs.iter().zip(0u16..).map(|(need, at)| (need.slug.to_string(), at));
        let dangers = catalogue.authority.dangers.iter().map(|danger| (danger.slug.to_string(), danger.slug.clone()));
        let position = |need: &Slug| catalogue.need_position(need.as_str());
        let taught = catalogue.terms.sentences.iter().filter_map(|sentence| {
            Some(Taught {
                words: sentence.words.clone(),
                vector: sentence_model::read(&sentence.words)?.vector,
                needs: sentence.needs.iter().filter_map(position).collect(),
                danger: sentence.danger.clone(),
            })
        });
        Self { needs: needs.collect(), dangers: dangers.collect(), taught: taught.collect() }
    }

    /// What a reading of the model means in this folder.
    pub fn hear(&self, reading: &Reading) -> Heard {
        let persona = reading.asker.likeliest();
        let language = reading.language.likeliest();
        let mut heard = Heard {
            needs: reading
                .needs
                .iter()
                .filter_map(|need| Some((*self.needs.get(need.label)?, need.probability)))
                .collect(),
            for_nobody: reading.needs.probability_of("none"),
            danger: 1.0 - reading.dangers.probability_of(""),
            dangers: reading
                .dangers
                .iter()
                .filter_map(|danger| Some((self.dangers.get(danger.label)?.clone(), danger.probability)))
                .collect(),
            persona: (persona.probability >= SURE).then(|| audience(persona.label)).flatten(),
            when: reading.when.likeliest().label,
            language: (language.label != "en" && language.probability >= SURE).then_some(language.label),
            taught: None,
        };
        self.read_as_taught(reading, &mut heard);
        heard
    }

    /// Mixes what the taught sentence that lies nearest says into what the model hears: the more alike the
    /// two are, the more the taught one counts.
    fn read_as_taught(&self, reading: &Reading, heard: &mut Heard) {
        let likeness = |taught: &Taught| dot(&taught.vector, &reading.vector);
        let nearest = self.taught.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        let Some(taught) = nearest.filter(|taught| likeness(taught) > ALIKE) else { return };
        let share = ((likeness(taught) - ALIKE) / (SAME - ALIKE)).min(1.0);
        mix(&mut heard.needs, taught.needs.iter().copied(), share);
        mix(&mut heard.dangers, taught.danger.clone(), share);
        let danger = if taught.danger.is_some() { 1.0 } else { 0.0 };
        heard.danger = heard.danger * (1.0 - share) + danger * share;
        heard.taught = Some((taught.words.clone(), share));
    }
}

/// How likely each is when `share` of the word is given to `taught`, which are alike likely.
fn mix<T: PartialEq>(heard: &mut Vec<(T, f32)>, taught: impl IntoIterator<Item = T>, share: f32) {
    let taught: Vec<T> = taught.into_iter().collect();
    let each = share / taught.len().max(1) as f32;
    for (_, probability) in heard.iter_mut() {
        *probability *= 1.0 - share;
    }
    for label in taught {
        match heard.iter_mut().find(|(known, _)| *known == label) {
            Some((_, probability)) => *probability += each,
            None => heard.push((label, each)),
        }
    }
    heard.sort_by(|(_, a), (_, b)| b.total_cmp(a));
}

/// The product of two vectors, number by number.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A young person or a professional, by the model's word. Most who ask are parents: that tips nothing.
fn audience(asker: &str) -> Option<Audience> {
    match asker {
        "young-person" => Some(Audience::YoungPeople),
        "professional" => Some(Audience::Professionals),
        _ => None,
    }
}

/// Danger as both voices hear it. What the tables hear was said in so many words: it stands first.
/// `known` says what the tables know of the question, `words` how many it has.
pub(super) fn blend_danger(
    mut said: Danger,
    heard: Option<&Heard>,
    known: Known,
    words: usize,
    patterns: &DangerPatterns,
) -> Danger {
    let Some(heard) = heard else { return said };
    // Rows that explain every word know better than a guess at the meaning, and so do those that say who it is
    // that may do harm: the model takes the one for the other at times.
    if said.is_calm || said.worried_about_self {
        return said;
    }
    let quiet_about = || said.dangers.first().or(heard.dangers.first().map(|(slug, _)| slug)).cloned();
    let is_played_down = matches!(heard.when, "past" | "unreal" | "feared");
    let is_quiet = heard.danger >= if is_played_down { QUIET_IN_DOUBT } else { QUIET };
    let is_elsewhere = matches!(heard.when, "past" | "other" | "unreal");
    let says_signs = !is_elsewhere && said.dangers.iter().any(|slug| slug.as_str() == SIGNS);
    let is_sure = heard.danger < SURE_OF_NONE
        && !says_signs
        && (heard.language.is_none() || heard.when == "unreal")
        && words <= MOST_SURE_OF_NONE;
    if is_sure && said.is_urgent() {
        said.quiet_about = said.quiet_about.clone().or_else(quiet_about);
        said.dangers.clear();
        said.quiet = true;
        return said;
    }
    if is_quiet && !said.quiet {
        said.quiet_about = quiet_about();
        said.quiet = true;
    }
    let is_doubtful = known == Known::Need || is_elsewhere;
    let bound = match heard.language {
        _ if is_doubtful => HEARD_IN_DOUBT,
        Some(_) => HEARD_IN_ANOTHER_LANGUAGE,
        None => HEARD,
    };
    if heard.danger >= bound && known != Known::EveryWord {
        for (slug, probability) in &heard.dangers {
            if said.dangers.is_empty() || *probability >= SECOND {
                patterns.add_heard(&mut said, slug);
            }
        }
    }
    said
}

/// The needs of a danger, those first that the model hears most; as the folder orders them without it.
pub(super) fn by_likelihood(mut needs: Vec<u16>, heard: Option<&Heard>) -> Vec<u16> {
    let likely = |need: &u16| {
        let heard = heard.into_iter().flat_map(|heard| &heard.needs);
        heard.filter(|(known, _)| known == need).map(|(_, probability)| *probability).next().unwrap_or(0.0)
    };
    needs.sort_by(|a, b| likely(b).total_cmp(&likely(a)));
    needs
}

/// Whether the tables' needs explain every word that says something, but for those of a child.
pub(super) fn explain_all(said: &[NeedSaid], tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    let is_explained = |token: &Token| {
        vocabulary.is_stop_word(&token.word)
            || vocabulary.is(WordUse::Child, &token.word)
            || said.iter().any(|need| need.words.contains(&token.range))
    };
    !said.is_empty() && tokens.iter().all(is_explained)
}

/// What the tables know of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Nothing that one could rely on.
    Little,
    /// A need, in a question of few words.
    Need,
    /// Every word.
    EveryWord,
}

/// What the tables know of a question of so many words in which they find these needs.
pub(super) fn what_tables_know(said: &[NeedSaid], is_explained: bool, words: usize) -> Known {
    match is_explained {
        true => Known::EveryWord,
        false if words <= FEW_WORDS && !said.is_empty() => Known::Need,
        false => Known::Little,
    }
}

/// Needs as both voices hear them, strongest first; the strongest weighs 1, less where only the model hears it
/// and is not sure. `is_explained` says that the tables explain every word.
pub(super) fn blend_voices(said: Vec<NeedSaid>, is_explained: bool, heard: Option<&Heard>) -> Vec<NeedSaid> {
    let Some(heard) = heard else { return said };
    if said.is_empty() && heard.for_nobody >= FOR_NOBODY {
        return said;
    }
    // A need that the model was not taught is the tables' alone.
    let is_untaught = |need: &NeedSaid| !heard.needs.iter().any(|(known, _)| *known == need.need);
    let untaught: Vec<NeedSaid> = said.iter().filter(|need| is_untaught(need)).cloned().collect();
    let sum: f32 = said.iter().map(|need| need.weight).sum();
    // What one voice is silent about is the other's alone.
    let share_of_tables = match said.is_empty() {
        true => 0.0,
        false if is_explained => SHARE_OF_TABLES_THAT_EXPLAIN,
        false if heard.language.is_some() => SHARE_OF_TABLES_IN_ANOTHER_LANGUAGE,
        false => SHARE_OF_TABLES,
    };
    let mut blended: Vec<NeedSaid> = said;
    for need in &mut blended {
        need.weight *= share_of_tables / sum.max(f32::EPSILON);
    }
    for &(need, probability) in heard.needs.iter().filter(|(_, probability)| *probability >= LEAST_NEED) {
        let weight = probability * (1.0 - share_of_tables);
        match blended.iter_mut().find(|known| known.need == need) {
            Some(known) => known.weight += weight,
            None => blended.push(NeedSaid { need, weight, words: Vec::new(), phrase: String::new() }),
        }
    }
    blended.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.need.cmp(&b.need)));
    let strongest = blended.first().map_or(0.0, |first| first.weight);
    blended.retain(|need| need.weight >= strongest * LEAST_SHARE);
    let whole = if share_of_tables > 0.0 { strongest } else { strongest.max(SURE_NEED) };
    for need in &mut blended {
        need.weight /= whole.max(f32::EPSILON);
    }
    let mut blended = put_untaught(blended, untaught);
    blended.truncate(MOST_NEEDS);
    blended
}

/// The needs with those that the model was not taught, which weigh what the tables say. Where one of them is
/// what the tables hear first, the model's are guesses at the same and stand behind it.
fn put_untaught(mut blended: Vec<NeedSaid>, untaught: Vec<NeedSaid>) -> Vec<NeedSaid> {
    if untaught.is_empty() {
        return blended;
    }
    blended.retain(|need| !untaught.iter().any(|known| known.need == need.need));
    if untaught.iter().any(|need| need.weight >= 1.0) {
        blended.iter_mut().for_each(|need| need.weight *= BEHIND_UNTAUGHT);
    }
    let mut all: Vec<NeedSaid> = untaught.into_iter().chain(blended).collect();
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    all
}

#[cfg(test)]
mod tests;
