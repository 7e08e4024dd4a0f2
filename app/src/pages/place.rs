//! One building and all that happens in it.

use crate::{
    components::{
        card::{Card, CardNote},
        feedback::FeedbackLink,
        map_figure::MapFigure,
        phone::PhoneLink,
        shape::KindMark,
        visit::{Address, OpeningHours},
        week::{DoorWords, WeekTable},
    },
    model::{Nearby, PlacePage, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Place<'a>(site: &'a Site, page: &'a PlacePage) -> impl IntoView {
    let services = page
        .services
        .iter()
        .map(|(listing, hours)| view! { <li class="card"><Card site listing /><OpeningHours hours /></li> })
        .collect_view();
    view! {
        <h1>{page.place.name.as_str()}</h1>
        <p class="lead"><DoorWords door=&page.door /></p>
        <div class="columns">
            <div class="columns-main">
                <PlaceWeek site page />
                <section aria-labelledby="here">
                    <h2 id="here">"What happens here"</h2>
                    {page.services.is_empty().then(|| view! { <p>"We do not know of anything here now."</p> })}
                    <ul class="cards" role="list">{services}</ul>
                    <CardNote site />
                </section>
            </div>
            <div class="columns-side">
                <Whereabouts page /> {page.map.as_ref().map(|map| view! { <MapFigure site map /> })} <NearbyPlaces others=&page.nearby />
                <FeedbackLink sort="places" id=page.place.id.as_str() />
            </div>
        </div>
    }
}

#[component]
fn PlaceWeek<'a>(site: &'a Site, page: &'a PlacePage) -> impl IntoView {
    let exceptions = page.exceptions.iter().map(|line| view! { <li>{line.as_str()}</li> }).collect_view();
    view! {
        <section aria-labelledby="week">
            <h2 id="week">"The next seven days"</h2>
            <WeekTable week=&page.week />
            {page.week.is_empty().then(|| view! {
                <p>
                    "We do not know when anything is on here. Ring them, or "
                    {site.fallback_label.as_str()}", "<PhoneLink number=&site.fallback />", before you go."
                </p>
            })}
            {(!page.exceptions.is_empty()).then(|| view! {
                <div class="note">
                    <p><strong>"Other days soon"</strong></p>
                    <ul>{exceptions}</ul>
                </div>
            })}
        </section>
    }
}

#[component]
fn Whereabouts<'a>(page: &'a PlacePage) -> impl IntoView {
    let (slug, district) = &page.district;
    view! {
        <section class="panel" aria-labelledby="where">
            <h2 id="where">"Where it is"</h2>
            <Address place=&page.place />
            {(!district.is_empty()).then(|| view! {
                <p>
                    <a href=format!("/districts/{}", slug.as_str())>{format!("More help in {district}")}</a>
                </p>
            })}
        </section>
    }
}

#[component]
fn NearbyPlaces<'a>(others: &'a [Nearby]) -> Option<impl IntoView> {
    let rows = others
        .iter()
        .map(|other| {
            view! {
                <li class="hub-row">
                    <KindMark kind=&other.kind />
                    <p>
                        <a class="hub-row-name" href=other.url.as_str()>{other.name.as_str()}</a>
                        " "<span class="distance">{other.distance.words()}</span>
                        " "<span class="hub-row-place">{other.kind.label.as_str()}</span>
                        " "<DoorWords door=&other.door />
                    </p>
                </li>
            }
        })
        .collect_view();
    (!others.is_empty()).then(|| {
        view! {
            <section aria-labelledby="nearby">
                <h2 id="nearby">"If you cannot get in here"</h2>
                <p>"Places near with the same kind of help:"</p>
                <ul class="hub-rows" role="list">{rows}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::samples::{self, ATTACK},
        model::{Distance, Head, PlaceVisit, Week},
    };

    fn sample() -> PlacePage {
        let service = samples::service();
        let place = samples::service().places.remove(0);
        PlacePage {
            district: (samples::slug("wyre-forest"), "Wyre Forest".to_owned()),
            door: samples::door(),
            week: samples::week(),
            exceptions: vec!["Friday 25 December is a bank holiday.".to_owned()],
            services: vec![(samples::listing(1), place.hours.clone())],
            nearby: vec![Nearby {
                name: "Half Crown Wood".to_owned(),
                url: "/places/half-crown-wood".to_owned(),
                kind: service.kind,
                distance: Distance(2.1),
                door: samples::door(),
            }],
            place,
            map: None,
        }
    }

    fn rendered(page: &PlacePage) -> String {
        crate::place(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("place", &rendered(&sample()));
    }

    #[test]
    fn a_building_says_what_is_on_each_day_and_what_is_near_when_it_is_shut() {
        let html = rendered(&sample());
        for words in [
            "Open now until 5pm",
            "<tr class=\"today\">",
            "Friday 25 December is a bank holiday.",
            "If you cannot get in here",
            "2.1 miles",
            "href=\"/districts/wyre-forest\"",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn a_building_of_which_no_times_are_known_says_whom_to_ring() {
        let html =
            rendered(&PlacePage { week: Week::default(), exceptions: Vec::new(), nearby: Vec::new(), ..sample() });
        assert!(html.contains("We do not know when anything is on here."), "{html}");
        assert!(!html.contains("<table"), "{html}");
    }

    #[test]
    fn no_field_of_a_building_can_be_used_to_attack() {
        let attack = || ATTACK.to_owned();
        let place = PlaceVisit { name: attack(), address: vec![attack()], accessibility: attack(), ..sample().place };
        let html = rendered(&PlacePage { place, exceptions: vec![attack()], ..sample() });
        assert!(!html.contains("<script>alert"), "{html}");
    }
}
