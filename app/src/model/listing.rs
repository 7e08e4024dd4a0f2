//! What a result shows.

use super::site::PhoneNumberText;
use crate::{
    components::card::CardParts,
    markup::{Decimal, Once, Put, written},
};
use directory::{AgeFit, AgeRange, Point, Referral, Shape, Slug};
use std::{ops::Deref, sync::Arc};

/// One result: a service, at one of its places where it has any. What it shows of its record can be
/// read as its own fields.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What every search shows of it.
    pub record: Arc<Record>,
    /// Its number in the list and on the map; `None` when it has no marker.
    pub number: Option<usize>,
    /// What the address of its page says of why it was suggested: `?for=sleep&age=0.5`, or nothing.
    pub why: Arc<str>,
    /// How its ages sit with the ages asked for; `None` when no age was asked for.
    pub age_fit: Option<AgeFit>,
    /// How far it is, when both ends are known.
    pub distance: Option<Distance>,
    /// The shortlist so far with this one added, as `/shortlist?ids=` takes it; `None` where it is
    /// this one alone.
    pub save: Option<String>,
    /// Which of several needs or children asked for it serves, in words.
    pub serves: Vec<String>,
    /// Its score and why, for `explain=1`.
    pub reasons: Vec<String>,
}

impl Deref for Listing {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.record
    }
}

impl Listing {
    /// Its page, and why it was suggested.
    pub fn url(&self) -> String {
        [&self.page, &*self.why].concat()
    }

    /// Shows other words than its record's, here alone.
    pub fn say(&mut self, change: impl FnOnce(&mut Record)) {
        let record = Arc::make_mut(&mut self.record);
        record.card = Once::default();
        change(record);
    }
}

/// What every search shows of a service at a place. Made once and shared.
#[derive(Debug, Clone)]
pub struct Record {
    /// The service.
    pub id: Slug,
    /// Its page: `/services/{id}`.
    pub page: String,
    /// The building this result stands for.
    pub place_id: Option<Slug>,
    /// Where that building is on a map; `None` when its point is not known.
    pub on_map: Option<OnMap>,
    /// The service's name.
    pub name: String,
    /// Its kind.
    pub kind: KindTag,
    /// Its needs, most specific first.
    pub needs: Vec<NeedTag>,
    /// Its ages.
    pub ages: AgeRange,
    /// What the ages' numbers cannot say.
    pub ages_note: String,
    /// The slug of its district: the place's, or the only one it serves.
    pub district: Option<Slug>,
    /// Which group it stands in.
    pub group: Group,
    /// How exactly its place is known; `None` for help by phone or online.
    pub precision: Option<Precision>,
    /// Where, in words: "Comberton Primary School, Kidderminster", "by phone or online, all Worcestershire".
    pub place_words: String,
    /// Who may ask.
    pub referral: Referral,
    /// Levels of need, empty when not stated.
    pub levels: Vec<u8>,
    /// What it costs as stated; empty when not stated.
    pub cost: String,
    /// Whether the record is confirmed.
    pub confirmed: bool,
    /// The line to ring: its own, or none.
    pub phone: Option<PhoneLine>,
    /// Whether the fallback line stands before its own number: a children's centre whose number nobody confirmed.
    pub ask_first: bool,
    /// Whether nothing to reach it by is known, so that the fallback line is the way to ask.
    pub unreachable: bool,
    /// Its own page elsewhere.
    pub web: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// How old its facts are.
    pub source: Sourced,
    /// One sentence about it.
    pub summary: String,
    /// Whether it is given on line.
    pub online: bool,
    /// Its part of a card, once a card was written.
    pub card: Once<CardParts>,
}

/// Where a building is on a map.
#[derive(Debug, Clone, Copy)]
pub struct OnMap {
    /// Its point.
    pub point: Point,
    /// Whether it lies in an area of greatest need.
    pub need_area: bool,
}

/// A kind as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTag {
    /// Its id.
    pub slug: Slug,
    /// What one is called.
    pub label: Arc<str>,
    /// The letter in its marker.
    pub letter: Arc<str>,
    /// The shape of its marker.
    pub shape: Shape,
}

/// A need as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedTag {
    /// Its id.
    pub slug: Slug,
    /// What families call it.
    pub label: String,
}

/// The two groups of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Near enough to go to.
    Near,
    /// By phone or online, wherever you live.
    Anywhere,
}

/// How exactly a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A point on the map.
    Point,
    /// Only its town.
    Town,
    /// Only its district.
    District,
}

/// A distance in miles, great-circle between WGS84 points.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Distance(pub f64);

impl Distance {
    /// As people read it, one decimal: "0.8 miles".
    pub fn words(self) -> String {
        written(self)
    }
}

impl Put for Distance {
    fn put(&self, html: &mut String) {
        let start = html.len();
        Decimal::<1>(self.0).put(html);
        html.push_str(if html[start..] == *"1.0" { " mile" } else { " miles" });
    }
}

/// A line to ring or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneLine {
    /// The number.
    pub number: PhoneNumberText,
    /// What the line is.
    pub label: String,
    /// Its hours in words, as far as known.
    pub hours: String,
    /// Whether the number is confirmed. If not, it says "not confirmed, may have changed".
    pub confirmed: bool,
    /// Whether it takes texts.
    pub takes_texts: bool,
    /// Whether somebody answers when it is rung; a number for texts alone does not.
    pub rings: bool,
}

/// How old and how sure a record is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sourced {
    /// "From a page of 2023", "From a page without a date".
    pub words: String,
    /// The date of the newest source, as recorded: `2023`, `2023-12`.
    pub date: Option<String>,
    /// The day a steward asked the provider, `YYYY-MM-DD`.
    pub assured: Option<String>,
}
