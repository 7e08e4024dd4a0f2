//! When something happens: opening hours in words and now, bank holidays, calendar files, and the
//! time of the place.

pub mod bank_holidays;
pub mod calendar;
pub mod clock;
pub mod hours;
