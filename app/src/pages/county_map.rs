//! The map of the whole authority, and the list beside it.

use crate::{
    components::{
        card::UNCONFIRMED,
        form::MapForm,
        language::LanguageBox,
        map_figure::MapFigure,
        phone::PhoneLink,
        shape::KindMark,
        understood::{ChipList, HiddenResults, SearchNotes},
        urgent::{QuietLine, UrgentPanel},
    },
    model::{MapKind, MapPage, MapRow, OnlyIn, Site},
    words,
};
use leptos::prelude::*;

/// A list of so many rows at most is not folded away.
const MOST_UNFOLDED: usize = 15;
/// Nor are so many that are known only to one town.
const MOST_OF_A_TOWN: usize = 1;

#[component]
pub(super) fn Map<'a>(site: &'a Site, page: &'a MapPage) -> impl IntoView {
    let moves = page
        .moves
        .iter()
        .map(|(words, address)| view! { <li><a class="pill" href=address.as_str()>{words.as_str()}</a></li> })
        .collect_view();
    let is_short = page.kinds.iter().map(|kind| kind.rows.len()).sum::<usize>() <= MOST_UNFOLDED;
    view! {
        <h1>"Map of family help"</h1>
        {page.asked.language.as_ref().map(|help| view! { <LanguageBox site help /> })}
        {page.asked.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <MapForm form=&page.asked.form layers=&page.layers hidden=&page.kept view=page.view.as_deref() />
        <ChipList chips=&page.asked.chips />
        <div class="notes"><SearchNotes page=&page.asked /> {page.asked.quiet.as_ref().map(|line| view! { <QuietLine line /> })}</div>
        <div class="map-page">
            <div>
                <MapFigure site map=&page.map />
                <nav class="map-moves" aria-label="Other parts of the map"><ul class="pills" role="list">{moves}</ul></nav>
            </div>
            <div class="map-scroll" data-map-list="">
                <section aria-labelledby="list-heading">
                    <h2 id="list-heading" tabindex="-1">"Places on the map"</h2>
                    <p class="count" data-said="">{count_words(page)}</p>
                    {page.kinds.iter().map(|kind| view! { <KindRows kind open=is_short /> }).collect_view()}
                    <RowTemplate />
                    <MapPages page />
                </section>
                {(!page.only.is_empty()).then(|| view! {
                    <section aria-labelledby="only-heading">
                        <h2 id="only-heading">"Known only to a town or district"</h2>
                        <p class="count">"We do not know their exact place, so they have no pin. Ring or look first."</p>
                        {page.only.iter().map(|group| view! { <OnlyInSection group /> }).collect_view()}
                    </section>
                })}
            </div>
        </div>
        <HiddenResults hidden=&page.asked.hidden />
        <p>
            {(page.anywhere > 0).then(|| format!("{} by phone or online may help too. ", words::services(page.anywhere)))}
            <a href=page.as_list.as_str()>"See all of this as a list"</a>
        </p>
    }
}

fn count_words(page: &MapPage) -> String {
    match (page.here, page.all) {
        (0, 0) => "Nothing that fits has a place on the map.".to_owned(),
        (here, all) if page.view.is_some() => {
            format!("{} in this part of the map, {all} on all of it.", words::services(here))
        }
        (_, all) => format!("{} with a place on the map.", words::services(all)),
    }
}

/// The rows of one kind, folded away where the whole list is long. The interactive map fills it with those in view.
#[component]
fn KindRows<'a>(kind: &'a MapKind, open: bool) -> impl IntoView {
    view! {
        <details class="map-fold-rows" open=open>
            <summary>
                <KindMark kind=&kind.kind />
                <h3>{kind.plural.as_str()}</h3>
                <span class="count" data-count="">{kind.rows.len()}</span>
            </summary>
            <ol class="map-rows" role="list" data-rows=kind.kind.slug.as_str()>
                {kind.rows.iter().map(|row| view! { <MapListRow row /> }).collect_view()}
            </ol>
        </details>
    }
}

/// A row. What it may be without has a name in `data-is`, for the interactive map, which fills rows
/// of its own from the template.
#[component]
fn MapListRow<'a>(row: &'a MapRow) -> impl IntoView {
    let number = row.number.map(|number| view! { <span class="number" data-is="number">{number}</span> " " });
    let place = (!row.place.is_empty()).then(|| view! { <p class="where" data-is="place">{row.place.as_str()}</p> });
    let phone = row.phone.as_ref().map(|line| view! { <p data-is="phone"><PhoneLink number=line /></p> });
    let unsure = (!row.confirmed).then(|| view! { <p class="unsure" data-is="unsure">{UNCONFIRMED}</p> });
    view! {
        <li class="map-row" id=row.number.map(|number| format!("result-{number}")) data-number=row.number>
            <h4 class="map-row-name">
                {number} <a data-is="name" href=row.url.as_str()>{row.name.as_str()}</a>
            </h4>
            {place}
            {row.distance.map(|far| view! { <p class="distance" data-is="distance">{far.words()}</p> })}
            {phone} {unsure}
        </li>
    }
}

/// The rows of a kind with one row of every part it can have, empty: what the interactive map makes its own of.
#[component]
fn RowTemplate() -> impl IntoView {
    view! {
        <template>
            <details class="map-fold-rows">
                <summary>
                    <h3></h3>
                    <span class="count" data-count=""></span>
                </summary>
                <ol class="map-rows" role="list">
                    <li class="map-row">
                        <h4 class="map-row-name">
                            <span class="number" data-is="number"></span>
                            " "
                            <a data-is="name"></a>
                        </h4>
                        <p class="where" data-is="place"></p>
                        <p class="distance" data-is="distance"></p>
                        <p data-is="phone">
                            <a class="tel"></a>
                        </p>
                        <p class="unsure" data-is="unsure">
                            {UNCONFIRMED}
                        </p>
                    </li>
                </ol>
            </details>
        </template>
    }
}

#[component]
fn OnlyInSection<'a>(group: &'a OnlyIn) -> impl IntoView {
    let (latitude, longitude) = group.at;
    view! {
        <section class="only" id=group.id.as_str() tabindex="-1" data-at=format!("{latitude},{longitude}")>
            <details class="map-fold-rows" open={group.rows.len() <= MOST_OF_A_TOWN}>
                <summary><h3>{group.label.as_str()}</h3></summary>
                <ul class="map-rows" role="list">{group.rows.iter().map(|row| view! { <UnplacedRow row /> }).collect_view()}</ul>
            </details>
        </section>
    }
}

/// A service without a pin, under the heading of its town or district.
#[component]
fn UnplacedRow<'a>(row: &'a MapRow) -> impl IntoView {
    view! {
        <li class="map-row">
            <a href=row.url.as_str()>{row.name.as_str()}</a>
            <span class="kind"><KindMark kind=&row.kind />" "{row.kind.label.as_str()}</span>
            {row.phone.as_ref().map(|number| view! { <PhoneLink number /> })}
            {(!row.confirmed).then(|| view! { <span class="unsure">{UNCONFIRMED}</span> })}
        </li>
    }
}

#[component]
fn MapPages<'a>(page: &'a MapPage) -> Option<impl IntoView> {
    (page.more.is_some() || page.back.is_some()).then(|| {
        let link = |address: &String, words: &'static str| {
            view! { <a class="button quiet" href=address.clone()>{words}</a> }
        };
        view! {
            <p class="pages" data-pages="">
                {page.back.as_ref().map(|address| link(address, "The ones before"))}
                {page.more.as_ref().map(|address| link(address, "Show more"))}
            </p>
        }
    })
}
