//! Ids of the feed: uuids that are made from the readable ids of our pages.

use serde::{Serialize, Serializer};
use std::fmt;
use utoipa::ToSchema;
use uuid::{Builder, Uuid};

/// The namespace of all our ids, drawn once. It never changes: every id that others keep of us
/// hangs on it.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f0d_3c4e_52b1_4a7d_9a2e_7c1b_e8d4_05f3);

/// An id of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, format = "uuid")]
pub struct Id(Uuid);

impl Id {
    /// The id of a thing (RFC 9562, version 5): the same for the same noun and name in every build.
    pub fn of(noun: &str, name: &str) -> Self {
        let mut hash = sha1_smol::Sha1::from(NAMESPACE.as_bytes());
        hash.update(format!("{noun}/{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.digest().bytes()[..16]);
        Self(Builder::from_sha1_bytes(bytes).into_uuid())
    }

    /// The id of a record: the uuid that it came with where that is its slug, so that whoever reads
    /// the feed it came from too sees one record, and else one made from its slug. A uuid of version
    /// 5 is not kept: ours are of that version, and a directory that runs this program too has made
    /// the same one of the same slug for another record.
    fn of_record(noun: &str, slug: &str) -> Self {
        let kept = Uuid::parse_str(slug).ok().filter(|uuid| slug.len() == 36 && uuid.get_version_num() != 5);
        kept.map_or_else(|| Self::of(noun, slug), Self)
    }

    /// Reads a uuid, with or without hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text).ok().map(Self)
    }

    /// The id of a service.
    pub fn service(slug: &str) -> Self {
        Self::of_record("service", slug)
    }

    /// The id of an organisation.
    pub fn organization(slug: &str) -> Self {
        Self::of_record("organization", slug)
    }

    /// The id of a place.
    pub fn location(slug: &str) -> Self {
        Self::of_record("location", slug)
    }

    /// The id of a service at a place.
    pub fn service_at_location(service: &str, location: &str) -> Self {
        Self::of("service_at_location", &format!("{service}--{location}"))
    }
}

impl fmt::Display for Id {
    /// Lower case with hyphens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_for_ever_and_differs_by_noun() {
        // Written down, so that nobody changes the ids that others hold without seeing it.
        assert_eq!(Id::service("brookside-family-hub").to_string(), "80037870-de1e-525e-a819-5131593c227b");
        assert_ne!(Id::service("a"), Id::organization("a"));
        assert_eq!(Id::parse(&Id::service("a").to_string()), Some(Id::service("a")));
        assert_eq!(Id::parse("a"), None);
    }

    #[test]
    fn a_record_keeps_the_uuid_that_it_came_with_unless_it_may_be_one_of_ours() {
        let theirs = "b6a0ba2b-8d5c-4d6e-9f5a-0c8f7a1d2e34";
        assert_eq!(Id::service(theirs).to_string(), theirs);
        assert_eq!(Id::organization(theirs), Id::location(theirs));
        let back = Id::service("brookside-family-hub").to_string();
        assert_ne!(Id::service(&back).to_string(), back);
        assert_ne!(Id::service("b6a0ba2b8d5c4d6e9f5a0c8f7a1d2e34").to_string(), theirs);
    }
}
