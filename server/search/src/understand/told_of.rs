//! Of whom a sentence tells: a baby who does not eat has no eating disorder, a mother's sadness is not
//! her baby's, and a baby's tears are not hers. What a need becomes then stands in `instead.csv`.

use super::{ages::AgeMention, needs::NeedSaid};
use crate::{
    text::Token,
    vocabulary::{PhraseTable, Vocabulary},
};
use directory::{Age, Slug, Terms, ToldOf, WordUse};
use std::collections::HashMap;

/// The last month of the first year, of a child who is still a baby beside its parents' mood, and of a
/// small child.
const FIRST_YEAR: u16 = 11;
const BABY_OF_PARENTS: u16 = 23;
const SMALL_CHILD: u16 = 59;
/// So many words before a feeling its subject stands at the most.
const FARTHEST_SUBJECT: usize = 6;
/// What the needs that are meant count for, by their place.
const WEIGHTS: [f32; 3] = [1.0, 0.8, 0.6];
/// Words for a baby that say its age, beside those that are read as ages.
const BABY: [&str; 5] = ["baby", "babies", "babys", "newborn", "infant"];
/// Words by which somebody tells of themselves.
const OWN: [&str; 4] = ["i", "im", "ive", "myself"];

/// The rows of `instead.csv`, and the words that tell of whom.
#[derive(Debug)]
pub struct ToldOfReader {
    /// By whom is told of and the need that the words point to, the needs that are meant.
    instead: HashMap<(ToldOf, u16), Vec<u16>>,
    not_eating: PhraseTable<()>,
    low_mood: PhraseTable<()>,
}

/// Whose mood or sleep the words tell of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Subject {
    Parent,
    Child,
}

impl ToldOfReader {
    /// From the folder's terms.
    pub fn new(terms: &Terms, vocabulary: &Vocabulary) -> Self {
        let position: HashMap<&Slug, u16> = terms.needs.iter().map(|need| &need.slug).zip(0u16..).collect();
        let mut instead = HashMap::new();
        for row in &terms.instead {
            let Some(need) = position.get(&row.need) else { continue };
            let meant = row.instead.iter().filter_map(|need| position.get(need).copied()).collect();
            instead.insert((row.told_of, *need), meant);
        }
        let phrases = |word_use| PhraseTable::new(vocabulary.words(word_use).map(|words| (words, ())));
        Self { instead, not_eating: phrases(WordUse::NotEating), low_mood: phrases(WordUse::LowMood) }
    }

    /// All that a sentence tells of, in the order in which it counts: the last counts most.
    pub fn read(&self, tokens: &[Token], ages: &[AgeMention], vocabulary: &Vocabulary) -> Vec<ToldOf> {
        let has_age = |from: u16, to: u16| {
            let mut months = ages.iter().flat_map(|mention| &mention.ages).filter_map(|age| age.months());
            months.any(|(first, _)| (from..=to).contains(&first))
        };
        let says_baby = tokens.iter().any(|token| BABY.contains(&token.word.as_str()));
        let is_baby = has_age(0, FIRST_YEAR) || says_baby && ages.is_empty();
        let is_small = has_age(FIRST_YEAR + 1, SMALL_CHILD);
        let of_parents = has_age(0, BABY_OF_PARENTS)
            || says_baby
            || ages.iter().any(|mention| mention.ages.contains(&Age::Pregnancy));
        let mut eaters =
            self.not_eating.find_with_ranges(tokens).map(|(said, ())| subject(tokens, ages, vocabulary, said.start));
        let eats_not = eaters.any(|of| of != Some(Subject::Parent));
        // "I have a baby and make myself sick": what the writer says of their own eating is theirs.
        let of_child = !tokens.iter().any(|token| OWN.contains(&token.word.as_str()));
        let subjects = |word_use| subjects(tokens, ages, vocabulary, word_use);
        let sleep = subjects(WordUse::Sleeping);
        let mut moods = subjects(WordUse::Crying);
        // A baby cries and is sad; nobody calls it low or hopeless.
        let lows =
            self.low_mood.find_with_ranges(tokens).map(|(said, ())| subject(tokens, ages, vocabulary, said.start));
        moods.extend(lows.map(|of| if is_baby { Some(Subject::Parent) } else { of }));
        let told = |told_of: &ToldOf| match told_of {
            ToldOf::Baby => is_baby && of_child,
            ToldOf::SmallChild => is_small && of_child,
            ToldOf::BabyNotEating => is_baby && eats_not,
            ToldOf::SmallChildNotEating => is_small && eats_not,
            ToldOf::BabySleep => of_parents && !sleep.is_empty() && !sleep.contains(&Some(Subject::Parent)),
            ToldOf::BabyMood => of_parents && !moods.is_empty() && moods.iter().all(|of| *of == Some(Subject::Child)),
            ToldOf::ParentMood => of_parents && moods.contains(&Some(Subject::Parent)),
            ToldOf::ParentSleep => {
                let wakes = sleep.contains(&Some(Subject::Child)) || moods.contains(&Some(Subject::Child));
                of_parents && sleep.contains(&Some(Subject::Parent)) && !wakes
            }
        };
        ToldOf::ALL.into_iter().filter(told).collect()
    }

    /// The needs with those that are meant in place of what the words alone point to, strongest first.
    pub fn correct(&self, needs: Vec<NeedSaid>, told_of: &[ToldOf]) -> Vec<NeedSaid> {
        let meant = |need: u16| told_of.iter().rev().find_map(|told_of| self.instead.get(&(*told_of, need)));
        if !needs.iter().any(|said| meant(said.need).is_some()) {
            return needs;
        }
        let mut corrected: Vec<NeedSaid> = Vec::new();
        let mut add = |said: NeedSaid| match corrected.iter_mut().find(|known| known.need == said.need) {
            Some(known) if known.weight < said.weight => *known = said,
            Some(_) => {}
            None => corrected.push(said),
        };
        for said in needs {
            match meant(said.need) {
                None => add(said),
                Some(meant) => meant.iter().zip(WEIGHTS).for_each(|(need, weight)| {
                    add(NeedSaid { need: *need, weight: said.weight * weight, ..said.clone() })
                }),
            }
        }
        corrected.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        corrected
    }
}

/// Whose each word of a use is.
fn subjects(tokens: &[Token], ages: &[AgeMention], vocabulary: &Vocabulary, word_use: WordUse) -> Vec<Option<Subject>> {
    let of_use = (0..tokens.len()).filter(|at| vocabulary.is(word_use, &tokens[*at].word));
    of_use.map(|at| subject(tokens, ages, vocabulary, at)).collect()
}

/// Of whom the word at a position is told: the nearest subject before it; `None` where there is none near.
fn subject(tokens: &[Token], ages: &[AgeMention], vocabulary: &Vocabulary, at: usize) -> Option<Subject> {
    let is = |word_use, at: usize| vocabulary.is(word_use, &tokens[at].word);
    // "low since having a baby": the baby is no subject.
    let is_aside = |at: usize| (at.saturating_sub(2)..at).any(|before| is(WordUse::BeforeNoSubject, before));
    let is_age = |at: usize| {
        let of_child = |mention: &&AgeMention| !mention.ages.contains(&Age::Pregnancy);
        ages.iter().filter(of_child).any(|mention| mention.tokens.contains(&at))
    };
    let is_child = |at: usize| is(WordUse::ChildSubject, at) || is_age(at);
    let nearest = (at.saturating_sub(FARTHEST_SUBJECT)..at).rev().find_map(|before| {
        if is(WordUse::ParentSubject, before) {
            Some(Subject::Parent)
        } else {
            (is_child(before) && !is_aside(before)).then_some(Subject::Child)
        }
    });
    let only_aside = || (0..tokens.len()).any(|at| is_child(at) && is_aside(at));
    nearest.or_else(|| only_aside().then_some(Subject::Parent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text, understand::ages, vocabulary::county_terms};
    use std::sync::LazyLock;

    static COUNTY: LazyLock<(ToldOfReader, Vocabulary, Vec<Slug>)> = LazyLock::new(|| {
        let terms = county_terms();
        let vocabulary = Vocabulary::new(&terms);
        let reader = ToldOfReader::new(&terms, &vocabulary);
        (reader, vocabulary, terms.needs.into_iter().map(|need| need.slug).collect())
    });

    fn told(words: &str) -> Vec<ToldOf> {
        let (reader, vocabulary, _) = &*COUNTY;
        let tokens = text::tokens(words);
        reader.read(&tokens, &ages::read(&tokens, words, vocabulary), vocabulary)
    }

    #[test]
    fn a_parents_mood_is_not_the_babys_and_the_other_way_round() {
        for words in [
            "i feel very sad after baby cry every day",
            "so low since having my baby",
            "baby 3 months feeling so low",
            "mum feels down baby is 10 weeks",
            "my wife is crying all the time and we have a newborn",
            "baby is 3 months and i feel empty",
            "i cant stop crying my baby is 6 weeks old",
        ] {
            let told = told(words);
            assert!(told.contains(&ToldOf::ParentMood) && !told.contains(&ToldOf::BabyMood), "{words}: {told:?}");
        }
        for words in [
            "my baby is sad all the time",
            "newborn crying all evening",
            "the baby cries whenever she is put down",
            "my 8 month old is crying a lot",
            "baby seems unhappy and tearful",
        ] {
            let told = told(words);
            assert!(told.contains(&ToldOf::BabyMood) && !told.contains(&ToldOf::ParentMood), "{words}: {told:?}");
        }
    }

    #[test]
    fn a_parents_sleeplessness_is_not_the_babys() {
        for words in [
            "i cant sleep since having my baby",
            "i lie awake even when the baby is quiet",
            "my husband has not slept since the birth of our baby",
            "i cannot sleep and my newborn is fine",
        ] {
            let told = told(words);
            assert!(told.contains(&ToldOf::ParentSleep) && !told.contains(&ToldOf::BabySleep), "{words}: {told:?}");
        }
        for words in [
            "baby no sleep",
            "my baby 6 month not sleep",
            "newborn wakes every hour",
            "our 9 month old wont sleep",
            "baby up all night awake",
        ] {
            let told = told(words);
            assert!(told.contains(&ToldOf::BabySleep) && !told.contains(&ToldOf::ParentSleep), "{words}: {told:?}");
        }
    }

    #[test]
    fn needs_are_corrected_by_whom_they_are_told_of() {
        let (reader, _, slugs) = &*COUNTY;
        let position = |slug: &str| slugs.iter().position(|known| *known == slug).map(|at| at as u16).unwrap();
        let said =
            |slug: &str| NeedSaid { need: position(slug), weight: 1.0, words: Vec::new(), phrase: String::new() };
        let first = |slug: &str, told_of: ToldOf| {
            let needs = reader.correct(vec![said(slug)], &[told_of]);
            slugs[usize::from(needs[0].need)].to_string()
        };
        assert_eq!(first("eating-problems", ToldOf::Baby), "infant-feeding");
        assert_eq!(first("eating-problems", ToldOf::SmallChild), "healthy-weight");
        assert_eq!(first("child-mental-health", ToldOf::ParentMood), "perinatal-mental-health");
        assert_eq!(first("sleep", ToldOf::BabySleep), "health-visiting");
        assert_eq!(first("debt", ToldOf::Baby), "debt");
    }
}
