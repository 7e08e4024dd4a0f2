//! A running server: from settings to answers.

use crate::{commands, listen, renewal::Renewal, settings::Settings};
use anyhow::Context;
use chrono::{DateTime, Utc};
use folder::{self, Fingerprint, FolderError};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use map::BaseMap;
use places::{Gazetteer, KnownPostcodes, read_aliases};
use schedule::clock::Clock;
use search::{
    catalogue::Catalogue,
    {Engine, index::WordIndex},
};
use std::{
    io::IsTerminal,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Inbox, Store};
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    task::JoinHandle,
};
use web::{self, AppState, Files, Routes};

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Serves until the program is told to stop, by Ctrl-C or by SIGTERM.
pub async fn serve(settings: Settings) -> anyhow::Result<()> {
    let lines = web::Gathered::default();
    web::log_to(settings.log, lines.clone());
    web::log_panics_without_words();
    let writing = tokio::spawn(lines.clone().write_out());
    let served = until_told_to_stop(settings).await;
    writing.abort();
    lines.flush();
    served
}

async fn until_told_to_stop(settings: Settings) -> anyhow::Result<()> {
    let running = start(settings).await?;
    commands::say(&format!("http://{}/", running.address()))?;
    told_to_stop().await;
    tracing::info!("stopping: requests in flight are finished, for {} seconds at the longest", web::GRACE.as_secs());
    running.stop().await
}

/// Everything a server needs but the listening: the store is filled at the first start, the index
/// is made when it is out of date. Fails with one sentence that says what to do.
pub async fn build(settings: &Settings) -> anyhow::Result<AppState> {
    let (app, store) = prepare(settings).await?;
    store.close().await;
    Ok(app)
}

/// The same, with the store left open.
async fn prepare(settings: &Settings) -> anyhow::Result<(AppState, Store)> {
    let site = settings.site.clone();
    // Compressing takes a core for a moment; the records come meanwhile.
    let files = tokio::task::spawn_blocking(move || Files::read(&site));
    let data = settings.data.clone();
    let folder = tokio::task::spawn_blocking(move || folder::read(&data)).await??;
    let problems = |found: Vec<_>| FolderError::Problems(settings.data.clone(), found.len());
    let (authority, terms) = directory::records::read_terms(&folder).map_err(problems)?;
    let aliases = read_aliases(&folder).map_err(problems)?;
    let clock = Clock::new(&authority.time_zone, settings.now)?;
    let colours = authority.colours.as_ref().map(directory::Colours::css);

    let store = Store::open(&settings.store).await?;
    let filled = async {
        commands::fill(&store, &folder, &settings.data).await?;
        // The version and the stamps first: see `Store::version`.
        let (version, changes, stamp) =
            (store.version().await?, store.changes().await?, store.postcodes_stamp().await?);
        let listed = store.listed().await?;
        let known = KnownPostcodes::read(&packed(&settings.index), &authority, &stamp);
        let rows = match known {
            Some(_) => store.gazetteer_without_postcodes().await?,
            None => store.gazetteer().await?,
        };
        anyhow::Ok((version, changes, listed, (rows, known, stamp)))
    }
    .await;
    let (version, changes, listed, (mut rows, known, stamp)) = match filled {
        Ok(filled) => filled,
        Err(error) => {
            store.close().await;
            return Err(error);
        }
    };

    let index = settings.index.clone();
    // The index holds words of the terms too.
    let mut terms_print = Fingerprint::default();
    folder
        .files()
        .filter(|(name, _)| matches!(*name, "needs.csv" | "kinds.csv"))
        .for_each(|(_, bytes)| terms_print.add(bytes));
    let print = format!("{version} {terms_print}");
    let data = settings.data.clone();
    let (engine, map) = tokio::task::spawn_blocking(move || {
        let map = BaseMap::read(&data, &authority, &rows.towns)?;
        let postcodes = known.unwrap_or_else(|| {
            let made = KnownPostcodes::new(&authority, std::mem::take(&mut rows.postcodes));
            if let Err(error) = made.write(&packed(&index), &authority, &stamp) {
                tracing::warn!("the postcodes are not kept for the next start, which is slower without: {error}");
            }
            made
        });
        let gazetteer = Gazetteer::with_postcodes(&authority, rows, postcodes).with_aliases(&aliases);
        let catalogue = Catalogue::new(authority, terms, listed).with_changes(changes);
        let bar = bar(catalogue.entries.len());
        let begun = Instant::now();
        let words = WordIndex::open_or_build(&index, &print, &catalogue, &mut |done| bar.set_position(done as u64));
        bar.finish_and_clear();
        let words = words.with_context(|| {
            format!("the search index cannot be made in {}: give --index a folder that can be written", index.display())
        })?;
        if words.written() > 0 {
            let entries = directory::plural(words.written(), "entry", "entries");
            tracing::info!("made the search index of {entries} in {} ms", begun.elapsed().as_millis());
        }
        anyhow::Ok((Engine::new(catalogue, gazetteer, words)?, map))
    })
    .await??;
    let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
    let mut files = files.await??;
    files.add_ground(map.ground()?)?;
    if let Some(css) = colours {
        files.add_colours(css)?;
    }
    let state = AppState::new(engine, map, files, clock, public_url, version);
    Ok((state.with_basemap(settings.basemap.clone()), store))
}

/// The file of postcodes that stands beside an index.
fn packed(index: &Path) -> PathBuf {
    index.with_added_extension("postcodes")
}

/// How far a new index is, on a terminal; hidden elsewhere.
fn bar(entries: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(entries as u64), ProgressDrawTarget::stderr_with_hz(5));
    // The template is fixed; were it ever wrong, indicatif's own would stand.
    if let Ok(style) = ProgressStyle::with_template("search index {bar:30} {pos} of {len} entries in {elapsed}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
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

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}
