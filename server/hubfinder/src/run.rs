//! A running server: from settings to answers.

use crate::{commands, listen, loading::prepare, renewal::Renewal, settings::Settings};
use anyhow::Context;
use chrono::{DateTime, Utc};
use post::Smtp;
use schedule::clock::Clock;
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Inbox, Outbox, Store, StoreError, StoreHealth};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    task::JoinHandle,
};
use web::{self, Routes};

/// Between two looks at the store.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long a mail that is on its way when the server stops may take. One that takes longer is sent again after its lease.
const LAST_MAIL: Duration = Duration::from_secs(3);

/// How much longer than the longest stop the program may take to end, whatever it waits for.
const LAST_PATIENCE: Duration = Duration::from_secs(5);

/// Serves until the program is told to stop, by Ctrl-C or by SIGTERM. From the first moment on it ends then.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    // Before anything else: who starts the program may want it to end at once.
    let mut stop_signal = Box::pin(listen_for_stop_signal()?);
    let _lines = web::log_to_standard_error(settings.log);
    web::log_panics_without_words();
    let running = tokio::select! {
        started = start(settings) => started?,
        () = &mut stop_signal => {
            end_at_the_latest();
            tracing::info!("stopping: told to before it was ready");
            return Ok(());
        }
    };
    commands::say(&format!("http://{}/", running.address()))?;
    stop_signal.await;
    end_at_the_latest();
    tracing::info!(
        "stopping: requests in flight are finished, for {} seconds at the longest",
        web::STOP_TIMEOUT.as_secs()
    );
    running.stop().await
}

/// Ends the program when it has not ended by itself: a disk that hangs or a log that nobody reads can hold up
/// what no timer reaches.
fn end_at_the_latest() {
    std::thread::spawn(|| {
        std::thread::sleep(web::STOP_TIMEOUT + LAST_PATIENCE);
        std::process::exit(1);
    });
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
    settings.check_desk()?;
    let factor_key = settings.factor_key()?;
    // Before anything is opened, so that a second start by mistake leaves the first one's files
    // alone. Who comes early waits for the answer.
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| anyhow::anyhow!(listen::explain(&error, settings.listen)))?;
    let address = listener.local_addr()?;
    settings.listen = address;
    let (app, store, index) = prepare(&settings).await?;
    let renewal = Renewal::new(store.clone(), app.version.clone(), index);
    let (watched, health) = (store.clone(), app.store_health.clone());
    let app = Arc::new(app);
    let mut more = more;
    let outbox = store.outbox();
    if settings.has_desk() {
        let by_mail = settings.smtp.is_some().then(|| outbox.clone());
        let desk = web::Desk::new(store.clone(), app.public_url.clone(), factor_key, by_mail);
        more = more.merge(web::desk(Arc::new(desk)));
        tracing::info!("the desk is at {}/desk", app.public_url);
    }
    let inbox = store.into_inbox();
    let services = directory::plural(app.engine.catalogue.listed.services.len(), "service", "services");
    forget_old(&inbox, &outbox, app.clock.now()).await;
    let more = more.merge(web::messages(inbox.clone()));
    let (shown, site) = watch::channel(web::site(app.clone(), more.clone()));
    let show = move |app| drop(shown.send(web::site(app, more.clone())));
    let clock = app.clock;
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(async move {
        let (stop_sending, stopped_sending) = watch::channel(false);
        let mut sending = std::pin::pin!(send_mails(outbox.clone(), settings.smtp, clock, stopped_sending));
        let listening = web::listen(listener, site, async {
            let _ = stopped.await;
        });
        tokio::select! {
            () = listening => {}
            () = &mut sending => {}
            () = forget_old_daily(&inbox, &outbox, clock) => {}
            () = renewal.follow(app, show) => {}
            () = watch_store(&watched, &health) => {}
        }
        stop_sending.send_replace(true);
        let _ = tokio::time::timeout(LAST_MAIL, sending).await;
        inbox.end().await;
    });
    tracing::info!("ready at http://{address}/ with {services} in {} ms", begun.elapsed().as_millis());
    Ok(Running { address, stop, task })
}

/// Looks at the store for ever, and tells the log once what is wrong with it and once that it is well again.
async fn watch_store(store: &Store, health: &StoreHealth) {
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let seen = store.check_writable().await;
        let trouble = seen.as_ref().err().map(StoreError::reason);
        if trouble != health.trouble() {
            match &seen {
                Err(error) => tracing::error!("what visitors write is not kept, and they are told so: {error}"),
                Ok(()) => tracing::info!("the store can be written again"),
            }
            health.set(trouble);
        }
    }
}

/// Sends the mails of the desk, where there is a mail server, until `stop` says so.
async fn send_mails(outbox: Outbox, smtp: Option<Smtp>, clock: Clock, mut stop: watch::Receiver<bool>) {
    match smtp {
        Some(smtp) => post::sweep_until_stopped(outbox, smtp, move || clock.now(), stop).await,
        None => drop(stop.wait_for(|stop| *stop).await),
    }
}

/// Deletes the contacts and the traces of mails whose time is up. A failure is for the log: the site runs without.
async fn forget_old(inbox: &Inbox, outbox: &Outbox, now: DateTime<Utc>) {
    match inbox.forget_contacts(now).await {
        Ok(0) => {}
        Ok(forgotten) => {
            tracing::info!("deleted {} of messages", directory::plural(forgotten as usize, "contact", "contacts"))
        }
        Err(error) => tracing::error!("the contacts of old messages are not deleted: {error}"),
    }
    if let Err(error) = outbox.forget_old(now).await {
        tracing::error!("what is known of old mails is not deleted: {error}");
    }
}

/// Does so once a day, for ever.
async fn forget_old_daily(inbox: &Inbox, outbox: &Outbox, clock: Clock) {
    loop {
        tokio::time::sleep(A_DAY).await;
        forget_old(inbox, outbox, clock.now()).await;
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
