//! What to do when a child may not be safe: whom to ring, before any form.

use super::urgent;
use crate::model::UrgentLine;
use leptos::prelude::*;
use std::sync::Arc;

/// The panel. `words` stands above the numbers; it may be empty.
pub fn panel<'a>(words: &'a str, lines: &'a [Arc<UrgentLine>]) -> impl IntoView + 'a {
    view! {
        <section class="urgent brief" aria-labelledby="protection">
            <h2 id="protection">"If a child may not be safe"</h2>
            {(!words.is_empty()).then(|| view! { <p class="lead">{words}</p> })}
            {urgent::lines(lines)}
        </section>
    }
}
