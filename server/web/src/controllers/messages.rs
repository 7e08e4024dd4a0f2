//! Forms on which visitors write to the stewards: 'Is this right?' about a service or a place, a service to
//! add, and whatever else. What they write is kept in the store and nowhere else: not in an address, not in a log.

use super::{App, PageResult, page_head, untold_head};
use crate::{
    Routes,
    answer::{Cache, Page, random_hex},
    errors::AppError,
    present::urgent,
    quota::{Peer, Quota},
    state::AppState,
};
use app::model::{
    ADDITION_FIELDS, FEEDBACK_FIELDS, FeedbackPage, Head, LETTER_FIELDS, MessageField, MessageForm, MessageSentPage,
    Sent, TypedField, UrgentHelp,
};
use axum::{
    Extension,
    body::Bytes,
    extract::{MatchedPath, Path, State},
    http::{HeaderMap, StatusCode},
    routing::get,
};
use search::Search;
use std::{net::Ipv4Addr, sync::Arc};
use store::{About, Inbox, NewMessage};

/// Letters of a message that are read for danger: as many as may be kept.
const READ_FOR_DANGER: usize = 2_000;

const ADDITION: &str = "/add-a-service";
const LETTER: &str = "/contact";

/// Where messages go, and how many may come.
struct MessageDesk {
    inbox: Inbox,
    quota: Quota,
}

/// The forms, over the store's messages.
pub fn messages(inbox: Inbox) -> Routes {
    let desk = Arc::new(MessageDesk { inbox, quota: Quota::default() });
    let address = get(show_form).post(send_message);
    let routes = Routes::new().route("/feedback/{sort}/{id}", address.clone());
    routes.route(ADDITION, address.clone()).route(LETTER, address).layer(Extension(desk))
}

/// What a message is about, by the address of its form.
struct Subject {
    about: About,
    action: String,
    /// The name and the page of its record; `None` where it is about none.
    record: Option<(String, String)>,
}

/// The parts of the address of a form about a record: `services`, and an id.
type RecordPath = Option<Path<(String, String)>>;

impl Subject {
    fn find(app: &AppState, route: &MatchedPath, record: RecordPath) -> Result<Self, AppError> {
        let Some(Path((sort, id))) = record else {
            let action = route.as_str().to_owned();
            let about = if action == ADDITION { About::Addition } else { About::Site };
            return Ok(Self { about, action, record: None });
        };
        let catalogue = &app.engine.catalogue;
        let found = match sort.as_str() {
            "services" => catalogue.service(&id).map(|found| (About::Service(found.id.clone()), &found.name)),
            "places" => catalogue.location(&id).map(|found| (About::Place(found.id.clone()), &found.name)),
            _ => return Err(AppError::NotFound("page")),
        };
        let (about, name) = found.ok_or(AppError::NotFound("page"))?;
        let url = format!("/{sort}/{id}");
        Ok(Self { about, action: format!("/feedback{url}"), record: Some((name.clone(), url)) })
    }

    fn fields(&self) -> &'static [MessageField] {
        match self.about {
            About::Service(_) | About::Place(_) => &FEEDBACK_FIELDS,
            About::Addition => &ADDITION_FIELDS,
            About::Site => &LETTER_FIELDS,
        }
    }

    /// The urgent panel, when the words read as danger. What a service does against it is none.
    fn danger(&self, app: &AppState, words: &str) -> Option<UrgentHelp> {
        if self.about == About::Addition { None } else { danger(app, words) }
    }

    /// The head of its pages, which says nothing of the record.
    fn head(&self, app: &AppState, title: Option<&str>) -> Head {
        let (own_title, description, path) = match self.about {
            About::Addition => ("Add a service", "How to add help for families.", ADDITION),
            About::Site => ("Write to us", "Write to those who look after this list.", LETTER),
            _ => ("Is this right?", "Tell us what is wrong on a page.", "/feedback"),
        };
        let no_index = self.record.is_some() || title.is_some();
        let head = if no_index { untold_head } else { page_head };
        Head { no_index, ..head(app, title.unwrap_or(own_title), description, path) }
    }
}

/// What was typed into a form.
#[derive(Debug)]
struct TypedMessage {
    fields: Vec<TypedField>,
    /// What stands in the field that people do not see.
    trap: String,
    once: String,
}

impl TypedMessage {
    fn empty(fields: &'static [MessageField]) -> Self {
        let empty = |field| TypedField { field, value: String::new(), problem: None };
        Self { fields: fields.iter().map(empty).collect(), trap: String::new(), once: String::new() }
    }

    /// From a form's body. What is not a form is nothing said.
    fn read(fields: &'static [MessageField], body: &[u8]) -> Self {
        let mut said = Self::empty(fields);
        for (name, value) in serde_urlencoded::from_bytes::<Vec<(String, String)>>(body).unwrap_or_default() {
            match name.as_str() {
                "extra" => said.trap = value,
                "once" => said.once = value,
                name => {
                    if let Some(typed) = said.fields.iter_mut().find(|typed| typed.field.name == name) {
                        typed.value = clean(&value, typed.field.lines);
                    }
                }
            }
        }
        for typed in &mut said.fields {
            typed.problem = problem(typed);
        }
        said
    }

    fn is_right(&self) -> bool {
        self.trap.is_empty() && self.fields.iter().all(|typed| typed.problem.is_none())
    }

    /// What is kept as the message: each field under its label where there are several, without who wrote it.
    fn words(&self) -> String {
        let said = |typed: &&TypedField| !typed.field.about_writer && !typed.value.is_empty();
        if self.fields.iter().filter(|typed| !typed.field.about_writer).count() == 1 {
            return self.fields.iter().find(said).map_or(String::new(), |typed| typed.value.clone());
        }
        let lines = self.fields.iter().filter(said).map(|typed| format!("{} {}", typed.field.label, typed.value));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Who wrote it and how to reach them, which are deleted together.
    fn writer(&self) -> String {
        let said = self.fields.iter().filter(|typed| typed.field.about_writer && !typed.value.is_empty());
        said.map(|typed| typed.value.as_str()).collect::<Vec<_>>().join("; ")
    }
}

/// Why what was typed into a field cannot be kept, said to whoever typed it.
fn problem(typed: &TypedField) -> Option<String> {
    let over = typed.value.chars().count().saturating_sub(typed.field.longest);
    if typed.value.is_empty() {
        typed.field.missing.map(str::to_owned)
    } else if over > 0 {
        let letters = directory::plural(over, "letter", "letters");
        Some(format!("“{}” is too long for us by {letters}. Please make it shorter.", typed.field.label))
    } else {
        None
    }
}

/// Text without what cannot be seen: control characters, and those that turn the direction of what
/// follows, which could make a list on a steward's screen say something else.
pub(crate) fn clean(text: &str, lines: bool) -> String {
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

async fn show_form(State(app): App, route: MatchedPath, record: RecordPath) -> PageResult {
    let subject = Subject::find(&app, &route, record)?;
    let empty = TypedMessage::empty(subject.fields());
    render_form(&app, subject, empty, None, None)
}

async fn send_message(
    State(app): App,
    Extension(desk): Extension<Arc<MessageDesk>>,
    route: MatchedPath,
    record: RecordPath,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> PageResult {
    let subject = Subject::find(&app, &route, record)?;
    let said = TypedMessage::read(subject.fields(), &body);
    let words = said.words();
    let panel = subject.danger(&app, &words);
    if !said.is_right() {
        let trapped =
            "Something filled in a box that must stay empty. It is empty again now. Please press Send once more.";
        let problem = (!said.trap.is_empty()).then_some(trapped);
        return render_form(&app, subject, said, problem, panel);
    }
    if is_from_elsewhere(&headers) {
        let problem = "This came by way of another site. If you wrote it, please press Send once more.";
        let page = render_form(&app, subject, said, Some(problem), panel)?;
        return Ok(page.status(StatusCode::FORBIDDEN));
    }
    let now = app.clock.now();
    let peer = peer.map_or(Peer(Ipv4Addr::LOCALHOST.into()), |Extension(peer)| peer);
    let Some(admission) = desk.quota.admit(peer.visitor(&headers), now) else {
        let problem =
            "We have had many messages just now. Your words are still here: please press Send again in ten minutes.";
        let page = render_form(&app, subject, said, Some(problem), panel)?;
        return Ok(page.status(StatusCode::TOO_MANY_REQUESTS));
    };
    let message = NewMessage {
        once: &form_number(&said.once)?,
        about: &subject.about,
        words: &words,
        contact: &said.writer(),
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
        let page = render_form(&app, subject, said, Some(problem), panel)?;
        return Ok(page.status(StatusCode::SERVICE_UNAVAILABLE));
    }
    admission.keep();
    let head = subject.head(&app, Some("Thank you"));
    let sent = match subject.record {
        Some((name, url)) => Sent::Record { name, url },
        None if subject.about == About::Addition => Sent::Addition,
        None => Sent::Letter,
    };
    let page = MessageSentPage { sent, urgent: panel };
    Ok(Page::new(app::message_sent(&app.site, &head, &page)).cache(Cache::Never))
}

/// The form with what was typed and why it was not taken.
fn render_form(
    app: &AppState,
    subject: Subject,
    said: TypedMessage,
    problem: Option<&str>,
    urgent: Option<UrgentHelp>,
) -> PageResult {
    let (site, head) = (&app.site, subject.head(app, None));
    let form = MessageForm {
        action: subject.action,
        once: form_number(&said.once)?,
        fields: said.fields,
        problem: problem.map(str::to_owned),
        urgent,
    };
    let html = match subject.record {
        Some((name, url)) => app::feedback(site, &head, &FeedbackPage { name, url, form }),
        None if subject.about == About::Addition => app::add_a_service(site, &head, &form),
        None => app::contact(site, &head, &form),
    };
    Ok(Page::new(html).cache(Cache::Never))
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
    let search = Search { q: words.chars().take(READ_FOR_DANGER).collect(), page: 1, ..Search::default() };
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

    fn read(fields: &'static [MessageField], body: &str) -> TypedMessage {
        TypedMessage::read(fields, body.as_bytes())
    }

    fn problems(said: &TypedMessage) -> Vec<&str> {
        said.fields.iter().filter_map(|typed| typed.problem.as_deref()).collect()
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(clean(" one\r\ntwo\0\u{202e}\tthree\u{1b}[2J ", true), "one\ntwo three[2J");
        assert_eq!(clean("a@example.org\r\nBcc: b", false), "a@example.org Bcc: b");
    }

    #[test]
    fn a_body_that_is_no_form_says_nothing() {
        for body in [&b""[..], b"\xff\xfe", b"%", b"{\"words\": 1}"] {
            let said = TypedMessage::read(&FEEDBACK_FIELDS, body);
            assert_eq!(problems(&said), ["Please write what is wrong."]);
        }
        let said = read(&ADDITION_FIELDS, "");
        assert_eq!(problems(&said), ["Please write what it is called.", "Please write what it does."]);
    }

    #[test]
    fn a_message_is_measured_in_letters_and_line_ends_count_once() {
        let typed = |words: &str| {
            let body = serde_urlencoded::to_string([("words", words)]).unwrap();
            let said = read(&LETTER_FIELDS, &body);
            problems(&said).concat()
        };
        let longest = LETTER_FIELDS[0].longest;
        assert_eq!(typed(&"é".repeat(longest)), "");
        assert_eq!(typed(&format!("{}.", "a\r\n".repeat(longest / 2 - 1))), "");
        assert!(typed(&"a".repeat(longest + 3)).contains("by 3 letters"));
        assert!(typed(&"a".repeat(longest + 1)).contains("by 1 letter."));
    }

    #[test]
    fn a_service_to_add_is_kept_field_by_field_and_who_wrote_it_apart() {
        let body = "service=Cooking+club&does=Dads+cook.&ages=5+to+11&you=I+run+it&contact=a%40example.org&when=";
        let said = read(&ADDITION_FIELDS, body);
        assert!(said.is_right());
        assert_eq!(
            said.words(),
            "What is it called? Cooking club\nWhat does it do, and for whom? Dads cook.\nFor which ages? 5 to 11"
        );
        assert_eq!(said.writer(), "I run it; a@example.org");
    }
}
