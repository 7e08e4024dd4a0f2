//! The other pages.

use super::{
    listing::{ChatPage, KindTag, NeedTag, PhoneLine, Sourced, Way},
    map_picture::MapPicture,
    places::PlaceVisit,
    search::Form,
    shortlist::QrPicture,
    site::UrgentLine,
    week::Door,
};
use directory::{AgeRange, OpeningTime, Referral, Slug, SpokenLanguage};

/// The first page.
#[derive(Debug, Clone)]
pub struct HomePage {
    /// The search form, empty.
    pub form: Form,
    /// Needs by group: heading, then needs.
    pub needs: Vec<(String, Vec<NeedTag>)>,
    /// Districts: slug and name.
    pub districts: Vec<(Slug, String)>,
    /// How many services are listed.
    pub services: usize,
    /// How many of these are confirmed.
    pub confirmed: usize,
}

/// One service.
#[derive(Debug, Clone)]
pub struct ServicePage {
    /// The service.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: KindTag,
    /// One sentence.
    pub summary: String,
    /// Its needs.
    pub needs: Vec<NeedTag>,
    /// Its ages.
    pub ages: AgeRange,
    /// What the numbers cannot say.
    pub ages_note: String,
    /// Who it is for, in words.
    pub eligibility: String,
    /// How to get it, in words; an unconfirmed number inside says so.
    pub how_to_get_help: String,
    /// Who may ask.
    pub referral: Referral,
    /// Levels of need: number and name.
    pub levels: Vec<(u8, String)>,
    /// The languages in which it is given; empty when none is stated.
    pub languages: Vec<SpokenLanguage>,
    /// The area it serves, in words.
    pub area: String,
    /// What it costs; empty when not stated.
    pub cost: String,
    /// Who runs it.
    pub organization: String,
    /// The organisation's site.
    pub organization_url: Option<String>,
    /// Ways to reach it, the one to try first first.
    pub ways: Vec<Way>,
    /// Whether somebody answers or is there now; without words on paper.
    pub door: Door,
    /// Its lines, confirmed first.
    pub phones: Vec<PhoneLine>,
    /// Its web chats.
    pub chats: Vec<ChatPage>,
    /// Its page elsewhere.
    pub web: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Whether the fallback line stands before its own numbers: a children's centre whose number nobody confirmed.
    pub ask_first: bool,
    /// Whether nothing to reach it by is known.
    pub unreachable: bool,
    /// Hours of its line or office.
    pub hours: Vec<OpeningTime>,
    /// Where it happens.
    pub places: Vec<PlaceVisit>,
    /// Whether the address is confidential.
    pub confidential: bool,
    /// Whether it is given by telephone or text only.
    pub phone_only: bool,
    /// Whether it is given on line.
    pub online: bool,
    /// A small map of its places.
    pub map: Option<MapPicture>,
    /// Whether the record is confirmed.
    pub confirmed: bool,
    /// How old its facts are.
    pub source: Sourced,
    /// Sources: title, address (a link when it is one), date in words.
    pub sources: Vec<(String, String, String)>,
    /// Whether a page about its first need must leave no trace.
    pub sensitive: bool,
    /// The shortlist so far with this one added, as `/shortlist?ids=` takes it.
    pub save: String,
    /// Whether it has sessions at set times that a calendar can hold.
    pub sessions: bool,
    /// Its own address, to hand on; `None` where the page is not a page of its own.
    pub share: Option<Share>,
    /// The search that led here, where the address names one.
    pub back: Option<String>,
    /// Why it was suggested, when its address says for what: "It helps with Sleep."
    pub why: Option<String>,
}

/// The address of a page, to hand on.
#[derive(Debug, Clone)]
pub struct Share {
    /// The whole address, without anything that was asked for.
    pub link: String,
    /// The same as a picture; `None` when it is too long for a code.
    pub qr: Option<QrPicture>,
}

/// Urgent help.
#[derive(Debug, Clone)]
pub struct UrgentPage {
    /// All urgent numbers, most urgent first.
    pub lines: Vec<UrgentLine>,
    /// Kinds of danger: label, sentence, lines.
    pub dangers: Vec<super::search::UrgentHelp>,
    /// Services for people who worry about what they might do themselves: name, page, and whether
    /// it is confirmed.
    pub worried_about_self: Vec<(String, String, bool)>,
}

/// Not found, too long, or something broke.
#[derive(Debug, Clone)]
pub struct ErrorPage {
    /// The heading: "We could not find that page".
    pub heading: String,
    /// A plain sentence.
    pub sentence: String,
    /// The request's id, to write to those who run the site.
    pub request_id: Option<String>,
}
