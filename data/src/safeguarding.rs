//! Words by which a service is known that must be handled with care: one about abuse, whose door may
//! have to stay unknown, and one for people who do harm, which must never come to somebody who is
//! being hurt. Both tests err on the side of care; a steward says otherwise where they are wrong.

mod address;
mod words;

pub use address::{SecretLines, seems_an_address};

use crate::cell::is_invisible;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use words::{
    ABUSE, ABUSE_IN_ADDRESSES, ABUSE_WORDS, HARM, HARM_BESIDE_ABUSE, HARM_IN_ADDRESSES, HARM_NAMES, HARM_NUMBERS,
    OTHERWISE, REFUGES_OF_NATURE,
};

/// Whether words tell of abuse, a refuge, forced marriage or slavery. `text` is anything that is
/// said of a service, as plain text or as a web or e-mail address.
pub fn tells_of_abuse(text: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    if in_address(text, ABUSE_IN_ADDRESSES) || says_da(text) {
        return true;
    }
    let mut words = without_refuges_of_nature(folded(text));
    if has_refuge(&words) {
        return true;
    }
    for other in OTHERWISE {
        words = words.replace(&format!(" {other}"), " ");
    }
    ABUSE.iter().any(|mark| begins_a_word(&words, mark)) || ABUSE_WORDS.iter().any(|mark| is_in(&words, mark))
}

/// Whether a service is for people who do harm or fear that they will: by its name, or by what else is
/// said of it, its telephone numbers too. Who runs it is said among the texts: the same charity may run a
/// line for people who are hurt.
pub fn tells_of_doing_harm<'t>(name: &'t str, texts: impl IntoIterator<Item = &'t str>) -> bool {
    if HARM_NAMES.contains(&folded(name).trim()) {
        return true;
    }
    let texts: Vec<&str> = std::iter::once(name).chain(texts).collect();
    let about_abuse = texts.iter().any(|text| tells_of_abuse(text));
    texts.into_iter().any(|text| {
        let words = folded(text);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        in_address(text, HARM_IN_ADDRESSES)
            || HARM_NUMBERS.iter().any(|number| digits.contains(number))
            || HARM.iter().any(|mark| begins_a_word(&words, mark))
            || (about_abuse && HARM_BESIDE_ABUSE.iter().any(|mark| begins_a_word(&words, mark)))
    })
}

/// Words in lower case between single spaces, with one before the first and after the last; letters in
/// their plain form without marks (Unicode's NFKD), no apostrophes and nothing invisible.
fn folded(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    let silent = |c: char| is_invisible(c) || is_combining_mark(c) || matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`');
    for letter in text.nfkd().filter(|c| !silent(*c)).map(latin) {
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    with_spaced_words_joined(&words)
}

/// The Latin letter that a Cyrillic or Greek one is taken for by whoever reads it.
fn latin(letter: char) -> char {
    match letter {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'с' | 'С' => 'c',
        'е' | 'Е' | 'ε' | 'Ε' => 'e',
        'ѕ' | 'Ѕ' => 's',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'υ' => 'u',
        'х' | 'Х' => 'x',
        'у' | 'У' => 'y',
        other => other,
    }
}

/// From so many letters on that stand apart they are one word, as in "R e f u g e".
const SPACED_LETTERS: usize = 4;

/// Folded text in which letters that stand apart are written as one word.
fn with_spaced_words_joined(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let is_letter = |word: &&str| word.chars().count() == 1;
    let runs = all.chunk_by(|one, next| is_letter(one) && is_letter(next));
    let joined = runs.map(|run| if run.len() >= SPACED_LETTERS { run.concat() } else { run.join(" ") });
    let joined: Vec<String> = joined.collect();
    if joined.is_empty() { " ".to_owned() } else { format!(" {} ", joined.join(" ")) }
}

/// "DA" in capitals, by itself: what those who work in it call domestic abuse.
fn says_da(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "DA")
}

/// Whether a word of folded text begins with a mark, or with the mark's words written as one.
fn begins_a_word(words: &str, mark: &str) -> bool {
    words.contains(&format!(" {mark}"))
        || (mark.contains(' ') && words.contains(&format!(" {}", mark.replace(' ', ""))))
}

/// Whether folded text holds a mark's words, whole.
fn is_in(words: &str, mark: &str) -> bool {
    words.contains(&format!(" {mark} "))
}

/// Folded text without refuges of plants and animals. Where women are told of it stays as it is.
fn without_refuges_of_nature(words: String) -> String {
    if !words.contains("refuge") || words.contains(" wom") {
        return words;
    }
    REFUGES_OF_NATURE.iter().fold(words, |words, nature| words.replace(&format!(" {nature} refuge"), " "))
}

/// 'refuge' in any word, which 'refugee' is not.
fn has_refuge(words: &str) -> bool {
    words.match_indices("refuge").any(|(at, found)| !words[at + found.len()..].starts_with('e'))
}

fn in_address(text: &str, parts: &[&str]) -> bool {
    let is_address = !text.trim().contains(char::is_whitespace) && (text.contains('@') || text.contains('.'));
    let lower = text.to_lowercase();
    is_address && parts.iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_refuge_is_heard() {
        for text in [
            "Women's Refuge",
            "WOMENS REFUGES",
            "Women\u{2019}s Aid",
            "Safehouse",
            "Safe houses for girls",
            "Safe-house",
            "DV outreach",
            "DVA",
            "D.V. team",
            "Domestic abusers programme",
            "survivors of domestic violence",
            "Emergency accommodation for women and children",
            "Forced-marriage line",
            "ForcedMarriage unit",
            "Modern Slavery support",
            "re\u{ad}fuge",
            "saf\u{200b}e house",
            "victims of trafficking",
            "Honour-based abuse",
            "info@roserefuge.org.uk",
            "https://www.worcesterwomensaid.org.uk/",
            "Rape & sexual assault",
            "An undisclosed location",
            "Women-only accommodation",
            "IDVAs",
            "\u{ff32}\u{ff45}\u{ff46}\u{ff55}\u{ff47}\u{ff45}",
            "A r\u{e9}fuge",
            "A re\u{301}fuge",
            "Women\u{ff07}s Aid",
            "DomesticAbuse team",
            "#domesticviolence",
            "D.A. service",
            "D/A outreach",
            "A safe haven",
            "Sanctuary scheme",
            "R\u{435}fug\u{435} base",
            "R e f u g e   T e a m",
            "Our refudge",
            "House 4 (DA)",
            "Beds for whoever is at risk from an ex, address withheld",
            "Safe accomodation",
            "Safe accom for families",
            "Crisis accom, two rooms",
            "Emergency beds for women",
            "So-called 'honour' crimes",
            "Wildlife House: a refuge",
            "Bird Refuge, rooms for women and children",
            "Hedgehog Refuge. Survivors of domestic violence",
            "Safe Haven",
            "Safe Haven House, rooms for whoever had to flee",
        ] {
            assert!(tells_of_abuse(text), "{text}");
        }
    }

    #[test]
    fn what_only_sounds_like_it_is_not_taken_for_it() {
        for text in [
            "",
            "Help for refugees and refugee families",
            "Drug and alcohol abuse",
            "The school's syllabus",
            "Cancer survivors' choir",
            "A house that is safe for toddlers",
            "Grapes and drapery",
            "The library has an assault course",
            "An evening with Da Vinci",
            "Vitamin D. A card for families",
            "https://www.refugeeaction.org.uk",
            "Plans A B and C",
            "Wetland Refuge and Bird Hide",
            "A walk to the wildlife refuge",
            "The Donkey Refuge open day",
            "Safe Haven Cafe",
            "Safe Haven caf\u{e9}, drop in",
            "Refuse and recycling for your house",
            "Safe Sleep for Babies",
            "Sanctuary Housing repairs line",
            "Hedgehog Sanctuary open day: shelter-building for children",
            "Safe Places scheme",
            "Refugee Welcome Cafe",
            "Кружок для детей",
        ] {
            assert!(!tells_of_abuse(text), "{text}");
        }
    }

    #[test]
    fn services_for_people_who_do_harm_are_known_by_their_words() {
        let harm = |name: &str, text: &str| tells_of_doing_harm(name, [text]);
        for (name, text) in [
            ("Respect Phoneline", ""),
            ("Respect", "National line."),
            ("Stop it Now!", ""),
            ("Line", "For people worried about their own abusive behaviour."),
            ("Perpetrator programme", ""),
            ("Choices", "Do you want to stop abusing your partner?"),
            ("Choices", "Help for men who use violence."),
            ("Caring Dads", "For fathers where there was domestic abuse."),
            ("Turn it round", "Worried about your violence? Ring us."),
            ("Line", "Worried about sexual thoughts about children?"),
            ("Young people", "Harmful sexual behaviour service."),
            ("Domestic abusers programme", ""),
        ] {
            assert!(harm(name, text), "{name} {text}");
        }
        assert!(harm("Line", "0808 802 4040") && harm("Line", "Ring +44 808 1000 900."));
        for (name, text) in [
            ("Women's Aid", "Help if your partner abuses you."),
            ("Men's Advice Line", "Respect"),
            ("Anger management", "For young people."),
            ("Self-respect club", "Respect for all."),
            ("Baby group", ""),
        ] {
            assert!(!harm(name, text), "{name} {text}");
        }
    }
}
