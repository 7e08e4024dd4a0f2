//! The map as a picture whose markers are links. It needs no script, and it is what prints. Where
//! there is script, a button opens the interactive map in its place.

use super::shape::{KindMark, MarkStrokes, class};
use crate::{
    model::{CountedLabel, MapFiles, MapPicture, Marker, NeedAreas, ScaleBar, Site},
    words,
};
use leptos::prelude::*;

/// Width of a marker as a share of the picture's width: at least 24 pixels on a page 320 wide.
/// Whoever places markers keeps their middles this far apart.
pub const MARKER_SHARE: f64 = 0.088;

/// The picture, its sentence and its legend, and the button of the interactive map where the site has it.
#[component]
pub(crate) fn MapFigure<'a>(site: &'a Site, map: &'a MapPicture) -> impl IntoView {
    let files = site.assets.map.as_deref().filter(|_| !map.moving.is_empty());
    view! {
        <figure
            class="map"
            id="map"
            // Short, or the sentence would be spoken as the name of the figure and once more as its text.
            aria-label="Map"
            data-map=files.map(|_| map.moving.as_str())
            data-driver=files.map(|files| files.driver.as_str())
            data-leaflet=files.map(|files| files.leaflet.as_str())
            data-clusters=files.map(|files| files.clusters.as_str())
            data-sheets=files.map(|files| files.sheets.as_str())
            data-ground=files.map(|files| files.ground.as_str())
            data-basemap=files.and_then(|files| files.basemap.as_deref())
        >
            {files.map(|files| view! { <MapOpener files /> })}
            <MapDrawing map />
            <figcaption>
                <p class="map-sentence">{map.sentence.as_str()}</p>
                <MapLegend map />
                {map.need_areas.as_ref().map(|areas| view! { <NeedAreaSwitch areas /> })}
            </figcaption>
        </figure>
    }
}

/// The map folded away on a phone; it is open once somebody changed what it shows.
#[component]
pub(crate) fn FoldedMap<'a>(site: &'a Site, map: &'a MapPicture) -> impl IntoView {
    let open = map.need_areas.is_some();
    view! {
        <details class="map-fold" open=open>
            <summary>"See the map"</summary>
            <MapFigure site map />
        </details>
    }
}

/// The button, hidden until its script has come, and who else learns that it was pressed.
#[component]
fn MapOpener<'a>(files: &'a MapFiles) -> impl IntoView {
    let elsewhere = files.elsewhere.as_deref().map(|host| {
        view! {
            <p class="map-elsewhere screen-only">
                "The pictures of the map come from "{host}
                ". If you open the map, that site can see which part of the map you look at."
            </p>
        }
    });
    view! {
        <p class="map-open">
            <button type="button" class="quiet" hidden>
                "Open the map"
            </button>
            <span class="said" role="status"></span>
        </p>
        {elsewhere}
        <script type="module" src=files.button.as_str()></script>
    }
}

#[component]
fn MapDrawing<'a>(map: &'a MapPicture) -> impl IntoView {
    // How large a unit of markers and names is, which are drawn 26 units wide.
    let unit = map.width * MARKER_SHARE / 26.0;
    let outlines = map
        .outlines
        .iter()
        .map(|outline| view! { <path class=format!("map-{0} {0}", outline.class) d=outline.path.as_str() /> })
        .collect_view();
    let labels = map
        .labels
        .iter()
        .map(|label| {
            view! {
                <text class=format!("map-name map-{}", label.class) transform=transform((label.x, label.y), unit)>
                    {label.text.as_str()}
                </text>
            }
        })
        .collect_view();
    view! {
        <svg
            class="map-picture"
            viewBox=format!("0 0 {} {}", map.width, map.height)
            role="group"
            aria-label="Places on the map"
        >
            <g class="map-base" aria-hidden="true">{outlines}</g>
            <g class="map-labels" aria-hidden="true">{labels}</g>
            {(!map.nearby.is_empty()).then(|| view! { <path class="map-nearby" d=dots(&map.nearby) aria-hidden="true" /> })}
            {map.from.map(|at| view! { <SearchOrigin at unit /> })}
            {map.counted.iter().map(|label| view! { <CountedMarker label unit /> }).collect_view()}
            {map.markers.iter().rev().map(|marker| view! { <MapMarker marker unit /> }).collect_view()}
            {map.scale.as_ref().map(|bar| view! { <MapScale bar map unit /> })}
        </svg>
    }
}

/// Dots as lines without a length, which have round ends.
fn dots(places: &[(f64, f64)]) -> String {
    places.iter().map(|(x, y)| format!("M{x} {y}h0")).collect()
}

/// The attribute that sets something of markers' units in its place.
fn transform((x, y): (f64, f64), unit: f64) -> String {
    format!("translate({x:.1} {y:.1}) scale({unit:.3})")
}

#[component]
fn CountedMarker<'a>(label: &'a CountedLabel, unit: f64) -> impl IntoView {
    let width = label.text.chars().count() as f64 * 6.0 + 14.0;
    view! {
        <a class="map-counted" href=label.href.as_str()>
            <g transform=transform((label.x, label.y), unit)>
                <g class="map-scaled">
                    <rect x=-width / 2.0 y="-12" width=width height="24" rx="12" />
                    <text y="4">{label.text.as_str()}</text>
                </g>
            </g>
        </a>
    }
}

#[component]
fn MapMarker<'a>(marker: &'a Marker, unit: f64) -> impl IntoView {
    let width = (marker.numbers.len() as f64 * 6.0 + 6.0).max(14.0);
    let badge = (!marker.numbers.is_empty()).then(|| {
        view! {
            <g class="map-badge" transform="translate(9 -9)">
                <rect x="-7" y="-7" width=width height="14" rx="7" />
                <text x=width / 2.0 - 7.0 y="4">{marker.numbers.as_str()}</text>
            </g>
        }
    });
    view! {
        <a class=class(marker.kind.shape) href=marker.href.as_str()>
            <title>{marker.name.as_str()}</title>
            <g transform=transform((marker.x, marker.y), unit)>
                <g class="map-scaled">
                    <rect class="map-target" x="-13" y="-13" width="26" height="26" />
                    {marker.outlined.then(|| view! { <circle class="map-outline" r="15" /> })}
                    <MarkStrokes kind=&marker.kind />
                    {badge}
                </g>
            </g>
        </a>
    }
}

/// Where the search is from: a ring and a dot, told apart from every kind.
#[component]
fn SearchOrigin(at: (f64, f64), unit: f64) -> impl IntoView {
    view! {
        <g class="map-here" transform=transform(at, unit)>
            <title>"Where you searched from"</title>
            <circle r="9" />
            <circle r="3.5" />
        </g>
    }
}

#[component]
fn MapScale<'a>(bar: &'a ScaleBar, map: &'a MapPicture, unit: f64) -> impl IntoView {
    let margin = map.width * 0.03;
    let (top, height) = (map.height - margin - 5.0 * unit, 5.0 * unit);
    let words_from_top = map.height - margin - 8.0 * unit;
    view! {
        <g class="map-scale" aria-hidden="true">
            <path d=format!("M{margin:.1} {top:.1}v{height:.1}h{:.1}v-{height:.1}", bar.length) />
            <g transform=transform((margin, words_from_top), unit)>
                <text>{bar.label.as_str()}</text>
            </g>
        </g>
    }
}

#[component]
fn MapLegend<'a>(map: &'a MapPicture) -> Option<impl IntoView> {
    if map.legend.is_empty() && map.from.is_none() && !map.has_built_up {
        return None;
    }
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
    let kinds = map
        .legend
        .iter()
        .map(|entry| {
            view! { <li><KindMark kind=&entry.kind /><span>{format!("{} ({})", entry.kind.label, entry.count)}</span></li> }
        })
        .collect_view();
    let nearby = (!map.nearby.is_empty()).then(|| {
        view! {
            <li>
                <svg viewBox="-13 -13 26 26" aria-hidden="true"><path class="map-nearby" d="M0 0h0" /></svg>
                <span>"Other places we list"</span>
            </li>
        }
    });
    // What the map cannot show is said too.
    let built_up = map.has_built_up.then(|| {
        view! {
            <li>
                <svg class="map-base" viewBox="-13 -13 26 26" aria-hidden="true"><path class="built" d="M-11-6H7l4 5v8H-11z" /></svg>
                <span>"Built-up area. Streets are not drawn."</span>
            </li>
        }
    });
    Some(view! { <ul class="legend" role="list">{from}{kinds}{nearby}{built_up}</ul> })
}

/// What the red outlines mean, and the link that hides them.
#[component]
fn NeedAreaSwitch<'a>(areas: &'a NeedAreas) -> impl IntoView {
    view! {
        <div class="need-areas">
            <p>
                <svg class="map-outline-key" viewBox="-17 -17 34 34" aria-hidden="true">
                    <circle class="map-outline" r="15" />
                </svg>
                <span>{words::outlined(areas.count)} " " {areas.words.as_str()}</span>
            </p>
            <p class="screen-only"><a href=format!("{}#map", areas.switch)>"Hide the areas of greatest need"</a></p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    fn drawn(map: &MapPicture) -> String {
        let site = samples::site();
        text_of(view! { <MapFigure site=&site map /> })
    }

    #[test]
    fn markers_are_named_links_with_their_numbers() {
        let html = drawn(&samples::map());
        assert!(html.contains("href=\"#result-1\""), "{html}");
        assert!(html.contains("<title>1: Brookside Family Hub, 0.8 miles</title>"), "{html}");
        assert_eq!(html.matches(samples::map().sentence.as_str()).count(), 1, "said once: {html}");
        assert!(html.contains("Family Hub (1)"));
    }

    #[test]
    fn areas_of_greatest_need_are_shown_only_when_they_are_asked_for() {
        let areas = NeedAreas { count: 1, switch: "/hubs".to_owned(), words: "A red outline means…".to_owned() };
        let off = drawn(&samples::map());
        assert!(!off.contains("map-outline") && !off.contains("greatest need"), "{off}");
        let mut map = MapPicture { need_areas: Some(areas), ..samples::map() };
        map.markers[0].outlined = true;
        let on = drawn(&map);
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
        assert!(!drawn(&map).contains("<script>"));
    }
}
