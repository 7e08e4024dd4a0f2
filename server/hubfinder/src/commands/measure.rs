//! `hubfinder measure FILE`: how good the search is on labelled questions, and how well sentences are
//! understood on labelled sentences.

use super::{say, understand};
use crate::loading::read_engine;
use crate::quality::{
    self, Judgement, Measures,
    sentences::{self, Judged, Share},
};
use search::Engine;
use std::{collections::BTreeSet, path::Path};

/// Bounds of length in words by which sentences are counted.
const LENGTHS: [(usize, usize); 4] = [(1, 4), (5, 12), (13, 25), (26, usize::MAX)];

/// Prints the measures of a file of questions (CSV) or of sentences (JSON lines), and what went wrong.
pub(super) fn run(data: &Path, questions: &Path, each: bool) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(questions).map_err(|error| {
        anyhow::anyhow!("cannot read {} ({error}): give the file of questions", questions.display())
    })?;
    let engine = read_engine(data)?;
    if questions.extension().is_some_and(|extension| extension == "jsonl") {
        let sentences = sentences::read(&text).map_err(|error| error.context(questions.display().to_string()))?;
        let judged = sentences::judge(&engine, sentences, understand::now(&engine)?)?;
        return if each { print_each(&judged) } else { measure_sentences(&judged) };
    }
    measure_questions(&engine, &text)
}

/// Prints the measures over all questions, then by user and by sort.
fn measure_questions(engine: &Engine, text: &str) -> anyhow::Result<()> {
    let judged = quality::judge(engine, quality::read(text)?, understand::now(engine)?)?;
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

fn print_each(judged: &[Judged]) -> anyhow::Result<()> {
    judged.iter().try_for_each(|one| say(&serde_json::to_string(one)?))
}

/// Prints both voices alone and together, then danger by kind, then all by who asks, length and language.
fn measure_sentences(judged: &[Judged]) -> anyhow::Result<()> {
    let with_needs = || judged.iter().filter(|one| !one.sentence.needs.is_empty());
    let dangers = || judged.iter().filter(|one| one.is_danger());
    let calm = || judged.iter().filter(|one| !one.is_danger());
    say("                   need first      among three     danger heard    false alarms")?;
    for (name, voice) in [("tables alone", 0), ("model alone", 1), ("both", 2)] {
        let of = |one: &Judged| [&one.tables, &one.model, &one.both][voice].clone();
        let shares = [
            Share::of(with_needs(), |one| one.is_first(&of(one))),
            Share::of(with_needs(), |one| one.is_among_three(&of(one))),
            Share::of(dangers(), |one| !of(one).dangers.is_empty()),
            Share::of(calm(), |one| one.is_false_alarm(&of(one))),
        ];
        say(&format!("{name:<18} {}", shares.map(written).join("  ")))?;
    }
    say("")?;
    say(&format!("help first         {}", written(Share::of(with_needs(), |one| one.rank == Some(1)))))?;
    say(&format!(
        "help among three   {}",
        written(Share::of(with_needs(), |one| one.rank.is_some_and(|rank| rank <= 3)))
    ))?;
    let reciprocal: f64 = with_needs().map(|one| one.rank.map_or(0.0, |rank| 1.0 / rank as f64)).sum();
    if with_needs().next().is_some() {
        say(&format!("mean reciprocal rank of help  {:.3}", reciprocal / with_needs().count() as f64))?;
    }
    say(&format!("hurtful or silly among three  {}", written(Share::of(judged, |one| one.wrong))))?;
    say(&format!("the right panel    {}", written(Share::of(dangers(), |one| one.right_panel))))?;
    say(&format!(
        "panel or quiet line{}",
        written(Share::of(dangers(), |one| !one.both.dangers.is_empty() || one.both.quiet))
    ))?;
    let has_quiet_line = |one: &Judged| one.both.quiet && one.both.dangers.is_empty();
    say(&format!("quiet line, calm   {}", written(Share::of(calm(), has_quiet_line))))?;
    let said = judged.iter().filter(|one| !one.sentence.ages.is_empty());
    say(&format!("ages               {}", written(Share::of(said, Judged::reads_all_ages))))?;
    let unsaid = judged.iter().filter(|one| one.sentence.ages.is_empty());
    say(&format!("ages where none is {}", written(Share::of(unsaid, Judged::reads_age_of_none))))?;
    let english = |one: &Judged| if one.sentence.lang.is_empty() { "en".to_owned() } else { one.sentence.lang.clone() };
    say(&format!(
        "language           {}",
        written(Share::of(judged, |one| one.language.unwrap_or("en") == english(one)))
    ))?;
    say("")?;
    let kinds: BTreeSet<&str> = dangers().map(|one| one.sentence.danger.as_str()).collect();
    for kind in kinds {
        let of = || judged.iter().filter(|one| one.sentence.danger == kind);
        let heard = Share::of(of(), |one| !one.both.dangers.is_empty());
        let right = Share::of(of(), |one| one.right_panel);
        let is_of_kind = |one: &&Judged| one.both.dangers.first().is_some_and(|first| first == kind);
        let false_alarms = calm().filter(|one| one.is_false_alarm(&one.both)).filter(is_of_kind).count();
        say(&format!("{kind:<20} heard {}  right {}  false alarms {false_alarms}", written(heard), written(right)))?;
    }
    say("")?;
    for who in ["parent", "young-person", "professional"] {
        part(who, judged.iter().filter(|one| one.sentence.who == who).collect())?;
    }
    for (least, most) in LENGTHS {
        let words = |one: &&Judged| (least..=most).contains(&one.sentence.text.split_whitespace().count());
        part(&format!("{least} words and more"), judged.iter().filter(words).collect())?;
    }
    let languages: BTreeSet<String> = judged.iter().map(english).collect();
    for language in languages {
        part(&language, judged.iter().filter(|one| english(one) == language).collect())?;
    }
    say("")?;
    for trouble in judged.iter().filter_map(Judged::trouble) {
        say(&trouble)?;
    }
    Ok(())
}

/// One line for a part of the sentences.
fn part(name: &str, judged: Vec<&Judged>) -> anyhow::Result<()> {
    let of = || judged.iter().copied();
    let with_needs = of().filter(|one| !one.sentence.needs.is_empty());
    let shares = [
        Share::of(with_needs, |one| one.rank.is_some_and(|rank| rank <= 3)),
        Share::of(of().filter(|one| one.is_danger()), |one| !one.both.dangers.is_empty()),
        Share::of(of().filter(|one| !one.is_danger()), |one| one.is_false_alarm(&one.both)),
    ];
    let [help, heard, false_alarms] = shares.map(written);
    say(&format!("{name:<18} help among three {help}  danger heard {heard}  false alarms {false_alarms}"))
}

/// A share with its interval: `0.912 (0.87-0.94)`.
fn written(share: Share) -> String {
    if share.of == 0 {
        return "-              ".to_owned();
    }
    let (low, high) = share.interval();
    format!("{:.3} ({low:.2}-{high:.2})", share.value())
}
