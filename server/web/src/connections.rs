//! Connections: taken, kept while they are used, and let go when the program is told to stop.

use super::quota::Peer;
use axum::Router;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{io, net::IpAddr, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::ServiceExt;

/// How long requests in flight may take to finish once the program is told to stop.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of a request, and a connection may stand idle.
/// `axum::serve` sets no such limit; without one, a few slow clients hold every file handle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// How long to wait when the machine is out of file handles.
const ERROR_PAUSE: Duration = Duration::from_millis(100);

/// Answers until `stop` ends, then finishes what is in flight, for [`STOP_TIMEOUT`] at the longest. Each
/// request is answered by the site as it is when the request comes.
pub async fn listen(listener: TcpListener, site: watch::Receiver<Router>, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            taken = listener.accept() => match taken {
                Ok(taken) => taken,
                Err(error) => {
                    pause_after_error(&error).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        answer(stream, peer.ip(), site.clone(), &graceful);
    }
    // Closed first, so that a client that comes now is told at once.
    drop(listener);
    if tokio::time::timeout(STOP_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were not finished in {} seconds and are cut off", STOP_TIMEOUT.as_secs());
    }
}

fn answer(stream: TcpStream, peer: IpAddr, site: watch::Receiver<Router>, graceful: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let answer = move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let now = site.borrow().clone();
        now.oneshot(request)
    };
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .serve_connection(TokioIo::new(stream), service_fn(answer));
    let connection = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that went away is not our error.
        let _ = connection.await;
    });
}

/// Waits a little after an error that is the machine's and not one client's.
async fn pause_after_error(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!("cannot take a connection ({error})");
        tokio::time::sleep(ERROR_PAUSE).await;
    }
}
