//! From a folder and a store to everything that a site answers from.

use crate::settings::Settings;
use directory::{Folder, Records, plural};
use folder::{Fingerprint, FolderError};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use map::BaseMap;
use places::{Gazetteer, KnownPostcodes, read_aliases};
use schedule::clock::Clock;
use search::{
    Engine,
    catalogue::Catalogue,
    index::{IndexFolder, IndexFolderError, WordIndex},
};
use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use store::{Store, StoreError};
use web::{AppState, Files};

/// How long a start waits for another program that writes into the store.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(250);

/// Everything a server needs but the listening: the store is filled at the first start, the index
/// is made when it is out of date. Fails with one sentence that says what to do.
pub async fn build(settings: &Settings) -> anyhow::Result<AppState> {
    let (app, store, _) = prepare(settings).await?;
    store.close().await;
    Ok(app)
}

/// A site ready to answer, the store that it came from, open, and the folder that its index is kept in. Fails
/// with one sentence that says what to do.
pub async fn prepare(settings: &Settings) -> anyhow::Result<(AppState, Store, Option<IndexFolder>)> {
    let site = settings.site.clone();
    // Compressing takes a core for a moment; the records come meanwhile.
    let files = tokio::task::spawn_blocking(move || Files::read(&site));
    let data = settings.data.clone();
    let folder = tokio::task::spawn_blocking(move || folder::read(&data)).await??;
    let problems = |found: Vec<_>| FolderError::Problems(settings.data.clone(), found.len());
    let (authority, terms) = directory::records::read_terms(&folder).map_err(problems)?;
    let aliases = read_aliases(&folder).map_err(problems)?;
    let mut wrong = Vec::new();
    let settlements = directory::gazetteer::read_settlements(&folder, &mut wrong);
    if !wrong.is_empty() {
        return Err(problems(wrong).into());
    }
    let clock = Clock::new(&authority.time_zone, settings.now)?;
    let colours = authority.colours.as_ref().map(directory::Colours::css);

    let store = open_patiently(&settings.store).await?;
    let filled = async {
        let kept = claim_index_folder(&settings.index, &settings.store)?;
        fill_empty_store(&store, &folder, &settings.data).await?;
        // The version and the stamps first: see `Store::version`.
        let (version, changes, stamp) =
            (store.version().await?, store.changes().await?, store.postcodes_stamp().await?);
        let listed = store.listed().await?;
        let known = kept.as_ref().and_then(|kept| KnownPostcodes::read(&kept.postcodes(), &authority, &stamp));
        let rows = match known {
            Some(_) => store.gazetteer_without_postcodes().await?,
            None => store.gazetteer().await?,
        };
        anyhow::Ok((version, changes, listed, (rows, known, stamp, kept)))
    }
    .await;
    let (version, changes, listed, (mut rows, known, stamp, kept)) = match filled {
        Ok(filled) => filled,
        Err(error) => {
            store.close().await;
            return Err(error);
        }
    };

    // The index holds words of the terms too.
    let mut terms_print = Fingerprint::default();
    folder
        .files()
        .filter(|(name, _)| matches!(*name, "needs.csv" | "kinds.csv"))
        .for_each(|(_, bytes)| terms_print.add(bytes));
    let print = format!("{version} {terms_print}");
    let data = settings.data.clone();
    let index = kept.clone();
    let (engine, map) = tokio::task::spawn_blocking(move || {
        let map = BaseMap::read(&data, &authority, &rows.towns)?;
        let postcodes = known.unwrap_or_else(|| {
            let made = KnownPostcodes::new(&authority, std::mem::take(&mut rows.postcodes));
            if let Some(kept) = &kept
                && let Err(error) = kept.lock().and_then(|_held| made.write(&kept.postcodes(), &authority, &stamp))
            {
                tracing::warn!("the postcodes are not kept for the next start, which is slower without: {error}");
            }
            made
        });
        let map = map.with_settlements(&settlements, postcodes.inside());
        rows.settlements = settlements;
        let gazetteer = Gazetteer::with_postcodes(&authority, rows, postcodes).with_aliases(&aliases);
        let catalogue = Catalogue::new(authority, terms, listed).with_changes(changes);
        let words = word_index(kept.as_ref(), &print, &catalogue)?;
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
    Ok((state.with_basemap(settings.basemap.clone()).with_links_from(settings.public_url.clone()), store, index))
}

/// Opens the store, and waits where another program is writing a long import into it.
async fn open_patiently(file: &Path) -> Result<Store, StoreError> {
    let begun = Instant::now();
    let mut told = false;
    loop {
        match Store::open(file).await {
            Err(error @ StoreError::Held { .. }) if begun.elapsed() < LONGEST_WAIT => {
                if !told {
                    tracing::warn!("waiting, for {} seconds at the longest: {error}", LONGEST_WAIT.as_secs());
                }
                told = true;
                tokio::time::sleep(PAUSE).await;
            }
            opened => return opened,
        }
    }
}

/// Reads all that a start reads of a folder, and judges it: the records, or every problem on a line of its own.
/// Fails when the folder cannot be read at all.
pub fn check_folder(dir: &Path) -> Result<(Folder, Result<Records, Vec<String>>), FolderError> {
    let folder = folder::read(dir)?;
    let records = Records::read(&folder);
    let mut problems: Vec<String> = records.as_ref().err().into_iter().flatten().map(ToString::to_string).collect();
    let wrong_aliases = read_aliases(&folder).err().unwrap_or_default();
    problems.extend(wrong_aliases.iter().map(ToString::to_string));
    if let Ok((authority, _)) = directory::records::read_terms(&folder) {
        if let Err(error) = Clock::new(&authority.time_zone, None) {
            problems.push(format!("{}: {error}", directory::authority::FILE));
        }
        problems.extend(map::check_files(dir, &authority).iter().map(ToString::to_string));
    }
    let judged = match records {
        Ok(records) if problems.is_empty() => Ok(records),
        _ => Err(problems),
    };
    Ok((folder, judged))
}

/// The folder that the index is kept in; `None` where the disk does not let us, which costs time at the next
/// start and nothing else. Fails for a folder that holds something else, so that nothing is lost.
fn claim_index_folder(index: &Path, store: &Path) -> Result<Option<IndexFolder>, IndexFolderError> {
    match IndexFolder::claim(index, store) {
        Ok(kept) => Ok(Some(kept)),
        Err(error @ IndexFolderError::Unusable { .. }) => {
            tracing::warn!("{error}: the search index is made in memory at each start");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Where the index is kept when nobody says: beside the store.
pub fn index_beside(store: &Path) -> PathBuf {
    store.with_added_extension("index")
}

/// Removes the index beside a store whose records have changed. A running site does so with its own.
pub fn forget_index_beside(store: &Path) {
    let index = index_beside(store);
    if index.exists()
        && let Ok(kept) = IndexFolder::claim(&index, store)
    {
        forget_index(&kept);
    }
}

/// Removes an index of other records than the store holds, so that of what was taken out no word is left on the
/// disk.
pub(super) fn forget_index(index: &IndexFolder) {
    if let Err(error) = index.forget_index() {
        tracing::warn!("the old search index {} stays until the next start: {error}", index.path().display());
    }
}

/// The index of the records, from its folder where it is kept there, and else made in memory.
fn word_index(kept: Option<&IndexFolder>, print: &str, catalogue: &Catalogue) -> anyhow::Result<WordIndex> {
    let progress = index_progress(catalogue.entries.len());
    let begun = Instant::now();
    let opened = kept
        .map(|kept| WordIndex::open_or_build(kept, print, catalogue, &mut |done| progress.set_position(done as u64)));
    progress.finish_and_clear();
    let words = match opened {
        Some(Ok(words)) => words,
        Some(Err(error)) => {
            tracing::warn!("the search index is made in memory, since its folder cannot be written: {error:#}");
            WordIndex::in_memory(catalogue)?
        }
        None => WordIndex::in_memory(catalogue)?,
    };
    if words.written() > 0 {
        let entries = plural(words.written(), "entry", "entries");
        tracing::info!("made the search index of {entries} in {} ms", begun.elapsed().as_millis());
    }
    Ok(words)
}

/// How far a new index is, on a terminal; hidden elsewhere.
fn index_progress(entries: usize) -> ProgressBar {
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

/// Loads the folder when the store holds nothing yet. When it holds something and the folder has
/// changed since, the log says so and the store stays as it is: it is the store that counts.
pub async fn fill_empty_store(store: &Store, read: &Folder, dir: &Path) -> anyhow::Result<()> {
    if !store.is_loaded().await? {
        let records = folder::records(read, dir)?;
        store.load(&records, &folder::fingerprint(read)).await?;
        tracing::info!("loaded {} from {}", count_records(&records), dir.display());
    } else if store.folder_fingerprint().await?.is_some_and(|print| print != folder::fingerprint(read)) {
        let dir = dir.display();
        tracing::warn!("the folder {dir} has changed since it was loaded; run hubfinder load to take it over");
    }
    Ok(())
}

/// A folder's records and words ready to be searched, in memory.
pub fn read_engine(data: &Path) -> anyhow::Result<Engine> {
    let read = folder::read(data)?;
    let records = folder::records(&read, data)?;
    let aliases = places::read_aliases(&read)
        .map_err(|problems| anyhow::anyhow!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
    Engine::in_memory(records, &aliases)
}

/// What records hold, in numbers: "326 services, 100 places, 54 needs, …".
pub fn count_records(records: &Records) -> String {
    let (listed, gazetteer) = (&records.listed, &records.gazetteer);
    [
        plural(listed.services.len(), "service", "services"),
        plural(listed.locations.len(), "place", "places"),
        plural(records.terms.needs.len(), "need", "needs"),
        plural(listed.organizations.len(), "organisation", "organisations"),
        plural(listed.sources.len(), "source", "sources"),
        plural(records.terms.holidays.len(), "school holiday", "school holidays"),
        plural(gazetteer.towns.len(), "town", "towns"),
        plural(gazetteer.settlements.len(), "settlement", "settlements"),
        plural(gazetteer.wards.len(), "ward", "wards"),
        plural(gazetteer.postcodes.len(), "postcode", "postcodes"),
    ]
    .join(", ")
}
