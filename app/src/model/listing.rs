//! What a result shows.

use super::{site::PhoneNumberText, week::Door};
use directory::{
    Access, AgeFit, AgeRange, Distance, Group, Point, Precision, Referral, Shape, Sign, Slug, SpokenLanguage,
};

/// Beyond this many miles a result is not near: it stands under 'Further away'.
pub const FAR_MILES: f64 = 10.0;

/// One result: a service, at one of its places where it has any.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The service.
    pub id: Slug,
    /// The building this result stands for.
    pub place_id: Option<Slug>,
    /// Where that building is on a map; `None` when its point is not known.
    pub on_map: Option<OnMap>,
    /// Its number in the list and on the map; `None` when it has no marker.
    pub number: Option<usize>,
    /// The service's name.
    pub name: String,
    /// Its page, and why it was suggested: `/services/{id}?for=sleep&age=0.5`.
    pub url: String,
    /// Its kind.
    pub kind: KindTag,
    /// Its needs, most specific first.
    pub needs: Vec<NeedTag>,
    /// Its ages.
    pub ages: AgeRange,
    /// What the ages' numbers cannot say.
    pub ages_note: String,
    /// How its ages sit with the ages asked for; `None` when no age was asked for.
    pub age_fit: Option<AgeFit>,
    /// The slug of its district: the place's, or the only one it serves.
    pub district: Option<Slug>,
    /// Which group it stands in.
    pub group: Group,
    /// How far it is, when both ends are known.
    pub distance: Option<Distance>,
    /// About how far its town is, in whole miles, where only its town is known.
    pub about_miles: Option<u16>,
    /// How exactly its place is known; `None` for help by phone or online.
    pub precision: Option<Precision>,
    /// The town of its building; empty where it has none.
    pub town: String,
    /// Where, in words: "Comberton Primary School, Kidderminster", "by phone or online, all Worcestershire".
    pub place_words: String,
    /// The name and address of its building on one line; empty where it is not known, private, or for others than those
    /// who asked.
    pub address: String,
    /// Whom it is for where that is not everybody: "Women", "Young people".
    pub for_whom: &'static str,
    /// Whether somebody is there or answers now.
    pub door: Door,
    /// Who may ask.
    pub referral: Referral,
    /// Levels of need, empty when not stated.
    pub levels: Vec<u8>,
    /// What its building is known to have.
    pub access: Vec<Access>,
    /// The languages in which it is given; empty when none is stated.
    pub languages: Vec<SpokenLanguage>,
    /// What it costs as stated; empty when not stated.
    pub cost: String,
    /// Whether the record is confirmed.
    pub confirmed: bool,
    /// Ways of its own to reach it, the one to try first first.
    pub ways: Vec<Way>,
    /// The line to ring: its own, or none.
    pub phone: Option<PhoneLine>,
    /// Another line of its own, for another hour or another matter.
    pub other_phone: Option<PhoneLine>,
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
    /// The shortlist so far with this one added, as `/shortlist?ids=` takes it.
    pub save: String,
    /// Which of several needs or children asked for it serves, in words.
    pub serves: Vec<String>,
    /// Its score and why, for `explain=1`.
    pub reasons: Vec<String>,
}

impl Listing {
    /// Whether it is known to be further away than near.
    pub fn is_far(&self) -> bool {
        let about = self.about_miles.map(f64::from);
        self.distance.map(|distance| distance.0).or(about).is_some_and(|miles| miles > FAR_MILES)
    }

    /// Its own page where a professional may ask and the page says how, as its address tells: `/referrals`.
    pub fn referral_page(&self) -> Option<&str> {
        if self.referral.by_professional != Some(true) {
            return None;
        }
        let address = self.web.as_deref()?;
        let (_, path) = address.split_once("://")?.1.split_once('/')?;
        path.to_lowercase().contains("referral").then_some(address)
    }

    /// Whether hardly more than its name is known: neither a way of its own to reach it nor a building.
    pub fn is_name_only(&self) -> bool {
        self.ways.is_empty() && self.place_id.is_none()
    }
}

/// A way to reach a service that acts when it is pressed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Way {
    /// What pressing it does.
    pub verb: Verb,
    /// The address of the link: `tel:01905520032`, `sms:85258?body=SHOUT`, a web address, `mailto:`.
    pub address: String,
    /// What is rung, texted or written to: "01905 520032", "SHOUT to 85258"; empty for a web page or a chat.
    pub words: String,
}

/// What a way does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// It rings a number.
    Ring,
    /// It begins a text message.
    Text,
    /// It opens a page on which somebody writes back.
    Chat,
    /// It opens a page elsewhere.
    Web,
    /// It begins an e-mail.
    Email,
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KindTag {
    /// Its id.
    pub slug: Slug,
    /// What one is called.
    pub label: String,
    /// The letter in its marker where it has no sign.
    pub letter: String,
    /// The sign in its marker.
    pub sign: Option<Sign>,
    /// The shape of its marker where it has no sign; its colour always.
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

/// A line to ring or text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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

/// A page on which somebody writes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatPage {
    /// Its address.
    pub address: String,
    /// When somebody writes back, in words, as far as known.
    pub hours: String,
    /// Whether the address is confirmed.
    pub confirmed: bool,
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
