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
pub mod danger;
pub mod folder;
pub mod gazetteer;
pub mod glossary;
pub mod guide;
pub mod holiday;
pub mod kind;
pub mod listed;
pub mod location;
pub mod need;
pub mod organization;
pub mod pathway;
pub mod phone;
pub mod phrase;
pub mod place;
pub mod plural;
pub mod point;
pub mod postcode;
pub mod problem;
pub mod records;
pub mod referral;
pub mod schedule;
pub mod service;
pub mod slug;
pub mod source;
pub mod table;
pub mod terms;
pub mod young;

pub use age::{Age, AgeFit, AgeRange};
pub use area::ServiceArea;
pub use authority::{Authority, Contact, Danger, District, Level, UrgentContact};
pub use chapter::Chapter;
pub use colours::Colours;
pub use danger::{Alarm, DangerPhrase, WordClass};
pub use folder::{Folder, Part};
pub use gazetteer::GazetteerRows;
pub use glossary::GlossaryTerm;
pub use guide::NeedGuide;
pub use holiday::{HolidayKind, SchoolHoliday, SchoolYear};
pub use kind::{Kind, Shape};
pub use listed::Listed;
pub use location::Location;
pub use need::{Need, NeedGroup};
pub use organization::Organization;
pub use pathway::Pathway;
pub use phone::{Phone, PhoneNumber, with_caution};
pub use phrase::{Phrase, ShortForm};
pub use place::{Alias, PostcodePoint, Town, Ward};
pub use plural::plural;
pub use point::Point;
pub use postcode::{Postcode, PostcodePart};
pub use problem::{Invalid, Problem};
pub use records::Records;
pub use referral::{Referral, Referrer};
pub use schedule::{Frequency, Schedule};
pub use service::{Audience, ForWhom, LevelOfNeed, Reliability, Service, Status};
pub use slug::Slug;
pub use source::{Source, SourceDate};
pub use terms::Terms;
pub use young::YoungPeople;
