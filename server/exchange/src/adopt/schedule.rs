//! Schedules of a draft, as iCalendar says them.

use super::{Adoption, LONGEST_TEXT, text::shorten};
use crate::draft::{Draft, DraftSchedule};
use directory::{Invalid, Schedule, schedule};

impl Adoption<'_, '_> {
    /// A schedule as its row says it; `None` when something in it is wrong or nothing is said.
    pub(super) fn schedule(&mut self, draft: &Draft, row: &DraftSchedule) -> Option<Schedule> {
        let before = self.adopted.refused.len();
        let time = |text: &str| schedule::parse_time(text.get(..5).unwrap_or(text));
        let date = |text: &str| schedule::parse_date(text.get(..10).unwrap_or(text));
        let (days, positions) = split_days(&row.days.to_uppercase());
        let made = Schedule {
            location_id: self.places.get(&row.place).cloned().flatten(),
            days: self.read(draft, "byday", &days, schedule::parse_days).unwrap_or_default(),
            frequency: self.read(draft, "freq", &row.frequency.to_uppercase(), str::parse),
            interval: row.interval.parse().ok().filter(|interval| (1..=52).contains(interval)).unwrap_or(1),
            positions: self.read(draft, "byday", &positions, schedule::parse_positions).unwrap_or_default(),
            opens_at: self.read(draft, "opens_at", &row.opens_at, time),
            closes_at: self.read(draft, "closes_at", &row.closes_at, time),
            valid_from: self.read(draft, "valid_from", &row.valid_from, date),
            valid_to: self.read(draft, "valid_to", &row.valid_to, date),
            note: shorten(&row.note, LONGEST_TEXT),
            confirmed: false,
        };
        if let (Some(opens), Some(closes)) = (made.opens_at, made.closes_at)
            && opens >= closes
        {
            let invalid = Invalid::new("is not after the opening time", "put the later time into closes_at");
            self.refuse(draft, "closes_at", &row.closes_at, invalid);
        }
        let says = !made.days.is_empty() || made.opens_at.is_some() || !made.note.is_empty();
        (says && self.adopted.refused.len() == before).then_some(made)
    }
}

/// iCalendar's days with positions ('2TU,4TU') as our own tables part them: days and positions.
fn split_days(text: &str) -> (String, String) {
    let (mut days, mut positions): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for part in text.split(',').map(str::trim) {
        let at = part.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        for (list, piece) in [(&mut positions, part[..at].trim_start_matches('+')), (&mut days, &part[at..])] {
            if !piece.is_empty() && !list.contains(&piece) {
                list.push(piece);
            }
        }
    }
    (days.join(","), positions.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_parted_from_days() {
        assert_eq!(split_days("2TU,4TU"), ("TU".into(), "2,4".into()));
        assert_eq!(split_days("MO,-1FR"), ("MO,FR".into(), "-1".into()));
        assert_eq!(split_days(""), (String::new(), String::new()));
    }
}
