//! Urgent help: calm, first, and only numbers that somebody answers.

use super::phone::PhoneLink;
use crate::model::{UrgentHelp, UrgentLine};
use leptos::{either::Either, prelude::*};

/// The panel that stands before everything else when words mean danger.
#[component]
pub(crate) fn UrgentPanel<'a>(help: &'a UrgentHelp) -> impl IntoView {
    view! {
        <section class="urgent brief" aria-labelledby="urgent-heading">
            <h2 id="urgent-heading">{help.label.as_str()}</h2>
            <p class="lead">{help.lead.as_str()}</p>
            <UrgentLines lines=&help.lines />
            {(!help.smaller.is_empty()).then(|| view! { <SmallerLines lines=&help.smaller /> })}
            {help.leaves_trace.then(|| view! {
                <p class="trace screen-only">
                    "If somebody looks at your phone: what you type stays in its history. Use a private window, or clear it."
                </p>
            })}
        </section>
    }
}

/// The other lines of a panel: links among words, so that the strong buttons stay few.
#[component]
fn SmallerLines<'a>(lines: &'a [UrgentLine]) -> impl IntoView {
    let items = lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    <LineNumber line />
                    " "
                    <LineName line />
                    {(!line.when.is_empty()).then(|| format!(": {}", line.when))}
                    {line.texts_only.then(|| format!(". {}", line.note))}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="smaller-lines">
            <h3>"You can also ask"</h3>
            <ul role="list">{items}</ul>
        </div>
    }
}

/// The number of a line as a link that rings it, or that writes where nobody answers a call.
#[component]
fn LineNumber<'a>(line: &'a UrgentLine) -> impl IntoView {
    if line.texts_only {
        let href = format!("sms:{}", line.number.digits);
        Either::Left(view! { <a class="tel" href=href>"Text "{line.number.printed.as_str()}</a> })
    } else {
        Either::Right(view! { <PhoneLink number=&line.number /> })
    }
}

/// Who answers a line, linked to its record where there is one.
#[component]
fn LineName<'a>(line: &'a UrgentLine) -> impl IntoView {
    match &line.url {
        Some(url) => Either::Left(view! { <a href=url.as_str()>{line.name.as_str()}</a> }),
        None => Either::Right(line.name.as_str()),
    }
}

/// Lines, each with its number, who answers, when, and a word about it.
#[component]
pub(crate) fn UrgentLines<'a>(lines: &'a [UrgentLine]) -> impl IntoView {
    let items = lines
        .iter()
        .map(|line| {
            view! {
                <li class="line" class:texts=line.texts_only>
                    <p class="line-number"><LineNumber line /></p>
                    <p class="line-words">
                        <strong><LineName line /></strong>
                        {(!line.when.is_empty()).then(|| view! { <span class="line-when">{line.when.as_str()}</span> })}
                        {(!line.note.is_empty()).then(|| view! { <span class="line-note">{line.note.as_str()}</span> })}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="lines" role="list">{items}</ul> }
}

/// The quiet line: words mention harm without danger, and people play it down.
#[component]
pub(crate) fn QuietLine<'a>(line: &'a UrgentLine) -> impl IntoView {
    view! {
        <p class="note quiet-line">
            "If it gets worse, or it is more than it sounds, you can talk to "{line.name.as_str()}": "
            <PhoneLink number=&line.number />{(!line.when.is_empty()).then(|| format!(". {}.", line.when))}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, text_of};

    #[test]
    fn strong_buttons_come_first_and_other_lines_stand_smaller_below() {
        let help = samples::urgent_help();
        let html = text_of(view! { <UrgentPanel help=&help /> });
        let (strong, smaller) = html.split_once("smaller-lines").unwrap();
        assert_eq!(strong.matches("class=\"line\"").count(), 2, "{html}");
        assert!(!smaller.contains("class=\"line\"") && smaller.contains("href=\"sms:85258\""), "{html}");
        let few = UrgentHelp { smaller: Vec::new(), ..samples::urgent_help() };
        assert!(!text_of(view! { <UrgentPanel help=&few /> }).contains("You can also ask"));
    }

    #[test]
    fn a_line_for_texts_alone_opens_a_text_and_says_so() {
        let lines = [samples::text_line()];
        let html = text_of(view! { <UrgentLines lines=&lines /> });
        assert!(html.contains("href=\"sms:85258\"") && html.contains("Text 85258"), "{html}");
        assert!(!html.contains("tel:"), "{html}");
    }
}
