//! Links from a term to what it means.

use crate::model::Site;
use leptos::{either::Either, prelude::*};

/// A sentence in which the first use of each term of the glossary leads to its meaning.
#[component]
pub(crate) fn GlossaryText<'a>(site: &'a Site, text: &'a str) -> impl IntoView {
    pieces(site, text)
        .into_iter()
        .map(|(words, slug)| match slug {
            Some(slug) => Either::Left(view! { <TermLink slug words /> }),
            None => Either::Right(words),
        })
        .collect_view()
}

/// A term as a link, when the glossary has it; else the words alone.
#[component]
pub(crate) fn GlossaryLink<'a>(site: &'a Site, slug: &'a str, words: &'a str) -> impl IntoView {
    if site.glossary.iter().any(|(_, known)| known.as_str() == slug) {
        Either::Left(view! { <TermLink slug words /> })
    } else {
        Either::Right(words)
    }
}

#[component]
fn TermLink<'a>(slug: &'a str, words: &'a str) -> impl IntoView {
    view! { <a class="term" href=format!("/glossary#{slug}")>{words}</a> }
}

/// The text cut where terms stand, each term once.
fn pieces<'t, 's>(site: &'s Site, text: &'t str) -> Vec<(&'t str, Option<&'s str>)> {
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    for (said, slug) in &site.glossary {
        let known = found.iter().any(|(_, _, known)| *known == slug.as_str());
        if let Some((start, end)) = (!known).then(|| find(text, said)).flatten()
            && found.iter().all(|(from, to, _)| end <= *from || start >= *to)
        {
            found.push((start, end, slug.as_str()));
        }
    }
    found.sort_unstable();
    let mut pieces = Vec::with_capacity(found.len() * 2 + 1);
    let mut at = 0;
    for (start, end, slug) in found {
        pieces.push((&text[at..start], None));
        pieces.push((&text[start..end], Some(slug)));
        at = end;
    }
    pieces.push((&text[at..], None));
    pieces.retain(|(words, _)| !words.is_empty());
    pieces
}

/// Where a term stands as whole words. Capitals count in a term that is written with capitals, so
/// that "send" is not taken for "SEND".
fn find(text: &str, said: &str) -> Option<(usize, usize)> {
    let capitals = said.chars().any(char::is_uppercase);
    text.char_indices()
        .map(|(start, _)| start)
        .filter(|start| !text[..*start].chars().next_back().is_some_and(char::is_alphanumeric))
        .find_map(|start| {
            let end = start + said.len();
            let there = text.get(start..end)?;
            let same = if capitals { there == said } else { there.eq_ignore_ascii_case(said) };
            (same && !text[end..].chars().next().is_some_and(char::is_alphanumeric)).then_some((start, end))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    fn linked(text: &str) -> String {
        let site = samples::site();
        text_of(view! { <GlossaryText site=&site text /> })
    }

    #[test]
    fn a_term_leads_to_its_meaning_once() {
        let html = linked("Early help, more early help, and an EHC plan.");
        assert_eq!(
            html,
            "<a href=\"/glossary#early-help\" class=\"term\">Early help</a>, more early help, and an \
             <a href=\"/glossary#ehc-plan\" class=\"term\">EHC plan</a>."
        );
    }

    #[test]
    fn part_of_a_word_and_other_capitals_are_no_term() {
        for text in ["nearly helpful", "an ehc plan", "EHC planning", ""] {
            assert_eq!(linked(text), text);
        }
    }

    #[test]
    fn nothing_in_a_text_is_executed() {
        let html = linked(&format!("early help {ATTACK} é early help"));
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("glossary#early-help"));
    }

    #[test]
    fn a_term_that_this_glossary_lacks_stays_plain() {
        let site = samples::site();
        assert_eq!(text_of(view! { <GlossaryLink site=&site slug="nothing" words="a word" /> }), "a word");
    }
}
