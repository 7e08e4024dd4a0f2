//! What is answered when a search finds nothing.

use super::{Answer, Engine, Found};
use crate::{
    catalogue::Area,
    query::Search,
    rank::filters::{FilterName, Hidden},
    understand::Understood,
};
use chrono::NaiveDateTime;
use directory::AgeFit;

impl Engine {
    /// When the words mean nothing here: who helps with most things. Those for the age that the
    /// words say, or else the hubs and teams that every family may ask.
    pub(super) fn find_general_help(
        &self,
        search: &Search,
        understood: &Understood,
        now: NaiveDateTime,
    ) -> tantivy::Result<Answer> {
        let plain = Understood { stems: Vec::new(), needs: Vec::new(), ..understood.clone() };
        let mut answer = self.rank_matches(search, &plain, now)?;
        let authority = &self.catalogue.authority;
        let first = [&authority.hub_kind, &authority.team_kind].map(|kind| self.catalogue.kind_position(kind.as_str()));
        let helps = |found: &Found| {
            let facts = &self.catalogue.facts[self.catalogue.entries[found.entry as usize].service as usize];
            facts.area != Area::Nation
                && found.age_fit.map_or_else(|| first.contains(&Some(facts.kind)), |fit| fit == AgeFit::Fits)
        };
        answer.near.retain(helps);
        answer.anywhere.retain(helps);
        answer.only_general = true;
        Ok(answer)
    }

    /// When nothing is found: how many come without the needs, ages, kinds or words.
    pub(super) fn count_hidden_by_index(
        &self,
        search: &Search,
        understood: &Understood,
        answer: &mut Answer,
        now: NaiveDateTime,
    ) -> tantivy::Result<()> {
        let mut without = |name: FilterName, change: &dyn Fn(&mut Search, &mut Understood)| -> tantivy::Result<()> {
            let (mut search, mut understood) = (search.clone(), understood.clone());
            change(&mut search, &mut understood);
            let other = self.rank_matches(&search, &understood, now)?;
            let count = other.total();
            if count > 0 && !answer.hidden.iter().any(|hidden| hidden.name == name) {
                answer.hidden.push(Hidden { name, count, not_said: 0 });
            }
            Ok(())
        };
        if !search.needs.is_empty() {
            without(FilterName::Need, &|s, _| s.needs.clear())?;
        }
        if !understood.ages.is_empty() {
            without(FilterName::Age, &|s, u| {
                s.ages.clear();
                u.ages.clear();
            })?;
        }
        if !search.q.is_empty() && (!search.needs.is_empty() || search.has_filters() || !search.kinds.is_empty()) {
            without(FilterName::Words, &|s, u| {
                s.q.clear();
                *u = Understood {
                    ages: s.ages.clone(),
                    place: u.place.clone(),
                    unknown_place: u.unknown_place.clone(),
                    ..Understood::default()
                };
            })?;
        }
        Ok(())
    }
}
