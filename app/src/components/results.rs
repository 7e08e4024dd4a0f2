//! A group of results with its own 'more'.

use super::{
    card::{Card, result_id},
    sidebar::Sidebar,
};
use crate::{
    model::{Listing, NearestHelp, ResultGroup, Site},
    words,
};
use leptos::prelude::*;

/// How many cards stand before the people who can help somebody start.
const BEFORE_HELP: usize = 3;

/// One group under a heading of the second level; nothing when it has nothing to say. What is further away than
/// near stands under a heading of its own, and what is known by little more than its name in one card.
#[component]
pub(crate) fn ResultSection<'a>(
    site: &'a Site,
    /// The id of its heading.
    id: &'static str,
    heading: &'static str,
    /// The end of "Show more …".
    more: &'static str,
    group: &'a ResultGroup,
    /// Whom to begin with, after the first cards.
    #[prop(optional_no_strip)]
    help: Option<&'a NearestHelp>,
) -> Option<impl IntoView> {
    let elsewhere = group.listings.is_empty() && group.lifted == 0 && group.more.is_some();
    if group.listings.is_empty() && group.empty.is_none() && group.more.is_none() {
        return None;
    }
    let (names, known): (Vec<&Listing>, Vec<&Listing>) =
        group.listings.iter().partition(|listing| listing.is_name_only());
    // One alone keeps its card.
    let (names, known) = if names.len() > 1 { (names, known) } else { (Vec::new(), group.listings.iter().collect()) };
    let (far, near): (Vec<&Listing>, Vec<&Listing>) = known.into_iter().partition(|listing| listing.is_far());
    let mut first = near;
    let rest = first.split_off(first.len().min(BEFORE_HELP));
    let nothing_near = first.is_empty() && names.is_empty() && !far.is_empty();
    let pages = view! { <PageLinks group more elsewhere /> };
    let far = (!far.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby=format!("{id}-far")>
                <h2 id=format!("{id}-far")>"Further away"</h2>
                <Cards site listings=far />
            </section>
        }
    });
    Some(view! {
        <section class="group" aria-labelledby=id>
            <h2 id=id>
                {heading}
                {count_words(group).map(|words| view! { " "<span class="count">{words}</span> })}
            </h2>
            {group.empty.as_deref().map(|why| view! { <p class="empty">{why}</p> })}
            {nothing_near.then(|| view! { <p class="empty">"We know none within ten miles."</p> })}
            {(!first.is_empty()).then(|| view! { <Cards site listings=first /> })}
            {help.map(|help| view! { <Sidebar site help /> })}
            {(!rest.is_empty()).then(|| view! { <Cards site listings=rest /> })}
            {(!names.is_empty()).then(|| view! { <NamesCard site listings=names /> })}
        </section>
        {far}
        {pages}
    })
}

#[component]
fn Cards<'a>(site: &'a Site, listings: Vec<&'a Listing>) -> impl IntoView {
    let cards = listings
        .iter()
        .map(|listing| view! { <li class="card" id=result_id(listing)><Card site listing /></li> })
        .collect_view();
    view! { <ul class="cards" role="list">{cards}</ul> }
}

/// Services of which no source says where they are or how to reach them, in one card.
#[component]
fn NamesCard<'a>(site: &'a Site, listings: Vec<&'a Listing>) -> impl IntoView {
    let names = listings
        .iter()
        .map(|listing| view! { <li><a href=listing.url.as_str()>{listing.name.as_str()}</a></li> })
        .collect_view();
    view! {
        <div class="card names-card">
            <h3 class="card-name">{format!("{} more that we know by name only", listings.len())}</h3>
            <ul class="names" role="list">{names}</ul>
            <p class="ask">"Their own numbers are not known. Ring "{site.fallback_label.as_str()}":"<span class="paper-only">" "{site.fallback.printed.as_str()}</span></p>
            <p class="acts">
                <a class="button" href=format!("tel:{}", site.fallback.digits)>"Ring "{site.fallback.printed.as_str()}</a>
            </p>
        </div>
    }
}

/// The ways to the cards before and after these.
#[component]
fn PageLinks<'a>(group: &'a ResultGroup, more: &'static str, elsewhere: bool) -> Option<impl IntoView> {
    let back =
        group.back.as_deref().map(|to| view! { <a class="button quiet" href=to rel="prev">"Show the ones before"</a> });
    let next = group.more.as_deref().map(|to| {
        // A page of the other group alone: this one is a link away.
        let words = if elsewhere {
            format!("Show {} {more}", words::services(group.total))
        } else {
            format!("Show more {more}")
        };
        view! { <a class="button quiet" href=to rel="next">{words}</a> }
    });
    (back.is_some() || next.is_some()).then(|| view! { <p class="pages">{back}" "{next}</p> })
}

/// "12 services", "11 to 20 of 34 services"; nothing for an empty group.
fn count_words(group: &ResultGroup) -> Option<String> {
    let shown = group.listings.len();
    // Those that stand above are counted in the total of the page.
    if shown == 0 || group.lifted > 0 {
        return None;
    }
    let all = words::services(group.total);
    Some(if shown >= group.total { all } else { format!("{} to {} of {all}", group.first + 1, group.first + shown) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    fn section(group: &ResultGroup) -> String {
        let site = samples::site();
        text_of(view! { <ResultSection site=&site id="near" heading="Near you" more="near you" group /> })
    }

    #[test]
    fn a_group_says_where_it_is_and_offers_the_rest() {
        let part = ResultGroup {
            listings: vec![samples::listing(11), samples::listing(12)],
            total: 34,
            first: 10,
            more: Some("/search?page=3".to_owned()),
            ..ResultGroup::default()
        };
        let html = section(&part);
        assert!(html.contains("11 to 12 of 34 services"), "{html}");
        assert!(html.contains("href=\"/search?page=3\""));
        assert!(html.contains("Show more near you"));
        assert!(!html.contains("before"));
    }

    #[test]
    fn an_empty_group_says_why() {
        let part = ResultGroup { empty: Some("Nothing is within 2 miles.".to_owned()), ..ResultGroup::default() };
        assert!(section(&part).contains("Nothing is within 2 miles."));
        assert!(section(&ResultGroup::default()).is_empty());
    }

    #[test]
    fn what_is_far_is_not_called_near() {
        let far = samples::listing_with(|listing| {
            listing.name = "Basement Project".to_owned();
            listing.distance = None;
            listing.about_miles = Some(18);
        });
        let group = ResultGroup { listings: vec![samples::listing(1), far], total: 2, ..ResultGroup::default() };
        let html = section(&group);
        let (near, further) = html.split_once("Further away").unwrap();
        assert!(near.contains("Brookside") && !near.contains("Basement"), "{html}");
        assert!(further.contains("About 18 miles"), "{html}");
    }

    #[test]
    fn names_alone_fold_into_one_card() {
        let listings = vec![samples::unreachable_listing(), samples::unreachable_listing(), samples::listing(1)];
        let html = section(&ResultGroup { listings, total: 3, ..ResultGroup::default() });
        assert!(html.contains("2 more that we know by name only"), "{html}");
        assert!(html.contains("Their own numbers are not known.") && !html.contains("Its own number"), "{html}");
        let one = ResultGroup { listings: vec![samples::unreachable_listing()], total: 1, ..ResultGroup::default() };
        assert!(!section(&one).contains("by name only"));
    }

    #[test]
    fn whom_to_begin_with_stands_after_the_third_card() {
        let (site, help) = (samples::site(), samples::nearest_help());
        let listings = (1..6).map(samples::listing).collect();
        let group = ResultGroup { listings, total: 5, ..ResultGroup::default() };
        let html = text_of(view! {
            <ResultSection site=&site id="near" heading="Near you" more="near you" group=&group help=Some(&help) />
        });
        let (before, after) = html.split_once("People who can help you start").unwrap();
        assert_eq!((before.matches("id=\"result-").count(), after.matches("id=\"result-").count()), (3, 2));
    }
}
