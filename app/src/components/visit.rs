//! A building one can go to, and when.

use super::{
    access::AccessList,
    icon::{self, Icon},
};
use crate::model::{OpeningTime, PlaceVisit};
use leptos::prelude::*;

/// Opening times; what is not confirmed says so. Nothing when none is known. A note that all of them have stands
/// once, below.
#[component]
pub(crate) fn OpeningHours<'a>(hours: &'a [OpeningTime]) -> impl IntoView {
    let shared = match hours {
        [first, second @ ..] if !second.is_empty() && second.iter().all(|time| time.note == first.note) => {
            first.note.as_str()
        }
        _ => "",
    };
    let rows = hours
        .iter()
        .map(|time| {
            let unsure = (!time.confirmed).then(|| view! { " " <span class="unsure">"(not confirmed)"</span> });
            let times = if time.times.is_empty() { "times not known" } else { time.times.as_str() };
            view! {
                <li>
                    {(!time.days.is_empty()).then(|| view! { <strong>{time.days.as_str()}</strong> ": " })} {times} {unsure}
                    {(!time.note.is_empty() && shared.is_empty()).then(|| view! { <span class="hours-note">" "{time.note.as_str()}</span> })}
                </li>
            }
        })
        .collect_view();
    (!hours.is_empty()).then(|| {
        view! {
            <ul class="hours-list">{rows}</ul>
            {(!shared.is_empty()).then(|| view! { <p class="hours-note">{shared}</p> })}
        }
    })
}

/// Address, way in and directions.
#[component]
pub(crate) fn Address<'a>(place: &'a PlaceVisit) -> impl IntoView {
    let lines = place.address.iter().map(|line| view! { <span>{line.as_str()}</span> }).collect_view();
    view! {
        {(!place.address.is_empty()).then(|| view! { <p class="address">{lines}</p> })}
        {(!place.confirmed).then(|| view! { <p class="unsure">"This address is not confirmed. Ring before you go."</p> })}
        <AccessList access=&place.access />
        {(!place.accessibility.is_empty()).then(|| view! { <p>"Getting in: "{place.accessibility.as_str()}</p> })}
        <Directions place />
    }
}

/// The same place on map sites that somebody may know better, folded.
#[component]
fn OtherMaps<'a>(place: &'a PlaceVisit) -> impl IntoView {
    let links = place
        .other_maps
        .iter()
        .map(|site| view! { <li><a href=site.url.as_str() rel="noreferrer">{site.by.as_str()}</a></li> })
        .collect_view();
    (!place.other_maps.is_empty()).then(|| {
        view! {
            <details class="filters other-maps screen-only">
                <summary>"Use another map"<span class="hidden">{format!(" to {}", place.name)}</span></summary>
                <ul>{links}</ul>
            </details>
        }
    })
}

/// Links to directions on a map site; nothing when none is known.
#[component]
pub(crate) fn Directions<'a>(place: &'a PlaceVisit) -> impl IntoView {
    let links = place
        .directions
        .iter()
        .map(|way| {
            view! {
                <li>
                    <a class="button quiet" href=way.url.as_str() rel="noreferrer">
                        <Icon shape=icon::PIN />
                        <span>
                            {way.by.as_str()} <span class="hidden">{format!(" to {} (opens a map site)", place.name)}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    (!place.directions.is_empty()).then(|| {
        view! {
            <ul class="ways" role="list">{links}</ul>
            <p class="ways-note" aria-hidden="true">"These open a map site."</p>
            <OtherMaps place />
        }
    })
}
