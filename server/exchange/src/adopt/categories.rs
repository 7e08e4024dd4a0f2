//! What a service helps with and for whom: from terms, ours and others', and from its words.

use super::Adoption;
use crate::{
    draft::Draft,
    oruk::{
        ids::Id,
        taxonomy::{Meaning, is_worried_about_self},
    },
    report::count,
};
use directory::{Audience, ForWhom, LevelOfNeed, Referral, Referrer, Slug, safeguarding};

/// What the terms of a draft say.
#[derive(Debug, Default)]
pub(super) struct Categories {
    pub(super) needs: Vec<Slug>,
    pub(super) kind: Option<Slug>,
    pub(super) levels: Vec<LevelOfNeed>,
    pub(super) audience: Vec<Audience>,
    pub(super) for_whom: ForWhom,
    pub(super) referral: Referral,
    pub(super) online: bool,
    pub(super) phone_only: bool,
}

impl Adoption<'_, '_> {
    /// Reads the terms of a draft: those of our own feed by their ids, others by their names, and where
    /// they name no need, its words.
    pub(super) fn categories(&mut self, draft: &Draft, id: &Slug) -> Categories {
        let adopter = self.adopter;
        let mut found = Categories::default();
        let mut asking: Vec<Referrer> = Vec::new();
        let ids = draft.term_ids.iter().map(String::as_str).chain(std::iter::repeat(""));
        for (term, term_id) in draft.terms.iter().zip(ids).filter(|(term, _)| !term.is_empty()) {
            if is_worried_about_self(term) {
                found.for_whom = ForWhom::WorriedAboutSelf;
                continue;
            }
            let Some(meaning) = Id::parse(term_id).and_then(|id| adopter.own_terms.get(&id)) else {
                self.term_of_others(term, &mut found);
                continue;
            };
            match meaning {
                Meaning::Need(need) => add(&mut found.needs, need),
                Meaning::Kind(kind) => found.kind = Some(kind.clone()),
                Meaning::Level(number, label) if label == term => {
                    found.levels.extend(number.to_string().parse::<LevelOfNeed>())
                }
                Meaning::Level(..) => count(&mut self.adopted.unknown_terms, term),
                Meaning::Audience(audience) => found.audience.push(*audience),
                // The mark for people who do harm stands above any other.
                Meaning::ForWhom(for_whom) if found.for_whom != ForWhom::WorriedAboutSelf => found.for_whom = *for_whom,
                Meaning::ForWhom(_) => {}
                Meaning::Asking(way) => asking.push(*way),
                Meaning::Online => found.online = true,
                Meaning::PhoneOnly => found.phone_only = true,
            }
        }
        let from_age = draft.self_referral_age.parse().ok().filter(|age| *age <= 25);
        found.referral = Referral::from_stated(&asking, from_age);
        self.needs_from_words(draft, &mut found.needs);
        let default = adopter.mapping.defaults.kind.as_ref().or(adopter.authority.import_kind.as_ref());
        let known = |slug: &&Slug| adopter.terms.kinds.iter().any(|kind| kind.slug == **slug);
        found.kind = found.kind.or_else(|| default.filter(known).cloned());
        if found.for_whom != ForWhom::WorriedAboutSelf && self.tells_of_doing_harm(draft) {
            found.for_whom = ForWhom::WorriedAboutSelf;
            self.adopted.does_harm.push((draft.name.clone(), id.clone()));
        }
        found
    }

    fn term_of_others(&mut self, term: &str, found: &mut Categories) {
        let words = &self.adopter.words;
        let (needs, kind) = (words.needs(term), words.kind(term));
        needs.into_iter().flatten().for_each(|need| add(&mut found.needs, need));
        if found.kind.is_none() {
            found.kind = kind.cloned();
        }
        if needs.is_none() && kind.is_none() {
            count(&mut self.adopted.unknown_terms, term);
        }
    }

    fn needs_from_words(&self, draft: &Draft, needs: &mut Vec<Slug>) {
        let adopter = self.adopter;
        if needs.is_empty() {
            *needs = adopter.words.needs(&draft.name).map(<[Slug]>::to_vec).unwrap_or_default();
        }
        if needs.is_empty() {
            *needs = adopter.words.needs_in(&format!("{} {}", draft.name, draft.description));
        }
        if needs.is_empty() {
            needs.clone_from(&adopter.default_needs);
        }
    }

    /// Whether its own words tell that it is for people who do harm, and no steward says otherwise.
    fn tells_of_doing_harm(&self, draft: &Draft) -> bool {
        if self.adopter.mapping.for_anyone.contains(&draft.id) {
            return false;
        }
        let organization = &draft.organization.name;
        let texts =
            [&draft.description, &draft.eligibility, &draft.application, &draft.url, &draft.email, organization];
        let phones = draft.phones.iter().flat_map(|phone| [&phone.label, &phone.number]);
        let texts = texts.into_iter().chain(&draft.terms).chain(phones).map(String::as_str);
        safeguarding::tells_of_doing_harm(&draft.name, texts)
    }
}

fn add(needs: &mut Vec<Slug>, need: &Slug) {
    if !needs.contains(need) {
        needs.push(need.clone());
    }
}
