//! `hubfinder understand "…"`: prints what a sentence is read as, and what comes first for it.

use super::say;
use crate::loading::read_engine;
use search::{Engine, Search};
use std::path::Path;
use web::present::api;

/// Prints what the words are read as with a folder's own phrases, and the first results.
pub(super) fn run(data: &Path, words: &str) -> anyhow::Result<()> {
    let engine = read_engine(data)?;
    let search = Search::parse(&[("q".to_owned(), words.to_owned())], &engine.catalogue);
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
        say(&format!("need     {:.2} {} (from the phrase '{}')", said.weight, need.slug, said.phrase))?;
    }
    if let Some(said) = &understood.when {
        say(&format!("when     {}", said.label))?;
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

/// The local moment, by the authority's time zone.
pub(super) fn now(engine: &Engine) -> anyhow::Result<chrono::NaiveDateTime> {
    Ok(schedule::clock::Clock::new(&engine.catalogue.authority.time_zone, None)?.local())
}
