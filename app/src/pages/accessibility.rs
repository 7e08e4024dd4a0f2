//! The accessibility statement, as regulation 8 of the Public Sector Bodies (Websites and Mobile
//! Applications) (No. 2) Accessibility Regulations 2018 asks for it. It says what the tests of
//! this repository measure, and no more.

use crate::{
    components::contact::SiteContact,
    model::{AccessibilityPage, Site},
};
use leptos::prelude::*;

const REGULATIONS: &str =
    "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018";

#[component]
pub(super) fn Accessibility<'a>(site: &'a Site, page: &'a AccessibilityPage) -> impl IntoView {
    let prepared = if page.prepared.is_empty() {
        "Those who run this site have not looked at this statement yet.".to_owned()
    } else {
        format!("Those who run this site looked at this statement on {}.", page.prepared)
    };
    view! {
        <h1>"Accessibility statement"</h1>
        <p class="lead">{format!("This is about {}, the site you are on. We want everybody to be able to use it.", site.name)}</p>
        <h2>"What you can do here"</h2>
        <ul>
            <li>"Make the text as large as you like, up to four times. Nothing is lost and you do not have to scroll sideways."</li>
            <li>"Use the keyboard alone, or a screen reader."</li>
            <li>"Use it with script switched off, and print each page."</li>
            <li>"Use dark colours or your own colours. Tick “High contrast” at the top for white and yellow on black."</li>
            <li>"Read each map as a list. What is on the map is in the list too."</li>
            <li>"Read short words. We measure how hard the sentences are, page by page."</li>
        </ul>
        <h2>"How well it works"</h2>
        <p>
            "The site aims at the "<a href="https://www.w3.org/TR/WCAG22/" rel="noreferrer">"Web Content Accessibility Guidelines 2.2"</a>
            ", level AA. It is partly compliant, because of what stands below, and because no disabled person has tested it for us yet."
        </p>
        <h2>"What does not work yet"</h2>
        <ul>
            <li>"For almost all places we do not know if there is a step, a lift, a hearing loop or a parking space. No source says it. Ring first."</li>
            <li>"The pages are in English. Whoever searches in one of some other languages reads a few sentences in it, which no native speaker has checked yet. There is no easy read and no sign language yet."</li>
            <li>"Some names and short texts of services are as their providers write them, and can be hard to read."</li>
            <li>"Links to other sites lead to pages that we cannot change."</li>
        </ul>
        <h2>"How we tested it"</h2>
        <p>
            "A program (axe) looks at each sort of page in light and dark colours, on a small and a wide screen, with script on and off, each time the site changes. Other tests use the keyboard alone, check that nothing sticks out at 320 pixels, and count how hard the words are. People have looked at pictures of the pages. It has not been tested with a screen reader by somebody who needs one."
        </p>
        <h2>"Tell us what is wrong"</h2>
        <p>"Tell us if something stops you, or if you need a page in another form, such as large print or sound."</p>
        <SiteContact site />
        <h2>"If you are not happy with the answer"</h2>
        <p>
            "The Equality and Human Rights Commission (EHRC) makes sure that the "{REGULATIONS}" are kept. If you are not happy with how your complaint is answered, "
            <a href="https://www.equalityadvisoryservice.com/" rel="noreferrer">"contact the Equality Advisory and Support Service (EASS)"</a>"."
        </p>
        <h2>"About this statement"</h2>
        <p>{site.operator.words.as_str()}" "{prepared}" It is part of the site and changes with it."</p>
    }
}
