//! The Family Hub locator.

use crate::{
    components::{beside, card, form, map, phone, understood},
    model::{HubsPage, Site},
};
use leptos::prelude::*;

pub(super) fn page<'a>(site: &'a Site, page: &'a HubsPage) -> impl IntoView + 'a {
    let centres = page
        .centres
        .iter()
        .map(
            |(district, listings)| view! { <h3 class="district">{district.as_str()}</h3> {card::list(site, listings)} },
        )
        .collect_view();
    let fold = page.map.as_ref().map(|picture| {
        view! {
            <details class="map-fold">
                <summary>"See the map"</summary>
                {map::figure(picture)}
            </details>
        }
    });
    view! {
        <h1>"Family Hubs"</h1>
        <p class="lead">"A Family Hub is one place to start, for families with children of any age. You can just ask."</p>
        {form::place_only(&page.form)}
        <div class="notes">{page.place.as_ref().and_then(understood::place)}</div>
        <div class="answer">
            <div class="answer-side">{fold} {page.beside.as_ref().map(|both| beside::beside(site, both))}</div>
            <div class="answer-main">
                <section aria-labelledby="hubs-heading">
                    <h2 id="hubs-heading">"Hubs we know"</h2>
                    <p>{page.hub_words.as_str()}</p>
                    {page.hubs.is_empty().then(|| view! {
                        <p>
                            "We do not know one here yet. Ring "{site.fallback_label.as_str()}": "
                            {phone::number(&site.fallback)}
                        </p>
                    })}
                    {card::list(site, &page.hubs)}
                </section>
                {(!page.centres.is_empty()).then(|| view! {
                    <section aria-labelledby="centres-heading">
                        <h2 id="centres-heading">"Children's centres"</h2>
                        <p>"Most are for little children and childcare now. Ask before you go."</p>
                        {centres}
                    </section>
                })}
            </div>
        </div>
    }
}
