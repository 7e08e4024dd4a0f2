//! The map page: the whole authority, its filters, and the list beside the map.

use super::{address, need_areas, only_to, view::View, wider};
use crate::{
    AppState,
    present::{
        geo::{self, Spot},
        listing, search_page as found,
    },
};
use app::model::{
    Distance, Ignored, KindTag, Layer, MapKind, MapPage, MapRow, OnlyIn, ResultGroup, SearchPage, site::PhoneNumberText,
};
use chrono::NaiveDateTime;
use directory::{Kind, Service};
use map::{AreaCount, FeatureSource, MapRequest, Pin};
use places::distance_between;
use search::{Answer, Search};

/// Rows of the list on one page, and most that a town or district shows.
const ROWS: usize = 100;
/// Parameters that the form has fields for.
const FIELDS: [&str; 12] =
    ["need", "age", "near", "kind", "day", "from", "to", "district", "open", "cost", "send", "online"];

/// The page of a search; `view` is the part of the map that the address names.
pub fn page(app: &AppState, search: &Search, view: Option<&str>, now: NaiveDateTime) -> tantivy::Result<MapPage> {
    let engine = &app.engine;
    let extent = &engine.catalogue.authority.extent;
    let answer = engine.search(search, now)?;
    let mut asked = without_results(found::page(engine, search, &answer, now));
    let seen = view.filter(|view| !view.trim().is_empty()).and_then(|text| {
        let view = View::read(text, extent);
        if view.is_none() {
            let why = "This is not a part of our map, so we show all of it.".to_owned();
            asked.ignored.push(Ignored { parameter: "view".into(), value: text.chars().take(60).collect(), why });
        }
        view
    });
    let with_view = |address: String| match seen {
        Some(view) if address.contains('?') => format!("{address}&view={view}"),
        Some(view) => format!("{address}?view={view}"),
        None => address,
    };
    on_the_map(&mut asked, &with_view);

    let spots = geo::spots(engine, search, &answer);
    let numbered: Vec<(usize, &Spot<'_>)> =
        (1..).zip(&spots).filter(|(_, spot)| seen.is_none_or(|view| view.holds(spot.point))).collect();
    let last = numbered.len().div_ceil(ROWS).max(1);
    let at = search.page.min(last);
    let shown: Vec<_> = numbered.iter().skip((at - 1) * ROWS).take(ROWS).collect();
    let to_page = |page: usize| {
        let other = Search { page, ..search.changed(|_| {}) };
        with_view(address(&other))
    };

    let only = only_to(app, search, &answer);
    let ids: Vec<String> = (1..=only.len()).map(|at| format!("in-{at}")).collect();
    let counts: Vec<AreaCount<'_>> = only
        .iter()
        .zip(&ids)
        .map(|(one, id)| AreaCount {
            point: one.point,
            name: one.name,
            count: one.services.len(),
            href: format!("#{id}"),
        })
        .collect();
    let layers = layers(app, search, &answer, now)?;
    let kinds: Vec<KindTag> = layers.iter().map(|layer| layer.kind.clone()).collect();
    let place = answer.understood.place.as_ref();
    let from = place.and_then(|place| place.point);
    let in_need_area =
        |spot: &Spot<'_>| listing::on_map(&engine.catalogue.authority, spot.location).is_some_and(|at| at.need_area);
    let tags: Vec<KindTag> = shown.iter().map(|(_, spot)| listing::kind_tag(engine, &spot.service.kind)).collect();
    let pins: Vec<Pin<'_>> = shown
        .iter()
        .zip(&tags)
        .map(|((number, spot), kind)| Pin {
            point: spot.point,
            number: Some(*number),
            url: "",
            name: &spot.service.name,
            phone: None,
            kind,
            miles: from.map(|from| spot.miles.unwrap_or_else(|| distance_between(from, spot.point))),
            outlined: search.need_areas && in_need_area(spot),
        })
        .collect();
    let source = format!("/map.geojson{}", search.changed(|_| {}).query_string());
    let placed = !search.near.is_empty() || search.within.is_some() || !search.districts.is_empty();
    let wider = wider(search);
    let district = match search.districts.as_slice() {
        [only] if from.is_none() => engine.catalogue.district_position(only.as_str()).map(usize::from),
        _ => None,
    };
    let mut map = app.map.draw(MapRequest {
        pins: &pins,
        area_counts: &counts,
        from,
        from_label: place.map(|place| place.label.as_str()),
        whole_county: from.is_none() && search.districts.is_empty(),
        area: seen.map(|view| view.area()),
        district,
        nearby: &[],
        small: false,
        source: Some(FeatureSource { url: &source, kinds: &kinds, need_areas: search.need_areas }),
        wider: placed.then_some(wider.as_str()),
    });

    // The folds of the list beside it have the same signs and counts.
    map.legend.clear();
    let other = Search { need_areas: !search.need_areas, ..search.changed(|_| {}) };
    let places = spots.iter().filter(|spot| in_need_area(spot)).map(|spot| &spot.location.id);
    map.need_areas = need_areas(app, places, search.need_areas, || with_view(address(&other)));

    Ok(MapPage {
        layers,
        kept: hidden_fields(search),
        view: seen.map(|view| view.to_string()),
        moves: moves(app, search, seen),
        kinds: by_kind(app, &shown),
        here: numbered.len(),
        all: spots.len(),
        more: (at < last).then(|| to_page(at + 1)),
        back: (at > 1).then(|| to_page(at - 1)),
        only: only
            .iter()
            .zip(ids)
            .map(|(one, id)| OnlyIn {
                id,
                label: format!("{} in {}", one.services.len(), one.name),
                at: (one.point.latitude(), one.point.longitude()),
                rows: one
                    .services
                    .iter()
                    .take(ROWS)
                    .map(|at| row(app, &engine.catalogue.listed.services[*at as usize]))
                    .collect(),
            })
            .collect(),
        anywhere: answer.anywhere.len(),
        as_list: search.changed(|_| {}).url(),
        map,
        asked,
    })
}

/// What the page says about how it was asked, without the results, which the map has.
fn without_results(page: SearchPage) -> SearchPage {
    SearchPage {
        nearest_help: None,
        near: ResultGroup::default(),
        anywhere: ResultGroup::default(),
        cover: None,
        map: None,
        ..page
    }
}

/// Turns addresses of the search page into those of the map page.
fn on_the_map(page: &mut SearchPage, with_view: &dyn Fn(String) -> String) {
    let turn = |address: &mut String| {
        if let Some(rest) = address.strip_prefix("/search") {
            *address = with_view(format!("/map{rest}"));
        }
    };
    page.chips.iter_mut().for_each(|chip| turn(&mut chip.remove));
    page.spelling.iter_mut().for_each(|word| turn(&mut word.instead));
    page.hidden.iter_mut().for_each(|hidden| turn(&mut hidden.without));
    page.place.iter_mut().flat_map(|place| &mut place.others).for_each(|(_, address)| turn(address));
}

/// The kinds with how many services near enough to go to each has when all are shown.
fn layers(app: &AppState, search: &Search, answer: &Answer, now: NaiveDateTime) -> tantivy::Result<Vec<Layer>> {
    let engine = &app.engine;
    let all_kinds;
    let near = if search.kinds.is_empty() {
        &answer.near
    } else {
        all_kinds = engine.search(&search.changed(|s| s.kinds.clear()), now)?;
        &all_kinds.near
    };
    let mut counts = vec![0; engine.catalogue.terms.kinds.len()];
    for found in near {
        let service = engine.catalogue.entries[found.entry as usize].service;
        if let Some(count) = counts.get_mut(usize::from(engine.catalogue.facts[service as usize].kind)) {
            *count += 1;
        }
    }
    let layers = engine.catalogue.terms.kinds.iter().zip(counts).map(|(kind, count)| Layer {
        kind: listing::kind_tag(engine, &kind.slug),
        count,
        chosen: search.kinds.contains(&kind.slug),
    });
    Ok(layers.filter(|layer| layer.count > 0 || layer.chosen).collect())
}

/// What was asked for that the form has no field for.
fn hidden_fields(search: &Search) -> Vec<(String, String)> {
    let query = search.changed(|_| {}).query_string();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query.trim_start_matches('?')).unwrap_or_default();
    pairs.into_iter().filter(|(name, _)| !FIELDS.contains(&name.as_str())).collect()
}

/// Other parts of the map: those beside the view, or else each district.
fn moves(app: &AppState, search: &Search, seen: Option<View>) -> Vec<(String, String)> {
    /// A district fills the picture at about this zoom.
    const DISTRICT: f64 = 10.5;
    let authority = &app.engine.catalogue.authority;
    let whole = address(&search.changed(|_| {}));
    let to = |view: View| {
        let between = if whole.contains('?') { '&' } else { '?' };
        format!("{whole}{between}view={view}")
    };
    match seen {
        Some(view) => {
            let neighbours =
                view.neighbours(&authority.extent).into_iter().map(|(words, view)| (words.to_owned(), to(view)));
            neighbours.chain([(format!("All of {}", authority.name), whole.clone())]).collect()
        }
        None => {
            let districts = authority.districts.iter();
            districts.map(|district| (district.name.clone(), to(View::new(district.point(), DISTRICT)))).collect()
        }
    }
}

/// The rows of a page by their kinds, in the order of the kinds.
fn by_kind(app: &AppState, shown: &[&(usize, &Spot<'_>)]) -> Vec<MapKind> {
    let of_kind = |kind: &Kind| -> Vec<MapRow> {
        let rows = shown.iter().filter(|(_, spot)| spot.service.kind == kind.slug);
        rows.map(|(number, spot)| row_of(app, *number, spot)).collect()
    };
    let kinds = app.engine.catalogue.terms.kinds.iter().map(|kind| MapKind {
        kind: listing::kind_tag(&app.engine, &kind.slug),
        plural: kind.plural.clone(),
        rows: of_kind(kind),
    });
    kinds.filter(|kind| !kind.rows.is_empty()).collect()
}

fn row_of(app: &AppState, number: usize, spot: &Spot<'_>) -> MapRow {
    let place = listing::place_words(spot.location);
    MapRow {
        number: Some(number),
        place: if place == spot.service.name { String::new() } else { place },
        distance: spot.miles.map(Distance),
        ..row(app, spot.service)
    }
}

/// A service without a place of its own on the map. Only a confirmed number stands in a list as
/// short as this: the service's page has the others with all that has to be said about them.
fn row(app: &AppState, service: &Service) -> MapRow {
    let phone = service.confirmed_phone();
    MapRow {
        number: None,
        name: service.name.clone(),
        url: format!("/services/{}", service.id),
        kind: listing::kind_tag(&app.engine, &service.kind),
        place: String::new(),
        distance: None,
        phone: phone
            .map(|phone| PhoneNumberText { printed: phone.number.as_str().to_owned(), digits: phone.number.digits() }),
        confirmed: service.is_confirmed(),
    }
}
