//! All needs.

use crate::{
    components::phone::PhoneLink,
    model::{NeedsPage, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Needs<'a>(site: &'a Site, page: &'a NeedsPage) -> impl IntoView {
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
            "Choose what is nearest to it. You do not have to be sure, and no worry is too small. Each page says what you can do today and who can help near you."
        </p>
        <p>
            "Are you under 18 and asking for yourself? "<a href="/young-people">"Start at the page for young people"</a>"."
        </p>
        {groups}
        <p>
            "Not sure where to start? Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback />
        </p>
    }
}
