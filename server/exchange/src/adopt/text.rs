//! Text of others in the form of our own tables: addresses, ids, telephone numbers, lengths.

use folder::Fingerprint;

/// A web address that lacks only its beginning, with it.
pub(super) fn add_scheme(url: &str) -> String {
    if url.starts_with("www.") { format!("https://{url}") } else { url.to_owned() }
}

/// An id made of any text: its letters, and a print where letters were lost or are too many.
pub(crate) fn slug_of(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if (1..=90).contains(&words.len()) {
        return words;
    }
    let mut print = Fingerprint::default();
    print.add(text.as_bytes());
    let start: String = words.chars().take(70).collect();
    format!("{}-{print}", start.trim_matches('-')).trim_matches('-').to_owned()
}

/// A number as our own tables write it, and an extension that stood in it.
pub(super) fn tidy_number(text: &str) -> (String, String) {
    let lower = text.to_lowercase();
    let cut = ["extension", "ext", " x"].iter().find_map(|word| lower.find(word).map(|at| (at, word.len())));
    let (number, extension) = match cut {
        Some((at, length)) => (&text[..at], text[at + length..].trim_matches(|c: char| !c.is_ascii_digit())),
        None => (text, ""),
    };
    let number: String = number
        .replace("(0)", "")
        .chars()
        .map(|c| if matches!(c, '(' | ')' | '-' | '.' | '/') { ' ' } else { c })
        .collect();
    let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
    let number = match number.strip_prefix("+44") {
        Some(rest) => format!("0{}", rest.trim_start()),
        None => number,
    };
    (number, extension.to_owned())
}

/// The text as far as its last whole sentence within so many characters, else its last whole word.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let start: String = text.chars().take(longest).collect();
    let sentence = start.rfind(". ").map(|at| at + 1).filter(|at| *at > longest / 3);
    match sentence {
        Some(end) => start[..end].to_owned(),
        None => format!("{}…", start[..start.rfind(' ').unwrap_or(start.len())].trim_end_matches([',', ';', ':'])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::Slug;

    #[test]
    fn numbers_are_tidied_and_extensions_kept() {
        assert_eq!(tidy_number("+44 (0)1632 960001"), ("01632 960001".into(), String::new()));
        assert_eq!(tidy_number("(01632) 960-001 ext. 12"), ("01632 960 001".into(), "12".into()));
        assert_eq!(tidy_number("116 123"), ("116 123".into(), String::new()));
    }

    #[test]
    fn long_text_ends_at_a_sentence_or_a_word() {
        assert_eq!(shorten("One two. Three four five.", 15), "One two.");
        assert_eq!(shorten("One two three four", 9), "One two…");
        assert_eq!(shorten("Short.", 9), "Short.");
    }

    #[test]
    fn any_text_makes_an_id() {
        assert_eq!(slug_of("Stay & Play (Under 5s)"), "stay-play-under-5s");
        assert!(slug_of(&"x".repeat(500)).parse::<Slug>().is_ok());
        assert!(slug_of("日本").parse::<Slug>().is_ok());
    }
}
