//! What a sentence means: ages, a place, needs, kinds, danger, spelling. Each is read by a module of
//! its own; here they are put together, and what the form's own fields say wins.

pub mod ages;
pub mod danger;
mod kinds;
pub mod needs;
mod not_listed;
pub mod persona;
pub mod place;
pub mod spelling;
mod stems;
pub mod told_of;
pub mod voices;
pub mod when;

use crate::{
    catalogue::Catalogue,
    names::Named,
    query::Search,
    text::{self, Shorthand, Token},
    vocabulary::Vocabulary,
};
use ages::{AgeMention, languages::LanguageAges};
use chrono::NaiveDateTime;
use danger::{Danger, DangerPatterns};
use directory::{Age, Audience, Service, Slug, WordUse};
use kinds::KindNames;
use needs::{NeedSaid, Phrases, blend_needs};
use not_listed::NotListedReader;
use persona::Personas;
use place::WithinMention;
use places::{Gazetteer, Place, Unknown};
use spelling::Speller;
use std::{collections::HashMap, ops::Range, sync::Arc};
use told_of::ToldOfReader;
use voices::{Heard, Voices};
use when::WhenMention;

/// From this age in years on, a child may harm itself on purpose.
const SMALL_CHILD_BEFORE: f64 = 8.0;
/// Most stems that a beginning of one stands for.
const MOST_LONGER_STEMS: usize = 5;
/// So many words that nobody here uses are looked up in one search.
const MOST_MENDED: usize = 200;
/// What is typed into the field for a place and has so many words tells something.
const FEWEST_TOLD: usize = 6;

/// What a search means, as far as it is understood.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// Ages asked for: the form's, or else those the words say.
    pub ages: Vec<Age>,
    /// Ages the words say, with where they stand; empty when the form gives ages.
    pub ages_said: Vec<AgeMention>,
    /// The place: the form's, or else the one the words say.
    pub place: Option<Place>,
    /// Where in `q` the place stands, when the words say it.
    pub place_said: Option<Range<usize>>,
    /// A place that is not known, and why.
    pub unknown_place: Option<Unknown>,
    /// Needs the words point to, strongest first.
    pub needs: Vec<NeedSaid>,
    /// Kinds that the words name: positions in `terms.kinds`.
    pub kinds: Vec<u16>,
    /// Whether the words name a kind and ask for nothing else.
    pub only_kinds: bool,
    /// The services whose name, or whose place's name, was typed.
    pub named: Vec<Named>,
    /// Help that the words ask for and that no record gives: positions in `terms.not_listed`.
    pub not_listed: Vec<u16>,
    /// The day or time that the words say.
    pub when: Option<WhenMention>,
    /// How far from the place the words would go.
    pub within: Option<WithinMention>,
    /// Whether the words ask for what costs nothing.
    pub free: bool,
    /// Whether the words ask for help that one may ask for oneself.
    pub oneself: bool,
    /// Whether the words ask for help that parents do not hear of; then also [`Self::oneself`].
    pub without_parents: bool,
    /// Who the words say is asking.
    pub persona: Option<Audience>,
    /// Whether somebody under age asks for themselves; then also [`Self::oneself`].
    pub under_age: bool,
    /// What the words mean for safety.
    pub danger: Danger,
    /// What the sentence model hears in the words; `None` where the tables answer alone.
    pub heard: Option<Heard>,
    /// Words searched as others: typed, meant.
    pub spelling: Vec<(String, String)>,
    /// The words of `q`, spelled as meant.
    pub tokens: Vec<Token>,
    /// Stems that are searched in the text: without the place, ages and words that say nothing.
    pub stems: Vec<String>,
    /// The words left to search, as typed.
    pub words: String,
}

/// Reads sentences with the words of a folder and its records.
#[derive(Clone)]
pub struct SentenceReader {
    phrases: Arc<Phrases>,
    danger_patterns: Arc<DangerPatterns>,
    personas: Arc<Personas>,
    speller: Speller,
    shorthand: Arc<Shorthand>,
    vocabulary: Arc<Vocabulary>,
    kind_names: KindNames,
    told_of: Arc<ToldOfReader>,
    not_listed: Arc<NotListedReader>,
    language_ages: Arc<LanguageAges>,
    /// The needs of each danger.
    danger_needs: HashMap<Slug, Vec<u16>>,
    voices: Arc<Voices>,
}

impl std::fmt::Debug for SentenceReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SentenceReader")
    }
}

impl SentenceReader {
    /// From the folder's terms and the records.
    pub fn new(catalogue: &Catalogue) -> Self {
        let terms = &catalogue.terms;
        let shorthand = Shorthand::new(&terms.shorthand);
        let vocabulary = Arc::new(Vocabulary::new(terms));
        let phrases = Phrases::new(terms, &vocabulary, &shorthand);
        let danger_patterns = DangerPatterns::new(&terms.dangers, &terms.danger_words, &vocabulary, &shorthand)
            .in_order_of(&catalogue.authority.dangers);
        let speller = speller(catalogue, &phrases, &danger_patterns);
        let mut danger_needs = HashMap::new();
        for danger in &catalogue.authority.dangers {
            let needs = danger.needs.iter().filter_map(|need| catalogue.need_position(need.as_str())).collect();
            danger_needs.insert(danger.slug.clone(), needs);
        }
        Self {
            speller,
            phrases: Arc::new(phrases),
            danger_patterns: Arc::new(danger_patterns),
            personas: Arc::new(Personas::new(terms, &vocabulary)),
            told_of: Arc::new(ToldOfReader::new(terms, &vocabulary)),
            not_listed: Arc::new(NotListedReader::new(catalogue)),
            language_ages: Arc::new(LanguageAges::new(&terms.age_words)),
            vocabulary,
            shorthand: Arc::new(shorthand),
            kind_names: KindNames::new(&terms.kinds),
            danger_needs,
            voices: Arc::new(Voices::new(catalogue)),
        }
    }

    /// This reader with the words of other records, of the same terms.
    pub fn with_records(&self, catalogue: &Catalogue) -> Self {
        Self { speller: speller(catalogue, &self.phrases, &self.danger_patterns), ..self.clone() }
    }

    /// Reads what a search means at a local moment.
    pub fn read(&self, search: &Search, gazetteer: &Gazetteer, now: NaiveDateTime) -> Understood {
        let place = place::read_place(search, gazetteer);
        let mut heard = search.reading.as_deref().map(|reading| self.voices.hear(reading));
        let is_foreign = heard.as_ref().is_some_and(|heard| heard.language.is_some());
        let mut spelling = Vec::new();
        // Words of another language are no slips in English ones.
        let exact = search.exact || is_foreign;
        let tokens = self.read_tokens(&search.q, exact, place.range.as_ref(), &mut spelling);
        // Letters that make no word say nothing, whatever the model hears in them; a danger it still may. A word of
        // another language is a word, though the model may not be sure which one's.
        let is_english = search.reading.as_deref().is_some_and(|reading| reading.language.likeliest().label == "en");
        if is_english && !tokens.is_empty() && !tokens.iter().any(|token| self.is_word(&token.word)) {
            heard.iter_mut().for_each(|heard| heard.needs.clear());
        }
        let language = heard.as_ref().and_then(|heard| heard.language);
        let mentions = ages::read_in(language, &tokens, &search.q, &self.vocabulary, &self.language_ages);
        // What is said in another language is not put in English words.
        let in_english = if is_foreign { &[] } else { &mentions[..] };
        let with_child = replace_ages_by_child(&tokens, in_english, "child");
        let by_tables = self.phrases.read(&self.personas.leave_out_parents(&with_child));
        let is_explained = voices::explain_all(&by_tables, &with_child, &self.vocabulary);
        let known = voices::what_tables_know(&by_tables, is_explained, with_child.len());
        let needs = voices::blend_voices(by_tables, is_explained, heard.as_ref());
        let told_of = self.told_of.read(&tokens, &mentions, &self.vocabulary);
        let needs = self.told_of.correct(needs, &told_of);
        let danger = self.danger_patterns.read(&replace_ages_by_child(&tokens, in_english, "tot"));
        let danger = voices::blend_danger(danger, heard.as_ref(), known, with_child.len(), &self.danger_patterns);
        let needs_of_dangers = danger.dangers.iter().filter_map(|slug| self.danger_needs.get(slug)).cloned();
        let needs_of_dangers: Vec<Vec<u16>> =
            needs_of_dangers.map(|needs| voices::by_likelihood(needs, heard.as_ref())).collect();
        let needs = blend_needs(needs, needs_of_dangers.iter().map(Vec::as_slice));
        let when = when::read(&tokens, now, &self.vocabulary);
        let within = place::read_within(&tokens);
        let without_parents = self.personas.is_without_parents(&tokens);
        let persona = self.personas.read(&tokens).or_else(|| heard.as_ref().and_then(|heard| heard.persona));
        // What parents are not to hear of, young people ask, where nothing says that somebody else does.
        let persona = persona.or(without_parents.then_some(Audience::YoungPeople));
        let ages_said = if search.ages.is_empty() { mentions.clone() } else { Vec::new() };
        let ages = if search.ages.is_empty() {
            ages_said.iter().flat_map(|mention| mention.ages.iter().copied()).collect()
        } else {
            search.ages.clone()
        };
        let gives_own_age =
            !ages.is_empty() && ages_said.iter().all(|mention| !persona::is_of_another(&tokens, &mention.tokens));
        let under_age = persona::is_under_age(persona, &ages, gives_own_age || without_parents);
        let oneself = without_parents || under_age || self.personas.is_self_referral(&tokens);
        let open = when.as_ref().filter(|said| said.open != when::Open::NotAsked).map(|said| &said.tokens);
        let filters: Vec<&Range<usize>> = within.iter().map(|within| &within.tokens).chain(open).collect();
        let mut stems = stems::to_search(&tokens, &mentions, &filters, &self.vocabulary);
        if oneself && needs.is_empty() {
            // "Can I refer myself" asks for no words in a text but for a way in.
            stems.retain(|stem| !self.personas.is_self_referral_stem(stem));
        }
        if without_parents {
            stems.retain(|stem| !self.personas.is_without_parents_stem(stem));
        }
        stems.dedup();
        if is_foreign {
            // No record is written in that language: needs find help, not words.
            stems.clear();
        }
        Understood {
            ages,
            ages_said,
            place: place.place,
            place_said: place.range,
            unknown_place: place.unknown,
            only_kinds: self.kind_names.explain(&stems),
            kinds: self.kind_names.read(&tokens),
            named: Vec::new(),
            not_listed: self.not_listed.read(&tokens, &needs),
            needs,
            when,
            within,
            free: says_free(&tokens, &self.vocabulary),
            oneself,
            without_parents,
            persona,
            under_age,
            danger,
            heard,
            spelling,
            stems,
            words: tokens.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" "),
            tokens,
        }
    }

    /// Whether a record or a table uses a word.
    pub(crate) fn is_in_use(&self, word: &str) -> bool {
        self.speller.knows(word)
    }

    /// Whether somebody would know this for an English word, or it stands in the records or tables.
    fn is_word(&self, word: &str) -> bool {
        self.is_in_use(word) || places::common_words::is_common_word(word)
    }

    /// The words without those that say the place, spelled as meant unless they are searched exactly as
    /// typed. What was corrected is added to `spelling`.
    fn read_tokens(
        &self,
        words: &str,
        exact: bool,
        place: Option<&Range<usize>>,
        spelling: &mut Vec<(String, String)>,
    ) -> Vec<Token> {
        let mut tokens = self.shorthand.tokens(words);
        tokens.retain(|token| place.is_none_or(|place| !overlaps(&token.range, place)));
        if exact {
            return tokens;
        }
        let mut meant_tokens = Vec::with_capacity(tokens.len());
        let mut looked_up = 0;
        for mut token in tokens {
            // A long text is read whole, and mended as far as its first unknown words.
            looked_up += usize::from(!self.speller.knows(&token.word));
            if looked_up > MOST_MENDED {
                meant_tokens.push(token);
                continue;
            }
            let glued = self.speller.split(&token.word).filter(|_| !self.danger_patterns.has_word(&token.word));
            if let Some((first, second)) = glued {
                let parts = [first, second].map(|part| Token {
                    word: part.to_owned(),
                    stem: text::stem(part),
                    range: token.range.clone(),
                });
                spelling.push((token.word.clone(), format!("{first} {second}")));
                meant_tokens.extend(parts);
                continue;
            }
            if let Some(meant) = self.speller.meant(&token.word) {
                // What is heard as danger is not corrected into something harmless.
                let is_danger = self.danger_patterns.mend_word(&token.word).is_some();
                if !is_danger || self.danger_patterns.has_word(meant) {
                    spelling.push((std::mem::replace(&mut token.word, meant.to_owned()), meant.to_owned()));
                    token.stem = text::stem(&token.word);
                }
            }
            meant_tokens.push(token);
        }
        meant_tokens
    }

    /// What words typed into the field for a place are: whether they name a need or danger, apart from
    /// `place`, where they name a place.
    pub fn are_words_of_need(&self, typed: &str, place: Option<&Range<usize>>) -> bool {
        let mut tokens = self.shorthand.tokens(typed);
        tokens.retain(|token| place.is_none_or(|place| !overlaps(&token.range, place)));
        let danger = self.danger_patterns.read(&tokens);
        if danger.is_urgent() || danger.quiet {
            return true;
        }
        let needs = self.phrases.read(&tokens);
        let is_said = |token: &Token| needs.iter().any(|need| need.words.contains(&token.range));
        let mut speaking = tokens.iter().filter(|token| !self.vocabulary.is_stop_word(&token.word));
        // An address is short, or holds numbers; what somebody tells does not.
        let is_told = tokens.len() >= FEWEST_TOLD && !typed.bytes().any(|byte| byte.is_ascii_digit());
        !needs.is_empty() && (is_told || speaking.all(is_said))
    }

    /// The words of the folder by what they do in a sentence.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Some stems of known words that begin with these letters.
    pub fn stems_beginning_with(&self, letters: &str) -> Vec<String> {
        let words = self.speller.beginning_with(letters).take(MOST_LONGER_STEMS);
        let mut stems: Vec<String> = words.map(text::stem).collect();
        stems.dedup();
        stems
    }
}

/// Knows the words of the records, of the needs and of the phrases.
fn speller(catalogue: &Catalogue, phrases: &Phrases, danger_patterns: &DangerPatterns) -> Speller {
    let need_words =
        catalogue.terms.needs.iter().flat_map(|need| text::words(&format!("{} {}", need.label, need.covers.join(" "))));
    let service_words = catalogue.listed.services.iter().flat_map(words_of_service);
    Speller::new(service_words.chain(need_words).chain(phrases.words()), danger_patterns.alarming_words())
}

/// The words of a service that people may type.
fn words_of_service(service: &Service) -> Vec<String> {
    text::words(&format!("{} {} {}", service.name, service.summary, service.eligibility))
}

/// The words with "child" in place of an age in figures: what somebody says of "my 2 year old" they
/// say of "my child". `small` stands for a child who does no harm to itself on purpose. Their own age
/// ("im 15") stays.
fn replace_ages_by_child(tokens: &[Token], mentions: &[AgeMention], small: &str) -> Vec<Token> {
    let mut replaced = tokens.to_vec();
    // From the last to the first, so that those before stay where they are.
    for mention in mentions.iter().rev() {
        let Range { start, end } = mention.tokens;
        let in_figures = tokens[start..end].iter().any(|token| has_digit(&token.word) || token.word == "old");
        let is_own = start > 0 && matches!(tokens[start - 1].word.as_str(), "im" | "am" | "aged" | "age");
        if !in_figures || is_own || matches!(mention.ages[..], [Age::Pregnancy]) {
            continue;
        }
        let range = tokens[start].range.start..tokens[end - 1].range.end;
        let is_small = mention.ages.iter().all(|age| age.years().is_some_and(|years| years < SMALL_CHILD_BEFORE));
        let word = if is_small { small } else { "child" };
        replaced.splice(start..end, [Token { word: word.to_owned(), stem: text::stem(word), range }]);
    }
    replaced
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// "free", but not as part of a name such as free school meals.
fn says_free(tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
        token.word == "free" && !vocabulary.is(WordUse::FreeName, next)
    })
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
