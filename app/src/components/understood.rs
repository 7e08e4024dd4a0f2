//! What a search understood, what it left out, and what its filters hide.

use super::{
    icon::{self, Icon},
    phone::PhoneLink,
};
use crate::{
    model::{Alone, Chip, HiddenBy, Ignored, PlaceUnderstood, SearchPage},
    words,
};
use leptos::prelude::*;

/// Chips, each a link to the same search without it.
#[component]
pub(crate) fn ChipList<'a>(chips: &'a [Chip]) -> Option<impl IntoView> {
    if chips.is_empty() {
        return None;
    }
    let items = chips
        .iter()
        .map(|chip| {
            view! {
                <li>
                    <a class="chip" href=chip.remove.as_str()>
                        <span>{chip.label.as_str()}</span>
                        <span class="hidden">" (take this away)"</span>
                        <Icon shape=icon::CROSS />
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <div class="chips">
            <h2 class="hidden">"What we looked for"</h2>
            <ul role="list">{items}</ul>
        </div>
    })
}

/// All that has to be said about how the search was read.
#[component]
pub(crate) fn SearchNotes<'a>(page: &'a SearchPage) -> impl IntoView {
    let spelling = page
        .spelling
        .iter()
        .map(|word| {
            view! {
                <p class="note">
                    "We looked for “"{word.meant.as_str()}"”. "
                    <a href=word.instead.as_str()>{format!("Look for “{}” instead", word.typed)}</a>
                </p>
            }
        })
        .collect_view();
    let widened = page.widened_to_miles.map(|miles| {
        let asked = page.within.map_or_else(|| "that distance".to_owned(), words::miles);
        let wider = words::miles(miles);
        view! { <p class="note">{format!("Nothing was within {asked}, so we looked within {wider}.")}</p> }
    });
    let time = page.time_not_known.as_ref().map(|time| {
        view! {
            <p class="note">
                {format!("You asked for “{time}”. We do not know which of these are open then. Ring or look first.")}
            </p>
        }
    });
    let not_listed = page
        .not_listed
        .iter()
        .map(|one| view! { <p class="note">{format!("We know no {} in our list yet. {}", one.label, one.advice)}</p> })
        .collect_view();
    view! {
        {page.words_in_place.then(|| view! {
            <p class="note">"Some of what you wrote as a place is no place that we know. We read it as your words."</p>
        })}
        {page.alone.as_ref().map(|alone| view! { <AloneNote alone /> })}
        {page.place.as_ref().map(|place| view! { <PlaceNote place /> })}
        {spelling}
        {widened}
        {time}
        {not_listed}
        <IgnoredNote ignored=&page.ignored />
    }
}

/// To somebody under age: what they may ask alone, who is told, and whom they can talk to now.
#[component]
fn AloneNote<'a>(alone: &'a Alone) -> impl IntoView {
    let line = alone.line.as_ref().map(|line| {
        let when = (!line.when.is_empty()).then(|| format!(". {}", line.when));
        view! { " You can talk to "{line.name.as_str()}": "<PhoneLink number=&line.number />{when}"." }
    });
    view! { <p class="note alone">{alone.words.as_str()}{line}</p> }
}

/// How the place was read, and what else may be meant; nothing when it is plain.
#[component]
pub(crate) fn PlaceNote<'a>(place: &'a PlaceUnderstood) -> Option<impl IntoView> {
    let typed = place.typed.as_deref().filter(|_| place.found);
    if typed.is_none() && place.note.is_none() && place.others.is_empty() {
        return None;
    }
    let read = typed.map(|typed| {
        view! { <p>{format!("You wrote “{typed}”. We looked near ")}<strong>{place.label.as_str()}</strong>"."</p> }
    });
    let asks = place.which.as_ref().map_or_else(|| "Did you mean ".to_owned(), |name| format!("Which {name}? "));
    let last = place.others.len().saturating_sub(1);
    let others = place
        .others
        .iter()
        .enumerate()
        .map(|(at, (label, search))| {
            let after = match (at == last, place.which.is_some()) {
                (false, _) => ", ",
                (true, true) => ".",
                (true, false) => "?",
            };
            view! { <a href=search.as_str()>{label.as_str()}</a>{after} }
        })
        .collect_view();
    // A word about distances alone needs no box of its own.
    let class = if typed.is_none() && place.others.is_empty() && place.found { "plain-note" } else { "note" };
    Some(view! {
        <div class=class>
            {read}
            {place.note.as_deref().map(|note| view! { <p>{note}</p> })}
            {(!place.others.is_empty()).then(|| view! { <p>{asks}{others}</p> })}
        </div>
    })
}

/// What was left out of what was asked for, and why.
#[component]
pub(crate) fn IgnoredNote<'a>(ignored: &'a [Ignored]) -> Option<impl IntoView> {
    if ignored.is_empty() {
        return None;
    }
    let items = ignored
        .iter()
        .map(|one| view! { <li>{format!("{}: “{}”. {}", one.parameter, one.value, one.why)}</li> })
        .collect_view();
    Some(view! {
        <div class="note">
            <p>"We left this out of your search:"</p>
            <ul>{items}</ul>
        </div>
    })
}

/// What each filter hides, with the search without it.
#[component]
pub(crate) fn HiddenResults<'a>(hidden: &'a [HiddenBy]) -> Option<impl IntoView> {
    if hidden.is_empty() {
        return None;
    }
    let items = hidden
        .iter()
        .map(|one| {
            let more = format!(": {} more", one.count);
            let not_said = match (one.not_said, one.count) {
                (0, _) => String::new(),
                (1, 1) => " (it does not say)".to_owned(),
                (1, _) => " (1 of them does not say)".to_owned(),
                (some, _) => format!(" ({some} of them do not say)"),
            };
            view! { <li><a href=one.without.as_str()>{format!("Search without “{}”", one.filter)}</a>{more}{not_said}</li> }
        })
        .collect_view();
    Some(view! {
        <section class="hides" aria-labelledby="hides-heading">
            <h2 id="hides-heading">"There is more"</h2>
            <p>"What you chose leaves some help out."</p>
            <ul>{items}</ul>
        </section>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{ATTACK, text_of};
    use crate::model::{NotListed, SpellingWord};

    #[test]
    fn a_place_that_was_read_otherwise_says_so_and_offers_others() {
        let place = PlaceUnderstood {
            label: "Droitwich".to_owned(),
            district: Some("Wychavon".to_owned()),
            note: None,
            typed: Some("Droitwhich".to_owned()),
            others: vec![("Droitwich Spa".to_owned(), "/search?near=x".to_owned())],
            which: None,
            found: true,
        };
        let html = text_of(view! { <PlaceNote place=&place /> });
        assert!(html.contains("You wrote “Droitwhich”. We looked near "), "{html}");
        assert!(html.contains("Did you mean "), "{html}");
    }

    #[test]
    fn a_name_that_stands_twice_is_asked_about() {
        let other = |name: &str| (name.to_owned(), format!("/search?near={name}"));
        let place = PlaceUnderstood {
            label: "Norton".to_owned(),
            district: None,
            note: Some("There is more than one Norton here.".to_owned()),
            typed: None,
            others: vec![other("Norton near Evesham"), other("Norton near Worcester")],
            which: Some("Norton".to_owned()),
            found: false,
        };
        let html = text_of(view! { <PlaceNote place=&place /> });
        assert!(html.contains("Which Norton? "), "{html}");
        assert!(html.contains(">Norton near Worcester</a>.") && !html.contains("Did you mean"), "{html}");
    }

    #[test]
    fn what_was_typed_is_shown_and_never_executed() {
        let page = SearchPage {
            ignored: vec![Ignored { parameter: "age".to_owned(), value: ATTACK.to_owned(), why: "No.".to_owned() }],
            spelling: vec![SpellingWord {
                typed: ATTACK.to_owned(),
                meant: ATTACK.to_owned(),
                instead: format!("/search?q={ATTACK}"),
            }],
            ..SearchPage::default()
        };
        let html = text_of(view! { <SearchNotes page=&page /> });
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("We left this out"), "{html}");
    }

    #[test]
    fn what_is_not_known_or_listed_is_said_plainly() {
        let page = SearchPage {
            time_not_known: Some("Thursday evening".to_owned()),
            words_in_place: true,
            not_listed: vec![NotListed { label: "group for fathers".to_owned(), advice: ATTACK.to_owned() }],
            ..SearchPage::default()
        };
        let html = text_of(view! { <SearchNotes page=&page /> });
        for words in
            ["You asked for “Thursday evening”.", "We read it as your words.", "We know no group for fathers in"]
        {
            assert!(html.contains(words), "{html}");
        }
        assert!(!html.contains("<script>"), "{html}");
    }

    #[test]
    fn what_a_filter_hides_is_counted() {
        let hidden =
            [HiddenBy { filter: "Free".to_owned(), count: 12, not_said: 6, without: "/search?q=a&b=c".to_owned() }];
        let html = text_of(view! { <HiddenResults hidden=&hidden /> });
        assert!(html.contains("Search without “Free”</a>: 12 more (6 of them do not say)"), "{html}");
        assert!(html.contains("/search?q=a&amp;b=c"), "{html}");
    }
}
