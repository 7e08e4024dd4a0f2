//! About the site.

use crate::{
    components::{contact::SiteContact, phone::PhoneLink, web::WebLink},
    model::{AboutPage, Site},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn About<'a>(site: &'a Site, page: &'a AboutPage) -> impl IntoView {
    let own = page.words.iter().map(|words| view! { <p>{words.as_str()}</p> }).collect_view();
    let attributions = site.attributions.iter().map(|line| view! { <li>{line.as_str()}</li> }).collect_view();
    view! {
        <h1>"About this site"</h1>
        <p class="lead">{format!("{} shows who can help families in {}: near you, by phone or online.", site.name, site.authority)}</p>
        {own}
        <h2>"What is in it"</h2>
        <ul>
            <li>{format!("{}, from big charities to one room in a school.", words::services(page.services))}</li>
            <li>{format!("{} places you can go to.", page.places)}</li>
            <li>{format!("{} of these services have no phone, site or door that we know. They show {} instead.", page.unreachable, site.fallback_label)}</li>
        </ul>
        <h2>"How we know it"</h2>
        <p>{site.notice.as_str()}</p>
        <ul>
            <li>{format!("Each fact comes from a page or paper that we name. There are {} of them.", page.sources)}</li>
            <li>{format!("{} services are confirmed. The others say “not confirmed” on their page, so ring or look first.", page.confirmed)}</li>
            <li>{assured(page.assured)}</li>
            <li>"What nobody has said, we leave empty. We do not guess a number, a time or a price."</li>
            <li>"A secret address, such as a refuge, is not on this site at all."</li>
        </ul>
        <h2>"Who runs it"</h2>
        <p>{site.operator.words.as_str()}</p>
        {site.operator.url.as_deref().map(|url| view! { <p><WebLink address=url words=&site.operator.name /></p> })}
        <p>"To add help that is missing, see "<a href="/add-a-service">"Add a service"</a>"."</p>
        <SiteContact site />
        <p>"Do you need help, and not this list? Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback /></p>
        <h2>"Thanks"</h2>
        <ul class="sources">{attributions}</ul>
    }
}

fn assured(count: usize) -> String {
    match count {
        0 => "Nobody has asked the providers yet if it is all still right.".to_owned(),
        1 => "1 service was checked with the people who run it. Its page says when.".to_owned(),
        count => format!("{count} services were checked with the people who run them. Their pages say when."),
    }
}
