//! Records as the desk looks for them: all of them, also what is withdrawn, with what the store knows about each.

use super::{
    Store, StoreError,
    record::{Record, fields},
    records::Noun,
};
use directory::edit::Fields;
use serde_json::Value;
use sqlx::{QueryBuilder, Sqlite};

/// A record with what the store knows about it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptRecord {
    /// What it is.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// Its newest revision.
    pub revision: i64,
    /// What it says.
    pub fields: Fields<Value>,
    /// The source it came from; 'folder' for the authority's own.
    pub source: String,
    /// Whether a steward keeps it.
    pub kept: bool,
    /// Whether it is withdrawn.
    pub gone: bool,
    /// Why a steward withdrew it: the word of a [`GoneWhy`](super::GoneWhy).
    pub gone_why: Option<String>,
    /// The id of the record that stands for it now.
    pub successor: Option<String>,
    /// When it last became what it is, RFC 3339 in UTC.
    pub changed_at: String,
}

impl KeptRecord {
    /// What it is called: its name, or the title of a source.
    pub fn name(&self) -> &str {
        let name = self.fields.get("name").or_else(|| self.fields.get("title"));
        name.and_then(Value::as_str).unwrap_or(&self.id)
    }

    /// Whether it is confirmed; `None` for what has no such mark.
    pub fn is_confirmed(&self) -> Option<bool> {
        self.fields.get("status").and_then(Value::as_str).map(|status| status == "current")
    }

    /// The record. Fails when what is kept is none that this program reads.
    pub fn record(&self) -> Result<Record, StoreError> {
        Record::from_fields(self.noun, &self.fields)
            .map_err(|error| StoreError::unfit(self.noun, &self.id, &error.to_string()))
    }
}

/// In which state records are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    /// Listed and confirmed.
    Confirmed,
    /// Listed and not confirmed.
    Unconfirmed,
    /// Listed, and a steward keeps it.
    Kept,
    /// Withdrawn.
    Withdrawn,
}

/// Which records are looked for.
#[derive(Debug, Clone, Default)]
pub struct RecordQuery {
    /// Words that all stand somewhere in the record, in whatever case.
    pub words: String,
    /// Of which noun; `None` is any.
    pub noun: Option<Noun>,
    /// In which state; `None` is any.
    pub state: Option<RecordState>,
    /// How many are passed over.
    pub skip: usize,
    /// How many are given.
    pub take: usize,
}

/// Some of the records that were looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundRecords {
    /// Those of this page: services, organisations and places that are called so before those that only say so, and
    /// sources last; each in the order of their ids.
    pub rows: Vec<KeptRecord>,
    /// How many there are in all.
    pub total: usize,
}

/// The order of the nouns in what is found.
const ORDER: [Noun; 4] = [Noun::Service, Noun::Organization, Noun::Location, Noun::Source];

#[derive(sqlx::FromRow)]
struct Row {
    noun: String,
    id: String,
    body: String,
    revision: i64,
    source: String,
    changed_at: String,
    gone: bool,
    kept: bool,
    gone_why: Option<String>,
    successor: Option<String>,
}

impl Row {
    fn read(self) -> Option<KeptRecord> {
        let Self { noun, id, body, revision, source, changed_at, gone, kept, gone_why, successor } = self;
        let noun = Noun::of_table(&noun)?;
        let fields = fields(&body);
        Some(KeptRecord { noun, id, revision, fields, source, kept, gone, gone_why, successor, changed_at })
    }
}

impl Store {
    /// One record, withdrawn or not; `None` when there was never such a record.
    pub async fn record(&self, noun: Noun, id: &str) -> Result<Option<KeptRecord>, StoreError> {
        let mut query = QueryBuilder::new("");
        push_select(&mut query, noun);
        query.push(" WHERE id = ").push_bind(id);
        let row: sqlx::Result<Option<Row>> = query.build_query_as().fetch_optional(&self.pool).await;
        Ok(row.map_err(|error| self.explain(error))?.and_then(Row::read))
    }

    /// The records that are looked for, also those that are withdrawn.
    pub async fn find_records(&self, query: &RecordQuery) -> Result<FoundRecords, StoreError> {
        let words = words_of(&query.words);
        let nouns: Vec<Noun> =
            ORDER.into_iter().filter(|noun| query.noun.is_none_or(|wanted| wanted == *noun)).collect();
        let read = async {
            if !words.is_empty() {
                let rows: Vec<Row> = select(&nouns, query, &words).build_query_as().fetch_all(&self.pool).await?;
                let mut found: Vec<KeptRecord> =
                    rows.into_iter().filter_map(Row::read).filter(|record| says(record, &words)).collect();
                // Stable, so that those that are alike stay in the order in which they were read.
                found.sort_by_cached_key(|record| (record.noun == Noun::Source, !is_called(record, &words)));
                let total = found.len();
                let rows = found.into_iter().skip(query.skip).take(query.take).collect();
                return Ok(FoundRecords { rows, total });
            }
            let mut count = QueryBuilder::new("SELECT count(*) FROM (");
            push_union(&mut count, &nouns, query, &words);
            count.push(") AS found");
            let total: i64 = count.build_query_scalar().fetch_one(&self.pool).await?;
            let mut some = select(&nouns, query, &words);
            some.push(" LIMIT ").push_bind(query.take as i64).push(" OFFSET ").push_bind(query.skip as i64);
            let rows: Vec<Row> = some.build_query_as().fetch_all(&self.pool).await?;
            let rows = rows.into_iter().filter_map(Row::read).collect();
            Ok(FoundRecords { rows, total: usize::try_from(total).unwrap_or_default() })
        };
        read.await.map_err(|error| self.explain(error))
    }
}

fn push_select(query: &mut QueryBuilder<Sqlite>, noun: Noun) {
    let table = noun.table();
    let place = ORDER.iter().position(|one| *one == noun).unwrap_or(ORDER.len());
    query.push(format!(
        "SELECT {place} AS place, '{table}' AS noun, id, body, revision, source, changed_at, \
         withdrawn_at IS NOT NULL AS gone, keeper = 'steward' AS kept, gone_why, successor FROM {table}"
    ));
}

fn select(nouns: &[Noun], query: &RecordQuery, words: &[String]) -> QueryBuilder<Sqlite> {
    let mut select = QueryBuilder::new("SELECT * FROM (");
    push_union(&mut select, nouns, query, words);
    select.push(") AS found ORDER BY place, id");
    select
}

/// The rows in which all of the words stand, wherever in the body: what they stand in is looked at afterwards.
fn push_union(union: &mut QueryBuilder<Sqlite>, nouns: &[Noun], query: &RecordQuery, words: &[String]) {
    for (at, noun) in nouns.iter().enumerate() {
        if at > 0 {
            union.push(" UNION ALL ");
        }
        push_select(union, *noun);
        union.push(match query.state {
            None => " WHERE 1 = 1",
            Some(RecordState::Confirmed) => " WHERE withdrawn_at IS NULL AND body LIKE '%\"status\":\"current\"%'",
            Some(RecordState::Unconfirmed) => " WHERE withdrawn_at IS NULL AND body LIKE '%\"status\":\"check\"%'",
            Some(RecordState::Kept) => " WHERE withdrawn_at IS NULL AND keeper = 'steward'",
            Some(RecordState::Withdrawn) => " WHERE withdrawn_at IS NOT NULL",
        });
        // What a database makes of a letter beyond ASCII in small letters is its own affair.
        for word in words.iter().filter(|word| word.is_ascii()) {
            let plain = word.replace('!', "!!").replace('%', "!%").replace('_', "!_");
            union.push(" AND lower(body) LIKE ").push_bind(format!("%{plain}%")).push(" ESCAPE '!'");
        }
    }
}

/// Words in small letters, without the signs that JSON writes in another way.
fn words_of(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace(['"', '\\'], " ");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Whether all words stand in what a record says, and not only in the names of its fields.
fn says(record: &KeptRecord, words: &[String]) -> bool {
    let mut said = String::new();
    record.fields.values().for_each(|value| add_texts(value, &mut said));
    words.iter().all(|word| said.contains(word.as_str()))
}

/// Whether all words stand in its name or its id.
fn is_called(record: &KeptRecord, words: &[String]) -> bool {
    let called = format!("{}\n{}", record.name().to_lowercase(), record.id);
    words.iter().all(|word| called.contains(word.as_str()))
}

fn add_texts(value: &Value, said: &mut String) {
    match value {
        Value::String(text) => {
            said.push_str(&text.to_lowercase());
            said.push('\n');
        }
        Value::Array(all) => all.iter().for_each(|one| add_texts(one, said)),
        Value::Object(all) => all.values().for_each(|one| add_texts(one, said)),
        _ => {}
    }
}
