//! The levels of need.

use super::pathway::SourceList;
use crate::{
    components::{protection::ProtectionPanel, web::WebLink},
    model::{LevelsPage, Site},
    words,
};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Levels<'a>(site: &'a Site, page: &'a LevelsPage) -> impl IntoView {
    let levels = page
        .levels
        .iter()
        .map(|level| {
            let number = level.number;
            let at_it = (level.services > 0).then(|| {
                let words = format!("{} that work at level {number}", words::services(level.services));
                view! { <p><a href=format!("/professionals?level={number}#results")>{words}</a></p> }
            });
            view! {
                <section class="level panel" aria-labelledby=format!("level-{number}")>
                    <h2 id=format!("level-{number}")>{format!("Level {number}: {}", level.name)}</h2>
                    <h3>"What it looks like"</h3>
                    <p>{level.meaning.as_str()}</p>
                    <h3>"What to do"</h3>
                    <p>{level.what_to_do.as_str()}</p>
                    {at_it}
                </section>
            }
        })
        .collect_view();
    let (title, url) = &page.guidance;
    let guidance = match url {
        Some(url) => Either::Left(view! { <p>"More in "<WebLink address=url words=title.clone() />"."</p> }),
        None => Either::Right(view! {
            <p>
                "The whole is in "{title.as_str()}". We do not know its address yet: look for it on the site of "
                <a href=site.council_url.as_str() rel="noreferrer">{site.council.as_str()}</a>"."
            </p>
        }),
    };
    view! {
        <h1>"Levels of need"</h1>
        <p class="lead">"A family's need goes up and down. The level says how much help is right today, and who gives it."</p>
        <ProtectionPanel words=&page.protection.0 lines=&page.protection.1 />
        <div class="levels">{levels}</div>
        <section aria-labelledby="guidance">
            <h2 id="guidance">"The guidance behind this"</h2>
            {guidance}
            <SourceList sources=&page.sources />
        </section>
        <p>
            <a href="/professionals/pathway">"The early help pathway, step by step"</a>" · "
            <a href="/professionals">"Find help for a family"</a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples,
        model::{Head, LevelOfNeedWords, LevelsPage},
    };

    #[test]
    fn a_level_says_what_it_looks_like_and_what_to_do_and_unknown_guidance_is_said() {
        let page = LevelsPage {
            levels: vec![LevelOfNeedWords {
                number: 2,
                name: "Some extra help".to_owned(),
                meaning: "A need is not met.".to_owned(),
                what_to_do: "Talk it over.".to_owned(),
                services: 3,
            }],
            guidance: ("The guidance".to_owned(), None),
            protection: ("Do not wait.".to_owned(), vec![samples::urgent_line()]),
            sources: Vec::new(),
        };
        let rendered = |page: &LevelsPage| crate::levels(&samples::site(), &Head::default(), page);
        let html = rendered(&page);
        for words in ["Level 2: Some extra help", "3 services that work at level 2", "We do not know its address yet"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        let known =
            LevelsPage { guidance: ("The guidance".to_owned(), Some("https://a.example/g".to_owned())), ..page };
        let html = rendered(&known);
        assert!(html.contains("href=\"https://a.example/g\"") && !html.contains("do not know its address"), "{html}");
    }
}
