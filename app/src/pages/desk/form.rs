//! Forms of the desk. Whatever is wrong with what was typed is said twice: above, with a way to each field, and
//! beside the field.

use crate::{
    components::textarea::TextArea,
    model::desk::{DeskField, DeskFieldKind, DeskForm, DeskOption},
};
use leptos::{either::Either, prelude::*};

/// A whole form: what is wrong, its fields and its button.
#[component]
pub(super) fn Form<'a>(form: &'a DeskForm) -> impl IntoView {
    let fields = form.fields.iter().map(|field| view! { <Field field /> }).collect_view();
    view! {
        <Problems form fields=form.fields.iter() />
        // What is wrong is said by us, in the same words with and without script.
        <form class="search tell" action=form.action.as_str() method="post" novalidate>
            <Hidden form />
            {fields}
            <button class="button" type="submit">{form.button.as_str()}</button>
        </form>
    }
}

/// What a form sends and does not show.
#[component]
pub(super) fn Hidden<'a>(form: &'a DeskForm) -> impl IntoView {
    let hidden = form.hidden.iter();
    hidden.map(|(name, value)| view! { <input type="hidden" name=name.as_str() value=value.as_str() /> }).collect_view()
}

/// What stands in the way, with a link to each field.
#[component]
pub(super) fn Problems<'a, F: Iterator<Item = &'a DeskField>>(form: &'a DeskForm, fields: F) -> impl IntoView {
    let whole = form.problems.iter().map(|problem| view! { <li>{problem.as_str()}</li> }).collect_view();
    let of_fields: Vec<_> = fields
        .filter_map(|field| Some((field, field.problem.as_deref()?)))
        .map(|(field, problem)| {
            view! { <li><a href=format!("#{}", field.name)>{format!("{}: {problem}", field.label)}</a></li> }
        })
        .collect();
    (!form.problems.is_empty() || !of_fields.is_empty()).then(|| {
        view! {
            <div class="problem" id="problem" role="alert">
                <h2>"Not saved yet"</h2>
                <ul>{whole}{of_fields}</ul>
            </div>
        }
    })
}

/// One field: its label, what helps to fill it in, and why what was typed was not taken.
#[component]
pub(super) fn Field<'a>(field: &'a DeskField) -> impl IntoView {
    let name = field.name.as_str();
    let invalid = field.problem.is_some();
    let problem = field.problem.as_deref().map(|problem| {
        view! { <p class="field-problem" id=format!("{name}-problem")>{problem}</p> }
    });
    let hint = (!field.hint.is_empty()).then(|| {
        view! { <p class="hint" id=format!("{name}-hint")>{field.hint.as_str()}</p> }
    });
    let described_by = [invalid.then(|| format!("{name}-problem")), hint.is_some().then(|| format!("{name}-hint"))];
    let described_by = described_by.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &field.kind {
        DeskFieldKind::Radios(options) => {
            view! { <Radios field options described_by problem=problem.into_any() hint=hint.into_any() /> }.into_any()
        }
        DeskFieldKind::Tick => view! {
            <label class="check">
                <input type="checkbox" id=name name=name value="yes" checked={field.value == "yes"} />
                <span>{field.label.as_str()}</span>
            </label>
        }
        .into_any(),
        _ => view! {
            <div class="field" class:wrong=invalid class:wide={matches!(field.kind, DeskFieldKind::Lines)}>
                <label for=name>{field.label.as_str()}</label>
                {hint} {problem} <Input field described_by />
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Input<'a>(field: &'a DeskField, described_by: String) -> impl IntoView {
    let name = field.name.clone();
    let invalid = field.problem.is_some();
    match &field.kind {
        DeskFieldKind::Lines => {
            let (value, required) = (&field.value, field.required);
            Either::Left(view! { <TextArea name value longest=400 required described_by invalid /> })
        }
        DeskFieldKind::Select(options) => Either::Right(
            view! {
                <select
                    id=name.clone()
                    name=name
                    required=field.required
                    aria-describedby=(!described_by.is_empty()).then_some(described_by)
                    aria-invalid=invalid.then_some("true")
                >
                    <Options options chosen=&field.value />
                </select>
            }
            .into_any(),
        ),
        other => {
            let kind = if matches!(other, DeskFieldKind::Day) { "date" } else { "text" };
            Either::Right(
                view! {
                    <input
                        id=name.clone()
                        name=name
                        type=kind
                        value=field.value.as_str()
                        autocomplete="off"
                        required=field.required
                        aria-describedby=(!described_by.is_empty()).then_some(described_by)
                        aria-invalid=invalid.then_some("true")
                    />
                }
                .into_any(),
            )
        }
    }
}

/// The options of a list to open. A value that is none of them stands among them all the same, so that it is seen.
#[component]
fn Options<'a>(options: &'a [DeskOption], chosen: &'a str) -> impl IntoView {
    let is_known = options.iter().any(|option| option.value == chosen);
    let unknown = (!is_known && !chosen.is_empty()).then(|| view! { <option value=chosen selected>{chosen}</option> });
    let known = options.iter().map(|option| {
        let selected = option.value == chosen;
        view! { <option value=option.value.as_str() selected=selected>{option.label.as_str()}</option> }
    });
    view! { {unknown} {known.collect_view()} }
}

#[component]
fn Radios<'a>(
    field: &'a DeskField,
    options: &'a [DeskOption],
    described_by: String,
    problem: AnyView,
    hint: AnyView,
) -> impl IntoView {
    let name = field.name.as_str();
    let radios = options.iter().enumerate().map(|(at, option)| {
        // A link to the field leads to its first choice.
        let id = if at == 0 { name.to_owned() } else { format!("{name}-{}", option.value) };
        view! {
            <label class="check">
                <input
                    type="radio"
                    id=id
                    name=name
                    value=option.value.as_str()
                    checked={option.value == field.value}
                />
                <span>{option.label.as_str()}</span>
            </label>
        }
    });
    view! {
        <fieldset
            class="desk-choice"
            class:wrong=field.problem.is_some()
            aria-describedby=(!described_by.is_empty()).then_some(described_by)
        >
            <legend>{field.label.as_str()}</legend>
            {hint} {problem} {radios.collect_view()}
        </fieldset>
    }
}

/// What a field says, line by line; a word for nothing.
#[component]
pub(super) fn Lines<'a>(lines: &'a [String]) -> impl IntoView {
    if lines.is_empty() {
        return view! { <span class="nothing">"nothing"</span> }.into_any();
    }
    lines.iter().map(|line| view! { <span class="desk-line">{line.as_str()}</span> }).collect_view().into_any()
}
