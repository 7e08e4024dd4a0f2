//! The document around every page: head, footer, and a header of one row that stays in sight, with the two
//! things that are always in reach: urgent help and 'Leave this page'.

use crate::{
    components::web::without_scheme,
    model::{Assets, Head, Site},
};
use leptos::{attr::custom::custom_attribute, prelude::*};
use memchr::memmem;

/// Where the browser half starts. Islands are few and never nested, so each is started where it
/// stands. A person who asked their browser to save data goes without.
const LOADER: &str = include_str!("islands/loader.js");

/// The empty comment that Leptos writes for hydration, and where an island begins and ends.
const MARKER: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// The places of the main menu: path and words.
const MENU: [(&str, &str); 7] = [
    ("/search", "Find help"),
    ("/hubs", "Family Hubs"),
    ("/map", "Map"),
    ("/needs", "Needs"),
    ("/young-people", "Young people"),
    ("/professionals", "Professionals"),
    ("/shortlist", "Shortlist"),
];

/// The places of the footer: path and words.
const FOOTER: [(&str, &str); 7] = [
    ("/about", "About this site"),
    ("/privacy", "Privacy"),
    ("/accessibility", "Accessibility"),
    ("/glossary", "What words mean"),
    ("/add-a-service", "Add a service"),
    ("/contact", "Write to us"),
    ("/open-data", "Open data"),
];

/// Renders a document to one string. `build` runs inside the reactive owner that islands need.
pub(crate) fn render_document<V: IntoView>(build: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    without_markers(&owner.with(|| build().to_html()))
}

/// Takes out the empty comments with which Leptos marks places for hydration, but for those inside
/// an island. Text never holds one: `<` is escaped there.
pub(crate) fn without_markers(html: &str) -> String {
    // Outside of islands nothing is hydrated, and a page of twenty results holds some two thousand. Leptos
    // has no way to render without them. The finders look at many bytes at once, which `str::find` does not.
    let (marker, island, island_end) =
        (memmem::Finder::new(MARKER), memmem::Finder::new(ISLAND), memmem::Finder::new(ISLAND_END));
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let (outside, from_island) = rest.split_at(island.find(rest.as_bytes()).unwrap_or(rest.len()));
        let mut written = 0;
        for at in marker.find_iter(outside.as_bytes()) {
            out.push_str(&outside[written..at]);
            written = at + MARKER.len();
        }
        out.push_str(&outside[written..]);
        let end = island_end.find(from_island.as_bytes()).map_or(from_island.len(), |at| at + ISLAND_END.len());
        out.push_str(&from_island[..end]);
        rest = &from_island[end..];
    }
    out
}

/// The whole document around the main part of a page.
#[component]
pub(crate) fn Document<'a, V: IntoView>(
    site: &'a Site,
    head: &'a Head,
    // Children of a component must be `'static`, and a page borrows its model.
    /// What stands in `<main>`.
    main: V,
) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" data-leave=site.leave_url.as_str()>
            <DocumentHead site head />
            <body>
                <a class="skip" href="#main">
                    "Skip to the main part"
                </a>
                <Header site path=&head.path />
                <main id="main" tabindex="-1">
                    {main}
                </main>
                <Footer site />
                <PaperFoot site head />
            </body>
        </html>
    }
}

/// The head of a document: title, style, icons, scripts.
#[component]
pub(crate) fn DocumentHead<'a>(site: &'a Site, head: &'a Head) -> impl IntoView {
    let title = if head.title.is_empty() { site.name.clone() } else { format!("{} - {}", head.title, site.name) };
    let shortlist = site.assets.shortlist.as_deref().filter(|_| head.shortlist);
    let told =
        (!head.own_path.is_empty() && !head.no_index).then(|| view! { <ToldToOthers site head title=title.clone() /> });
    view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title}</title>
            <script src=site.assets.leave.as_str()></script>
            <meta name="description" content=head.description.as_str() />
            {head.no_index.then(|| view! { <meta name="robots" content="noindex" /> })}
            <meta {..custom_attribute("media", "(prefers-color-scheme: light)")} name="theme-color" content=site.papers.0.as_str() />
            <meta {..custom_attribute("media", "(prefers-color-scheme: dark)")} name="theme-color" content=site.papers.1.as_str() />
            <Icons site />
            <link rel="stylesheet" href=site.assets.style.as_str() />
            {site.assets.colours.as_deref().map(|colours| view! { <link rel="stylesheet" href=colours /> })}
            {head.islands.then(|| view! { <IslandLoader assets=&site.assets nonce=&head.nonce /> })}
            {shortlist.map(|address| view! { <script src=address defer></script> })}
            {told}
        </head>
    }
}

/// What a search engine or a chat is told of a page (Open Graph, schema.org), and which address it is to be known
/// by. What must be absolute is said only where a steward gave the site's address.
#[component]
fn ToldToOthers<'a>(site: &'a Site, head: &'a Head, title: String) -> impl IntoView {
    let at_site = |path: &str| site.public_url.as_deref().map(|site| format!("{site}{path}"));
    let address = at_site(&head.own_path);
    let picture = site.assets.share_picture.as_deref().and_then(at_site);
    let card = if picture.is_some() { "summary_large_image" } else { "summary" };
    view! {
        <meta {..custom_attribute("property", "og:title")} content=title />
        <meta {..custom_attribute("property", "og:description")} content=head.description.as_str() />
        <meta {..custom_attribute("property", "og:type")} content="website" />
        <meta {..custom_attribute("property", "og:site_name")} content=site.name.as_str() />
        <meta {..custom_attribute("property", "og:locale")} content="en_GB" />
        <meta name="twitter:card" content=card />
        {address.map(|address| view! {
            <link rel="canonical" href=address.clone() />
            <meta {..custom_attribute("property", "og:url")} content=address />
        })}
        {picture.map(|picture| view! {
            <meta {..custom_attribute("property", "og:image")} content=picture />
            <meta {..custom_attribute("property", "og:image:width")} content="1200" />
            <meta {..custom_attribute("property", "og:image:height")} content="630" />
            <meta {..custom_attribute("property", "og:image:alt")} content="A house with a heart in it, over green hills" />
        })}
        {head.linked_data.as_deref().map(|data| view! { <script type="application/ld+json">{inside_script(data)}</script> })}
    }
}

/// JSON that cannot end its `<script>`: Leptos does not escape there.
fn inside_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The site's icon in the forms that browsers and phones take, and what a phone needs to put it on its first screen.
#[component]
fn Icons<'a>(site: &'a Site) -> impl IntoView {
    view! {
        {site.assets.small_icon.as_deref().map(|icon| view! { <link rel="icon" sizes="32x32" href=icon /> })}
        <link rel="icon" type="image/svg+xml" href=site.assets.icon.as_str() />
        {site.assets.touch_icon.as_deref().map(|icon| view! { <link rel="apple-touch-icon" href=icon /> })}
        <link rel="manifest" href="/manifest.webmanifest" />
    }
}

#[component]
fn Header<'a>(site: &'a Site, path: &'a str) -> impl IntoView {
    // A page below one of the menu is in it too.
    let current = |to: &str| match path.strip_prefix(to) {
        Some("") => Some("page"),
        Some(below) => below.starts_with('/').then_some("true"),
        None => None,
    };
    let menu = MENU
        .iter()
        .map(|(to, words)| view! { <li><a href=*to aria-current=current(to)>{*words}</a></li> })
        .collect_view();
    view! {
        <header class="top">
            <div class="top-inner">
                // The way out is the first stop of the keyboard and the last to be moved to another row.
                <a class="leave" href=site.leave_url.as_str() rel="noreferrer nofollow">
                    "Leave"<span class="leave-rest">" this page"</span>
                </a>
                <details class="menu">
                    <summary>"Menu"</summary>
                    <nav aria-label="Main">
                        <ul role="list">{menu}</ul>
                    </nav>
                </details>
                <p class="top-urgent">
                    <a href="tel:999">"In danger? Ring 999"</a>
                    " "
                    <a href="/urgent" aria-current=(path == "/urgent").then_some("page")>
                        "Urgent help"
                    </a>
                </p>
                <a class="brand" href="/">
                    <BrandMark />
                    <span>{site.name.as_str()}</span>
                </a>
            </div>
        </header>
    }
}

/// A house with a heart in it.
#[component]
pub(crate) fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
            <path class="brand-roof" d="M3 15.5 16 4l13 11.5V27a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z" />
            <path
                class="brand-heart"
                d="M16 25.5c-4.6-3.4-7-5.9-7-8.6a3.7 3.7 0 0 1 7-1.8 3.7 3.7 0 0 1 7 1.8c0 2.7-2.4 5.2-7 8.6Z"
            />
        </svg>
    }
}

#[component]
fn Footer<'a>(site: &'a Site) -> impl IntoView {
    let attributions = site.attributions.iter().map(|line| view! { <p>{line.as_str()}</p> }).collect_view();
    let links = FOOTER.iter().map(|(to, words)| view! { <li><a href=*to>{*words}</a></li> }).collect_view();
    view! {
        <footer class="foot">
            <div class="foot-inner">
                <p class="foot-urgent">
                    <a href="tel:999">"In danger? Ring 999"</a>" "<a href="/urgent">"Urgent help"</a>
                </p>
                <p>
                    "Not sure where to start? Ring "{site.fallback_label.as_str()}": "
                    <a href=format!("tel:{}", site.fallback.digits)>{site.fallback.printed.as_str()}</a>
                </p>
                <p class="foot-operator">{site.operator.words.as_str()}</p>
                <nav class="foot-links" aria-label="About">
                    <ul role="list">{links}</ul>
                </nav>
                <label class="contrast">
                    <input type="checkbox" id="contrast" />
                    <span>"High contrast"</span>
                </label>
                <details class="foot-small">
                    <summary>"Where this comes from, and how to leave fast"</summary>
                    <p>{site.notice.as_str()}</p>
                    <p>
                        "To leave fast with a keyboard, press Shift three times. To hide that you were here, you may also need to clear your browser's history."
                    </p>
                    {attributions}
                </details>
            </div>
        </footer>
    }
}

/// On paper: where this comes from and of which day it is. Without what was asked for.
#[component]
fn PaperFoot<'a>(site: &'a Site, head: &'a Head) -> impl IntoView {
    let day = if head.day.is_empty() { String::new() } else { format!(", {}", head.day) };
    view! {
        <p class="paper-foot paper-only">
            {format!("{}: {}{}{day}. ", site.name, without_scheme(&site.home), head.own_path)} {site.notice.as_str()}
        </p>
    }
}

/// The script that starts islands; nothing when the browser half was not built.
#[component]
fn IslandLoader<'a>(assets: &'a Assets, nonce: &'a str) -> Option<impl IntoView> {
    let js = assets.islands_js.as_deref()?;
    let wasm = assets.islands_wasm.as_deref()?;
    // Leptos does not escape inside <script>; both addresses go through `script_string`.
    let script =
        LOADER.trim_end().replace("ISLANDS_JS", &script_string(js)).replace("ISLANDS_WASM", &script_string(wasm));
    Some(view! {
        <script type="module" nonce=nonce>
            {script}
        </script>
    })
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
        let site = samples::site();
        render_document(|| view! { <Document site=&site head main=view! { <h1>"Hello"</h1> } /> })
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
    fn paper_says_where_it_comes_from_and_of_which_day_it_is() {
        let head = Head { own_path: "/urgent".to_owned(), day: "26 November 2026".to_owned(), ..Head::default() };
        assert!(page(&head).contains("Family Hub Finder: help.example.org/urgent, 26 November 2026. We gathered"));
    }

    #[test]
    fn the_loader_stands_only_where_an_island_does() {
        let mut head = Head { nonce: "abc\"<".to_owned(), ..Head::default() };
        assert!(!page(&head).contains("type=\"module\""));
        head.islands = true;
        let html = page(&head);
        assert!(html.contains("<script type=\"module\" nonce=\"abc&quot;&lt;\">"), "{html}");
        assert!(html.contains("import(\"/pkg/app.js\")"), "{html}");
    }

    #[test]
    fn others_are_told_of_a_page_only_where_it_has_a_path_of_its_own() {
        let shared = ["property=\"og:", "twitter:card", "rel=\"canonical\"", "application/ld+json"];
        let mut head =
            Head { linked_data: Some("{}".to_owned()), description: "About it.".to_owned(), ..Head::default() };
        let html = page(&head);
        assert!(shared.iter().all(|part| !html.contains(part)), "{html}");
        head.own_path = "/services/a".to_owned();
        let html = page(&head);
        assert!(shared.iter().all(|part| html.contains(part)), "{html}");
        assert!(html.contains("<link rel=\"canonical\" href=\"https://help.example.org/services/a\">"), "{html}");
        assert!(html.contains("content=\"https://help.example.org/share.png\""), "{html}");
        head.no_index = true;
        let html = page(&head);
        assert!(shared.iter().all(|part| !html.contains(part)), "{html}");
    }

    #[test]
    fn what_must_be_absolute_is_left_out_where_nobody_gave_the_address() {
        let site = Site { public_url: None, ..samples::site() };
        let head = Head { own_path: "/hubs".to_owned(), ..Head::default() };
        let html = render_document(|| view! { <Document site=&site head=&head main=view! { <h1>"Hello"</h1> } /> });
        assert!(html.contains("og:title") && html.contains("content=\"summary\""), "{html}");
        for absolute in ["canonical", "og:url", "og:image"] {
            assert!(!html.contains(absolute), "{absolute} in {html}");
        }
    }

    #[test]
    fn linked_data_cannot_end_its_script() {
        let data = Some("{\"name\":\"</script><script>alert(1)</script>\"}".to_owned());
        let html = page(&Head { own_path: "/hubs".to_owned(), linked_data: data, ..Head::default() });
        assert!(html.contains("{\"name\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\"}"), "{html}");
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
