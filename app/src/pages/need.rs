//! One need: a virtual Family Hub.

use crate::{
    components::{
        card::{CardList, CardNote, HeadingLevel},
        form::NeedForm,
        glossary::{GlossaryLink, GlossaryText},
        phone::PhoneLink,
        sidebar::Sidebar,
        understood::{IgnoredNote, PlaceNote},
        urgent::UrgentPanel,
    },
    model::{HelpGroup, NeedPage, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Need<'a>(site: &'a Site, page: &'a NeedPage) -> impl IntoView {
    let has_place = page.place.as_ref().is_some_and(|place| place.found);
    let local_heading = match (has_place, &page.place) {
        (true, Some(place)) => format!("Who can help near {}", place.label),
        _ => format!("Who can help in {}", site.authority),
    };
    let related = page
        .related
        .iter()
        .map(|(need, url)| view! { <li><a class="pill" href=url.as_str()>{need.label.as_str()}</a></li> })
        .collect_view();
    view! {
        <h1>{page.need.label.as_str()}</h1>
        <p class="lead">{page.description.as_str()}</p>
        {page.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <div class="need-top">
        <section class="near-me" aria-labelledby="near-me">
            <h2 id="near-me">"Find help near you"</h2>
            <NeedForm form=&page.form need=page.need.slug.as_str() />
            <div class="notes"><IgnoredNote ignored=&page.ignored /> {page.place.as_ref().map(|place| view! { <PlaceNote place /> })}</div>
        </section>
        {(!page.do_today.is_empty()).then(|| view! {
            <section class="guide-today" aria-labelledby="today">
                <details class="guide-part guide-fold">
                    <summary><h2 id="today">"What you can do today"</h2></summary>
                    <Sentences site sentences=&page.do_today />
                </details>
            </section>
        })}
        </div>
        {(page.total == 0).then(|| view! {
            <p class="note">
                "We do not know a service for this yet. Ring "{site.fallback_label.as_str()}": "
                <PhoneLink number=&site.fallback />
            </p>
        })}
        {(!page.local.is_empty()).then(|| view! {
            <section class="cards-in-two" aria-labelledby="local">
                <h2 id="local">{local_heading}</h2>
                {page.local.iter().map(|part| view! { <HelpGroupCards site group=part /> }).collect_view()}
            </section>
        })}
        {(!page.national.is_empty()).then(|| view! {
            <section class="cards-in-two" aria-labelledby="national">
                <h2 id="national">"By phone or online, wherever you live"</h2>
                <CardList site listings=&page.national />
            </section>
        })}
        {(page.total > page.shown).then(|| view! {
            <p class="pages"><a class="button" href=page.all.as_str()>{format!("See all {}", page.total)}</a></p>
        })}
        {page.nearest_help.as_ref().map(|help| view! { <Sidebar site help /> })}
        {(page.total > 0).then(|| view! { <CardNote site /> })}
        {(!page.looks_like.is_empty()).then(|| view! {
            <section class="guide-part" aria-labelledby="looks">
                <h2 id="looks">"What it can look like"</h2>
                <Sentences site sentences=&page.looks_like />
            </section>
        })}
        {(!page.when_you_ask.is_empty()).then(|| view! {
            <section class="guide-part" aria-labelledby="asking">
                <h2 id="asking">"What happens when you ask"</h2>
                <Sentences site sentences=&page.when_you_ask />
                <p>"Each service works in its own way. You can always ask what they will do, and who they will tell, before you say more."</p>
            </section>
        })}
        {(!page.covers.is_empty()).then(|| view! {
            <p class="covers-words">"This page is also about: "<span class="covers-list">{page.covers.join(", ")}</span>"."</p>
        })}
        {(!page.related.is_empty()).then(|| view! {
            <section aria-labelledby="related">
                <h2 id="related">"You may also look at"</h2>
                <ul class="pills" role="list">{related}</ul>
            </section>
        })}
    }
}

#[component]
fn Sentences<'a>(site: &'a Site, sentences: &'a [String]) -> impl IntoView {
    let items = sentences.iter().map(|one| view! { <li><GlossaryText site text=one /></li> }).collect_view();
    view! { <ul class="sentences">{items}</ul> }
}

/// One kind of help: its cards, the levels of need they name, and the way to the rest.
#[component]
fn HelpGroupCards<'a>(site: &'a Site, group: &'a HelpGroup) -> impl IntoView {
    let levels = (!group.levels.is_empty()).then(|| {
        view! {
            <p class="help-levels">
                <GlossaryLink site slug="level-of-need" words="Level of need" />": "{group.levels.join(", ")}
            </p>
        }
    });
    let more = group.more.as_ref().map(|(count, url)| {
        view! {
            <p class="pages">
                <a class="button quiet" href=url.as_str()>
                    <span>{format!("{count} more under “{}”", group.heading)}</span>
                </a>
            </p>
        }
    });
    view! {
        <div class="help-group">
            <h3 class="help-kind">{group.heading.as_str()}</h3>
            {levels}
            <CardList site listings=&group.listings level=HeadingLevel::Fourth />
            {more}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, HelpGroup, NeedPage, NeedTag},
    };

    fn need() -> NeedPage {
        NeedPage {
            need: NeedTag { slug: samples::slug("sleep"), label: "Sleep".to_owned() },
            description: "When nobody sleeps.".to_owned(),
            covers: vec!["nightmares".to_owned()],
            sensitive: false,
            looks_like: vec!["Bedtime takes hours.".to_owned()],
            do_today: vec!["Ask about early help.".to_owned()],
            when_you_ask: vec!["They listen.".to_owned()],
            form: samples::form(),
            ignored: Vec::new(),
            place: None,
            nearest_help: None,
            local: vec![HelpGroup {
                heading: "Family Hubs".to_owned(),
                levels: vec!["Help for everyone".to_owned()],
                listings: vec![samples::listing(1)],
                more: Some((4, "/search?need=sleep&kind=family-hub".to_owned())),
            }],
            national: Vec::new(),
            all: "/search?need=sleep".to_owned(),
            total: 5,
            shown: 1,
            related: Vec::new(),
            urgent: None,
        }
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("need", &crate::need(&samples::site(), &Head::default(), &need()));
    }

    #[test]
    fn a_need_says_what_it_is_like_what_to_do_who_helps_and_what_happens() {
        let html = crate::need(&samples::site(), &Head::default(), &need());
        let at = |words: &str| html.find(words).expect(words);
        assert!(at("/glossary#early-help") < at("Brookside Family Hub"), "what to do today stands first");
        assert!(at("Brookside Family Hub") < at("Bedtime takes hours."), "whom to ring stands before what it is like");
        assert!(at("action=\"/needs/sleep\"") < at("Brookside Family Hub"));
        assert!(at("Help for everyone") < at("4 more"));
        assert!(at("Brookside Family Hub") < at("They listen."));
        assert_eq!(html.matches("<h4").count(), 1, "cards stand under the heading of their kind");
    }

    #[test]
    fn a_need_that_nobody_wrote_about_leaves_no_empty_part() {
        let bare = NeedPage {
            looks_like: Vec::new(),
            do_today: Vec::new(),
            when_you_ask: Vec::new(),
            local: Vec::new(),
            total: 0,
            shown: 0,
            ..need()
        };
        let html = crate::need(&samples::site(), &Head::default(), &bare);
        for heading in
            ["What it can look like", "What you can do today", "What happens when you ask", "Who can help in"]
        {
            assert!(!html.contains(heading), "{heading}");
        }
        assert!(html.contains("tel:01905520032"), "whom to ring instead");
    }

    #[test]
    fn nothing_in_a_need_is_executed() {
        let attack = || ATTACK.to_owned();
        let spoiled = NeedPage {
            looks_like: vec![attack()],
            do_today: vec![attack()],
            when_you_ask: vec![attack()],
            covers: vec![attack()],
            description: attack(),
            all: attack(),
            ..need()
        };
        let html = crate::need(&samples::site(), &Head::default(), &spoiled);
        assert!(!html.contains("<script>alert") && !html.contains(ATTACK), "{html}");
    }
}
