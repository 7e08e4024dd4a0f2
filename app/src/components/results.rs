//! A group of results with its own 'more'.

use super::card::CardList;
use crate::{
    model::{ResultGroup, Site},
    words,
};
use leptos::prelude::*;

/// One group under a heading of the second level; nothing when it has nothing to say.
#[component]
pub(crate) fn ResultSection<'a>(
    site: &'a Site,
    /// The id of its heading.
    id: &'static str,
    heading: &'static str,
    /// The end of "Show more …".
    more: &'static str,
    group: &'a ResultGroup,
) -> Option<impl IntoView> {
    let elsewhere = group.listings.is_empty() && group.more.is_some();
    if group.listings.is_empty() && group.empty.is_none() && !elsewhere {
        return None;
    }
    let back =
        group.back.as_deref().map(|to| view! { <a class="button quiet" href=to rel="prev">"Show the ones before"</a> });
    let next = group.more.as_deref().map(|to| {
        // A page of the other group alone: this one is a link away.
        let words = if elsewhere {
            format!("Show {} {more}", words::services(group.total))
        } else {
            format!("Show more {more}")
        };
        view! { <a class="button" href=to rel="next">{words}</a> }
    });
    let pages = (back.is_some() || next.is_some()).then(|| view! { <p class="pages">{back}" "{next}</p> });
    Some(view! {
        <section class="group" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            {count_words(group).map(|words| view! { <p class="count">{words}</p> })}
            {group.empty.as_deref().map(|why| view! { <p class="empty">{why}</p> })}
            {(!group.listings.is_empty()).then(|| view! { <CardList site listings=&group.listings /> })}
            {pages}
        </section>
    })
}

/// "12 services", "11 to 20 of 34 services"; nothing for an empty group.
fn count_words(group: &ResultGroup) -> Option<String> {
    let shown = group.listings.len();
    if shown == 0 {
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
}
