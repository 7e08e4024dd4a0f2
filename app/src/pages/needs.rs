//! All needs.

use crate::model::NeedsPage;
use leptos::prelude::*;

pub(super) fn page(page: &NeedsPage) -> impl IntoView {
    let groups = page
        .groups
        .iter()
        .map(|(heading, needs)| {
            let items = needs
                .iter()
                .map(|(need, description)| {
                    view! {
                        <li>
                            <h3>
                                <a href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a>
                            </h3>
                            <p>{description.as_str()}</p>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="need-list">
                    <h2>{heading.as_str()}</h2>
                    <ul role="list">{items}</ul>
                </section>
            }
        })
        .collect_view();
    view! {
        <h1>"What would help?"</h1>
        <p class="lead">
            "Choose what is nearest to it. You do not have to be sure, and no worry is too small."
        </p>
        {groups}
    }
}
