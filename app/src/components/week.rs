//! When doors are open and what happens on which day.

use crate::model::{Day, Door, DoorState, Session, Week};
use leptos::{either::Either, prelude::*};

/// Whether a door is open: words with a mark that is more than a colour.
#[component]
pub(crate) fn DoorWords<'a>(door: &'a Door) -> impl IntoView {
    let class = match door.state {
        DoorState::Open => "door-words door-open",
        DoorState::Shut => "door-words door-shut",
        DoorState::Unknown => "door-words door-unknown",
    };
    view! { <span class=class>{door.words.as_str()}</span> }
}

/// The week as a table of days, today first; `None` when nothing is known to happen.
#[component]
pub(crate) fn WeekTable<'a>(week: &'a Week) -> impl IntoView {
    let rows = week
        .days
        .iter()
        .map(|day| {
            view! {
                <tr class:today=day.today>
                    <th scope="row"><DayName day /> <BankHolidayNote day /></th>
                    <td>
                        {if day.sessions.is_empty() {
                            Either::Left("Nothing that we know of")
                        } else {
                            Either::Right(view! { <SessionList sessions=&day.sessions /> })
                        }}
                    </td>
                </tr>
            }
        })
        .collect_view();
    (!week.is_empty()).then(|| {
        view! {
            <table class="week">
                <caption class="hidden">"The next seven days"</caption>
                <tbody>{rows}</tbody>
            </table>
            <UndatedSessions week />
        }
    })
}

/// The week as days that fold, today unfolded; `None` when nothing is known to happen.
#[component]
pub(crate) fn FoldedWeek<'a>(week: &'a Week) -> impl IntoView {
    let days = week
        .days
        .iter()
        .filter(|day| !day.sessions.is_empty())
        .enumerate()
        .map(|(at, day)| {
            view! {
                <details class="day" open=at == 0>
                    <summary>
                        <DayName day /> " " <span class="count">{count_words(day.sessions.len())}</span>
                    </summary>
                    <BankHolidayNote day />
                    <SessionList sessions=&day.sessions />
                </details>
            }
        })
        .collect_view();
    (!week.is_empty()).then(|| view! { <div class="days">{days}</div> <UndatedSessions week /> })
}

/// The days on which something happens, for a card.
#[component]
pub(crate) fn BriefWeek<'a>(week: &'a Week) -> impl IntoView {
    let days = week
        .days
        .iter()
        .filter(|day| !day.sessions.is_empty())
        .map(|day| view! { <li><strong><DayName day /></strong> <BankHolidayNote day /> <SessionList sessions=&day.sessions /></li> })
        .collect_view();
    (!week.is_empty()).then(|| view! { <ul class="brief-week" role="list">{days}</ul> <UndatedSessions week /> })
}

#[component]
fn DayName<'a>(day: &'a Day) -> impl IntoView {
    let date = format!("{}, {}", day.name, day.date);
    if day.today {
        Either::Left(view! { <span class="day-name">"Today " <small>{date}</small></span> })
    } else {
        Either::Right(
            view! { <span class="day-name">{day.name.as_str()} " " <small>{day.date.as_str()}</small></span> },
        )
    }
}

#[component]
fn BankHolidayNote<'a>(day: &'a Day) -> impl IntoView {
    day.holiday.then(|| view! { <p class="unsure">"Bank holiday: times may be different. Ring first."</p> })
}

fn count_words(sessions: usize) -> String {
    if sessions == 1 { "1 thing".to_owned() } else { format!("{sessions} things") }
}

#[component]
fn UndatedSessions<'a>(week: &'a Week) -> impl IntoView {
    (!week.undated.is_empty()).then(|| {
        view! {
            <div class="undated">
                <p><strong>"Days not known"</strong></p>
                <SessionList sessions=&week.undated />
            </div>
        }
    })
}

#[component]
fn SessionList<'a>(sessions: &'a [Session]) -> impl IntoView {
    let rows = sessions.iter().map(|session| view! { <li><SessionWords session /></li> }).collect_view();
    view! { <ul class="sessions" role="list">{rows}</ul> }
}

#[component]
fn SessionWords<'a>(session: &'a Session) -> impl IntoView {
    let times = if session.times.is_empty() { "Time not known" } else { session.times.as_str() };
    let place = session.place.as_ref().map(|(name, url)| view! { ", " <a href=url.as_str()>{name.as_str()}</a> });
    let mut notes: Vec<String> = Vec::new();
    if !session.every.is_empty() {
        notes.push(if session.certain { session.every.clone() } else { format!("{}: ask which", session.every) });
    }
    notes.extend((!session.note.is_empty()).then(|| session.note.clone()));
    view! {
        <strong class="session-times">{times}</strong> " "
        <a href=session.url.as_str()>{session.name.as_str()}</a> {place}
        {(!notes.is_empty()).then(|| view! { " " <span class="hours-note">{notes.join("; ")}</span> })}
        {(!session.confirmed).then(|| view! { " " <span class="unsure">"(not confirmed)"</span> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    fn shown(week: &Week) -> [String; 3] {
        [
            text_of(view! { <WeekTable week /> }),
            text_of(view! { <FoldedWeek week /> }),
            text_of(view! { <BriefWeek week /> }),
        ]
    }

    #[test]
    fn today_is_marked_and_what_is_unsure_says_so() {
        for html in shown(&samples::week()) {
            assert!(html.contains("Today <small>Thursday, 26 November</small>"), "{html}");
            assert!(
                html.contains("9am to 11am</strong> <a href=\"/services/stay-and-play\">Stay and play</a>"),
                "{html}"
            );
            assert!(html.contains("every other week: ask which"), "{html}");
            assert!(html.contains("(not confirmed)"), "{html}");
            assert!(html.contains("Bank holiday: times may be different. Ring first."), "{html}");
        }
        assert!(shown(&samples::week())[0].contains("<tr class=\"today\">"));
    }

    #[test]
    fn a_week_of_which_nothing_is_known_is_not_drawn() {
        assert_eq!(shown(&Week::default()), ["", "", ""]);
    }

    #[test]
    fn no_field_of_a_session_can_be_used_to_attack() {
        let mut week = samples::week();
        let session = &mut week.days[0].sessions[0];
        for field in [&mut session.name, &mut session.url, &mut session.times, &mut session.every, &mut session.note] {
            *field = ATTACK.to_owned();
        }
        session.place = Some((ATTACK.to_owned(), ATTACK.to_owned()));
        for html in shown(&week) {
            assert!(!html.contains("<script>alert"), "{html}");
        }
    }
}
