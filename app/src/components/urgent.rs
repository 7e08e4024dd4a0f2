//! Urgent help: calm, first, and only numbers that somebody answers.

use super::phone::number;
use crate::model::{UrgentLine, UrgentPanel};
use leptos::{either::Either, prelude::*};

/// The panel that stands before everything else when words mean danger.
pub fn panel(panel: &UrgentPanel) -> impl IntoView {
    view! {
        <section class="urgent brief" aria-labelledby="urgent-heading">
            <h2 id="urgent-heading">{panel.label.as_str()}</h2>
            <p class="lead">{panel.lead.as_str()}</p>
            {lines(&panel.lines)}
        </section>
    }
}

/// Lines, each with its number, who answers, when, and a word about it.
pub fn lines(lines: &[UrgentLine]) -> impl IntoView {
    view! {
        <ul class="lines" role="list">
            {lines.iter().map(|one| view! { <li class="line">{line(one)}</li> }).collect_view()}
        </ul>
    }
}

fn line(line: &UrgentLine) -> impl IntoView {
    let name = match &line.url {
        Some(url) => Either::Left(view! { <a href=url.as_str()>{line.name.as_str()}</a> }),
        None => Either::Right(line.name.as_str()),
    };
    view! {
        <p class="line-number">{number(&line.number)}</p>
        <p class="line-words">
            <strong>{name}</strong>
            {(!line.when.is_empty()).then(|| view! { <span class="line-when">{line.when.as_str()}</span> })}
            {(!line.note.is_empty()).then(|| view! { <span class="line-note">{line.note.as_str()}</span> })}
        </p>
    }
}

/// The quiet line: words mention harm without danger, and people play it down.
pub fn quiet(line: &UrgentLine) -> impl IntoView {
    view! {
        <p class="note quiet-line">
            "If it gets worse, or it is more than it sounds, you can talk to "{line.name.as_str()}": "
            {number(&line.number)}{(!line.when.is_empty()).then(|| format!(". {}.", line.when))}
        </p>
    }
}
