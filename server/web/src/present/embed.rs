//! The search box and short list for other sites.

use super::{search_page, service};
use app::model::{EmbedPage, Listing, Verb};
use chrono::NaiveDateTime;
use search::{Answer, Engine, Search};

/// Results of a group when the site that shows the frame does not say.
pub const SHOWN: usize = 4;
/// Most results of a group: a frame is small.
pub const MOST: usize = 10;

/// The page; without an answer the box alone.
pub fn page(engine: &Engine, asked: &Search, answer: Option<&Answer>, now: NaiveDateTime) -> EmbedPage {
    let mut found = answer.map(|answer| search_page::page(engine, asked, answer, now)).unwrap_or_default();
    for listing in found.near.listings.iter_mut().chain(&mut found.anywhere.listings) {
        make_neutral(engine, listing);
    }
    EmbedPage {
        q: asked.q.clone(),
        near: asked.near.clone(),
        kept: hidden_fields(asked),
        all: asked.changed(|search| search.per_page = None).url(),
        found,
    }
}

/// What the site chose for its visitors, to be kept when they type something.
fn hidden_fields(asked: &Search) -> Vec<(String, String)> {
    let chosen = asked.changed(|search| {
        search.q.clear();
        search.near.clear();
    });
    serde_urlencoded::from_str(chosen.query_string().trim_start_matches('?')).unwrap_or_default()
}

/// A frame stands on a page that others look at too: a service for something sensitive is named by
/// its kind. Its number stays, and its own page says the rest.
fn make_neutral(engine: &Engine, listing: &mut Listing) {
    let sensitive =
        engine.catalogue.service(listing.id.as_str()).is_some_and(|found| service::is_sensitive(engine, found));
    if sensitive {
        listing.name = format!("Somebody who can help ({})", listing.kind.label.to_lowercase());
        listing.summary.clear();
        listing.needs.clear();
        listing.place_words.clear();
        listing.address.clear();
        listing.web = None;
        listing.email = None;
        listing.town.clear();
        listing.for_whom = "";
        listing.ways.retain(|way| matches!(way.verb, Verb::Ring | Verb::Text));
        for phone in listing.phone.iter_mut().chain(&mut listing.other_phone) {
            phone.label.clear();
            phone.hours.clear();
        }
        listing.serves.clear();
        listing.reasons.clear();
    }
}
