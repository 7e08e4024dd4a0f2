//! What may not stand in the cell of a table, whatever its column: what hides, and what a spreadsheet would run.

use crate::problem::Invalid;

/// What is wrong with a value in any column: a letter that nobody sees, or a formula.
pub(crate) fn unclean(value: &str) -> Option<Invalid> {
    let hidden = |c: &char| is_invisible(*c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if let Some(letter) = value.chars().find(hidden) {
        let what = format!("holds a character that cannot be seen (U+{:04X})", u32::from(letter));
        return Some(Invalid::new(what, "type the value anew, without what was copied with it"));
    }
    is_formula(value).then(|| Invalid::new("is a spreadsheet formula and not a value", "paste the value itself"))
}

/// Letters that take no room and can hide a word or turn a line round: soft hyphens, zero-width and
/// direction marks (Unicode's format characters, selectors and fillers), and code points that are none.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a spreadsheet would run this value instead of showing it.
pub fn is_formula(value: &str) -> bool {
    let mut letters = value.trim_start().chars();
    match letters.next() {
        Some('=') => true,
        Some('+' | '-' | '@') => letters.next().is_some_and(char::is_alphabetic) && value.contains('('),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_telephone_numbers() {
        for formula in ["=HYPERLINK(\"http://x\")", " =1+1", "@SUM(A1)", "+cmd(1)"] {
            assert!(is_formula(formula), "{formula}");
        }
        for value in ["+44 1632 960001", "- ring first", "@northfield", "a = b"] {
            assert!(!is_formula(value), "{value}");
        }
    }
}
