//! A text as the model was taught to see it.

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The text in Unicode's form NFKC and lower case, with one space for each run of spaces, line ends and
/// control characters, none at its ends, and without what cannot be seen (joiners, marks of direction,
/// private and unassigned characters).
///
/// `normalise` of `data/language/training/vocabulary.py` does the same, and the model knows only texts
/// that went through it. Characters that are younger than its Unicode (14) are unassigned there, and
/// unknown to the model either way.
pub fn normalise(text: &str) -> String {
    // Lower case looks at neighbours (a sigma that ends a word), so it needs the composed text as a whole.
    let lower = text.nfkc().collect::<String>().to_lowercase();
    let mut normalised = String::with_capacity(lower.len());
    for character in lower.chars() {
        match visibility(character) {
            Visibility::Visible => normalised.push(character),
            Visibility::Space if !normalised.is_empty() && !normalised.ends_with(' ') => normalised.push(' '),
            Visibility::Space | Visibility::Hidden => {}
        }
    }
    normalised.truncate(normalised.trim_end_matches(' ').len());
    normalised
}

enum Visibility {
    Visible,
    Space,
    Hidden,
}

fn visibility(character: char) -> Visibility {
    match character.general_category() {
        GeneralCategory::Control
        | GeneralCategory::SpaceSeparator
        | GeneralCategory::LineSeparator
        | GeneralCategory::ParagraphSeparator => Visibility::Space,
        GeneralCategory::Format
        | GeneralCategory::Surrogate
        | GeneralCategory::PrivateUse
        | GeneralCategory::Unassigned => Visibility::Hidden,
        _ => Visibility::Visible,
    }
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn spaces_of_all_kinds_become_one_and_none_at_the_ends() {
        assert_eq!(normalise("\u{feff} my\t\u{a0}\r\n son\u{2003}"), "my son");
        assert_eq!(normalise(" \u{200b}\n"), "");
    }

    #[test]
    fn capitals_wide_letters_ligatures_and_loose_accents_become_plain_letters() {
        assert_eq!(normalise("ＨＥＬＰ Cafe\u{301} ﬁre ΟΔΟΣ"), "help café fire οδος");
    }

    #[test]
    fn what_cannot_be_seen_goes_without_leaving_a_gap() {
        assert_eq!(normalise("he\u{200d}lp\u{ad} m\u{202e}e\u{e000}"), "help me");
    }
}
