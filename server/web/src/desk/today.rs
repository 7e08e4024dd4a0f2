//! `/desk`: where one begins.

use super::{OfDesk, Signed, page};
use crate::controllers::{App, PageResult};
use app::model::desk::NoticePage;
use axum::{Extension, extract::State};

/// `GET /desk`.
pub(super) async fn show(State(app): App, Extension(_desk): OfDesk, signed: Signed) -> PageResult {
    let sentence = match signed.person.roles.is_empty() {
        true => "You have no role just now. An administrator can give you one.",
        false => "You are signed in.",
    };
    let notice = NoticePage {
        sentences: vec![sentence.to_owned()],
        next: Some(("/desk/account".into(), "Your account".into())),
    };
    Ok(page(app::desk_notice(&app.site, &signed.frame("Today", "/desk"), &notice)))
}
