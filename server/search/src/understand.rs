//! What a sentence says: ages, a place, needs, kinds, danger, spelling. Each is read by a module of
//! its own; here they are put together, and what the form's own fields say wins.

use super::{
    ages::{self, AgeMention},
    asker,
    danger::{Dangers, Reading},
    phrases::{NeedSaid, Phrases},
    query::Search,
    spelling::Speller,
    text::{self, Shorthand, Token},
    when::{self, WhenMention},
};
use crate::catalogue::Catalogue;
use chrono::NaiveDateTime;
use directory::{Age, Audience, Service, Slug};
use places::{Found, Gazetteer, Place, Unknown};
use rustc_hash::FxHashMap;
use std::{borrow::Cow, collections::HashMap, ops::Range, sync::Arc};

/// Everything needed to read a sentence, made once from the folder.
pub struct Reader {
    phrases: Arc<Phrases>,
    dangers: Arc<Dangers>,
    speller: Speller,
    shorthand: Arc<Shorthand>,
    /// By the first stem of a kind's words: the kind, and the stems after it.
    kinds: FxHashMap<String, Vec<(u16, Vec<String>)>>,
    /// The needs of each danger.
    danger_needs: HashMap<Slug, Vec<u16>>,
}

/// How many words after "not" are not looked for in texts.
const DENIED: usize = 2;
/// What other needs in a sentence count for beside those of a danger.
const BESIDE_DANGER: f32 = 0.6;

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

/// A search as it is understood.
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
    /// The day or time that the words say.
    pub when: Option<WhenMention>,
    /// Whether the words ask for what costs nothing.
    pub free: bool,
    /// Whether the words ask for help that one may ask for oneself.
    pub oneself: bool,
    /// Who the words say is asking.
    pub asker: Option<Audience>,
    /// What the words mean for safety.
    pub danger: Reading,
    /// Words searched as others: typed, meant.
    pub spelling: Vec<(String, String)>,
    /// The words of `q`, spelled as meant.
    pub tokens: Vec<Token>,
    /// Stems that are searched in the text: without the place, ages and words that say nothing.
    pub stems: Vec<String>,
    /// The words left to search, as typed.
    pub words: String,
}

impl Reader {
    /// From the folder's terms and the records.
    pub fn new(catalogue: &Catalogue) -> Self {
        let terms = &catalogue.terms;
        let shorthand = Shorthand::new(&terms.shorthand);
        let phrases = Phrases::new(terms, &shorthand);
        let dangers = Dangers::new(&terms.dangers, &terms.danger_words, &shorthand);
        let alarming: Vec<String> = dangers.alarming().map(str::to_owned).collect();
        let known = catalogue.listed.services.iter().flat_map(words_of);
        let needs =
            terms.needs.iter().flat_map(|need| text::tokens(&format!("{} {}", need.label, need.covers.join(" "))));
        let of_terms: Vec<String> = needs.map(|token| token.word).chain(phrases.words()).collect();
        // What families say; the words of all records would be many more, and are typed less.
        let shorthand = shorthand.knowing(of_terms.iter().cloned());
        let words = known.chain(of_terms);
        let speller = Speller::new(words, alarming);
        let stems = |text: &str| text::tokens(text).into_iter().map(|token| token.stem).collect::<Vec<_>>();
        let mut kinds: FxHashMap<String, Vec<(u16, Vec<String>)>> = FxHashMap::default();
        for (at, kind) in (0u16..).zip(&terms.kinds) {
            for label in [&kind.label, &kind.plural] {
                let mut stems = stems(label).into_iter();
                if let Some(first) = stems.next() {
                    kinds.entry(first).or_default().push((at, stems.collect()));
                }
            }
        }
        let danger_needs = catalogue
            .authority
            .dangers
            .iter()
            .map(|danger| {
                let needs = danger.needs.iter().filter_map(|need| catalogue.need_position(need.as_str())).collect();
                (danger.slug.clone(), needs)
            })
            .collect();
        Self {
            danger_needs,
            phrases: Arc::new(phrases),
            dangers: Arc::new(dangers),
            speller,
            shorthand: Arc::new(shorthand),
            kinds,
        }
    }

    /// This reader, that also knows the words of these services.
    pub fn with_words_of<'s>(&self, services: impl IntoIterator<Item = &'s Service>) -> Self {
        let mut speller = self.speller.clone();
        speller.add(services.into_iter().flat_map(words_of));
        Self {
            phrases: self.phrases.clone(),
            dangers: self.dangers.clone(),
            speller,
            shorthand: self.shorthand.clone(),
            kinds: self.kinds.clone(),
            danger_needs: self.danger_needs.clone(),
        }
    }

    /// Reads a search at a local moment.
    pub fn read(&self, search: &Search, gazetteer: &Gazetteer, now: NaiveDateTime) -> Understood {
        let mut understood = Understood { ages: search.ages.clone(), ..Understood::default() };
        self.place(search, gazetteer, &mut understood);
        if search.q.is_empty() {
            return understood;
        }
        let mut tokens = self.shorthand.tokens(&search.q);
        if !search.exact {
            self.spell(&mut tokens, understood.place_said.as_ref(), &mut understood.spelling);
        }
        let outside = |token: &Token| understood.place_said.as_ref().is_none_or(|said| !overlaps(&token.range, said));
        let tokens: Vec<Token> = tokens.into_iter().filter(outside).collect();
        let mentions = ages::read(&tokens);
        if search.ages.is_empty() {
            understood.ages = mentions.iter().flat_map(|mention| mention.ages.iter().copied()).collect();
        }
        let spoken = with_a_child(&tokens, &mentions, &self.shorthand);
        understood.danger = self.dangers.read(&spoken);
        understood.needs = self.phrases.read(&spoken);
        self.needs_of_danger(&mut understood);
        understood.kinds = self.kinds_in(&tokens);
        understood.when = when::read(&tokens, now);
        understood.free = says_free(&tokens);
        understood.asker = asker::read(&tokens);
        understood.oneself = asker::asks_oneself(&tokens);
        understood.stems = tokens
            .iter()
            .enumerate()
            .filter(|(at, token)| {
                let denied = *at > 0 && (at.saturating_sub(DENIED)..*at).any(|before| tokens[before].word == "not");
                let says_age = token.word.bytes().any(|b| b.is_ascii_digit())
                    && mentions.iter().any(|mention| mention.tokens.contains(at));
                !says_age && !denied && !text::is_stop_word(&token.word)
            })
            .map(|(_, token)| token.stem.clone())
            .collect();
        if understood.oneself && understood.needs.is_empty() {
            // "Can I refer myself" asks for no words in a text but for a way in.
            understood.stems.retain(|stem| !asker::WAY_IN.contains(&stem.as_str()));
        }
        understood.stems.dedup();
        understood.words = tokens.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
        if search.ages.is_empty() {
            understood.ages_said = mentions;
        }
        understood.tokens = tokens;
        understood
    }

    /// Up to five stems of known words that begin with these letters.
    pub fn beginning_with(&self, letters: &str) -> Vec<String> {
        let mut stems: Vec<String> =
            self.speller.beginning_with(letters, 5).map(|word| self.shorthand.stem(word)).collect();
        stems.dedup();
        stems
    }

    /// Somebody in danger needs help with that first, whatever else the words say.
    fn needs_of_danger(&self, understood: &mut Understood) {
        let mut first: Vec<NeedSaid> = Vec::new();
        for needs in understood.danger.dangers.iter().filter_map(|slug| self.danger_needs.get(slug)) {
            for (need, weight) in needs.iter().zip([1.0, 0.7, 0.5]) {
                if !first.iter().any(|said| said.need == *need) {
                    first.push(NeedSaid { need: *need, weight, words: Vec::new(), phrase: String::new() });
                }
            }
        }
        if first.is_empty() {
            return;
        }
        for said in &mut understood.needs {
            match first.iter_mut().find(|known| known.need == said.need) {
                Some(known) => known.weight = known.weight.max(said.weight),
                None => first.push(NeedSaid { weight: said.weight * BESIDE_DANGER, ..said.clone() }),
            }
        }
        first.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        understood.needs = first;
    }

    fn place(&self, search: &Search, gazetteer: &Gazetteer, understood: &mut Understood) {
        if !search.near.is_empty() {
            match gazetteer.find(&search.near) {
                Found::Place(place) => understood.place = Some(place),
                Found::Unknown(unknown) => understood.unknown_place = Some(unknown),
            }
            return;
        }
        if let Some((found, range)) = gazetteer.find_in(&search.q) {
            match found {
                Found::Place(place) => understood.place = Some(place),
                Found::Unknown(unknown) => understood.unknown_place = Some(unknown),
            }
            understood.place_said = Some(range);
        }
    }

    fn spell(&self, tokens: &mut [Token], place: Option<&Range<usize>>, said: &mut Vec<(String, String)>) {
        for token in tokens.iter_mut() {
            if place.is_some_and(|place| overlaps(&token.range, place)) {
                continue;
            }
            // What families say is spelled right, and known without a look at all words.
            if self.shorthand.knows(&token.word) {
                continue;
            }
            let Some(meant) = self.speller.meant(&token.word).map(str::to_owned) else { continue };
            if self.dangers.hears(&token.word) && !self.dangers.knows(&meant) {
                continue;
            }
            said.push((std::mem::replace(&mut token.word, meant.clone()), meant));
            token.stem = self.shorthand.stem(&token.word);
        }
    }

    fn kinds_in(&self, tokens: &[Token]) -> Vec<u16> {
        let mut kinds = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for (kind, rest) in self.kinds.get(&token.stem).into_iter().flatten() {
                let after = tokens[at + 1..].iter().map(|token| &token.stem).take(rest.len());
                if after.eq(rest) {
                    kinds.push(*kind);
                }
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
}

/// The words of a service that people may type.
fn words_of(service: &Service) -> impl Iterator<Item = String> + use<> {
    text::words(&format!("{} {} {}", service.name, service.summary, service.eligibility)).into_iter()
}

/// The words with "child" in place of an age in figures: what somebody says of "my 2 year old" they
/// say of "my child". Their own age ("im 15") stays.
fn with_a_child<'t>(tokens: &'t [Token], mentions: &[AgeMention], shorthand: &Shorthand) -> Cow<'t, [Token]> {
    let in_figures = |mention: &&AgeMention| {
        let Range { start, end } = mention.tokens;
        let figures = tokens[start..end].iter().any(|t| t.word.bytes().any(|b| b.is_ascii_digit()) || t.word == "old");
        let own = start > 0 && matches!(tokens[start - 1].word.as_str(), "im" | "am" | "aged" | "age");
        figures && !own && !matches!(mention.ages[..], [Age::Pregnancy])
    };
    let mut spoken = Cow::Borrowed(tokens);
    // From the last to the first, so that those before stay where they are.
    for mention in mentions.iter().filter(in_figures).rev() {
        let Range { start, end } = mention.tokens;
        let range = tokens[start].range.start..tokens[end - 1].range.end;
        let child = Token { word: "child".to_owned(), stem: shorthand.stem("child"), range };
        spoken.to_mut().splice(start..end, [child]);
    }
    spoken
}

/// "free", but not as part of a name such as free school meals.
fn says_free(tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
        token.word == "free" && !matches!(next, "school" | "meals" | "hours" | "nursery" | "childcare")
    })
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
