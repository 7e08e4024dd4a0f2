//! The shortlist that goes home with a family.

use super::pages::ServicePage;

/// Services chosen for one family, ready to print, text and mail.
#[derive(Debug, Clone, Default)]
pub struct ShortlistPage {
    /// The services, in the order they were put.
    pub items: Vec<ShortlistItem>,
    /// Ids that we do not know and left out, each cut to 60 characters.
    pub unknown: Vec<String>,
    /// How many were left out because the list was too long.
    pub cut: usize,
    /// Most services that a list holds.
    pub most: usize,
    /// Whether it is a young person's own list: printed small and plain.
    pub young: bool,
    /// Today: "26 November 2026".
    pub date: String,
    /// The list's address for others: ids and nothing else.
    pub link: String,
    /// The same address as a picture; `None` for an empty list, or one too long for a code.
    pub qr: Option<QrPicture>,
    /// The same list for the other reader: a young person's, or everybody's.
    pub other: String,
    /// The site's own address as others write it, without a slash at its end.
    pub home: String,
    /// A page to add more from, that carries the list along.
    pub add: String,
}

/// One service of a shortlist.
#[derive(Debug, Clone)]
pub struct ShortlistItem {
    /// All that is known of it.
    pub service: ServicePage,
    /// The list with this one a place earlier; `None` for the first.
    pub up: Option<String>,
    /// The list with this one a place later; `None` for the last.
    pub down: Option<String>,
    /// The list without this one.
    pub off: String,
}

/// A QR code as one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrPicture {
    /// Dark and light squares along one side, the quiet border of four on each side included.
    pub size: usize,
    /// The dark squares as an SVG path.
    pub path: String,
}
