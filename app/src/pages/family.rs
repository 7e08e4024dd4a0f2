//! A whole family at once: the form for a professional in a conversation.

use crate::model::{Choice, FamilyPage, Site};
use leptos::prelude::*;

/// How many children the form has fields for; more go into the words.
const CHILDREN: usize = 4;

pub(super) fn page<'a>(site: &'a Site, page: &'a FamilyPage) -> impl IntoView + 'a {
    let ages = (1..=CHILDREN)
        .map(|child| {
            let id = format!("age-{child}");
            view! {
                <div class="field">
                    <label for=id.clone()>{format!("Child {child}")}</label>
                    <select id=id name="age">
                        <option value="">"No age"</option>
                        {options(&page.form.ages)}
                    </select>
                </div>
            }
        })
        .collect_view();
    let needs = page
        .form
        .needs
        .iter()
        .map(|(heading, choices)| {
            view! {
                <details class="filters">
                    <summary>{heading.as_str()}</summary>
                    <ul class="ticks" role="list">
                        {choices
                            .iter()
                            .map(|choice| {
                                view! {
                                    <li>
                                        <label class="tick">
                                            <input type="checkbox" name="need" value=choice.value.as_str() />
                                            {choice.label.as_str()}
                                        </label>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </details>
            }
        })
        .collect_view();
    view! {
        <h1>"Help for a whole family"</h1>
        <p>
            "Say who is in the family and what would help. You get the few contacts that meet most of it, and what is left. Type no names."
        </p>
        <form class="search-form panel" action="/search" method="get">
            <fieldset>
                <legend>"Ages of the children"</legend>
                <div class="fields">{ages}</div>
            </fieldset>
            <div class="fields">
                <div class="field">
                    <label for="near">"Postcode or town"</label>
                    <input id="near" name="near" type="text" autocomplete="off" />
                </div>
                <div class="field field-words">
                    <label for="q">"Anything else, in your own words"</label>
                    <input id="q" name="q" type="text" autocomplete="off" />
                </div>
            </div>
            <fieldset>
                <legend>"What would help"</legend>
                {needs}
            </fieldset>
            <p>
                <button class="button" type="submit">"Find help for this family"</button>
            </p>
        </form>
        <p>
            "Not sure where to start? Ring "{site.fallback_label.as_str()}": "
            <a href=format!("tel:{}", site.fallback.digits)>{site.fallback.printed.as_str()}</a>
        </p>
    }
}

fn options(choices: &[Choice]) -> impl IntoView + '_ {
    choices
        .iter()
        .map(|choice| view! { <option value=choice.value.as_str()>{choice.label.as_str()}</option> })
        .collect_view()
}
