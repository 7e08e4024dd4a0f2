//! The files that anybody may take away.

use crate::model::{OpenDataPage, Site};
use leptos::prelude::*;

#[component]
pub(super) fn OpenData<'a>(site: &'a Site, page: &'a OpenDataPage) -> impl IntoView {
    let files = page
        .files
        .iter()
        .map(|file| {
            view! {
                <li>
                    <h2>
                        <a href=file.url>{file.name}</a>
                    </h2>
                    <p>{file.about}</p>
                </li>
            }
        })
        .collect_view();
    let attributions = site.attributions.iter().map(|line| view! { <li>{line.as_str()}</li> }).collect_view();
    view! {
        <h1>"Open data"</h1>
        <p class="lead">
            {format!("These files hold the {} services of this directory, ", page.services)}
            "for a spreadsheet, a map or another directory. You do not need a key or an account."
        </p>
        {(!page.changed.is_empty()).then(|| view! { <p>{format!("They are as we took them in on {}.", page.changed)}</p> })}
        <ul class="open-files" role="list">
            {files}
        </ul>
        <h2>"Before you use them"</h2>
        <p>{site.notice.as_str()}</p>
        <p>
            "Please show your readers the column that says whether a record and a number are confirmed. A wrong number can cost a family the courage to ring again."
        </p>
        <p>
            "Addresses that must stay secret are not in the files. Services for people who hurt others, or fear that they will, are only in the file of the national standard, and are marked there as "<code>"worried-about-self"</code>". Never show them to somebody who is being hurt."
        </p>
        <p>
            "Your program can also ask for a part of it at a time: see "<a href="/developers">"For developers"</a>"."
        </p>
        <h2>"Licence"</h2>
        <Licence page />
        <ul>{attributions}</ul>
    }
}

#[component]
fn Licence<'a>(page: &'a OpenDataPage) -> impl IntoView {
    match &page.licence {
        Some((name, Some(url))) => {
            view! {
                <p>
                    "The collection is free to use under the "
                    <a href=url.as_str() rel="noreferrer">
                        {name.as_str()}
                    </a> "."
                </p>
            }
                .into_any()
        }
        Some((name, None)) => view! { <p>{format!("The collection is free to use under the {name}.")}</p> }.into_any(),
        None => {
            view! {
                <p>
                    "No licence is stated for the whole collection yet. Each record names its sources and the licence of each, where one is known. These sources ask to be named:"
                </p>
            }
                .into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    fn licence_words(licence: Option<(&str, Option<&str>)>) -> String {
        let site = samples::site();
        let licence = licence.map(|(name, url)| (name.to_owned(), url.map(str::to_owned)));
        let page = OpenDataPage { licence, ..OpenDataPage::default() };
        text_of(view! { <OpenData site=&site page=&page /> })
    }

    #[test]
    fn a_licence_is_named_only_where_one_is_stated() {
        let with_page = licence_words(Some(("Free Licence", Some("https://a.example/free"))));
        assert!(with_page.contains("href=\"https://a.example/free\"") && with_page.contains("Free Licence"));
        assert!(licence_words(Some(("Free Licence", None))).contains("free to use under the Free Licence."));
        let without = licence_words(None);
        assert!(without.contains("No licence is stated") && !without.contains("free to use under"));
        assert!(!licence_words(Some((ATTACK, Some(ATTACK)))).contains("<script>alert"));
    }
}
