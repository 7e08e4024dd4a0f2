//! Who is asking, as far as the words tell. It only tips the balance between results that fit as
//! well: nobody is shut out by a guess.

use super::text::Token;
use directory::Audience;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A phrase after its first word, and who says it.
struct Phrase {
    rest: Vec<&'static str>,
    who: Audience,
}

/// All phrases by their first word.
static BY_FIRST: LazyLock<FxHashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut by_first: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for (phrases, who) in [(YOUNG, Audience::YoungPeople), (PROFESSIONAL, Audience::Professionals)] {
        for phrase in phrases {
            let mut words = phrase.split(' ');
            let first = words.next().unwrap_or_default();
            by_first.entry(first).or_default().push(Phrase { rest: words.collect(), who });
        }
    }
    by_first
});

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
    let own_age = tokens.windows(3).any(|w| {
        let age = |word: &str| word.parse::<u8>().is_ok_and(|age| (9..=19).contains(&age));
        (w[0].word == "im" && age(&w[1].word)) || (w[0].word == "i" && w[1].word == "am" && age(&w[2].word))
    }) || (tokens.len() >= 2
        && tokens[tokens.len() - 2].word == "im"
        && tokens[tokens.len() - 1].word.parse::<u8>().is_ok_and(|age| (9..=19).contains(&age)));
    if own_age {
        return Some(Audience::YoungPeople);
    }
    let mut asker = None;
    for (at, token) in tokens.iter().enumerate() {
        for Phrase { rest, who } in BY_FIRST.get(token.word.as_str()).into_iter().flatten() {
            if tokens[at + 1..].iter().map(|token| token.word.as_str()).take(rest.len()).eq(rest.iter().copied()) {
                match who {
                    Audience::YoungPeople => return Some(*who),
                    _ => asker = Some(*who),
                }
            }
        }
    }
    asker
}

/// Stems of the words that ask for oneself and mean nothing else.
pub const WAY_IN: [&str; 6] = ["refer", "myself", "self", "referr", "ask", "referral"];

/// Whether the words ask for help that one may ask for oneself.
pub fn asks_oneself(tokens: &[Token]) -> bool {
    let may_begin =
        |word: &str| matches!(word, "refer" | "self" | "selfrefer" | "referring" | "ask" | "without" | "on");
    if !tokens.iter().any(|token| may_begin(&token.word)) {
        return false;
    }
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
    use crate::text;

    #[test]
    fn words_tell_who_asks() {
        let read = |words: &str| read(&text::tokens(words));
        assert_eq!(read("can i refer myself im 14"), Some(Audience::YoungPeople));
        assert_eq!(read("step down from social care"), Some(Audience::Professionals));
        assert_eq!(read("baby wont sleep"), None);
        assert_eq!(read("im 35 and lonely"), None);
    }
}
