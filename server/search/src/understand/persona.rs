//! The persona: who is asking, as far as the words tell. It only tips the balance between results that fit as
//! well: nobody is shut out by a guess.

use crate::{
    text::{self, Token},
    vocabulary::{PhraseTable, Vocabulary},
};
use directory::{Audience, Terms, WordUse};
use std::{collections::HashSet, ops::RangeInclusive};

/// The ages in years that a young person asking for themselves gives.
const YOUNG_PERSON: RangeInclusive<u8> = 9..=19;

/// The rows of `personas.csv` and the words that ask for oneself.
#[derive(Debug)]
pub struct Personas {
    phrases: PhraseTable<Audience>,
    self_referral: PhraseTable<()>,
    /// Stems of words that ask for oneself and name no need.
    self_referral_stems: HashSet<String>,
}

impl Personas {
    /// From the folder's terms.
    pub fn new(terms: &Terms, vocabulary: &Vocabulary) -> Self {
        Self {
            phrases: PhraseTable::new(terms.personas.iter().map(|row| (row.words.as_str(), row.persona))),
            self_referral: PhraseTable::new(vocabulary.words(WordUse::SelfReferral).map(|words| (words, ()))),
            self_referral_stems: vocabulary.words(WordUse::SelfReferralWord).map(text::stem).collect(),
        }
    }

    /// Who is asking. A young person's own age ("im 15") says it too, and before all other words.
    pub fn read(&self, tokens: &[Token]) -> Option<Audience> {
        if says_own_age(tokens) {
            return Some(Audience::YoungPeople);
        }
        let mut persona = None;
        for said in self.phrases.find_in(tokens) {
            persona = Some(*said);
            if *said == Audience::YoungPeople {
                break;
            }
        }
        persona
    }

    /// Whether the words ask for help that one may ask for oneself.
    pub fn is_self_referral(&self, tokens: &[Token]) -> bool {
        self.self_referral.find_in(tokens).next().is_some()
    }

    /// Whether a stem asks for oneself and names no need.
    pub fn is_self_referral_stem(&self, stem: &str) -> bool {
        self.self_referral_stems.contains(stem)
    }
}

/// "im 15", "i am 15".
fn says_own_age(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let is_young = |at: usize| word(at).parse().is_ok_and(|age| YOUNG_PERSON.contains(&age));
    (0..tokens.len()).any(|at| match word(at) {
        "im" => is_young(at + 1),
        "i" => word(at + 1) == "am" && is_young(at + 2),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::county_terms;
    use std::sync::LazyLock;

    static COUNTY: LazyLock<Personas> = LazyLock::new(|| {
        let terms = county_terms();
        Personas::new(&terms, &Vocabulary::new(&terms))
    });

    #[test]
    fn words_tell_who_asks() {
        let read = |words: &str| COUNTY.read(&text::tokens(words));
        assert_eq!(read("can i refer myself im 14"), Some(Audience::YoungPeople));
        assert_eq!(read("step down from social care"), Some(Audience::Professionals));
        assert_eq!(read("my mum is a client"), Some(Audience::YoungPeople));
        assert_eq!(read("baby wont sleep"), None);
        assert_eq!(read("im 35 and lonely"), None);
    }

    #[test]
    fn help_for_oneself_is_asked_for_in_several_ways() {
        let asks = |words: &str| COUNTY.is_self_referral(&text::tokens(words));
        assert!(asks("can i refer myself") && asks("self-referral to camhs") && asks("on my own at 17"));
        assert!(!asks("refer my son") && !asks("on my"));
        let names_no_need = |word: &str| COUNTY.is_self_referral_stem(&text::stem(word));
        assert!(["refer", "referring", "referral", "referrals", "myself", "ask"].into_iter().all(names_no_need));
        assert!(!names_no_need("camhs"));
    }
}
