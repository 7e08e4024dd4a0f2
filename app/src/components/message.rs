//! A form on which somebody writes to those who look after the list. Whatever is wrong with what was typed is
//! said twice: above, with a way to each field, and beside the field.

use super::textarea::TextArea;
use crate::model::{MessageForm, TypedField};
use leptos::{either::Either, prelude::*};

/// Above a form: nobody reads what is sent in time to help. The letter says it in words of its own.
#[component]
pub(crate) fn NotAnEmergency() -> impl IntoView {
    view! {
        <p class="note">
            "Nobody reads this straight away. If somebody is in danger, ring " <a href="tel:999">"999"</a> " or look at "
            <a href="/urgent">"urgent help"</a> "."
        </p>
    }
}

/// The form with its button.
#[component]
pub(crate) fn MessageFields<'a>(form: &'a MessageForm) -> impl IntoView {
    let fields = form.fields.iter().map(|typed| view! { <TextField typed /> }).collect_view();
    view! {
        <ProblemSummary form />
        // What is wrong is said by us, in the same words with and without script.
        <form class="search tell" action=form.action.as_str() method="post" novalidate>
            {fields}
            // People do not see it; programs that fill in every field do.
            <div class="trap" aria-hidden="true">
                <label for="extra">"Leave this empty"</label>
                <input id="extra" name="extra" type="text" tabindex="-1" autocomplete="off" />
            </div>
            <input type="hidden" name="once" value=form.once.as_str() />
            <button class="button" type="submit">"Send"</button>
        </form>
    }
}

/// What stands in the way of sending, with a link to each field.
#[component]
fn ProblemSummary<'a>(form: &'a MessageForm) -> Option<impl IntoView> {
    let of_fields = form.fields.iter().filter_map(|typed| Some((typed.field.name, typed.problem.as_deref()?)));
    let fields = of_fields
        .map(|(name, problem)| view! { <li><a href=format!("#{name}")>{problem}</a></li> })
        .collect::<Vec<_>>();
    let whole = form.problem.as_deref();
    (whole.is_some() || !fields.is_empty()).then(|| {
        view! {
            <div class="problem" id="problem" role="alert">
                <h2>"Not sent yet"</h2>
                {whole.map(|problem| view! { <p>{problem}</p> })}
                {(!fields.is_empty()).then(|| view! { <ul>{fields}</ul> })}
            </div>
        }
    })
}

/// One field: its label, what helps to answer, and why what was typed was not taken.
#[component]
fn TextField<'a>(typed: &'a TypedField) -> impl IntoView {
    let field = typed.field;
    let name = field.name;
    let invalid = typed.problem.is_some();
    let problem = typed.problem.as_deref().map(|problem| {
        view! { <p class="field-problem" id=format!("{name}-problem")>{problem}</p> }
    });
    let hint = (!field.hint.is_empty()).then(|| {
        view! { <p class="hint" id=format!("{name}-hint")>{field.hint}</p> }
    });
    let described_by = [invalid.then(|| format!("{name}-problem")), hint.is_some().then(|| format!("{name}-hint"))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let required = field.missing.is_some();
    let input = if field.lines {
        Either::Left(view! { <TextArea name value=&typed.value longest=field.longest required described_by invalid /> })
    } else {
        Either::Right(view! {
            <input
                id=name
                name=name
                type="text"
                value=typed.value.as_str()
                autocomplete="off"
                required=required
                aria-describedby=(!described_by.is_empty()).then_some(described_by)
                aria-invalid=invalid.then_some("true")
            />
        })
    };
    view! {
        <div class="field" class:wrong=invalid>
            <label for=name>{field.label}{(!required).then_some(" (optional)")}</label>
            {hint} {problem} {input}
        </div>
    }
}
