//! Results as dense rows, for somebody who reads many in a conversation: one row a service, with
//! a box that puts it on the shortlist.

use super::{card, shape::mark};
use crate::{
    model::{Listing, Site},
    words,
};
use leptos::prelude::*;

/// A list of rows. `saved` are the services whose boxes are ticked.
pub fn list<'a>(site: &'a Site, listings: &[&'a Listing], saved: &'a [String]) -> impl IntoView + use<'a> {
    let rows = listings.iter().map(|listing| view! { <li class="row">{row(site, listing, saved)}</li> }).collect_view();
    view! { <ul class="rows" role="list">{rows}</ul> }
}

fn row<'a>(site: &'a Site, listing: &'a Listing, saved: &'a [String]) -> impl IntoView + 'a {
    let ticked = saved.iter().any(|id| listing.id == id.as_str());
    let mut facts = vec![listing.kind.label.to_string(), listing.place_words.clone(), words::ages(listing.ages)];
    facts.extend(words::referral(&listing.referral).map(|ways| format!("Ask: {ways}")));
    facts.extend((!listing.levels.is_empty()).then(|| levels(&listing.levels)));
    facts.extend((!listing.cost.is_empty()).then(|| listing.cost.clone()));
    facts.retain(|fact| !fact.is_empty());
    view! {
        <label class="row-tick">
            <input type="checkbox" name="ids" value=listing.id.as_str() checked=ticked />
            <span class="hidden">"Save "{listing.name.as_str()}</span>
        </label>
        <div class="row-main">
            <h4 class="row-name">
                {mark(&listing.kind)} <a href=listing.url()>{listing.name.as_str()}</a>
                {listing.distance.map(|distance| view! { " " <span class="distance">{distance.words()}</span> })}
            </h4>
            <p class="row-facts">{facts.join(" · ")}</p>
            <p class="row-more">
                {(!listing.serves.is_empty())
                    .then(|| view! { <span class="serves">{format!("For: {}", listing.serves.join(", "))}</span> })}
                {(!listing.confirmed).then_some(view! { <span class="unsure">{card::UNCONFIRMED}</span> })}
            </p>
        </div>
        <div class="row-reach">{card::reach(site, listing)}</div>
    }
}

/// "Level 2", "Levels 2 and 3".
fn levels(levels: &[u8]) -> String {
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
        text_of(list(&samples::site(), &[listing], saved))
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
        assert!(!html.contains(card::UNCONFIRMED));
    }

    #[test]
    fn a_service_on_the_shortlist_is_ticked() {
        assert!(!rows(&samples::listing(1), &["another".to_owned()]).contains("checked"));
        assert!(rows(&samples::listing(1), &["brookside-family-hub".to_owned()]).contains("checked"));
    }

    #[test]
    fn what_is_not_confirmed_says_so_in_a_row_too() {
        let html = rows(&samples::attacked_listing(), &[]);
        assert!(html.contains(card::UNCONFIRMED) && html.contains(phone::NOT_CONFIRMED), "{html}");
        assert!(!html.contains(ATTACK) && !html.contains("<script>"), "{html}");
    }
}
