//! What words mean.

use crate::model::{GlossaryPage, Site};
use leptos::prelude::*;

#[component]
pub(super) fn Glossary<'a>(site: &'a Site, page: &'a GlossaryPage) -> impl IntoView {
    let terms = page
        .terms
        .iter()
        .map(|term| {
            view! {
                <div class="term-entry" id=term.slug.as_str()>
                    <dt>{term.term.as_str()}</dt>
                    <dd>
                        <p>{term.meaning.as_str()}</p>
                        {(!term.sources.is_empty()).then(|| view! { <p class="source">{format!("From: {}", term.sources.join("; "))}</p> })}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <h1>"What words mean"</h1>
        <p class="lead">
            {format!("People who work with families in {} use these words. Here they are in plain ones.", site.authority)}
        </p>
        <dl class="glossary">{terms}</dl>
    }
}
