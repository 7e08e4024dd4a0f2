//! Postcodes: a real table, since there are many and each is small.

use super::records::Unread;
use crate::fingerprint::Fingerprint;
use directory::{Point, PostcodePoint};
use sqlx::{QueryBuilder, SqliteConnection};

/// Rows in one statement; with five values each, far below SQLite's limit of 32,766 values.
const BATCH: usize = 1_000;

/// Reads all postcodes in their own order.
pub(super) async fn read(connection: &mut SqliteConnection) -> Result<Vec<PostcodePoint>, Unread> {
    let rows: Vec<(String, f64, f64, String, Option<String>)> =
        sqlx::query_as("SELECT code, latitude, longitude, lad_code, ended FROM postcode ORDER BY code")
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|(code, latitude, longitude, lad_code, ended)| {
            let place = code.parse().and_then(|postcode| Ok((postcode, Point::new(latitude, longitude)?)));
            match place {
                Ok((postcode, point)) => Ok(PostcodePoint { postcode, point, lad_code, ended }),
                Err(invalid) => Err(Unread::Row { table: "postcode", id: code, why: invalid.what }),
            }
        })
        .collect()
}

/// Replaces all postcodes and adds them to the print.
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
        insert.reset().push_values(batch, |mut values, row| {
            let (code, latitude, longitude) = (row.postcode.compact(), row.point.latitude(), row.point.longitude());
            print.add(code.as_bytes());
            print.add(&latitude.to_le_bytes());
            print.add(&longitude.to_le_bytes());
            print.add(row.lad_code.as_bytes());
            print.add(row.ended.as_deref().unwrap_or("lives").as_bytes());
            values
                .push_bind(code)
                .push_bind(latitude)
                .push_bind(longitude)
                .push_bind(&row.lad_code)
                .push_bind(row.ended.as_deref());
        });
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}
