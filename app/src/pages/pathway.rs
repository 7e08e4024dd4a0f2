//! The early help pathway, and the days on which a plan is looked at again.

use crate::{
    components::{protection::ProtectionPanel, web::WebLink},
    model::{PathwayPage, ReviewDays},
};
use leptos::prelude::*;

#[component]
pub(super) fn Pathway<'a>(page: &'a PathwayPage) -> impl IntoView {
    let steps = page
        .steps
        .iter()
        .map(|(name, what, points)| {
            let points = (!points.is_empty()).then(|| {
                let points = points.iter().map(|point| view! { <li>{point.as_str()}</li> }).collect_view();
                view! { <ul>{points}</ul> }
            });
            view! {
                <li class="step">
                    <h3>{name.as_str()}</h3>
                    <p>{what.as_str()}</p>
                    {points}
                </li>
            }
        })
        .collect_view();
    view! {
        <h1>"The early help pathway"</h1>
        <p class="lead">{page.lead.as_str()}</p>
        <p class="note">{page.consent.as_str()}</p>
        <div class="columns">
            <div class="columns-main">
                <section aria-labelledby="steps">
                    <h2 id="steps">"Step by step"</h2>
                    <ol class="steps">{steps}</ol>
                </section>
                {page.record.as_ref().map(|(words, email, caution)| view! {
                    <section aria-labelledby="record">
                        <h2 id="record">"A copy of the record"</h2>
                        <p>{words.as_str()}" "<strong class="address-text">{email.as_str()}</strong></p>
                        <p class="note">{caution.as_str()}</p>
                    </section>
                })}
            </div>
            <div class="columns-side">
                {page.weeks.map(|weeks| view! { <Review page weeks /> })}
                <ProtectionPanel words=&page.protection.0 lines=&page.protection.1 />
            </div>
        </div>
        <section aria-labelledby="sources">
            <h2 id="sources">"Where this comes from"</h2>
            <SourceList sources=&page.sources />
        </section>
        <p>
            <a href="/professionals/levels-of-need">"Levels of need"</a>" · "<a href="/professionals">"Find help for a family"</a>
        </p>
    }
}

#[component]
fn Review<'a>(page: &'a PathwayPage, weeks: (u16, u16)) -> impl IntoView {
    let (first, last) = weeks;
    let wrong = page.review.as_ref().and_then(|review| review.as_ref().err());
    view! {
        <section class="panel" aria-labelledby="review">
            <h2 id="review">"When to review"</h2>
            <p>{format!("Look at a plan again every {first} to {last} weeks. These are the days, from the day it starts.")}</p>
            <form class="review" action="/professionals/pathway#review" method="get">
                <div class="field">
                    <label for="start">"The plan starts on"</label>
                    <input
                        id="start"
                        name="start"
                        type="date"
                        // A field for a date holds nothing that is none.
                        value=wrong.is_none().then_some(page.start.as_str())
                        aria-describedby=wrong.is_some().then_some("start-wrong")
                        aria-invalid=wrong.is_some().then_some("true")
                    />
                    {wrong.map(|why| view! { <p class="wrong" id="start-wrong">{why.as_str()}</p> })}
                </div>
                <button class="button" type="submit">"Show the days"</button>
            </form>
            {page.review.as_ref().and_then(|review| review.as_ref().ok()).map(|review| view! { <ReviewDayList review /> })}
        </section>
    }
}

#[component]
fn ReviewDayList<'a>(review: &'a ReviewDays) -> impl IntoView {
    let rows = review
        .days
        .iter()
        .map(|day| {
            let caution = day.caution.map(|caution| view! { " " <span class="unsure">{format!("({caution})")}</span> });
            view! { <li>{format!("{} weeks: ", day.weeks)}<strong>{day.day.as_str()}</strong>{caution}</li> }
        })
        .collect_view();
    view! {
        <div class="review-days">
            <p>{format!("From {}:", review.start)}</p>
            <ul>{rows}</ul>
            <p>
                <a href=review.calendar.as_str()>"Put these days into your calendar"</a>
                ". The file names no family."
            </p>
        </div>
    }
}

/// Sources as a list of titles with their dates.
#[component]
pub(super) fn SourceList<'a>(sources: &'a [(String, String, String)]) -> impl IntoView {
    let rows = sources
        .iter()
        .map(|(title, address, date)| view! { <li><WebLink address words=title.clone() />", "{date.as_str()}</li> })
        .collect_view();
    (!sources.is_empty()).then(|| view! { <ul class="sources">{rows}</ul> })
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, PathwayPage, ReviewDay, ReviewDays},
    };

    fn page() -> PathwayPage {
        PathwayPage {
            lead: "Early help.".to_owned(),
            consent: "Ask first.".to_owned(),
            steps: vec![("Assess".to_owned(), "With the family.".to_owned(), vec!["Use a form.".to_owned()])],
            weeks: Some((6, 12)),
            start: String::new(),
            review: None,
            record: Some(("A copy goes to".to_owned(), "record@example.org".to_owned(), "Confirm it.".to_owned())),
            protection: ("Do not wait.".to_owned(), vec![samples::urgent_line()]),
            sources: Vec::new(),
        }
    }

    fn rendered(page: &PathwayPage) -> String {
        crate::pathway(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("pathway", &rendered(&page()));
    }

    #[test]
    fn the_address_for_records_is_words_with_a_caution_and_no_link() {
        let html = rendered(&page());
        assert!(html.contains("record@example.org") && html.contains("Confirm it."));
        assert!(!html.contains("mailto:"), "{html}");
    }

    #[test]
    fn the_days_of_review_stand_with_their_calendar() {
        let day = ReviewDay { weeks: 6, day: "Thursday 7 January 2027".to_owned(), caution: Some("a bank holiday") };
        let review = ReviewDays { start: "today".to_owned(), days: vec![day], calendar: "/x.ics".to_owned() };
        let html = rendered(&PathwayPage { review: Some(Ok(review)), ..page() });
        assert!(html.contains("Thursday 7 January 2027") && html.contains("(a bank holiday)"), "{html}");
        assert!(html.contains("href=\"/x.ics\""));
    }

    #[test]
    fn a_start_that_is_no_day_is_told_at_its_field_and_cannot_attack() {
        let html = rendered(&PathwayPage {
            start: ATTACK.to_owned(),
            review: Some(Err("Choose a day.".to_owned())),
            ..page()
        });
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("Choose a day."), "{html}");
        assert!(!html.contains(ATTACK), "{html}");
    }
}
