//! The taxonomies of the feed: needs, kinds of help, levels of need, whom a service speaks to, who can
//! ask, and how it is given.

use super::{entity, ids::Id, text::Text};
use directory::{Audience, Authority, ForWhom, Referral, Referrer, Service, Slug, Terms};
use std::collections::HashMap;

/// Everything that services are sorted by.
#[derive(Debug, Clone)]
pub struct Taxonomies {
    /// The taxonomies, without their terms.
    pub all: Vec<entity::Taxonomy>,
    /// The terms, those of one taxonomy together.
    pub terms: Vec<entity::TaxonomyTerm>,
    by_id: HashMap<Id, usize>,
}

const NEEDS: &str = "needs";
const KINDS: &str = "kinds";
const LEVELS: &str = "levels-of-need";
const AUDIENCE: &str = "audience";
const ASKING: &str = "who-can-ask";
const GIVEN: &str = "how-it-is-given";

/// Short name, name and meaning of each taxonomy.
const TAXONOMIES: [(&str, &str, &str); 6] = [
    (NEEDS, "Needs", "What troubles a family, in their own words. A need stands under a heading."),
    (KINDS, "Kinds of help", "What sort of help a service is, as families tell them apart."),
    (LEVELS, "Levels of need", "How much help a family needs, from the lowest level upwards."),
    (AUDIENCE, "Whom it speaks to", "Whom the words of a service are for."),
    (ASKING, "Who can ask", "Who can ask for a service. A way that a source does not name is left out."),
    (GIVEN, "How it is given", "Whether a service is given on line, or by telephone or text only."),
];

const PARENTS: (&str, &str, &str) = ("parents", "Parents and carers", "For parents and carers.");
const YOUNG_PEOPLE: (&str, &str, &str) = ("young-people", "Young people", "For young people themselves.");
const PROFESSIONALS: (&str, &str, &str) = ("professionals", "Professionals", "For people who work with families.");
const WORRIED: (&str, &str, &str) = (
    "worried-about-self",
    "People worried about what they may do",
    "For people who do harm or fear that they will. Never show it to somebody who is being hurt.",
);
const MEN: (&str, &str, &str) = ("men", "Men", "For men.");
const WOMEN: (&str, &str, &str) = ("women", "Women", "For women.");
const ON_LINE: (&str, &str, &str) = ("online", "On line", "It is given on line.");
const BY_PHONE: (&str, &str, &str) = ("phone-only", "By telephone or text", "It is given by telephone or text only.");
const BY_SELF: (&str, &str, &str) = ("self", "The person themselves", "The person who needs help can ask.");
const BY_PARENT: (&str, &str, &str) = ("parent", "A parent or carer", "A parent or carer can ask.");
const BY_PROFESSIONAL: (&str, &str, &str) = ("professional", "A professional", "A professional can ask for a family.");

impl Taxonomies {
    /// From an authority's levels and its needs and kinds.
    pub fn new(authority: &Authority, terms: &Terms) -> Self {
        let all = TAXONOMIES.map(|(name, label, meaning)| entity::Taxonomy {
            id: taxonomy_id(name),
            name: Text::or(label, name),
            description: Text::or(meaning, label),
            taxonomy_terms: Vec::new(),
        });
        let mut made = Vec::new();
        for group in &terms.groups {
            let heading = format!("The needs under the heading '{}'.", group.label);
            made.push(term(NEEDS, &group_name(group.slug.as_str()), &group.label, &heading, None));
        }
        for need in &terms.needs {
            let parent = term_id(NEEDS, &group_name(need.group.as_str()));
            made.push(term(NEEDS, need.slug.as_str(), &need.label, &need.description, Some(parent)));
        }
        for kind in &terms.kinds {
            let meaning = format!("One of the {} of the directory.", kind.plural);
            made.push(term(KINDS, kind.slug.as_str(), &kind.label, &meaning, None));
        }
        for level in &authority.levels {
            let label = format!("Level {}: {}", level.number, level.name);
            made.push(term(LEVELS, &level_name(level.number), &label, &level.meaning, None));
        }
        for (name, label, meaning) in [PARENTS, YOUNG_PEOPLE, PROFESSIONALS, WORRIED, MEN, WOMEN] {
            made.push(term(AUDIENCE, name, label, meaning, None));
        }
        for (name, label, meaning) in [BY_SELF, BY_PARENT, BY_PROFESSIONAL] {
            made.push(term(ASKING, name, label, meaning, None));
        }
        for (name, label, meaning) in [ON_LINE, BY_PHONE] {
            made.push(term(GIVEN, name, label, meaning, None));
        }
        let by_id = made.iter().map(|term| term.id).zip(0..).collect();
        Self { all: all.to_vec(), terms: made, by_id }
    }

    /// A taxonomy with its terms.
    pub fn taxonomy(&self, id: Id) -> Option<entity::Taxonomy> {
        let mut taxonomy = self.all.iter().find(|taxonomy| taxonomy.id == id)?.clone();
        taxonomy.taxonomy_terms = self.terms.iter().filter(|term| term.taxonomy_id == id).cloned().collect();
        Some(taxonomy)
    }

    /// A term.
    pub fn term(&self, id: Id) -> Option<&entity::TaxonomyTerm> {
        self.by_id.get(&id).map(|&at| &self.terms[at])
    }

    /// The terms of a service that are known here: its needs, its kind, its levels, whom it speaks
    /// to and who can ask.
    pub fn of<'t>(&'t self, service: &Service) -> impl Iterator<Item = &'t entity::TaxonomyTerm> + use<'t> {
        term_ids(service).into_iter().filter_map(|id| self.term(id))
    }

    /// Whether a service has a term, by itself or through one that stands under it.
    pub fn has(&self, service: &Service, wanted: Id) -> bool {
        self.of(service).any(|term| term.id == wanted || term.parent_id == Some(wanted))
    }

    /// Whether a service has any term of a taxonomy.
    pub fn has_any_of(&self, service: &Service, taxonomy: Id) -> bool {
        self.of(service).any(|term| term.taxonomy_id == taxonomy)
    }

    /// The short name of a term's taxonomy.
    pub fn short_name(term: &entity::TaxonomyTerm) -> &'static str {
        TAXONOMIES.iter().find(|(name, ..)| taxonomy_id(name) == term.taxonomy_id).map_or("term", |(name, ..)| name)
    }
}

/// What a term of these taxonomies says of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    Need(Slug),
    Kind(Slug),
    /// A level with its name: another county's level of the same number may be another.
    Level(u8, String),
    Audience(Audience),
    ForWhom(ForWhom),
    Asking(Referrer),
    Online,
    PhoneOnly,
}

/// What each term means by its id, which is the same wherever this program runs, for reading a feed of
/// ours back. Headings of needs say nothing by themselves.
pub(crate) fn meanings(authority: &Authority, terms: &Terms) -> HashMap<Id, Meaning> {
    let needs = terms.needs.iter().map(|need| (term_id(NEEDS, need.slug.as_str()), Meaning::Need(need.slug.clone())));
    let kinds = terms.kinds.iter().map(|kind| (term_id(KINDS, kind.slug.as_str()), Meaning::Kind(kind.slug.clone())));
    let levels = authority.levels.iter().map(|level| {
        let label = format!("Level {}: {}", level.number, level.name);
        (term_id(LEVELS, &level_name(level.number)), Meaning::Level(level.number, label))
    });
    let fixed = [
        (AUDIENCE, PARENTS, Meaning::Audience(Audience::Parents)),
        (AUDIENCE, YOUNG_PEOPLE, Meaning::Audience(Audience::YoungPeople)),
        (AUDIENCE, PROFESSIONALS, Meaning::Audience(Audience::Professionals)),
        (AUDIENCE, WORRIED, Meaning::ForWhom(ForWhom::WorriedAboutSelf)),
        (AUDIENCE, MEN, Meaning::ForWhom(ForWhom::Men)),
        (AUDIENCE, WOMEN, Meaning::ForWhom(ForWhom::Women)),
        (ASKING, BY_SELF, Meaning::Asking(Referrer::Oneself)),
        (ASKING, BY_PARENT, Meaning::Asking(Referrer::Parent)),
        (ASKING, BY_PROFESSIONAL, Meaning::Asking(Referrer::Professional)),
        (GIVEN, ON_LINE, Meaning::Online),
        (GIVEN, BY_PHONE, Meaning::PhoneOnly),
    ];
    let fixed = fixed.into_iter().map(|(taxonomy, (name, ..), meaning)| (term_id(taxonomy, name), meaning));
    needs.chain(kinds).chain(levels).chain(fixed).collect()
}

/// Whether a term is the one for people who do harm, also where somebody gave it another id.
pub(crate) fn is_worried_about_self(term: &str) -> bool {
    let (name, label, _) = WORRIED;
    [name, label].iter().any(|own| own.eq_ignore_ascii_case(term.trim()))
}

fn term_ids(service: &Service) -> Vec<Id> {
    let needs = service.needs.iter().map(|need| term_id(NEEDS, need.as_str()));
    let levels = service.levels.iter().map(|level| term_id(LEVELS, &level_name(level.number())));
    let audience = service.audience.iter().map(|audience| {
        let (name, ..) = match audience {
            Audience::Parents => PARENTS,
            Audience::YoungPeople => YOUNG_PEOPLE,
            Audience::Professionals => PROFESSIONALS,
        };
        term_id(AUDIENCE, name)
    });
    let for_whom = match service.for_whom {
        ForWhom::Anyone => None,
        ForWhom::WorriedAboutSelf => Some(WORRIED),
        ForWhom::Men => Some(MEN),
        ForWhom::Women => Some(WOMEN),
    };
    let for_whom = for_whom.map(|(name, ..)| term_id(AUDIENCE, name));
    let given = [(service.online, ON_LINE), (service.phone_only, BY_PHONE)];
    let given = given.into_iter().filter(|(said, _)| *said).map(|(_, (name, ..))| term_id(GIVEN, name));
    let Referral { by_self, by_parent, by_professional, .. } = service.referral;
    let asking = [(by_self, BY_SELF), (by_parent, BY_PARENT), (by_professional, BY_PROFESSIONAL)];
    let asking =
        asking.into_iter().filter(|(said, _)| *said == Some(true)).map(|(_, (name, ..))| term_id(ASKING, name));
    let kind = std::iter::once(term_id(KINDS, service.kind.as_str()));
    needs.chain(kind).chain(levels).chain(audience).chain(for_whom).chain(asking).chain(given).collect()
}

fn term(taxonomy: &str, name: &str, label: &str, meaning: &str, parent_id: Option<Id>) -> entity::TaxonomyTerm {
    let of = TAXONOMIES.iter().find(|(known, ..)| *known == taxonomy).map_or(taxonomy, |(_, label, _)| label);
    entity::TaxonomyTerm {
        id: term_id(taxonomy, name),
        name: Text::or(label, name),
        description: Text::or(meaning, label),
        parent_id,
        taxonomy: Text::or(of, taxonomy),
        taxonomy_id: taxonomy_id(taxonomy),
        term: Text::or(name, label),
    }
}

fn taxonomy_id(name: &str) -> Id {
    Id::of("taxonomy", name)
}

fn term_id(taxonomy: &str, name: &str) -> Id {
    Id::of("taxonomy_term", &format!("{taxonomy}/{name}"))
}

/// A need and a heading may have one slug.
fn group_name(slug: &str) -> String {
    format!("heading-{slug}")
}

fn level_name(number: u8) -> String {
    format!("level-{number}")
}
