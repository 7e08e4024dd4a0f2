//! Who is signed in: the session behind a cookie that only addresses of the desk are sent.

use super::{Desk, called};
use crate::{errors::AppError, state::AppState};
use ::desk::{Action, Person, Record, Secret, Verdict, may};
use app::model::desk::{DeskFrame, SignedName};
use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, SET_COOKIE},
        request::Parts,
    },
    response::{IntoResponse, Redirect, Response},
};
use std::sync::Arc;

/// The cookie's name over https. Its path is the desk's, which `__Host-` does not allow, so that no public page is
/// sent it (RFC 6265bis, section 4.1.3).
const COOKIE_NAME: &str = "__Secure-desk";
/// The cookie's name over plain http, which is for trying out on one machine.
const PLAIN_COOKIE_NAME: &str = "desk";

/// Somebody who is signed in. Who is not is sent to sign in, and comes back; a form that they sent is refused, so that
/// the browser still has it.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    /// Who.
    pub(crate) person: Person,
    /// Whether their second factor was given in this session.
    pub(crate) is_strong: bool,
    /// What their cookie holds.
    pub(super) secret: Secret,
}

impl Signed {
    /// What stands around a page that they see. `path` is that of the menu's page that it belongs to.
    pub(crate) fn frame(&self, title: &str, path: &str) -> DeskFrame {
        let sees_people = may(&self.person, Action::SeePeople, &Record::default()) == Verdict::Yes;
        let signed = Some(SignedName { name: called(&self.person), sees_people });
        DeskFrame { title: title.to_owned(), path: path.to_owned(), signed }
    }

    /// What comes of asking for something; an error with a page that refuses where it is nothing.
    pub(crate) fn verdict(&self, action: Action, record: &Record<'_>) -> Result<Verdict, AppError> {
        match may(&self.person, action, record) {
            Verdict::No => Err(AppError::Refused {
                heading: "That is not yours to do",
                sentence: "Your role does not allow this. An administrator can give you another.",
            }),
            verdict => Ok(verdict),
        }
    }

    /// Refuses what they may not do at once.
    pub(crate) fn require(&self, action: Action, record: &Record<'_>) -> Result<(), AppError> {
        match self.verdict(action, record)? {
            Verdict::Yes => Ok(()),
            _ => Err(AppError::Refused {
                heading: "That takes a second person",
                sentence: "You may not do this alone. Ask another administrator or steward.",
            }),
        }
    }
}

/// Somebody who is signed in, and may still owe their second factor.
#[derive(Debug, Clone)]
pub(super) struct Entered(pub(super) Signed);

impl FromRequestParts<Arc<AppState>> for Entered {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Response> {
        match find(parts, app).await {
            Ok(Some(signed)) => Ok(Self(signed)),
            Ok(None) if parts.method.is_safe() => Err(on_the_way("/desk/sign-in", parts)),
            Ok(None) => Err(AppError::Refused {
                heading: "You are signed out, and nothing was saved",
                sentence: "What you wrote is not lost. Open /desk/sign-in in another tab and sign in. Then come back to this tab and load it again: your browser sends what you wrote once more.",
            }
            .into_response()),
            Err(error) => Err(error.into_response()),
        }
    }
}

impl FromRequestParts<Arc<AppState>> for Signed {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Response> {
        let Entered(signed) = Entered::from_request_parts(parts, app).await?;
        let asks = parts.extensions.get::<Arc<Desk>>().is_some_and(|desk| desk.asks_second_factor(&signed.person));
        if !asks || signed.is_strong {
            Ok(signed)
        } else if parts.method.is_safe() {
            Err(on_the_way("/desk/second", parts))
        } else {
            let refused = AppError::Refused {
                heading: "Your second factor is missing, and nothing was saved",
                sentence: "Open /desk/second in another tab and type the code from your telephone. Then come back to this tab and load it again.",
            };
            Err(refused.into_response())
        }
    }
}

async fn find(parts: &Parts, app: &AppState) -> Result<Option<Signed>, AppError> {
    let desk = parts.extensions.get::<Arc<Desk>>().ok_or(AppError::NotFound("page"))?;
    let Some(secret) = cookie(&parts.headers, app) else { return Ok(None) };
    let now = app.clock.now();
    let Some(session) = desk.people.session(&secret, now).await? else { return Ok(None) };
    if !parts.method.is_safe() {
        desk.people.use_session(&secret, now).await?;
    }
    Ok(Some(Signed { person: session.person, is_strong: session.is_strong, secret }))
}

/// Sends somebody to a page that leads back to the one that they wanted.
fn on_the_way(by: &str, parts: &Parts) -> Response {
    let wanted = parts.uri.path_and_query().map_or("/desk", |wanted| wanted.as_str());
    let to: String = form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    Redirect::to(&format!("{by}?to={to}")).into_response()
}

/// An address to go on to, if it is of the desk; the desk's first page otherwise.
pub(super) fn own_path(to: &str) -> &str {
    let is_plain = to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_of_desk = to == "/desk" || to.starts_with("/desk/") || to.starts_with("/desk?");
    if is_plain && is_of_desk { to } else { "/desk" }
}

/// What the cookie of a request holds.
pub(super) fn cookie(headers: &HeaderMap, app: &AppState) -> Option<Secret> {
    let name = cookie_name(app);
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(named, _)| *named == name).map(|(_, value)| Secret::typed(value))
}

fn cookie_name(app: &AppState) -> &'static str {
    if app.is_secure() { COOKIE_NAME } else { PLAIN_COOKIE_NAME }
}

/// An answer that gives the browser the cookie of a session, or takes it away. A browser forgets it when it is closed.
pub(super) fn with_cookie(app: &AppState, secret: Option<&Secret>, answer: impl IntoResponse) -> Response {
    let name = cookie_name(app);
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let (value, ends) = secret.map_or(("", "; Max-Age=0"), |secret| (secret.reveal(), ""));
    let cookie = format!("{name}={value}; HttpOnly{secure}; SameSite=Lax; Path=/desk{ends}");
    let mut answer = answer.into_response();
    // A secret is hexadecimal.
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_within_the_desk() {
        for own in ["/desk", "/desk/records?q=a%20b", "/desk?x=1", "/desk/people"] {
            assert_eq!(own_path(own), own);
        }
        for other in [
            "",
            "/",
            "//evil.example",
            "/desktop",
            "https://evil.example/desk",
            "/desk/a\r\nset-cookie: x",
            "/desk\\@evil",
            "desk",
        ] {
            assert_eq!(own_path(other), "/desk", "{other:?}");
        }
    }
}
