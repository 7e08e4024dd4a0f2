//! A hub or centre with what somebody who goes there asks.

use super::{
    access::AccessList,
    card::{Card, UNCONFIRMED, result_id},
    shape::KindMark,
    visit::Directions,
    week::{BriefWeek, DoorWords},
};
use crate::model::{DoorState, Hub, PlaceVisit, Site};
use leptos::prelude::*;

/// Hubs with all that is known of each.
#[component]
pub(crate) fn HubList<'a>(site: &'a Site, hubs: &'a [Hub]) -> impl IntoView {
    let cards = hubs
        .iter()
        .map(|hub| {
            view! {
                <li class="card" id=result_id(&hub.listing)>
                    <Card site listing=&hub.listing />
                    {hub.visit.as_ref().map(|visit| view! { <HubVisit hub visit /> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="cards" role="list">{cards}</ul> }
}

/// What somebody who goes there asks: is it open, can I get in, how do I get there, what is on.
#[component]
fn HubVisit<'a>(hub: &'a Hub, visit: &'a PlaceVisit) -> impl IntoView {
    let says_how_to_get_in = !visit.access.is_empty() || !visit.accessibility.is_empty();
    view! {
        <dl class="going">
            {(hub.door.state != DoorState::Unknown).then(|| view! {
                <div>
                    <dt>"Open"</dt>
                    <dd><DoorWords door=&hub.door /></dd>
                </div>
            })}
            {says_how_to_get_in.then(|| view! {
                <div>
                    <dt>"Getting in"</dt>
                    <dd><AccessList access=&visit.access />{visit.accessibility.as_str()}</dd>
                </div>
            })}
            {(!hub.week.is_empty()).then(|| view! {
                <div>
                    <dt>"This week"</dt>
                    <dd><BriefWeek week=&hub.week /></dd>
                </div>
            })}
        </dl>
        <p class="going-links"><a href=visit.url.as_str()>"All that happens at "{visit.name.as_str()}</a></p>
        {(!visit.directions.is_empty()).then(|| view! {
            <details class="card-more screen-only">
                <summary>"Get there"<span class="hidden">": "{visit.name.as_str()}</span></summary>
                <Directions place=visit />
            </details>
        })}
    }
}

/// Hubs as lines of a list: name, place, door.
#[component]
pub(crate) fn HubRows<'a>(hubs: &'a [Hub]) -> impl IntoView {
    let rows = hubs
        .iter()
        .map(|hub| view! { <li class="hub-row" id=result_id(&hub.listing)><HubRow hub /></li> })
        .collect_view();
    view! { <ul class="hub-rows" role="list">{rows}</ul> }
}

#[component]
fn HubRow<'a>(hub: &'a Hub) -> impl IntoView {
    let listing = &hub.listing;
    let number = listing.number.map(|number| view! { <span class="number">{number}</span> " " });
    view! {
        <KindMark kind=&listing.kind />
        <p>
            {number} <a class="hub-row-name" href=listing.url.as_str()>{listing.name.as_str()}</a>
            " "<span class="hub-row-place">{listing.place_words.as_str()}</span>
            " "{hub.visit.is_some().then(|| view! { <DoorWords door=&hub.door /> })}
            {(!listing.confirmed).then(|| view! { " "<span class="unsure">{UNCONFIRMED}</span> })}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, text_of},
        model::{Door, Week},
    };

    #[test]
    fn a_hub_says_whether_it_is_open_what_is_on_and_how_to_get_there() {
        let site = samples::site();
        let hubs = [samples::hub(1)];
        let html = text_of(view! { <HubList site=&site hubs=&hubs /> });
        for words in [
            "id=\"result-1\"",
            "Open now until 5pm",
            "Stay and play",
            "Ramp at the side door",
            "Step-free way in",
            "On foot",
            "(opens a map site)",
            "/places/brookside",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn what_is_not_known_of_a_hub_takes_no_line() {
        let hub = samples::hub(1);
        let visit =
            hub.visit.clone().map(|visit| PlaceVisit { access: Vec::new(), accessibility: String::new(), ..visit });
        let door = Door { words: "Hours not known: ring first".to_owned(), state: DoorState::Unknown };
        let hubs = [Hub { week: Week::default(), visit, door, ..hub }];
        let site = samples::site();
        let html = text_of(view! { <HubList site=&site hubs=&hubs /> });
        assert!(!html.contains("<dt>Open") && !html.contains("Getting in") && !html.contains("This week"), "{html}");
    }

    #[test]
    fn a_hub_whose_place_is_not_known_says_nothing_of_its_door() {
        let hubs = [Hub { visit: None, ..samples::hub(1) }];
        let html = text_of(view! { <HubRows hubs=&hubs /> });
        assert!(!html.contains("Open now"), "{html}");
    }
}
