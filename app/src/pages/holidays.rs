//! Holiday activities and food.

use crate::{
    components::{
        card::{Card, CardList, UNCONFIRMED},
        form::{SelectField, SubmitButton},
        phone::{Phone, PhoneLink},
        visit::OpeningHours,
        web::{WebLink, without_scheme},
    },
    model::{HolidaySessions, HolidaysPage, ServicePage, Site},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Holidays<'a>(site: &'a Site, page: &'a HolidaysPage) -> impl IntoView {
    let ignored = page
        .ignored
        .iter()
        .map(|one| view! { <p class="note">{format!("We left out “{}”. {}", one.value, one.why)}</p> })
        .collect_view();
    view! {
        <h1>"Holiday activities and food"</h1>
        <p class="lead">"Things to do in the school holidays, with something to eat."</p>
        {page.programmes.iter().map(|(service, fits)| view! { <Programme service fits=*fits /> }).collect_view()}
        <form class="search" action="/holiday-activities" method="get" role="search">
            <div class="fields">
                <SelectField name="holiday" label="Which holiday" any="Any holiday" choices=&page.form.holidays />
                <SelectField name="district" label="District" any="Any district" choices=&page.form.districts />
                <SelectField name="age" label="Age of child" any="Any age" choices=&page.form.ages />
                <SelectField name="day" label="Day" any="Any day" choices=&page.form.days />
            </div>
            <SubmitButton words="Find clubs" />
        </form>
        <div class="notes">
            {ignored}
            {(!page.dates_known).then(|| view! {
                <p class="note">
                    {format!(
                        "{} has not given us the dates of the school holidays yet. So we cannot show clubs day by day.",
                        site.council,
                    )}
                </p>
            })}
        </div>
        {page.holidays.iter().map(|holiday| view! { <HolidaySection site holiday /> }).collect_view()}
        {(!page.undated.is_empty()).then(|| view! {
            <section aria-labelledby="undated">
                <h2 id="undated">"Clubs whose dates we do not know"</h2>
                <p>"Ask them what is on, on which days, and whether there is room."</p>
                <CardList site listings=&page.undated />
            </section>
        })}
        <NothingForYou site page />
    }
}

#[component]
fn Programme<'a>(service: &'a ServicePage, fits: bool) -> impl IntoView {
    let asks = words::referral(&service.referral).map(|ways| view! { <p>{format!("Who can ask: {ways}.")}</p> });
    let sources = service.source.words.as_str();
    view! {
        <section class="panel programme" aria-labelledby=format!("about-{}", service.id.as_str())>
            <h2 id=format!("about-{}", service.id.as_str())>
                <a href=format!("/services/{}", service.id.as_str())>{service.name.as_str()}</a>
            </h2>
            <p>{service.summary.as_str()}</p>
            {(!service.confirmed).then(|| view! { <p class="note">{UNCONFIRMED}</p> })}
            {(!fits).then(|| view! { <p class="note">"This one is not for the age you chose."</p> })}
            <h3>"Who can go"</h3>
            <p>{words::ages(service.ages)}"." {(!service.eligibility.is_empty()).then(|| format!(" {}", service.eligibility))}</p>
            <h3>"How to book"</h3>
            {(!service.how_to_get_help.is_empty()).then(|| view! { <p>{service.how_to_get_help.as_str()}</p> })}
            {asks}
            {service.phones.iter().map(|line| view! { <Phone line /> }).collect_view()}
            {service.web.as_deref().map(|at| view! { <p><WebLink address=at words=without_scheme(at) /></p> })}
            <h3>"What it costs"</h3>
            <p>{if service.cost.is_empty() { "Not stated. Ask before you start.".to_owned() } else { words::sentence(&service.cost) }}</p>
            {(!sources.is_empty()).then(|| view! { <p class="trust">{format!("{sources}.")}</p> })}
        </section>
    }
}

#[component]
fn HolidaySection<'a>(site: &'a Site, holiday: &'a HolidaySessions) -> impl IntoView {
    let clubs = holiday
        .clubs
        .iter()
        .map(|(listing, hours)| view! { <li class="card"><Card site listing /><OpeningHours hours /></li> })
        .collect_view();
    view! {
        <section>
            <h2>{holiday.name.as_str()}</h2>
            <p>{holiday.dates.as_str()}</p>
            {holiday.clubs.is_empty().then(|| view! { <p>"We do not know of a club for this yet."</p> })}
            <ul class="cards" role="list">{clubs}</ul>
        </section>
    }
}

/// What to do when nothing is there yet.
#[component]
fn NothingForYou<'a>(site: &'a Site, page: &'a HolidaysPage) -> impl IntoView {
    let needs = page
        .needs
        .iter()
        .map(|need| view! { <li><a class="pill" href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a></li> })
        .collect_view();
    view! {
        <section aria-labelledby="nothing">
            <h2 id="nothing">"If there is nothing here for you"</h2>
            <ul>
                <li>"Ask at your child's school. They know how free school meals work."</li>
                <li>"Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></li>
                <li>"If you have no food at home, do not wait for the holidays. Look at the help below."</li>
            </ul>
            {(!page.needs.is_empty()).then(|| view! { <ul class="pills" role="list">{needs}</ul> })}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, HolidayForm, HolidaySessions, HolidaysPage, Ignored, OpeningTime},
    };

    fn page() -> HolidaysPage {
        HolidaysPage {
            form: HolidayForm { days: samples::choices("mon", "Monday"), ..HolidayForm::default() },
            ignored: Vec::new(),
            dates_known: false,
            programmes: vec![(samples::service(), true)],
            holidays: Vec::new(),
            undated: Vec::new(),
            needs: Vec::new(),
        }
    }

    fn rendered(page: &HolidaysPage) -> String {
        crate::holidays(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("holidays", &rendered(&page()));
    }

    #[test]
    fn without_dates_the_page_says_so_and_whom_to_ask() {
        let html = rendered(&page());
        assert!(html.contains("Worcestershire County Council has not given us the dates"), "{html}");
        assert!(html.contains("Ask at your child's school") && html.contains("01905 520032"), "{html}");
        assert!(!rendered(&HolidaysPage { dates_known: true, ..page() }).contains("has not given us"));
    }

    #[test]
    fn a_club_stands_under_its_holiday_with_its_days() {
        let hours = OpeningTime {
            days: "29 March to 1 April, Monday to Thursday".to_owned(),
            times: "10am to 2pm".to_owned(),
            note: "20 places, hot lunch.".to_owned(),
            confirmed: false,
        };
        let holiday =
            |clubs| HolidaySessions { name: "Easter 2027".into(), dates: "29 March to 9 April 2027".into(), clubs };
        let html = rendered(&HolidaysPage {
            dates_known: true,
            holidays: vec![holiday(vec![(samples::listing(1), vec![hours])]), holiday(Vec::new())],
            ..page()
        });
        for words in
            ["Easter 2027", "20 places, hot lunch.", "(not confirmed)", "We do not know of a club for this yet."]
        {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn a_programme_that_does_not_fit_says_so_and_nothing_attacks() {
        let mut service = samples::service();
        service.eligibility = ATTACK.to_owned();
        service.how_to_get_help = ATTACK.to_owned();
        let ignored = Ignored { parameter: "age".into(), value: ATTACK.into(), why: ATTACK.into() };
        let html = rendered(&HolidaysPage { programmes: vec![(service, false)], ignored: vec![ignored], ..page() });
        assert!(html.contains("not for the age you chose"));
        assert!(!html.contains("<script>alert"), "{html}");
    }
}
