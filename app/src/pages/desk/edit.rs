//! The form of a record, and the page that asks when two people have changed the same.

use super::form::{Field, Hidden, Lines, Problems};
use crate::model::desk::{ChoiceBetween, ConflictPage, DeskField, EditPage, EditPart, EditRow};
use leptos::prelude::*;

#[component]
pub(super) fn Edit<'a>(page: &'a EditPage) -> impl IntoView {
    let fields = |fields: &'a [DeskField]| fields.iter().map(|field| view! { <Field field /> }).collect_view();
    let parts = page.parts.iter().map(|part| view! { <Part part /> }).collect_view();
    view! {
        <p class="lead">{page.record.noun.as_str()}" "<a href=page.record.url.as_str()>{page.record.name.as_str()}</a></p>
        {page.caution.as_deref().map(|caution| view! { <p class="note">{caution}</p> })}
        <Problems form=&page.form fields=page.all_fields() />
        <form class="desk-edit tell" action=page.form.action.as_str() method="post" novalidate>
            <Hidden form=&page.form />
            <div class="fields">{fields(&page.form.fields)}</div>
            {parts}
            {fields(&page.last)}
            <div class="actions">
                <button class="button" type="submit">{page.form.button.as_str()}</button>
                <a href=page.record.url.as_str()>"Leave it as it is"</a>
            </div>
        </form>
    }
}

#[component]
fn Part<'a>(part: &'a EditPart) -> impl IntoView {
    let rows = part.rows.iter().filter(|row| !row.spare).map(|row| view! { <Row row /> }).collect_view();
    let spare = part.rows.iter().filter(|row| row.spare).map(|row| view! { <Row row /> }).collect_view();
    view! {
        <section class="desk-part">
            <h2>{part.heading}</h2>
            {(!part.hint.is_empty()).then(|| view! { <p class="hint">{part.hint}</p> })}
            {rows}
            // What is there to be filled in stands folded.
            <details><summary>{part.add}</summary>{spare}</details>
        </section>
    }
}

#[component]
fn Row<'a>(row: &'a EditRow) -> impl IntoView {
    let fields = row.fields.iter().map(|field| view! { <Field field /> }).collect_view();
    view! {
        <fieldset class="desk-row">
            <legend>{row.legend.as_str()}</legend>
            <div class="fields">{fields}</div>
        </fieldset>
    }
}

#[component]
pub(super) fn Conflict<'a>(page: &'a ConflictPage) -> impl IntoView {
    let choices = page.choices.iter().map(|choice| view! { <Choice choice /> }).collect_view();
    let missing = page.choices.iter().filter(|choice| choice.problem.is_some());
    let missing = missing.map(
        |choice| view! { <li><a href=format!("#{}", choice.name)>{format!("Choose for “{}”", choice.label)}</a></li> },
    );
    let missing: Vec<_> = missing.collect();
    view! {
        <p class="lead">
            {page.who.as_str()}" saved the "{page.record.noun.as_str()}" "
            <a href=page.record.url.as_str()>{page.record.name.as_str()}</a>
            " while you wrote, and changed the same fields. Nothing of yours is lost: choose for each."
        </p>
        {(!page.kept.is_empty()).then(|| view! { <p class="note">{page.kept.as_str()}</p> })}
        {(!missing.is_empty()).then(|| view! {
            <div class="problem" id="problem" role="alert"><h2>"Not saved yet"</h2><ul>{missing}</ul></div>
        })}
        <form class="desk-decide" action=page.form.action.as_str() method="post" novalidate>
            <Hidden form=&page.form />
            {choices}
            <div class="actions">
                <button class="button" type="submit">"Save what I chose"</button>
                <a href=page.record.url.as_str()>"Keep theirs, all of it"</a>
            </div>
        </form>
    }
}

/// What a field was, is now and would be, with a choice.
#[component]
fn Choice<'a>(choice: &'a ChoiceBetween) -> impl IntoView {
    let name = choice.name.as_str();
    let radio = |value: &'static str, words: &'static str| {
        let id = if value == "theirs" { name.to_owned() } else { format!("{name}-{value}") };
        view! {
            <label class="check">
                <input type="radio" id=id name=name value=value checked={choice.chosen == value} />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="desk-change" class:wrong=choice.problem.is_some()>
            <legend>{choice.label.as_str()}</legend>
            {choice.problem.as_deref().map(|problem| view! { <p class="field-problem">{problem}</p> })}
            <dl class="desk-sides">
                <div><dt>"Was"</dt><dd><Lines lines=&choice.was /></dd></div>
                <div><dt>"Theirs, saved"</dt><dd><Lines lines=&choice.theirs /></dd></div>
                <div class="new"><dt>"Yours"</dt><dd><Lines lines=&choice.yours /></dd></div>
            </dl>
            <div class="also">{radio("theirs", "Keep theirs")} {radio("yours", "Take mine")}</div>
        </fieldset>
    }
}
