//! A service: one kind of help that somebody gives.

use crate::{
    age::{AgeRange, MinimumAndMaximumAge},
    area::ServiceArea,
    chat::Chat,
    contact,
    phone::Phone,
    problem::Invalid,
    referral::{Referral, WhoCanRefer},
    schedule::{self, Schedule},
    slug::Slug,
    source::SourceDate,
    spoken::SpokenLanguage,
    table::{
        column::{List, Optional, OrDefault, Parsed, Required, RequiredText, Text, Yes},
        table,
    },
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How sure a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Confirmed: it may be shown as it is.
    Current,
    /// Not confirmed: it is shown only with a plain word that says so.
    Check,
}

impl Status {
    const ALL: [Self; 2] = [Self::Current, Self::Check];

    fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Check => "check",
        }
    }
}

impl FromStr for Status {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let named = Self::ALL.into_iter().find(|status| status.as_str() == text);
        named.ok_or_else(|| Invalid::new("is not a status", "write current (confirmed) or check (not confirmed)"))
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whom the service's words speak to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names are the audiences
pub enum Audience {
    Parents,
    YoungPeople,
    Professionals,
}

impl Audience {
    const ALL: [Self; 3] = [Self::Parents, Self::YoungPeople, Self::Professionals];

    fn as_str(self) -> &'static str {
        match self {
            Self::Parents => "parents",
            Self::YoungPeople => "young-people",
            Self::Professionals => "professionals",
        }
    }
}

impl FromStr for Audience {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let named = Self::ALL.into_iter().find(|audience| audience.as_str() == text);
        named.ok_or_else(|| Invalid::new("is not an audience", "write parents, young-people or professionals"))
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whom a service is for, beyond its needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForWhom {
    /// Anybody the need touches.
    #[default]
    Anyone,
    /// People who do harm or fear they will. Never offered to somebody who is being hurt.
    WorriedAboutSelf,
    /// Men.
    Men,
    /// Women.
    Women,
}

impl ForWhom {
    const ALL: [Self; 4] = [Self::Anyone, Self::WorriedAboutSelf, Self::Men, Self::Women];

    fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "",
            Self::WorriedAboutSelf => "worried-about-self",
            Self::Men => "men",
            Self::Women => "women",
        }
    }
}

impl FromStr for ForWhom {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let named = Self::ALL.into_iter().find(|for_whom| for_whom.as_str() == text);
        named.ok_or_else(|| {
            Invalid::new("is not known here", "leave it empty, or write worried-about-self, men or women")
        })
    }
}

impl fmt::Display for ForWhom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How good the sources of a record are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reliability {
    /// The provider's own page.
    OwnPage,
    /// A council, the NHS, a government page or open data.
    OfficialData,
    /// Newspapers or the trade press.
    News,
    /// Only the authority's own documents.
    Seed,
    /// Other directories, or a number repeated in independent files.
    Secondary,
    /// One public file only, or a damaged copy.
    Weak,
}

impl Reliability {
    const ALL: [Self; 6] = [Self::OwnPage, Self::OfficialData, Self::News, Self::Seed, Self::Secondary, Self::Weak];

    fn as_str(self) -> &'static str {
        match self {
            Self::OwnPage => "own-page",
            Self::OfficialData => "official-data",
            Self::News => "news",
            Self::Seed => "seed",
            Self::Secondary => "secondary",
            Self::Weak => "weak",
        }
    }
}

impl FromStr for Reliability {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let named = Self::ALL.into_iter().find(|reliability| reliability.as_str() == text);
        named.ok_or_else(|| {
            let mend = "write own-page, official-data, news, seed, secondary or weak";
            Invalid::new("is not a reliability", mend)
        })
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A level of need, from 1 (everybody) upwards; the authority says what each means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LevelOfNeed(u8);

impl LevelOfNeed {
    /// The level's number.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for LevelOfNeed {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.parse::<u8>()
            .ok()
            .filter(|level| (1..=9).contains(level))
            .map(Self)
            .ok_or_else(|| Invalid::new("is not a level of need", "write the number of one of the authority's levels"))
    }
}

impl fmt::Display for LevelOfNeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One row of `services.csv` with its phones, chats, schedules and places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The service's id, part of its address for ever.
    pub id: Slug,
    /// Who runs it.
    pub organization_id: Slug,
    /// The service's name as its source gives it.
    pub name: String,
    /// The service's kind.
    pub kind: Slug,
    /// The service's needs, most specific first.
    pub needs: Vec<Slug>,
    /// Whose ages it is for.
    pub ages: AgeRange,
    /// What the numbers of the ages cannot say.
    pub ages_note: String,
    /// Whom it speaks to.
    pub audience: Vec<Audience>,
    /// Whom it is for, beyond its needs.
    pub for_whom: ForWhom,
    /// Who may ask.
    pub referral: Referral,
    /// Levels of need it works at; empty when not stated.
    pub levels: Vec<LevelOfNeed>,
    /// The area it serves.
    pub area: ServiceArea,
    /// Whether it is given on line.
    pub online: bool,
    /// Whether it is given by telephone or text only.
    pub phone_only: bool,
    /// The languages in which it is given; empty when none is stated. Records of before have none.
    #[serde(default)]
    pub languages: Vec<SpokenLanguage>,
    /// What it costs, as stated; empty when not stated, which does not mean free.
    pub cost: String,
    /// Who it is for in words.
    pub eligibility: String,
    /// How to get it in words.
    pub how_to_get_help: String,
    /// One sentence about it.
    pub summary: String,
    /// The service's page.
    pub url: Option<String>,
    /// The service's e-mail address.
    pub email: Option<String>,
    /// How sure its record is.
    pub status: Status,
    /// The day a steward asked the provider; `None` until then.
    pub assured_date: Option<NaiveDate>,
    /// Whether its address is confidential (a refuge). Then it has no locations.
    pub confidential_address: bool,
    /// Where its facts come from.
    pub source_ids: Vec<Slug>,
    /// The date of its newest source.
    pub source_date: Option<SourceDate>,
    /// How good its sources are.
    pub reliability: Reliability,
    /// The editor's remarks; never shown to the public.
    pub note: String,
    /// The service's lines, in the order of the file.
    pub phones: Vec<Phone>,
    /// The service's web chats. Records of before have none.
    #[serde(default)]
    pub chats: Vec<Chat>,
    /// When it happens, or when its line is open.
    pub schedules: Vec<Schedule>,
    /// Where it happens.
    pub location_ids: Vec<Slug>,
}

table! {
    Service in "services.csv" {
        Required("id") => id,
        Required("organization_id") => organization_id,
        RequiredText("name") => name,
        Required("kind") => kind,
        List("needs") => needs,
        MinimumAndMaximumAge => ages,
        Text("ages_note") => ages_note,
        List("audience") => audience,
        OrDefault("for_whom") => for_whom,
        WhoCanRefer => referral,
        List("levels_of_need") => levels,
        Required("area") => area,
        Yes("online") => online,
        Yes("phone_only") => phone_only,
        List("languages") => languages,
        Text("cost") => cost,
        Text("eligibility") => eligibility,
        Text("how_to_get_help") => how_to_get_help,
        RequiredText("summary") => summary,
        Parsed("url", contact::web_address, String::clone) => url,
        Parsed("email", contact::email, String::clone) => email,
        Required("status") => status,
        Parsed("assured_date", schedule::parse_date, NaiveDate::to_string) => assured_date,
        Yes("confidential_address") => confidential_address,
        List("source_ids") => source_ids,
        Optional("source_date") => source_date,
        Required("reliability") => reliability,
        Text("note") => note,
    }
    |_row| { phones: Vec::new(), chats: Vec::new(), schedules: Vec::new(), location_ids: Vec::new() }
}

impl Service {
    /// Everything that is shown of it in words, with the slugs of its kind and needs.
    pub fn public_texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.name, &self.summary, &self.eligibility, &self.how_to_get_help, &self.cost, &self.ages_note];
        let slugs = self.needs.iter().chain([&self.kind]).map(Slug::as_str);
        let addresses = self.url.iter().chain(&self.email).map(String::as_str);
        let chats = self.chats.iter().flat_map(|chat| [chat.address.as_str(), chat.hours_note.as_str()]);
        let phones = self.phones.iter().flat_map(|phone| [&phone.label, &phone.hours_note]);
        let times = self.schedules.iter().map(|schedule| &schedule.note);
        let texts = own.into_iter().chain(phones).chain(times).map(String::as_str);
        texts.chain(addresses).chain(chats).chain(slugs)
    }

    /// Whether the service costs nothing, as stated. `None` when the cost is not stated.
    pub fn is_free(&self) -> Option<bool> {
        if self.cost.is_empty() {
            return None;
        }
        let cost = self.cost.to_lowercase();
        Some(cost == "free" || cost.starts_with("free,") || cost.starts_with("free "))
    }

    /// Whether a family can reach the service by itself: a phone, a chat, a page, an e-mail address or a door.
    pub fn can_be_reached(&self) -> bool {
        !self.phones.is_empty()
            || !self.chats.is_empty()
            || self.url.is_some()
            || self.email.is_some()
            || !self.location_ids.is_empty()
    }

    /// Whether one can write to somebody there in place of talking: by text, in a chat, or over the web.
    pub fn can_be_written_to(&self) -> bool {
        self.online || !self.chats.is_empty() || self.phones.iter().any(|phone| phone.takes_texts)
    }

    /// The chat to try first: one that is confirmed before others.
    pub fn first_chat(&self) -> Option<&Chat> {
        self.chats.iter().find(|chat| chat.confirmed).or(self.chats.first())
    }

    /// The service's first confirmed line.
    pub fn confirmed_phone(&self) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.confirmed)
    }

    /// The line of the service to ring first: the first confirmed one, else the first.
    pub fn first_phone(&self) -> Option<&Phone> {
        self.confirmed_phone().or(self.phones.first())
    }

    /// Words about the service, with a caution behind each of its numbers in them that is not confirmed.
    pub fn with_caution(&self, words: &str) -> String {
        let mut words = words.to_owned();
        for phone in self.phones.iter().filter(|phone| !phone.confirmed) {
            // The same number may stand twice, once confirmed.
            if self.phones.iter().any(|other| other.confirmed && other.number == phone.number) {
                continue;
            }
            words = words.replacen(phone.number.as_str(), &phone.number_with_caution(), 1);
        }
        words
    }

    /// Whether the service's record is confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.status == Status::Current
    }
}
