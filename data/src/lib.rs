//! What the directory knows: the words of the domain as types, and reading and checking the
//! records of one authority's folder. No input or output beyond the bytes it is handed, so it
//! compiles for the browser too.
//!
//! Names follow Open Referral UK (HSDS-UK 3.0) where it has one.

pub mod age;
pub mod area;
pub mod authority;
pub mod chapter;
pub mod check;
pub mod colours;
pub mod contact;
pub mod distance;
pub mod folder;
pub mod glossary;
pub mod group;
pub mod guide;
pub mod holiday;
pub mod ignored;
pub mod kind;
pub mod location;
pub mod need;
pub mod opening;
pub mod organization;
pub mod pathway;
pub mod phone;
pub mod phrase;
pub mod place;
pub mod point;
pub mod postcode;
pub mod precision;
pub mod problem;
pub mod records;
pub mod referral;
pub mod schedule;
pub mod service;
pub mod slug;
pub mod source;
pub mod table;
pub mod tables;
pub mod young;

pub use age::{Age, AgeFit, AgeRange};
pub use area::ServiceArea;
pub use authority::{Authority, Contact, Danger, District, Level, UrgentContact};
pub use chapter::Chapter;
pub use colours::Colours;
pub use distance::Distance;
pub use folder::Folder;
pub use glossary::GlossaryTerm;
pub use group::Group;
pub use guide::NeedGuide;
pub use holiday::{HolidayKind, SchoolHoliday, SchoolYear};
pub use ignored::Ignored;
pub use kind::{Kind, Shape};
pub use location::Location;
pub use need::{Need, NeedGroup};
pub use opening::OpeningTime;
pub use organization::Organization;
pub use pathway::Pathway;
pub use phone::{Phone, PhoneNumber};
pub use phrase::{Alarm, DangerPhrase, Phrase, WordClass};
pub use place::{PostcodePoint, Town, Ward};
pub use point::Point;
pub use postcode::{Postcode, PostcodePart};
pub use precision::Precision;
pub use problem::{Invalid, Problem};
pub use records::{GazetteerRows, Listed, Records, Terms};
pub use referral::{Referral, Referrer};
pub use schedule::{Frequency, Schedule};
pub use service::{Audience, ForWhom, LevelOfNeed, Reliability, Service, Status};
pub use slug::Slug;
pub use source::{Source, SourceDate};
pub use young::YoungPeople;
