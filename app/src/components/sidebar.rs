//! Whom to begin with, by every search with a place: the nearest Family Hub and the district's team.

use super::{card::TrustMark, ways::ListingWays};
use crate::model::{Listing, NearestHelp, Site};
use leptos::prelude::*;

/// The nearest hub that is known and the district's early help team, with an honest word on each.
#[component]
pub(crate) fn Sidebar<'a>(site: &'a Site, help: &'a NearestHelp) -> impl IntoView {
    view! {
        <section class="beside" aria-labelledby="beside-heading">
            <h2 id="beside-heading">"People who can help you start"</h2>
            <SidebarPart
                site
                heading={if help.hub.is_some() { "Your nearest Family Hub that we know" } else { "Family Hubs" }}
                listing=help.hub.as_deref()
                words=&help.hub_words
            />
            <SidebarPart site heading="Your early help team" listing=help.team.as_deref() words=&help.team_words />
        </section>
    }
}

#[component]
fn SidebarPart<'a>(
    site: &'a Site,
    heading: &'static str,
    listing: Option<&'a Listing>,
    words: &'a str,
) -> Option<impl IntoView> {
    if listing.is_none() && words.is_empty() {
        return None;
    }
    let listing = listing.map(|listing| {
        view! {
            <p class="side-name">
                <a href=listing.url.as_str()>{listing.name.as_str()}</a>
                {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
            </p>
            <p class="card-facts"><TrustMark listing /></p>
            <ListingWays site listing />
        }
    });
    Some(view! {
        <div class="side">
            <h3>{heading}</h3>
            {listing}
            {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
        </div>
    })
}
