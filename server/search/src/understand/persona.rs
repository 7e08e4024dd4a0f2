//! The persona: who is asking, as far as the words tell. It only tips the balance between results that fit as
//! well: nobody is shut out by a guess.

use crate::text::Token;
use directory::Audience;

/// What professionals say.
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

/// What young people say.
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

/// Ages at which somebody who says their own is a young person.
const YOUNG_AGES: std::ops::RangeInclusive<u8> = 9..=19;

/// Reads who is asking; `None` when the words do not tell. A young person's own age ("im 15") says it
/// too.
pub fn read_persona(tokens: &[Token]) -> Option<Audience> {
    let says_any = |phrases: &[&str]| phrases.iter().any(|phrase| says_phrase(tokens, phrase));
    if says_own_young_age(tokens) || says_any(YOUNG) {
        Some(Audience::YoungPeople)
    } else if says_any(PROFESSIONAL) {
        Some(Audience::Professionals)
    } else {
        None
    }
}

/// Whether the words hold those of a phrase, one after the other.
fn says_phrase(tokens: &[Token], phrase: &str) -> bool {
    let length = phrase.split(' ').count();
    tokens.windows(length).any(|window| window.iter().map(|token| token.word.as_str()).eq(phrase.split(' ')))
}

/// "im 15", "i am 15".
fn says_own_young_age(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let is_young = |at: usize| word(at).parse().is_ok_and(|age: u8| YOUNG_AGES.contains(&age));
    (0..tokens.len()).any(|at| {
        let says_im = word(at) == "im" && is_young(at + 1);
        let says_i_am = word(at) == "i" && word(at + 1) == "am" && is_young(at + 2);
        says_im || says_i_am
    })
}

/// Stems of the words that ask for oneself and mean nothing else.
pub const WAY_IN: [&str; 6] = ["refer", "myself", "self", "referr", "ask", "referral"];

/// What somebody says who asks for help that one may ask for oneself.
const ASKING_ONESELF: [&str; 8] = [
    "refer myself",
    "self refer",
    "self referral",
    "selfrefer",
    "referring myself",
    "ask myself",
    "without parents",
    "on my own",
];

/// Whether the words ask for help that one may ask for oneself.
pub fn asks_for_oneself(tokens: &[Token]) -> bool {
    ASKING_ONESELF.iter().any(|phrase| says_phrase(tokens, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    #[test]
    fn words_tell_who_asks() {
        let read = |words: &str| read_persona(&text::tokens(words));
        assert_eq!(read("can i refer myself im 14"), Some(Audience::YoungPeople));
        assert_eq!(read("step down from social care"), Some(Audience::Professionals));
        assert_eq!(read("baby wont sleep"), None);
        assert_eq!(read("im 35 and lonely"), None);
    }
}
