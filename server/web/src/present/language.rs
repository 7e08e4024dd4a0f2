//! What somebody who writes in another language is told in it.

use app::model::LanguageHelp;
use directory::language::Direction;
use search::{Answer, Engine};

/// The box in the language of the words; `None` for English, and for a language that the folder has no
/// words in.
pub fn help(engine: &Engine, q: &str, answer: &Answer) -> Option<LanguageHelp> {
    let code = answer.understood.heard.as_ref()?.language?;
    let catalogue = &engine.catalogue;
    let language = catalogue.terms.languages.iter().find(|language| language.code == code)?;
    // Who types Latin letters reads them more easily too.
    let latin = language.latin.as_ref().filter(|_| q.chars().filter(|c| c.is_alphabetic()).all(is_latin));
    let words = latin.unwrap_or(&language.words);
    let fallback = &catalogue.authority.fallback;
    let mut sentences = vec![words.emergency.clone(), words.health.clone()];
    let in_danger = answer.understood.danger.is_urgent();
    if in_danger {
        sentences.insert(0, words.urgent.clone());
    }
    sentences.push(words.family_line(&fallback.label, fallback.number.as_str()));
    sentences.push(words.results.clone());
    Some(LanguageHelp {
        in_danger,
        code: if latin.is_some() { format!("{code}-Latn") } else { code.to_owned() },
        direction: if latin.is_some() { Direction::Ltr.as_str() } else { language.direction.as_str() },
        english: language.english.clone(),
        heading: words.heading.clone(),
        sentences,
    })
}

/// Whether a letter is Latin, with or without an accent.
fn is_latin(letter: char) -> bool {
    letter.is_ascii() || matches!(letter, '\u{00c0}'..='\u{024f}' | '\u{1e00}'..='\u{1eff}')
}
