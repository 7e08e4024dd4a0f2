//! An index that finds texts by the beginning of any of their words.

use crate::{text, vocabulary::Vocabulary};

/// Texts, and where in them something may begin, sorted by what stands from there on.
#[derive(Default)]
pub(super) struct PrefixIndex {
    texts: Vec<String>,
    occurrences: Vec<Occurrence>,
}

/// A word of a text of the index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    /// The position of the text among those of the index.
    pub(super) text: usize,
    /// Where the word begins in it, in bytes.
    pub(super) start: usize,
}

impl PrefixIndex {
    /// From texts whose words were folded by [`fold_words`].
    pub(super) fn new(texts: Vec<String>, vocabulary: &Vocabulary) -> Self {
        let mut occurrences: Vec<Occurrence> = texts
            .iter()
            .enumerate()
            .flat_map(|(position, text)| list_occurrences(position, text, vocabulary))
            .collect();
        occurrences.sort_by_key(|occurrence| (&texts[occurrence.text][occurrence.start..], occurrence.text));
        Self { texts, occurrences }
    }

    /// The text at this position, as it is compared.
    pub(super) fn text(&self, position: usize) -> &str {
        &self.texts[position]
    }

    /// What stands from an occurrence on.
    pub(super) fn text_from(&self, occurrence: Occurrence) -> &str {
        &self.texts[occurrence.text][occurrence.start..]
    }

    /// The occurrences from which on a text begins with `prefix`, in the order of the alphabet.
    pub(super) fn find(&self, prefix: &str) -> &[Occurrence] {
        let first = self.occurrences.partition_point(|occurrence| self.text_from(*occurrence) < prefix);
        let count =
            self.occurrences[first..].partition_point(|occurrence| self.text_from(*occurrence).starts_with(prefix));
        &self.occurrences[first..first + count]
    }
}

/// The words at which something may begin: the first, and later ones that say something by
/// themselves.
fn list_occurrences<'t>(
    position: usize,
    text: &'t str,
    vocabulary: &'t Vocabulary,
) -> impl Iterator<Item = Occurrence> + 't {
    let mut next = 0;
    text.split(' ').filter_map(move |word| {
        let start = next;
        next += word.len() + 1;
        (start == 0 || !vocabulary.is_stop_word(word)).then_some(Occurrence { text: position, start })
    })
}

/// Words in the form in which they are compared, with single spaces between.
pub(super) fn fold_words(text: &str) -> String {
    text::words(text).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::of_county;

    #[test]
    fn a_text_is_found_by_the_beginning_of_any_word_that_says_something() {
        let index = PrefixIndex::new(
            ["baby massage", "massage for the back", "my baby"].map(str::to_owned).to_vec(),
            &of_county(),
        );
        let find = |prefix| index.find(prefix).iter().map(|found| (found.text, found.start)).collect::<Vec<_>>();
        assert_eq!(find("mas"), [(0, 5), (1, 0)]);
        assert_eq!(find("baby"), [(2, 3), (0, 0)]);
        assert_eq!(find("the"), []);
        assert_eq!(find("massages"), []);
    }
}
