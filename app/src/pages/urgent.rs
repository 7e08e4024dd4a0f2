//! Urgent help.

use crate::{components::urgent, model::UrgentPage};
use leptos::prelude::*;

pub(super) fn page(page: &UrgentPage) -> impl IntoView {
    let dangers = page
        .dangers
        .iter()
        .map(|danger| {
            view! {
                <section class="danger">
                    <h2>{danger.label.as_str()}</h2>
                    <p>{danger.lead.as_str()}</p>
                    {urgent::lines(&danger.lines)}
                </section>
            }
        })
        .collect_view();
    view! {
        <h1>"Urgent help"</h1>
        <section class="urgent" aria-labelledby="now">
            <h2 id="now">"If somebody is in danger now, ring 999"</h2>
            <p class="lead">
                "If you cannot speak, press 55 when you are asked. You do not need to be sure before you ring any of these."
            </p>
            {urgent::lines(&page.lines)}
        </section>
        {dangers}
    }
}
