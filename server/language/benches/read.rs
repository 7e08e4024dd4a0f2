//! How long the sentence model takes to load and to read, and what it keeps in memory.
//!
//! `cargo bench -p language` prints criterion's figures and then percentiles over single readings of
//! different sentences, the time of loading, and the memory; `-- percentiles` prints the latter alone.

use criterion::Criterion;
use language::SentenceModel;
use std::{
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

/// Sentences of 20 words.
const SENTENCES: [&str; 8] = [
    "my six month old wont sleep at night and im so tired i dont know who to talk to anymore",
    "he hits me when hes been drinking and the kids see it and i want to leave but have nowhere",
    "my daughter is 14 and she wont go to school anymore she says her stomach hurts every single morning now",
    "we have no money for food until friday and the electric meter is empty can anyone help us this week",
    "i am a grandad looking after two little ones since their mum went to prison and i need a break",
    "mój syn ma trzy lata i jeszcze nie mówi a lekarz mówi żeby czekać co mam robić proszę o pomoc",
    "student aged 15 has told me she is cutting herself and her parents do not know who do i ring",
    "is there anything on for toddlers in droitwich on a wednesday morning that is free and near the train station",
];
/// A text of 16 KB is the longest that a search takes.
const LONGEST_TEXT: usize = 16 * 1024;
/// Single readings that the percentiles are of.
const READINGS: usize = 1_000;

fn main() -> Result<(), Box<dyn Error>> {
    let before = memory()?;
    let start = Instant::now();
    let model = SentenceModel::load()?;
    let load_time = start.elapsed();
    let loaded = memory()?;

    let story = SENTENCES[..3].join(" and ");
    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("20 words", |b| b.iter(|| model.read(black_box(SENTENCES[0]))));
    criterion.bench_function("60 words", |b| b.iter(|| model.read(black_box(&story))));
    criterion.bench_function("20 words, cut alone", |b| b.iter(|| model.pieces().cut(black_box(SENTENCES[0]))));
    criterion.final_summary();

    // `--test` and other filters are for criterion's part alone.
    if std::env::args().skip(1).all(|argument| matches!(argument.as_str(), "--bench" | "percentiles")) {
        println!("\nSingle readings, in milliseconds\n");
        println!("{:<16} {:>7} {:>8} {:>8} {:>8} {:>8}", "what", "pieces", "median", "p90", "p99", "most");
        let stories: Vec<String> = SENTENCES.map(|sentence| format!("{sentence} and {story}")).into();
        percentiles("20 words", &model, &SENTENCES, READINGS)?;
        percentiles("80 words", &model, &stories, READINGS)?;
        let mut longest = stories.join(" ").repeat(LONGEST_TEXT / story.len());
        longest.truncate(LONGEST_TEXT);
        percentiles("16 KB", &model, &[longest], 3)?;
        println!("\nLoading: {:.0} ms", milliseconds(load_time));
        println!("Memory, own and of the program's file, in MB (the file's is given back when memory is short)");
        for (when, (own, file)) in [("before", before), ("loaded", loaded), ("after reading", memory()?)] {
            println!("  {when:<16} {own:>6.1} {file:>6.1}");
        }
    }
    Ok(())
}

fn percentiles(
    what: &str,
    model: &SentenceModel,
    texts: &[impl AsRef<str>],
    readings: usize,
) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::with_capacity(readings);
    for text in texts.iter().cycle().take(readings) {
        let start = Instant::now();
        black_box(model.read(black_box(text.as_ref()))?);
        times.push(start.elapsed());
    }
    times.sort();
    let at = |percent: usize| milliseconds(times[(times.len() * percent / 100).min(times.len() - 1)]);
    let pieces: usize = texts.iter().map(|text| model.pieces().cut(text.as_ref()).len()).sum();
    let pieces = pieces / texts.len();
    println!("{what:<16} {pieces:>7} {:>8.2} {:>8.2} {:>8.2} {:>8.2}", at(50), at(90), at(99), at(100));
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Resident memory of the process, its own and that of files (the program itself), in MB.
fn memory() -> Result<(f64, f64), Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let read = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<f64>().map(|kilobytes| kilobytes / 1000.0)
    };
    Ok((read("RssAnon:")?, read("RssFile:")?))
}
