//! Help that words ask for and that no record gives: the rows of `not_listed.csv`.

use super::needs::NeedSaid;
use crate::{catalogue::Catalogue, text::Token, vocabulary::PhraseTable};
use std::sync::Arc;

/// The words of the rows, ready to be found in a sentence.
#[derive(Debug)]
pub(super) struct NotListedReader {
    phrases: PhraseTable<Asked>,
}

/// What words ask for.
#[derive(Debug)]
struct Asked {
    /// Position in `terms.not_listed`.
    position: u16,
    /// The needs beside which they ask for it; beside any when there are none.
    needs: Arc<[u16]>,
}

impl NotListedReader {
    /// From the folder's terms.
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let rows = catalogue.terms.not_listed.iter().zip(0u16..);
        Self {
            phrases: PhraseTable::new(rows.flat_map(|(row, position)| {
                let needs: Arc<[u16]> =
                    row.needs.iter().filter_map(|need| catalogue.need_position(need.as_str())).collect();
                row.words.iter().map(move |words| (words.as_str(), Asked { position, needs: needs.clone() }))
            })),
        }
    }

    /// What a sentence asks for, each once, as positions in `terms.not_listed`. `needs` are those that it
    /// points to, strongest first.
    pub(super) fn read(&self, tokens: &[Token], needs: &[NeedSaid]) -> Vec<u16> {
        let first = needs.first().map(|said| said.need);
        let is_asked = |asked: &&Asked| asked.needs.is_empty() || first.is_some_and(|need| asked.needs.contains(&need));
        let mut asked: Vec<u16> = self.phrases.find_in(tokens).filter(is_asked).map(|asked| asked.position).collect();
        asked.sort_unstable();
        asked.dedup();
        asked
    }
}
