//! The persona: who is asking, as far as the words tell. It only tips the balance between results that fit as
//! well: nobody is shut out by a guess.

use crate::{
    text::{self, Token},
    vocabulary::{PhraseTable, Vocabulary},
};
use directory::{Age, Audience, Terms, WordUse};
use std::{
    collections::HashSet,
    ops::{Range, RangeInclusive},
};

/// The ages in years that a young person asking for themselves gives.
const YOUNG_PERSON: RangeInclusive<u8> = 9..=19;
/// The ages in years from which a child may look for help alone, and at which nobody is a child any longer
/// (Children Act 1989, section 105).
const UNDER_AGE: Range<f64> = 8.0..18.0;

/// The rows of `personas.csv` and the words that ask for oneself.
#[derive(Debug)]
pub struct Personas {
    phrases: PhraseTable<Audience>,
    self_referral: PhraseTable<()>,
    without_parents: PhraseTable<()>,
    /// Stems of words that ask for oneself and name no need.
    self_referral_stems: HashSet<String>,
    /// Stems of words that ask for help without parents.
    without_parents_stems: HashSet<String>,
}

impl Personas {
    /// From the folder's terms.
    pub fn new(terms: &Terms, vocabulary: &Vocabulary) -> Self {
        let table = |word_use| PhraseTable::new(vocabulary.words(word_use).map(|words| (words, ())));
        let without_parents = vocabulary.words(WordUse::WithoutParents).flat_map(text::tokens);
        Self {
            phrases: PhraseTable::new(terms.personas.iter().map(|row| (row.words.as_str(), row.persona))),
            self_referral: table(WordUse::SelfReferral),
            without_parents: table(WordUse::WithoutParents),
            without_parents_stems: without_parents.map(|token| token.stem).collect(),
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

    /// Whether the words ask for help that parents do not hear of.
    pub fn is_without_parents(&self, tokens: &[Token]) -> bool {
        self.without_parents.find_in(tokens).next().is_some()
    }

    /// The tokens that do not ask for help without parents: those that do so name no need of parents.
    pub fn leave_out_parents(&self, tokens: &[Token]) -> Vec<Token> {
        let mut left_out = vec![false; tokens.len()];
        for (range, ()) in self.without_parents.find_with_ranges(tokens) {
            left_out[range].fill(true);
        }
        tokens.iter().zip(left_out).filter(|(_, left_out)| !left_out).map(|(token, _)| token.clone()).collect()
    }

    /// Whether a stem stands in words that ask for help without parents.
    pub fn is_without_parents_stem(&self, stem: &str) -> bool {
        self.without_parents_stems.contains(stem)
    }

    /// Whether a stem asks for oneself and names no need.
    pub fn is_self_referral_stem(&self, stem: &str) -> bool {
        self.self_referral_stems.contains(stem)
    }
}

/// Whether somebody under age asks for themselves: they are a young person, each age that was given is one at which
/// a child may look for help alone, and they say so (`says_so`): by an age that is their own, or by words that
/// parents are not to hear of it, since grown-ups have parents too.
pub(super) fn is_under_age(persona: Option<Audience>, ages: &[Age], says_so: bool) -> bool {
    let mut years = ages.iter().filter_map(|age| age.years());
    persona == Some(Audience::YoungPeople) && says_so && years.all(|years| UNDER_AGE.contains(&years))
}

/// Whether an age is somebody else's than the writer's, by the words before it: "my 13 year old", "she is 13". In
/// "i look after her 12" it is the writer's.
pub(super) fn is_of_another(tokens: &[Token], age: &Range<usize>) -> bool {
    let before = tokens[..age.start].last().map_or("", |token| token.word.as_str());
    let is_a_child = tokens[age.clone()].iter().any(|token| token.word == "old");
    ["is", "hes", "shes"].contains(&before)
        || (is_a_child && ["my", "our", "his", "her", "their", "a"].contains(&before))
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
    fn help_without_parents_is_asked_for_in_several_ways_and_names_no_need() {
        let asks = |words: &str| COUNTY.is_without_parents(&text::tokens(words));
        for words in [
            "counselling without my parents knowing",
            "im 13 dont tell my mum",
            "can i see a nurse without telling my dad",
            "i dont want my parents to know",
            "will my mum find out if i go",
        ] {
            assert!(asks(words), "{words}");
        }
        assert!(!asks("how do i tell my parents") && !asks("group for new parents") && !asks("came without parents"));
        let left = COUNTY.leave_out_parents(&text::tokens("counselling without my parents knowing 15"));
        let left: Vec<&str> = left.iter().map(|token| token.word.as_str()).collect();
        assert_eq!(left, ["counselling", "15"]);
        // Grown-ups say these too: they ask for themselves, and nobody under age.
        assert!(!asks("leave my husband without anyone knowing") && !asks("first christmas without my dad"));
    }

    #[test]
    fn somebody_under_age_asks_for_themselves_where_words_and_ages_say_so() {
        let young = Some(Audience::YoungPeople);
        let years = |years: u16| Age::Years(years);
        assert!(is_under_age(young, &[years(13)], true) && is_under_age(young, &[years(15), Age::Pregnancy], true));
        assert!(is_under_age(young, &[], true), "whose parents are not to know");
        assert!(!is_under_age(young, &[], false), "'my mum has dementia' may be said at forty");
        assert!(!is_under_age(young, &[years(18)], true) && !is_under_age(young, &[years(3)], true));
        assert!(!is_under_age(Some(Audience::Parents), &[years(14)], false) && !is_under_age(None, &[years(14)], true));
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
