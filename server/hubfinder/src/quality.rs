//! How good the search is, measured on a set of labelled questions (`tests/relevance/`). The
//! measures are those that `tests/relevance/README.md` explains.

pub mod sentences;

use chrono::NaiveDateTime;
use search::{Engine, Search};
use std::collections::{BTreeMap, BTreeSet};
use web::present::api::{self, ResultAnswer, SearchAnswer};

/// Results that are looked at.
const TOP: usize = 10;

/// One labelled question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The words as typed.
    pub words: String,
    /// Who asks: parent, young-person or professional.
    pub user: String,
    needs: Vec<String>,
    wrong: Vec<String>,
    kinds: Vec<String>,
    ages: Vec<String>,
    places: Vec<String>,
    urgent: bool,
    out_of_scope: bool,
    tags: BTreeSet<String>,
}

/// How one question went.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The question.
    pub question: Question,
    gains: Vec<u8>,
    rank: Option<usize>,
    wrong: bool,
    urgent: bool,
    age: Option<bool>,
    place: Option<bool>,
    needs_read: Vec<String>,
    total: usize,
    first: Vec<String>,
    ndcg: f64,
}

/// The measures over a set of questions, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
#[allow(missing_docs)] // the names are the measures
pub struct Measures {
    pub questions: usize,
    pub success_at_1: f64,
    pub success_at_3: f64,
    pub mrr_at_10: f64,
    pub ndcg_at_10: f64,
    pub wrong_in_top_3: f64,
    pub zero_results: f64,
    pub urgent_recall: f64,
    pub false_alarms: f64,
    pub ages: f64,
    pub places: f64,
    pub out_of_scope: f64,
}

/// Reads the questions of a CSV file's text. Fails with the line of what is wrong.
pub fn read(text: &str) -> anyhow::Result<Vec<Question>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers()?.clone();
    let mut questions = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |name: &str| {
            headers
                .iter()
                .position(|header| header == name)
                .and_then(|at| record.get(at))
                .unwrap_or("")
                .trim()
                .to_owned()
        };
        let list = |name: &str| {
            cell(name)
                .split(';')
                .map(|part| part.trim().to_lowercase())
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
        };
        let note = cell("note");
        let tags = note.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(tags, _)| tags);
        questions.push(Question {
            id: cell("id"),
            words: cell("query"),
            user: cell("user"),
            needs: list("needs_ok"),
            wrong: list("needs_wrong"),
            kinds: list("kinds_ok"),
            ages: list("age_years"),
            places: list("place"),
            urgent: cell("expect_urgent") == "yes",
            out_of_scope: cell("out_of_scope") == "yes",
            tags: tags.split(';').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
        });
    }
    anyhow::ensure!(!questions.is_empty(), "the file holds no questions");
    Ok(questions)
}

/// Asks every question at a local moment and judges the answers.
pub fn judge(engine: &Engine, questions: Vec<Question>, now: NaiveDateTime) -> tantivy::Result<Vec<Judgement>> {
    let mut seen: BTreeMap<String, ResultAnswer> = BTreeMap::new();
    let mut judged = Vec::with_capacity(questions.len());
    for question in questions {
        let mut search = Search::parse(&[("q".to_owned(), question.words.clone())], &engine.catalogue);
        search.per_page = Some(TOP);
        let search = search.heard();
        let answer = engine.search(&search, now)?;
        let answer = api::answer(engine, &search, &answer);
        judged.push(judgement(question, &answer));
        for result in answer.results {
            seen.entry(result.id.clone()).or_insert(result);
        }
    }
    for judgement in &mut judged {
        let mut ideal: Vec<u8> = seen.values().map(|result| gain(&judgement.question, result)).collect();
        ideal.sort_by_key(|gain| std::cmp::Reverse(*gain));
        let best = discounted(&ideal);
        judgement.ndcg = if best > 0.0 { (discounted(&judgement.gains) / best).min(1.0) } else { 0.0 };
    }
    Ok(judged)
}

fn discounted(gains: &[u8]) -> f64 {
    gains.iter().take(TOP).zip(2u32..).map(|(gain, at)| f64::from(*gain) / f64::from(at).log2()).sum()
}

/// 2 when the first need or the kind is right, 1 when another need is.
fn gain(question: &Question, result: &ResultAnswer) -> u8 {
    if result.needs.first().is_some_and(|need| question.needs.contains(need)) || question.kinds.contains(&result.kind) {
        2
    } else {
        u8::from(result.needs.iter().any(|need| question.needs.contains(need)))
    }
}

fn judgement(question: Question, answer: &SearchAnswer) -> Judgement {
    let gains: Vec<u8> = answer.results.iter().map(|result| gain(&question, result)).collect();
    let wrong = answer
        .results
        .iter()
        .zip(&gains)
        .take(3)
        .any(|(result, gain)| *gain == 0 && result.needs.iter().any(|need| question.wrong.contains(need)));
    let place = answer.understood.place.as_ref().map(|place| {
        (place.label.to_lowercase(), place.postcode.clone().unwrap_or_default().to_lowercase().replace(' ', ""))
    });
    Judgement {
        rank: gains.iter().position(|gain| *gain > 0).map(|at| at + 1),
        wrong,
        urgent: answer.urgent,
        age: (!question.ages.is_empty()).then(|| age_is_right(&question.ages, &answer.understood.ages)),
        place: (!question.places.is_empty()).then(|| place_is_right(&question.places, place.as_ref())),
        needs_read: answer.understood.needs.clone(),
        total: answer.total,
        first: answer
            .results
            .iter()
            .take(3)
            .map(|r| format!("{} [{}; {}]", r.name, r.kind, r.needs.join(", ")))
            .collect(),
        gains,
        question,
        ndcg: 0.0,
    }
}

/// An understood age within half a year of one that the words say.
fn age_is_right(expected: &[String], understood: &[serde_json::Value]) -> bool {
    expected.iter().any(|want| {
        if want.starts_with("pregnan") {
            return understood.iter().any(|got| got == "pregnancy");
        }
        let (low, high) = want.split_once('-').unwrap_or((want, want));
        let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>()) else { return false };
        understood.iter().filter_map(serde_json::Value::as_f64).any(|got| got <= high + 0.5 && got >= low - 0.5)
    })
}

/// The place's label or postcode is the one the words say: an outward code is met by a postcode in it.
fn place_is_right(expected: &[String], place: Option<&(String, String)>) -> bool {
    let Some((label, postcode)) = place else { return false };
    let plain =
        |text: &str| text.replace(['-', ',', '\''], " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let label_words = plain(label);
    expected.iter().any(|want| {
        let joined = want.replace(' ', "");
        let is_code = joined.len() <= 7 && joined.bytes().any(|b| b.is_ascii_digit());
        if is_code {
            let label = label.replace(' ', "");
            return label == joined
                || *postcode == joined
                || postcode.strip_prefix(&joined).is_some_and(|rest| rest.len() == 3)
                || label_words.first().is_some_and(|word| *word == joined);
        }
        let small = ["on", "upon", "the", "in", "and", "city", "of", "district", "great", "spa", "near"];
        let want: Vec<String> = plain(want).into_iter().filter(|word| !small.contains(&word.as_str())).collect();
        want.iter().all(|word| label_words.contains(word))
            || label_words.first() == want.first() && label_words.iter().all(|word| want.contains(word))
    })
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    if values.is_empty() { f64::NAN } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The measures of some judgements.
pub fn measures<'j>(judged: impl IntoIterator<Item = &'j Judgement>) -> Measures {
    let judged: Vec<&Judgement> = judged.into_iter().collect();
    let inside: Vec<&&Judgement> = judged.iter().filter(|j| !j.question.out_of_scope).collect();
    let yes = |value: bool| f64::from(u8::from(value));
    let calm = |j: &&&Judgement| !j.question.urgent && !j.question.tags.contains("urgent-ok");
    Measures {
        questions: judged.len(),
        success_at_1: mean(inside.iter().map(|j| yes(j.rank == Some(1)))),
        success_at_3: mean(inside.iter().map(|j| yes(j.rank.is_some_and(|rank| rank <= 3)))),
        mrr_at_10: mean(inside.iter().map(|j| j.rank.map_or(0.0, |rank| 1.0 / rank as f64))),
        ndcg_at_10: mean(inside.iter().map(|j| j.ndcg)),
        wrong_in_top_3: mean(inside.iter().map(|j| yes(j.wrong))),
        zero_results: mean(inside.iter().map(|j| yes(j.total == 0))),
        urgent_recall: mean(judged.iter().filter(|j| j.question.urgent).map(|j| yes(j.urgent))),
        false_alarms: mean(judged.iter().filter(calm).map(|j| yes(j.urgent))),
        ages: mean(judged.iter().filter_map(|j| j.age).map(yes)),
        places: mean(judged.iter().filter_map(|j| j.place).map(yes)),
        out_of_scope: mean(
            judged.iter().filter(|j| j.question.out_of_scope).map(|j| yes(j.total == 0 || j.needs_read.is_empty())),
        ),
    }
}

impl Judgement {
    /// What went wrong, in a few words; `None` when nothing did.
    pub fn trouble(&self) -> Option<String> {
        let q = &self.question;
        let mut said = Vec::new();
        if q.urgent && !self.urgent {
            said.push("urgent panel missing".to_owned());
        }
        if self.urgent && !q.urgent && !q.tags.contains("urgent-ok") {
            said.push("false alarm".to_owned());
        }
        if q.out_of_scope {
            if self.total > 0 && !self.needs_read.is_empty() {
                said.push(format!("out of scope, yet read as {}", self.needs_read.join(", ")));
            }
        } else {
            match self.rank {
                Some(1) => {}
                Some(rank) => said.push(format!("first relevant at {rank}")),
                None if self.total == 0 => said.push("no results".to_owned()),
                None => said.push("none relevant".to_owned()),
            }
            if self.wrong {
                said.push("a hurtful need in the first three".to_owned());
            }
        }
        if self.age == Some(false) {
            said.push("age not read".to_owned());
        }
        if self.place == Some(false) {
            said.push("place not read".to_owned());
        }
        (!said.is_empty()).then(|| {
            let first = self.first.join("\n      ");
            format!(
                "{} \"{}\" [{}]: {}\n      wanted {}\n      {first}",
                q.id,
                q.words,
                q.user,
                said.join("; "),
                q.needs.join(", ")
            )
        })
    }

    /// The sorts of question it belongs to: tags, age, place, plain.
    pub fn sorts(&self) -> Vec<&str> {
        let q = &self.question;
        let known = ["typo", "named", "slang", "two", "question"];
        let mut sorts: Vec<&str> = known.into_iter().filter(|tag| q.tags.contains(*tag)).collect();
        if !q.ages.is_empty() {
            sorts.push("age");
        }
        if !q.places.is_empty() {
            sorts.push("place");
        }
        if sorts.is_empty() {
            sorts.push("plain");
        }
        sorts
    }
}
