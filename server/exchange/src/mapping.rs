//! The mapping file: what a steward says about a file that has its own columns and words.

use directory::{Problem, Slug};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a mapping file says; every part may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// About the source as a whole.
    pub source: SourceWords,
    /// Our column = theirs. Only for one spreadsheet-like file.
    pub columns: BTreeMap<String, String>,
    /// Their term = our needs, split by ';'. 'none' passes over it.
    pub needs: BTreeMap<String, String>,
    /// Their term = our kind.
    pub kinds: BTreeMap<String, Slug>,
    /// Ids, as the source writes them, of services that sound as if they were for people who do harm and
    /// are not.
    pub for_anyone: Vec<String>,
    /// What to take where a record says nothing.
    pub defaults: Defaults,
}

/// What a source is called and may be used for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourceWords {
    /// Its title.
    pub title: String,
    /// Where it is, as a web address or in words.
    pub address: String,
    /// Its date: 2026, 2026-11 or 2026-11-04.
    pub date: String,
    /// Its licence.
    pub licence: String,
}

/// What to take where a record says nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Defaults {
    /// A kind.
    pub kind: Option<Slug>,
    /// Needs, split by ';'.
    pub needs: String,
    /// An area: england, county, or districts split by ';'.
    pub area: String,
    /// The name of an organisation.
    pub organization: String,
}

/// Our columns that a mapping may fill.
pub(super) const COLUMNS: [&str; 36] = [
    "id",
    "name",
    "description",
    "url",
    "email",
    "status",
    "cost",
    "eligibility",
    "how_to_get_help",
    "minimum_age",
    "maximum_age",
    "date",
    "organization_id",
    "organization",
    "organization_url",
    "terms",
    "area",
    "place_id",
    "place",
    "address_1",
    "address_2",
    "town",
    "postcode",
    "latitude",
    "longitude",
    "accessibility",
    "languages",
    "phone",
    "opening_hours",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Those of them that hold the hours of one day.
pub(super) const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Mapping {
    /// Reads the text of a mapping file. Fails with the line of what is wrong.
    pub fn read(file: &str, text: &str) -> Result<Self, Box<Problem>> {
        let mapping: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1) as u64);
            let mend = "compare it with the mapping in docs/another-council.md";
            Box::new(Problem { line, ..Problem::file(file, error.message().to_owned(), mend) })
        })?;
        if let Some(column) = mapping.columns.keys().find(|column| !COLUMNS.contains(&column.as_str())) {
            let mend = format!("under [columns] the left sides may be {}", COLUMNS.join(", "));
            return Err(Problem::file(file, format!("has the unknown column '{column}'"), mend).into());
        }
        if !mapping.columns.is_empty() && !mapping.columns.contains_key("name") {
            let mend = "add name = \"…\" under [columns]";
            return Err(Problem::file(file, "does not say which column is the name", mend).into());
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_mapping_is_told_with_its_line() {
        assert_eq!(Mapping::read("m.toml", "[columns]\nname = 3").unwrap_err().line, 2);
        assert!(Mapping::read("m.toml", "[columns]\ntitle = \"T\"").unwrap_err().what.contains("'title'"));
        assert!(Mapping::read("m.toml", "[columns]\nid = \"T\"").unwrap_err().what.contains("the name"));
        assert!(Mapping::read("m.toml", "").unwrap().columns.is_empty());
    }
}
