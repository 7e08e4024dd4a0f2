//! Ready models: what each page is given. A handler fills them, a page renders them, and nothing
//! here fetches.

pub mod booklet;
pub mod choices;
pub mod desk;
pub mod developers;
pub mod districts;
pub mod embed;
pub mod holidays;
pub mod information;
pub mod listing;
pub mod map_picture;
pub mod message;
pub mod needs;
pub mod open_data;
pub mod pages;
pub mod places;
pub mod professionals;
pub mod search;
pub mod shortlist;
pub mod site;
pub mod week;
pub mod young;

pub use booklet::{BookletChapter, BookletEntry, BookletPage, LiveLink};
pub use choices::{Choice, ChoiceGroup, Choices};
pub use developers::{ApiAnswer, ApiCall, ApiGroup, ApiParameter, DevelopersPage};
pub use directory::{Distance, Group, Ignored, OpeningTime, Precision};
pub use districts::{DistrictEntry, DistrictPage, DistrictsPage};
pub use embed::EmbedPage;
pub use holidays::{HolidayForm, HolidaySessions, HolidaysPage};
pub use information::{AboutPage, AccessibilityPage, GlossaryEntry, GlossaryPage};
pub use listing::{ChatPage, FAR_MILES, KindTag, Listing, NeedTag, OnMap, PhoneLine, Sourced, Verb, Way};
pub use map_picture::page::{Layer, MapKind, MapPage, MapRow, OnlyIn};
pub use map_picture::{CountedLabel, LegendEntry, MapLabel, MapOutline, MapPicture, Marker, NeedAreas, ScaleBar};
pub use message::{
    ADDITION_FIELDS, CONTACT, FEEDBACK_FIELDS, FeedbackPage, LETTER_FIELDS, MessageField, MessageForm, MessageSentPage,
    Sent, TypedField,
};
pub use needs::{HelpGroup, NeedPage, NeedsPage};
pub use open_data::{OpenDataPage, OpenFile};
pub use pages::{ErrorPage, HomePage, ServicePage, Share, UrgentPage};
pub use places::{Hub, HubSection, HubsPage, Nearby, PlacePage, PlaceVisit, WayThere};
pub use professionals::{
    FamilyAnswer, FamilyPart, LevelOfNeedWords, LevelsPage, PathwayPage, ProfessionalsPage, ReviewDay, ReviewDays,
};
pub use search::{
    Alone, Chip, Cover, CoverContact, Filter, Form, HiddenBy, LanguageHelp, NearestHelp, NotListed, PlaceUnderstood,
    ResultGroup, SearchPage, SpellingWord, UrgentHelp,
};
pub use shortlist::{QrPicture, ShortlistItem, ShortlistPage};
pub use site::{Assets, ContactText, Head, MapFiles, OperatorText, Site, UrgentLine};
pub use week::{Day, Door, DoorState, Session, Week};
pub use young::{AskAlone, ReachLine, YoungPage};
