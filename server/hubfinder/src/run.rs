//! A running server: from settings to answers.

use crate::{commands, listen, loading::prepare, renewal::Renewal, settings::Settings};
use anyhow::Context;
use chrono::{DateTime, Utc};
use schedule::clock::Clock;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use store::Inbox;
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    task::JoinHandle,
};
use web::{self, Routes};

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Serves until the program is told to stop, by Ctrl-C or by SIGTERM.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let _lines = web::log_to_standard_error(settings.log);
    web::log_panics_without_words();
    until_told_to_stop(settings).await
}

async fn until_told_to_stop(settings: Settings) -> anyhow::Result<()> {
    let running = start(settings).await?;
    // Before the address is said: who reads it may want the program to end at once.
    let stop_signal = listen_for_stop_signal()?;
    commands::say(&format!("http://{}/", running.address()))?;
    stop_signal.await;
    tracing::info!(
        "stopping: requests in flight are finished, for {} seconds at the longest",
        web::STOP_TIMEOUT.as_secs()
    );
    running.stop().await
}

/// A server that answers.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    /// The address it listens on, with the port that the system chose for port 0.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more requests and finishes those in flight.
    pub async fn stop(self) -> anyhow::Result<()> {
        let _ = self.stop.send(());
        self.task.await.context("the server ended badly")
    }
}

/// Starts a server and comes back once it is ready.
pub async fn start(settings: Settings) -> anyhow::Result<Running> {
    start_with(settings, Routes::new()).await
}

/// Starts a server that also answers `more`, for tests.
pub async fn start_with(mut settings: Settings, more: Routes) -> anyhow::Result<Running> {
    let begun = Instant::now();
    // Before anything is opened, so that a second start by mistake leaves the first one's files
    // alone. Who comes early waits for the answer.
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| anyhow::anyhow!(listen::explain(&error, settings.listen)))?;
    let address = listener.local_addr()?;
    settings.listen = address;
    let (app, store) = prepare(&settings).await?;
    let renewal = Renewal::new(store.clone(), app.version.clone());
    let inbox = store.into_inbox();
    let app = Arc::new(app);
    let services = directory::plural(app.engine.catalogue.listed.services.len(), "service", "services");
    forget_contacts(&inbox, app.clock.now()).await;
    let more = more.merge(web::feedback(inbox.clone()));
    let (shown, site) = watch::channel(web::site(app.clone(), more.clone()));
    let show = move |app| drop(shown.send(web::site(app, more.clone())));
    let clock = app.clock;
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let listening = web::listen(listener, site, async {
            let _ = stopped.await;
        });
        tokio::select! {
            () = listening => {}
            () = forget_contacts_daily(&inbox, clock) => {}
            () = renewal.follow(app, show) => {}
        }
        inbox.end().await;
    });
    tracing::info!("ready at http://{address}/ with {services} in {} ms", begun.elapsed().as_millis());
    Ok(Running { address, stop, task })
}

/// Deletes the contacts whose time is up. A failure is for the log: the site runs without.
async fn forget_contacts(inbox: &Inbox, now: DateTime<Utc>) {
    match inbox.forget_contacts(now).await {
        Ok(0) => {}
        Ok(forgotten) => {
            tracing::info!("deleted {} of messages", directory::plural(forgotten as usize, "contact", "contacts"))
        }
        Err(error) => tracing::error!("the contacts of old messages are not deleted: {error}"),
    }
}

/// Does so once a day, for ever.
async fn forget_contacts_daily(inbox: &Inbox, clock: Clock) {
    loop {
        tokio::time::sleep(A_DAY).await;
        forget_contacts(inbox, clock.now()).await;
    }
}

/// Ends when somebody presses Ctrl-C or the system ends the program (SIGTERM). Signals are caught
/// from the moment that this returns.
#[cfg(unix)]
fn listen_for_stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut terminated) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Ends when somebody presses Ctrl-C.
#[cfg(not(unix))]
fn listen_for_stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
