//! Ids of others as ours.

use super::{Adoption, slug_of};
use crate::draft::Draft;
use directory::Slug;
use folder::Fingerprint;
use std::collections::{HashMap, HashSet};

/// What an id is of: two nouns may have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Record {
    Service,
    Organization,
    Location,
}

/// Ids that are different there and would read the same here: "Hall A" and "hall-a".
#[derive(Debug, Default)]
pub(super) struct Alike(HashSet<(Record, String)>);

impl Alike {
    /// Looks through all ids of an import, so that which comes first says nothing.
    pub(super) fn find(drafts: &[Draft]) -> Self {
        let mut theirs: HashMap<(Record, String), HashSet<&str>> = HashMap::new();
        for draft in drafts {
            let organization = &draft.organization;
            let run_by = if organization.id.is_empty() { &organization.name } else { &organization.id };
            let places = draft.places.iter().map(|place| (Record::Location, &place.id));
            for (record, id) in places.chain([(Record::Service, &draft.id), (Record::Organization, run_by)]) {
                theirs.entry((record, slug_of(id))).or_default().insert(id);
            }
        }
        Self(theirs.into_iter().filter(|(_, ids)| ids.len() > 1).map(|(key, _)| key).collect())
    }
}

impl Adoption<'_, '_> {
    /// Our id for one of theirs: their own where it can be one and nobody else's record has it. Ids that
    /// read the same here stay apart by a print of what they were.
    pub(super) fn id(&self, record: Record, theirs: &str) -> Slug {
        let source = self.adopter.source.id.as_str();
        let speaks = theirs.len() > 4 && theirs.contains(|c: char| c.is_ascii_alphabetic());
        let folded = slug_of(theirs);
        let plain = match theirs.to_lowercase().parse::<Slug>() {
            _ if folded != theirs && self.alike.0.contains(&(record, folded.clone())) => {
                let mut print = Fingerprint::default();
                print.add(theirs.as_bytes());
                slug_of(&format!("{folded} {print}"))
            }
            Ok(slug) if speaks => slug.to_string(),
            Ok(slug) => format!("{source}-{slug}"),
            Err(_) => folded,
        };
        let apart = slug_of(&format!("{plain} {source}"));
        let ours = |id: &str| (self.taken)(id).is_none_or(|owner| owner == source);
        let chosen =
            if (self.taken)(&apart).is_some_and(|owner| owner == source) || !ours(&plain) { apart } else { plain };
        // Both are made of an id's letters only.
        chosen.parse().unwrap_or_else(|_| self.adopter.source.id.clone())
    }
}
