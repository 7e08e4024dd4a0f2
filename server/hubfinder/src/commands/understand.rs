//! `hubfinder understand "…"`: prints what a sentence is read as, and what comes first for it.

use super::say;
use crate::loading::read_engine;
use crate::neighbours;
use search::{Engine, Reading, Search, understand::voices::Heard};
use std::path::Path;
use web::present::api;

/// Sentences that are shown as the reason of a reading.
const NEIGHBOURS: usize = 3;

/// Prints what the words are read as with a folder's own phrases, and the first results.
/// `language` is the folder of the sentences that the model was trained on.
pub(super) fn run(data: &Path, language: &Path, words: &str) -> anyhow::Result<()> {
    let engine = read_engine(data)?;
    let search = engine.parse_search(&[("q".to_owned(), words.to_owned())]).heard();
    let answer = engine.search(&search, now(&engine)?)?;
    let understood = &answer.understood;
    let terms = &engine.catalogue.terms;
    say(&format!("words    {}", understood.words))?;
    for (typed, meant) in &understood.spelling {
        say(&format!("spelling '{typed}' is searched as '{meant}'"))?;
    }
    for mention in &understood.ages_said {
        say(&format!("age      {}", mention.label))?;
    }
    if let Some(place) = &understood.place {
        say(&format!("place    {} {}", place.label, place.note.as_deref().unwrap_or("")))?;
    }
    if let Some(unknown) = &understood.unknown_place {
        say(&format!("place?   {}", unknown.why))?;
    }
    for said in &understood.needs {
        let need = &terms.needs[usize::from(said.need)];
        let heard =
            understood.heard.as_ref().and_then(|heard| heard.needs.iter().find(|(other, _)| *other == said.need));
        let model = heard.map_or_else(String::new, |(_, probability)| format!("the model {probability:.2}"));
        let phrase = if said.phrase.is_empty() { String::new() } else { format!("the phrase '{}'", said.phrase) };
        let voices = [phrase, model].into_iter().filter(|voice| !voice.is_empty()).collect::<Vec<_>>().join(", ");
        say(&format!("need     {:.2} {} (from {voices})", said.weight, need.slug))?;
    }
    if let Some(said) = &understood.when {
        say(&format!("when     {}", said.label))?;
    }
    if let Some(within) = &understood.within {
        say(&format!("within   {}", directory::Distance(f64::from(within.miles)).words()))?;
    }
    for asked in &understood.not_listed {
        say(&format!("missing  {}", terms.not_listed[usize::from(*asked)].slug))?;
    }
    for named in &understood.named {
        say(&format!("named    {}", engine.catalogue.listed.services[named.service as usize].name))?;
    }
    if let Some(persona) = understood.persona {
        say(&format!("asks     {persona:?}"))?;
    }
    if understood.without_parents {
        say("asks     for help without their parents knowing")?;
    }
    for kind in &understood.kinds {
        say(&format!("kind     {}", terms.kinds[usize::from(*kind)].slug))?;
    }
    let danger = &understood.danger;
    for row in &danger.rows {
        say(&format!("heard    '{row}' of dangers.csv"))?;
    }
    if let Some(heard) = &understood.heard {
        explain(heard, language, search.reading.as_deref())?;
    }
    if danger.man {
        say("who      a man is hurt, or asks")?;
    }
    if danger.is_urgent() {
        let slugs: Vec<&str> = danger.dangers.iter().map(directory::Slug::as_str).collect();
        say(&format!("danger   {}: the urgent panel comes first", slugs.join(", ")))?;
    } else if danger.quiet {
        say("danger   none, but a quiet helpline line stays")?;
    }
    say(&format!("results  {}", answer.near.len() + answer.anywhere.len()))?;
    let first = api::answer(&engine, &Search { explain: true, per_page: Some(8), ..search }, &answer);
    for (at, result) in (1..).zip(&first.results) {
        let reasons = result.explain.as_ref().map(|reasons| reasons.join(", ")).unwrap_or_default();
        say(&format!("{at:>3}. {} [{}; {}] {reasons}", result.name, result.kind, result.needs.join(", ")))?;
    }
    Ok(())
}

/// Prints what the model hears, and the sentences that lie nearest.
fn explain(heard: &Heard, language: &Path, reading: Option<&Reading>) -> anyhow::Result<()> {
    let likeliest = heard.dangers.first().map_or("", |(slug, _)| slug.as_str());
    say(&format!("model    danger {:.2} ({likeliest}), when '{}'", heard.danger, heard.when))?;
    if let Some(code) = heard.language {
        say(&format!("language {code}"))?;
    }
    if let Some((words, share)) = &heard.taught {
        say(&format!("taught   {share:.2} by '{words}' of sentences.csv"))?;
    }
    let Some(reading) = reading else { return Ok(()) };
    match neighbours::nearest(language, &reading.vector, NEIGHBOURS) {
        Err(error) => say(&format!("near     not known: {error:#}"))?,
        Ok(nearest) => {
            for near in nearest {
                let danger = if near.danger.is_empty() { String::new() } else { format!(", danger {}", near.danger) };
                say(&format!("near     {:.2} '{}' ({}{danger})", near.likeness, near.text, near.needs.join(", ")))?;
            }
        }
    }
    Ok(())
}

/// The local moment, by the authority's time zone.
pub(super) fn now(engine: &Engine) -> anyhow::Result<chrono::NaiveDateTime> {
    Ok(schedule::clock::Clock::new(&engine.catalogue.authority.time_zone, None)?.local())
}
