//! What somebody who writes in another language is told in it.

use crate::model::LanguageHelp;
use leptos::prelude::*;

/// A box in the language of the words, above everything that is in English.
#[component]
pub(crate) fn LanguageBox<'a>(help: &'a LanguageHelp) -> impl IntoView {
    let sentences = help.sentences.iter().map(|sentence| view! { <li>{sentence.as_str()}</li> }).collect_view();
    view! {
        <section class="language" lang=help.code.as_str() dir=help.direction aria-labelledby="language-heading">
            <h2 id="language-heading">{help.heading.as_str()}</h2>
            {help.in_danger.then(|| view! { <p><a class="button" href="tel:999" lang="en" dir="ltr">"999"</a></p> })}
            <ul role="list">{sentences}</ul>
            <p class="language-name" lang="en" dir="ltr">"This box is in "{help.english.as_str()}"."</p>
        </section>
    }
}
