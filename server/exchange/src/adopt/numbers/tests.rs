//! Numbers as people and programs write them.

use super::*;

#[test]
fn numbers_of_every_form_are_read() {
    for (text, expected, label) in [
        ("01632 960001", "01632 960001", ""),
        ("01632960001", "01632960001", ""),
        ("+44 1632 960001", "01632 960001", ""),
        ("+44 01632 960001", "01632 960001", ""),
        ("+44 (0)1632 960001", "01632 960001", ""),
        ("(+44) 1632 960001", "01632 960001", ""),
        ("0044 1632 960001", "01632 960001", ""),
        ("441632960001", "01632960001", ""),
        ("\"+44 1632 960001\"", "01632 960001", ""),
        ("01632\u{2013}960001", "01632 960001", ""),
        ("01632-960-001", "01632 960 001", ""),
        ("01632.960.001", "01632 960 001", ""),
        ("(01632) 960-001 ext. 12", "01632 960 001", "extension 12"),
        ("01632 960001 x12", "01632 960001", "extension 12"),
        ("01632 960001 #12", "01632 960001", "extension 12"),
        ("Tel: 01632 960001", "01632 960001", ""),
        ("Tel:01632960001", "01632960001", ""),
        ("Mobile 07700 900123", "07700 900123", ""),
        ("01632 960001 (option 2)", "01632 960001", "option 2"),
        ("24 hours: 0808 157 0001", "0808 157 0001", "24 hours"),
        ("07700 900123 (text only)", "07700 900123", "text only"),
        ("18001 01632 960001", "01632960001", "Relay UK: dial 18001 first"),
        ("0845 46 47", "0845 46 47", ""),
        ("0800 1111", "0800 1111", ""),
        ("01632 960001.", "01632 960001", ""),
        ("01632\u{a0}960001", "01632 960001", ""),
        ("116 123", "116 123", ""),
        ("Text 85258", "85258", "Text"),
        ("Text: 07700 900123", "07700 900123", "Text"),
        ("01632 960001 Ext12", "01632 960001", "extension 12"),
        ("999", "999", ""),
        ("+353 1 234 5678", "+353 1 234 5678", ""),
        ("00353 1 234 5678", "+353 1 234 5678", ""),
        ("020 7946 0000", "020 7946 0000", ""),
        ("03003230000", "03003230000", ""),
    ] {
        let read = read(text).unwrap();
        let of = read.read.first().map(|(number, label)| (number.as_str(), label.as_str()));
        assert_eq!((of, read.read.len()), (Some((expected, label)), 1), "{text}");
    }
}

#[test]
fn several_numbers_in_one_value_are_parted() {
    let of = |text: &str| {
        let read = read(text).unwrap();
        (read.read.iter().map(|(number, _)| number.to_string()).collect::<Vec<_>>(), read.unread)
    };
    let both = vec!["01632 960001".to_owned(), "01632 960002".to_owned()];
    for text in
        ["01632 960001 / 01632 960002", "01632 960001 or 01632 960002", "01632 960001, 01632 960002 OR 01632 960001"]
    {
        assert_eq!(of(text), (both.clone(), vec![]), "{text}");
    }
    assert_eq!(of("01632 960001/room 3"), (both[..1].to_vec(), vec!["room 3".to_owned()]));
}

#[test]
fn what_is_no_number_is_none_or_refused() {
    for text in ["N/A", "TBC", "none", "-", "see website", ""] {
        assert_eq!(read(text), Ok(Numbers::default()), "{text}");
    }
    for text in ["DY10 3ED", "07787 51295", "0300 123 456", "Room 12", "TBC 2026", "24 hours", "01905", "İİİİİİ ext 12"]
    {
        assert!(read(text).is_err(), "{text}");
    }
}

/// The numbers of a value, each with its label.
fn labelled(text: &str) -> Vec<(String, String)> {
    let read = read(text).map(|numbers| numbers.read).unwrap_or_default();
    read.into_iter().map(|(number, label)| (number.to_string(), label)).collect()
}

#[test]
fn numbers_in_one_value_keep_what_each_is_for() {
    for (text, expected) in [
        ("Tel 01632 960556 Fax 01632 960557", [("01632 960556", ""), ("01632 960557", "Fax")]),
        ("T: 01632 960556 F: 01632 960557", [("01632 960556", ""), ("01632 960557", "fax")]),
        ("01632 960556 (fax 01632 960557)", [("01632 960556", ""), ("01632 960557", "fax")]),
        ("01632 960556 fax 01632 960557", [("01632 960556", ""), ("01632 960557", "fax")]),
        ("01632 960556 tel 01632 960557 fax", [("01632 960556", ""), ("01632 960557", "fax")]),
        ("01632 960556 (tel) 01632 960557 (fax)", [("01632 960556", ""), ("01632 960557", "fax")]),
        ("01632 960556 fax 01632 960557 ask for Jo", [("01632 960556", ""), ("01632 960557", "fax ask for Jo")]),
        ("Office 01632 960556 Mobile 07700 900123", [("01632 960556", "Office"), ("07700 900123", "")]),
        ("01632 960556 ext 4 minicom 01632 960557", [("01632 960556", "extension 4"), ("01632 960557", "minicom")]),
        ("07700 900263 or after 6pm 01632 960 113", [("07700 900263", ""), ("01632 960 113", "after 6pm")]),
        ("01632 960556 01632 960557", [("01632 960556", ""), ("01632 960557", "")]),
        ("(01632) 960556 (01632) 960557", [("01632 960556", ""), ("01632 960557", "")]),
        ("Tel 01632960556\nText 07700900123", [("01632960556", ""), ("07700900123", "Text")]),
    ] {
        let expected = expected.map(|(number, label)| (number.to_owned(), label.to_owned()));
        assert_eq!(labelled(text), expected, "{text}");
    }
}

#[test]
fn a_second_number_may_be_only_an_end() {
    for (text, expected) in [
        ("01632 960111/2", &["01632 960111", "01632 960112"][..]),
        ("01632 960111 / 2 / 3", &["01632 960111", "01632 960112", "01632 960113"]),
        ("01632 960111/12", &["01632 960111", "01632 960112"]),
        ("01632 960111 or 960112", &["01632 960111", "01632 960112"]),
        ("01632960111/960112", &["01632960111", "01632960112"]),
        ("020 7946 0001/0002", &["020 7946 0001", "020 7946 0002"]),
        ("020 7946 0001, 7946 0002", &["020 7946 0001", "020 7946 0002"]),
        ("01632 960111 or 999", &["01632 960111", "999"]),
        ("01632 960111 or 116 123", &["01632 960111", "116 123"]),
        ("01632 960111 or text 85258", &["01632 960111", "85258"]),
        ("01632 960111, 2026", &["01632 960111"]),
    ] {
        let found: Vec<String> = labelled(text).into_iter().map(|(number, _)| number).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn numbers_that_a_keyboard_or_a_spreadsheet_changed_are_mended() {
    for (text, number) in [
        ("O1632 96O 294", "01632 960 294"),
        ("o1632 960294", "01632 960294"),
        ("0l632 960294", "01632 960294"),
        ("O2 07700 900123", "07700 900123"),
        ("1632960477", "01632960477"),
        ("1632960477.0", "01632960477"),
        ("1632 960477", "01632 960477"),
        ("Mobile 7700900123", "07700900123"),
        ("2079460000", "02079460000"),
        ("3001234567", "03001234567"),
        ("8001111", "08001111"),
        ("800111100", "0800111100"),
    ] {
        assert_eq!(labelled(text).first().map(|(number, _)| number.as_str()), Some(number), "{text}");
    }
    for text in [
        "1.63296E+09",
        "1632 96047",
        "2125550123",
        "9601234771",
        "UTR 1632960477",
        "Registered charity 1080418, VAT 960 1234 77",
        "company number 08001234",
        "960112",
        "18001",
        "minicom 18001 then the number",
        "oh eight hundred, double one double one",
    ] {
        assert_eq!(labelled(text), [], "{text}");
    }
}

#[test]
fn what_is_said_of_a_number_is_kept() {
    for (text, number, label) in [
        ("Text SHOUT to 85258", "85258", "Text SHOUT"),
        ("txt YM to 85258", "85258", "txt YM"),
        (
            "0808\u{a0}157\u{2011}0191 (freephone, option 2), minicom 18001 then the number",
            "0808 157 0191",
            "freephone, option 2",
        ),
        ("01632 960618 ext. 204, ask for Jo", "01632 960618", "extension 204"),
        ("01632 960001 24 hours", "01632 960001", "24 hours"),
        ("01632 960001 24/7", "01632 960001", "24 hours"),
        ("01632 960001 (Mon-Fri 9-5)", "01632 960001", "Mon-Fri 9-5"),
        ("01632 960001 9am-5pm", "01632 960001", "9am-5pm"),
        ("01632 960001 9 to 5", "01632 960001", "9 to 5"),
        ("Fax: 01632 960555", "01632 960555", "Fax"),
    ] {
        assert_eq!(labelled(text), [(number.to_owned(), label.to_owned())], "{text}");
    }
}
