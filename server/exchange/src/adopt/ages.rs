//! Whose ages a draft is for.

use super::Adoption;
use crate::draft::Draft;
use directory::{AgeRange, Invalid};

impl Adoption<'_, '_> {
    /// The whole years that hold its ages, and in words what whole years cannot say: "from 18 months".
    pub(super) fn ages(&mut self, draft: &Draft) -> (AgeRange, String) {
        let low = self.read(&draft.stand, "minimum_age", &draft.minimum_age, months);
        // 99 and above stand for 'no upper end' in many feeds.
        let high =
            self.read(&draft.stand, "maximum_age", &draft.maximum_age, months).filter(|months| *months < 99 * 12);
        let years = |months: u16| months / 12;
        let ages = AgeRange::new(low.map(years), high.map(years))
            .map_err(|invalid| self.refuse(&draft.stand, "minimum_age", &draft.minimum_age, invalid))
            .unwrap_or_default();
        let in_part = [low, high].into_iter().flatten().any(|months| months % 12 != 0);
        let note = match (low.map(words), high.map(words)) {
            _ if !in_part || !ages.is_stated() => String::new(),
            (Some(low), Some(high)) => format!("From {low} to {high}."),
            (Some(low), None) => format!("From {low}."),
            (None, Some(high)) => format!("Up to {high}."),
            (None, None) => String::new(),
        };
        (ages, note)
    }
}

/// Reads years with a fraction as months.
fn months(text: &str) -> Result<u16, Invalid> {
    let years = text.parse::<f64>().ok().filter(|years| (0.0..=150.0).contains(years));
    let invalid = || Invalid::new("is not an age", "write years from 0 to 120, such as 13 or 1.5");
    years.map(|years| (years * 12.0).round() as u16).ok_or_else(invalid)
}

/// Months as people say an age: "birth", "6 months", "18 months", "4 years", "4 years 6 months".
fn words(months: u16) -> String {
    match (months / 12, months % 12) {
        (0, 0) => "birth".to_owned(),
        (0 | 1, rest) if rest != 0 => format!("{months} months"),
        (1, _) => "1 year".to_owned(),
        (years, 0) => format!("{years} years"),
        (years, rest) => format!("{years} years {rest} months"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_years_are_read_to_the_month() {
        assert_eq!(
            ["1.5", "0.5", "2.0", "0", "99", "4.25"].map(|text| months(text).unwrap()),
            [18, 6, 24, 0, 1188, 51]
        );
        assert!(months("two").is_err() && months("-1").is_err() && months("NaN").is_err());
        assert_eq!(
            [18, 6, 24, 0, 54, 12].map(words),
            ["18 months", "6 months", "2 years", "birth", "4 years 6 months", "1 year"]
        );
    }
}
