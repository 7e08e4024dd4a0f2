//! Urgent help: calm, first, and only numbers that somebody answers.

use super::phone::PhoneLink;
use crate::model::{UrgentHelp, UrgentLine};
use leptos::{either::Either, prelude::*};

/// The panel that stands before everything else when words mean danger.
#[component]
pub(crate) fn UrgentPanel<'a>(help: &'a UrgentHelp) -> impl IntoView {
    view! {
        <section class="urgent brief" aria-labelledby="urgent-heading">
            <h2 id="urgent-heading">{help.label.as_str()}</h2>
            <p class="lead">{help.lead.as_str()}</p>
            <UrgentLines lines=&help.lines />
        </section>
    }
}

/// Lines, each with its number, who answers, when, and a word about it.
#[component]
pub(crate) fn UrgentLines<'a>(lines: &'a [UrgentLine]) -> impl IntoView {
    let items = lines
        .iter()
        .map(|line| {
            let name = match &line.url {
                Some(url) => Either::Left(view! { <a href=url.as_str()>{line.name.as_str()}</a> }),
                None => Either::Right(line.name.as_str()),
            };
            view! {
                <li class="line">
                    <p class="line-number"><PhoneLink number=&line.number /></p>
                    <p class="line-words">
                        <strong>{name}</strong>
                        {(!line.when.is_empty()).then(|| view! { <span class="line-when">{line.when.as_str()}</span> })}
                        {(!line.note.is_empty()).then(|| view! { <span class="line-note">{line.note.as_str()}</span> })}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines" role="list">{items}</ul> }
}

/// The quiet line: words mention harm without danger, and people play it down.
#[component]
pub(crate) fn QuietLine<'a>(line: &'a UrgentLine) -> impl IntoView {
    view! {
        <p class="note quiet-line">
            "If it gets worse, or it is more than it sounds, you can talk to "{line.name.as_str()}": "
            <PhoneLink number=&line.number />{(!line.when.is_empty()).then(|| format!(". {}.", line.when))}
        </p>
    }
}
