//! The first page.

use crate::{
    components::{
        form::ShortSearchForm,
        icon::{self, Icon},
    },
    model::{HomePage, Site},
};
use leptos::prelude::*;

/// The doors: where they lead, who they are for, and a word to them.
const DOORS: [(&str, &str, &str); 3] = [
    ("/needs", "I am a parent or carer", "Choose what is going on, and see what you can do and who can help."),
    ("/young-people", "I am a young person", "Help that you can ask for on your own."),
    ("/professionals", "I work with families", "Find help for a whole family, and hand it over."),
];

#[component]
pub(super) fn Home<'a>(site: &'a Site, page: &'a HomePage) -> impl IntoView {
    let doors = DOORS
        .iter()
        .map(|(to, who, words)| {
            view! {
                <li>
                    <a class="door" href=*to>
                        <strong>{*who}</strong>
                        " "
                        <span>{*words}</span>
                        <Icon shape=icon::ARROW />
                    </a>
                </li>
            }
        })
        .collect_view();
    let needs = page
        .needs
        .iter()
        .map(|(heading, needs)| {
            let links = needs
                .iter()
                .map(|need| view! { <li><a href=format!("/needs/{}", need.slug.as_str())>{need.label.as_str()}</a></li> })
                .collect_view();
            view! {
                <details class="need-group">
                    <summary><h3>{heading.as_str()}</h3></summary>
                    <ul>{links}</ul>
                </details>
            }
        })
        .collect_view();
    let districts = page
        .districts
        .iter()
        .map(|(slug, name)| {
            view! { <li><a class="pill" href=format!("/districts/{}", slug.as_str())>{name.as_str()}</a></li> }
        })
        .collect_view();
    view! {
        <div class="hero">
            <div class="hero-words">
                <h1>{format!("Help for families in {}", site.authority)}</h1>
                <p class="lead">"Say what is going on and where you are. We show you who can help: near you, by phone or online."</p>
            </div>
            <ShortSearchForm form=&page.form />
        </div>
        <section aria-labelledby="doors-heading">
            <h2 id="doors-heading">"Who is asking?"</h2>
            <ul class="doors" role="list">{doors}</ul>
        </section>
        <section aria-labelledby="places-heading">
            <h2 id="places-heading">"Look where you live"</h2>
            <ul class="pills" role="list">{districts}</ul>
            <p>
                <a href="/hubs">"Find a Family Hub"</a>
                ": one place to start, for families with children of any age."
            </p>
            <p>
                <a href="/holiday-activities">"Holiday activities and food"</a>
                ": things to do in the school holidays, with something to eat."
            </p>
            <p>
                <a href="/booklet">"A booklet to print"</a>
                ": whom to ring and where to go, on small pages."
            </p>
        </section>
        <section aria-labelledby="needs-heading">
            <h2 id="needs-heading">"What would help?"</h2>
            <div class="need-groups">{needs}</div>
        </section>
        <p class="count">{count(page)}</p>
    }
}

fn count(page: &HomePage) -> String {
    let sure = match page.confirmed {
        0 => "none of them is confirmed yet".to_owned(),
        confirmed if confirmed == page.services => "all are confirmed".to_owned(),
        confirmed => format!("{confirmed} are confirmed, and the others say that they are not"),
    };
    format!("{} listed here: {sure}.", crate::words::services(page.services))
}
