//! The map as a picture whose markers are links. It needs no script, and it is what prints. Where
//! there is script, a button opens the map that moves in its place.

use super::shape::{class, letter_y, mark, outline};
use crate::{
    markup::{Decimal, Markup, Ready, Single, markup, put, written},
    model::{CountedLabel, MapFiles, MapLabel, MapPicture, Marker, NeedAreas, ScaleBar, Site},
    words,
};

/// Width of a marker as a share of the picture's width: at least 24 pixels on a page 320 wide.
/// Whoever places markers keeps their middles this far apart.
pub const MARKER_SHARE: f64 = 0.088;

/// The picture, its sentence and its legend, and the button of the map that moves where the site has it.
pub fn figure<'a>(site: &'a Site, map: &'a MapPicture) -> impl Markup + 'a {
    let size = map.width * MARKER_SHARE / 26.0;
    let scaled = written(markup(move |html| put!(html, ") scale(" (Decimal::<3>(size)) ")\"")));
    let files = site.assets.map.as_deref().filter(|_| !map.moving.is_empty());
    markup(move |html| {
        match files {
            Some(files) => {
                let parts = site.map.get(|| FilesParts(written(of_files(files))));
                put!(html, r#"<figure id="map" data-map='"#(Single(&map.moving))(Ready(&parts.0)));
            }
            None => put!(html, r#"<figure id="map" class="map">"#),
        }
        put!(html, r#"<svg viewBox="0 0 "# (Decimal::<0>(map.width)) " " (Decimal::<0>(map.height)));
        put!(html, r#"" role="group" aria-labelledby="map-sentence" class="map-picture">"#);
        put!(html, r#"<g aria-hidden="true" class="map-base">"#);
        for outline in &*map.outlines {
            put!(html, r#"<path class="map-"# (outline.class) " " (outline.class) r#"" d=""# (outline.path) r#""></path>"#);
        }
        put!(html, "</g>");
        put!(html, r#"<g aria-hidden="true" class="map-labels">"#);
        for one in &map.labels {
            put!(html, (label(one, &scaled)));
        }
        put!(html, "</g>"(map.from.map(|from| here(from, &scaled))));
        for one in &map.counted {
            put!(html, (counted(one, &scaled)));
        }
        for one in map.markers.iter().rev() {
            put!(html, (marker(one, &scaled)));
        }
        put!(html, (map.scale.as_ref().map(|one| scale(one, map, size, &scaled))) "</svg>");
        put!(html, r#"<figcaption id="map-sentence">"# (map.sentence) "</figcaption>" (legend(map)));
        put!(html, (map.need_areas.as_ref().map(need_areas)) "</figure>");
    })
}

/// What every map says of the files of the map that moves: all from after its data to the picture.
#[derive(Debug)]
pub struct FilesParts(String);

fn of_files(files: &MapFiles) -> impl Markup {
    markup(move |html| {
        put!(html, r#"' data-driver=""# (files.driver) r#"" data-leaflet=""# (files.leaflet) r#"" data-clusters=""#);
        put!(html, (files.clusters) r#"" data-sheets=""# (files.sheets) r#"" data-ground=""# (files.ground) "\"");
        if let Some(basemap) = &files.basemap {
            put!(html, r#" data-basemap=""# (basemap) "\"");
        }
        put!(html, r#" class="map">"#(opener(files)));
    })
}

/// The button, hidden until its script has come, and who else learns that it was pressed.
fn opener(files: &MapFiles) -> impl Markup {
    markup(move |html| {
        put!(
            html,
            r#"<p class="map-open"><button type="button" class="quiet" hidden>Open the map that moves</button>"#
        );
        put!(html, r#"<span class="said" role="status"></span></p>"#);
        if let Some(host) = &files.elsewhere {
            put!(html, r#"<p class="map-elsewhere screen-only">The pictures of the map that moves come from "#(host));
            put!(html, ". If you open it, that site can see which part of the map you look at.</p>");
        }
        put!(html, r#"<script type="module" src=""# (files.button) r#""></script>"#);
    })
}

/// The map folded away on a phone; it is open once somebody changed what it shows.
pub fn fold<'a>(site: &'a Site, map: &'a MapPicture) -> impl Markup + 'a {
    let open = map.need_areas.as_ref().is_some_and(|areas| areas.shown);
    markup(move |html| {
        put!(html, (if open { Ready("<details open") } else { Ready("<details") }));
        put!(html, r#" class="map-fold"><summary>See the map</summary>"# (figure(site, map)) "</details>");
    })
}

/// The attribute that sets a thing of markers' units in its place. `scaled` ends it with how large such
/// a unit is.
fn place(x: f64, y: f64, scaled: &str) -> impl Markup + '_ {
    markup(move |html| {
        put!(html, r#" transform="translate("# (Decimal::<1>(x)) " " (Decimal::<1>(y)) (Ready(scaled)));
    })
}

fn label<'a>(label: &'a MapLabel, scaled: &'a str) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, "<g"(place(label.x, label.y, scaled)) r#"><text class="map-name map-"# (label.class) r#"">"#);
        put!(html, (label.text) "</text></g>");
    })
}

fn counted<'a>(label: &'a CountedLabel, scaled: &'a str) -> impl Markup + 'a {
    let width = label.text.chars().count() as f64 * 6.0 + 14.0;
    markup(move |html| {
        put!(html, r#"<a href=""# (label.href) r#"" class="map-counted"><g"# (place(label.x, label.y, scaled)));
        put!(html, r#"><g class="map-scaled"><rect x=""# (Decimal::<0>(-width / 2.0)) r#"" y="-12" width=""# (Decimal::<0>(width)));
        put!(html, r#"" height="24" rx="12"></rect><text y="4">"# (label.text) "</text></g></g></a>");
    })
}

fn marker<'a>(marker: &'a Marker, scaled: &'a str) -> impl Markup + 'a {
    let badge = (marker.numbers.len() as f64 * 6.0 + 6.0).max(14.0);
    let shape = marker.shape;
    markup(move |html| {
        put!(html, r#"<a href=""# (marker.href) r#"" class=""# (Ready(class(shape))) r#""><title>"# (marker.name) "</title><g");
        put!(html, (place(marker.x, marker.y, scaled)) r#"><g class="map-scaled">"#);
        put!(html, r#"<rect x="-13" y="-13" width="26" height="26" class="map-target"></rect>"#);
        if marker.outlined {
            put!(html, r#"<circle class="map-outline" r="15"></circle>"#);
        }
        put!(html, r#"<path d=""# (Ready(outline(shape))) r#""></path><text y=""# (Ready(letter_y(shape))) r#"">"# (marker.letter));
        put!(html, "</text>");
        if !marker.numbers.is_empty() {
            put!(
                html,
                r#"<g transform="translate(9 -9)" class="map-badge"><rect x="-7" y="-7" width=""#(Decimal::<0>(badge))
            );
            put!(html, r#"" height="14" rx="7"></rect><text x=""# (Decimal::<0>(badge / 2.0 - 7.0)) r#"" y="4">"#);
            put!(html, (marker.numbers) "</text></g>");
        }
        put!(html, "</g></g></a>");
    })
}

/// Where the search is from: a ring and a dot, told apart from every kind.
fn here(at: (f64, f64), scaled: &str) -> impl Markup + '_ {
    markup(move |html| {
        put!(html, "<g" (place(at.0, at.1, scaled)) r#" class="map-here"><title>Where you searched from</title>"#);
        put!(html, r#"<circle r="9"></circle><circle r="3.5"></circle></g>"#);
    })
}

fn scale<'a>(bar: &'a ScaleBar, map: &MapPicture, size: f64, scaled: &'a str) -> impl Markup + 'a {
    let margin = map.width * 0.03;
    let (from_top, tall) = (map.height - margin - 5.0 * size, 5.0 * size);
    let words_from_top = map.height - margin - 8.0 * size;
    markup(move |html| {
        put!(html, r#"<g aria-hidden="true" class="map-scale"><path d="M"# (Decimal::<1>(margin)) " ");
        put!(html, (Decimal::<1>(from_top)) "v" (Decimal::<1>(tall)) "h" (Decimal::<1>(bar.length)) "v-");
        put!(html, (Decimal::<1>(tall)) r#""></path><g"# (place(margin, words_from_top, scaled)) "><text>");
        put!(html, (bar.label) "</text></g></g>");
    })
}

fn legend(map: &MapPicture) -> Option<impl Markup> {
    (!map.legend.is_empty() || map.from.is_some()).then_some(markup(move |html| {
        put!(html, r#"<ul role="list" class="legend">"#);
        if map.from.is_some() {
            put!(
                html,
                r#"<li><svg class="map-here" viewBox="-13 -13 26 26" aria-hidden="true"><circle r="9"></circle>"#
            );
            put!(html, r#"<circle r="3.5"></circle></svg><span>Where you searched from</span></li>"#);
        }
        for entry in &map.legend {
            put!(html, "<li>" (mark(&entry.kind)) "<span>" (entry.kind.label) " (" (entry.count) ")</span></li>");
        }
        put!(html, "</ul>");
    }))
}

/// The link that shows or hides the red outlines, and what they mean.
fn need_areas(areas: &NeedAreas) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<div class="need-areas">"#);
        if areas.shown {
            put!(html, r#"<p><svg class="map-outline-key" viewBox="-17 -17 34 34" aria-hidden="true">"#);
            put!(html, r#"<circle class="map-outline" r="15"></circle></svg><span>"#(words::outlined(areas.count)));
            put!(html, " " (areas.words) "</span></p>");
        }
        put!(html, r#"<p class="screen-only"><a href=""# (areas.switch) r##"#map">"##);
        put!(html, (if areas.shown { "Hide the areas of greatest need" } else { "Show the areas of greatest need" }));
        put!(html, "</a></p></div>");
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    #[test]
    fn markers_are_named_links_with_their_numbers() {
        let html = text_of(figure(&samples::site(), &samples::map()));
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
        let off = text_of(figure(&samples::site(), &MapPicture { need_areas: Some(areas(false)), ..samples::map() }));
        assert!(off.contains("<a href=\"/hubs?need-areas=yes#map\">Show the areas of greatest need</a>"), "{off}");
        assert!(!off.contains("map-outline") && !off.contains("A red outline"), "{off}");
        let mut map = MapPicture { need_areas: Some(areas(true)), ..samples::map() };
        map.markers[0].outlined = true;
        let on = text_of(figure(&samples::site(), &map));
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
        assert!(!text_of(figure(&samples::site(), &map)).contains("<script>"));
    }
}
