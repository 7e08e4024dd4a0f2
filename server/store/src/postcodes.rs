//! Postcodes: real tables, since there are many and each is small. Those of the folder and those of
//! an import stand apart, so that neither a load nor an import loses what the other brought.

use super::{Store, StoreError, advance_moment, records::Unread};
use directory::{Point, PostcodePoint};
use folder::Fingerprint;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection, Transaction};
use std::{collections::VecDeque, path::PathBuf};

/// Rows in one statement; with five values each, far below SQLite's limit of 32,766 values.
const BATCH: usize = 1_000;
/// Rows read at a time, so that a country's postcodes are never held twice.
const READ_AT_ONCE: i64 = 20_000;

/// A row of either table.
type Row = (String, f64, f64, String, Option<String>);

/// The rows of one table in the order of their codes, some at a time. Each table is read by itself: in
/// one query over both, SQLite looks for the next row that is not in the other from the beginning again
/// for every batch.
struct Rows {
    query: &'static str,
    batch: VecDeque<Row>,
    after: String,
    ended: bool,
}

impl Rows {
    fn of(query: &'static str) -> Self {
        Self { query, batch: VecDeque::new(), after: String::new(), ended: false }
    }

    /// Reads on, once all that was read is taken.
    async fn fill(&mut self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        if self.batch.is_empty() && !self.ended {
            let rows: Vec<Row> =
                sqlx::query_as(self.query).bind(&self.after).bind(READ_AT_ONCE).fetch_all(connection).await?;
            match rows.last() {
                Some((last, ..)) => self.after.clone_from(last),
                None => self.ended = true,
            }
            self.batch = rows.into();
        }
        Ok(())
    }

    fn code(&self) -> Option<&str> {
        self.batch.front().map(|row| row.0.as_str())
    }
}

/// Reads all postcodes in their own order; where both tables hold one, the imported row counts.
pub(super) async fn read(connection: &mut SqliteConnection) -> Result<Vec<PostcodePoint>, Unread> {
    let mut imported = Rows::of(
        "SELECT code, latitude, longitude, lad_code, ended FROM imported_postcode WHERE code > ?1
         ORDER BY code LIMIT ?2",
    );
    let mut own = Rows::of(
        "SELECT code, latitude, longitude, lad_code, ended FROM postcode WHERE code > ?1 ORDER BY code LIMIT ?2",
    );
    let mut postcodes = Vec::new();
    loop {
        imported.fill(connection).await?;
        own.fill(connection).await?;
        let row = match (imported.code(), own.code()) {
            (None, None) => return Ok(postcodes),
            (None, Some(_)) => own.batch.pop_front(),
            (Some(theirs), Some(ours)) if ours < theirs => own.batch.pop_front(),
            (theirs, ours) => {
                if theirs == ours {
                    own.batch.pop_front();
                }
                imported.batch.pop_front()
            }
        };
        let Some((code, latitude, longitude, lad_code, ended)) = row else { continue };
        let place = code.parse().and_then(|postcode| Ok((postcode, Point::new(latitude, longitude)?)));
        match place {
            Ok((postcode, point)) => postcodes.push(PostcodePoint { postcode, point, lad_code, ended }),
            Err(invalid) => return Err(Unread::Row { table: "postcode", id: code, why: invalid.what }),
        }
    }
}

/// Replaces the folder's postcodes and adds them to the print.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    rows: &[PostcodePoint],
    print: &mut Fingerprint,
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM postcode").execute(&mut *connection).await?;
    let mut rows: Vec<&PostcodePoint> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.postcode);
    print.add(b"postcode");
    let mut insert = QueryBuilder::new("INSERT INTO postcode (code, latitude, longitude, lad_code, ended) ");
    for batch in rows.chunks(BATCH) {
        batch.iter().for_each(|row| add_to(print, row));
        insert.reset();
        push(&mut insert, batch.iter().copied());
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}

fn push<'r>(insert: &mut QueryBuilder<Sqlite>, rows: impl Iterator<Item = &'r PostcodePoint>) {
    insert.push_values(rows, |mut values, row| {
        values
            .push_bind(row.postcode.compact().to_owned())
            .push_bind(row.point.latitude())
            .push_bind(row.point.longitude())
            .push_bind(row.lad_code.clone())
            .push_bind(row.ended.clone());
    });
}

fn add_to(print: &mut Fingerprint, row: &PostcodePoint) {
    print.add(row.postcode.compact().as_bytes());
    print.add(&row.point.latitude().to_le_bytes());
    print.add(&row.point.longitude().to_le_bytes());
    print.add(row.lad_code.as_bytes());
    print.add(row.ended.as_deref().unwrap_or("lives").as_bytes());
}

/// An import of postcodes that is under way: one transaction. Dropped before [`finish`], or with its
/// process, it leaves the store as it was.
///
/// [`finish`]: PostcodeImport::finish
#[derive(Debug)]
pub struct PostcodeImport {
    writing: Transaction<'static, Sqlite>,
    path: PathBuf,
    added: u64,
    given: u64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedPostcodes {
    /// Postcodes that the store now holds from it.
    pub held: u64,
    /// Rows whose postcode had come before; the first counts.
    pub repeated: u64,
    /// Live postcodes of the folder that it does not hold. They stay as they are.
    pub folder_only: u64,
}

impl Store {
    /// Begins to replace the postcodes of earlier imports.
    pub async fn import_postcodes(&self) -> Result<PostcodeImport, StoreError> {
        let explain = |error| StoreError::from_database(&self.path, error);
        let mut writing = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(explain)?;
        sqlx::query("DELETE FROM imported_postcode").execute(&mut *writing).await.map_err(explain)?;
        Ok(PostcodeImport { writing, path: self.path.clone(), added: 0, given: 0 })
    }
}

impl PostcodeImport {
    /// Adds rows; of one postcode the first.
    pub async fn add(&mut self, rows: &[PostcodePoint]) -> Result<(), StoreError> {
        for batch in rows.chunks(BATCH) {
            let mut insert =
                QueryBuilder::new("INSERT INTO imported_postcode (code, latitude, longitude, lad_code, ended) ");
            push(&mut insert, batch.iter());
            insert.push(" ON CONFLICT (code) DO NOTHING");
            let done = insert.build().execute(&mut *self.writing).await;
            self.added += done.map_err(|error| StoreError::from_database(&self.path, error))?.rows_affected();
            self.given += batch.len() as u64;
        }
        Ok(())
    }

    /// Makes it so.
    pub async fn finish(mut self) -> Result<ImportedPostcodes, StoreError> {
        let path = self.path.clone();
        let done: sqlx::Result<u64> = async {
            advance_moment(&mut self.writing, "postcodes_imported_at").await?;
            let folder_only: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM postcode WHERE ended IS NULL
                 AND NOT EXISTS (SELECT 1 FROM imported_postcode WHERE imported_postcode.code = postcode.code)",
            )
            .fetch_one(&mut *self.writing)
            .await?;
            self.writing.commit().await?;
            Ok(folder_only.unsigned_abs())
        }
        .await;
        let folder_only = done.map_err(|error| StoreError::from_database(&path, error))?;
        Ok(ImportedPostcodes { held: self.added, repeated: self.given - self.added, folder_only })
    }
}
