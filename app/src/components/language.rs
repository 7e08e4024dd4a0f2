//! What somebody who writes in another language is told in it.

use crate::model::{LanguageHelp, Site};
use leptos::prelude::*;

/// A box in the language of the words, above everything that is in English.
#[component]
pub(crate) fn LanguageBox<'a>(site: &'a Site, help: &'a LanguageHelp) -> impl IntoView {
    let emergency = if help.in_danger { "button" } else { "button quiet" };
    let sentences = help.sentences.iter().map(|sentence| view! { <li>{sentence.as_str()}</li> }).collect_view();
    view! {
        <section class="language" lang=help.code.as_str() dir=help.direction aria-labelledby="language-heading">
            <h2 id="language-heading">{help.heading.as_str()}</h2>
            // Numbers to press: nobody copies digits out of a sentence by hand.
            <ul class="acts" role="list" lang="en" dir="ltr">
                <li><a class=emergency href="tel:999">"999"</a></li>
                <li><a class="button quiet" href="tel:111">"111"</a></li>
                <li>
                    <a class="button quiet" href=format!("tel:{}", site.fallback.digits)>{site.fallback.printed.as_str()}</a>
                </li>
            </ul>
            <ul role="list">{sentences}</ul>
            <p class="language-name" lang="en" dir="ltr">"This box is in "{help.english.as_str()}"."</p>
        </section>
    }
}
