//! Looking for records, those that are withdrawn too.

use super::form::Field;
use crate::model::desk::{FoundRecord, RecordsPage, StateTag};
use directory::plural;
use leptos::prelude::*;

#[component]
pub(super) fn Records<'a>(page: &'a RecordsPage) -> impl IntoView {
    let fields = page.form.fields.iter().map(|field| view! { <Field field /> }).collect_view();
    let rows = page.rows.iter().map(|row| view! { <li><Found row /></li> }).collect_view();
    let last = page.first + page.rows.len().saturating_sub(1);
    let count = match page.total {
        0 => None,
        total if page.rows.len() < total => {
            Some(format!("{} to {last} of {}", page.first, plural(total, "record", "records")))
        }
        total => Some(plural(total, "record", "records")),
    };
    let back =
        page.back.as_deref().map(|to| view! { <a class="button quiet" href=to rel="prev">"Show the ones before"</a> });
    let next = page.next.as_deref().map(|to| view! { <a class="button quiet" href=to rel="next">"Show more"</a> });
    view! {
        <form class="search" action="/desk/records" method="get" role="search">
            <div class="fields">{fields}</div>
            <button class="button" type="submit">"Find"</button>
        </form>
        {match count {
            Some(count) => view! {
                <h2>{count}</h2>
                <ul class="desk-list" role="list">{rows}</ul>
            }.into_any(),
            None if page.asked => view! {
                <h2>"Nothing found"</h2>
                <p>"Try fewer words, or a part of a word: the name, the id, the organisation, a number or a postcode. Look in all states, since it may be withdrawn."</p>
                <p><a href="/desk/records">"All records"</a></p>
            }.into_any(),
            None => view! { <p>"The store holds no record yet."</p> }.into_any(),
        }}
        {(back.is_some() || next.is_some()).then(|| view! { <p class="pages">{back}" "{next}</p> })}
    }
}

#[component]
fn Found<'a>(row: &'a FoundRecord) -> impl IntoView {
    let more = if row.more.is_empty() { String::new() } else { format!(", {}", row.more) };
    view! {
        <a href=row.record.url.as_str()>{row.record.name.as_str()}</a>
        " "
        <States states=&row.states />
        <span class="said">{format!("{}{more}. ", row.record.noun)}<code>{row.id.as_str()}</code></span>
    }
}

/// Short words about the state of a record.
#[component]
pub(super) fn States<'a>(states: &'a [StateTag]) -> impl IntoView {
    let tags = states.iter().map(|state| view! { <span class="state" class:care=state.care>{state.words}</span>" " });
    tags.collect_view()
}
