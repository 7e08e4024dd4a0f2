//! What is asked of the index: words in any field, the needs asked for, and the ages.

use super::{AGE_CARER, Engine};
use crate::{
    documents::{Held, Stem, Wanted},
    index::AGE_UNSTATED,
    query::Search,
    text,
    understand::Understood,
};

/// Letters of a stem that others are looked for by.
const LEAST_BEGUN: usize = 4;

impl Engine {
    /// Needs and ages must be met; the words may stand anywhere. Where needs were understood, they
    /// will do in place of the words.
    pub(super) fn wanted(&self, search: &Search, understood: &Understood, asked: &[(u16, f32)]) -> Wanted<'_> {
        let mut wanted = Wanted::default();
        if !search.needs.is_empty() {
            wanted.must.push(search.needs.iter().map(|need| self.index.need(need.as_str())).collect());
        }
        if !understood.ages.is_empty() {
            let mut ages: Vec<&Held> = understood.ages.iter().map(|age| self.index.age(*age)).collect();
            ages.push(self.index.age_term(AGE_UNSTATED));
            if search.ages.is_empty() {
                ages.push(self.index.age_term(AGE_CARER));
            }
            wanted.must.push(ages);
        }
        for stem in &understood.stems {
            self.forms(stem, &mut wanted.stems);
        }
        if search.needs.is_empty() {
            let needs = asked.iter().map(|(need, _)| &self.catalogue.terms.needs[usize::from(*need)]);
            wanted.or = needs.map(|need| self.index.need(need.slug.as_str())).collect();
        }
        wanted
    }

    /// Positions of the entries that hold every word of a text, in no order; none when it has no
    /// word. Plain search, for the open data: nothing is understood beyond the words.
    pub fn holding_all(&self, words: &str) -> tantivy::Result<Vec<u32>> {
        let forms = |stem: &str| {
            let mut forms = Vec::new();
            self.forms(stem, &mut forms);
            forms.into_iter().map(|(Stem::Typed(held) | Stem::Begun(held))| held).collect()
        };
        let must: Vec<Vec<&Held>> = text::tokens(words).iter().map(|token| forms(&token.stem)).collect();
        if must.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.index.matches(&Wanted { must, ..Wanted::default() })?;
        Ok(found.into_iter().map(|(entry, _)| entry).collect())
    }

    /// Adds where a stem stands. One that no record holds is searched as the beginning of those that
    /// do.
    fn forms<'i>(&'i self, stem: &str, forms: &mut Vec<Stem<'i>>) {
        let held = self.index.stem(stem);
        let before = forms.len();
        if stem.len() >= LEAST_BEGUN && held.is_nowhere() {
            let longer = self.reader.beginning_with(stem);
            forms.extend(longer.iter().map(|stem| Stem::Begun(self.index.stem(stem))));
        }
        if forms.len() == before {
            forms.push(Stem::Typed(held));
        }
    }
}
