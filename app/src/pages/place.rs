//! One building and all that happens in it.

use crate::{
    components::{card, feedback, map, visit},
    model::{PlacePage, Site},
};
use leptos::prelude::*;

pub(super) fn page<'a>(site: &'a Site, page: &'a PlacePage) -> impl IntoView + 'a {
    let services = page
        .services
        .iter()
        .map(|(listing, hours)| view! { <li class="card">{card::body(site, listing)}{visit::hours(hours)}</li> })
        .collect_view();
    let (slug, district) = &page.district;
    view! {
        <h1>{page.place.name.as_str()}</h1>
        <div class="columns">
            <div class="columns-main">
                <section aria-labelledby="here">
                    <h2 id="here">"What happens here"</h2>
                    {page.services.is_empty().then_some(view! { <p>"We do not know of anything here now."</p> })}
                    <ul class="cards" role="list">{services}</ul>
                </section>
            </div>
            <div class="columns-side">
                <section class="panel" aria-labelledby="where">
                    <h2 id="where">"Where it is"</h2>
                    {visit::address(&page.place)}
                    <p>
                        <a href=format!("/search?district={}", slug.as_str())>{format!("More help in {district}")}</a>
                    </p>
                </section>
                {visit::hours(&page.place.hours).map(|hours| view! {
                    <section aria-labelledby="when">
                        <h2 id="when">"When"</h2>
                        {hours}
                    </section>
                })}
                {page.map.as_ref().map(map::figure)}
                {page.deprivation.as_deref().map(|sentence| view! { <p class="note">{sentence}</p> })}
                {feedback::link("places", page.place.id.as_str())}
            </div>
        </div>
    }
}
