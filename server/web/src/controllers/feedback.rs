//! 'Is this right?': a form on which visitors tell the stewards what is wrong with a service or a
//! place. What they write is kept in the store and nowhere else: not in an address, not in a log.

use super::{App, PageResult};
use crate::{
    Routes,
    answer::{Cache, Page, random_hex},
    errors::AppError,
    present::urgent,
    quota::{Peer, Quota},
    state::AppState,
};
use app::model::{FeedbackPage, FeedbackSentPage, Head, UrgentHelp};
use axum::{
    Extension,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::get,
};
use search::Search;
use std::{net::Ipv4Addr, sync::Arc};
use store::{About, Inbox, NewMessage};

/// Letters that a message may have.
const LONGEST_WORDS: usize = 2_000;
/// Letters that a contact may have.
const LONGEST_CONTACT: usize = 200;

/// Where messages go, and how many may come.
struct FeedbackDesk {
    inbox: Inbox,
    quota: Quota,
}

/// The form for each service and place, over the store's messages.
pub fn feedback(inbox: Inbox) -> Routes {
    let desk = Arc::new(FeedbackDesk { inbox, quota: Quota::default() });
    let address = get(form).post(send_message);
    Routes::new().route("/feedback/{sort}/{id}", address).layer(Extension(desk))
}

/// What a message is about, as pages show it.
struct Subject {
    about: About,
    name: String,
    url: String,
}

impl Subject {
    fn find(app: &AppState, sort: &str, id: &str) -> Result<Self, AppError> {
        let catalogue = &app.engine.catalogue;
        let found = match sort {
            "services" => catalogue.service(id).map(|found| (About::Service(found.id.clone()), &found.name)),
            "places" => catalogue.location(id).map(|found| (About::Place(found.id.clone()), &found.name)),
            _ => return Err(AppError::NotFound("page")),
        };
        let (about, name) = found.ok_or(AppError::NotFound("page"))?;
        Ok(Self { about, name: name.clone(), url: format!("/{sort}/{id}") })
    }
}

/// What was typed into the form.
#[derive(Debug, Default)]
struct TypedMessage {
    words: String,
    contact: String,
    /// What stands in the field that people do not see.
    trap: String,
    once: String,
}

impl TypedMessage {
    /// From a form's body. What is not a form is nothing said.
    fn read(body: &[u8]) -> Self {
        let mut said = Self::default();
        for (name, value) in serde_urlencoded::from_bytes::<Vec<(String, String)>>(body).unwrap_or_default() {
            match name.as_str() {
                "words" => said.words = clean(&value, true),
                "contact" => said.contact = clean(&value, false),
                "extra" => said.trap = value,
                "once" => said.once = value,
                _ => {}
            }
        }
        said
    }

    /// Why it cannot be kept, said to whoever typed it; `None` when it can.
    fn problem(&self) -> Option<String> {
        let over = |text: &str, longest: usize| text.chars().count().saturating_sub(longest);
        if self.words.is_empty() {
            Some("Please write what is wrong.".to_owned())
        } else if over(&self.words, LONGEST_WORDS) > 0 {
            let over = over(&self.words, LONGEST_WORDS);
            Some(format!("This is too long for us by {over} letters. Please make it shorter."))
        } else if over(&self.contact, LONGEST_CONTACT) > 0 {
            Some("Please give one e-mail address or one phone number.".to_owned())
        } else if !self.trap.is_empty() {
            Some(
                "Something filled in a box that must stay empty. It is empty again now. Please press Send once more."
                    .to_owned(),
            )
        } else {
            None
        }
    }
}

/// Text without what cannot be seen: control characters, and those that turn the direction of what
/// follows, which could make a list on a steward's screen say something else.
fn clean(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |c: &char| match c {
        '\n' => lines,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => false,
        c => !c.is_control(),
    };
    text.chars()
        .map(|c| if c == '\t' || (c == '\n' && !lines) { ' ' } else { c })
        .filter(keep)
        .collect::<String>()
        .trim()
        .to_owned()
}

async fn form(State(app): App, Path((sort, id)): Path<(String, String)>) -> PageResult {
    let subject = Subject::find(&app, &sort, &id)?;
    render_form(&app, &subject, TypedMessage::default(), None, None)
}

async fn send_message(
    State(app): App,
    Extension(desk): Extension<Arc<FeedbackDesk>>,
    Path((sort, id)): Path<(String, String)>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> PageResult {
    let subject = Subject::find(&app, &sort, &id)?;
    let said = TypedMessage::read(&body);
    let panel = danger(&app, &said.words);
    if let Some(problem) = said.problem() {
        return render_form(&app, &subject, said, Some(problem), panel);
    }
    if is_from_elsewhere(&headers) {
        let problem = "This came by way of another site. If you wrote it, please press Send once more.";
        let page = render_form(&app, &subject, said, Some(problem.to_owned()), panel)?;
        return Ok(page.status(StatusCode::FORBIDDEN));
    }
    let now = app.clock.now();
    let peer = peer.map_or(Peer(Ipv4Addr::LOCALHOST.into()), |Extension(peer)| peer);
    let Some(admission) = desk.quota.admit(peer.visitor(&headers), now) else {
        let problem =
            "We have had many messages just now. Your words are still here: please press Send again in ten minutes.";
        let page = render_form(&app, &subject, said, Some(problem.to_owned()), panel)?;
        return Ok(page.status(StatusCode::TOO_MANY_REQUESTS));
    };
    let message = NewMessage {
        once: &form_number(&said.once)?,
        about: &subject.about,
        words: &said.words,
        contact: &said.contact,
        urgent: panel.is_some(),
    };
    // What is known already need not be waited for. It stands in the log.
    let known = app.store_health.trouble().is_some();
    let kept = if known { Ok(()) } else { desk.inbox.keep(&message, now).await };
    if let Err(error) = &kept {
        tracing::error!("a message is not kept: {error}");
    }
    if known || kept.is_err() {
        let problem =
            "Something went wrong on our side and we do not have your message. Please press Send again in a minute.";
        let page = render_form(&app, &subject, said, Some(problem.to_owned()), panel)?;
        return Ok(page.status(StatusCode::SERVICE_UNAVAILABLE));
    }
    admission.keep();
    let page = FeedbackSentPage { name: subject.name, url: subject.url, urgent: panel };
    Ok(Page::new(app::feedback_sent(&app.site, &head("Thank you"), &page)).cache(Cache::Never))
}

/// The form with what was typed and why it was not taken.
fn render_form(
    app: &AppState,
    subject: &Subject,
    said: TypedMessage,
    problem: Option<String>,
    urgent: Option<UrgentHelp>,
) -> PageResult {
    let page = FeedbackPage {
        action: format!("/feedback{}", subject.url),
        name: subject.name.clone(),
        url: subject.url.clone(),
        once: form_number(&said.once)?,
        words: said.words,
        contact: said.contact,
        longest: LONGEST_WORDS,
        problem,
        urgent,
    };
    Ok(Page::new(app::feedback(&app.site, &head("Is this right?"), &page)).cache(Cache::Never))
}

/// Says nothing of what the message is about.
fn head(title: &str) -> Head {
    Head {
        title: title.to_owned(),
        description: "Tell us what is wrong on a page.".to_owned(),
        path: "/feedback".to_owned(),
        no_index: true,
        ..Head::default()
    }
}

/// The number that a form was given, or a new one: 32 hexadecimal digits.
fn form_number(given: &str) -> Result<String, AppError> {
    if given.len() == 32 && given.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(given.to_owned());
    }
    random_hex().map_err(|error| AppError::Internal(anyhow::anyhow!("no randomness: {error}")))
}

/// The urgent panel, when the words read as danger. The tables alone say so: a message about a page is no
/// question, and the sentence model has learned from questions.
fn danger(app: &AppState, words: &str) -> Option<UrgentHelp> {
    let search = Search { q: words.chars().take(LONGEST_WORDS).collect(), page: 1, ..Search::default() };
    let understood = app.engine.understand(&search, app.clock.local());
    let reader = urgent::Reader::of(&understood);
    urgent::panel(&app.engine, &understood.danger.dangers, reader, None, app.clock.local())
}

/// Whether another site's page sent this (Fetch Metadata, `Sec-Fetch-Site`). A browser that does
/// not say is believed: nobody is logged in here whose rights could be misused. `Origin` is not
/// asked for, since under `Referrer-Policy: no-referrer` browsers send `null`.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(clean(" one\r\ntwo\0\u{202e}\tthree\u{1b}[2J ", true), "one\ntwo three[2J");
        assert_eq!(clean("a@example.org\r\nBcc: b", false), "a@example.org Bcc: b");
    }

    #[test]
    fn a_body_that_is_no_form_says_nothing() {
        for body in [&b""[..], b"\xff\xfe", b"%", b"{\"words\": 1}"] {
            assert_eq!(TypedMessage::read(body).problem().as_deref(), Some("Please write what is wrong."));
        }
    }

    #[test]
    fn a_message_is_measured_in_letters_and_line_ends_count_once() {
        let read = |words: &str| TypedMessage { words: clean(words, true), ..TypedMessage::default() }.problem();
        assert_eq!(read(&"é".repeat(LONGEST_WORDS)), None);
        assert_eq!(read(&format!("{}.", "a\r\n".repeat(LONGEST_WORDS / 2 - 1))), None);
        assert!(read(&"a".repeat(LONGEST_WORDS + 3)).unwrap().contains("by 3 letters"));
    }
}
