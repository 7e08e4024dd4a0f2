//! Who is asking, as far as the words tell. It only tips the balance between results that fit as
//! well: nobody is shut out by a guess.

use super::text::Token;
use directory::Audience;

const PROFESSIONAL: &[&str] = &[
    "client",
    "clients",
    "caseload",
    "pupil",
    "pupils",
    "referral",
    "referrals",
    "refer a",
    "refer family",
    "step down",
    "stepdown",
    "step up",
    "threshold",
    "marac",
    "mash",
    "taf",
    "cin",
    "eha",
    "my student",
    "practitioner",
    "concerns",
    "signpost",
    "signposting",
    "outreach",
    "disclosed",
    "disclosure",
    "senco",
    "dsl",
    "yp",
    "ehm",
    "gp letter",
    "ebsa",
    "commissioned",
    "professionals",
    "tac",
    "multi agency",
    "service user",
    "perinatal mh",
    "service users",
    "cce",
    "cse",
];

const YOUNG: &[&str] = &[
    "my mum",
    "my dad",
    "my parents",
    "my mam",
    "my mom",
    "mum n dad",
    "my step dad",
    "my teacher",
    "my school",
    "refer myself",
    "parents knowing",
    "my mates",
    "im in year",
    "in my year",
    "mum and dad",
    "without my parents",
];

/// Reads who is asking. A young person's own age ("im 15") says it too.
pub fn read(tokens: &[Token]) -> Option<Audience> {
    let said = |phrase: &&str| (0..tokens.len()).any(|at| begins(&tokens[at..], phrase));
    let own_age = tokens.windows(3).any(|w| {
        let age = |word: &str| word.parse::<u8>().is_ok_and(|age| (9..=19).contains(&age));
        (w[0].word == "im" && age(&w[1].word)) || (w[0].word == "i" && w[1].word == "am" && age(&w[2].word))
    }) || (tokens.len() >= 2
        && tokens[tokens.len() - 2].word == "im"
        && tokens[tokens.len() - 1].word.parse::<u8>().is_ok_and(|age| (9..=19).contains(&age)));
    if own_age || YOUNG.iter().any(said) {
        Some(Audience::YoungPeople)
    } else if PROFESSIONAL.iter().any(said) {
        Some(Audience::Professionals)
    } else {
        None
    }
}

/// Whether words begin with those of a phrase.
fn begins(tokens: &[Token], phrase: &str) -> bool {
    let Some((first, rest)) = tokens.split_first() else { return false };
    if first.word.as_bytes().first() != phrase.as_bytes().first() {
        return false;
    }
    match phrase.strip_prefix(first.word.as_str()) {
        Some("") => true,
        Some(others) => others.strip_prefix(' ').is_some_and(|others| begins(rest, others)),
        None => false,
    }
}

/// Stems of the words that ask for oneself and mean nothing else.
pub const WAY_IN: [&str; 6] = ["refer", "myself", "self", "referr", "ask", "referral"];

/// Whether the words ask for help that one may ask for oneself.
pub fn asks_oneself(tokens: &[Token]) -> bool {
    let said =
        |words: &[&str]| tokens.windows(words.len()).any(|window| window.iter().zip(words).all(|(t, w)| t.word == *w));
    [
        &["refer", "myself"][..],
        &["self", "refer"],
        &["self", "referral"],
        &["selfrefer"],
        &["referring", "myself"],
        &["ask", "myself"],
        &["without", "parents"],
        &["on", "my", "own"],
    ]
    .into_iter()
    .any(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::text;

    #[test]
    fn words_tell_who_asks() {
        let read = |words: &str| read(&text::tokens(words));
        assert_eq!(read("can i refer myself im 14"), Some(Audience::YoungPeople));
        assert_eq!(read("step down from social care"), Some(Audience::Professionals));
        assert_eq!(read("baby wont sleep"), None);
        assert_eq!(read("im 35 and lonely"), None);
    }
}
