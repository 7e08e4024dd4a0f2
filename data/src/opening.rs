//! Opening hours in words.

/// One line of opening hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningTime {
    /// "Monday to Friday", "First Saturday of the month".
    pub days: String,
    /// "9am to 5pm"; empty when not known.
    pub times: String,
    /// What the numbers cannot say.
    pub note: String,
    /// Whether it is confirmed.
    pub confirmed: bool,
}
