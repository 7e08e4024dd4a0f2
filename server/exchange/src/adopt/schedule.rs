//! Schedules of a draft, as iCalendar says them.

use super::{
    Adoption, LONGEST_TEXT,
    clock::{self, Clock},
    days::{self, Day, ordinal},
    opening_hours,
    text::shorten,
};
use crate::{
    draft::{Draft, DraftSchedule},
    hsds::joined_sentences,
    oruk,
};
use chrono::{Days, NaiveTime, Timelike, Weekday};
use directory::{Frequency, Invalid, Schedule};
use schedule::hours::weekday_name;

/// The last minute of a day, which stands for midnight (see [`Schedule::closes_at`]).
const MIDNIGHT: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).expect("a time of day");

impl Adoption<'_, '_> {
    /// All schedules of a draft; rows that only hold words are read where every word of them is understood.
    pub(super) fn all_schedules(&mut self, draft: &Draft) -> Vec<Schedule> {
        let mut rows: Vec<DraftSchedule> = Vec::new();
        let mut said: Vec<opening_hours::Row> = Vec::new();
        let mut notes: Vec<(&DraftSchedule, String)> = Vec::new();
        for row in &draft.schedules {
            let Some(words) = row.only_words().filter(|_| !draft.ours) else {
                rows.push(row.clone());
                continue;
            };
            let Some(read) = opening_hours::read(&words) else {
                if opening_hours::may_be_hours(&words) {
                    self.tell(draft, &format!("days and times of '{words}', which stay words"));
                }
                rows.push(DraftSchedule { description: String::new(), note: words, ..row.clone() });
                continue;
            };
            for mut found in read.rows {
                found.schedule.stand = row.stand.clone();
                if !found.is_line {
                    found.schedule.place.clone_from(&row.place);
                }
                if !said.iter_mut().any(|known| known.takes_in(&found)) {
                    said.push(found);
                }
            }
            notes.extend(read.notes.into_iter().map(|note| (row, note)));
        }
        // What is said in sentences of its own stands with the first times of the same place.
        for (row, note) in notes {
            match said.iter_mut().find(|one| one.schedule.place == row.place) {
                Some(first) => first.schedule.note = joined_sentences(&[first.schedule.note.clone(), note]),
                None => {
                    let (stand, place) = (row.stand.clone(), row.place.clone());
                    rows.push(DraftSchedule { stand, place, note, ..DraftSchedule::default() });
                }
            }
        }
        rows.extend(said.into_iter().map(|row| row.schedule));
        rows.iter().flat_map(|row| self.schedules(draft, row)).collect()
    }

    /// A schedule as its row says it: one, or several where one row of ours cannot say it (two days of
    /// the month, over night). None when something in it is wrong or nothing is said.
    pub(super) fn schedules(&mut self, draft: &Draft, row: &DraftSchedule) -> Vec<Schedule> {
        let before = self.adopted.refused.len();
        let stand = &row.stand;
        let days = self.read(stand, "byday", &row.days, days::read).unwrap_or_default();
        let opens = self.read(stand, "opens_at", &row.opens_at, clock::read);
        let closes = self.read(stand, "closes_at", &row.closes_at, clock::read);
        let (frequency, days) = self.frequency(draft, row, days);
        let mut made = Schedule {
            location_id: self.places.get(&row.place).cloned().flatten(),
            days: Vec::new(),
            frequency,
            interval: row.interval.parse().ok().filter(|interval| (1..=52).contains(interval)).unwrap_or(1),
            positions: Vec::new(),
            opens_at: opens.map(|clock| clock.time),
            closes_at: closes.map(|clock| clock.time),
            valid_from: self.read(stand, "valid_from", &row.valid_from, days::date),
            valid_to: self.read(stand, "valid_to", &row.valid_to, days::date),
            note: shorten(&row.note, LONGEST_TEXT),
            confirmed: false,
        };
        if opens.is_some_and(|clock| clock.zoned) || closes.is_some_and(|clock| clock.zoned) {
            self.tell(draft, "the zone of its times, which are taken as local time");
        }
        let among_days = set_positions(&row.by_set_pos);
        if among_days.is_empty() && !row.by_set_pos.is_empty() {
            self.tell(draft, &format!("the positions '{}' of its days in a month", row.by_set_pos));
        }
        let pattern = month_pattern(row, &days, &among_days);
        let by_position = if pattern.is_empty() { by_position(days) } else { vec![(Vec::new(), Vec::new())] };
        made.note = joined_sentences(&[pattern, made.note]);
        let mut rows = Vec::new();
        for (days, positions) in by_position {
            let mut row_of_ours = Schedule { days, positions, ..made.clone() };
            if !oruk::says_only_when(&row.description, &row_of_ours) {
                row_of_ours.note = joined_sentences(&[row.description.clone(), row_of_ours.note]);
            }
            if row_of_ours.positions.is_empty() && row_of_ours.days.len() == 1 {
                row_of_ours.positions.clone_from(&among_days);
            }
            rows.extend(self.within_days(row, row_of_ours, closes));
        }
        rows.retain(|row| !row.days.is_empty() || row.opens_at.is_some() || !row.note.is_empty());
        if self.adopted.refused.len() == before { rows } else { Vec::new() }
    }

    fn frequency(&mut self, draft: &Draft, row: &DraftSchedule, days: Vec<Day>) -> (Option<Frequency>, Vec<Day>) {
        match row.frequency.to_uppercase().as_str() {
            "DAILY" if days.is_empty() => (Some(Frequency::Weekly), days::read("daily").unwrap_or_default()),
            "DAILY" => (Some(Frequency::Weekly), days),
            // What is on every day of the week is on every week.
            "" if days.len() == 7 && days.iter().all(|(_, position)| position.is_none()) => {
                (Some(Frequency::Weekly), days)
            }
            rare @ ("YEARLY" | "HOURLY" | "MINUTELY" | "SECONDLY") => {
                self.tell(draft, &format!("that a time comes round {rare}"));
                (None, days)
            }
            // A day of the month makes it monthly, also where the row says WEEKLY.
            said if days.iter().any(|(_, position)| position.is_some()) && said != "MONTHLY" => {
                (Some(Frequency::Monthly), days)
            }
            said => (self.read(&row.stand, "freq", said, str::parse), days),
        }
    }

    /// The row with times that lie within a day: midnight at its end, and two rows where it goes over
    /// night.
    fn within_days(&mut self, row: &DraftSchedule, mut made: Schedule, closes: Option<Clock>) -> Vec<Schedule> {
        let (Some(opens), Some(closing)) = (made.opens_at, closes.map(|clock| clock.time)) else { return vec![made] };
        if closing == NaiveTime::MIN {
            made.closes_at = Some(MIDNIGHT);
            return vec![made];
        }
        if opens < closing {
            return vec![made];
        }
        let from_afternoon = opens.hour() >= 12 && closing.hour() <= 12;
        if opens == closing || !from_afternoon {
            let mend = "put the later time into closes_at, in 24 hours or with pm";
            self.refuse(&row.stand, "closes_at", &row.closes_at, Invalid::new("is not after the opening time", mend));
            return Vec::new();
        }
        if !made.positions.is_empty() {
            // The day after the second Tuesday is not always the second Wednesday.
            let until = format!("Until {} the next morning.", closing.format("%H:%M"));
            made.note = joined_sentences(&[until, made.note]);
            made.closes_at = Some(MIDNIGHT);
            return vec![made];
        }
        let mut morning = made.clone();
        morning.days.iter_mut().for_each(|day| *day = day.succ());
        morning.days.sort_by_key(Weekday::num_days_from_monday);
        morning.opens_at = Some(NaiveTime::MIN);
        for day in [&mut morning.valid_from, &mut morning.valid_to] {
            *day = day.and_then(|day| day.checked_add_days(Days::new(1)));
        }
        made.closes_at = Some(MIDNIGHT);
        vec![made, morning]
    }
}

impl DraftSchedule {
    /// Its words, where it says nothing but words.
    fn only_words(&self) -> Option<String> {
        let Self { days, opens_at, closes_at, by_month_day, by_set_pos, .. } = self;
        let is_empty = [days, opens_at, closes_at, by_month_day, by_set_pos].iter().all(|said| said.is_empty());
        let is_weekly = matches!(self.frequency.to_uppercase().as_str(), "" | "WEEKLY");
        let words = joined_sentences(&[self.description.clone(), self.note.clone()]);
        (is_empty && is_weekly && matches!(self.interval.as_str(), "" | "1") && !words.is_empty()).then_some(words)
    }
}

/// Positions among a month's days from a list of them: 1 to 5, or -5 to -1 from its end. None where one is
/// anything else.
fn set_positions(text: &str) -> Vec<i8> {
    let read = |part: &str| part.trim().parse().ok().filter(|n| (-5..=5).contains(n) && *n != 0);
    text.split(',').map(read).collect::<Option<_>>().unwrap_or_default()
}

/// In words what the days of our tables cannot say: a day of the month by its number, or a position
/// among several days together.
fn month_pattern(row: &DraftSchedule, days: &[Day], positions: &[i8]) -> String {
    let read = |part: &str| part.trim().parse().ok().filter(|day: &i64| (1..=31).contains(&day.unsigned_abs()));
    if let Some(on) = row.by_month_day.split(',').map(read).collect::<Option<Vec<i64>>>() {
        let on: Vec<String> = on.into_iter().map(ordinal).collect();
        return format!("On the {} day of the month.", on.join(" and "));
    }
    if days.len() > 1 && !positions.is_empty() {
        let positions: Vec<String> = positions.iter().map(|position| ordinal(i64::from(*position))).collect();
        let names: Vec<String> = days.iter().map(|(day, _)| weekday_name(*day).to_owned()).collect();
        return format!("On the {} of these days in a month: {}.", positions.join(" and "), names.join(", "));
    }
    String::new()
}

/// The days that share their positions in the month, each group for a row of its own: the first Monday
/// and the third Friday are two rows.
fn by_position(days: Vec<Day>) -> Vec<(Vec<Weekday>, Vec<i8>)> {
    let mut names: Vec<Weekday> = Vec::new();
    for (day, _) in &days {
        if !names.contains(day) {
            names.push(*day);
        }
    }
    let mut rows: Vec<(Vec<Weekday>, Vec<i8>)> = Vec::new();
    for name in names {
        let positions: Vec<i8> =
            days.iter().filter(|(day, _)| *day == name).filter_map(|(_, position)| *position).collect();
        match rows.iter_mut().find(|(_, known)| *known == positions) {
            Some((days, _)) => days.push(name),
            None => rows.push((vec![name], positions)),
        }
    }
    if rows.is_empty() { vec![(Vec::new(), Vec::new())] } else { rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_positions_that_a_month_has_are_taken() {
        assert_eq!(set_positions("1, 3"), [1, 3]);
        assert_eq!(set_positions("-1"), [-1]);
        let lowest = i64::MIN.to_string();
        for text in ["", "0", "6", "1,-6", "third", lowest.as_str()] {
            assert!(set_positions(text).is_empty(), "{text}");
        }
        let row = DraftSchedule { by_month_day: lowest, ..DraftSchedule::default() };
        assert_eq!(month_pattern(&row, &[], &[]), "");
    }

    #[test]
    fn days_of_other_positions_get_rows_of_their_own() {
        let of = |text: &str| by_position(days::read(text).unwrap());
        use Weekday::{Fri, Mon, Tue};
        assert_eq!(of("2TU,4TU"), [(vec![Tue], vec![2, 4])]);
        assert_eq!(of("1MO,3FR"), [(vec![Mon], vec![1]), (vec![Fri], vec![3])]);
        assert_eq!(of("1MO,1FR"), [(vec![Mon, Fri], vec![1])]);
        assert_eq!(of("MO,-1FR"), [(vec![Mon], vec![]), (vec![Fri], vec![-1])]);
        assert_eq!(of(""), [(vec![], vec![])]);
    }
}
