//! The one query of the index: words in any field, the needs asked for, and the ages.

use super::{AGE_CARER, Engine};
use crate::search::{
    index::{AGE_UNSTATED, age_term},
    query::Search,
    text,
    understand::Understood,
};
use tantivy::{
    Term,
    query::{AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

/// What a word counts for by where it stands.
const FIELD_BOOSTS: [f32; 3] = [2.5, 1.6, 1.0];

impl Engine {
    pub(super) fn query(&self, search: &Search, understood: &Understood, asked: &[(u16, f32)]) -> Box<dyn Query> {
        let fields = &self.index.fields;
        let any = |field: Field, terms: Vec<String>| -> (Occur, Box<dyn Query>) {
            let terms = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
            (Occur::Must, Box::new(BoostQuery::new(Box::new(BooleanQuery::new_multiterms_query(terms)), 0.0)))
        };
        let mut must: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if !search.needs.is_empty() {
            must.push(any(fields.need, search.needs.iter().map(|need| need.as_str().to_owned()).collect()));
        }
        if !understood.ages.is_empty() {
            let mut terms: Vec<String> = understood.ages.iter().copied().map(age_term).collect();
            terms.push(AGE_UNSTATED.to_owned());
            if search.ages.is_empty() {
                terms.push(AGE_CARER.to_owned());
            }
            terms.dedup();
            must.push(any(fields.age, terms));
        }
        let mut should: Vec<(Occur, Box<dyn Query>)> = understood
            .stems
            .iter()
            .flat_map(|stem| self.expanded(stem))
            .map(|(stem, boost)| (Occur::Should, self.in_any_field(&stem, boost)))
            .collect();
        if search.needs.is_empty() {
            should.extend(asked.iter().map(|(need, _)| {
                let term =
                    Term::from_field_text(fields.need, self.catalogue.terms.needs[usize::from(*need)].slug.as_str());
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(BoostQuery::new(Box::new(query), 0.0)) as Box<dyn Query>)
            }));
        }
        if !should.is_empty() {
            must.push((Occur::Must, Box::new(BooleanQuery::new(should))));
        } else if must.is_empty() {
            return Box::new(AllQuery);
        }
        Box::new(BooleanQuery::new(must))
    }

    /// Positions of the entries that hold every word of a text, in no order; none when it has no
    /// word. Plain search, for the open data: nothing is understood beyond the words.
    pub fn holding_all(&self, words: &str) -> tantivy::Result<Vec<u32>> {
        let must: Vec<(Occur, Box<dyn Query>)> = text::tokens(words)
            .iter()
            .map(|token| {
                let forms = self.expanded(&token.stem).into_iter();
                let any = forms.map(|(stem, boost)| (Occur::Should, self.in_any_field(&stem, boost))).collect();
                (Occur::Must, Box::new(BooleanQuery::new(any)) as Box<dyn Query>)
            })
            .collect();
        if must.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.index.matches(&BooleanQuery::new(must))?;
        Ok(found.into_iter().map(|(entry, _)| entry).collect())
    }

    /// A stem that no record holds is searched as the beginning of those that do.
    fn expanded(&self, stem: &str) -> Vec<(String, f32)> {
        if stem.len() < 4 || self.index.frequency(stem) > 0 {
            return vec![(stem.to_owned(), 1.0)];
        }
        let longer = self.reader.beginning_with(stem);
        if longer.is_empty() {
            vec![(stem.to_owned(), 1.0)]
        } else {
            longer.into_iter().map(|stem| (stem, 0.6)).collect()
        }
    }

    fn in_any_field(&self, stem: &str, boost: f32) -> Box<dyn Query> {
        let fields = [self.index.fields.name, self.index.fields.topic, self.index.fields.about];
        let disjuncts = fields
            .into_iter()
            .zip(FIELD_BOOSTS)
            .map(|(field, of_field)| {
                let query = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
                Box::new(BoostQuery::new(Box::new(query), of_field * boost)) as Box<dyn Query>
            })
            .collect();
        Box::new(DisjunctionMaxQuery::with_tie_breaker(disjuncts, 0.1))
    }
}
