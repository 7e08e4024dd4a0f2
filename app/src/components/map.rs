//! The map as a picture whose markers are links. It needs no script, and it is what prints. Where
//! there is script, a button opens the map that moves in its place.

use super::shape::{class, letter_y, mark, outline};
use crate::{
    model::{CountedLabel, LegendEntry, MapFiles, MapLabel, MapPicture, Marker, NeedAreas, ScaleBar},
    words,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Width of a marker as a share of the picture's width: at least 24 pixels on a page 320 wide.
/// Whoever places markers keeps their middles this far apart.
pub const MARKER_SHARE: f64 = 0.088;

/// The picture, its sentence and its legend, and the button of the map that moves when the document
/// around it provides `MapFiles`.
pub fn figure(map: &MapPicture) -> impl IntoView {
    let size = map.width * MARKER_SHARE / 26.0;
    let view_box = format!("0 0 {} {}", map.width, map.height);
    let files = use_context::<Arc<MapFiles>>().filter(|_| !map.moving.is_empty());
    let file = |of: fn(&MapFiles) -> &String| files.as_deref().map(|files| of(files).clone());
    view! {
        <figure
            class="map"
            id="map"
            data-map=files.as_ref().map(|_| map.moving.as_str())
            data-driver=file(|files| &files.driver)
            data-leaflet=file(|files| &files.leaflet)
            data-clusters=file(|files| &files.clusters)
            data-sheets=file(|files| &files.sheets)
            data-ground=file(|files| &files.ground)
            data-basemap=files.as_ref().and_then(|files| files.basemap.clone())
        >
            {files.as_deref().map(opener)}
            <svg class="map-picture" viewBox=view_box role="group" aria-labelledby="map-sentence">
                <g class="map-base" aria-hidden="true" inner_html=map.base.as_str()></g>
                <g class="map-labels" aria-hidden="true">
                    {map.labels.iter().map(|one| label(one, size)).collect_view()}
                </g>
                {map.from.map(|from| here(from, size))}
                {map.counted.iter().map(|one| counted(one, size)).collect_view()}
                {map.markers.iter().rev().map(|one| marker(one, size)).collect_view()}
                {map.scale.as_ref().map(|one| scale(one, map, size))}
            </svg>
            <figcaption id="map-sentence">{map.sentence.as_str()}</figcaption>
            {legend(map)}
            {map.need_areas.as_ref().map(need_areas)}
        </figure>
    }
}

/// The button, hidden until its script has come, and who else learns that it was pressed.
fn opener(files: &MapFiles) -> impl IntoView + use<> {
    let elsewhere = files.elsewhere.clone().map(|host| {
        view! {
            <p class="map-elsewhere screen-only">
                "The pictures of the map that moves come from "{host}
                ". If you open it, that site can see which part of the map you look at."
            </p>
        }
    });
    view! {
        <p class="map-open">
            <button type="button" class="quiet" hidden>
                "Open the map that moves"
            </button>
            <span class="said" role="status"></span>
        </p>
        {elsewhere}
        <script type="module" src=files.button.clone()></script>
    }
}

/// The map folded away on a phone; it is open once somebody changed what it shows.
pub fn fold(map: &MapPicture) -> AnyView {
    let open = map.need_areas.as_ref().is_some_and(|areas| areas.shown);
    view! {
        <details class="map-fold" open=open>
            <summary>"See the map"</summary>
            {figure(map)}
        </details>
    }
    .into_any()
}

fn place(x: f64, y: f64, size: f64) -> String {
    format!("translate({x:.1} {y:.1}) scale({size:.3})")
}

fn label(label: &MapLabel, size: f64) -> impl IntoView {
    view! {
        <g transform=place(label.x, label.y, size)>
            <text class=format!("map-name map-{}", label.class)>{label.text.as_str()}</text>
        </g>
    }
}

fn counted(label: &CountedLabel, size: f64) -> impl IntoView {
    let width = label.text.chars().count() as f64 * 6.0 + 14.0;
    view! {
        <a class="map-counted" href=label.href.as_str()>
            <g transform=place(label.x, label.y, size)>
                <g class="map-scaled">
                    <rect x=-width / 2.0 y="-12" width=width height="24" rx="12" />
                    <text y="4">{label.text.as_str()}</text>
                </g>
            </g>
        </a>
    }
}

fn marker(marker: &Marker, size: f64) -> impl IntoView {
    let badge = marker.numbers.chars().count() as f64 * 6.0 + 6.0;
    view! {
        <a class=class(marker.kind.shape) href=marker.href.as_str()>
            <title>{marker.name.as_str()}</title>
            <g transform=place(marker.x, marker.y, size)>
                <g class="map-scaled">
                    <rect class="map-target" x="-13" y="-13" width="26" height="26" />
                    {marker.outlined.then(|| view! { <circle class="map-outline" r="15" /> })}
                    <path d=outline(marker.kind.shape) />
                    <text y=letter_y(marker.kind.shape)>{marker.kind.letter.as_str()}</text>
                    {(!marker.numbers.is_empty()).then(|| view! {
                        <g class="map-badge" transform="translate(9 -9)">
                            <rect x=-7.0 y="-7" width=badge.max(14.0) height="14" rx="7" />
                            <text x=badge.max(14.0) / 2.0 - 7.0 y="4">{marker.numbers.as_str()}</text>
                        </g>
                    })}
                </g>
            </g>
        </a>
    }
}

/// Where the search is from: a ring and a dot, told apart from every kind.
fn here(at: (f64, f64), size: f64) -> impl IntoView {
    view! {
        <g class="map-here" transform=place(at.0, at.1, size)>
            <title>"Where you searched from"</title>
            <circle r="9" />
            <circle r="3.5" />
        </g>
    }
}

fn scale(bar: &ScaleBar, map: &MapPicture, size: f64) -> impl IntoView {
    let margin = map.width * 0.03;
    view! {
        <g class="map-scale" aria-hidden="true">
            <path d=format!(
                "M{margin:.1} {:.1}v{:.1}h{:.1}v-{:.1}",
                map.height - margin - 5.0 * size,
                5.0 * size,
                bar.length,
                5.0 * size,
            ) />
            <g transform=place(margin, map.height - margin - 8.0 * size, size)>
                <text>{bar.label.as_str()}</text>
            </g>
        </g>
    }
}

fn legend(map: &MapPicture) -> Option<impl IntoView> {
    let row = |entry: &LegendEntry| {
        view! { <li>{mark(&entry.kind)}<span>{format!("{} ({})", entry.kind.label, entry.count)}</span></li> }
            .into_any()
    };
    let rows: Vec<_> = map.legend.iter().map(row).collect();
    let from = map.from.map(|_| {
        view! {
            <li>
                <svg class="map-here" viewBox="-13 -13 26 26" aria-hidden="true">
                    <circle r="9" />
                    <circle r="3.5" />
                </svg>
                <span>"Where you searched from"</span>
            </li>
        }
    });
    (!rows.is_empty() || from.is_some()).then(|| view! { <ul class="legend" role="list">{from}{rows}</ul> })
}

/// The link that shows or hides the red outlines, and what they mean.
fn need_areas(areas: &NeedAreas) -> impl IntoView {
    let link = if areas.shown { "Hide the areas of greatest need" } else { "Show the areas of greatest need" };
    view! {
        <div class="need-areas">
            {areas.shown.then(|| view! {
                <p>
                    <svg class="map-outline-key" viewBox="-17 -17 34 34" aria-hidden="true">
                        <circle class="map-outline" r="15" />
                    </svg>
                    <span>{words::outlined(areas.count)} " " {areas.words.as_str()}</span>
                </p>
            })}
            <p class="screen-only"><a href=format!("{}#map", areas.switch)>{link}</a></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    #[test]
    fn markers_are_named_links_with_their_numbers() {
        let html = text_of(figure(&samples::map()));
        assert!(html.contains("href=\"#result-1\""), "{html}");
        assert!(html.contains("<title>1: Brookside Family Hub, 0.8 miles</title>"), "{html}");
        assert!(html.contains("aria-labelledby=\"map-sentence\""));
        assert!(html.contains("Family Hub (1)"));
    }

    #[test]
    fn areas_of_greatest_need_are_shown_only_when_they_are_asked_for() {
        let areas = |shown| NeedAreas {
            shown,
            count: 1,
            switch: "/hubs?need-areas=yes".to_owned(),
            words: "A red outline means…".to_owned(),
        };
        let off = text_of(figure(&MapPicture { need_areas: Some(areas(false)), ..samples::map() }));
        assert!(off.contains("<a href=\"/hubs?need-areas=yes#map\">Show the areas of greatest need</a>"), "{off}");
        assert!(!off.contains("map-outline") && !off.contains("A red outline"), "{off}");
        let mut map = MapPicture { need_areas: Some(areas(true)), ..samples::map() };
        map.markers[0].outlined = true;
        let on = text_of(figure(&map));
        assert!(on.contains("One place here has a red outline. A red outline means…"), "{on}");
        assert!(on.contains("Hide the areas") && on.contains("<circle class=\"map-outline\""), "{on}");
    }

    #[test]
    fn names_on_the_map_are_escaped() {
        let mut map = samples::map();
        map.markers[0].name = ATTACK.to_owned();
        map.labels[0].text = ATTACK.to_owned();
        map.counted[0].text = ATTACK.to_owned();
        map.sentence = ATTACK.to_owned();
        assert!(!text_of(figure(&map)).contains("<script>"));
    }
}
