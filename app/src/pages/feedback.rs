//! 'Is this right?', and the thanks for it.

use crate::{
    components::{textarea::TextArea, urgent::UrgentPanel},
    model::{FeedbackPage, FeedbackSentPage, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Feedback<'a>(site: &'a Site, page: &'a FeedbackPage) -> impl IntoView {
    let wrong = page.problem.is_some();
    view! {
        <h1>"Is this right?"</h1>
        {page.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <p class="lead">
            "Tell us what is wrong about " <a href=page.url.as_str()>{page.name.as_str()}</a> "."
        </p>
        <p class="note">
            "Nobody reads this straight away. If somebody is in danger, ring " <a href="tel:999">"999"</a> " or look at "
            <a href="/urgent">"urgent help"</a> "."
        </p>
        <form class="search tell" action=page.action.as_str() method="post">
            {page.problem.as_deref().map(|problem| view! { <p class="problem" id="problem" role="alert">{problem}</p> })}
            <div class="field">
                <label for="words">"What is wrong?"</label>
                <p class="hint" id="words-hint">
                    "Such as: the number does not work, the day has changed, or it has closed. Please leave out names and anything private."
                </p>
                <TextArea name="words" value=&page.words longest=page.longest described_by=if wrong { "problem words-hint" } else { "words-hint" } invalid=wrong />
            </div>
            <div class="field">
                <label for="contact">"How we can reach you (you can leave this empty)"</label>
                <p class="hint" id="contact-hint">
                    "An e-mail address or a phone number, in case we want to ask you more. We delete it after 90 days at the latest."
                </p>
                <input
                    id="contact"
                    name="contact"
                    type="text"
                    value=page.contact.as_str()
                    maxlength="200"
                    autocomplete="off"
                    aria-describedby="contact-hint"
                />
            </div>
            // People do not see it; programs that fill in every field do.
            <div class="trap" aria-hidden="true">
                <label for="extra">"Leave this empty"</label>
                <input id="extra" name="extra" type="text" tabindex="-1" autocomplete="off" />
            </div>
            <input type="hidden" name="once" value=page.once.as_str() />
            <button class="button" type="submit">"Send"</button>
        </form>
        <p>
            {format!(
                "The people who look after {} read it. It is not shown on any page.", site.name,
            )}
        </p>
    }
}

#[component]
pub(super) fn FeedbackThanks<'a>(page: &'a FeedbackSentPage) -> impl IntoView {
    view! {
        <h1>"Thank you"</h1>
        {page.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <p class="lead">"We have your message about " <a href=page.url.as_str()>{page.name.as_str()}</a> "."</p>
        <p class="note">
            "We do not read this as an emergency, and maybe not today. If somebody is in danger, ring "
            <a href="tel:999">"999"</a> " or look at " <a href="/urgent">"urgent help"</a> "."
        </p>
        <p>
            <a class="button" href="/search">"Find help"</a>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{FeedbackPage, FeedbackSentPage, Head, UrgentHelp},
    };

    fn page() -> FeedbackPage {
        FeedbackPage {
            action: "/feedback/services/brookside".to_owned(),
            name: "Brookside".to_owned(),
            url: "/services/brookside".to_owned(),
            once: "0".repeat(32),
            words: String::new(),
            contact: String::new(),
            longest: 2_000,
            problem: None,
            urgent: None,
        }
    }

    fn rendered(page: &FeedbackPage) -> String {
        crate::feedback(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("feedback", &rendered(&page()));
    }

    #[test]
    fn what_was_typed_is_still_there_and_cannot_be_used_to_attack() {
        let html = rendered(&FeedbackPage {
            name: ATTACK.to_owned(),
            words: format!("{ATTACK} and more"),
            contact: ATTACK.to_owned(),
            problem: Some(ATTACK.to_owned()),
            ..page()
        });
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains("&amp;&lt;!&gt; and more</textarea>"), "{html}");
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("\"problem words-hint\""), "{html}");
        assert!(!rendered(&page()).contains("aria-invalid"));
    }

    #[test]
    fn danger_stands_before_the_thanks_are_explained() {
        let panel = UrgentHelp {
            label: "Somebody is hurting you".to_owned(),
            lead: "You do not deserve it.".to_owned(),
            lines: vec![samples::urgent_line()],
            smaller: Vec::new(),
        };
        let sent =
            FeedbackSentPage { name: "Brookside".into(), url: "/services/b".into(), urgent: Some(panel.clone()) };
        let html = crate::feedback_sent(&samples::site(), &Head::default(), &sent);
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} in {html}"));
        assert!(at("01905 822666") < at("We have your message"));
        assert!(at("not read this as an emergency") > 0);
        assert!(rendered(&FeedbackPage { urgent: Some(panel), ..page() }).contains("Somebody is hurting you"));
    }
}
