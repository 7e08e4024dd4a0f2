//! How to add a service.

use crate::{components::contact::SiteContact, model::Site};
use leptos::prelude::*;

#[component]
pub(super) fn AddService<'a>(site: &'a Site) -> impl IntoView {
    view! {
        <h1>"Add a service"</h1>
        <p class="lead">{format!("Do you help families in {}? Then you belong here. It costs nothing.", site.authority)}</p>
        <h2>"What we ask for"</h2>
        <ul>
            <li>"Your name, and who runs it."</li>
            <li>"What you do, in one plain sentence."</li>
            <li>"Who it is for: ages, and what you help with."</li>
            <li>"Where and when, with the weeks when you are closed. If your address must stay secret, say so, and do not send it."</li>
            <li>"How to ask, and who may ask: a young person (from what age), a parent, or a professional."</li>
            <li>"What it costs."</li>
            <li>"A number or page that families can use, and if the number takes texts."</li>
            <li>"If there is a step, and what helps disabled people to come."</li>
            <li>"A page of yours that says all this. We name where each fact comes from."</li>
        </ul>
        <h2>"Where to send it"</h2>
        <SiteContact site />
        <h2>"What happens then"</h2>
        <ol class="steps">
            <li>"Somebody who looks after this list should check it with you first."</li>
            <li>"Then it goes into the list, with the day it was checked."</li>
            <li>"Tell us when something changes. A wrong number sends a family to a closed door."</li>
        </ol>
        <h2>"Something here is wrong?"</h2>
        <p>"Each service and each place has a link “Is this right?” on its page. You can say there what is wrong."</p>
    }
}
