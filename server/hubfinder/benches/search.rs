//! How long a search takes inside the process: understanding, search and ranking, rendering, and
//! suggestions, on the county's own records and on a directory made larger from them.
//!
//! `cargo bench -p server` prints criterion's figures (the middle of the three is its estimate) and
//! then a table of percentiles over many different questions; `cargo bench -p server -- percentiles`
//! prints the table alone, and `-- --test` tries everything once. `HUBFINDER_BENCH_LARGE=100000` adds
//! a directory of that size to the table.

use anyhow::Context;
use app::model::Head;
use chrono::{NaiveDate, NaiveDateTime};
use criterion::{BatchSize, Criterion};
use directory::{Point, Records, Slug};
use hubfinder::quality;
use map::BaseMap;
use places::{Alias, Gazetteer, read_aliases};
use schedule::clock::Clock;
use search::{Answer, Engine, Search, catalogue::Catalogue, index::WordIndex};
use std::{
    hint::black_box,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use web::{
    present, {AppState, Files},
};

/// The size that the budgets are written for.
const BUDGET_SIZE: usize = 2_000;
/// Places of a plain search: a postcode, a part of one, a town.
const PLACES: [&str; 6] = ["DY10 3ED", "WR9 9EQ", "B98", "Malvern", "Evesham", "WR5 1DE"];
/// Ages of a plain search.
const AGES: [&str; 3] = ["0.5", "7", "14"];
/// A sentence with an age, a place and a need in it.
const SENTENCE: &str = "my 14 year old wont go to school redditch";
/// The plain search that criterion times.
const PLAIN: [(&str, &str); 3] = [("near", "DY10 3ED"), ("need", "infant-feeding"), ("age", "0.5")];

fn main() -> anyhow::Result<()> {
    let county = County::read()?;
    let own = county.records.listed.services.len();
    let app = county.app(own)?;
    let larger = county.app(BUDGET_SIZE)?;

    let mut criterion = Criterion::default().configure_from_args();
    for (size, app) in [(own, &app), (BUDGET_SIZE, &larger)] {
        searches(&mut criterion, size, app, &county);
    }
    pages(&mut criterion, &app);
    criterion.final_summary();

    // `--test` and other filters are for criterion's part alone.
    if std::env::args().skip(1).all(|argument| matches!(argument.as_str(), "--bench" | "percentiles")) {
        println!("\nPercentiles over different questions, in milliseconds\n");
        println!(
            "{:<44} {:>8} {:>7} {:>8} {:>8} {:>8} {:>8}",
            "what", "services", "asked", "median", "p90", "p99", "most"
        );
        percentiles(own, &app, &county, 20)?;
        percentiles(BUDGET_SIZE, &larger, &county, 20)?;
        if let Some(size) = std::env::var("HUBFINDER_BENCH_LARGE").ok().and_then(|size| size.parse().ok()) {
            drop(larger);
            percentiles(size, &county.app(size)?, &county, 2)?;
        }
    }
    Ok(())
}

fn searches(criterion: &mut Criterion, size: usize, app: &AppState, county: &County) {
    let engine = &app.engine;
    let mut group = criterion.benchmark_group(format!("{size} services"));
    let asked = |pairs: &[(&str, &str)]| search(pairs, engine);
    let plain = asked(&PLAIN);
    group.bench_function("near, need and age", |b| b.iter(|| engine.search(black_box(&plain), now())));
    let sentence = asked(&[("q", SENTENCE)]);
    group.bench_function("a sentence", |b| b.iter(|| engine.search(black_box(&sentence), now())));
    let no_place = asked(&[("q", "debt")]);
    group.bench_function("one word, no place", |b| b.iter(|| engine.search(black_box(&no_place), now())));
    let whole = asked(&[]);
    group.bench_function("everything, no words", |b| b.iter(|| engine.search(black_box(&whole), now())));
    let golden: Vec<Search> = county.questions.iter().map(|words| asked(&[("q", words)])).collect();
    let mut turn = golden.iter().cycle();
    group.bench_function("the golden questions in turn", |b| {
        b.iter_batched(
            || turn.next(),
            |search| search.map(|search| engine.search(search, now())),
            BatchSize::SmallInput,
        )
    });
    let mut turn = golden.iter().cycle();
    group.bench_function("understanding alone, the golden questions in turn", |b| {
        b.iter_batched(
            || turn.next(),
            |search| search.map(|search| engine.understand(search, now())),
            BatchSize::SmallInput,
        )
    });
    group.bench_function("suggestions", |b| b.iter(|| app.suggester.suggest(black_box("not sle"), &engine.gazetteer)));
    group.finish();
}

fn pages(criterion: &mut Criterion, app: &AppState) {
    let mut group = criterion.benchmark_group("the search page");
    let asked = search(&PLAIN, &app.engine);
    let Ok(answer) = app.engine.search(&asked, now()) else { return };
    group.bench_function("the model, with its map", |b| b.iter(|| model(app, black_box(&asked), &answer)));
    let page = model(app, &asked, &answer);
    let head =
        Head { title: "Help for families".to_owned(), path: "/search".to_owned(), islands: true, ..Head::default() };
    group.bench_function("rendering", |b| b.iter(|| app::search(&app.site, black_box(&head), &page)));
    group.bench_function("search, model, map and rendering", |b| {
        b.iter(|| {
            let answer = app.engine.search(black_box(&asked), now());
            answer.map(|answer| app::search(&app.site, &head, &model(app, &asked, &answer)))
        })
    });
    group.finish();
}

fn model(app: &AppState, asked: &Search, answer: &Answer) -> app::model::SearchPage {
    let mut page = present::search_page::page(&app.engine, asked, answer, now());
    page.map = present::map_picture::of_search(app, asked, answer, &page);
    page
}

/// Times each question by itself, all of them `rounds` times.
fn percentiles(size: usize, app: &AppState, county: &County, rounds: usize) -> anyhow::Result<()> {
    let engine = &app.engine;
    let needs = engine.catalogue.terms.needs.iter().map(|need| need.slug.as_str());
    let plain: Vec<Search> = needs
        .flat_map(|need| {
            PLACES.into_iter().flat_map(move |near| AGES.map(|age| [("near", near), ("need", need), ("age", age)]))
        })
        .map(|pairs| search(&pairs, engine))
        .collect();
    let golden: Vec<Search> = county.questions.iter().map(|words| search(&[("q", words)], engine)).collect();
    let whole = [search(&[], engine)];
    let beginnings: Vec<String> = county.questions.iter().flat_map(|words| beginnings(words)).collect();
    let line = |what: &str, times: Vec<Duration>| {
        let at =
            |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)].as_secs_f64() * 1000.0;
        let (asked, figures) = (times.len(), [at(0.5), at(0.9), at(0.99), at(1.0)].map(|ms| format!("{ms:>8.3}")));
        println!("{what:<44} {size:>8} {asked:>7} {}", figures.join(" "));
    };
    line("near, need and age", timed(&plain, rounds.div_ceil(4), |search| engine.search(search, now()))?);
    line("the golden questions", timed(&golden, rounds, |search| engine.search(search, now()))?);
    line("everything, no words", timed(&whole, rounds * 20, |search| engine.search(search, now()))?);
    line(
        "understanding alone, the golden questions",
        timed(&golden, rounds, |search| anyhow::Ok(engine.understand(search, now())))?,
    );
    line(
        "suggestions for their beginnings",
        timed(&beginnings, rounds.div_ceil(10), |typed| anyhow::Ok(app.suggester.suggest(typed, &engine.gazetteer)))?,
    );
    let head =
        Head { title: "Help for families".to_owned(), path: "/search".to_owned(), islands: true, ..Head::default() };
    line(
        "the whole page, the golden questions",
        timed(&golden, rounds.div_ceil(4), |search| {
            engine.search(search, now()).map(|answer| app::search(&app.site, &head, &model(app, search, &answer)))
        })?,
    );
    Ok(())
}

/// How long `answer` takes for each of `asked`, shortest first. The first round is not counted.
fn timed<Q, A, E>(asked: &[Q], rounds: usize, answer: impl Fn(&Q) -> Result<A, E>) -> anyhow::Result<Vec<Duration>>
where
    E: Into<anyhow::Error>,
{
    let mut times = Vec::with_capacity(asked.len() * rounds);
    for round in 0..=rounds {
        for question in asked {
            let begun = Instant::now();
            let answered = black_box(answer(question).map_err(Into::into)?);
            let taken = begun.elapsed();
            drop(answered);
            if round > 0 {
                times.push(taken);
            }
        }
    }
    times.sort();
    Ok(times)
}

/// What the field holds after each third letter of a sentence.
fn beginnings(words: &str) -> Vec<String> {
    let letters: Vec<char> = words.chars().take(30).collect();
    (3..=letters.len()).step_by(3).map(|end| letters[..end].iter().collect()).collect()
}

fn search(pairs: &[(&str, &str)], engine: &Engine) -> Search {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Search::parse(&pairs, &engine.catalogue)
}

/// A Monday morning, so that every run asks at the same hour.
fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap_or_default()
}

/// The county's folder, read once.
struct County {
    folder: PathBuf,
    records: Records,
    aliases: Vec<Alias>,
    questions: Vec<String>,
    /// Files that stand in for the built site: only their addresses are printed in a page.
    site: tempfile::TempDir,
}

impl County {
    fn read() -> anyhow::Result<Self> {
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("the crate stands in the workspace")?;
        let folder = root.join("data/worcestershire");
        let read = folder::read(&folder)?;
        let records = folder::records(&read, &folder)?;
        let aliases = read_aliases(&read).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        let questions = std::fs::read_to_string(root.join("tests/relevance/questions.csv"))?;
        let questions = quality::read(&questions)?.into_iter().map(|question| question.words).collect();
        let site = tempfile::tempdir()?;
        for name in ["style.css", "leave.js", "icon.svg"] {
            std::fs::write(site.path().join(name), name)?;
        }
        Ok(Self { folder, records, aliases, questions, site })
    }

    /// A site of `services` services: the county's own, or more made from them.
    fn app(&self, services: usize) -> anyhow::Result<AppState> {
        let records = repeated(&self.records, services)?;
        let rows = &records.gazetteer;
        let postcodes = rows.postcodes.iter().map(|row| row.point);
        let map = BaseMap::read(&self.folder, &records.authority, &rows.towns)?
            .with_settlements(&rows.settlements, postcodes);
        let clock = Clock::new(&records.authority.time_zone, None)?;
        let gazetteer = Gazetteer::new(&records.authority, records.gazetteer).with_aliases(&self.aliases);
        let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
        let index = WordIndex::in_memory(&catalogue)?;
        let engine = Engine::new(catalogue, gazetteer, index)?;
        let files = Files::read(self.site.path())?;
        Ok(AppState::new(engine, map, files, clock, "http://127.0.0.1".to_owned(), String::new()))
    }
}

/// As many services as asked for, by repeating those there are. Each copy has ids and locations of
/// its own, and its points lie a little farther out on a spiral, so that distances differ. Words,
/// needs and ages are those of the original: a larger county has more of the same kinds of help.
fn repeated(records: &Records, services: usize) -> anyhow::Result<Records> {
    let mut larger = records.clone();
    let own = records.listed.services.len();
    larger.listed.services.truncate(services);
    let copies = services.div_ceil(own.max(1));
    for copy in 1..copies {
        let (sin, cos) = (copy as f64 * 2.4).sin_cos();
        let out = 0.02 * (copy as f64).sqrt();
        for location in &records.listed.locations {
            let point = location.point.map(|p| Point::new(p.latitude() + out * sin, p.longitude() + out * cos));
            larger.listed.locations.push(directory::Location {
                id: copied(&location.id, copy)?,
                point: point.transpose().map_err(|wrong| anyhow::anyhow!("{wrong:?}"))?,
                ..location.clone()
            });
        }
        for service in records.listed.services.iter().take(services - copy * own) {
            let location_ids = service.location_ids.iter().map(|id| copied(id, copy)).collect::<Result<_, _>>()?;
            larger.listed.services.push(directory::Service {
                id: copied(&service.id, copy)?,
                location_ids,
                ..service.clone()
            });
        }
    }
    // Opening times name their location too.
    for service in larger.listed.services.iter_mut().skip(own) {
        let first = service.location_ids.first().cloned();
        for schedule in service.schedules.iter_mut().filter(|schedule| schedule.location_id.is_some()) {
            schedule.location_id.clone_from(&first);
        }
    }
    Ok(larger)
}

fn copied(id: &Slug, copy: usize) -> anyhow::Result<Slug> {
    format!("{id}-{copy}").parse().map_err(|wrong| anyhow::anyhow!("{id} cannot be copied: {wrong:?}"))
}
