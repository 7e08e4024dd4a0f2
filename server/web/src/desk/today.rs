//! `/desk`: where one begins, with the day's work on one page.

use super::{
    OfDesk, Signed,
    at_hand::{sees_people, show},
    messages, page, proposals,
};
use crate::controllers::{App, PageResult};
use app::model::desk::{DayPage, DeskMain, NoticePage};
use axum::{Extension, extract::State};

/// How many proposals and messages stand on the page itself.
const FEW: usize = 5;

/// `GET /desk`: what waits, what has to be answered, and how true the list is.
pub(super) async fn show_day(State(app): App, Extension(desk): OfDesk, signed: Signed) -> PageResult {
    if signed.person.roles.is_empty() {
        let notice = NoticePage {
            sentences: vec!["You have no role just now. An administrator can give you one.".to_owned()],
            next: Some(("/desk/account".into(), "Your account".into())),
        };
        return Ok(page(app::desk_notice(&app.site, &signed.frame("Today", "/desk"), &notice)));
    }
    let waiting = proposals::waiting(&app, &desk, &signed).await?;
    let mut open = Vec::new();
    if sees_people(&signed) {
        open = messages::all(&desk).await?;
        open.retain(|message| message.closed_at.is_none());
    }
    let services = &app.engine.catalogue.listed.services;
    let today = DayPage {
        proposals_waiting: waiting.len(),
        proposals: waiting.into_iter().take(FEW).collect(),
        messages_open: open.len(),
        messages_urgent: open.iter().filter(|message| message.urgent).count(),
        messages: open.iter().take(FEW).map(|message| messages::row(&app, message)).collect(),
        unconfirmed: services.iter().filter(|service| !service.is_confirmed()).count(),
        listed: services.len(),
    };
    Ok(show(&app, &signed, ("Today", "/desk"), &DeskMain::Day(today)))
}
