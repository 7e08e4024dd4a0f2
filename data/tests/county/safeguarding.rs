//! What a folder must not show, and what hides in its cells.

use crate::county;
use directory::{Folder, Records};

fn change(folder: &mut Folder, file: &str, from: &str, to: &str) {
    let text = folder.text(file).unwrap().to_owned();
    assert!(text.contains(from), "{file} no longer holds {from}");
    folder.insert(file, text.replacen(from, to, 1).into_bytes());
}

fn wrong(folder: &Folder) -> Vec<String> {
    Records::read(folder).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The name of a service with a place, as it stands in its row.
const HUB: &str = "wands-family-hub,action-for-children,WANDS Family Hub,";

#[test]
fn a_service_about_abuse_with_a_place_stops_the_check_until_somebody_says_that_it_may_be_known() {
    for name in ["WANDS Women's Refuge", "WANDS Safehouse", "WANDS DVA outreach", "WANDS forced-marriage team"] {
        let mut folder = county();
        change(&mut folder, "services.csv", HUB, &format!("wands-family-hub,action-for-children,{name},"));
        let said = wrong(&folder);
        let found = said.iter().any(|line| {
            line.starts_with("services.csv line ") && line.contains("'wands-family-hub' is about abuse and has a place")
        });
        assert!(found, "{name}: {said:?}");
        change(&mut folder, "authority.toml", "hub_kind", "public_addresses = [\"wands-family-hub\"]\nhub_kind");
        assert_eq!(wrong(&folder), [""; 0], "{name}");
    }
    let mut folder = county();
    change(&mut folder, "authority.toml", "hub_kind", "public_addresses = [\"nobody\"]\nhub_kind");
    assert!(wrong(&folder)[0].contains("column public_addresses: 'nobody' is not in services.csv"));
}

#[test]
fn a_service_for_people_who_do_harm_stops_the_check_until_it_is_marked_or_somebody_says_otherwise() {
    let mut folder = county();
    change(&mut folder, "services.csv", HUB, "wands-family-hub,action-for-children,Stop hurting your children,");
    let said = wrong(&folder);
    assert!(said.iter().any(|line| line.contains("'wands-family-hub' seems to be for people who do harm")), "{said:?}");
    change(&mut folder, "authority.toml", "hub_kind", "for_anyone = [\"wands-family-hub\"]\nhub_kind");
    assert_eq!(wrong(&folder), [""; 0]);
    let mut folder = county();
    change(&mut folder, "authority.toml", "hub_kind", "for_anyone = [\"nobody\"]\nhub_kind");
    assert!(wrong(&folder)[0].contains("column for_anyone: 'nobody' is not in services.csv"));
}

#[test]
fn letters_that_nobody_sees_and_formulas_are_named_with_their_cell() {
    for (name, said) in [
        ("WANDS\u{202e} Hub", "U+202E"),
        ("WANDS\u{200b}Hub", "U+200B"),
        ("WANDS\u{fffe}Hub", "U+FFFE"),
        ("WANDS\u{1b}Hub", "U+001B"),
        ("=HYPERLINK(1)", "is a spreadsheet formula"),
        ("@SUM(A1)", "is a spreadsheet formula"),
    ] {
        let mut folder = county();
        change(&mut folder, "services.csv", HUB, &format!("wands-family-hub,action-for-children,{name},"));
        let lines = wrong(&folder);
        assert!(lines.iter().any(|line| line.contains("column name") && line.contains(said)), "{name:?}: {lines:?}");
    }
}

#[test]
fn a_file_that_is_no_table_is_all_that_is_said() {
    let table = county().text("services.csv").unwrap().to_owned();
    let utf_16: Vec<u8> = [0xfeff].into_iter().chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cp1252: Vec<u8> = table.replacen("WANDS Family Hub", "WANDS Caf\u{e9}", 1).chars().map(|c| c as u8).collect();
    for (bytes, said) in [
        (
            table.replace(',', ";").into_bytes(),
            "services.csv line 1: has values that are split by semicolons. To mend it: save",
        ),
        (
            table.replace(',', "\t").into_bytes(),
            "services.csv line 1: has values that are split by tabs. To mend it: save",
        ),
        (
            format!("sep=,\n{table}").into_bytes(),
            "services.csv line 1: begins with a line that only spreadsheets read.",
        ),
        (utf_16, "services.csv line 1: is UTF-16 text. To mend it: save it again as 'CSV UTF-8'."),
        (cp1252, ": is not UTF-8 text. To mend it: save it again as 'CSV UTF-8'."),
    ] {
        let mut folder = county();
        folder.insert("services.csv", bytes);
        let lines = wrong(&folder);
        assert_eq!(lines.len(), 1, "{said}: {lines:?}");
        assert!(lines[0].contains(said), "{lines:?}");
    }
}
