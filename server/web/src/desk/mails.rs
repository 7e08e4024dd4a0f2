//! Mails of the desk: what lets somebody in goes into the outbox, and how a mail stands is said beside whom it is to.

use super::{Desk, in_words};
use crate::{errors::AppError, state::AppState};
use ::desk::{Letter, Person, WayIn, invitation_letter, sign_in_letter};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Arc;
use store::{KeptMail, MailState, NewMail, Outbox, PeopleError, Ticket, TicketKind};

/// Mails to one person in [`WHILE`], however often they are asked for.
const MOST: usize = 3;
const WHILE: TimeDelta = TimeDelta::minutes(15);

/// The whole link of a ticket.
pub(super) fn link_of(desk: &Desk, ticket: &Ticket) -> String {
    format!("{}/desk/enter/{}?key={}", desk.public_url, ticket.id, ticket.link.reveal())
}

/// Where a code is typed.
pub(super) fn sign_in_of(desk: &Desk) -> String {
    format!("{}/desk/sign-in", desk.public_url)
}

/// Has a mail with the link and the code of a ticket sent to whom it is for.
pub(super) async fn send_ticket(
    app: &AppState,
    desk: &Desk,
    outbox: &Outbox,
    person: &Person,
    ticket: &Ticket,
) -> Result<(), AppError> {
    let way = WayIn {
        site: &app.site.name,
        link: &link_of(desk, ticket),
        sign_in: &sign_in_of(desk),
        code: &ticket.code.reveal_in_groups(),
        until: &in_words(app, ticket.ends_at),
    };
    let (what, Letter { subject, body }) = match ticket.kind {
        TicketKind::Invite => ("invite", invitation_letter(&way)),
        TicketKind::SignIn => ("sign-in", sign_in_letter(&way)),
    };
    let mail = NewMail {
        key: &format!("{what}.{}", ticket.id),
        person: Some(&person.id),
        address: &person.email,
        subject: &subject,
        body: &body,
        ends_at: Some(ticket.ends_at),
    };
    outbox.add(&mail, app.clock.now()).await.map_err(PeopleError::from)?;
    Ok(())
}

/// Sends a code to whoever has this address, if somebody has. A failure is for the log, which holds no address.
pub(super) async fn send_code(app: Arc<AppState>, desk: Arc<Desk>, outbox: Outbox, email: String) {
    if let Err(AppError::Internal(error)) = send_code_to(&app, &desk, &outbox, &email).await {
        tracing::error!("a code to sign in is not sent: {error}");
    }
}

async fn send_code_to(app: &AppState, desk: &Desk, outbox: &Outbox, email: &str) -> Result<(), AppError> {
    let email = email.trim().to_lowercase();
    // By the address alone: an id is not what was asked for.
    let Some(person) = desk.people.find(&email).await?.filter(|person| person.email == email) else { return Ok(()) };
    let now = app.clock.now();
    if mails_lately(outbox, &person, now).await? >= MOST {
        return Ok(());
    }
    match desk.people.ticket(&person.id, &person.id, now).await? {
        Some(ticket) => send_ticket(app, desk, outbox, &person, &ticket).await,
        None => Ok(()),
    }
}

async fn mails_lately(outbox: &Outbox, person: &Person, now: DateTime<Utc>) -> Result<usize, AppError> {
    let mails = outbox.of_person(&person.id).await.map_err(PeopleError::from)?;
    let is_late = |mail: &&KeptMail| mail.made_at.parse::<DateTime<Utc>>().is_ok_and(|made_at| made_at + WHILE > now);
    Ok(mails.iter().filter(is_late).count())
}

/// How a mail stands, to be read after "Last mail:".
pub(super) fn standing(app: &AppState, mail: &KeptMail) -> String {
    let answer =
        |words: &str| if mail.answer.is_empty() { words.to_owned() } else { format!("{words}: {}", mail.answer) };
    match mail.state {
        MailState::Waiting if mail.answer.is_empty() => "waiting".to_owned(),
        MailState::Waiting => answer("waiting, and is tried again. The mail server said"),
        MailState::Sent => sent(app, mail.sent_at.as_deref().unwrap_or(&mail.made_at)),
        MailState::Refused => answer("refused by their server"),
        MailState::GivenUp => answer("given up"),
    }
}

/// "sent at 9.12am" of today, with the day of another.
fn sent(app: &AppState, at: &str) -> String {
    let Ok(at) = at.parse::<DateTime<Utc>>() else { return "sent".to_owned() };
    let day = |moment: DateTime<Utc>| moment.with_timezone(&app.clock.zone()).date_naive();
    if day(at) == day(app.clock.now()) {
        format!("sent at {}", at.with_timezone(&app.clock.zone()).format("%-I.%M%P"))
    } else {
        format!("sent on {}", in_words(app, at))
    }
}
