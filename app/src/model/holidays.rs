//! Holiday activities and food.

use super::{
    choices::Choices,
    listing::{Listing, NeedTag},
    pages::ServicePage,
};
use directory::{Ignored, OpeningTime};

/// What the holiday programme is, and what there is in each holiday.
#[derive(Debug, Clone)]
pub struct HolidaysPage {
    /// The form with what was chosen.
    pub form: HolidayForm,
    /// What was left out of the question, and why.
    pub ignored: Vec<Ignored>,
    /// Whether the authority has given the dates of its school holidays.
    pub dates_known: bool,
    /// The programmes of the whole authority, and whether the age that was asked for fits each.
    pub programmes: Vec<(ServicePage, bool)>,
    /// Holidays that are not over, soonest first.
    pub holidays: Vec<HolidaySessions>,
    /// Clubs of which no source gives dates.
    pub undated: Vec<Listing>,
    /// Needs that the programmes meet, for those who find nothing here.
    pub needs: Vec<NeedTag>,
}

/// The choices of the form; each list may hold one that is chosen.
#[derive(Debug, Clone, Default)]
pub struct HolidayForm {
    /// Sorts of holiday.
    pub holidays: Choices,
    /// Districts.
    pub districts: Choices,
    /// Ages in years.
    pub ages: Choices,
    /// Days of the week.
    pub days: Choices,
}

/// One holiday and what is known to happen in it.
#[derive(Debug, Clone)]
pub struct HolidaySessions {
    /// "Easter 2027".
    pub name: String,
    /// "29 March to 9 April 2027".
    pub dates: String,
    /// Its clubs, each with the times of this holiday, their dates before them.
    pub clubs: Vec<(Listing, Vec<OpeningTime>)>,
}
