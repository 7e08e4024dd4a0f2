//! The pages for people who work with families.

mod family;

use super::{search_page, urgent};
use crate::AppState;
use app::model::{LevelOfNeedWords, LevelsPage, PathwayPage, ProfessionalsPage, ReviewDay, ReviewDays};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use directory::{Age, Pathway, Referrer, Slug};
use family::family_answer;
use schedule::{
    bank_holidays::is_bank_holiday,
    calendar::{Event, When},
};
use search::{AnsweredOn, Engine, Search, Understood};

/// What a professional asks for: as [`Engine::parse_search`], with all ages of a family in one `age`, and with a
/// list of needs in `q` as if each had been ticked.
pub fn read(pairs: &[(String, String)], engine: &Engine, now: NaiveDateTime) -> Search {
    let split = pairs.iter().flat_map(|(name, value)| match name.as_str() {
        "age" => ages(value).into_iter().map(|age| (name.clone(), age)).collect(),
        _ => vec![(name.clone(), value.clone())],
    });
    let pairs: Vec<(String, String)> = split.collect();
    let mut search = Search { on: AnsweredOn::Professionals, ..engine.parse_search(&pairs) };
    if let Some(needs) = needs_listed(engine, &search.q, now) {
        search.q.clear();
        search.needs.extend(needs.into_iter().filter(|need| !search.needs.contains(need)).collect::<Vec<_>>());
    }
    search
}

/// Words of one piece of a list, at most.
const LONGEST_PIECE: usize = 4;

/// The needs of a list such as "sleep, school attendance, debt": each piece is read alone, since a sentence made of
/// all of them is read as being about one thing. `None` for anything else: one piece, a piece that is more than a
/// need, a sensitive need, or any word of danger.
fn needs_listed(engine: &Engine, q: &str, now: NaiveDateTime) -> Option<Vec<Slug>> {
    let understand = |q: &str| engine.understand(&Search { q: q.to_owned(), page: 1, ..Search::default() }, now);
    let pieces: Vec<&str> =
        q.split([',', ';', '/', '&']).flat_map(|piece| piece.split(" and ")).map(str::trim).collect();
    let danger = |understood: &Understood| understood.danger.is_urgent() || understood.danger.quiet;
    if pieces.len() < 2 || danger(&understand(q)) {
        return None;
    }
    let mut needs: Vec<Slug> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        let understood = understand(piece);
        let is_more = !understood.ages_said.is_empty() || understood.place.is_some() || !understood.named.is_empty();
        if is_more || danger(&understood) || piece.split_whitespace().count() > LONGEST_PIECE {
            return None;
        }
        let best = understood.needs.first().filter(|said| !said.words.is_empty())?;
        let need = &engine.catalogue.terms.needs[usize::from(best.need)];
        // Words about these may mean danger, and must be heard whole by both voices.
        if need.sensitive {
            return None;
        }
        if !needs.contains(&need.slug) {
            needs.push(need.slug.clone());
        }
    }
    Some(needs)
}

/// The values of the `age` parameter in a list as people type it: "2, 9 and 14", "6 months",
/// "pregnant". What is no age stays, so that the page can say so.
fn ages(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    let parts = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '+'));
    let mut ages: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty() && *part != "and") {
        let letters = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = &part[..part.len() - letters.len()];
        if !number.is_empty() {
            ages.push(number.to_owned());
        }
        match letters {
            "" => {}
            "m" | "mth" | "mths" | "month" | "months" => in_units(&mut ages, 12.0),
            "w" | "wk" | "wks" | "week" | "weeks" => in_units(&mut ages, 365.25 / 7.0),
            "y" | "yr" | "yrs" | "year" | "years" | "yo" | "old" => {}
            "pregnant" | "pregnancy" | "bump" | "unborn" => ages.push(Age::Pregnancy.parameter()),
            "baby" | "newborn" => ages.push("0".to_owned()),
            // "9x" is told whole.
            other => {
                let number = if number.is_empty() { String::new() } else { ages.pop().unwrap_or_default() };
                ages.push(format!("{number}{other}"));
            }
        }
    }
    ages
}

/// Turns the last number, of so many units a year, into years.
fn in_units(ages: &mut [String], a_year: f64) {
    if let Some(last) = ages.last_mut()
        && let Ok(number) = last.parse::<f64>()
    {
        *last = (number / a_year).to_string();
    }
}

/// The page for a conversation. Fails only when the index does.
pub fn page(app: &AppState, asked: &Search) -> tantivy::Result<ProfessionalsPage> {
    let (engine, now) = (&app.engine, app.clock.local());
    let mut page = ProfessionalsPage {
        form: super::form(asked, &engine.catalogue),
        ages: asked.ages.iter().map(|age| age.parameter()).collect::<Vec<_>>().join(", "),
        saved: asked.saved.iter().map(Slug::to_string).collect(),
        found: None,
        family: None,
        text: format!("/professionals.txt{}", asked.query_string()),
        day: app.today(),
        protection: urgent::protection_lines(engine, now),
        need_areas: engine.catalogue.authority.need_areas.is_some(),
    };
    // "You" is the worker here.
    page.form.refer = page.form.refer.renamed(Referrer::Oneself.parameter(), "The person themselves");
    if asked.is_empty() && asked.ignored.is_empty() {
        return Ok(page);
    }
    let answer = engine.search(asked, now)?;
    let found = search_page::page(engine, asked, &answer, now);
    // The pages of one group are plain lists.
    if asked.group.is_none() {
        page.family = family_answer(engine, asked, &answer, found.nearest_help.as_ref(), now)?;
    }
    page.found = Some(found);
    Ok(page)
}

/// The levels of need.
pub fn levels(engine: &Engine, now: NaiveDateTime) -> LevelsPage {
    let catalogue = &engine.catalogue;
    let services = |number: u8| {
        let at_it = catalogue.listed.services.iter().zip(&catalogue.facts);
        at_it.filter(|(s, facts)| !facts.worried_about_self && s.levels.iter().any(|l| l.number() == number)).count()
    };
    let guidance = &catalogue.terms.pathway.guidance;
    LevelsPage {
        levels: catalogue
            .authority
            .levels
            .iter()
            .map(|level| LevelOfNeedWords {
                number: level.number,
                name: level.name.clone(),
                meaning: level.meaning.clone(),
                what_to_do: level.what_to_do.clone(),
                services: services(level.number),
            })
            .collect(),
        guidance: (guidance.title.clone(), (!guidance.url.is_empty()).then(|| guidance.url.clone())),
        protection: (catalogue.terms.pathway.protection.clone(), urgent::protection_lines(engine, now)),
        sources: super::service::sources(engine, &catalogue.terms.pathway.source_ids),
    }
}

/// The pathway, with the days of review when a query string names a `start`.
pub fn pathway(engine: &Engine, pairs: &[(String, String)], now: NaiveDateTime) -> PathwayPage {
    let pathway = &engine.catalogue.terms.pathway;
    let weeks = review_weeks(pathway);
    let typed = pairs.iter().find(|(name, _)| name == "start").map_or("", |(_, value)| value.trim());
    let steps = pathway.steps.iter().map(|step| (step.name.clone(), step.what.clone(), step.points.clone()));
    let record = pathway.record.as_ref();
    PathwayPage {
        lead: pathway.lead.clone(),
        consent: pathway.consent.clone(),
        steps: steps.collect(),
        weeks,
        start: typed.chars().take(40).collect(),
        review: weeks.filter(|_| !typed.is_empty()).map(|weeks| review(typed, weeks)),
        record: record.map(|record| (record.words.clone(), record.email.clone(), record.caution.clone())),
        protection: (pathway.protection.clone(), urgent::protection_lines(engine, now)),
        sources: super::service::sources(engine, &pathway.source_ids),
    }
}

/// Weeks to the earliest usual and to the last review of a plan, where the authority says.
fn review_weeks(pathway: &Pathway) -> Option<(u16, u16)> {
    pathway.review.map(|review| (review.first_weeks, review.last_weeks))
}

fn review(typed: &str, weeks: (u16, u16)) -> Result<ReviewDays, String> {
    let start = start(typed).ok_or("We could not read that day. Write it like 26/11/2026.")?;
    let days =
        review_days(start, weeks).map(|(weeks, day)| ReviewDay { weeks, day: words(day), caution: caution(day) });
    Ok(ReviewDays {
        start: words(start),
        days: days.collect(),
        calendar: format!("/professionals/pathway/review.ics?start={start}"),
    })
}

/// A day as a date field sends it, `2026-11-26`, or as people here write it, `26/11/2026`; in this
/// century only.
fn start(typed: &str) -> Option<NaiveDate> {
    let read = |form| NaiveDate::parse_from_str(typed, form).ok();
    let day = read("%Y-%m-%d").or_else(|| read("%d/%m/%Y")).or_else(|| read("%d.%m.%Y"))?;
    (2000..2100).contains(&day.year()).then_some(day)
}

fn review_days(start: NaiveDate, (first, last): (u16, u16)) -> impl Iterator<Item = (u16, NaiveDate)> {
    let weeks = if first == last { vec![last] } else { vec![first, last] };
    weeks.into_iter().map(move |weeks| (weeks, start + Days::new(u64::from(weeks) * 7)))
}

fn words(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// What is in the way of a meeting that day. The day is the last that is right, so go before it.
fn caution(day: NaiveDate) -> Option<&'static str> {
    match day.weekday() {
        _ if is_bank_holiday(day) => Some("a bank holiday: meet before it"),
        Weekday::Sat | Weekday::Sun => Some("a weekend: meet before it"),
        _ => None,
    }
}

/// The days of review as calendar events; `None` when the start is not understood, or the authority
/// does not say when plans are reviewed. They name no family.
pub fn review_events(engine: &Engine, pairs: &[(String, String)], home: &str) -> Option<Vec<Event>> {
    let pathway = &engine.catalogue.terms.pathway;
    let start = start(pairs.iter().find(|(name, _)| name == "start")?.1.trim())?;
    let host = home.split("://").last().unwrap_or(home);
    let events = review_days(start, review_weeks(pathway)?).map(|(weeks, day)| Event {
        uid: format!("review-{start}-{weeks}@{host}"),
        summary: format!("Early help review: {weeks} weeks"),
        description: "With the family. Decide together: change the plan, end it, or set the next date.".to_owned(),
        location: String::new(),
        url: format!("{home}/professionals/pathway"),
        when: When::Day(day),
    });
    Some(events.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::county::{self, at};

    #[test]
    fn the_ages_of_a_family_are_read_from_one_field() {
        assert_eq!(ages("2, 9, 14"), ["2", "9", "14"]);
        assert_eq!(ages("2 9 and 14"), ["2", "9", "14"]);
        assert_eq!(ages("2yrs; 9yo/14 years"), ["2", "9", "14"]);
        assert_eq!(ages("6 months & 3m"), ["0.5", "0.25"]);
        assert_eq!(ages("Pregnant, newborn"), ["pregnancy", "0"]);
        assert_eq!(ages("six weeks"), ["six"]);
        assert_eq!(ages("9x, 2"), ["9x", "2"]);
        assert!(ages(" , ").is_empty());
    }

    #[test]
    fn a_list_of_needs_is_read_piece_by_piece() {
        let engine = county::engine();
        let read = |q: &str| {
            let needs = needs_listed(engine, q, at("2026-11-26 10:00"))?;
            Some(needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("sleep, school attendance, debt").unwrap(), "sleep school-attendance debt");
        assert_eq!(read("sleep and debt").unwrap(), "sleep debt");
        for other in
            ["sleep", "my son will not go to school, he is 14", "sleep, he hits her", "sleep, Redditch", "debt, qqq"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn a_review_is_six_and_twelve_weeks_after_the_start() {
        let review = review("2026-11-26", (6, 12)).unwrap();
        let days: Vec<&str> = review.days.iter().map(|day| day.day.as_str()).collect();
        assert_eq!(days, ["Thursday 7 January 2027", "Thursday 18 February 2027"]);
        assert_eq!(review.calendar, "/professionals/pathway/review.ics?start=2026-11-26");
        assert_eq!(start("26/11/2026"), start("2026-11-26"));
    }

    #[test]
    fn a_review_on_a_holiday_or_weekend_says_so_and_what_is_no_day_is_refused() {
        let caution = |start: &str| review(start, (6, 12)).unwrap().days[0].caution;
        assert_eq!(caution("2026-11-20"), Some("a bank holiday: meet before it"));
        assert_eq!(caution("2026-11-21"), Some("a weekend: meet before it"));
        assert_eq!(caution("2026-11-26"), None);
        for wrong in ["soon", "2026-02-30", "26/13/2026", "9999-01-01", "0001-01-01"] {
            assert!(review(wrong, (6, 12)).is_err(), "{wrong}");
        }
    }
}
