//! `hubfinder measure FILE`: how good the search is on labelled questions.

use super::{say, understand};
use crate::loading::read_engine;
use crate::quality::{self, Judgement, Measures};
use std::path::Path;

/// Prints the measures over all questions, then by user and by sort, and what went wrong.
pub(super) fn run(data: &Path, questions: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(questions).map_err(|error| {
        anyhow::anyhow!("cannot read {} ({error}): give the file of questions", questions.display())
    })?;
    let engine = read_engine(data)?;
    let judged = quality::judge(&engine, quality::read(&text)?, understand::now(&engine)?)?;
    say("                     n  succ@1 succ@3    mrr   ndcg  wrong   zero  urgent  false   ages places  scope")?;
    row("all", quality::measures(&judged))?;
    for user in ["parent", "young-person", "professional"] {
        row(user, quality::measures(judged.iter().filter(|j| j.question.user == user)))?;
    }
    for sort in ["plain", "typo", "slang", "named", "two", "question", "age", "place"] {
        row(sort, quality::measures(judged.iter().filter(|j| j.sorts().contains(&sort))))?;
    }
    for trouble in judged.iter().filter_map(Judgement::trouble) {
        say(&trouble)?;
    }
    Ok(())
}

fn row(name: &str, m: Measures) -> anyhow::Result<()> {
    let figures = [
        m.success_at_1,
        m.success_at_3,
        m.mrr_at_10,
        m.ndcg_at_10,
        m.wrong_in_top_3,
        m.zero_results,
        m.urgent_recall,
        m.false_alarms,
        m.ages,
        m.places,
        m.out_of_scope,
    ];
    let figures: Vec<String> =
        figures.iter().map(|f| if f.is_nan() { "    -".to_owned() } else { format!("{f:5.3}") }).collect();
    say(&format!("{name:<16}{:>6}   {}", m.questions, figures.join("  ")))
}
