//! What stands by every search with a place: the nearest Family Hub and the district's team.

use super::{card::UNCONFIRMED, phone};
use crate::{
    markup::{Markup, markup, put},
    model::{Beside, Listing, Site},
};

/// The nearest hub that is known and the district's early help team, with an honest word on each.
pub fn beside<'a>(site: &'a Site, beside: &'a Beside) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<section aria-labelledby="beside-heading" class="beside">"#);
        put!(html, r#"<h2 id="beside-heading">People who can help you start</h2>"#);
        put!(html, (side(site, "Your nearest Family Hub that we know", beside.hub.as_deref(), &beside.hub_words)));
        put!(html, (side(site, "Your early help team", beside.team.as_deref(), &beside.team_words)) "</section>");
    })
}

fn side<'a>(
    site: &'a Site,
    heading: &'static str,
    listing: Option<&'a Listing>,
    words: &'a str,
) -> Option<impl Markup + 'a> {
    if listing.is_none() && words.is_empty() {
        return None;
    }
    Some(markup(move |html| {
        put!(html, r#"<div class="side"><h3>"# (heading) "</h3>");
        if let Some(listing) = listing {
            put!(html, r#"<p class="side-name"><a href=""# (listing.page) (listing.why) r#"">"# (listing.name) "</a>");
            if let Some(distance) = listing.distance {
                put!(html, r#" <span class="distance">"# (distance) "</span>");
            }
            put!(html, "</p>"(listing.phone.as_ref().map(phone::line)));
            if !listing.confirmed {
                put!(html, r#"<p class="trust">"# (UNCONFIRMED) "</p>");
            }
            if listing.unreachable {
                put!(html, (phone::fallback(site)));
            }
        }
        if !words.is_empty() {
            put!(html, "<p>" (words) "</p>");
        }
        put!(html, "</div>");
    }))
}
