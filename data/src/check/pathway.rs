//! Sources of the early help pathway.

use crate::{pathway, problem::Problem, records::Records, slug::Slug};

/// Adds sources of the pathway that are not known.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let known = |id: &Slug| records.listed.sources.iter().any(|source| source.id == *id);
    for id in records.terms.pathway.source_ids.iter().filter(|id| !known(id)) {
        let what = format!("source_ids names the unknown source '{id}'");
        problems.push(Problem::file(pathway::FILE, what, "use an id of sources.csv"));
    }
}
