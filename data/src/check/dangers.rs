//! Words of danger: the classes that they name, and the dangers that they mean.

use super::folded;
use crate::{
    danger::{Alarm, DangerPhrase, WordClass},
    line::Line,
    problem::{Invalid, Problem},
    records::Records,
    slug::Slug,
    table::Record,
};
use std::collections::{HashMap, HashSet};

/// Adds classes that are empty, unused or stand twice, and rows that name unknown classes or dangers.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let classes: HashSet<&str> = records.terms.danger_words.iter().map(|class| class.name.as_str()).collect();
    let mut named = HashSet::new();
    for class in &records.terms.danger_words {
        let mut wrong = |what: &str, mend: &str| {
            let invalid = Invalid::new(what, mend);
            problems.push(Problem::new(WordClass::FILE, class.line, "class", class.name.as_str(), invalid));
        };
        if !named.insert(class.name.as_str()) {
            wrong("stands twice", "put the words of both rows into one");
        }
        if class.words.is_empty() {
            wrong("holds no words", "give its words, split by ';', or take the row out");
        }
        let used = format!("{{{}}}", class.name);
        if !records.terms.dangers.iter().any(|row| row.words.contains(&used)) {
            wrong("is used by no row of dangers.csv", "take it out, or use it");
        }
    }
    for row in &records.terms.dangers {
        for class in row.words.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()) {
            if !classes.contains(class) {
                let invalid = Invalid::new("is not a class of words we know", "use a class of danger_words.csv");
                problems.push(Problem::new(DangerPhrase::FILE, row.line, "phrase", class, invalid));
            }
        }
    }
    let dangers: HashSet<&Slug> = records.authority.dangers.iter().map(|danger| &danger.slug).collect();
    let mut seen: HashMap<String, Line> = HashMap::new();
    for row in &records.terms.dangers {
        let meant = if let Alarm::Dangers(slugs) = &row.alarm { slugs.as_slice() } else { &[] };
        for slug in meant.iter().filter(|slug| !dangers.contains(slug)) {
            let mend = "use a slug of [[dangers]], quiet, calm, man or woman";
            let invalid = Invalid::new("is not a danger we know", mend);
            problems.push(Problem::new(DangerPhrase::FILE, row.line, "danger", slug.as_str(), invalid));
        }
        if let Some(first) = seen.insert(folded(&row.words), row.line) {
            let invalid = Invalid::new(format!("stands twice, first on line {first}"), "take one of the rows out");
            problems.push(Problem::new(DangerPhrase::FILE, row.line, "phrase", &row.words, invalid));
        }
    }
}
