//! Urgent help.

use crate::{components::urgent::UrgentLines, model::UrgentPage};
use leptos::prelude::*;

#[component]
pub(super) fn Urgent<'a>(page: &'a UrgentPage) -> impl IntoView {
    let dangers = page
        .dangers
        .iter()
        .map(|danger| {
            view! {
                <section class="danger">
                    <h2>{danger.label.as_str()}</h2>
                    <p>{danger.lead.as_str()}</p>
                    <UrgentLines lines=&danger.lines />
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
            <UrgentLines lines=&page.lines />
        </section>
        <section class="guide-part" aria-labelledby="ringing">
            <h2 id="ringing">"When you ring"</h2>
            <ul class="sentences">
                <li>"Say where you are first, in case the line goes dead."</li>
                <li>"Say what is happening, in any words. You can say: “I am not safe.”"</li>
                <li>"If somebody may hear you, ring from another room or another phone, or ask a person you trust to ring."</li>
                <li>"If nobody answers one line, ring the next."</li>
                <li>"Are you under 18? "<a href="/young-people">"There are lines to ring or text just for you"</a>"."</li>
            </ul>
        </section>
        {dangers}
        {(!page.worried_about_self.is_empty()).then(|| view! { <WorriedAboutSelf services=&page.worried_about_self /> })}
    }
}

#[component]
fn WorriedAboutSelf<'a>(services: &'a [(String, String, bool)]) -> impl IntoView {
    let items = services
        .iter()
        .map(|(name, url, confirmed)| {
            view! { <li><a href=url.as_str()>{name.as_str()}</a>{(!confirmed).then_some(" (not confirmed: ring or look first)")}</li> }
        })
        .collect_view();
    view! {
        <section class="danger">
            <h2>"If you worry that you might hurt somebody"</h2>
            <p>"These talk with people who worry about what they think, feel or do. They do not judge."</p>
            <ul>{items}</ul>
        </section>
    }
}
