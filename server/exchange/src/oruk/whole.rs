//! The whole feed as one file: what it is, and then every service with all that is known of it, in
//! the shape of a page of services, which readers of the standard know already.

use super::{
    Feed,
    answer::{About, Page},
    entity::Service,
    feed::Detail,
};
use chrono::{DateTime, Utc};
use search::catalogue::Catalogue;
use serde::Serialize;
use utoipa::ToSchema;

/// The file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Whole)]
pub struct Whole {
    #[serde(flatten)]
    about: About,
    /// When records were last taken over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    last_modified: Option<DateTime<Utc>>,
    #[serde(flatten)]
    page: Page<Service>,
}

/// Piece `n` of the file, from 0; `None` after the last. Each is made by itself, so that no more than
/// one service is in memory; a piece may be empty.
pub fn piece(catalogue: &Catalogue, feed: &Feed, n: usize) -> Option<Vec<u8>> {
    let services = catalogue.listed.services.len();
    let Some(position) = n.checked_sub(1) else { return beginning(catalogue, feed) };
    if position == services {
        return Some(b"\n]}\n".to_vec());
    }
    let position = u32::try_from(position).ok().filter(|_| position < services)?;
    let Some(service) = feed.service(catalogue, position, Detail::Full) else { return Some(Vec::new()) };
    let between = if feed.services().next() == Some(position) { "\n" } else { ",\n" };
    let mut piece = between.as_bytes().to_vec();
    // Our own entities have no map with keys that are not text, which is all that could fail.
    piece.extend(serde_json::to_vec(&service).ok()?);
    Some(piece)
}

/// The file without its services and its end.
fn beginning(catalogue: &Catalogue, feed: &Feed) -> Option<Vec<u8>> {
    let services = feed.services().count();
    let page = Page {
        total_items: services,
        total_pages: 1,
        page_number: 1,
        size: services,
        first_page: true,
        last_page: true,
        empty: services == 0,
        contents: Vec::new(),
    };
    let about = About::new(&catalogue.authority, None);
    let mut piece = serde_json::to_vec(&Whole { about, last_modified: catalogue.loaded_at(), page }).ok()?;
    piece.truncate(piece.strip_suffix(b"]}")?.len());
    Some(piece)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::path::Path;

    fn file(change: impl FnOnce(&mut directory::Listed)) -> Value {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/example");
        let mut records = folder::records(&folder::read(&dir).unwrap(), &dir).unwrap();
        change(&mut records.listed);
        let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
        let feed = Feed::new(&catalogue);
        let pieces: Vec<Vec<u8>> = (0..).map_while(|n| piece(&catalogue, &feed, n)).collect();
        serde_json::from_slice(&pieces.concat()).unwrap()
    }

    #[test]
    fn the_pieces_are_one_file_whichever_services_are_in_it() {
        let all = file(|_| {});
        let services = all["contents"].as_array().unwrap().len();
        assert!(services > 2 && all["total_items"] == services && all["licence"].is_string(), "{all}");
        // A service without an organisation is not in the feed, and it may be the first.
        let fewer = file(|listed| listed.services[0].organization_id = "nobody".parse().unwrap());
        assert_eq!(fewer["contents"].as_array().unwrap().len(), services - 1);
        assert_eq!(fewer["size"], services - 1);
        let none = file(|listed| listed.services.clear());
        assert_eq!((&none["empty"], &none["contents"]), (&Value::Bool(true), &Value::Array(Vec::new())));
    }
}
