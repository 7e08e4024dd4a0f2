//! The booklet that is printed.

use super::{OpeningTime, listing::Listing, map_picture::MapPicture, shortlist::QrPicture};

/// A booklet for one district or for the whole authority.
#[derive(Debug, Clone)]
pub struct BookletPage {
    /// Whose families it is for: "Wyre Forest".
    pub area: String,
    /// The day it was made from the records: "26 November 2026".
    pub day: String,
    /// The other booklets: their address and whom they are for.
    pub others: Vec<(String, String)>,
    /// Where this booklet stands on the web.
    pub live: LiveLink,
    /// Where urgent help stands on the web.
    pub urgent_live: LiveLink,
    /// Whom to ask first: the early-help teams of the area.
    pub teams: Vec<BookletEntry>,
    /// The chapters, none of them empty.
    pub chapters: Vec<BookletChapter>,
}

/// An address of ours in print.
#[derive(Debug, Clone)]
pub struct LiveLink {
    /// The whole address.
    pub url: String,
    /// The same as a QR code; `None` when it is too long for one.
    pub code: Option<QrPicture>,
}

/// A chapter of the booklet.
#[derive(Debug, Clone)]
pub struct BookletChapter {
    /// Its id.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// A sentence or two about it.
    pub lead: String,
    /// Its map, whose numbers are those of the entries.
    pub map: Option<MapPicture>,
    /// What stands in it.
    pub entries: Vec<BookletEntry>,
    /// National helplines.
    pub helplines: Vec<BookletEntry>,
    /// The same, always fresh.
    pub live: LiveLink,
}

/// One service in print.
#[derive(Debug, Clone)]
pub struct BookletEntry {
    /// The service; its number is that on the chapter's map.
    pub listing: Listing,
    /// Addresses in the area, each on one line, and whether each is confirmed.
    pub addresses: Vec<(String, bool)>,
    /// When it happens or answers: "Monday 9am to 5pm".
    pub hours: Vec<OpeningTime>,
}
