//! How well sentences are understood, measured on labelled sentences (`data/language/*.jsonl`): what the
//! tables hear alone, what the sentence model hears alone, and both together.

use chrono::NaiveDateTime;
use directory::Slug;
use search::{Engine, Search, Understood, understand::voices::HEARD};
use serde::{Deserialize, Serialize};
use web::present::api;

/// Results and needs that are looked at.
const TOP: usize = 3;
/// The normal deviate of an interval of 95 per cent.
const DEVIATE: f64 = 1.96;

/// A labelled sentence, as `data/language/README.md` explains it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sentence {
    /// The words as typed.
    pub text: String,
    /// Needs that are right, best first; empty for what is nothing for families.
    pub needs: Vec<String>,
    /// Needs that would be hurtful or silly.
    #[serde(default)]
    pub needs_wrong: Vec<String>,
    /// The danger, or empty.
    pub danger: String,
    /// Dangers whose panel does no harm either.
    #[serde(default)]
    pub danger_also: Vec<String>,
    /// Who asks: parent, young-person or professional.
    pub who: String,
    /// The language, empty for English.
    #[serde(default)]
    pub lang: String,
    /// Ages that the text says, in years.
    #[serde(default)]
    pub ages: Vec<f64>,
}

/// What one voice, or both, made of a sentence.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Voice {
    /// Needs, strongest first, at most [`TOP`].
    pub needs: Vec<String>,
    /// Dangers, the panel's first.
    pub dangers: Vec<String>,
    /// Whether a quiet line stands.
    pub quiet: bool,
}

/// How one sentence went.
#[derive(Debug, Clone, Serialize)]
pub struct Judged {
    /// The sentence.
    pub sentence: Sentence,
    /// The tables alone.
    pub tables: Voice,
    /// The model alone.
    pub model: Voice,
    /// Both together, as the site answers.
    pub both: Voice,
    /// How likely the model holds danger to be.
    pub danger: f32,
    /// The needs that the model hears, with how likely each is.
    pub likely: Vec<(String, f32)>,
    /// When it is, by the model's word.
    pub when: &'static str,
    /// The rank of the first service that helps, among ten; `None` when none does.
    pub rank: Option<usize>,
    /// Whether a service of a hurtful or silly need stands among the first three.
    pub wrong: bool,
    /// Whether the panel that comes first is the right one, a part of it, or one that does no harm.
    pub right_panel: bool,
    /// Ages as read, in years.
    pub ages: Vec<f64>,
    /// The language that is recognised; `None` for English.
    pub language: Option<&'static str>,
}

/// A share with how many it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many there are.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share of those for which `is_hit` holds.
    pub fn of<'j>(judged: impl IntoIterator<Item = &'j Judged>, is_hit: impl Fn(&Judged) -> bool) -> Self {
        let mut share = Self { hits: 0, of: 0 };
        for one in judged {
            share.of += 1;
            share.hits += usize::from(is_hit(one));
        }
        share
    }

    /// From 0 to 1; not a number where there is nothing.
    pub fn value(self) -> f64 {
        self.hits as f64 / self.of as f64
    }

    /// The interval of 95 per cent around it, by Wilson's score.
    pub fn interval(self) -> (f64, f64) {
        let (n, p, z) = (self.of as f64, self.value(), DEVIATE);
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        ((middle - half).max(0.0), (middle + half).min(1.0))
    }
}

/// Reads a file of one JSON object a line. Fails with the line of what is wrong.
pub fn read(text: &str) -> anyhow::Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let sentence = serde_json::from_str(text).map_err(|error| anyhow::anyhow!("line {line}: {error}"))?;
        sentences.push(sentence);
    }
    anyhow::ensure!(!sentences.is_empty(), "the file holds no sentences");
    Ok(sentences)
}

/// Asks every sentence at a local moment and judges the answers.
pub fn judge(engine: &Engine, sentences: Vec<Sentence>, now: NaiveDateTime) -> anyhow::Result<Vec<Judged>> {
    sentences.into_iter().map(|sentence| judge_one(engine, sentence, now)).collect()
}

fn judge_one(engine: &Engine, sentence: Sentence, now: NaiveDateTime) -> anyhow::Result<Judged> {
    let mut search = Search::parse(&[("q".to_owned(), sentence.text.clone())], &engine.catalogue);
    search.per_page = Some(10);
    let tables = voice(engine, &engine.understand(&search, now));
    let search = search.heard();
    let answer = engine.search(&search, now)?;
    let understood = &answer.understood;
    let (model, danger, language, when) = match &understood.heard {
        None => (Voice::default(), 0.0, None, ""),
        Some(heard) => {
            let likeliest = heard.dangers.iter().take(1).map(|(slug, _)| slug.to_string());
            let dangers = if heard.danger >= HEARD { likeliest.collect() } else { Vec::new() };
            let needs = heard.needs.iter().take(TOP).map(|(need, _)| slug_of(engine, *need)).collect();
            (Voice { needs, dangers, quiet: false }, heard.danger, heard.language, heard.when)
        }
    };
    let results = api::answer(engine, &search, &answer);
    let helps = |needs: &[String]| needs.iter().any(|need| sentence.needs.contains(need));
    let rank = results.results.iter().position(|result| helps(&result.needs)).map(|at| at + 1);
    let first = results.results.iter().take(TOP);
    let wrong = first
        .filter(|result| !helps(&result.needs))
        .any(|result| result.needs.iter().any(|need| sentence.needs_wrong.contains(need)));
    let ages = understood.ages.iter().filter_map(|age| age.parameter().parse().ok()).collect();
    let heard = understood.heard.iter().flat_map(|heard| heard.needs.iter().take(6));
    let likely = heard.map(|(need, probability)| (slug_of(engine, *need), *probability)).collect();
    let both = voice(engine, understood);
    let right_panel = both.dangers.first().is_some_and(|first| {
        let part_of = engine.catalogue.authority.dangers.iter().find(|danger| danger.slug.as_str() == first);
        let whole = part_of.and_then(|danger| danger.part_of.as_ref()).map(Slug::as_str);
        *first == sentence.danger || whole == Some(sentence.danger.as_str()) || sentence.danger_also.contains(first)
    });
    Ok(Judged { tables, model, both, danger, likely, when, rank, wrong, right_panel, ages, language, sentence })
}

fn slug_of(engine: &Engine, need: u16) -> String {
    engine.catalogue.terms.needs[usize::from(need)].slug.to_string()
}

fn voice(engine: &Engine, understood: &Understood) -> Voice {
    let danger = &understood.danger;
    Voice {
        needs: understood.needs.iter().take(TOP).map(|said| slug_of(engine, said.need)).collect(),
        dangers: danger.dangers.iter().map(Slug::to_string).collect(),
        quiet: danger.quiet,
    }
}

impl Judged {
    /// Whether the sentence says danger.
    pub fn is_danger(&self) -> bool {
        !self.sentence.danger.is_empty()
    }

    /// Whether a panel comes first that a voice should not have raised: no danger is said, and it does harm.
    pub fn is_false_alarm(&self, voice: &Voice) -> bool {
        !self.is_danger() && voice.dangers.first().is_some_and(|first| !self.sentence.danger_also.contains(first))
    }

    /// Whether a need that is right stands first, for a voice.
    pub fn is_first(&self, voice: &Voice) -> bool {
        voice.needs.first().is_some_and(|need| self.sentence.needs.contains(need))
    }

    /// Whether a need that is right stands among the first three, for a voice.
    pub fn is_among_three(&self, voice: &Voice) -> bool {
        voice.needs.iter().any(|need| self.sentence.needs.contains(need))
    }

    /// Whether every age that is labelled is among those read. Ages over those labelled are no fault here:
    /// [`Self::reads_age_of_none`] counts where none is told.
    pub fn reads_all_ages(&self) -> bool {
        self.sentence.ages.iter().all(|want| self.ages.iter().any(|got| is_age(*want, *got)))
    }

    /// Whether an age is read where the label has none.
    pub fn reads_age_of_none(&self) -> bool {
        self.sentence.ages.is_empty() && !self.ages.is_empty()
    }

    /// What went wrong, in a few words; `None` when nothing did.
    pub fn trouble(&self) -> Option<String> {
        let sentence = &self.sentence;
        let mut said = Vec::new();
        match (self.is_danger(), self.both.dangers.first()) {
            (true, None) => said.push(format!("{} is not heard", sentence.danger)),
            (true, Some(first)) if !self.right_panel => {
                said.push(format!("{} is heard as {first}", sentence.danger));
            }
            (false, Some(first)) if self.is_false_alarm(&self.both) => said.push(format!("false alarm: {first}")),
            _ => {}
        }
        if !sentence.needs.is_empty() && self.rank.is_none_or(|rank| rank > TOP) {
            said.push(format!("no help for {} among the first three", sentence.needs.join(", ")));
        }
        if self.wrong {
            said.push("a hurtful need in the first three".to_owned());
        }
        (!said.is_empty()).then(|| {
            let needs = self.both.needs.join(", ");
            format!(
                "\"{}\" [{}]: {}; read as {needs}, danger {:.2}",
                sentence.text,
                sentence.who,
                said.join("; "),
                self.danger
            )
        })
    }
}

/// Whether an age in years is the one that a label means: within half a year, in the same year of life (a
/// label of 2 for 27 or 33 months), or both before the first birthday (labels of babies are 0 or a half). Of a
/// range, one of its years must be.
fn is_age(want: f64, got: f64) -> bool {
    (got - want).abs() <= 0.5 || got.floor() == want || want < 1.0 && got < 1.0
}

#[cfg(test)]
mod tests {
    use super::{Share, is_age};

    #[test]
    fn an_age_is_right_by_half_a_year_by_its_year_and_before_the_first_birthday() {
        for (want, got) in [(14.0, 14.0), (8.5, 8.0), (8.5, 9.0), (0.0, 0.67), (0.5, 0.92), (2.0, 2.75), (1.5, 1.5)] {
            assert!(is_age(want, got), "{want} {got}");
        }
        for (want, got) in [(14.0, 15.0), (0.0, 1.0), (2.0, 3.0), (8.5, 10.0), (3.0, 2.25)] {
            assert!(!is_age(want, got), "{want} {got}");
        }
    }

    #[test]
    fn an_interval_holds_its_share_and_is_wider_for_few() {
        let (low, high) = Share { hits: 9, of: 10 }.interval();
        assert!(low > 0.59 && low < 0.6 && high > 0.98 && high < 0.99, "{low} {high}");
        let (low, high) = Share { hits: 900, of: 1000 }.interval();
        assert!(low > 0.87 && high < 0.92, "{low} {high}");
        assert_eq!(Share { hits: 0, of: 50 }.interval().0, 0.0);
    }
}
