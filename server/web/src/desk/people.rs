//! `/desk/people`: who has an account.

use super::{
    Desk, OfDesk, Signed, account, called,
    fields::Fields,
    in_words, kind_in_words,
    letting_in::{may_give_code, may_invite, organizations_to_give, role_of_form, roles_to_give},
    mails, page, role_in_words,
};
use crate::{
    answer::Page,
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use ::desk::{Action, Person, PersonState, Record, Role, RoleKind, Verdict, may};
use app::model::desk::{
    CodeFor, EventRow, InviteForm, InvitedPage, NoticePage, PeoplePage, PersonRow, RoleChoice, RoleRow,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use store::{COMMAND, Happened, KeptMail, PeopleError, PersonEvent, Ticket};

const PATH: &str = "/desk/people";
/// Events that the page shows.
const MOST_EVENTS: u32 = 20;
/// What was done: the word in the address, and what it says.
const DONE: [(&str, &str); 3] = [
    ("mail", "Another mail is on its way to them. The link and the code of the one before are still good."),
    ("role", "The role has ended, and they are signed out."),
    ("account", "The account has ended. Name and address are deleted."),
];
const NO_ROLE: &str = "Please choose a role, and for a provider an organisation.";

/// `GET /desk/people`.
pub(super) async fn show(State(app): App, Extension(desk): OfDesk, signed: Signed, pairs: Pairs) -> PageResult {
    let done = pairs.0.iter().find(|(name, _)| name == "done");
    let done = done.and_then(|(_, word)| DONE.iter().find(|(known, _)| known == word));
    let done = done.map(|(_, words)| (*words).to_owned());
    render(&app, &desk, &signed, PeoplePage { done, ..PeoplePage::default() }, Default::default()).await
}

/// The page, with what is said above it and what was typed into its form.
async fn render(app: &AppState, desk: &Desk, signed: &Signed, said: PeoplePage, typed: [String; 4]) -> PageResult {
    signed.require(Action::SeePeople, &Record::default())?;
    let everybody = desk.people.all().await?;
    let events = desk.people.events(MOST_EVENTS).await?;
    let mails = match &desk.outbox {
        Some(outbox) => outbox.newest_of_each().await.map_err(PeopleError::from)?,
        None => HashMap::new(),
    };
    let here = everybody.iter().filter(|person| person.state != PersonState::Gone);
    let people = PeoplePage {
        people: here.map(|person| row(app, desk, signed, person, mails.get(&person.id))).collect(),
        invite: invite_form(app, desk, &signed.person, typed),
        events: events.iter().filter_map(|event| event_row(app, event, &everybody)).collect(),
        ..said
    };
    Ok(page(app::desk_people(&app.site, &signed.frame("People", PATH), &people)))
}

fn may_end(signed: &Signed) -> bool {
    may(&signed.person, Action::EndRole, &Record::default()) == Verdict::Yes
}

fn row(app: &AppState, desk: &Desk, signed: &Signed, person: &Person, mail: Option<&KeptMail>) -> PersonRow {
    let state = match person.state {
        PersonState::Invited => "invited, has not come yet",
        PersonState::Active => "has signed in",
        PersonState::Paused => "paused",
        PersonState::Gone => "has left",
    };
    let roles = person
        .roles
        .iter()
        .map(|role| RoleRow { words: role_in_words(app, role), end: may_end(signed).then(|| role.code()) });
    PersonRow {
        id: person.id.clone(),
        name: called(person),
        email: person.email.clone(),
        state: state.to_owned(),
        roles: roles.collect(),
        mail: mail.map(|mail| mails::standing(app, mail)),
        may_have_code: may_give_code(app, &signed.person, person),
        may_be_sent: may_be_sent(app, desk, signed, person),
        may_end: may_end(signed),
    }
}

/// Whether an invitation may go out once more: to whom it is for has not come yet.
fn may_be_sent(app: &AppState, desk: &Desk, signed: &Signed, person: &Person) -> bool {
    desk.outbox.is_some() && person.state == PersonState::Invited && may_give_code(app, &signed.person, person)
}

fn invite_form(app: &AppState, desk: &Desk, person: &Person, typed: [String; 4]) -> Option<InviteForm> {
    let choice = |role: &Role| RoleChoice { value: role.code(), words: role_in_words(app, role) };
    let mut roles: Vec<RoleChoice> = roles_to_give(app, person).iter().map(choice).collect();
    let organizations = organizations_to_give(app, person);
    if !organizations.is_empty() {
        let provider = RoleKind::Provider;
        roles.push(RoleChoice { value: provider.to_string(), words: kind_in_words(provider).to_owned() });
    }
    (!roles.is_empty()).then_some(InviteForm { roles, organizations, typed, by_mail: desk.outbox.is_some() })
}

fn event_row(app: &AppState, event: &PersonEvent, everybody: &[Person]) -> Option<EventRow> {
    let name = |id: &str| match everybody.iter().find(|person| person.id == id) {
        Some(person) if person.state != PersonState::Gone => called(person),
        _ if id == COMMAND => "The command line".to_owned(),
        _ => "Somebody who has left".to_owned(),
    };
    let (who, whom) = (name(&event.who), name(event.record_id.as_deref().unwrap_or_default()));
    let role = Role::from_code(&event.detail).map(|role| role_in_words(app, &role)).unwrap_or_default();
    let words = match Happened::parse(&event.what)? {
        Happened::Invited => format!("{who} invited {whom} ({role})"),
        Happened::RoleGiven => format!("{who} gave {whom} a role ({role})"),
        Happened::CodeDrawn if event.record_id.as_ref() == Some(&event.who) => format!("{whom} asked for a code"),
        Happened::CodeDrawn => format!("{who} drew a code for {whom}"),
        Happened::SignedIn => format!("{whom} signed in"),
        Happened::Renamed => format!("{whom} took another name"),
        Happened::SessionsEnded => format!("{whom} signed out everywhere else"),
        Happened::RoleEnded => format!("{who} ended a role of {whom} ({role})"),
        Happened::FactorSet => format!("{whom} set a second factor"),
        Happened::RecoveryUsed => format!("{whom} used a recovery code"),
        Happened::FactorReset => format!("{who} took away the second factor of {whom}"),
        Happened::Paused => format!("{who} paused the account of {whom}"),
        Happened::Resumed => format!("{who} opened the account of {whom} again"),
        Happened::Ended => format!("{who} ended the account of {whom}"),
    };
    let at = event.at.parse::<DateTime<Utc>>().ok()?;
    Some(EventRow { at: in_words(app, at), words })
}

/// `POST /desk/people/invite`.
pub(super) async fn invite(State(app): App, Extension(desk): OfDesk, signed: Signed, fields: Fields) -> PageResult {
    signed.require(Action::SeePeople, &Record::default())?;
    let typed = ["email", "name", "role", "organization"].map(|field| fields.get(field).replace('\n', " "));
    let [email, name, role, organization] = &typed;
    let role = role_of_form(&app, role, organization);
    let problem = match &role {
        None => Some(NO_ROLE.to_owned()),
        Some(_) => account::problem_of_name(name),
    };
    let (Some(role), None) = (role, &problem) else { return wrong(&app, &desk, &signed, problem, typed).await };
    if !may_invite(&app, &signed.person, &role) {
        // Says which of the two it is: not at all, or not alone.
        signed.require(Action::invite(role.kind()), &Record::default())?;
    }
    match desk.people.invite(email, name, &role, &signed.person.id, app.clock.now()).await {
        Ok((person, ticket)) => {
            if let Some(outbox) = &desk.outbox {
                mails::send_ticket(&app, &desk, outbox, &person, &ticket).await?;
            }
            Ok(show_once(&app, &desk, &signed, &person, CodeFor::Invited, &ticket))
        }
        Err(PeopleError::NoAddress(_)) => {
            let problem = "Please write an e-mail address, such as name@example.org.";
            wrong(&app, &desk, &signed, Some(problem.to_owned()), typed).await
        }
        Err(PeopleError::AddressTaken(email)) => {
            let done = give_another_role(&app, &desk, &signed, &email, &role).await?;
            let said = PeoplePage { done: Some(done), ..PeoplePage::default() };
            render(&app, &desk, &signed, said, Default::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Whoever has an account already has the role too from now on. Gives what is said of it.
async fn give_another_role(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    email: &str,
    role: &Role,
) -> Result<String, AppError> {
    let person = desk.people.find(email).await?.ok_or(AppError::NotFound("person"))?;
    desk.people.give_role(&person, role, &signed.person.id, app.clock.now()).await?;
    Ok(format!("{email} had an account already. They have this role now: {}.", role_in_words(app, role)))
}

async fn wrong(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    problem: Option<String>,
    typed: [String; 4],
) -> PageResult {
    render(app, desk, signed, PeoplePage { problem, ..PeoplePage::default() }, typed).await
}

fn show_once(app: &AppState, desk: &Desk, signed: &Signed, person: &Person, whose: CodeFor, ticket: &Ticket) -> Page {
    let shown = InvitedPage {
        name: called(person),
        email: person.email.clone(),
        whose,
        by_mail: desk.outbox.is_some() && whose == CodeFor::Invited,
        link: mails::link_of(desk, ticket),
        sign_in: mails::sign_in_of(desk),
        code: ticket.code.reveal_in_groups(),
        until: in_words(app, ticket.ends_at),
    };
    page(app::desk_invited(&app.site, &signed.frame("A link and a code", PATH), &shown))
}

/// Somebody who has an account, by id; those who have left have none.
async fn somebody(desk: &Desk, id: &str) -> Result<Person, AppError> {
    let found = desk.people.find(id).await?.filter(|person| person.id == id && person.state != PersonState::Gone);
    found.ok_or(AppError::NotFound("person"))
}

/// `POST /desk/people/{id}/code`.
pub(super) async fn give_code(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(id): Path<String>,
) -> PageResult {
    signed.require(Action::SeePeople, &Record::default())?;
    let person = somebody(&desk, &id).await?;
    require_giving(&app, &signed, &person)?;
    let ticket = desk.people.ticket(&person.id, &signed.person.id, app.clock.now()).await?;
    let ticket = ticket.ok_or(AppError::NotFound("person"))?;
    Ok(show_once(&app, &desk, &signed, &person, CodeFor::Known, &ticket))
}

fn require_giving(app: &AppState, signed: &Signed, person: &Person) -> Result<(), AppError> {
    if may_give_code(app, &signed.person, person) {
        return Ok(());
    }
    Err(AppError::Refused {
        heading: "That is not yours to do",
        sentence: "Whoever has the code comes in as that person. You may give one only to those whom you may invite; an administrator's comes from the command line.",
    })
}

/// `POST /desk/people/{id}/send`: another invitation by mail, to whoever has not come yet.
pub(super) async fn send_again(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Redirect, AppError> {
    signed.require(Action::SeePeople, &Record::default())?;
    let person = somebody(&desk, &id).await?;
    require_giving(&app, &signed, &person)?;
    let outbox = desk.outbox.as_ref().filter(|_| may_be_sent(&app, &desk, &signed, &person));
    let outbox = outbox.ok_or(AppError::NotFound("invitation"))?;
    let ticket = desk.people.ticket(&person.id, &signed.person.id, app.clock.now()).await?;
    let ticket = ticket.ok_or(AppError::NotFound("person"))?;
    mails::send_ticket(&app, &desk, outbox, &person, &ticket).await?;
    Ok(Redirect::to(&format!("{PATH}?done=mail")))
}

/// `POST /desk/people/{id}/end-role`.
pub(super) async fn end_role(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, AppError> {
    signed.require(Action::EndRole, &Record::default())?;
    let person = somebody(&desk, &id).await?;
    let role = Role::from_code(fields.get("role")).ok_or(AppError::NotFound("role"))?;
    let ended = desk.people.end_role(&person, &role, &signed.person.id, app.clock.now()).await;
    after_end(&app, &signed, ended, "role")
}

/// `GET /desk/people/{id}/end`: asks first.
pub(super) async fn ask_to_end(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(id): Path<String>,
) -> PageResult {
    signed.require(Action::EndRole, &Record::default())?;
    let person = somebody(&desk, &id).await?;
    let frame = signed.frame("End this account?", PATH);
    Ok(page(app::desk_end_account(&app.site, &frame, &called(&person), &person.id)))
}

/// `POST /desk/people/{id}/end`.
pub(super) async fn end(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    signed.require(Action::EndRole, &Record::default())?;
    let person = somebody(&desk, &id).await?;
    let ended = desk.people.end(&person, &signed.person.id, app.clock.now()).await;
    after_end(&app, &signed, ended, "account")
}

fn after_end(
    app: &AppState,
    signed: &Signed,
    ended: Result<(), PeopleError>,
    done: &str,
) -> Result<Response, AppError> {
    match ended {
        Err(PeopleError::LastAdministrator(email)) => {
            let sentence = format!("{email} is the only administrator. Nobody could look after the people then.");
            let next = Some((PATH.to_owned(), "Back to people".to_owned()));
            let stays = NoticePage { sentences: vec![sentence], next };
            let html = app::desk_notice(&app.site, &signed.frame("The last administrator stays", PATH), &stays);
            Ok(page(html).status(StatusCode::CONFLICT).into_response())
        }
        ended => {
            ended?;
            Ok(Redirect::to(&format!("{PATH}?done={done}")).into_response())
        }
    }
}
