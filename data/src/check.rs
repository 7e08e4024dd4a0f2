//! Checks that need more than one row: ids used twice, ids that lead nowhere, and what must not
//! be in a folder at all. Each noun has a module of its own.

mod age_words;
mod authority;
mod chapters;
mod dangers;
mod gazetteer;
mod glossary;
mod guides;
mod holidays;
mod instead;
mod lines;
mod locations;
mod not_listed;
mod pathway;
mod phrases;
mod postcodes;
mod safeguarding;
mod sentences;
mod services;
mod terms;
mod vocabulary;
mod young_people;

pub use lines::Lines;

use crate::{
    authority::Authority,
    listed::Listed,
    problem::{Invalid, Problem},
    records::Records,
    terms::Terms,
};

/// Adds everything that is wrong across the tables to `problems`.
pub fn check(records: &Records, lines: &Lines, problems: &mut Vec<Problem>) {
    terms::check(&records.terms, problems);
    phrases::check(&records.terms, problems);
    dangers::check(records, problems);
    sentences::check(records, problems);
    vocabulary::check(&records.terms, problems);
    age_words::check(&records.terms, problems);
    instead::check(&records.terms, problems);
    not_listed::check(records, problems);
    check_listed(&records.listed, &records.authority, &records.terms, lines, problems);
    safeguarding::check(&records.listed, &records.authority, lines, problems);
    authority::check(records, problems);
    pathway::check(records, problems);
    holidays::check(records, lines, problems);
    chapters::check(records, problems);
    young_people::check(records, problems);
    guides::check(&records.terms, problems);
    glossary::check(records, problems);
    gazetteer::check(records, problems);
    postcodes::check(&records.gazetteer, problems);
}

/// Adds what is wrong across the tables of what is listed.
pub fn check_listed(listed: &Listed, authority: &Authority, terms: &Terms, lines: &Lines, problems: &mut Vec<Problem>) {
    for (file, id, defined) in lines.defined() {
        for line in &defined[1..] {
            let what = format!("is used twice, first on line {}", defined[0]);
            let invalid = Invalid::new(what, "give each row an id of its own, or take one row out");
            problems.push(Problem::new(file, *line, "id", id.as_str(), invalid));
        }
    }
    services::check(listed, authority, terms, lines, problems);
    locations::check(listed, authority, lines, problems);
}

/// Adds the dates of holiday clubs that lie in no school holiday.
pub(crate) fn check_sessions(
    listed: &Listed,
    authority: &Authority,
    terms: &Terms,
    lines: &Lines,
    problems: &mut Vec<Problem>,
) {
    holidays::check_sessions(listed, authority, terms, lines, problems);
}

/// Adds services that would show a door about abuse, and services for people who do harm without their mark.
pub(crate) fn check_safeguarding(listed: &Listed, authority: &Authority, lines: &Lines, problems: &mut Vec<Problem>) {
    safeguarding::check(listed, authority, lines, problems);
}

/// Words in lower case without punctuation, so that two rows that read the same are found.
fn folded(words: &str) -> String {
    let plain: String = words
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() || matches!(c, '{' | '}' | '*' | '-') { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
