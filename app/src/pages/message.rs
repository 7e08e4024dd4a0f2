//! Forms to those who look after the list: 'Is this right?', 'Add a service', 'Write to us', and the thanks.

use crate::{
    components::{
        contact::SiteAddresses,
        message::{MessageFields, NotAnEmergency},
        phone::PhoneLink,
        urgent::UrgentPanel,
    },
    model::{FeedbackPage, MessageForm, MessageSentPage, Sent, Site},
};
use leptos::prelude::*;

#[component]
pub(super) fn Feedback<'a>(page: &'a FeedbackPage) -> impl IntoView {
    view! {
        <h1>"Is this right?"</h1>
        {page.form.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <p class="lead">
            "Tell us what is wrong about " <a href=page.url.as_str()>{page.name.as_str()}</a> "."
        </p>
        <NotAnEmergency />
        <MessageFields form=&page.form />
        <WhoReadsIt />
    }
}

#[component]
pub(super) fn AddService<'a>(site: &'a Site, form: &'a MessageForm) -> impl IntoView {
    view! {
        <h1>"Add a service"</h1>
        <p class="lead">{format!("Do you help families in {}, or know somebody who does? Tell us. It costs nothing.", site.authority)}</p>
        <p>"Write what you know and leave the rest empty. A page of yours that says it all is best: put its address where families get in touch."</p>
        <NotAnEmergency />
        <MessageFields form />
        <h2>"What happens then"</h2>
        <ol class="steps">
            <li>"Somebody who looks after this list reads it, and asks you if something is not clear."</li>
            <li>"Once it is checked, it goes into the list, with the day and where we know it from."</li>
            <li>"Tell us when something changes. A wrong number sends a family to a closed door."</li>
        </ol>
        <h2>"Something here is wrong?"</h2>
        <p>
            "Each service and each place has a link “Is this right?” on its page. You can say there what is wrong. For all else, "
            <a href="/contact">"write to us"</a>"."
        </p>
    }
}

#[component]
pub(super) fn Letter<'a>(site: &'a Site, form: &'a MessageForm) -> impl IntoView {
    view! {
        <h1>"Write to us"</h1>
        {form.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        <p class="lead">"This goes to those who look after the list. We cannot help a family from here."</p>
        <section class="panel" aria-labelledby="help-yourself">
            <h2 id="help-yourself">"Do you need help yourself?"</h2>
            <ul>
                <li>"In danger? Ring "<a href="tel:999">"999"</a>". Other lines stand under "<a href="/urgent">"urgent help"</a>"."</li>
                <li>"Not sure where to start? Ring "{site.fallback_label.as_str()}": "<PhoneLink number=&site.fallback />"."</li>
                <li><a href="/search">"Look for help near you"</a>"."</li>
            </ul>
        </section>
        <p class="note">"Nobody reads this straight away."</p>
        <MessageFields form />
        <WhoReadsIt />
        <SiteAddresses site />
        <h2>"Who runs this site"</h2>
        <p>{site.operator.words.as_str()}</p>
    }
}

#[component]
fn WhoReadsIt() -> impl IntoView {
    view! { <p>"Those who look after the list read it. It is not shown on any page."</p> }
}

#[component]
pub(super) fn MessageThanks<'a>(page: &'a MessageSentPage) -> impl IntoView {
    let kept = match &page.sent {
        Sent::Record { name, url } => {
            view! { <p class="lead">"We have your message about " <a href=url.as_str()>{name.as_str()}</a> "."</p> }
                .into_any()
        }
        Sent::Addition => view! {
            <p class="lead">"We have what you wrote about the service."</p>
            <p>"It is not in the list yet. Somebody reads it first, and may ask you more."</p>
        }
        .into_any(),
        Sent::Letter => view! { <p class="lead">"We have your message."</p> }.into_any(),
    };
    view! {
        <h1>"Thank you"</h1>
        {page.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
        {kept}
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
        model::{
            ADDITION_FIELDS, FEEDBACK_FIELDS, FeedbackPage, Head, LETTER_FIELDS, MessageField, MessageForm,
            MessageSentPage, Sent, TypedField, UrgentHelp,
        },
    };

    fn form(action: &str, fields: &'static [MessageField]) -> MessageForm {
        let empty = |field| TypedField { field, value: String::new(), problem: None };
        MessageForm {
            action: action.to_owned(),
            once: "0".repeat(32),
            fields: fields.iter().map(empty).collect(),
            problem: None,
            urgent: None,
        }
    }

    fn page() -> FeedbackPage {
        FeedbackPage {
            name: "Brookside".to_owned(),
            url: "/services/brookside".to_owned(),
            form: form("/feedback/services/brookside", &FEEDBACK_FIELDS),
        }
    }

    fn rendered(page: &FeedbackPage) -> String {
        crate::feedback(&samples::site(), &Head::default(), page)
    }

    fn added(form: &MessageForm) -> String {
        crate::add_a_service(&samples::site(), &Head::default(), form)
    }

    #[test]
    fn the_whole_pages() {
        crate::snapshot::assert_page("feedback", &rendered(&page()));
        crate::snapshot::assert_page("add_a_service", &added(&form("/add-a-service", &ADDITION_FIELDS)));
        let letter = form("/contact", &LETTER_FIELDS);
        crate::snapshot::assert_page("contact", &crate::contact(&samples::site(), &Head::default(), &letter));
    }

    #[test]
    fn what_was_typed_is_still_there_and_cannot_be_used_to_attack() {
        let mut page = FeedbackPage { name: ATTACK.to_owned(), ..page() };
        for typed in &mut page.form.fields {
            typed.value = format!("{ATTACK} and more");
            typed.problem = Some(ATTACK.to_owned());
        }
        page.form.problem = Some(ATTACK.to_owned());
        let html = rendered(&page);
        assert!(!html.contains("<script>alert"), "{html}");
        assert!(html.contains("&amp;&lt;!&gt; and more</textarea>"), "{html}");
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("\"words-problem words-hint\""), "{html}");
        assert!(!rendered(&self::page()).contains("aria-invalid"));
    }

    #[test]
    fn what_is_wrong_is_said_above_with_a_way_to_its_field_and_beside_the_field() {
        let mut form = form("/add-a-service", &ADDITION_FIELDS);
        form.fields[1].problem = Some("Please write what it does.".to_owned());
        let html = added(&form);
        assert!(html.contains("<a href=\"#does\">Please write what it does.</a>"), "{html}");
        assert!(html.contains("id=\"does-problem\" class=\"field-problem\">Please write what it does.</p>"), "{html}");
        assert_eq!(html.matches("aria-invalid").count(), 1, "{html}");
        assert!(html.find("id=\"problem\"").unwrap() < html.find("<form action=\"/add-a-service\"").unwrap());
    }

    #[test]
    fn only_a_field_that_may_be_left_empty_says_so() {
        let html = added(&form("/add-a-service", &ADDITION_FIELDS));
        let needed = ADDITION_FIELDS.iter().filter(|field| field.missing.is_some()).count();
        assert_eq!(html.matches(" required").count(), needed, "{html}");
        assert_eq!(html.matches("(optional)").count(), ADDITION_FIELDS.len() - needed, "{html}");
    }

    #[test]
    fn an_addition_holds_no_more_than_another_message() {
        let longest = |fields: &[MessageField]| {
            fields.iter().filter(|field| !field.about_writer).map(|field| field.longest).sum::<usize>()
        };
        assert!(longest(&ADDITION_FIELDS) <= longest(&LETTER_FIELDS));
    }

    #[test]
    fn danger_stands_before_the_thanks_are_explained() {
        let panel = UrgentHelp {
            label: "Somebody is hurting you".to_owned(),
            lead: "You do not deserve it.".to_owned(),
            lines: vec![samples::urgent_line()],
            smaller: Vec::new(),
            leaves_trace: false,
        };
        let record = Sent::Record { name: "Brookside".into(), url: "/services/b".into() };
        let sent = MessageSentPage { sent: record, urgent: Some(panel.clone()) };
        let html = crate::message_sent(&samples::site(), &Head::default(), &sent);
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} in {html}"));
        assert!(at("01905 822666") < at("We have your message"));
        assert!(at("not read this as an emergency") > 0);
        let mut page = page();
        page.form.urgent = Some(panel);
        assert!(rendered(&page).contains("Somebody is hurting you"));
    }

    #[test]
    fn the_thanks_for_a_service_say_that_it_is_not_listed_yet() {
        let sent = MessageSentPage { sent: Sent::Addition, urgent: None };
        assert!(crate::message_sent(&samples::site(), &Head::default(), &sent).contains("It is not in the list yet."));
    }
}
