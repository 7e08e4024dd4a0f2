//! Districts: all of them, and one with its help.

use crate::{
    components::{
        card::{CardList, CardNote},
        hub::{HubList, HubRows},
        map_figure::FoldedMap,
        phone::PhoneLink,
        web::WebLink,
        week::FoldedWeek,
    },
    model::{DistrictEntry, DistrictPage, DistrictsPage, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Districts<'a>(site: &'a Site, page: &'a DistrictsPage) -> impl IntoView {
    let entries = page.districts.iter().map(|entry| view! { <DistrictCard entry /> }).collect_view();
    view! {
        <h1>"Look where you live"</h1>
        <p class="lead">"Choose your district. Each page has the hubs, the people to ring, and what is on this week."</p>
        <div class="answer">
            <div class="answer-side">{page.map.as_ref().map(|map| view! { <FoldedMap site map /> })}</div>
            <div class="answer-main">
                <ul class="district-list" role="list">{entries}</ul>
                <p>"Not sure which one is yours? "<a href="/hubs">"Type your postcode and we will find it"</a>"."</p>
            </div>
        </div>
    }
}

#[component]
fn DistrictCard<'a>(entry: &'a DistrictEntry) -> impl IntoView {
    let counts = entry
        .counts
        .iter()
        .map(|(kind, count)| {
            let known = if *count == 0 { "none known".to_owned() } else { count.to_string() };
            view! { <li>{format!("{kind}: {known}")}</li> }
        })
        .collect_view();
    view! {
        <li class="card">
            <h2>
                <a href=entry.url.as_str()>{entry.name.as_str()}</a>
            </h2>
            <ul class="facts" role="list">{counts}</ul>
        </li>
    }
}

#[component]
pub(super) fn District<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    let name = page.name.as_str();
    view! {
        <h1>{format!("Help for families in {name}")}</h1>
        <nav class="jump screen-only" aria-label="On this page">
            <ul role="list">
                <li><a href="#hubs">"Family Hubs"</a></li>
                <li><a href="#team">"Early help team"</a></li>
                <li><a href="#youth">"Young people"</a></li>
                <li><a href="#council">"Housing and money"</a></li>
                <li><a href="#week">"This week"</a></li>
                <li><a href=page.search.as_str()>{format!("Search in {name}")}</a></li>
            </ul>
        </nav>
        <div class="answer">
            <div class="answer-side">{page.map.as_ref().map(|map| view! { <FoldedMap site map /> })}</div>
            <div class="answer-main">
                <DistrictHubs site page /> <DistrictTeam site page /> <DistrictYouth site page /> <DistrictCouncil site page /> <DistrictWeek site page />
                <CardNote site />
                <p><a class="button" href=page.search.as_str()>{format!("Search all help in {name}")}</a></p>
                <Neighbours page />
            </div>
        </div>
    }
}

/// What an empty part says: that nothing is known, and whom to ring.
#[component]
fn NothingKnown<'a>(site: &'a Site, words: &'static str) -> impl IntoView {
    view! { <p class="empty">{words}" Ring "{site.fallback_label.as_str()}": " <PhoneLink number=&site.fallback /></p> }
}

#[component]
fn DistrictHubs<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    view! {
        <section aria-labelledby="hubs">
            <h2 id="hubs">"Family Hubs"</h2>
            <p>{page.hub_words.as_str()}</p>
            {page.hubs.is_empty().then(|| view! { <NothingKnown site words="We do not know where a Family Hub is here." /> })}
            <HubList site hubs=&page.hubs />
        </section>
        <section aria-labelledby="centres">
            <h2 id="centres">"Children's centres"</h2>
            {(!page.centres.is_empty() && !page.centre_note.is_empty()).then(|| view! { <p>{page.centre_note.as_str()}</p> })}
            {page.centres.is_empty().then(|| view! { <NothingKnown site words="We do not know a children's centre here." /> })}
            {(!page.centres.is_empty()).then(|| view! {
                <p>"Before you go, ring "{site.fallback_label.as_str()}": " <PhoneLink number=&site.fallback /></p>
            })}
            <HubRows hubs=&page.centres />
        </section>
    }
}

#[component]
fn DistrictTeam<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    view! {
        <section aria-labelledby="team">
            <h2 id="team">"Early help team"</h2>
            {match &page.team {
                Some(team) => view! {
                    {(!page.team_how.is_empty()).then(|| view! { <p>{page.team_how.as_str()}</p> })}
                    <CardList site listings=std::slice::from_ref(team) />
                    {team.unreachable.then(|| view! {
                        <p>"You can also look for the team on the site of "<WebLink address=&site.council_url words=&site.council />"."</p>
                    })}
                }
                .into_any(),
                None => view! { <NothingKnown site words="We do not know this district's team." /> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn DistrictYouth<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    view! {
        <section aria-labelledby="youth">
            <h2 id="youth">"For young people"</h2>
            {page.youth.is_empty().then(|| view! { <NothingKnown site words="We do not know a youth club here." /> })}
            <CardList site listings=&page.youth />
        </section>
    }
}

#[component]
fn DistrictCouncil<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    let missing = (!page.council_known).then(|| match &page.council {
        Some(council) => view! { <p>{format!("We do not know yet whom to ask at {council}.")}</p> }.into_any(),
        None => view! { <p>"We do not know yet whom to ask at the district council."</p> }.into_any(),
    });
    view! {
        <section aria-labelledby="council">
            <h2 id="council">"Help with housing and money"</h2>
            {missing}
            {page.council_help.is_empty().then(|| view! { <NothingKnown site words="We do not know help with this that is only for this district." /> })}
            <CardList site listings=&page.council_help />
        </section>
    }
}

#[component]
fn DistrictWeek<'a>(site: &'a Site, page: &'a DistrictPage) -> impl IntoView {
    view! {
        <section aria-labelledby="week">
            <h2 id="week">"What is on this week"</h2>
            <FoldedWeek week=&page.week />
            {page.week.is_empty().then(|| view! { <NothingKnown site words="We do not know what is on here this week." /> })}
        </section>
    }
}

#[component]
fn Neighbours<'a>(page: &'a DistrictPage) -> Option<impl IntoView> {
    let links = page
        .neighbours
        .iter()
        .map(|(name, url)| view! { <li><a class="pill" href=url.as_str()>{name.as_str()}</a></li> })
        .collect_view();
    (!page.neighbours.is_empty()).then(|| {
        view! {
            <section aria-labelledby="neighbours">
                <h2 id="neighbours">"Districts next to it"</h2>
                <ul class="pills" role="list">{links}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK},
        model::{Head, Week},
    };

    fn sample() -> DistrictPage {
        DistrictPage {
            slug: samples::slug("wychavon"),
            name: "Wychavon".to_owned(),
            hubs: vec![samples::hub(1)],
            hub_words: "We know where 2 of the 9 are.".to_owned(),
            centres: vec![samples::hub(2)],
            centre_note: "Ask before you go.".to_owned(),
            team: Some(samples::listing(3)),
            team_how: "Young people over 13 can ask for themselves.".to_owned(),
            youth: vec![samples::listing(3)],
            council: Some("Wychavon District Council".to_owned()),
            council_help: vec![samples::listing(4)],
            council_known: true,
            week: samples::week(),
            neighbours: vec![("Redditch".to_owned(), "/districts/redditch".to_owned())],
            search: "/search?district=wychavon".to_owned(),
            map: Some(samples::map()),
        }
    }

    fn rendered(page: &DistrictPage) -> String {
        crate::district(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("district", &rendered(&sample()));
    }

    #[test]
    fn a_district_shows_its_help_in_parts() {
        let html = rendered(&sample());
        for words in [
            "Help for families in Wychavon",
            "Ask before you go.",
            "Young people over 13 can ask for themselves.",
            "Stay and play",
            "href=\"/districts/redditch\"",
            "href=\"/search?district=wychavon\"",
            "map-sentence",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("We do not know"), "{html}");
    }

    #[test]
    fn each_empty_part_says_that_nothing_is_known_and_whom_to_ring() {
        let html = rendered(&DistrictPage {
            hubs: Vec::new(),
            centres: Vec::new(),
            team: None,
            youth: Vec::new(),
            council: None,
            council_help: Vec::new(),
            council_known: false,
            week: Week::default(),
            ..sample()
        });
        assert_eq!(html.matches("class=\"empty\"").count(), 6, "{html}");
        assert!(html.contains("We do not know yet whom to ask at the district council."), "{html}");
    }

    #[test]
    fn no_field_of_a_district_can_be_used_to_attack() {
        let attack = || ATTACK.to_owned();
        let html = rendered(&DistrictPage {
            name: attack(),
            hub_words: attack(),
            centre_note: attack(),
            team_how: attack(),
            council: Some(attack()),
            council_known: false,
            neighbours: vec![(attack(), attack())],
            search: attack(),
            ..sample()
        });
        assert!(!html.contains("<script>alert"), "{html}");
    }

    #[test]
    fn a_list_of_districts_says_what_is_known_and_what_is_not() {
        let counts = vec![("Family Hubs".to_owned(), 0), ("Children's centres".to_owned(), 7)];
        let entry = DistrictEntry { name: "Wychavon".to_owned(), url: "/districts/wychavon".to_owned(), counts };
        let page = DistrictsPage { districts: vec![entry], map: None };
        let html = crate::districts(&samples::site(), &Head::default(), &page);
        assert!(html.contains("Family Hubs: none known") && html.contains("centres: 7"), "{html}");
    }
}
