//! The invented county is a folder like any other.

use directory::Records;
use std::path::Path;

#[test]
fn the_invented_county_is_clean_and_takes_its_words_from_another_folder() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/example");
    let folder = folder::read(&dir).unwrap();
    let records = Records::read(&folder).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert_eq!((records.authority.districts.len(), records.authority.levels.len()), (3, 3));
    assert!(!dir.join("phrases.csv").exists() && records.terms.phrases.len() > 10_000);
    assert!(records.authority.colours.is_some());
    // Ofcom keeps these numbers free for drama; only 999 is real.
    let numbers = records.listed.services.iter().flat_map(|service| &service.phones).map(|phone| phone.number.as_str());
    for number in numbers.filter(|number| *number != "999") {
        assert!(number.starts_with("01632 960") || number.starts_with("0808 157 0"), "{number}");
    }
}
