//! The filters of the map page: those of the search, with the kinds as layers.

use super::fields::{CheckBoxGroup, FlagBoxes, NeedField, PlaceField, SelectField, SubmitButton, TimeFields};
use crate::{
    components::shape::KindMark,
    model::{Form, Layer},
};
use leptos::prelude::*;

/// The form of the map page.
#[component]
pub(crate) fn MapForm<'a>(
    form: &'a Form,
    layers: &'a [Layer],
    /// Parameters without a field here.
    hidden: &'a [(String, String)],
    /// The part of the map that is shown.
    view: Option<&'a str>,
) -> impl IntoView {
    let hidden = hidden
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.as_str() value=value.as_str() /> })
        .collect_view();
    view! {
        <details class="map-choices">
            <summary>"Choose what the map shows"</summary>
            <form class="search" action="/map" method="get" role="search">
                {hidden}
                <input type="hidden" name="view" value=view.unwrap_or_default() disabled=view.is_none() />
                <div class="fields">
                    <NeedField form label="What would help?" />
                    <SelectField name="age" label="Age of child or you" any="Any age" choices=&form.ages />
                    <PlaceField near=&form.near />
                </div>
                <LayerBoxes layers />
                <div class="boxes">
                    <TimeFields form />
                    <FlagBoxes flags=&form.flags />
                    <CheckBoxGroup legend="The building is known to have" name="access" choices=&form.access />
                    <CheckBoxGroup legend="Help in this language" name="language" choices=&form.languages />
                    <CheckBoxGroup legend="District" name="district" choices=&form.districts />
                </div>
                <p class="actions">
                    <SubmitButton words="Show on the map" />
                    <a class="again" href="/map">
                        "Start again"
                    </a>
                </p>
            </form>
        </details>
    }
}

#[component]
fn LayerBoxes<'a>(layers: &'a [Layer]) -> impl IntoView {
    let boxes = layers
        .iter()
        .map(|layer| {
            view! {
                <label class="check layer">
                    <input type="checkbox" name="kind" value=layer.kind.slug.as_str() checked=layer.chosen />
                    <KindMark kind=&layer.kind />
                    <span>{format!("{} ({})", layer.kind.label, layer.count)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>"Kinds of help (tick none to see all)"</legend>
            <div class="layers">{boxes}</div>
        </fieldset>
    }
}
