//! One line a request, and nothing in it of what people asked: no query string, no address of
//! theirs, no browser, no page they came from.

use super::answer::hex;
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderValue, Method},
    response::Response,
};
use chrono::{SecondsFormat, Utc};
use http_body::{Frame, SizeHint};
use std::{
    io::{self, IsTerminal, Write},
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tracing::{Level, Metadata};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// How the log is written, always to standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Only what we say ourselves, and warnings of others. Not a setting: at finer levels libraries
/// write whole addresses.
const FILTER: &str =
    "warn,hubfinder=info,web=info,exchange=info,store=info,search=info,map=info,places=info,folder=info";

const HEADER: &str = "x-request-id";

/// How the line of an answer is written, and where to: one an answer is too many for what other lines
/// of the log may cost.
static ANSWERS: OnceLock<(LogFormat, TakeLine)> = OnceLock::new();

type TakeLine = Box<dyn Fn(&[u8]) + Send + Sync>;

/// Sets up the program's log. Does nothing when there is one already.
pub fn log_to(format: LogFormat, writer: impl for<'w> MakeWriter<'w> + Clone + Send + Sync + 'static) {
    let lines = writer.clone();
    // Where nobody takes the log, there is nobody to tell.
    let write = move |line: &[u8]| drop(lines.make_writer().write_all(line));
    let _ = ANSWERS.set((format, Box::new(write)));
    let log = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(FILTER)).with_writer(writer);
    let _ = match format {
        LogFormat::Text => log.with_ansi(false).with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_target(false).try_init(),
    };
}

/// The lines of the log on their way to the standard error output. They are gathered and written a few
/// times a second, so that a busy site does not write once for each answer. A warning or an error goes
/// out at once, with all that came before it; so does everything where somebody watches.
#[derive(Debug, Clone)]
pub struct Gathered {
    lines: Arc<Mutex<Vec<u8>>>,
    /// Whether somebody watches.
    watched: bool,
}

impl Default for Gathered {
    fn default() -> Self {
        Self { lines: Arc::default(), watched: io::stderr().is_terminal() }
    }
}

impl Gathered {
    /// So many bytes are written at once.
    const FULL: usize = 16 * 1024;
    /// How long a line waits at the most.
    const WAIT: Duration = Duration::from_millis(200);

    /// Writes out what was gathered, again and again, until the runtime ends.
    pub async fn write_out(self) {
        loop {
            tokio::time::sleep(Self::WAIT).await;
            self.flush();
        }
    }

    /// Writes out what was gathered.
    pub fn flush(&self) {
        let lines = std::mem::take(&mut *self.lines.lock().unwrap_or_else(PoisonError::into_inner));
        if !lines.is_empty() {
            // Where nobody takes the log, there is nobody to tell.
            let _ = io::stderr().write_all(&lines);
        }
    }
}

impl<'w> MakeWriter<'w> for Gathered {
    type Writer = GatheredLine<'w>;

    fn make_writer(&'w self) -> GatheredLine<'w> {
        GatheredLine { all: self, at_once: self.watched }
    }

    fn make_writer_for(&'w self, meta: &Metadata<'_>) -> GatheredLine<'w> {
        GatheredLine { all: self, at_once: self.watched || *meta.level() <= Level::WARN }
    }
}

/// One line on its way to the others.
pub struct GatheredLine<'w> {
    all: &'w Gathered,
    at_once: bool,
}

impl Write for GatheredLine<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut lines = self.all.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(line);
        let full = lines.len() >= Gathered::FULL;
        drop(lines);
        if full || self.at_once {
            self.all.flush();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Logs where a panic was, and leaves out its message: it may quote what somebody typed.
pub fn log_panics_without_words() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic; its message is left out, since it may quote what was typed");
    }));
}

/// What a request is called: the name that a proxy gave it, if it looks like one, else a new one.
fn name_of(headers: &HeaderMap) -> String {
    let well_formed =
        |id: &&str| (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let given = headers.get(HEADER).and_then(|id| id.to_str().ok()).filter(well_formed);
    // A name to find a line by, not a secret.
    given.map_or_else(|| hex(fastrand::u128(..)), str::to_owned)
}

/// One request, of which a line is written when the last byte is handed over.
pub(super) struct Record {
    begun: Instant,
    id: String,
    method: &'static str,
    /// The pattern, not the address: `/services/{id}`.
    route: Option<MatchedPath>,
}

impl Record {
    /// Names the request.
    pub(super) fn begin(request: &Request) -> Self {
        Self {
            begun: Instant::now(),
            id: name_of(request.headers()),
            method: known(request.method()),
            route: request.extensions().get::<MatchedPath>().cloned(),
        }
    }

    /// What it is called in the log, and on the page that says that something broke.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Puts the name on the answer, and follows its body to the end.
    pub(super) fn follow(self, mut response: Response) -> Response {
        if let Ok(value) = HeaderValue::from_str(&self.id) {
            response.headers_mut().insert(HEADER, value);
        }
        let line = Line { status: response.status().as_u16(), record: self, bytes: 0 };
        response.map(|body| Body::new(Counted { body, line }))
    }
}

/// The method's name; one that nobody knows could say anything.
fn known(method: &Method) -> &'static str {
    const KNOWN: [(&Method, &str); 7] = [
        (&Method::GET, "GET"),
        (&Method::HEAD, "HEAD"),
        (&Method::POST, "POST"),
        (&Method::OPTIONS, "OPTIONS"),
        (&Method::PUT, "PUT"),
        (&Method::PATCH, "PATCH"),
        (&Method::DELETE, "DELETE"),
    ];
    KNOWN.iter().find(|(known, _)| *known == method).map_or("other", |(_, name)| name)
}

struct Line {
    record: Record,
    status: u16,
    bytes: u64,
}

impl Line {
    /// As the log has its other lines. Nothing in it needs escaping: a method that is known, the
    /// pattern of an address, and an id that is well formed.
    fn write(&self, format: LogFormat) -> String {
        let Self { record: Record { begun, id, method, route }, status, bytes } = self;
        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        let took = begun.elapsed().as_micros();
        let (whole, rest) = (took / 1000, took % 1000);
        let time = Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true);
        match format {
            LogFormat::Text => format!(
                "{time}  INFO answered method=\"{method}\" route=\"{route}\" status={status} \
                 milliseconds={whole}.{rest:03} bytes={bytes} id=\"{id}\"\n"
            ),
            LogFormat::Json => format!(
                "{{\"timestamp\":\"{time}\",\"level\":\"INFO\",\"message\":\"answered\",\"method\":\"{method}\",\
                 \"route\":\"{route}\",\"status\":{status},\"milliseconds\":{whole}.{rest:03},\"bytes\":{bytes},\
                 \"id\":\"{id}\"}}\n"
            ),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some((format, write)) = ANSWERS.get() {
            write(self.write(*format).as_bytes());
        }
    }
}

/// A body that counts what is read of it, and logs when it is let go.
struct Counted {
    body: Body,
    line: Line,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.line.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_id_is_kept_only_when_it_looks_like_one() {
        let of = |id: &str| {
            let headers = HeaderMap::from_iter([(HEADER.parse().unwrap(), HeaderValue::from_str(id).unwrap())]);
            name_of(&headers)
        };
        assert_eq!(of("0123abcd-proxy"), "0123abcd-proxy");
        assert_ne!(of("my 14 year old"), "my 14 year old");
        assert_eq!(of("short").len(), 32);
        assert_ne!(name_of(&HeaderMap::new()), name_of(&HeaderMap::new()));
    }

    #[test]
    fn lines_are_gathered_and_a_warning_takes_them_along() {
        let all = Gathered::default();
        let line = |at_once| GatheredLine { all: &all, at_once };
        let gathered = || all.lines.lock().unwrap().len();
        line(false).write_all(b"one\n").unwrap();
        line(false).write_all(b"two\n").unwrap();
        assert_eq!(gathered(), 8);
        line(true).write_all(b"a warning\n").unwrap();
        assert_eq!(gathered(), 0);
        line(false).write_all(&[b'x'; Gathered::FULL]).unwrap();
        assert_eq!(gathered(), 0);
    }

    #[test]
    fn the_line_of_an_answer_is_json_or_plain_and_says_how_long_it_took() {
        let record = Record { begun: Instant::now(), id: "0123abcd".to_owned(), method: "GET", route: None };
        let line = Line { record, status: 404, bytes: 17 };
        let json: serde_json::Value = serde_json::from_str(&line.write(LogFormat::Json)).unwrap();
        assert_eq!((&json["level"], &json["message"]), (&"INFO".into(), &"answered".into()));
        assert_eq!((&json["route"], &json["status"], &json["bytes"]), (&"none".into(), &404.into(), &17.into()));
        assert!(json["milliseconds"].as_f64().is_some() && json["timestamp"].as_str().unwrap().ends_with('Z'));
        let text = line.write(LogFormat::Text);
        assert!(text.contains("  INFO answered method=\"GET\" route=\"none\" status=404 milliseconds="), "{text}");
        assert!(text.ends_with(" bytes=17 id=\"0123abcd\"\n"), "{text}");
    }

    #[test]
    fn an_invented_method_is_not_written_down() {
        assert_eq!(known(&Method::GET), "GET");
        assert_eq!(known(&Method::from_bytes(b"DY103ED").unwrap()), "other");
    }
}
