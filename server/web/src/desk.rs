//! The desk, under `/desk`: where those who look after the list sign in and work. It is off unless the program's
//! settings ask for it; then none of these routes is there. Nothing of it is on a public page.

mod account;
mod acts;
mod at_hand;
mod confirm;
mod edit;
mod edit_form;
mod fields;
mod guard;
mod letting_in;
mod mails;
mod messages;
mod people;
mod proposals;
mod record;
mod records;
mod revert;
mod save;
mod second;
mod sign_in;
mod signed;
mod today;
mod words;

pub(crate) use signed::Signed;

use crate::{
    Routes,
    answer::{Cache, Page},
    errors::AppError,
    quota::{Peer, Quota},
    state::AppState,
};
use ::desk::{FactorKey, Person, Role, RoleKind, Scope};
use app::model::desk::{DeskFrame, NoticePage};
use axum::{
    Extension,
    http::{HeaderMap, StatusCode},
    middleware::from_fn_with_state,
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use std::{net::Ipv4Addr, sync::Arc};
use store::{Outbox, People, PeopleError, Store};

/// What the desk works on. No request may hold it but by the routes of [`desk`].
#[derive(Debug)]
pub struct Desk {
    /// Who may come in.
    pub people: People,
    /// The records.
    pub store: Store,
    /// The site's address without a slash at its end: what a form of ours says that it comes from.
    public_url: String,
    /// What second factors are made of; without it none is asked for.
    factor_key: Option<FactorKey>,
    /// Mails that go out; without it none is sent, and codes are read out.
    outbox: Option<Outbox>,
    /// Codes that were typed wrong, by network.
    wrong_codes: Quota,
    /// Codes that were asked for, by network.
    asked_codes: Quota,
}

impl Desk {
    /// Over an open store, at the address that people reach the site by, without a slash at its end. With a key,
    /// administrators and stewards have a second factor. With an outbox, which somebody must look after, codes and
    /// invitations go out by mail.
    pub fn new(store: Store, public_url: String, factor_key: Option<FactorKey>, outbox: Option<Outbox>) -> Self {
        Self {
            people: store.people(),
            store,
            public_url,
            factor_key,
            outbox,
            wrong_codes: Quota::default(),
            asked_codes: Quota::default(),
        }
    }

    /// Whether somebody gets no further without a second factor.
    fn asks_second_factor(&self, person: &Person) -> bool {
        self.factor_key.is_some() && person.roles.iter().any(Role::needs_second_factor)
    }
}

/// What handlers of the desk take.
pub(crate) type OfDesk = Extension<Arc<Desk>>;

impl From<PeopleError> for AppError {
    /// For the log, which must not hold an address: other errors than the store's name one.
    fn from(error: PeopleError) -> Self {
        Self::Internal(match error {
            PeopleError::Store(error) => error.into(),
            PeopleError::Random(error) => error.into(),
            _ => anyhow::anyhow!("an account is not as it was when it was looked at"),
        })
    }
}

/// The routes of the desk.
pub fn desk(desk: Arc<Desk>) -> Routes {
    let signing_in = Routes::new()
        .route("/desk/sign-in", get(sign_in::show).post(sign_in::ask))
        .route("/desk/code", post(sign_in::type_code))
        .route("/desk/enter/{ticket}", get(sign_in::look_at_link).post(sign_in::press_link))
        .route("/desk/second", get(second::show).post(second::give))
        .route("/desk/sign-out", post(sign_in::sign_out));
    let own_account = Routes::new()
        .route("/desk/account", get(account::show))
        .route("/desk/account/name", post(account::rename))
        .route("/desk/account/end-others", post(account::end_others))
        .route("/desk/account/my-data.json", get(account::my_data))
        .route("/desk/account/leave", get(account::ask_to_leave).post(account::leave));
    let people = Routes::new()
        .route("/desk/people", get(people::show))
        .route("/desk/people/invite", post(people::invite))
        .route("/desk/people/{id}/code", post(people::give_code))
        .route("/desk/people/{id}/send", post(people::send_again))
        .route("/desk/people/{id}/end-role", post(people::end_role))
        .route("/desk/people/{id}/end", get(people::ask_to_end).post(people::end));
    let waiting = Routes::new()
        .route("/desk/proposals", get(proposals::list))
        .route("/desk/proposals/{number}", get(proposals::show_one).post(proposals::decide))
        .route("/desk/messages", get(messages::list))
        .route("/desk/messages/{number}", get(messages::show_one).post(messages::close));
    let records = Routes::new()
        .route("/desk/records", get(records::list))
        .route("/desk/{noun}/{id}", get(record::show_one))
        .route("/desk/{noun}/{id}/revisions/{number}", get(record::show_revision))
        .route("/desk/{noun}/{id}/difference", get(record::show_difference))
        .route("/desk/{noun}/{id}/on", get(record::show_on))
        .route("/desk/{noun}/{id}/edit", get(edit::ask).post(edit::save))
        .route("/desk/{noun}/{id}/withdraw", get(acts::ask_to_withdraw).post(acts::withdraw))
        .route("/desk/{noun}/{id}/bring-back", get(acts::ask_to_bring_back).post(acts::bring_back))
        .route("/desk/{noun}/{id}/revert", get(revert::ask_to_revert).post(revert::revert))
        .route("/desk/{noun}/{id}/confirm", get(confirm::ask_to_confirm).post(confirm::confirm));
    Routes::new()
        .route("/desk", get(today::show_day))
        .merge(waiting)
        .merge(records)
        .merge(signing_in)
        .merge(own_account)
        .merge(people)
        .layer(from_fn_with_state(desk.clone(), guard::refuse_what_comes_from_elsewhere))
        .layer(Extension(desk))
}

/// Whether an address belongs to the desk.
pub(crate) fn is_desk(path: &str) -> bool {
    path == "/desk" || path.starts_with("/desk/")
}

/// A page of the desk that nobody need be signed in for.
fn frame(title: &str) -> DeskFrame {
    DeskFrame { title: title.to_owned(), ..DeskFrame::default() }
}

/// A rendered page of the desk.
fn page(html: String) -> Page {
    Page::new(html).cache(Cache::Never)
}

/// A page that says one thing.
fn notice(app: &AppState, status: StatusCode, title: &str, sentences: &[&str], next: (&str, &str)) -> Page {
    let sentences = sentences.iter().map(|&sentence| sentence.to_owned()).collect();
    let next = Some((next.0.to_owned(), next.1.to_owned()));
    page(app::desk_notice(&app.site, &frame(title), &NoticePage { sentences, next })).status(status)
}

/// How somebody is called: by name, or by address where they gave none.
fn called(person: &Person) -> String {
    if person.name.is_empty() { person.email.clone() } else { person.name.clone() }
}

/// A role as people read it.
fn role_in_words(app: &AppState, role: &Role) -> String {
    let catalogue = &app.engine.catalogue;
    match role {
        Role::Administrator => "Administrator".to_owned(),
        Role::Steward(Scope::County) => "Steward of all districts".to_owned(),
        Role::Steward(Scope::District(slug)) => {
            let district = catalogue.authority.districts.iter().find(|district| district.slug == *slug);
            format!("Steward of {}", district.map_or(slug.as_str(), |district| &district.name))
        }
        Role::Provider(id) => {
            let name = catalogue.organization(id.as_str()).map_or(id.as_str(), |organization| &organization.name);
            format!("Provider: {name}")
        }
        Role::Reader => kind_in_words(RoleKind::Reader).to_owned(),
    }
}

/// A kind of role as people read it.
fn kind_in_words(kind: RoleKind) -> &'static str {
    match kind {
        RoleKind::Administrator => "Administrator",
        RoleKind::Steward => "Steward",
        RoleKind::Provider => "Provider",
        RoleKind::Reader => "Reader",
    }
}

/// A moment on the wall's clock: "3 March 2026 at 9.30am".
fn in_words(app: &AppState, moment: DateTime<Utc>) -> String {
    moment.with_timezone(&app.clock.zone()).format("%-d %B %Y at %-I.%M%P").to_string()
}

/// Who asks, for a quota.
fn visitor(peer: Option<Extension<Peer>>, headers: &HeaderMap) -> std::net::IpAddr {
    peer.map_or(Peer(Ipv4Addr::LOCALHOST.into()), |Extension(peer)| peer).visitor(headers)
}
