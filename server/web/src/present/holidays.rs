//! Holiday activities and food as a page.

use super::{
    listing::{self, ReadAt},
    service,
};
use app::model::{Choice, HolidayForm, HolidaySessions, HolidaysPage, Ignored, NeedTag, OpeningTime};
use chrono::{Datelike, NaiveDate};
use directory::{Age, AgeFit, ForWhom, HolidayKind, Schedule, SchoolHoliday, Service};
use schedule::hours;
use search::{
    catalogue::Area,
    {Engine, Search, query},
};

/// Oldest age of the form, in years.
const OLDEST: u16 = 18;

/// What is asked for: the district, ages and days of a search, and a sort of holiday.
#[derive(Debug, Default)]
pub struct HolidayFilters {
    search: Search,
    holiday: Option<HolidayKind>,
}

impl HolidayFilters {
    /// From the pairs of a query string. Never fails: a wrong value is left out and said.
    pub fn read(pairs: &[(String, String)], engine: &Engine) -> Self {
        let (holidays, others): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|(name, _)| name == "holiday");
        let mut search = Search::parse(&others, &engine.catalogue);
        let mut holiday = None;
        for (parameter, value) in holidays.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            match value.trim().parse() {
                Ok(known) => holiday = Some(known),
                Err(_) => search.ignored.push(Ignored {
                    parameter,
                    value: value.chars().filter(|c| !c.is_control()).take(60).collect(),
                    why: "Choose a holiday from the list.".to_owned(),
                }),
            }
        }
        Self { search, holiday }
    }
}

/// The page on a day.
pub fn page(engine: &Engine, asked: &HolidayFilters, today: NaiveDate) -> HolidaysPage {
    let catalogue = &engine.catalogue;
    let kind = &catalogue.authority.holiday_kind;
    let all = || {
        let services = catalogue.listed.services.iter().zip(&catalogue.facts);
        services.filter(|(service, _)| service.kind == *kind && service.for_whom != ForWhom::WorriedAboutSelf)
    };
    let dated = |service: &Service| service.schedules.iter().any(|schedule| schedule.valid_from.is_some());
    let (programmes, clubs): (Vec<_>, Vec<_>) =
        all().partition(|(service, facts)| !matches!(facts.area, Area::Districts(_)) && !dated(service));
    let clubs: Vec<&Service> = clubs
        .into_iter()
        .filter(|(service, facts)| fits_age(service, &asked.search.ages) && serves(engine, &facts.area, &asked.search))
        .map(|(service, _)| service)
        .collect();

    let mut coming: Vec<&SchoolHoliday> = catalogue
        .terms
        .holidays
        .iter()
        .filter(|holiday| holiday.ends >= today && asked.holiday.is_none_or(|kind| holiday.kind == kind))
        .collect();
    coming.sort_by_key(|holiday| holiday.starts);
    let needs =
        programmes.iter().flat_map(|(service, _)| &service.needs).filter_map(|need| catalogue.need(need.as_str()));
    let mut tags: Vec<NeedTag> =
        needs.map(|need| NeedTag { slug: need.slug.clone(), label: need.label.clone() }).collect();
    tags.dedup();
    HolidaysPage {
        form: form(engine, asked),
        ignored: asked.search.ignored.clone(),
        dates_known: !catalogue.terms.holidays.is_empty(),
        programmes: programmes
            .iter()
            .map(|(service, _)| (service::page(engine, service, None), fits_age(service, &asked.search.ages)))
            .collect(),
        holidays: coming.into_iter().map(|holiday| sessions(engine, asked, holiday, &clubs)).collect(),
        undated: clubs
            .iter()
            .filter(|service| !dated(service))
            .filter_map(|service| listing::of_service(engine, service.id.as_str(), ReadAt::default()))
            .collect(),
        needs: tags,
    }
}

fn fits_age(service: &Service, ages: &[Age]) -> bool {
    ages.is_empty() || ages.iter().any(|age| service.ages.fit(*age) != AgeFit::Outside)
}

fn serves(engine: &Engine, area: &Area, search: &Search) -> bool {
    let mut asked = search.districts.iter().filter_map(|slug| engine.catalogue.district_position(slug.as_str()));
    search.districts.is_empty() || asked.any(|district| area.serves(district))
}

/// What happens in one holiday. Sessions that nobody gave a day are kept: no source says no.
fn sessions(engine: &Engine, asked: &HolidayFilters, holiday: &SchoolHoliday, clubs: &[&Service]) -> HolidaySessions {
    let days = &asked.search.when.days;
    let on = |schedule: &&Schedule| {
        let inside = |day: Option<NaiveDate>| day.is_some_and(|day| holiday.holds(day));
        let wanted = days.is_empty() || schedule.days.is_empty() || schedule.days.iter().any(|day| days.contains(day));
        inside(schedule.valid_from) && inside(schedule.valid_to) && wanted
    };
    let clubs = clubs.iter().filter_map(|service| {
        let schedules: Vec<&Schedule> = service.schedules.iter().filter(on).collect();
        let mut shown =
            listing::of_service(engine, service.id.as_str(), ReadAt::default()).filter(|_| !schedules.is_empty())?;
        let at = schedules.iter().filter_map(|schedule| schedule.location_id.as_ref()).next();
        if let Some(location) = at.and_then(|id| engine.catalogue.location(id.as_str())) {
            shown.place_words = listing::place_words(location);
            shown.address.clear();
        }
        Some((shown, schedules.into_iter().map(times).collect()))
    });
    HolidaySessions {
        name: format!("{} {}", holiday.name, holiday.starts.year()),
        dates: span(holiday.starts, holiday.ends),
        clubs: clubs.collect(),
    }
}

/// A schedule's times with its dates before its days.
fn times(schedule: &Schedule) -> OpeningTime {
    // The dates are said first, and once.
    let undated = Schedule { valid_from: None, valid_to: None, ..schedule.clone() };
    let mut time = hours::describe_schedules([&undated]).pop().unwrap_or(OpeningTime {
        days: String::new(),
        times: String::new(),
        note: String::new(),
        confirmed: false,
    });
    if let (Some(from), Some(to)) = (schedule.valid_from, schedule.valid_to) {
        let dates = span(from, to);
        time.days = if from == to { dates } else { format!("{dates}, {}", time.days) };
    }
    time
}

/// "29 March to 9 April 2027", "21 December 2026 to 1 January 2027", "5 April 2027".
fn span(from: NaiveDate, to: NaiveDate) -> String {
    let whole = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    if from == to {
        whole(from)
    } else if from.year() == to.year() {
        format!("{} to {}", from.format("%-d %B"), whole(to))
    } else {
        format!("{} to {}", whole(from), whole(to))
    }
}

fn form(engine: &Engine, asked: &HolidayFilters) -> HolidayForm {
    let search = &asked.search;
    let choice = Choice::new;
    let age = |years: u16| {
        let label = if years == 0 { "Under 1".to_owned() } else { years.to_string() };
        choice(&Age::Years(years).parameter(), &label)
    };
    let districts = engine.catalogue.authority.districts.iter();
    let mut form = HolidayForm {
        holidays: HolidayKind::ALL.into_iter().map(|kind| choice(kind.slug(), kind.words())).collect(),
        districts: districts.map(|district| choice(district.slug.as_str(), &district.name)).collect(),
        ages: (0..=OLDEST).map(age).collect(),
        days: query::DAYS.iter().map(|day| choice(query::day_parameter(*day), hours::weekday_name(*day))).collect(),
    };
    asked.holiday.iter().for_each(|kind| form.holidays.choose(kind.slug()));
    search.districts.iter().for_each(|district| form.districts.choose(district.as_str()));
    search.ages.iter().for_each(|age| form.ages.choose(&age.parameter()));
    search.when.days.iter().for_each(|day| form.days.choose(query::day_parameter(*day)));
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::Records;
    use std::path::Path;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The county with two holidays and sessions of a club in the first.
    fn engine() -> Engine {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
        let mut files = folder::read(&dir).unwrap();
        let mut add = |name: &str, rows: &str| {
            let text = format!("{}\n{rows}", files.text(name).unwrap().trim_end());
            files.insert(name, text.into_bytes());
        };
        add(
            "terms.csv",
            "2026/27,Easter,easter,2027-03-29,2027-04-09,wcc-haf-easter\n\
             2026/27,Christmas,christmas,2026-12-21,2027-01-01,wcc-haf-festive\n",
        );
        add(
            "schedules.csv",
            "ayos-holiday-club,,\"MO,TU\",WEEKLY,1,,10:00,14:00,2027-03-29,2027-03-30,\"20 places, hot lunch\",check\n\
             ayos-holiday-club,,TH,WEEKLY,1,,10:00,14:00,2027-04-01,2027-04-01,,current\n",
        );
        Engine::in_memory(Records::read(&files).unwrap(), &[]).unwrap()
    }

    fn asked(engine: &Engine, pairs: &[(&str, &str)]) -> HolidaysPage {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        page(engine, &HolidayFilters::read(&pairs, engine), day("2026-11-26"))
    }

    #[test]
    fn sessions_stand_in_their_holiday_and_holidays_in_their_order() {
        let engine = engine();
        let page = asked(&engine, &[]);
        let names: Vec<_> = page.holidays.iter().map(|h| (h.name.as_str(), h.dates.as_str(), h.clubs.len())).collect();
        assert_eq!(
            names,
            [
                ("Christmas 2026", "21 December 2026 to 1 January 2027", 0),
                ("Easter 2027", "29 March to 9 April 2027", 1)
            ]
        );
        let (club, times) = &page.holidays[1].clubs[0];
        assert_eq!(club.id, *"ayos-holiday-club");
        assert_eq!(times[0].days, "29 March to 30 March 2027, Monday and Tuesday");
        assert_eq!((times[0].times.as_str(), times[0].note.as_str()), ("10am to 2pm", "20 places, hot lunch"));
        assert_eq!((times[1].days.as_str(), times[0].confirmed, times[1].confirmed), ("1 April 2027", false, true));
        let undated: Vec<_> = page.undated.iter().map(|club| club.name.as_str()).collect();
        assert_eq!(undated, ["Lakeside Campus holiday club (University of Worcester)"]);
        assert!(page.dates_known);
        assert_eq!(page.programmes.len(), 1);
    }

    #[test]
    fn each_choice_narrows_what_is_shown() {
        let engine = engine();
        let clubs =
            |pairs: &[(&str, &str)]| asked(&engine, pairs).holidays.iter().map(|h| h.clubs.len()).sum::<usize>();
        assert_eq!(clubs(&[("day", "mon"), ("district", "wyre-forest"), ("age", "8"), ("holiday", "easter")]), 1);
        assert_eq!(clubs(&[("day", "fri")]), 0);
        assert_eq!(clubs(&[("district", "redditch")]), 0);
        assert_eq!(clubs(&[("age", "14")]), 0);
        assert_eq!(clubs(&[("holiday", "christmas")]), 0);
        assert!(!asked(&engine, &[("age", "2")]).programmes[0].1, "the programme is for 5 to 16");
        let thursday = asked(&engine, &[("day", "thu")]);
        assert_eq!(thursday.holidays[1].clubs[0].1.len(), 1, "only the session of that day");
    }

    #[test]
    fn a_holiday_that_is_over_is_gone_and_a_wrong_choice_is_said() {
        let engine = engine();
        let pairs = [("holiday".to_owned(), "diwali".to_owned()), ("age".to_owned(), "99".to_owned())];
        let later = page(&engine, &HolidayFilters::read(&pairs, &engine), day("2027-01-02"));
        assert_eq!(later.holidays.len(), 1);
        assert_eq!(later.ignored.iter().map(|i| i.value.as_str()).collect::<Vec<_>>(), ["99", "diwali"]);
    }
}
