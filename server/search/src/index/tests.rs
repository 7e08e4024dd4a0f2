use super::*;
use crate::{Engine, Search, documents::Stem};
use chrono::{NaiveDate, NaiveDateTime};
use directory::Records;

fn records() -> Records {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap()
}

fn found(engine: &Engine, words: &str) -> Vec<String> {
    let pairs = [("q".to_owned(), words.to_owned())];
    let answer = engine.search(&Search::read(&pairs, &engine.catalogue), now()).unwrap();
    let services = engine.merged(&answer, crate::Sort::Best).into_iter();
    services
        .map(|found| engine.catalogue.entries[found.entry as usize].service as usize)
        .map(|at| engine.catalogue.listed.services[at].id.to_string())
        .collect()
}

#[test]
fn a_changed_service_is_found_and_one_that_is_gone_is_not_without_a_rebuild() {
    let before = records();
    let mut listed = before.listed.clone();
    let engine = Engine::in_memory(before.clone(), &[]).unwrap();
    assert!(found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "quokkadrome").len() > 1, "a word that nobody uses brings those who help with most things");

    listed.services.retain(|service| service.id != "brookside-family-hub");
    for service in listed.services.iter_mut().filter(|service| service.id == "wands-family-hub") {
        service.name = "The Quokkadrome".to_owned();
    }
    let changed: Vec<Slug> = ["brookside-family-hub", "wands-family-hub"].map(|id| id.parse().unwrap()).into();
    let catalogue = Catalogue::new(before.authority, before.terms, listed);
    let index = engine.index().updated(&catalogue, &changed).unwrap();
    let engine = engine.updated(catalogue, index, &changed);
    assert_eq!(found(&engine, "quokkadrome"), ["wands-family-hub"]);
    assert!(!found(&engine, "Brookside Family Hub").contains(&"brookside-family-hub".to_owned()));
    assert!(found(&engine, "debt").len() > 1, "the others are as they were");
}

#[test]
fn an_index_of_other_records_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("index");
    let records = records();
    let whole = Catalogue::new(records.authority.clone(), records.terms.clone(), records.listed.clone());
    let open = |catalogue| WordIndex::open_or_build(&at, "1", catalogue, &mut |_| ()).unwrap();
    assert_eq!(open(&whole).written(), whole.entries.len());
    let made = |folder: &Path| fs::metadata(folder.join("meta.json")).unwrap().modified().unwrap();
    let first = made(&at);
    assert_eq!(open(&whole).written(), 0, "the same records need no new index");
    assert_eq!(made(&at), first);
    let mut fewer = records.listed;
    fewer.services.pop();
    let fewer = Catalogue::new(records.authority, records.terms, fewer);
    let index = open(&fewer);
    assert_eq!(index.entries.known(), fewer.entries.len(), "though the stamp is the same");
}

#[test]
fn an_index_of_a_folder_goes_on_when_the_folder_is_gone_and_several_make_it_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("index");
    let records = records();
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let open = || WordIndex::open_or_build(&at, "1", &catalogue, &mut |_| ()).unwrap();
    let written: Vec<usize> = std::thread::scope(|scope| {
        let opening: Vec<_> = (0..4).map(|_| scope.spawn(|| open().written())).collect();
        opening.into_iter().map(|opening| opening.join().unwrap()).collect()
    });
    assert_eq!(written.iter().sum::<usize>(), catalogue.entries.len(), "one makes it, the others wait");
    let index = open();
    fs::remove_dir_all(&at).unwrap();
    let hub = "brookside-family-hub".parse().unwrap();
    let index = index.updated(&catalogue, &[hub]).unwrap();
    assert_eq!(
        index.written(),
        catalogue.entries_of(catalogue.service_position("brookside-family-hub").unwrap()).len()
    );
    assert!(!index.stem("hub").is_nowhere());
}

/// The scores of tantivy's own query for stems that may stand in any field.
fn scores_of_tantivy(index: &WordIndex, catalogue: &Catalogue, stems: &[&str]) -> HashMap<u32, Score> {
    use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery};
    let in_field = |field, stem: &str, boost| {
        let term = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(term), boost)) as Box<dyn Query>
    };
    let in_any = |stem: &&str| {
        let fields = [(index.fields.name, 2.5), (index.fields.topic, 1.6), (index.fields.about, 1.0)];
        let fields = fields.into_iter().map(|(field, boost)| in_field(field, stem, boost)).collect();
        (Occur::Should, Box::new(DisjunctionMaxQuery::with_tie_breaker(fields, 0.1)) as Box<dyn Query>)
    };
    let query = BooleanQuery::new(stems.iter().map(in_any).collect());
    let top = tantivy::collector::TopDocs::with_limit(10_000).order_by_score();
    let searcher = index.index.reader().unwrap().searcher();
    let found = searcher.search(&query, &top).unwrap();
    let key = |at: tantivy::DocAddress| {
        let keys = searcher.segment_reader(at.segment_ord).fast_fields().u64("key").unwrap();
        keys.first(at.doc_id).unwrap()
    };
    let entries: HashMap<u64, u32> = keys(catalogue).collect();
    found.into_iter().map(|(score, at)| (entries[&key(at)], score)).collect()
}

#[test]
fn the_walk_over_stems_scores_as_the_query_of_the_index_would() {
    let records = records();
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let index = WordIndex::in_memory(&catalogue).unwrap();
    for stems in [&["debt"][..], &["famili", "hub", "worcest"], &["sleep", "babi", "support", "nosuchstem"]] {
        let typed = stems.iter().map(|stem| Stem::Typed(index.stem(stem)));
        let wanted = Wanted { stems: typed.collect(), ..Wanted::default() };
        let walked: HashMap<u32, Score> = index.matches(&wanted).unwrap().into_iter().collect();
        let asked = scores_of_tantivy(&index, &catalogue, stems);
        assert!(!asked.is_empty() && walked.len() == asked.len(), "{stems:?}");
        for (entry, score) in asked {
            assert!((walked[&entry] - score).abs() <= score * 1e-5, "{stems:?} {entry}");
        }
    }
}

#[test]
fn a_document_must_hold_one_of_each_set() {
    let records = records();
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let index = WordIndex::in_memory(&catalogue).unwrap();
    let holding = |words: &[&str]| {
        let set = words.iter().map(|stem| index.stem(stem)).collect();
        let found = index.matches(&Wanted { must: vec![set], ..Wanted::default() }).unwrap();
        found.into_iter().map(|(entry, _)| entry).collect::<std::collections::BTreeSet<u32>>()
    };
    let must = [["hub", "centr"], ["famili", "parent"]];
    let sets = must.iter().map(|set| set.iter().map(|stem| index.stem(stem)).collect()).collect();
    let both = index.matches(&Wanted { must: sets, ..Wanted::default() }).unwrap();
    let both: std::collections::BTreeSet<u32> = both.into_iter().map(|(entry, _)| entry).collect();
    let each: Vec<_> = must.iter().map(|set| holding(set)).collect();
    assert_eq!(both, each[0].intersection(&each[1]).copied().collect());
    assert!(!both.is_empty() && both.len() < each[0].len() && both.len() < each[1].len());
}
