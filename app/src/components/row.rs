//! Results as dense rows, for somebody who reads many in a conversation: one row a service, with
//! a box that puts it on the shortlist.

use super::{
    card::{ContactWay, UNCONFIRMED},
    shape::KindMark,
};
use crate::{
    model::{Listing, Site},
    words,
};
use leptos::prelude::*;

/// A list of rows. `saved` are the services whose boxes are ticked.
#[component]
pub(crate) fn RowList<'a>(site: &'a Site, listings: Vec<&'a Listing>, saved: &'a [String]) -> impl IntoView {
    let rows = listings
        .into_iter()
        .map(|listing| {
            let ticked = saved.iter().any(|id| listing.id == id.as_str());
            view! { <li class="row"><Row site listing ticked /></li> }
        })
        .collect_view();
    view! { <ul class="rows" role="list">{rows}</ul> }
}

#[component]
fn Row<'a>(site: &'a Site, listing: &'a Listing, ticked: bool) -> impl IntoView {
    let mut facts = vec![listing.kind.label.clone(), listing.place_words.clone(), words::ages(listing.ages)];
    facts.extend(words::referral(&listing.referral).map(|ways| format!("Ask: {ways}")));
    facts.extend((!listing.levels.is_empty()).then(|| level_words(&listing.levels)));
    facts.extend((!listing.cost.is_empty()).then(|| listing.cost.clone()));
    facts.retain(|fact| !fact.is_empty());
    view! {
        <label class="row-tick">
            <input type="checkbox" name="ids" value=listing.id.as_str() checked=ticked />
            <span class="hidden">"Save "{listing.name.as_str()}</span>
        </label>
        <div class="row-main">
            <h4 class="row-name">
                <KindMark kind=&listing.kind /> <a href=listing.url.as_str()>{listing.name.as_str()}</a>
                {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
            </h4>
            <p class="row-facts">{facts.join(" · ")}</p>
            <p class="row-more">
                {(!listing.serves.is_empty())
                    .then(|| view! { <span class="serves">{format!("For: {}", listing.serves.join(", "))}</span> })}
                {(!listing.confirmed).then(|| view! { <span class="unsure">{UNCONFIRMED}</span> })}
            </p>
        </div>
        <div class="row-reach"><ContactWay site listing /></div>
    }
}

/// "Level 2", "Levels 2 and 3".
fn level_words(levels: &[u8]) -> String {
    let numbers: Vec<String> = levels.iter().map(u8::to_string).collect();
    match numbers.as_slice() {
        [one] => format!("Level {one}"),
        [some @ .., last] => format!("Levels {} and {last}", some.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::{
        phone,
        samples::{self, ATTACK, text_of},
    };

    fn rows(listing: &Listing, saved: &[String]) -> String {
        let site = samples::site();
        text_of(view! { <RowList site=&site listings=vec![listing] saved /> })
    }

    #[test]
    fn a_row_says_who_where_for_whom_and_the_number() {
        let html = rows(&samples::listing(1), &[]);
        for words in [
            "Brookside Family Hub",
            "0.8 miles",
            "Ages 0 to 19",
            "Ask: you yourself, a parent or carer",
            "Levels 1 and 2",
            "href=\"tel:01905520032\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains(UNCONFIRMED));
    }

    #[test]
    fn a_service_on_the_shortlist_is_ticked() {
        assert!(!rows(&samples::listing(1), &["another".to_owned()]).contains("checked"));
        assert!(rows(&samples::listing(1), &["brookside-family-hub".to_owned()]).contains("checked"));
    }

    #[test]
    fn what_is_not_confirmed_says_so_in_a_row_too() {
        let html = rows(&samples::attacked_listing(), &[]);
        assert!(html.contains(UNCONFIRMED) && html.contains(phone::NOT_CONFIRMED), "{html}");
        assert!(!html.contains(ATTACK) && !html.contains("<script>"), "{html}");
    }
}
