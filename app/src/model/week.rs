//! When doors are open and what happens on which day.

/// The seven days from today, and what has no day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// Today first.
    pub days: Vec<Day>,
    /// What happens on days that no source names.
    pub undated: Vec<Session>,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// "Thursday".
    pub name: String,
    /// "26 November".
    pub date: String,
    /// Whether it is today.
    pub today: bool,
    /// Whether it is a bank holiday, on which usual times may not hold.
    pub holiday: bool,
    /// What happens, earliest first; what has no time last.
    pub sessions: Vec<Session>,
}

/// Something that happens on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The service.
    pub name: String,
    /// Its page.
    pub url: String,
    /// "9am to 5pm"; empty when not known.
    pub times: String,
    /// How often, when that is not every week: "first Saturday of the month".
    pub every: String,
    /// What the numbers cannot say.
    pub note: String,
    /// The building and its page, where it is not that of the page.
    pub place: Option<(String, String)>,
    /// Whether its hours are confirmed.
    pub confirmed: bool,
    /// Whether it is known to fall on this day: "every other week" may not say in which weeks.
    pub certain: bool,
}

impl Week {
    /// Whether nothing is known to happen.
    pub fn is_empty(&self) -> bool {
        self.undated.is_empty() && self.days.iter().all(|day| day.sessions.is_empty())
    }
}

/// Whether a door is open, in words: "Open now until 5pm".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Door {
    /// The words.
    pub words: String,
    /// What they say.
    pub state: DoorState,
}

/// What is known of a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DoorState {
    /// Open now, by confirmed hours.
    Open,
    /// Shut now, by confirmed hours.
    Shut,
    /// No confirmed hours say.
    Unknown,
}
