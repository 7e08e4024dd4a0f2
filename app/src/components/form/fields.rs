//! The fields of the search forms.

use crate::{
    components::icon::{self, Icon},
    islands::UseMyLocation,
    model::{Choice, ChoiceGroup, Choices, Filter, Form},
    render_cache::{CachedPart, RenderCache},
};
use leptos::{either::Either, prelude::*};
use std::sync::Arc;

/// The button that sends a search.
#[component]
pub(crate) fn SubmitButton(words: &'static str) -> impl IntoView {
    view! { <button class="button" type="submit"><Icon shape=icon::SEARCH /><span>{words}</span></button> }
}

/// A list to pick from, with 'any' first, and ticked boxes for further choices of a repeated field;
/// nothing where there is nothing to choose.
#[component]
pub(crate) fn SelectField<'a>(
    /// The parameter, and the field's id.
    name: &'static str,
    label: &'static str,
    /// The choice of nothing in particular.
    any: &'static str,
    choices: &'a Choices,
) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <select id=name name=name>
                    <option value="">{any}</option>
                    <Options choices selected=choices.chosen().next() />
                </select>
                <FurtherChoices name choices />
            </div>
        }
    })
}

#[component]
pub(super) fn NeedField<'a>(form: &'a Form, label: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label for="need">{label}</label>
            <select id="need" name="need">
                <option value="">"Anything"</option>
                <Options choices=&form.needs selected=form.needs.chosen().next() />
            </select>
            <FurtherChoices name="need" choices=&form.needs />
        </div>
    }
}

#[component]
pub(super) fn PlaceField<'a>(near: &'a str) -> impl IntoView {
    view! {
        <div class="field field-place">
            <label for="near">"Postcode or town"</label>
            <input
                id="near"
                name="near"
                type="text"
                value=near
                autocomplete="postal-code"
                aria-describedby="near-hint"
            />
            <div class="place-help">
                <p class="hint" id="near-hint">"We do not keep it"</p>
                <UseMyLocation input="near".to_owned() />
            </div>
        </div>
    }
}

/// The options of a list, under their headings. A list shows one choice as `selected`, or none.
#[component]
pub(super) fn Options<'a>(choices: &'a Choices, selected: Option<&'a Choice>) -> impl IntoView {
    static CACHE: RenderCache<OptionList> = RenderCache::new();
    CACHE.get_or_render(&OptionList { groups: choices.groups().clone(), selected: selected.cloned() })
}

/// The options of a list and the one that is selected.
#[derive(Clone, PartialEq, Eq, Hash)]
struct OptionList {
    groups: Arc<[ChoiceGroup]>,
    selected: Option<Choice>,
}

impl CachedPart for OptionList {
    fn view(&self) -> impl IntoView {
        self.groups
            .iter()
            .map(|group| {
                let options = group
                    .choices
                    .iter()
                    .map(|choice| {
                        let selected = self.selected.as_ref() == Some(choice);
                        view! { <option value=choice.value.as_str() selected=selected>{choice.label.as_str()}</option> }
                    })
                    .collect_view();
                if group.heading.is_empty() {
                    Either::Left(options)
                } else {
                    Either::Right(view! { <optgroup label=group.heading.as_str()>{options}</optgroup> })
                }
            })
            .collect_view()
    }
}

/// What was chosen besides the first, as ticked boxes.
#[component]
fn FurtherChoices<'a>(name: &'static str, choices: &'a Choices) -> impl IntoView {
    let boxes: Vec<_> = choices
        .chosen()
        .skip(1)
        .map(|choice| view! { <CheckBox name value=&choice.value label=&choice.label checked=true /> })
        .collect();
    (!boxes.is_empty()).then(|| view! { <div class="also"><span>"And:"</span>{boxes}</div> })
}

#[component]
fn CheckBox<'a>(name: &'static str, value: &'a str, label: &'a str, checked: bool) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked />
            <span>{label}</span>
        </label>
    }
}

/// A field's choices as boxes to tick.
#[component]
fn CheckBoxes<'a>(name: &'static str, choices: &'a Choices) -> impl IntoView {
    choices
        .all()
        .map(|choice| {
            let checked = choices.is_chosen(choice);
            view! { <CheckBox name value=&choice.value label=&choice.label checked /> }
        })
        .collect_view()
}

/// Boxes to tick under a legend; nothing where there is nothing to choose.
#[component]
pub(super) fn CheckBoxGroup<'a>(legend: &'static str, name: &'static str, choices: &'a Choices) -> impl IntoView {
    static CACHE: RenderCache<BoxGroup> = RenderCache::new();
    (!choices.is_empty()).then(|| CACHE.get_or_render(&BoxGroup { legend, name, choices: choices.clone() }))
}

/// The boxes of a field and those that are ticked.
#[derive(Clone, PartialEq, Eq, Hash)]
struct BoxGroup {
    legend: &'static str,
    name: &'static str,
    choices: Choices,
}

impl CachedPart for BoxGroup {
    fn view(&self) -> impl IntoView {
        view! { <fieldset><legend>{self.legend}</legend><CheckBoxes name=self.name choices=&self.choices /></fieldset> }
    }
}

/// Days and hours. Most records do not say theirs, which the answer then counts.
#[component]
pub(super) fn TimeFields<'a>(form: &'a Form) -> impl IntoView {
    (!form.days.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>"When"</legend>
                <CheckBoxes name="day" choices=&form.days />
                <TimeField name="from" label="From" value=&form.from />
                <TimeField name="to" label="Until" value=&form.to />
            </fieldset>
        }
    })
}

#[component]
fn TimeField<'a>(name: &'static str, label: &'static str, value: &'a str) -> impl IntoView {
    view! {
        <label class="time">
            <span>{label}</span>
            <input type="time" name=name value=value />
        </label>
    }
}

#[component]
pub(super) fn FlagBoxes<'a>(flags: &'a [Filter]) -> impl IntoView {
    let boxes = flags
        .iter()
        .map(|flag| view! { <CheckBox name=flag.parameter value=flag.value label=flag.label checked=flag.chosen /> })
        .collect_view();
    (!flags.is_empty()).then(|| view! { <fieldset><legend>"Only show"</legend>{boxes}</fieldset> })
}
