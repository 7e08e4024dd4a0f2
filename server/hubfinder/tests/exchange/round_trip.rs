//! What goes out comes back the same.

use crate::county::{COUNTY, Place, data, options};
use exchange::{self, Format};
use search::catalogue::Catalogue;
use std::fs;

async fn catalogue(place: &Place) -> Catalogue {
    Catalogue::new(COUNTY.authority.clone(), COUNTY.terms.clone(), place.listed().await)
}

#[tokio::test]
async fn importing_an_export_changes_nothing() {
    let place = Place::new().await;
    let (before, version) = (place.listed().await, place.store.version().await.unwrap());
    let out = place.dir.path().join("export");
    exchange::write(&catalogue(&place).await, Format::Tables, &out).unwrap();
    for name in [None, Some("folder".parse().unwrap())] {
        let options = exchange::Options { name, ..options(out.to_str().unwrap()) };
        let report = place.import(&options).await.unwrap();
        assert_eq!((report.changes(), report.why_not.as_deref()), (0, None), "{report}");
        assert_eq!(report.services().2, before.services.len());
    }
    assert_eq!(place.listed().await, before);
    assert_eq!(place.store.version().await.unwrap(), version);
}

#[test]
fn the_tables_of_the_county_read_back_as_they_were() {
    let mut folder = directory::Folder::default();
    for (name, bytes) in COUNTY.listed.write_tables().unwrap() {
        folder.insert(name, bytes);
    }
    let (listed, problems) = directory::Listed::read_tables(&folder, &COUNTY.authority, &COUNTY.terms);
    assert_eq!(problems, []);
    assert_eq!(listed, COUNTY.listed);
}

/// What a county gives out holds the national records too; put into its folder they stand in their place.
#[test]
fn an_export_put_into_the_countys_folder_reads_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let county = dir.path().join("county");
    for (from, to) in [(data(), county.clone()), (data().join("../national"), dir.path().join("national"))] {
        fs::create_dir(&to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    for (name, bytes) in COUNTY.listed.write_tables().unwrap() {
        fs::write(county.join(name), bytes).unwrap();
    }
    let read = folder::records(&folder::read(&county).unwrap(), &county).unwrap();
    assert_eq!(read.listed, COUNTY.listed);
}

#[tokio::test]
async fn one_changed_cell_of_an_export_changes_one_record() {
    let place = Place::new().await;
    let out = place.dir.path().join("export");
    exchange::write(&catalogue(&place).await, Format::Tables, &out).unwrap();
    let phones = fs::read_to_string(out.join("phones.csv")).unwrap();
    let first =
        phones.lines().find(|line| line.contains("01905 520032")).unwrap().split(',').next().unwrap().to_owned();
    fs::write(out.join("phones.csv"), phones.replacen("01905 520032", "01905 520033", 1)).unwrap();
    // Under another name the record is not theirs to change.
    let report = place.import(&options(out.to_str().unwrap())).await.unwrap();
    assert!(report.to_string().contains("belongs to the records of 'folder'"), "{report}");
    let own = exchange::Options { name: Some("folder".parse().unwrap()), ..options(out.to_str().unwrap()) };
    let report = place.import(&own).await.unwrap();
    assert_eq!(report.services(), (0, 1, COUNTY.listed.services.len() - 1, 0), "{report}");
    assert_eq!(place.service(&first).await.unwrap().phones[0].number.as_str(), "01905 520033");
}

#[tokio::test]
async fn the_file_of_the_national_standard_is_read_back_service_by_service() {
    let place = Place::new().await;
    let out = place.dir.path().join("export");
    let catalogue = catalogue(&place).await.with_changes(place.store.changes().await.unwrap());
    assert_eq!(exchange::write(&catalogue, Format::Oruk, &out).unwrap(), ["services.json"]);
    let text = fs::read_to_string(out.join("services.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let services = file["contents"].as_array().unwrap();
    assert_eq!(services.len(), COUNTY.listed.services.len());
    assert_eq!((&file["version"], &file["total_items"]), (&"HSDS-UK-3.0".into(), &services.len().into()));
    assert!(services.iter().all(|service| service["last_modified"].is_string()));
    assert!(!out.join("services.json.part").exists());
    let report = place.import(&options(out.join("services.json").to_str().unwrap())).await.unwrap();
    let (added, changed, unchanged, withdrawn) = report.services();
    let left_out = services.len() - added;
    assert_eq!((changed, unchanged, withdrawn), (0, 0, 0), "{report}");
    assert!(left_out < services.len() / 10, "{left_out}: {report}");
}

/// A service of the feed without what is ours to say again (confirmations, ids, moments) and without the
/// words of caution that hang on it.
fn comparable(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    const OURS: [&str; 8] = [
        "id",
        "confirmed",
        "assured_date",
        "alert",
        "last_modified",
        "service_at_location_id",
        "sources",
        "taxonomy_id",
    ];
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(key, _)| !OURS.contains(&key.as_str()));
            let kept: serde_json::Map<String, Value> =
                kept.map(|(key, value)| (key.clone(), comparable(value))).collect();
            // A description that was only a caution is none.
            Value::Object(kept.into_iter().filter(|(_, value)| *value != "").collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(comparable).collect()),
        Value::String(text) => {
            let cautions = [
                "Not confirmed: ring or look first.",
                "Not confirmed, may have changed.",
                " (not confirmed, may have changed)",
            ];
            cautions.into_iter().fold(text.clone(), |text, caution| text.replace(caution, "")).trim().into()
        }
        other => other.clone(),
    }
}

#[tokio::test]
async fn our_own_feed_comes_back_into_an_empty_store_field_by_field() {
    let place = Place::empty().await;
    let out = place.dir.path().join("export");
    let feed = |catalogue: &Catalogue| -> Vec<serde_json::Value> {
        exchange::write(catalogue, Format::Oruk, &out).unwrap();
        let text = fs::read_to_string(out.join("services.json")).unwrap();
        let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut services = std::mem::take(file["contents"].as_array_mut().unwrap());
        services.sort_by_key(|service| service["name"].to_string());
        services
    };
    let mut county = COUNTY.listed.clone();
    // No source names a language yet.
    for (service, codes) in county.services.iter_mut().zip([&["pl", "ur"][..], &["bfi"], &["en"]]) {
        service.languages = codes.iter().map(|code| code.parse().unwrap()).collect();
    }
    let before = feed(&Catalogue::new(COUNTY.authority.clone(), COUNTY.terms.clone(), county));
    let said = serde_json::to_string(&before).unwrap();
    assert!(said.contains("\"code\":\"bfi\"") && said.contains("\"description\":\"Accessible toilet\""));
    let file = out.join("services.json");
    let report = place.import(&options(file.to_str().unwrap())).await.unwrap();
    assert_eq!(
        (report.services().0, &report.refused[..], &report.left_out[..]),
        (before.len(), &[][..], &[][..]),
        "{report}"
    );
    assert!(report.unknown_terms.is_empty() && report.lost.is_empty() && report.not_taken.is_empty(), "{report}");
    let after = feed(&catalogue(&place).await);
    let mut differing = Vec::new();
    for (one, other) in before.iter().zip(&after) {
        let (left, right) = (comparable(one), comparable(other));
        for (key, value) in left.as_object().unwrap() {
            if right.get(key) != Some(value) {
                differing.push(format!("{} {key}: {value} became {:?}", one["name"], right.get(key)));
            }
        }
        let titles = |service: &serde_json::Value| -> Vec<String> {
            service["sources"].as_array().into_iter().flatten().map(ToString::to_string).collect()
        };
        let kept = titles(other);
        differing.extend(titles(one).into_iter().filter(|source| !kept.contains(source)));
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));

    // What hangs on no field of the standard: who it is for, and how old its facts are.
    let listed = place.listed().await;
    for service in &COUNTY.listed.services {
        let back = listed.services.iter().find(|back| back.name == service.name).unwrap();
        let said = |service: &directory::Service| {
            (service.for_whom, service.referral, service.levels.clone(), service.audience.clone())
        };
        if COUNTY.listed.services.iter().filter(|other| other.name == service.name).count() == 1 {
            assert_eq!(said(back), said(service), "{}", service.name);
            assert_eq!((back.online, back.phone_only), (service.online, service.phone_only), "{}", service.name);
        }
        assert!(!back.is_confirmed() && back.assured_date.is_none());
    }
}

#[tokio::test]
async fn open_files_hold_no_harmful_service_and_no_formula() {
    let place = Place::new().await;
    let mut catalogue = catalogue(&place).await;
    catalogue.listed.services[0].name = "=HYPERLINK(\"http://example.org\")".to_owned();
    let worried: Vec<String> = catalogue
        .listed
        .services
        .iter()
        .filter(|service| service.for_whom == directory::ForWhom::WorriedAboutSelf)
        .map(|service| service.id.to_string())
        .collect();
    assert!(!worried.is_empty(), "the county holds such services");
    let csv = String::from_utf8(exchange::csv_table(&catalogue, "").unwrap()).unwrap();
    let json = serde_json::to_string(&exchange::geojson(&catalogue, "")).unwrap();
    assert!(csv.contains("'=HYPERLINK") && csv.lines().count() > 300);
    for id in worried {
        assert!(!csv.contains(&format!("\n{id},")) && !json.contains(&format!("\"{id}\"")), "{id} is in an open file");
    }
    let confidential = catalogue.listed.services.iter().find(|service| service.confidential_address).unwrap();
    let row = csv.lines().find(|line| line.starts_with(&format!("{},", confidential.id))).unwrap();
    assert!(row.contains(",,,,,,,"), "a confidential address has no place: {row}");
}

#[test]
fn the_program_exports_and_imports_by_itself() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let run = |arguments: &[&str]| {
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_hubfinder"))
            .args(arguments)
            .args(["--store", &at("s.sqlite"), "--data", data().to_str().unwrap()])
            .output()
            .unwrap();
        (program.status.code(), String::from_utf8(program.stdout).unwrap(), String::from_utf8(program.stderr).unwrap())
    };
    let (code, out, err) = run(&["load"]);
    assert_eq!(code, Some(0), "{out}{err}");
    let (code, out, err) = run(&["export", "--to", &at("out")]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("338 services") && folder::read(&dir.path().join("out")).unwrap().has("services.csv"));
    let (code, out, err) = run(&["import", "services", &at("out"), "--dry-run"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(out.contains("unchanged  338 services") && err.is_empty(), "{out}{err}");
    let (code, out, err) = run(&["import", "services", &at("nowhere.csv")]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("cannot be read") && err.lines().count() == 1, "{err}");
}
