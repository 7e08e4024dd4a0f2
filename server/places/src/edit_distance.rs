//! The edit distance between words: what may be a misspelling of what.

/// The edit distance between two words, or `None` when it is more than `limit`: how many letters are
/// left out, put in or changed, or neighbours swapped (optimal string alignment).
pub fn edit_distance_within(a: &str, b: &str, limit: usize) -> Option<usize> {
    // It is at least the difference of the lengths, and most words are told apart by that.
    if a.chars().count().abs_diff(b.chars().count()) > limit {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= limit)
}

/// The words of a list within an edit distance of a typed one, each with its distance, in the order of
/// the list. The first letter is held to be right.
pub fn words_within<'w, 't>(
    words: &'w [String],
    typed: &'t str,
    limit: usize,
) -> impl Iterator<Item = (&'w str, usize)> + use<'w, 't> {
    let first = typed.chars().next();
    words
        .iter()
        .filter(move |word| word.chars().next() == first)
        .filter_map(move |word| Some((word.as_str(), edit_distance_within(word, typed, limit)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_left_out_put_in_or_changed_and_two_swapped_are_one_edit_each() {
        for (a, b) in
            [("suicide", "sucide"), ("suicide", "suiicide"), ("abuse", "abuze"), ("abuse", "abues"), ("", "é")]
        {
            assert_eq!(edit_distance_within(a, b, 1), Some(1), "{a} {b}");
            assert_eq!(edit_distance_within(b, a, 2), Some(1), "{b} {a}");
            assert_eq!(edit_distance_within(a, b, 0), None, "{a} {b}");
        }
        assert_eq!(edit_distance_within("abuse", "abuse", 0), Some(0));
        // A swapped pair is not edited again: this would be two edits otherwise.
        assert_eq!(edit_distance_within("ca", "abc", 3), Some(3));
    }

    #[test]
    fn words_within_a_distance_begin_with_the_same_letter() {
        let words = ["abuse", "amuse", "bruise", "buse", "abused"].map(str::to_owned);
        let found: Vec<_> = words_within(&words, "abuse", 1).collect();
        assert_eq!(found, [("abuse", 0), ("amuse", 1), ("abused", 1)]);
    }
}
