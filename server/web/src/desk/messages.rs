//! What the public wrote: read it, and close it with what came of it.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{Answer, asked_for, failed, link, see_other, sees_people, show},
    fields::Fields,
    words::{self, Names},
};
use crate::{controllers::App, errors::AppError, query::Pairs, state::AppState};
use app::model::desk::{
    DeskField, DeskFieldKind, DeskForm, DeskMain, DeskOption, MessagePage, MessageRow, MessagesPage,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use store::{Message, MessageOutcome, Noun};

const MENU: &str = "/desk/messages";
/// Letters of a message that stand in a list.
const BEGINNING: usize = 90;
/// Letters of what a steward says came of it.
const LONGEST_ANSWER: usize = 1_000;

/// All messages, those about danger first.
pub(super) async fn all(desk: &Desk) -> Result<Vec<Message>, AppError> {
    desk.store.clone().into_inbox().messages().await.map_err(failed)
}

/// A message in a list.
pub(super) fn row(app: &AppState, message: &Message) -> MessageRow {
    let line = message.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut beginning: String = line.chars().take(BEGINNING).collect();
    if line.chars().count() > BEGINNING {
        beginning.push('…');
    }
    MessageRow {
        url: format!("{MENU}/{}", message.number),
        about: about(app, message),
        beginning,
        sent: words::moment(app, &message.sent_at),
        urgent: message.urgent,
        outcome: message
            .closed_at
            .as_ref()
            .map_or_else(String::new, |_| outcome_words(message.outcome.as_deref()).into()),
    }
}

/// What a message is about, in words.
fn about(app: &AppState, message: &Message) -> String {
    let catalogue = &app.engine.catalogue;
    let id = message.about_id.as_str();
    let name = match message.about.as_str() {
        "addition" => return "A service to add".to_owned(),
        "site" => return "The site".to_owned(),
        "place" => catalogue.location(id).map(|place| &place.name),
        _ => catalogue.service(id).map(|service| &service.name),
    };
    name.cloned().unwrap_or_else(|| format!("{id}, which is not listed any more"))
}

fn outcome_words(outcome: Option<&str>) -> &'static str {
    match outcome.and_then(MessageOutcome::of_word) {
        Some(MessageOutcome::Changed) => "Changed",
        Some(MessageOutcome::Nothing) => "Nothing to change",
        Some(MessageOutcome::PassedOn) => "Passed on",
        None => "Closed",
    }
}

/// `/desk/messages`: those that are open, or with `state=closed` those that are not.
pub(super) async fn list(State(app): App, Extension(desk): OfDesk, signed: Signed, Pairs(asked): Pairs) -> Answer {
    check(&signed)?;
    let closed = asked_for(&asked, "state") == "closed";
    let (these, others): (Vec<_>, Vec<_>) =
        all(&desk).await?.into_iter().partition(|message| message.closed_at.is_some() == closed);
    let page = MessagesPage {
        rows: these.iter().map(|message| row(&app, message)).collect(),
        closed,
        others: others.len(),
        notice: (asked_for(&asked, "done") == "closed")
            .then(|| "Closed. How to reach whoever wrote is deleted.".into()),
    };
    let title = if closed { "Closed messages" } else { "Messages of the public" };
    Ok(show(&app, &signed, (title, MENU), &DeskMain::Messages(page)).into_response())
}

/// What the public wrote may hold data of people.
fn check(signed: &Signed) -> Result<(), AppError> {
    if sees_people(signed) { Ok(()) } else { Err(AppError::NotFound("page")) }
}

async fn find(desk: &Desk, number: i64) -> Result<Message, AppError> {
    let found = all(desk).await?.into_iter().find(|message| message.number == number);
    found.ok_or(AppError::NotFound("message"))
}

/// `/desk/messages/{n}`.
pub(super) async fn show_one(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(number): Path<i64>,
) -> Answer {
    check(&signed)?;
    let message = find(&desk, number).await?;
    let page = page(&app, &desk, &signed, &message, [("", None), ("", None)]).await?;
    Ok(show(&app, &signed, (&title(number), MENU), &page).into_response())
}

fn title(number: i64) -> String {
    format!("Message {number}")
}

/// `typed` is the outcome and the words, each with why it was not taken.
async fn page(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    message: &Message,
    typed: [(&str, Option<&str>); 2],
) -> Result<DeskMain, AppError> {
    let noun = match message.about.as_str() {
        "service" => Some(Noun::Service),
        "place" => Some(Noun::Location),
        _ => None,
    };
    let record = match noun {
        Some(noun) => desk.store.record(noun, &message.about_id).await.map_err(failed)?.map(|record| link(&record)),
        None => None,
    };
    let [(outcome, outcome_problem), (answer, answer_problem)] = typed;
    let option = |outcome: MessageOutcome| DeskOption {
        value: outcome.word().to_owned(),
        label: outcome_words(Some(outcome.word())).to_owned(),
    };
    let fields = vec![
        DeskField {
            name: "outcome".to_owned(),
            label: "What came of it?".to_owned(),
            hint: "Closing it deletes how to reach whoever wrote.".to_owned(),
            value: outcome.to_owned(),
            problem: outcome_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Radios(MessageOutcome::ALL.into_iter().map(option).collect()),
        },
        DeskField {
            name: "answer".to_owned(),
            label: "In a few words".to_owned(),
            hint: "What you changed, why there was nothing to change, or whom you told. No names of people.".to_owned(),
            value: answer.to_owned(),
            problem: answer_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Lines,
        },
    ];
    let form = DeskForm {
        action: format!("{MENU}/{}", message.number),
        fields,
        button: "Close it".to_owned(),
        ..DeskForm::default()
    };
    let mut closed = None;
    if let Some(at) = &message.closed_at {
        let who = match message.closed_by.as_str() {
            "" => "A command on the server".to_owned(),
            id => Names::read(desk, signed).await.map_err(failed)?.of(id),
        };
        closed = Some(format!(
            "{}: {who} closed this on {}.",
            outcome_words(message.outcome.as_deref()),
            words::moment(app, at)
        ));
    }
    let page = MessagePage {
        number: message.number,
        about: about(app, message),
        record,
        sent: words::moment(app, &message.sent_at),
        urgent: message.urgent,
        words: message.words.lines().map(str::to_owned).collect(),
        contact: message.contact.clone(),
        form: closed.is_none().then_some(form),
        closed,
        answer: message.answer.clone(),
    };
    Ok(DeskMain::Message(Box::new(page)))
}

/// The same address, sent: closes a message.
pub(super) async fn close(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(number): Path<i64>,
    fields: Fields,
) -> Answer {
    check(&signed)?;
    let message = find(&desk, number).await?;
    if message.closed_at.is_some() {
        return Ok(see_other(&format!("{MENU}/{number}")));
    }
    let (outcome, answer) = (fields.get("outcome"), fields.get("answer"));
    let chosen = MessageOutcome::of_word(outcome);
    let answer_problem = match answer.chars().count() {
        0 => Some("Say it in a few words, for whoever asks later."),
        count if count > LONGEST_ANSWER => Some("Please make it shorter: 1,000 letters at the most."),
        _ => None,
    };
    if let (Some(chosen), None) = (chosen, answer_problem) {
        let inbox = desk.store.clone().into_inbox();
        inbox.answer(number, chosen, answer, &signed.person.id, app.clock.now()).await.map_err(failed)?;
        return Ok(see_other(&format!("{MENU}?done=closed")));
    }
    let outcome_problem = chosen.is_none().then_some("Choose one.");
    let page = page(&app, &desk, &signed, &message, [(outcome, outcome_problem), (answer, answer_problem)]).await?;
    let page = show(&app, &signed, (&title(number), MENU), &page);
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}
