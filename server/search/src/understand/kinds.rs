//! Kinds of help that words name: "youth club", "children's centres".

use crate::text::{self, Token};
use directory::Kind;

/// The names of all kinds.
#[derive(Debug, Clone)]
pub(super) struct KindNames {
    /// Position of a kind, and the stems of its label or plural.
    names: Vec<(u16, Vec<String>)>,
}

impl KindNames {
    pub(super) fn new(kinds: &[Kind]) -> Self {
        let mut names = Vec::new();
        for (position, kind) in (0u16..).zip(kinds) {
            for label in [&kind.label, &kind.plural] {
                let stems: Vec<String> = text::tokens(label).into_iter().map(|token| token.stem).collect();
                if !stems.is_empty() {
                    names.push((position, stems));
                }
            }
        }
        Self { names }
    }

    /// Whether these stems are the name of a kind and nothing else.
    pub(super) fn explain(&self, stems: &[String]) -> bool {
        !stems.is_empty() && self.names.iter().any(|(_, name)| name == stems)
    }

    /// Positions of the kinds that the words name, in order.
    pub(super) fn read(&self, tokens: &[Token]) -> Vec<u16> {
        let says = |stems: &[String]| {
            tokens.windows(stems.len()).any(|window| window.iter().map(|token| &token.stem).eq(stems))
        };
        let mut kinds: Vec<u16> = self.names.iter().filter(|(_, stems)| says(stems)).map(|(kind, _)| *kind).collect();
        kinds.dedup();
        kinds
    }
}
