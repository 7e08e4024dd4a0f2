//! A line with all its ways to be reached: ring, text, open. Large enough for a thumb.

use super::{
    card::UNCONFIRMED,
    icon::{self, Icon, IconShape},
    phone::NOT_CONFIRMED,
    web::{WebLink, is_web},
};
use crate::model::{ChatPage, PhoneLine, ReachLine};
use leptos::prelude::*;

/// Lines in a list, each under a heading of the third level.
#[component]
pub(crate) fn ReachLines<'a>(lines: &'a [ReachLine]) -> impl IntoView {
    let items = lines.iter().map(|line| view! { <li class="card"><ReachCard line /></li> }).collect_view();
    view! { <ul class="reach" role="list">{items}</ul> }
}

#[component]
fn ReachCard<'a>(line: &'a ReachLine) -> impl IntoView {
    let web = line.web.as_deref().map(|address| {
        view! { <p class="reach-web"><WebLink address words=format!("Website of {}", line.name) /></p> }
    });
    view! {
        <h3 class="card-name">
            <a href=line.url.as_str()>{line.name.as_str()}</a>
        </h3>
        <p class="summary">{line.summary.as_str()}</p>
        {line.ring.as_ref().map(|line| view! { <ReachButton verb="Ring" scheme="tel" shape=icon::PHONE line /> })}
        {line.text.as_ref().map(|line| view! { <ReachButton verb="Text" scheme="sms" shape=icon::MESSAGE line /> })}
        {line.chat.as_ref().map(|chat| view! { <ChatLine chat name=&line.name /> })}
        {web}
        <ul class="facts" role="list">
            {(!line.hours.is_empty()).then(|| view! { <li>{line.hours.as_str()}</li> })}
            {(!line.cost.is_empty()).then(|| view! { <li>{format!("Cost: {}", line.cost)}</li> })}
        </ul>
        {(!line.confirmed).then(|| view! { <p class="trust">{UNCONFIRMED}</p> })}
    }
}

/// A chat on line, with when somebody writes back and the caution where it is due.
#[component]
pub(crate) fn ChatLine<'a>(chat: &'a ChatPage, name: &'a str) -> Option<impl IntoView> {
    is_web(&chat.address).then(|| {
        view! {
            <p class="reach-way">
                <a class="button quiet" href=chat.address.as_str() rel="noreferrer">
                    <Icon shape=icon::MESSAGE />
                    <span>"Chat on line"<span class="hidden">" with "{name}</span></span>
                </a>
                {(!chat.confirmed).then(|| view! { " " <span class="unsure">"("{NOT_CONFIRMED}")"</span> })}
                {(!chat.hours.is_empty()).then(|| view! { " " <span class="hours">{chat.hours.as_str()}</span> })}
            </p>
        }
    })
}

/// One way as a button, with what the line is, when it answers, and the caution where it is due.
#[component]
fn ReachButton<'a>(verb: &'static str, scheme: &'static str, shape: IconShape, line: &'a PhoneLine) -> impl IntoView {
    let about: Vec<&str> =
        [&line.label, &line.hours].into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    view! {
        <p class="reach-way">
            <a class="button" href=format!("{scheme}:{}", line.number.digits)>
                <Icon shape />
                <span>{format!("{verb} {}", line.number.printed)}</span>
            </a>
            {(!line.confirmed).then(|| view! { " " <span class="unsure">"("{NOT_CONFIRMED}")"</span> })}
            {(!about.is_empty()).then(|| view! { " " <span class="hours">{about.join(", ")}</span> })}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    fn line() -> ReachLine {
        ReachLine {
            name: "Childline".to_owned(),
            url: "/services/childline".to_owned(),
            summary: "Free and private.".to_owned(),
            ring: Some(samples::phone()),
            text: Some(PhoneLine { confirmed: false, takes_texts: true, ..samples::phone() }),
            chat: Some(ChatPage {
                address: "https://chat.example".to_owned(),
                hours: "4pm to 9pm".to_owned(),
                confirmed: true,
            }),
            web: Some("https://www.childline.org.uk".to_owned()),
            cost: "free".to_owned(),
            hours: "Every day: 24 hours".to_owned(),
            confirmed: true,
        }
    }

    #[test]
    fn each_way_is_a_button_and_an_unconfirmed_number_says_so() {
        let lines = [line()];
        let html = text_of(view! { <ReachLines lines=&lines /> });
        for words in [
            "href=\"tel:01905520032\"",
            "href=\"sms:01905520032\"",
            "Cost: free",
            "Website of Childline",
            "href=\"https://chat.example\" rel=\"noreferrer\"",
            "4pm to 9pm",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert_eq!(html.matches(NOT_CONFIRMED).count(), 1, "{html}");
        assert!(html.find("sms:").unwrap() < html.find(NOT_CONFIRMED).unwrap());
    }

    #[test]
    fn nothing_in_a_record_is_executed() {
        let attack = || ATTACK.to_owned();
        let lines = [ReachLine {
            name: attack(),
            url: attack(),
            summary: attack(),
            web: Some(attack()),
            cost: attack(),
            hours: attack(),
            ..line()
        }];
        let html = text_of(view! { <ReachLines lines=&lines /> });
        assert!(!html.contains("<script>"), "{html}");
    }
}
