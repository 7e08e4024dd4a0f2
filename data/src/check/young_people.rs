//! `[young_people]` in `authority.toml`: services, groups and needs that are not known, and services
//! that must not be offered to somebody who is being hurt.

use crate::{authority, problem::Problem, records::Records, service::ForWhom};

/// Adds what is wrong: names of services, kinds and needs that are not known, and services that
/// must not be offered to somebody who is being hurt.
pub(super) fn check(records: &Records, problems: &mut Vec<Problem>) {
    let young = &records.authority.young_people;
    let mut wrong = |what: String, mend: &str| problems.push(Problem::file(authority::FILE, what, mend));
    for (list, ids) in [("lines", &young.lines), ("safety", &young.safety)] {
        for id in ids {
            match records.listed.services.iter().find(|service| service.id == *id) {
                None => wrong(
                    format!("[young_people] {list} names the unknown service '{id}'"),
                    "use an id of services.csv",
                ),
                Some(service) if service.for_whom == ForWhom::WorriedAboutSelf => wrong(
                    format!("[young_people] {list} names '{id}', which is for people who do harm"),
                    "take it out: a young person who is being hurt reads this page",
                ),
                Some(_) => {}
            }
        }
    }
    if let Some(group) = &young.things_to_do
        && !records.terms.groups.iter().any(|known| known.slug == *group)
    {
        wrong(
            format!("[young_people] things_to_do names the unknown group '{group}'"),
            "use a slug of need_groups.csv",
        );
    }
    for door in &young.doors {
        if !records.terms.needs.iter().any(|need| need.slug == door.need) {
            wrong(format!("[[young_people.doors]] names the unknown need '{}'", door.need), "use a slug of needs.csv");
        }
    }
}
