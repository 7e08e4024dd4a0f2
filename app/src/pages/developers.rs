//! How other sites and programs use the directory.

use crate::model::{ApiCall, ApiGroup, ApiParameter, DevelopersPage};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Developers<'a>(page: &'a DevelopersPage) -> impl IntoView {
    let groups = page.groups.iter().map(|group| view! { <ApiGroupSection group /> }).collect_view();
    let feeds = page
        .feeds
        .iter()
        .map(|(district, address)| view! { <li><a href=address.as_str()>{district.as_str()}</a></li> })
        .collect_view();
    view! {
        <h1>"For developers"</h1>
        <p class="lead">
            "Your program can ask this directory for everything that people see here. It needs no key and no account, and we keep nothing about who asks."
        </p>
        <p>
            "To take the whole directory away as a file, and for the licence, go to "<a href="/open-data">"Open data"</a>". "
            "This page for machines is "<a href="/openapi.json">"openapi.json"</a>" (OpenAPI 3.1)."
        </p>
        <section>
            <h2>"Please keep to this"</h2>
            <ul>
                <li>"Much of it is not confirmed. Wherever you show a record or a number with "<code>"confirmed: false"</code>", say so beside it."</li>
                <li>"Services with the term "<code>"worried-about-self"</code>" are for people who fear what they may do. Never show them to somebody who is being hurt."</li>
                <li>"An address that must stay secret, such as a refuge, is not in our data. Do not add it."</li>
            </ul>
        </section>
        <section>
            <h2>"A search box on your own site"</h2>
            <p>
                "Schools and surgeries can show our search box with a short list. Copy this into your page. It has no script, sets no cookie and tells us nothing about your visitors."
            </p>
            <CodeBlock text=&page.frame />
            <p>
                "It can begin with a search: add "<code>"?near="</code>" and a postcode, or any other part of a search, to its address. "
                <code>"per_page"</code>" says how many it shows. Links open in the whole window, so a sandboxed frame needs "
                <code>"allow-top-navigation-by-user-activation"</code>" and "<code>"allow-forms"</code>"."
            </p>
            <p><a href="/embed">"See the box by itself"</a></p>
        </section>
        <section>
            <h2>"Changes by district"</h2>
            <p>"For a feed reader. Each holds the newest 100 services that are new or have changed."</p>
            <ul>{feeds}</ul>
        </section>
        {groups}
    }
}

#[component]
fn ApiGroupSection<'a>(group: &'a ApiGroup) -> impl IntoView {
    view! {
        <section class="api-group">
            <h2>{group.name.as_str()}</h2>
            <p><CodedWords text=group.description.as_str() /></p>
            {group.calls.iter().map(|call| view! { <ApiCallArticle call /> }).collect_view()}
        </section>
    }
}

#[component]
fn ApiCallArticle<'a>(call: &'a ApiCall) -> impl IntoView {
    let more = (!call.description.is_empty()).then(|| view! { <p><CodedWords text=call.description.as_str() /></p> });
    let answers = call
        .answers
        .iter()
        .map(|answer| view! { <li><code>{answer.status.as_str()}</code>": "{answer.meaning.as_str()}</li> })
        .collect_view();
    let example = call.example.as_deref().map(|example| {
        view! {
            <details>
                <summary>"Example of an answer"</summary>
                <CodeBlock text=example />
            </details>
        }
    });
    view! {
        <article class="api-call">
            <h3><code>{call.path.as_str()}</code></h3>
            <p><CodedWords text=call.summary.as_str() /></p>
            {more}
            <CodeBlock text=&call.curl />
            {(!call.parameters.is_empty()).then(|| view! { <ApiParameterList parameters=&call.parameters /> })}
            <details>
                <summary>"Answers"</summary>
                <ul>{answers}</ul>
            </details>
            {example}
        </article>
    }
}

#[component]
fn ApiParameterList<'a>(parameters: &'a [ApiParameter]) -> impl IntoView {
    let items = parameters
        .iter()
        .map(|parameter| {
            view! {
                <dt><code>{parameter.name.as_str()}</code>{parameter.in_path.then_some(" in the address")}</dt>
                <dd><CodedWords text=parameter_words(parameter) /></dd>
            }
        })
        .collect_view();
    view! {
        <details>
            <summary>"What it takes"</summary>
            <dl class="api-parameters">{items}</dl>
        </details>
    }
}

/// "The page, from 1. Without it: 1. Example: 2."
fn parameter_words(parameter: &ApiParameter) -> String {
    let mut parts = vec![parameter.meaning.trim().replace('\n', " ")];
    if parameter.repeated {
        parts.push("May be given several times.".to_owned());
    }
    if !parameter.otherwise.is_empty() {
        parts.push(format!("Without it: {}.", parameter.otherwise));
    }
    if !parameter.example.is_empty() {
        parts.push(format!("Example: {}", parameter.example));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// Words of the description, where what stands between backticks is code.
#[component]
fn CodedWords(#[prop(into)] text: String) -> impl IntoView {
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            let part = part.to_owned();
            if at % 2 == 1 { Either::Left(view! { <code>{part}</code> }) } else { Either::Right(part) }
        })
        .collect_view()
}

/// Lines to copy. A keyboard can scroll them where they are wider than the page.
#[component]
fn CodeBlock<'a>(text: &'a str) -> impl IntoView {
    view! { <pre class="code" tabindex="0"><code>{text}</code></pre> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{ATTACK, text_of};

    #[test]
    fn a_call_says_what_it_takes_and_how_to_try_it() {
        let parameter = ApiParameter {
            name: "page".to_owned(),
            meaning: "The page, `1` or more.".to_owned(),
            otherwise: "1".to_owned(),
            ..ApiParameter::default()
        };
        let one = ApiCall {
            path: "/oruk/services".to_owned(),
            curl: "curl 'https://a.example'".to_owned(),
            parameters: vec![parameter],
            ..ApiCall::default()
        };
        let html = text_of(view! { <ApiCallArticle call=&one /> });
        assert!(
            html.contains("/oruk/services") && html.contains("The page, <code>1</code> or more. Without it: 1."),
            "{html}"
        );
    }

    #[test]
    fn an_example_cannot_become_markup() {
        let one = ApiCall { example: Some(ATTACK.to_owned()), curl: ATTACK.to_owned(), ..ApiCall::default() };
        assert!(!text_of(view! { <ApiCallArticle call=&one /> }).contains("<script>alert"));
    }
}
