//! The one query of the index: words in any field, the needs asked for, and the ages.

use super::{AGE_CARER, AGE_UNSTATED, WordIndex, age_term};
use crate::{engine::Engine, query::Search, text, understand::Understood};
use tantivy::{
    Score, Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// What a stem counts for by where it stands: in a name, a topic, or anything else that is said.
const FIELD_BOOSTS: [Score; 3] = [2.5, 1.6, 1.0];
/// What a stem counts for in its other fields beside the one where it counts for most.
const OTHER_FIELDS: Score = 0.1;
/// What a stem counts for that only begins with the one that was typed.
const LONGER_STEM: Score = 0.6;
/// Letters of a stem that longer ones are looked for by.
const SHORTEST_BEGINNING: usize = 4;
/// Most stems of one query: of a long text those that the fewest records hold.
const MOST_STEMS: usize = 40;

impl Engine {
    /// The query of a search. Needs and ages must be met; the words may stand anywhere. Where needs
    /// were understood, they will do in place of the words.
    pub(crate) fn word_query(&self, search: &Search, understood: &Understood, needs: &[(u16, f32)]) -> BooleanQuery {
        let fields = &self.index().fields;
        let mut must: Vec<Box<dyn Query>> = Vec::new();
        if !search.needs.is_empty() {
            must.push(any_term(fields.need, search.needs.iter().map(|need| need.as_str().to_owned())));
        }
        if !understood.ages.is_empty() {
            let mut terms: Vec<String> = understood.ages.iter().copied().map(age_term).collect();
            terms.push(AGE_UNSTATED.to_owned());
            // Who tells of a child may want help for grown-ups; who is the child does not.
            if search.ages.is_empty() && !understood.under_age {
                terms.push(AGE_CARER.to_owned());
            }
            must.push(any_term(fields.age, terms));
        }
        let mut any: Vec<Box<dyn Query>> =
            self.telling_stems(&understood.stems).flat_map(|stem| self.stem_queries(stem)).collect();
        if search.needs.is_empty() && !needs.is_empty() {
            let slugs = needs.iter().map(|(need, _)| &self.catalogue.terms.needs[usize::from(*need)].slug);
            any.push(any_term(fields.need, slugs.map(|slug| slug.as_str().to_owned())));
        }
        if !any.is_empty() {
            must.push(Box::new(BooleanQuery::union(any)));
        }
        BooleanQuery::intersection(must)
    }

    /// The stems that tell most: all of a question, and of a long text those that the fewest records hold.
    fn telling_stems<'s>(&self, stems: &'s [String]) -> impl Iterator<Item = &'s str> {
        let mut telling: Vec<&str> = stems.iter().map(String::as_str).collect();
        if telling.len() > MOST_STEMS {
            telling.sort_unstable();
            telling.dedup();
            let mut counted: Vec<(u64, &str)> =
                telling.iter().map(|stem| (self.index().document_frequency(stem), *stem)).collect();
            counted.retain(|(count, _)| *count > 0);
            counted.sort_unstable();
            telling = counted.into_iter().take(MOST_STEMS).map(|(_, stem)| stem).collect();
        }
        telling.into_iter()
    }

    /// Positions of the entries that hold every word of a text, in their order; none when it has no
    /// word. Plain search, for the open data: nothing is understood beyond the words.
    pub fn entries_with_all_words(&self, words: &str) -> tantivy::Result<Vec<u32>> {
        let tokens = text::tokens(words);
        if tokens.is_empty() {
            return Ok(Vec::new());
        }
        let any_form = |stem: &str| Box::new(BooleanQuery::union(self.stem_queries(stem))) as Box<dyn Query>;
        let query = BooleanQuery::intersection(tokens.iter().map(|token| any_form(&token.stem)).collect());
        Ok(self.index().matches(&query)?.into_iter().map(|(entry, _)| entry).collect())
    }

    /// The query of a stem. One that no record holds is searched as the beginning of those that do.
    fn stem_queries(&self, stem: &str) -> Vec<Box<dyn Query>> {
        let longer = if stem.len() >= SHORTEST_BEGINNING && self.index().document_frequency(stem) == 0 {
            self.stems_beginning_with(stem)
        } else {
            Vec::new()
        };
        if longer.is_empty() {
            return vec![in_any_field(self.index(), stem, 1.0)];
        }
        longer.iter().map(|stem| in_any_field(self.index(), stem, LONGER_STEM)).collect()
    }
}

/// Documents that hold any of these terms. They count for nothing in the score.
fn any_term(field: Field, terms: impl IntoIterator<Item = String>) -> Box<dyn Query> {
    let terms = terms.into_iter().map(|term| Term::from_field_text(field, &term)).collect();
    Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new_multiterms_query(terms)), 0.0))
}

/// Documents that hold a stem in any text field, by the field where it counts for most.
fn in_any_field(index: &WordIndex, stem: &str, boost: Score) -> Box<dyn Query> {
    let mut disjuncts: Vec<Box<dyn Query>> = Vec::new();
    for (field, field_boost) in index.fields.text_fields().into_iter().zip(FIELD_BOOSTS) {
        let term = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
        disjuncts.push(Box::new(BoostQuery::new(Box::new(term), field_boost * boost)));
    }
    Box::new(DisjunctionMaxQuery::with_tie_breaker(disjuncts, OTHER_FIELDS))
}
