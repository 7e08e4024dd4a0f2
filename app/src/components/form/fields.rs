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
    /// The form it belongs to, where it does not stand in it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <select id=name name=name form=form>
                    <option value="">{any}</option>
                    <Options choices selected=choices.chosen().next() />
                </select>
                <FurtherChoices name choices form />
            </div>
        }
    })
}

#[component]
pub(super) fn NeedField<'a>(
    form: &'a Form,
    label: &'static str,
    /// The form it belongs to, where it does not stand in it.
    #[prop(optional)]
    belongs_to: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for="need">{label}</label>
            <select id="need" name="need" form=belongs_to>
                <option value="">"Anything"</option>
                <Options choices=&form.needs selected=form.needs.chosen().next() />
            </select>
            <FurtherChoices name="need" choices=&form.needs form=belongs_to />
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
                        let count = choice.count.map(|count| format!(" ({count})"));
                        view! { <option value=choice.value.as_str() selected=selected>{choice.label.as_str()}{count}</option> }
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
fn FurtherChoices<'a>(name: &'static str, choices: &'a Choices, form: Option<&'static str>) -> impl IntoView {
    let boxes: Vec<_> = choices
        .chosen()
        .skip(1)
        .map(|choice| view! { <CheckBox name value=&choice.value label=&choice.label checked=true count=choice.count form /> })
        .collect();
    (!boxes.is_empty()).then(|| view! { <div class="also"><span>"And:"</span>{boxes}</div> })
}

#[component]
fn CheckBox<'a>(
    name: &'static str,
    value: &'a str,
    label: &'a str,
    checked: bool,
    count: Option<usize>,
    form: Option<&'static str>,
) -> impl IntoView {
    // What would leave nothing is not to be ticked; what is ticked can be taken back.
    let disabled = count == Some(0) && !checked;
    let count = count.map(|count| view! { " "<span class="fits">{format!("({count})")}</span> });
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked form=form disabled=disabled />
            <span>{label}{count}</span>
        </label>
    }
}

/// A field's choices as boxes to tick.
#[component]
fn CheckBoxes<'a>(name: &'static str, choices: &'a Choices, form: Option<&'static str>) -> impl IntoView {
    choices
        .all()
        .map(|choice| {
            let checked = choices.is_chosen(choice);
            view! { <CheckBox name value=&choice.value label=&choice.label checked count=choice.count form /> }
        })
        .collect_view()
}

/// Boxes to tick under a legend; nothing where there is nothing to choose.
#[component]
pub(super) fn CheckBoxGroup<'a>(
    legend: &'static str,
    name: &'static str,
    choices: &'a Choices,
    /// The form it belongs to, where it does not stand in it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    static CACHE: RenderCache<BoxGroup> = RenderCache::new();
    (!choices.is_empty()).then(|| CACHE.get_or_render(&BoxGroup { legend, name, choices: choices.clone(), form }))
}

/// The boxes of a field and those that are ticked.
#[derive(Clone, PartialEq, Eq, Hash)]
struct BoxGroup {
    legend: &'static str,
    name: &'static str,
    choices: Choices,
    form: Option<&'static str>,
}

impl CachedPart for BoxGroup {
    fn view(&self) -> impl IntoView {
        view! { <fieldset><legend>{self.legend}</legend><CheckBoxes name=self.name choices=&self.choices form=self.form /></fieldset> }
    }
}

/// Days and hours. Most records do not say theirs, which the answer then counts.
#[component]
pub(super) fn TimeFields<'a>(
    form: &'a Form,
    /// The form it belongs to, where it does not stand in it.
    #[prop(optional)]
    belongs_to: Option<&'static str>,
) -> impl IntoView {
    (!form.days.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>"When"</legend>
                <div class="day-boxes"><CheckBoxes name="day" choices=&form.days form=belongs_to /></div>
                <div class="times">
                    <TimeField name="from" label="From" value=&form.from form=belongs_to />
                    <TimeField name="to" label="Until" value=&form.to form=belongs_to />
                </div>
            </fieldset>
        }
    })
}

/// Hours of the day as people say them, and as they stand in an address.
const HOURS: [(&str, &str); 8] = [
    ("08:00", "8am"),
    ("10:00", "10am"),
    ("12:00", "midday"),
    ("14:00", "2pm"),
    ("16:00", "4pm"),
    ("18:00", "6pm"),
    ("20:00", "8pm"),
    ("22:00", "10pm"),
];

#[component]
fn TimeField<'a>(name: &'static str, label: &'static str, value: &'a str, form: Option<&'static str>) -> impl IntoView {
    // A time of another address is kept as it is.
    let other = (!value.is_empty() && !HOURS.iter().any(|(at, _)| *at == value))
        .then(|| view! { <option value=value selected=true>{value}</option> });
    let hours = HOURS
        .iter()
        .map(|(at, words)| view! { <option value=*at selected=*at == value>{*words}</option> })
        .collect_view();
    view! {
        <label class="time">
            <span>{label}</span>
            <select name=name form=form>
                <option value="">"Any time"</option>
                {hours}
                {other}
            </select>
        </label>
    }
}

/// Single boxes to tick.
#[component]
pub(super) fn FlagBoxes<'a>(
    flags: &'a [Filter],
    /// The form they belong to, where they do not stand in it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    let boxes = flags
        .iter()
        .map(|flag| {
            view! { <CheckBox name=flag.parameter value=flag.value label=flag.label checked=flag.chosen count=flag.count form /> }
        })
        .collect_view();
    (!flags.is_empty()).then(|| view! { <fieldset><legend>"Only show"</legend>{boxes}</fieldset> })
}
