//! What is and is not kept. Each sentence must stay true of the program: see decision 7.

use crate::{components::contact::SiteContact, model::Site};
use leptos::prelude::*;

#[component]
pub(super) fn Privacy<'a>(site: &'a Site) -> impl IntoView {
    let elsewhere = site.assets.map.as_ref().and_then(|map| map.elsewhere.as_deref());
    view! {
        <h1>"Privacy"</h1>
        <p class="lead">"You can look for help here without anybody knowing. We do not ask who you are."</p>
        <h2>"What we do not keep"</h2>
        <ul>
            <li>"What you type when you look for help: not your words, your postcode or your ages."</li>
            <li>"Who you are: no name, no account, no address of your phone or computer."</li>
            <li>"Which pages you looked at."</li>
            <li>
                {if elsewhere.is_some() {
                    "We set no cookies. Nobody else's script or counter is on these pages."
                } else {
                    "We set no cookies. Nobody else's script, map or counter is on these pages."
                }}
            </li>
        </ul>
        <h2>"What we keep"</h2>
        <p>
            "For each page that is asked for, our computer writes one line: the time, the sort of page (such as “a service”, not which one), if it worked, how long it took and how large it was. There is nothing of you in it."
        </p>
        <p>
            "If you send us a message (by “Is this right?”, “Add a service” or “Write to us”), we keep it until somebody has dealt with it and cleared it away. Who you are and how to reach you, if you said, goes after 90 days or when they are done. The page does not show it to anybody. So that nobody sends too many, the computer counts messages for ten minutes under a number that nobody can trace, and then forgets."
        </p>
        <h2>"What stays on your own phone or computer"</h2>
        <ul>
            <li>"Your browser keeps its own list of pages. We cannot clear it. A private window keeps none."</li>
            <li>"What you type stands in the address of the page, and of a service that you open from it, and nowhere else. If you send somebody the link, they can see it."</li>
            <li>"If you choose high contrast or save a short list, this tab remembers it until you close it or press “Leave this page”."</li>
            <li>"“Use my location” asks first. Your phone then gives us a rough place for that one search."</li>
            <li>"Pages on private matters ask your browser to keep no copy."</li>
        </ul>
        <h2>"When you ring, write or follow a link"</h2>
        <p>
            "Then others keep what they need to. Ask them what they keep. We do not tell another site where you came from. A call can stand on a phone bill. If somebody reads yours, ring from another phone."
        </p>
        {elsewhere.map(|host| view! {
            <p>
                "The pictures of the map come from "{host}
                ". If you open that map, that site can see which part of it you look at, and the address of your phone or computer. It gets nothing else from us."
            </p>
        })}
        <h2>"Who is responsible"</h2>
        <p>
            {site.operator.words.as_str()}
            " Whoever runs this site is responsible for what it keeps. If you think that something here is not right, tell us. You can also complain to the "
            <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">"Information Commissioner's Office"</a>"."
        </p>
        <SiteContact site />
    }
}
