//! The terms of an authority: kinds and needs, and the words that lead to them.

use crate::{
    age_words::AgeWords,
    chapter::Chapter,
    danger::{DangerPhrase, WordClass},
    folder::Folder,
    glossary::GlossaryTerm,
    guide::NeedGuide,
    holiday::SchoolHoliday,
    instead::Instead,
    kind::Kind,
    language::{self, Language},
    need::{Need, NeedGroup},
    not_listed::NotListed,
    pathway::{self, Pathway},
    phrase::{Phrase, ShortForm},
    problem::{Invalid, Problem},
    sentence::TaughtSentence,
    table,
    vocabulary::{Contraction, PersonaPhrase, WordList},
};

/// Everything in a folder that is no record: what the directory's words mean.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Kinds, in the order of the file.
    pub kinds: Vec<Kind>,
    /// Groups of needs, in the order they are shown.
    pub groups: Vec<NeedGroup>,
    /// Needs, in the order they are shown.
    pub needs: Vec<Need>,
    /// What each need is like and what can be done, as far as somebody has written it.
    pub guides: Vec<NeedGuide>,
    /// Words of people who work with families, explained.
    pub glossary: Vec<GlossaryTerm>,
    /// People's words for needs.
    pub phrases: Vec<Phrase>,
    /// Words that stand for one another in the words of danger.
    pub danger_words: Vec<WordClass>,
    /// Words of danger, and words that only sound like it.
    pub dangers: Vec<DangerPhrase>,
    /// Short forms of messages, and what they say.
    pub shorthand: Vec<ShortForm>,
    /// Words by what they do in a sentence.
    pub word_lists: Vec<WordList>,
    /// Words that tell who is asking.
    pub personas: Vec<PersonaPhrase>,
    /// Contractions, written out where danger is looked for.
    pub contractions: Vec<Contraction>,
    /// What a need becomes by whom it is told of.
    pub instead: Vec<Instead>,
    /// Help that people ask for and that no record gives.
    pub not_listed: Vec<NotListed>,
    /// Sentences that a steward teaches the sentence model.
    pub sentences: Vec<TaughtSentence>,
    /// How ages are told in other languages.
    pub age_words: Vec<AgeWords>,
    /// What is said in other languages, in the order of the file.
    pub languages: Vec<Language>,
    /// The early help pathway for people who work with families.
    pub pathway: Pathway,
    /// School holidays, in the order of the file; empty while the authority gives none.
    pub holidays: Vec<SchoolHoliday>,
    /// Chapters of the booklet, in the order of the file.
    pub chapters: Vec<Chapter>,
}

impl Terms {
    /// Reads the terms of a folder. Adds what is wrong with a row to `problems`; what needs more
    /// than one row is for [`crate::check`].
    pub(crate) fn read(folder: &Folder, problems: &mut Vec<Problem>) -> Self {
        let groups: Vec<NeedGroup> = table::read(folder, problems);
        let needs = table::read_each(folder, problems, |row, need: Option<Need>| {
            let need = need?;
            if !groups.iter().any(|known| known.slug == need.group) {
                row.wrong("group", Invalid::new("is not a group of needs", "use an id of need_groups.csv"));
            }
            Some(need)
        });
        Self {
            kinds: table::read(folder, problems),
            groups,
            needs,
            guides: table::read(folder, problems),
            glossary: table::read(folder, problems),
            phrases: table::read(folder, problems),
            danger_words: table::read(folder, problems),
            dangers: table::read(folder, problems),
            shorthand: table::read(folder, problems),
            word_lists: table::read(folder, problems),
            personas: table::read(folder, problems),
            contractions: table::read(folder, problems),
            instead: table::read(folder, problems),
            not_listed: table::read(folder, problems),
            sentences: table::read(folder, problems),
            age_words: table::read(folder, problems),
            languages: read_languages(folder, problems).unwrap_or_default(),
            pathway: read_pathway(folder, problems).unwrap_or_default(),
            holidays: table::read(folder, problems),
            chapters: table::read(folder, problems),
        }
    }
}

fn read_languages(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Vec<Language>> {
    let text = folder.text(language::FILE).map_err(|problem| problems.push(*problem)).ok()?;
    language::read(text).map_err(|mut wrong| problems.append(&mut wrong)).ok()
}

fn read_pathway(folder: &Folder, problems: &mut Vec<Problem>) -> Option<Pathway> {
    let text = folder.text(pathway::FILE).map_err(|problem| problems.push(*problem)).ok()?;
    Pathway::read(text).map_err(|mut wrong| problems.append(&mut wrong)).ok()
}
