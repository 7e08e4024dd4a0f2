//! What handlers answer with.

use super::errors::AppError;
use axum::{
    Extension,
    body::Bytes,
    extract::FromRequestParts,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use memchr::memmem;

/// What lets the one inline script of a page with islands run: 128 random bits, new for each
/// answer (Content Security Policy Level 3, section 7.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Draws one. Fails when the machine gives no randomness.
    pub fn draw() -> Result<Self, getrandom::Error> {
        random_hex().map(Self)
    }

    /// For `Head::nonce`: 32 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 128 random bits as 32 hexadecimal digits.
pub(crate) fn random_hex() -> Result<String, getrandom::Error> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bits)))
}

impl<S: Sync> FromRequestParts<S> for Nonce {
    type Rejection = AppError;
    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self, AppError> {
        Nonce::draw().map_err(|error| AppError::Internal(anyhow::anyhow!("no randomness: {error}")))
    }
}

/// Whether a browser may keep an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// Not at all: a search, a sensitive need, an error. Nothing stays on a shared phone.
    Never,
    /// A minute, in the person's own browser only: going to and fro costs no data. Not in a
    /// shared cache, which would hand one nonce to everybody.
    AMinute,
    /// Anywhere, and asked for again each time whether it still holds: data with a tag.
    Revalidate,
    /// An hour, anywhere: the same for everybody and not about anybody.
    AnHour,
}

impl Cache {
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Never => "no-store",
            Self::AMinute => "private, max-age=60",
            Self::Revalidate => "public, no-cache",
            Self::AnHour => "public, max-age=3600",
        })
    }
}

/// A whole page. Whatever is said here, an address with a query string is never kept.
#[derive(Debug, Clone)]
pub struct Page {
    html: String,
    status: StatusCode,
    nonce: Option<Nonce>,
    in_frames: bool,
    cache: Cache,
}

impl Page {
    /// A page without islands that is found and may be kept for a minute.
    pub fn new(html: String) -> Self {
        Self { html, status: StatusCode::OK, nonce: None, in_frames: false, cache: Cache::AMinute }
    }

    /// Lets its islands run. The page must have been rendered with this nonce.
    pub fn islands(self, nonce: Nonce) -> Self {
        Self { nonce: Some(nonce), ..self }
    }

    /// Lets other sites show it in a frame. It may then have no script at all.
    pub fn in_frames(self) -> Self {
        Self { in_frames: true, ..self }
    }

    /// Says whether it may be kept.
    pub fn cache(self, cache: Cache) -> Self {
        Self { cache, ..self }
    }

    /// Gives it another status.
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

/// What a page needs that its headers must allow; it travels with the response to where they are set.
#[derive(Debug, Clone, Default)]
pub(crate) struct PageNeeds {
    /// What lets its islands run.
    pub(crate) nonce: Option<Nonce>,
    /// Whether other sites may show it in a frame.
    pub(crate) in_frames: bool,
    /// Whether it holds a map that can be opened.
    pub(crate) map: bool,
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let needs = PageNeeds { nonce: self.nonce, in_frames: self.in_frames, map: has_map(&self.html) };
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
            (CACHE_CONTROL, self.cache.header()),
        ];
        (self.status, headers, Extension(needs), self.html).into_response()
    }
}

/// Whether a page holds a map that can be opened.
fn has_map(html: &str) -> bool {
    let is_map = |figure: &str| figure.split_once('>').is_some_and(|(tag, _)| tag.contains("class=\"map"));
    memmem::find_iter(html.as_bytes(), "<figure ").any(|at| is_map(&html[at..]))
}

/// Data or text that is not a page. `content_type` is such as `application/json`.
pub fn data(content_type: &'static str, cache: Cache, body: impl Into<Bytes>) -> Response {
    let headers = [(CONTENT_TYPE, HeaderValue::from_static(content_type)), (CACHE_CONTROL, cache.header())];
    (headers, body.into()).into_response()
}

/// Data that a browser puts away as a file. `name` is plain ASCII without quotes.
pub(crate) fn attachment(content_type: &'static str, name: &str, cache: Cache, body: impl Into<Bytes>) -> Response {
    with_file_name(data(content_type, cache, body), name)
}

/// With the name that the file has when somebody keeps it: plain ASCII without quotes.
pub(crate) fn with_file_name(mut response: Response, name: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}
