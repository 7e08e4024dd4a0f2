//! The shortlist as a page, as text and as links, and sessions for a calendar.

use crate::served::{SERVER, fetch, header};
use reqwest::StatusCode;

const THREE: &str = "wands-family-hub,samaritans,wmwa-refuge";

async fn page(path: &str) -> String {
    let response = fetch(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.text().await.unwrap().replace("&amp;", "&")
}

/// Links that begin so.
fn links<'h>(html: &'h str, start: &str) -> Vec<&'h str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).filter(|to| to.starts_with(start)).collect()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

#[tokio::test]
async fn a_list_holds_its_services_in_order() {
    let html = page(&format!("/shortlist?ids={THREE}")).await;
    let at = |id: &str| html.find(&format!("data-note=\"{id}\"")).unwrap();
    assert!(at("wands-family-hub") < at("samaritans") && at("samaritans") < at("wmwa-refuge"));
    let other = page("/shortlist?ids=samaritans&ids=wmwa-refuge,wands-family-hub,samaritans").await;
    assert!(other.contains("data-ids=\"samaritans,wmwa-refuge,wands-family-hub\""), "several fields make one list");
    assert_eq!(header(fetch(&format!("/shortlist?ids={THREE}")).await.headers(), "cache-control"), "no-store");
}

#[tokio::test]
async fn links_order_and_take_off() {
    let html = page(&format!("/shortlist?ids={THREE}&for=young")).await;
    for to in [
        "/shortlist?ids=samaritans,wands-family-hub,wmwa-refuge&for=young",
        "/shortlist?ids=wands-family-hub,wmwa-refuge,samaritans&for=young",
        "/shortlist?ids=samaritans,wmwa-refuge&for=young",
        "/shortlist?ids=wands-family-hub,wmwa-refuge&for=young",
    ] {
        assert!(html.contains(&format!("href=\"{to}\"")), "{to}");
    }
    assert!(page("/shortlist?ids=samaritans").await.contains("href=\"/shortlist?ids=\""), "the last can be taken off");
}

#[tokio::test]
async fn what_is_not_known_is_said_and_left_out_and_a_long_list_is_cut() {
    let html = page("/shortlist?ids=no-such-thing,samaritans,%22%3E%3Cb%3E").await;
    assert!(
        html.contains("no-such-thing") && html.contains("data-ids=\"samaritans\"") && !html.contains("<b>"),
        "{html}"
    );
    let ids: Vec<String> = {
        let answer: serde_json::Value =
            serde_json::from_str(&fetch("/api/search?per_page=50").await.text().await.unwrap()).unwrap();
        answer["results"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
    };
    let mut different = ids.clone();
    different.dedup();
    different.truncate(30);
    let html = page(&format!("/shortlist?ids={}", different.join(","))).await;
    assert_eq!(html.matches("data-note=").count(), 20);
    assert!(html.contains("A list holds 20 services at most"), "{html}");
    assert!(html.contains("class=\"qr\""), "twenty still go into a code");
}

#[tokio::test]
async fn an_empty_list_explains_itself() {
    for path in ["/shortlist", "/shortlist?ids=", "/shortlist?ids=%20,,"] {
        let html = page(path).await;
        assert!(html.contains("How to use it") && !html.contains("<textarea"), "{path}");
    }
}

#[tokio::test]
async fn a_link_holds_ids_and_nothing_else() {
    let html = page(&format!("/shortlist?ids={THREE}&near=B98+9JG&q=secret&for=young")).await;
    assert!(!html.contains("B98") && !html.contains("secret"), "{html}");
    let html = page(&format!("/shortlist?ids={THREE}&near=B98+9JG&q=secret")).await;
    let link = format!("http://{}/shortlist?ids={THREE}", *SERVER);
    assert!(html.contains(&link) && html.contains("class=\"qr\""), "{html}");
    assert!(!html.contains("B98") && !html.contains("secret"));
}

/// A table of the county with the national rows.
fn county_table(name: &str) -> String {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/worcestershire");
    folder::read(&dir).unwrap().text(name).unwrap().to_owned()
}

#[tokio::test]
async fn no_number_that_is_not_confirmed_is_sent_without_a_word() {
    // Every service with a number that nobody confirmed, twenty at a time.
    let rows = county_table("phones.csv");
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |row: &csv::StringRecord, name: &str| row[headers.iter().position(|h| h == name).unwrap()].to_owned();
    let phones: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut ids: Vec<String> =
        phones.iter().filter(|row| column(row, "status") != "current").map(|row| column(row, "service_id")).collect();
    ids.dedup();
    assert!(ids.len() > 60, "{}", ids.len());
    for some in ids.chunks(20) {
        let html = page(&format!("/shortlist?ids={}", some.join(","))).await;
        let sms = decoded(links(&html, "sms:")[0]);
        let mail = decoded(links(&html, "mailto:?")[0]);
        let text = page(&format!("/shortlist.txt?ids={}", some.join(","))).await;
        for row in phones.iter().filter(|row| some.contains(&column(row, "service_id"))) {
            let (id, number) = (column(row, "service_id"), column(row, "number"));
            let confirmed = |number: &str| {
                phones.iter().any(|row| column(row, "number") == number && column(row, "status") == "current")
            };
            if column(row, "status") == "current" || confirmed(&number) {
                continue;
            }
            for (what, said) in [("text", &text), ("mail", &mail), ("sms", &sms)] {
                let bare = said.match_indices(&number).find(|(at, _)| {
                    let after = &said[at + number.len()..];
                    let after: String = after.chars().take(45).collect();
                    !after.contains("not confirmed") && !after.starts_with(|c: char| c.is_ascii_digit())
                });
                assert!(bare.is_none(), "{id}: {number} in {what}: {said}");
            }
            assert!(text.contains(&number), "{id}: {number} is not lost");
        }
    }
}

#[tokio::test]
async fn the_text_is_plain_and_kept_nowhere() {
    let response = fetch(&format!("/shortlist.txt?ids={THREE}")).await;
    assert_eq!(header(response.headers(), "content-type"), "text/plain; charset=utf-8");
    assert_eq!(header(response.headers(), "cache-control"), "no-store");
    let text = response.text().await.unwrap();
    assert!(text.starts_with("Help for families, 2 March 2026\n"), "{text}");
    assert!(text.contains("116 123") && text.contains("The address is kept private for safety."), "{text}");
    assert!(text.contains(&format!("/shortlist?ids={THREE}\n")), "{text}");
}

#[tokio::test]
async fn every_session_of_the_county_is_a_sound_calendar() {
    let rows = county_table("schedules.csv");
    let mut ids: Vec<&str> = rows.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    ids.dedup();
    let mut files = 0;
    for id in ids {
        let response = fetch(&format!("/services/{id}/sessions.ics")).await;
        let offered = page(&format!("/services/{id}")).await.contains("/sessions.ics\"");
        assert_eq!(offered, response.status() == StatusCode::OK, "{id}");
        if !offered {
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{id}");
            continue;
        }
        files += 1;
        assert_eq!(header(response.headers(), "content-type"), "text/calendar; charset=utf-8");
        let file = response.text().await.unwrap();
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{id}: {file}");
        let mut open: Vec<&str> = Vec::new();
        let unfolded = file.replace("\r\n ", "");
        for line in unfolded.lines() {
            match line.split_once(':') {
                Some(("BEGIN", part)) => open.push(part),
                Some(("END", part)) => assert_eq!(open.pop(), Some(part), "{id}"),
                Some(_) => {}
                None => panic!("{id}: '{line}' is no property"),
            }
        }
        assert!(open.is_empty(), "{id}");
        let events = unfolded.split("BEGIN:VEVENT").skip(1);
        for event in events {
            for name in ["UID:", "DTSTAMP:", "DTSTART;TZID=Europe/London:", "RRULE:FREQ=", "SUMMARY:"] {
                assert_eq!(event.lines().filter(|line| line.starts_with(name)).count(), 1, "{id}: {name} {event}");
            }
        }
    }
    assert!(files > 20, "{files}");
}

#[tokio::test]
async fn a_session_that_is_not_confirmed_says_so_in_its_name() {
    let file = fetch("/services/worcester-city-council-guildhall/sessions.ics")
        .await
        .text()
        .await
        .unwrap()
        .replace("\r\n ", "");
    assert!(
        file.contains("(not confirmed\\, ring first)\r\n") && file.contains("DESCRIPTION:Not confirmed: ring first."),
        "{file}"
    );
    assert!(file.contains("EXDATE;TZID=Europe/London:20260525T"), "not on the bank holiday in May: {file}");
}

#[tokio::test]
async fn what_has_no_sessions_or_is_not_known_has_no_calendar() {
    for id in ["family-front-door", "samaritans", "wmwa-refuge", "no-such-service"] {
        assert_eq!(fetch(&format!("/services/{id}/sessions.ics")).await.status(), StatusCode::NOT_FOUND, "{id}");
    }
}
