//! The document around every page: head, header, footer, and the two things that are always in
//! reach: urgent help and 'Leave this page'.

use crate::{
    markup::{self, Marked, Markup, Put, Ready, markup, put},
    model::{Assets, Head, Site},
};
use leptos::prelude::*;

/// Where the browser half starts. Islands are few and never nested, so each is started where it
/// stands. A person who asked their browser to save data goes without.
const LOADER: &str = include_str!("islands/loader.js");

/// The places of the main menu: path and words.
const MENU: [(&str, &str); 7] = [
    ("/search", "Find help"),
    ("/hubs", "Family Hubs"),
    ("/map", "Map"),
    ("/needs", "Needs"),
    ("/young-people", "Young people"),
    ("/shortlist", "Shortlist"),
    ("/urgent", "Urgent help"),
];

/// The places of the footer: path and words.
const FOOT: [(&str, &str); 5] = [
    ("/about", "About this site"),
    ("/privacy", "Privacy"),
    ("/accessibility", "Accessibility"),
    ("/glossary", "What words mean"),
    ("/add-a-service", "Add a service"),
];

/// Room for an ordinary page, so that its string grows seldom.
const ROOM: usize = 64 * 1024;

/// Renders the whole document around what `main` builds. `main` runs inside the reactive owner
/// that islands need.
pub(crate) fn document<V: IntoView>(site: &Site, head: &Head, main: impl FnOnce() -> V) -> String {
    written(site, head, Ready(&rendered(main)))
}

/// Writes the whole document around a main part that is written itself.
pub(crate) fn written(site: &Site, head: &Head, main: impl Put) -> String {
    let frame = site.frame.get(|| Frame::of(site));
    let here = MENU.iter().position(|(path, _)| *path == head.path);
    let mut html = String::with_capacity(ROOM);
    put!(&mut html, (self::head(site, frame, head))(frame.header.with(r#" aria-current="page""#, here.as_slice())));
    put!(&mut html, (main)(Ready(&frame.foot)));
    html
}

/// What stands around the main part of all pages of a site, but for what is a page's own. Written once.
#[derive(Debug)]
pub struct Frame {
    /// From the beginning to the title.
    start: String,
    /// From after the title to the page's description.
    leave: String,
    /// From after that and `noindex` to the title for shared links.
    colours: String,
    /// From after both for shared links to the end of what all heads hold.
    assets: String,
    /// The script that starts islands; `None` when the browser half was not built.
    loader: Option<String>,
    /// The header and all before the main part; each link of the menu may be that of the page itself.
    header: Marked,
    /// All after the main part.
    foot: String,
}

impl Frame {
    fn of(site: &Site) -> Self {
        let assets = &site.assets;
        Self {
            start: markup::written(markup(|html| {
                put!(html, r#"<!DOCTYPE html><html lang="en-GB" data-leave=""# (site.leave_url) r#""><head><meta charset="utf-8">"#);
                put!(html, r#"<meta name="viewport" content="width=device-width, initial-scale=1"><title>"#);
            })),
            leave: markup::written(markup(|html| {
                put!(html, r#"</title><script src=""# (assets.leave) r#""></script><meta name="description" content=""#);
            })),
            colours: markup::written(markup(|html| {
                for (scheme, paper) in [("light", &site.papers.0), ("dark", &site.papers.1)] {
                    put!(html, r#"<meta media="(prefers-color-scheme: "# (scheme) r#")" name="theme-color" content=""#);
                    put!(html, (paper) "\">");
                }
                put!(html, r#"<meta property="og:title" content=""#);
            })),
            assets: markup::written(markup(|html| {
                put!(html, r#""><meta property="og:type" content="website"><meta property="og:site_name" content=""#);
                put!(html, (site.name) r#""><meta property="og:locale" content="en_GB">"#);
                put!(html, r#"<link rel="icon" type="image/svg+xml" href=""# (assets.icon) r#"">"#);
                for sheet in [Some(&assets.style), assets.colours.as_ref()].into_iter().flatten() {
                    put!(html, r#"<link rel="stylesheet" href=""# (sheet) r#"">"#);
                }
            })),
            loader: script(assets),
            header: Marked::new(|html, places| header(html, places, site)),
            foot: markup::written(markup(|html| put!(html, "</main>" (footer(site)) "</body></html>"))),
        }
    }
}

/// Renders a document of any sort to one string. `build` runs inside the reactive owner that
/// islands need.
pub(crate) fn rendered<V: IntoView>(build: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    without_markers(&owner.with(|| build().to_html()))
}

/// Takes out the empty comments with which Leptos marks places for hydration, but for those inside
/// an island. Text never holds one: `<` is escaped there.
fn without_markers(html: &str) -> String {
    const ISLAND_END: &str = "</leptos-island>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let island = rest.find("<leptos-island").unwrap_or(rest.len());
        for piece in rest[..island].split("<!>") {
            out.push_str(piece);
        }
        rest = &rest[island..];
        let end = rest.find(ISLAND_END).map_or(rest.len(), |at| at + ISLAND_END.len());
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out
}

fn head<'a>(site: &'a Site, frame: &'a Frame, head: &'a Head) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, (Ready(&frame.start)) (title(site, head)) (Ready(&frame.leave)) (head.description) "\">");
        if head.no_index {
            put!(html, r#"<meta name="robots" content="noindex">"#);
        }
        put!(html, (Ready(&frame.colours)) (title(site, head)) r#""><meta property="og:description" content=""#);
        put!(html, (head.description)(Ready(&frame.assets)));
        if let Some(script) = frame.loader.as_deref().filter(|_| head.islands) {
            put!(html, r#"<script type="module" nonce=""# (head.nonce) r#"">"# (Ready(script)) "</script>");
        }
        if let Some(script) = site.assets.shortlist.as_ref().filter(|_| head.shortlist) {
            put!(html, r#"<script src=""# (script) r#"" defer></script>"#);
        }
        put!(html, "</head>");
    })
}

fn title<'a>(site: &'a Site, head: &'a Head) -> impl Markup + 'a {
    markup(move |html| {
        if !head.title.is_empty() {
            put!(html, (head.title) " - ");
        }
        put!(html, (site.name));
    })
}

/// Writes the header and all before the main part, and where a link of the menu may say that it is the page's own.
fn header(html: &mut String, places: &mut Vec<usize>, site: &Site) {
    put!(html, r##"<body><a class="skip" href="#main">Skip to the main part</a>"##);
    put!(html, r#"<header class="top"><div class="bar"><p class="bar-urgent">"#);
    put!(html, r#"<a href="tel:999">In danger? Ring 999</a><a href="/urgent">Urgent help</a></p>"#);
    put!(html, r#"<a href=""# (site.leave_url) r#"" rel="noreferrer nofollow" class="leave">Leave this page</a></div>"#);
    put!(html, r#"<div class="top-inner"><a href="/" class="brand">"# (BRAND_MARK) "<span>" (site.name) "</span></a>");
    put!(html, r#"<nav aria-label="Main" class="menu"><ul role="list">"#);
    for (to, words) in MENU {
        put!(html, r#"<li><a href=""# (Ready(to)) "\"");
        places.push(html.len());
        put!(html, ">" (Ready(words)) "</a></li>");
    }
    put!(html, r#"</ul></nav><label class="contrast"><input type="checkbox" id="contrast" autocomplete="off">"#);
    put!(html, r#"<span>High contrast</span></label></div></header><main id="main" tabindex="-1">"#);
}

/// A house with a heart in it.
const BRAND_MARK: Ready<'static> = Ready(concat!(
    r#"<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">"#,
    r#"<path class="brand-roof" d="M3 15.5 16 4l13 11.5V27a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z"></path><path class="brand-heart" "#,
    r#"d="M16 25.5c-4.6-3.4-7-5.9-7-8.6a3.7 3.7 0 0 1 7-1.8 3.7 3.7 0 0 1 7 1.8c0 2.7-2.4 5.2-7 8.6Z"></path></svg>"#,
));

fn footer(site: &Site) -> impl Markup {
    markup(move |html| {
        put!(
            html,
            r#"<footer class="foot"><div class="foot-inner"><nav aria-label="About" class="foot-links"><ul role="list">"#
        );
        for (to, words) in FOOT {
            put!(html, r#"<li><a href=""# (to) r#"">"# (words) "</a></li>");
        }
        put!(html, r#"</ul></nav><p class="foot-notice">"# (site.notice) "</p><p>Not sure where to start? Ring ");
        put!(html, (site.fallback_label) r#": <a href="tel:"# (site.fallback.digits) r#"">"# (site.fallback.printed));
        put!(html, "</a></p><p>To leave fast with a keyboard, press Shift three times. To hide that you were here, ");
        put!(html, r#"you may also need to clear your browser's history.</p><p><a href=""#(site.council_url));
        put!(html, r#"" rel="noreferrer">"# (site.council) r#"</a></p><p><a href="/open-data">Open data</a></p>"#);
        put!(html, r#"<div class="foot-small">"#);
        for line in &site.attributions {
            put!(html, "<p>" (line) "</p>");
        }
        put!(html, "</div></div></footer>");
    })
}

/// The script that starts islands. Nothing is escaped inside <script>; both addresses go through `script_string`.
fn script(assets: &Assets) -> Option<String> {
    let js = assets.islands_js.as_deref()?;
    let wasm = assets.islands_wasm.as_deref()?;
    Some(LOADER.trim_end().replace("ISLANDS_JS", &script_string(js)).replace("ISLANDS_WASM", &script_string(wasm)))
}

/// A JavaScript string that is safe inside a `<script>` element.
fn script_string(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '/' | '.' | '-' | '_' | ':' | '?' | '=' | '%' => out.push(character),
            other => out.extend(other.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples;

    fn page(head: &Head) -> String {
        document(&samples::site(), head, || view! { <h1>"Hello"</h1> })
    }

    #[test]
    fn a_page_has_its_landmarks_and_a_way_out() {
        let html = page(&Head { title: "Urgent help".to_owned(), path: "/urgent".to_owned(), ..Head::default() });
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en-GB\""), "{html}");
        assert!(html.contains("<title>Urgent help - Family Hub Finder</title>"));
        for part in
            ["<header", "<main id=\"main\"", "<footer", "class=\"skip\"", "href=\"tel:999\"", "href=\"/urgent\""]
        {
            assert!(html.contains(part), "{part}");
        }
        assert!(html.contains("class=\"leave\""));
        assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
        assert!(!html.contains("<!>"), "{html}");
    }

    #[test]
    fn the_loader_stands_only_where_an_island_does() {
        let mut head = Head { nonce: "abc\"<".to_owned(), ..Head::default() };
        assert!(!page(&head).contains("type=\"module\""));
        head.islands = true;
        let html = page(&head);
        assert!(
            html.contains("type=\"module\" nonce=\"abc&quot;<\"") || html.contains("nonce=\"abc&quot;&lt;\""),
            "{html}"
        );
        assert!(html.contains("import(\"/pkg/app.js\")"), "{html}");
    }

    #[test]
    fn an_address_cannot_end_the_script() {
        assert_eq!(script_string("/a</script>"), "\"/a\\u003c/script\\u003e\"");
        assert_eq!(script_string("\"\\"), "\"\\u0022\\u005c\"");
    }

    #[test]
    fn markers_stay_inside_islands() {
        assert_eq!(
            without_markers("<p>a<!>b</p><leptos-island x><!>c</leptos-island><!>d"),
            "<p>ab</p><leptos-island x><!>c</leptos-island>d"
        );
    }

    #[test]
    fn what_a_title_says_is_escaped() {
        let html = page(&Head { title: "</title><script>alert(1)</script>".to_owned(), ..Head::default() });
        assert!(!html.contains("<script>alert"), "{html}");
    }
}
