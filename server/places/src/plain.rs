//! Words that are written as they are compared: most of what people type.

/// Where a word ends that begins at a place of a text and holds nothing but small letters from a to
/// z and digits; `None` where none begins, or where it goes on with something else.
pub fn end_of_word(text: &str, at: usize) -> Option<usize> {
    let after = &text.as_bytes()[at..];
    let length = after.iter().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
    // A capital, an apostrophe or a letter of another alphabet may belong to the word.
    let ends = after
        .get(length)
        .is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic() && !matches!(byte, b'\'' | b'`'));
    (length > 0 && ends).then_some(at + length)
}

#[cfg(test)]
mod tests {
    use super::end_of_word;

    #[test]
    fn a_word_that_may_go_on_is_not_plain() {
        assert_eq!(end_of_word("my 2yo", 0), Some(2));
        assert_eq!(end_of_word("my 2yo", 3), Some(6));
        for (text, at) in [("my", 2), (" my", 0), ("won't", 0), ("isn`t", 0), ("caf\u{e9}", 0), ("mY", 0), ("My", 0)] {
            assert_eq!(end_of_word(text, at), None, "{text}");
        }
    }
}
