//! The filters of the map page: those of the search, with the kinds as layers.

use super::{boxes, flags, need_field, pick, place_field, submit, times};
use crate::{
    components::shape::mark,
    model::{Form, Layer},
};
use leptos::prelude::*;

/// The form. `kept` are parameters without a field here, `view` is the part of the map that is shown.
pub fn for_map<'a>(
    form: &'a Form,
    layers: &'a [Layer],
    kept: &'a [(String, String)],
    view: Option<&'a str>,
) -> impl IntoView + 'a {
    let kept = kept
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.as_str() value=value.as_str() /> })
        .collect_view();
    view! {
        <details class="map-choices">
            <summary>"Choose what the map shows"</summary>
            <form class="search" action="/map" method="get" role="search">
                {kept}
                <input type="hidden" name="view" value=view.unwrap_or_default() disabled=view.is_none() />
                <div class="fields">
                    {need_field(form, "What would help?")}
                    {pick("age", "age", "Age of child or you", "Any age", &form.ages)} {place_field(&form.near)}
                </div>
                {kinds(layers)}
                <div class="boxes">
                    {times(form)} {flags(&form.flags)} {boxes("District", "district", &form.districts)}
                </div>
                <p class="actions">
                    {submit("Show on the map")}
                    <a class="again" href="/map">
                        "Start again"
                    </a>
                </p>
            </form>
        </details>
    }
}

fn kinds(layers: &[Layer]) -> impl IntoView {
    let boxes = layers
        .iter()
        .map(|layer| {
            view! {
                <label class="check layer">
                    <input type="checkbox" name="kind" value=layer.kind.slug.as_str() checked=layer.chosen />
                    {mark(&layer.kind)}
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
