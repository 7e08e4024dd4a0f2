//! What stands by every search with a place: the nearest Family Hub and the district's team.

use super::phone;
use crate::model::{Beside, Listing, Site};
use leptos::prelude::*;

/// The nearest hub that is known and the district's early help team, with an honest word on each.
pub fn beside<'a>(site: &'a Site, beside: &'a Beside) -> impl IntoView + 'a {
    view! {
        <section class="beside" aria-labelledby="beside-heading">
            <h2 id="beside-heading">"People who can help you start"</h2>
            {side(site, "Your nearest Family Hub that we know", beside.hub.as_deref(), &beside.hub_words)}
            {side(site, "Your early help team", beside.team.as_deref(), &beside.team_words)}
        </section>
    }
}

fn side<'a>(
    site: &'a Site,
    heading: &'static str,
    listing: Option<&'a Listing>,
    words: &'a str,
) -> Option<impl IntoView + 'a> {
    if listing.is_none() && words.is_empty() {
        return None;
    }
    Some(view! {
        <div class="side">
            <h3>{heading}</h3>
            {listing.map(|listing| view! {
                <p class="side-name">
                    <a href=listing.url.as_str()>{listing.name.as_str()}</a>
                    {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
                </p>
                {listing.phone.as_ref().map(phone::line)}
                {(!listing.confirmed).then_some(view! { <p class="trust">{super::card::UNCONFIRMED}</p> })}
                {listing.unreachable.then(|| phone::fallback(site))}
            })}
            {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
        </div>
    })
}
