//! Ages in months, so that "six weeks", "six months" and "pregnant" are not all 0.

use crate::{
    problem::Invalid,
    table::{
        Row,
        column::{Format, Names, text_or_empty},
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The oldest age a family may search for, in years (25 with special needs or a disability).
pub const OLDEST_YEARS: u16 = 25;

/// The age somebody searches for.
///
/// Whole years from 2 mean the whole of that year; below that a year is long, so 1 means 12 to 23
/// months, 0 means the first year, and a fraction means that month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Age {
    /// Before birth.
    Pregnancy,
    /// A whole year of life: 14 is from the 14th birthday to the day before the 15th.
    Years(u16),
    /// One month of life, counted from birth; not a whole number of years.
    Months(u16),
}

impl Age {
    /// The age of so many months since birth. Whole years become [`Age::Years`].
    /// Fails above 25 years.
    pub fn from_months(months: u16) -> Result<Self, Invalid> {
        if months >= (OLDEST_YEARS + 1) * 12 {
            return Err(Self::out_of_range());
        }
        Ok(if months.is_multiple_of(12) { Self::Years(months / 12) } else { Self::Months(months) })
    }

    /// First and last month meant, inclusive; `None` before birth.
    pub fn months(self) -> Option<(u16, u16)> {
        match self {
            Self::Pregnancy => None,
            Self::Years(years) => Some((years * 12, years * 12 + 11)),
            Self::Months(months) => Some((months, months)),
        }
    }

    /// The age in years, as the API prints it; `None` before birth.
    pub fn years(self) -> Option<f64> {
        match self {
            Self::Pregnancy => None,
            Self::Years(years) => Some(f64::from(years)),
            Self::Months(months) => Some((f64::from(months) / 12.0 * 100.0).round() / 100.0),
        }
    }

    /// The value of the `age` parameter that gives this age back.
    pub fn parameter(self) -> String {
        match self {
            Self::Pregnancy => "pregnancy".to_owned(),
            Self::Years(years) => years.to_string(),
            Self::Months(_) => self.years().map(|years| years.to_string()).unwrap_or_default(),
        }
    }

    fn out_of_range() -> Invalid {
        Invalid::new("is not an age we know", "use years from 0 to 25 (0.5 is six months) or 'pregnancy'")
    }
}

impl FromStr for Age {
    type Err = Invalid;
    /// Reads the `age` parameter: years from 0 to 25 with a fraction, or `pregnancy`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("pregnancy") {
            return Ok(Self::Pregnancy);
        }
        let years: f64 = text.parse().map_err(|_| Self::out_of_range())?;
        if !(0.0..f64::from(OLDEST_YEARS + 1)).contains(&years) {
            return Err(Self::out_of_range());
        }
        // The range was just checked, so the rounded months fit.
        Self::from_months((years * 12.0).round() as u16)
    }
}

impl fmt::Display for Age {
    /// Writes the age as people say it: "pregnancy", "under 1", "6 months", "1 year", "14 years".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pregnancy => f.write_str("pregnancy"),
            Self::Years(0) => f.write_str("under 1"),
            Self::Years(1) => f.write_str("1 year"),
            Self::Years(years) => write!(f, "{years} years"),
            Self::Months(1) => f.write_str("1 month"),
            Self::Months(months) if *months < 24 => write!(f, "{months} months"),
            Self::Months(months) => write!(f, "{} years {} months", months / 12, months % 12),
        }
    }
}

/// How an age that was asked for sits with a service's ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeFit {
    /// The ages overlap.
    Fits,
    /// The service does not say its ages.
    NotStated,
    /// The service is for other ages.
    Outside,
}

/// The ages a service is for (Open Referral's `minimum_age` and `maximum_age`): whole years,
/// both inclusive, either open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRange {
    minimum: Option<u16>,
    maximum: Option<u16>,
}

impl AgeRange {
    /// A range of whole years, inclusive; `None` is open. Fails when the minimum is over the maximum.
    pub fn new(minimum: Option<u16>, maximum: Option<u16>) -> Result<Self, Invalid> {
        if let (Some(low), Some(high)) = (minimum, maximum)
            && low > high
        {
            return Err(Invalid::new(
                format!("is over the maximum age {high}"),
                "put the younger age in minimum_age and the older in maximum_age",
            ));
        }
        Ok(Self { minimum, maximum })
    }

    /// Youngest age in years, when stated.
    pub fn minimum(self) -> Option<u16> {
        self.minimum
    }

    /// Oldest age in years, inclusive, when stated.
    pub fn maximum(self) -> Option<u16> {
        self.maximum
    }

    /// Whether either end is stated.
    pub fn is_stated(self) -> bool {
        self.minimum.is_some() || self.maximum.is_some()
    }

    /// How the range sits with an age that was asked for. Overlap counts, not containment: asked for
    /// 14, a service for 13 to 19 fits. Before birth only a range that starts at 0 fits (services also meet pregnancy through their needs).
    pub fn fit(self, age: Age) -> AgeFit {
        if !self.is_stated() {
            return AgeFit::NotStated;
        }
        let fits = match age.months() {
            None => self.minimum.unwrap_or(0) == 0,
            Some((from, to)) => {
                self.minimum.is_none_or(|years| years * 12 <= to)
                    && self.maximum.is_none_or(|years| years * 12 + 11 >= from)
            }
        };
        if fits { AgeFit::Fits } else { AgeFit::Outside }
    }
}

/// The columns `minimum_age` and `maximum_age`.
pub(crate) struct MinimumAndMaximumAge;

impl Names for MinimumAndMaximumAge {
    fn names(&self) -> Vec<&'static str> {
        vec!["minimum_age", "maximum_age"]
    }
}

impl Format<AgeRange> for MinimumAndMaximumAge {
    fn read(&self, row: &Row<'_>) -> Option<AgeRange> {
        let [minimum, maximum] = ["minimum_age", "maximum_age"].map(|column| row.number(column, &(0..=120)));
        let ages = AgeRange::new(minimum, maximum);
        Some(ages.map_err(|invalid| row.wrong("minimum_age", invalid)).unwrap_or_default())
    }

    fn write(&self, ages: &AgeRange, values: &mut Vec<String>) {
        values.extend([ages.minimum, ages.maximum].map(text_or_empty));
    }
}

impl fmt::Display for AgeRange {
    /// Writes the range as people say it: "13 to 19", "from 16", "up to 18", "14"; empty when not stated.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.minimum, self.maximum) {
            (None, None) => Ok(()),
            (Some(low), None) => write!(f, "from {low}"),
            (None, Some(high)) => write!(f, "up to {high}"),
            (Some(low), Some(high)) if low == high => write!(f, "{low}"),
            (Some(low), Some(high)) => write!(f, "{low} to {high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn six_months_and_pregnancy_are_not_zero() {
        assert_eq!("0.5".parse(), Ok(Age::Months(6)));
        assert_eq!("pregnancy".parse(), Ok(Age::Pregnancy));
        assert_eq!("0".parse(), Ok(Age::Years(0)));
        assert_eq!("14".parse::<Age>().map(Age::months), Ok(Some((168, 179))));
    }

    #[test]
    fn what_is_not_an_age_is_refused() {
        for text in ["abc", "", "-1", "26", "NaN", "inf", "1e9", "14 years"] {
            assert!(text.parse::<Age>().is_err(), "{text}");
        }
    }

    #[test]
    fn fourteen_overlaps_13_to_19_and_not_5_to_12() {
        let fourteen = Age::Years(14);
        let range = |low, high| AgeRange::new(Some(low), Some(high)).unwrap();
        assert_eq!(range(13, 19).fit(fourteen), AgeFit::Fits);
        assert_eq!(range(5, 12).fit(fourteen), AgeFit::Outside);
        assert_eq!(range(0, 14).fit(fourteen), AgeFit::Fits);
        assert_eq!(AgeRange::default().fit(fourteen), AgeFit::NotStated);
        assert!(AgeRange::new(Some(9), Some(3)).is_err());
    }

    proptest! {
        #[test]
        fn every_age_reads_back_from_its_parameter(months in 0u16..312) {
            let age = Age::from_months(months).unwrap();
            prop_assert_eq!(age.parameter().parse::<Age>(), Ok(age));
        }

        #[test]
        fn reading_an_age_never_panics(text in "\\PC*") {
            let _ = text.parse::<Age>();
        }

        #[test]
        fn a_range_fits_exactly_the_ages_it_holds(low in 0u16..26, wide in 0u16..26, asked in 0u16..26) {
            let range = AgeRange::new(Some(low), Some(low + wide)).unwrap();
            let holds = (low..=low + wide).contains(&asked);
            prop_assert_eq!(range.fit(Age::Years(asked)) == AgeFit::Fits, holds);
        }
    }
}
