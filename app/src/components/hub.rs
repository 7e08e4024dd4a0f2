//! A hub or centre with what somebody who goes there asks.

use super::{
    card::{self, UNCONFIRMED},
    shape::mark,
    visit, week,
};
use crate::model::{Hub, Site};
use leptos::prelude::*;

/// Hubs with all that is known of each.
pub fn cards(site: &Site, hubs: &[Hub]) -> AnyView {
    let cards = hubs
        .iter()
        .map(|hub| {
            view! {
                <li class="card" id=card::anchor(&hub.listing)>
                    {card::body(site, &hub.listing)}
                    {hub.visit.is_some().then(|| going(hub))}
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="cards" role="list">{cards}</ul> }.into_any()
}

/// What somebody who goes there asks: is it open, can I get in, how do I get there, what is on.
fn going(hub: &Hub) -> AnyView {
    let visit = hub.visit.as_ref();
    let steps = visit.map(|visit| visit.accessibility.as_str()).filter(|words| !words.is_empty());
    let unknown = match (steps, hub.week.is_empty()) {
        (None, true) => Some("Step-free, this week"),
        (None, false) => Some("Step-free"),
        (Some(_), true) => Some("This week"),
        (Some(_), false) => None,
    };
    let ways = visit.and_then(|visit| visit::ways(visit));
    let all = visit.map(|visit| {
        view! { <p><a href=visit.url.as_str()>"All that happens at "{visit.name.as_str()}</a></p> }
    });
    view! {
        <dl class="going">
            <div>
                <dt>"Open"</dt>
                <dd>{week::door(&hub.door)}</dd>
            </div>
            {steps.map(|words| view! {
                <div>
                    <dt>"Step-free"</dt>
                    <dd>{words}</dd>
                </div>
            })}
            {(!hub.week.is_empty()).then(|| view! {
                <div>
                    <dt>"This week"</dt>
                    <dd>{week::brief(&hub.week)}</dd>
                </div>
            })}
            {unknown.map(|what| view! {
                <div>
                    <dt>{what}</dt>
                    <dd>"Not known: ask when you ring"</dd>
                </div>
            })}
            {ways.map(|ways| view! {
                <div class="screen-only">
                    <dt>"Get there"</dt>
                    <dd>{ways}</dd>
                </div>
            })}
        </dl>
        {all}
    }
    .into_any()
}

/// Hubs as lines of a list: name, place, door.
pub fn rows(hubs: &[Hub]) -> AnyView {
    let rows = hubs
        .iter()
        .map(|hub| view! { <li class="hub-row" id=card::anchor(&hub.listing)>{row(hub)}</li> })
        .collect_view();
    view! { <ul class="hub-rows" role="list">{rows}</ul> }.into_any()
}

fn row(hub: &Hub) -> impl IntoView {
    let listing = &hub.listing;
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    view! {
        {mark(&listing.kind)}
        <p>
            {number} <a class="hub-row-name" href=listing.url()>{listing.name.as_str()}</a>
            " "<span class="hub-row-place">{listing.place_words.as_str()}</span>
            " "{hub.visit.is_some().then(|| week::door(&hub.door))}
            {(!listing.confirmed).then_some(view! { " "<span class="unsure">{UNCONFIRMED}</span> })}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, text_of},
        model::{Door, DoorState, PlaceVisit, Week},
    };

    #[test]
    fn a_hub_says_whether_it_is_open_what_is_on_and_how_to_get_there() {
        let html = text_of(cards(&samples::site(), &[samples::hub(1)]));
        for words in [
            "id=\"result-1\"",
            "Open now until 5pm",
            "Stay and play",
            "Ramp at the side door",
            "On foot",
            "(opens a map site)",
            "/places/brookside",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_hub_is_said() {
        let hub = samples::hub(1);
        let visit = hub.visit.clone().map(|visit| PlaceVisit { accessibility: String::new(), ..visit });
        let door = Door { words: "Hours not known: ring first".to_owned(), state: DoorState::Unknown };
        let html = text_of(cards(&samples::site(), &[Hub { week: Week::default(), visit, door, ..hub }]));
        assert!(html.contains("Hours not known: ring first"), "{html}");
        assert!(html.contains("Step-free, this week") && html.contains("Not known: ask when you ring"), "{html}");
    }

    #[test]
    fn a_hub_whose_place_is_not_known_says_nothing_of_its_door() {
        let html = text_of(rows(&[Hub { visit: None, ..samples::hub(1) }]));
        assert!(!html.contains("Open now"), "{html}");
    }
}
