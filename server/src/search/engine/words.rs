//! What is asked of the index: words in any field, the needs asked for, and the ages.

use super::{AGE_CARER, Engine};
use crate::search::{
    documents::{Held, Wanted},
    index::{AGE_UNSTATED, age_term},
    query::Search,
    text,
    understand::Understood,
};
use tantivy::Score;

/// What a stem counts for that only begins with the one that was typed.
const BEGUN: Score = 0.6;
/// Letters of a stem that others are looked for by.
const LEAST_BEGUN: usize = 4;

impl Engine {
    /// Needs and ages must be met; the words may stand anywhere. Where needs were understood, they
    /// will do in place of the words.
    pub(super) fn wanted(
        &self,
        search: &Search,
        understood: &Understood,
        asked: &[(u16, f32)],
    ) -> tantivy::Result<Wanted> {
        let mut wanted = Wanted::default();
        if !search.needs.is_empty() {
            let needs = search.needs.iter().map(|need| self.index.need(need.as_str()));
            wanted.must.push(needs.collect::<tantivy::Result<_>>()?);
        }
        if !understood.ages.is_empty() {
            let mut ages: Vec<String> = understood.ages.iter().copied().map(age_term).collect();
            ages.push(AGE_UNSTATED.to_owned());
            if search.ages.is_empty() {
                ages.push(AGE_CARER.to_owned());
            }
            ages.dedup();
            wanted.must.push(ages.iter().map(|age| self.index.age(age)).collect::<tantivy::Result<_>>()?);
        }
        for stem in &understood.stems {
            wanted.stems.extend(self.forms(stem)?);
        }
        if search.needs.is_empty() {
            let needs = asked.iter().map(|(need, _)| &self.catalogue.terms.needs[usize::from(*need)]);
            wanted.or = needs.map(|need| self.index.need(need.slug.as_str())).collect::<tantivy::Result<_>>()?;
        }
        Ok(wanted)
    }

    /// Positions of the entries that hold every word of a text, in no order; none when it has no
    /// word. Plain search, for the open data: nothing is understood beyond the words.
    pub fn holding_all(&self, words: &str) -> tantivy::Result<Vec<u32>> {
        let forms = |stem: &str| Ok(self.forms(stem)?.into_iter().map(|(held, _)| held).collect());
        let must: Vec<Vec<Held>> =
            text::tokens(words).iter().map(|token| forms(&token.stem)).collect::<tantivy::Result<_>>()?;
        if must.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.index.matches(&Wanted { must, ..Wanted::default() })?;
        Ok(found.into_iter().map(|(entry, _)| entry).collect())
    }

    /// Where a stem stands, and what it counts for. A stem that no record holds is searched as the
    /// beginning of those that do.
    fn forms(&self, stem: &str) -> tantivy::Result<Vec<(Held, Score)>> {
        let held = self.index.stem(stem)?;
        if stem.len() < LEAST_BEGUN || held.frequency() > 0 {
            return Ok(vec![(held, 1.0)]);
        }
        let longer = self.reader.beginning_with(stem);
        if longer.is_empty() {
            return Ok(vec![(held, 1.0)]);
        }
        longer.iter().map(|stem| Ok((self.index.stem(stem)?, BEGUN))).collect()
    }
}
