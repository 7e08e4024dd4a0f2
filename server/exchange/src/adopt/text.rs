//! Text of others in the form of our own tables: addresses, ids, lengths.

use folder::Fingerprint;

/// A web address that lacks only its beginning, with it.
pub(super) fn add_scheme(url: &str) -> String {
    let begins = url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if begins { format!("https://{url}") } else { url.to_owned() }
}

/// An e-mail address without `mailto:` before it.
pub(super) fn without_mailto(email: &str) -> &str {
    let begins = email.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
    if begins { email[7..].trim_start() } else { email }
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
