//! Connections: how many there may be, how long each may stand still, and how they are let go.

mod bare_answers;
mod stalled;

use super::{
    quota::{Peer, household},
    security_headers,
};
use axum::{Router, body::Body, http::header, response::Response};
use bare_answers::BareAnswers;
use hyper::{Request, body::Incoming, header::HeaderValue, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use stalled::{ReadingTimes, StalledWrites};
use std::{
    collections::HashMap,
    convert::Infallible,
    fs, io,
    net::IpAddr,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// How long requests in flight may take to finish once the program is told to stop.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// How long clients that keep a connection are told, with each answer, that it will be closed: a request that
/// is on its way when a connection closes without a word is lost.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long a client may take to send the head of a request, and a connection may stand idle.
/// `axum::serve` sets no such limit; without one, a few slow clients hold every file handle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// How long an answer may take to be read. A phone that comes out of a tunnel goes on in less than the stall; the
/// largest page takes a minute at the speed of a modem, the whole of a county's records three.
const READING_TIMES: ReadingTimes = ReadingTimes { stall: Duration::from_secs(30), whole: Duration::from_secs(5 * 60) };
/// Bytes that hyper holds for a client in either direction: room for the longest address and its headers.
const LARGEST_BUFFER: usize = 32 * 1024;
/// Connections at once. One that reads nothing holds two buffers and a piece of its answer.
const MOST: usize = 2_000;
/// Files that the program needs for itself: the store, the base map, the log.
const OTHER_FILES: usize = 64;
/// The share of all connections that one address may have, unless it is a proxy's.
const SHARE_OF_ONE: usize = 4;
/// How long to wait when the machine is out of file handles.
const ERROR_PAUSE: Duration = Duration::from_millis(100);
/// Between two lines in the log that say the same.
const LOG_PAUSE: Duration = Duration::from_secs(60);

/// Answers until `stop` ends. Then every answer tells its client that the connection closes, for a second, and
/// what is in flight is finished, for [`STOP_TIMEOUT`] at the longest. Each request is answered by the site as
/// it is when the request comes.
pub async fn listen(listener: TcpListener, site: watch::Receiver<Router>, stop: impl Future<Output = ()>) {
    let connections = Connections::new(site, most_connections());
    tokio::select! {
        () = connections.take(&listener) => {}
        () = stop => {}
    }
    connections.stopping.send_replace(true);
    tokio::select! {
        () = connections.take(&listener) => {}
        () = connections.all_gone() => {}
        () = sleep(FAREWELL) => {}
    }
    // Closed first, so that a client that comes now is told at once.
    drop(listener);
    connections.let_go();
    if timeout(STOP_TIMEOUT, connections.all_gone()).await.is_err() {
        tracing::warn!("some requests were not finished in {} seconds and are cut off", STOP_TIMEOUT.as_secs());
    }
}

/// All connections that are open.
struct Connections {
    site: watch::Receiver<Router>,
    most: usize,
    /// One for each connection that may still come.
    places: Arc<Semaphore>,
    of_client: ClientCounts,
    /// How long an answer may take to be read.
    reading_times: ReadingTimes,
    /// The headers of answers that hyper makes by itself.
    bare_headers: &'static str,
    /// Whether the program was told to stop.
    stopping: watch::Sender<bool>,
    /// Raised when connections are to finish what they do and go.
    leave: watch::Sender<()>,
    /// When the log was told last that others wait.
    warned: Mutex<Option<Instant>>,
}

impl Connections {
    fn new(site: watch::Receiver<Router>, most: usize) -> Self {
        Self {
            site,
            most,
            places: Arc::new(Semaphore::new(most)),
            of_client: ClientCounts::default(),
            reading_times: READING_TIMES,
            bare_headers: security_headers::of_bare_answers(),
            stopping: watch::Sender::new(false),
            leave: watch::Sender::new(()),
            warned: Mutex::new(None),
        }
    }

    /// Takes connections for ever. When there are as many as may be, those that wait between two requests
    /// make room: an idle connection costs its client nothing to open again.
    async fn take(&self, listener: &TcpListener) {
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(taken) => taken,
                Err(error) => {
                    self.pause_after_error(&error).await;
                    continue;
                }
            };
            let peer = Peer(peer.ip());
            let mut count = None;
            if !peer.is_near() {
                count = self.of_client.admit(household(peer.0), (self.most / SHARE_OF_ONE).max(1));
                if count.is_none() {
                    continue;
                }
            }
            let place = match self.places.clone().try_acquire_owned() {
                Ok(place) => place,
                Err(_) => {
                    self.warn(&format!("{} connections are open, as many as may be", self.most));
                    self.let_go();
                    let Ok(place) = self.places.clone().acquire_owned().await else { return };
                    place
                }
            };
            self.answer(stream, peer, (place, count));
        }
    }

    fn answer(&self, stream: TcpStream, peer: Peer, held: (OwnedSemaphorePermit, Option<ClientCount>)) {
        let _ = stream.set_nodelay(true);
        let (site, stopping) = (self.site.clone(), self.stopping.subscribe());
        let answer = move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            let now = site.borrow().clone();
            let stopping = stopping.clone();
            async move {
                let mut response: Response<Body> = now.oneshot(request).await?;
                if *stopping.borrow() {
                    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, Infallible>(response)
            }
        };
        let stream = BareAnswers::new(StalledWrites::new(stream, self.reading_times), self.bare_headers);
        let mut leave = self.leave.subscribe();
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIMEOUT)
                .max_buf_size(LARGEST_BUFFER)
                .serve_connection(TokioIo::new(stream), service_fn(answer));
            let mut connection = pin!(connection);
            // A client that went away is not our error.
            tokio::select! {
                _ = connection.as_mut() => {}
                _ = leave.changed() => {
                    connection.as_mut().graceful_shutdown();
                    let _ = connection.await;
                }
            }
            drop(held);
        });
    }

    /// Asks every connection to finish what it does and go; one that does nothing goes at once.
    fn let_go(&self) {
        self.leave.send_replace(());
    }

    /// Ends when no connection is open.
    async fn all_gone(&self) {
        let all = u32::try_from(self.most).unwrap_or(u32::MAX);
        let _ = self.places.acquire_many(all).await;
    }

    /// Tells the log why others wait, once a minute at the most.
    fn warn(&self, why: &str) {
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.is_none_or(|at| at.elapsed() > LOG_PAUSE) {
            *warned = Some(Instant::now());
            tracing::warn!("{why}: those that are idle are closed, and others wait");
        }
    }

    /// Waits a little after an error that is the machine's and not one client's.
    async fn pause_after_error(&self, error: &io::Error) {
        use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
        if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
            self.warn(&format!("cannot take a connection ({error})"));
            self.let_go();
            sleep(ERROR_PAUSE).await;
        }
    }
}

/// As many connections as the system lets the program have files open, and no more than [`MOST`].
fn most_connections() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    open_files(&limits).map_or(MOST, |files| files.saturating_sub(OTHER_FILES).clamp(16, MOST))
}

/// The soft limit of open files, from what Linux says of a process (proc_pid_limits(5)).
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How many connections each client has.
#[derive(Debug, Default, Clone)]
struct ClientCounts(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl ClientCounts {
    /// Counts one more of this client, unless it has as many as it may.
    fn admit(&self, client: IpAddr, limit: usize) -> Option<ClientCount> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(client).or_default();
        if *count >= limit {
            return None;
        }
        *count += 1;
        Some(ClientCount { client, counts: self.clone() })
    }
}

/// One connection of a client, counted until it is dropped.
struct ClientCount {
    client: IpAddr,
    counts: ClientCounts,
}

impl Drop for ClientCount {
    fn drop(&mut self) {
        let mut counts = self.counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests;
