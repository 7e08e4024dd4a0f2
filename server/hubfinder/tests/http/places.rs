//! Hubs, buildings and districts as pages.

use crate::served::{PLACE, fetch, more, settings};
use directory::{ForWhom, Records};
use hubfinder::run;
use reqwest::StatusCode;
use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

static COUNTY: LazyLock<Records> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::records(&folder::read(&dir).unwrap(), &dir).unwrap()
});

async fn page(path: &str) -> String {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    plain(&response.text().await.unwrap())
}

fn plain(html: &str) -> String {
    [("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(html.to_owned(), |html, (from, to)| html.replace(from, to))
}

/// The paths under `/districts/` that a page links to.
fn districts(html: &str) -> BTreeSet<&str> {
    html.split("href=\"/districts/").skip(1).filter_map(|rest| rest.split(['"', '?', '#']).next()).collect()
}

#[tokio::test]
async fn every_district_has_a_page_with_its_neighbours_by_their_boundaries() {
    for (slug, neighbours) in [
        ("bromsgrove", &["redditch", "wychavon", "wyre-forest"][..]),
        ("malvern-hills", &["worcester", "wychavon", "wyre-forest"]),
        ("redditch", &["bromsgrove", "wychavon"]),
        ("worcester", &["malvern-hills", "wychavon"]),
        ("wychavon", &["bromsgrove", "malvern-hills", "redditch", "worcester", "wyre-forest"]),
        ("wyre-forest", &["bromsgrove", "malvern-hills", "wychavon"]),
    ] {
        let html = page(&format!("/districts/{slug}")).await;
        let main = html.split("<main").nth(1).unwrap();
        let mut linked = districts(main);
        linked.remove(slug);
        assert_eq!(linked, neighbours.iter().copied().collect(), "{slug}");
        assert!(main.contains("Young people over 13"), "{slug}");
        assert!(main.contains(&format!("/search?district={slug}")), "{slug}");
        assert!(main.contains("class=\"map-picture\""), "{slug}");
    }
    assert_eq!(districts(&page("/districts").await).len(), 6);
    assert_eq!(districts(&page("/").await).len(), 6);
    assert_eq!(fetch("/districts/narnia").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn youth_on_tuesday_in_a_district_can_be_opened() {
    let html = page("/districts/wychavon").await;
    let tuesday = html.split("Tuesday").nth(1).unwrap().split("Wednesday").next().unwrap();
    assert!(
        tuesday.contains("6pm to 8pm") && tuesday.contains("/services/pershore-riverside-youth-centre"),
        "{tuesday}"
    );
    assert!(tuesday.contains("/places/pershore-riverside-centre") && tuesday.contains("(not confirmed)"), "{tuesday}");
}

#[tokio::test]
async fn services_for_people_who_may_do_harm_stand_on_none_of_these_pages() {
    let hidden: Vec<&str> = COUNTY
        .listed
        .services
        .iter()
        .filter(|service| service.for_whom == ForWhom::WorriedAboutSelf)
        .map(|service| service.id.as_str())
        .collect();
    assert!(!hidden.is_empty());
    let paths = COUNTY.authority.districts.iter().map(|district| format!("/districts/{}", district.slug));
    for path in paths.chain(["/hubs".into(), "/hubs?near=WR1+1AA".into(), "/districts".into()]) {
        let html = page(&path).await;
        for id in &hidden {
            assert!(!html.contains(&format!("/services/{id}")), "{id} on {path}");
        }
    }
}

#[tokio::test]
async fn areas_of_greatest_need_are_for_professionals_and_no_family_is_shown_them() {
    for path in
        ["/places/wands-westland-first-school", "/search", "/search?near=B98+7RY", "/hubs", "/districts", "/map"]
    {
        let html = page(path).await;
        assert!(!html.contains("need-areas") && !html.contains("greatest need"), "{path}");
        assert!(!html.contains("map-outline") && !html.contains("of 10, where 1"), "{path}");
    }
    for path in ["/places/wands-westland-first-school", "/search"] {
        assert!(!page(&format!("{path}?need-areas=yes")).await.contains("map-outline"), "{path}");
    }
    assert!(page("/professionals").await.contains("href=\"/map?need-areas=yes\""));
    assert!(page("/map?need-areas=yes").await.contains("30 % of areas in England"));
    for path in ["/hubs", "/districts", "/districts/redditch"] {
        let on = page(&format!("{path}?need-areas=yes")).await;
        assert!(on.contains("class=\"map-outline\"") && on.contains("30 % of areas in England"), "{path}");
        assert!(on.contains(&format!("href=\"{path}#map\"")), "{path} takes them away again");
    }
    let kept = page("/hubs?near=WR9+9EQ&need-areas=yes").await;
    assert!(kept.contains("href=\"/hubs?near=WR9+9EQ#map\""));
    assert!(!page("/hubs?need-areas=perhaps").await.contains("map-outline"));

    let geojson = fetch("/map.geojson?kind=childrens-centre").await.text().await.unwrap();
    let features: serde_json::Value = serde_json::from_str(&geojson).unwrap();
    let features = features["features"].as_array().unwrap();
    for feature in features {
        let id = feature["properties"]["location"].as_str().unwrap();
        let location = COUNTY.listed.locations.iter().find(|location| location.id == *id).unwrap();
        let tenth = location.imd2025_decile.or(location.imd2019_decile);
        let said = feature["properties"]["need_area"].as_bool();
        assert_eq!(said, tenth.map(|tenth| tenth <= 3), "{id}");
    }
    assert!(features.iter().any(|feature| feature["properties"]["need_area"] == true));
}

#[tokio::test]
async fn a_building_says_when_it_is_open_and_what_is_near() {
    let html = page("/places/malvern-library").await;
    assert!(html.contains("Open now until 5pm"), "{html}");
    let unsure = page("/places/worcester-foodbank-lowesmoor").await;
    assert!(unsure.contains("Hours not confirmed: ring first") && unsure.contains("If you cannot get in here"));
    let today = html.split("<tr class=\"today\">").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(today.contains("Monday, 2 March") && today.contains("9am to 5pm"), "{today}");
    assert_eq!(html.matches("<tr").count(), 7);
    assert!(!html.contains("If you cannot get in here"), "it is known to be open");
    assert!(html.contains("Friday 3 April, Sunday 5 April and Monday 6 April are holidays."), "{html}");
    let wands = page("/places/wands-westland-first-school").await;
    assert!(wands.contains("We do not know when anything is on here."));
}

#[tokio::test]
async fn nothing_about_a_place_that_was_typed_is_kept_or_sent_on() {
    let response = fetch("/hubs?near=WR9+9EQ").await;
    assert_eq!(response.headers()["cache-control"], "no-store");
    let html = plain(&response.text().await.unwrap());
    let directions: Vec<&str> = html
        .split("href=\"https://")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|url| url.contains("directions") || url.contains("/dir/"))
        .collect();
    assert!(directions.len() >= 18, "{directions:?}");
    assert!(directions.iter().all(|url| !url.contains("WR9") && !url.contains("from=")), "{directions:?}");
}

/// A copy of the county's folder, beside the national one, in which both hubs have confirmed hours.
fn with_confirmed_hours() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    for folder in ["worcestershire", "national"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
        for entry in fs::read_dir(data.join(folder)).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), dir.path().join(folder).join(entry.file_name())).unwrap();
        }
    }
    let schedules = dir.path().join("worcestershire/schedules.csv");
    let mut text = fs::read_to_string(&schedules).unwrap().trim_end().to_owned();
    text.push_str("\r\nwands-family-hub,wands-westland-first-school,\"MO,FR\",WEEKLY,1,,09:00,17:00,,,,current");
    text.push_str(
        "\r\nbrookside-family-hub,brookside-comberton-primary-school,TU,WEEKLY,1,,09:00,12:00,,,,current\r\n",
    );
    fs::write(&schedules, text).unwrap();
    dir
}

#[tokio::test]
async fn a_hub_whose_hours_are_confirmed_is_said_to_be_open() {
    let data = with_confirmed_hours();
    let store = tempfile::tempdir().unwrap();
    let mut settings = settings(PLACE.path());
    settings.data = data.path().join("worcestershire");
    settings.store = store.path().join("store.sqlite");
    settings.index = store.path().join("index");
    let running = run::start_with(settings, more()).await.unwrap();
    let get = async |path: &str| {
        let url = format!("http://{}{path}", running.address());
        plain(&crate::served::client().get(url).send().await.unwrap().text().await.unwrap())
    };
    // Monday 2 March 2026, half past nine.
    let html = get("/hubs?near=WR9+9EQ").await;
    assert!(
        html.contains("The nearest that is open now: WANDS Family Hub, less than 0.1 miles away. Open now until 5pm."),
        "{html}"
    );
    assert!(html.contains("Closed today. Opens tomorrow at 9am"), "Brookside opens on Tuesday: {html}");
    let place = get("/places/wands-westland-first-school").await;
    assert!(place.contains("Open now until 5pm"));
    running.stop().await.unwrap();
}
