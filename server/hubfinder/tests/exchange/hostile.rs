//! Files that are broken or meant to break something: each gives a clear message and leaves the
//! store as it was.

use crate::county::{Place, ROW, options, sheet};
use exchange::{Decisions, Options};
use std::{fs::File, io::Write};

/// What is said about a sheet with these rows, and that the store stays as it was.
async fn said_of(rows: &str) -> String {
    let place = Place::new().await;
    let before = place.listed().await;
    let options = sheet(&place, rows);
    let said = match place.import(&options).await {
        Ok(report) => {
            assert!(report.why_not.is_some(), "{report}");
            report.to_string()
        }
        Err(said) => said,
    };
    assert_eq!(place.listed().await, before, "{said}");
    said
}

#[tokio::test]
async fn a_wrong_value_stops_the_import_and_is_named_with_its_line() {
    for (from, to, expected) in [
        ("2026-10-04", "30/02/2026", "list.csv line 2, column date: '30/02/2026' is not a date"),
        (
            ",,,01632",
            ",-2.226258,52.381795,01632",
            "line 2, column latitude: '-2.226258, 52.381795' have latitude and longitude swapped",
        ),
        (
            "1 Long Road",
            "\"=HYPERLINK(\"\"http://example.org\"\",\"\"here\"\")\"",
            "line 2, column Street: '=HYPERLINK",
        ),
        (",0,4,", ",9,4,", "line 2, column minimum_age: '9' is over the maximum age 4"),
        ("DY10 3ED", "01632 960001", "line 2, column postcode: '01632 960001' is not a postcode"),
        ("01632 960001", "DY10 3ED", "line 2, column phone: 'DY10 3ED' is not a telephone number"),
        (",Northfield Trust,", ",,", "column organization: is empty"),
        ("Northfield stay and play", "", "column name: is empty"),
        (",2026-10-04", "", "line 2: has 14 values where the header has 15"),
    ] {
        let row = ROW.replacen(from, to, 1);
        assert_ne!(row, ROW, "{from}");
        let said = said_of(&row).await;
        assert!(said.contains(expected), "{said}");
        assert!(said.ends_with("with --skip-refused to take the rest."), "{said}");
    }
}

#[tokio::test]
async fn the_rest_of_a_file_is_taken_when_a_steward_says_so() {
    let place = Place::new().await;
    let rows = format!("{ROW}{}", ROW.replace("stay-1", "stay-2").replace("2026-10-04", "30/02/2026"));
    let decisions = Decisions { skip_refused: true, ..Decisions::default() };
    let report = place.import(&Options { decisions, ..sheet(&place, &rows) }).await.unwrap();
    assert_eq!((report.services().0, report.refused.len()), (2, 1), "the date is left out, not the club: {report}");
    assert_eq!(place.service("stay-2").await.unwrap().source_date.unwrap().to_string(), "2026-10");
}

#[tokio::test]
async fn text_that_is_no_text_is_refused() {
    let place = Place::new().await;
    let before = place.listed().await;
    let options = sheet(&place, "");
    for (bytes, expected) in [
        (b"Ref,Title\n1,\xff\xfe\n".to_vec(), "list.csv line 2: is not UTF-8 text"),
        (b"\xff\xfeR\0e\0f\0".to_vec(), "UTF-16"),
        (b"PK\x03\x04whatever".to_vec(), "a spreadsheet or archive"),
        (Vec::new(), "is empty"),
        (vec![b','; 1_000_001], "has 1000002 columns"),
        (b"Ref,Other\n1,2\n".to_vec(), "has no column"),
    ] {
        place.file("list.csv", bytes);
        let said = place.import(&options).await.unwrap_err();
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(place.listed().await, before);
}

#[tokio::test]
async fn a_byte_order_mark_and_windows_line_ends_are_no_mistake() {
    let place = Place::new().await;
    let options = sheet(&place, ROW);
    let text = std::fs::read_to_string(&options.source).unwrap();
    place.file("list.csv", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let report = place.import(&options).await.unwrap();
    assert_eq!(report.services(), (1, 0, 0, 0), "{report}");
}

#[tokio::test]
async fn two_hundred_megabytes_of_one_line_are_refused() {
    let place = Place::new().await;
    let before = place.listed().await;
    let options = sheet(&place, ROW);
    let mut file = File::create(&options.source).unwrap();
    let piece = vec![b'x'; 1024 * 1024];
    (0..200).for_each(|_| file.write_all(&piece).unwrap());
    let said = place.import(&options).await.unwrap_err();
    assert!(said.contains("list.csv line 1: is longer than 1048576 bytes"), "{said}");
    // The same as one of our own tables, and as a feed.
    let folder = place.dir.path().join("tables");
    std::fs::create_dir(&folder).unwrap();
    std::fs::rename(&options.source, folder.join("services.csv")).unwrap();
    let said = place.import(&crate::county::options(folder.to_str().unwrap())).await.unwrap_err();
    assert!(said.contains("services.csv line 1: is longer than"), "{said}");
    std::fs::rename(folder.join("services.csv"), place.dir.path().join("feed.json")).unwrap();
    let feed = place.dir.path().join("feed.json");
    let said = place.import(&crate::county::options(feed.to_str().unwrap())).await.unwrap_err();
    assert!(said.contains("feed.json line 1: is longer than"), "{said}");
    assert_eq!(place.listed().await, before);
}

#[tokio::test]
async fn what_is_no_source_at_all_is_told() {
    let place = Place::new().await;
    let said = place.import(&options("/nowhere/at/all")).await.unwrap_err();
    assert!(said.contains("/nowhere/at/all cannot be read"), "{said}");
    let said = place.import(&options(&place.file("photo.jpg", "x"))).await.unwrap_err();
    assert!(said.contains("is neither a folder of tables"), "{said}");
    let said = place.import(&options(&place.file("x.json", "<html>"))).await.unwrap_err();
    assert!(said.contains("x.json line 1: is not JSON"), "{said}");
    let deep = "[".repeat(100_000);
    let said = place.import(&options(&place.file("deep.json", deep))).await.unwrap_err();
    assert!(said.contains("deep.json line 1: is not JSON"), "{said}");
    let empty = place.dir.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let said = place.import(&options(empty.to_str().unwrap())).await.unwrap_err();
    assert!(said.contains("services.csv: is missing"), "{said}");
    let said = place.import(&options("http://")).await.unwrap_err();
    assert!(said.contains("is not the web address of a feed"), "{said}");
}
