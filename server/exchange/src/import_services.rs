//! `import services`: from a source, whatever it is, to the store.

use super::{
    adopt::Adopter,
    bounded_file::{self, LONGEST_LINE, Refused},
    confidential::{FOLDER, Guard},
    draft::{Draft, Stand},
    feed::{Answered, Feed, Patience},
    hsds, json,
    mapping::Mapping,
    merge::{self, Decisions, StoredRecords},
    report::Report,
    sheet::{self, Sheet},
};
use chrono::Utc;
use directory::{
    Authority, Folder, ForWhom, GazetteerRows, Listed, Problem, Slug, Source, Status, Terms,
    safeguarding::tells_of_doing_harm,
};
use folder::Fingerprint;
use serde_json::Value;
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};
use store::Store;

/// What a steward says about an import.
#[derive(Debug, Clone)]
pub struct Options {
    /// A folder of tables, a file, or the web address of a feed.
    pub source: String,
    /// The mapping file.
    pub mapping: Option<PathBuf>,
    /// What the source is called here: part of no address, but the id of its records' source.
    pub name: Option<Slug>,
    /// Only says what would change.
    pub dry_run: bool,
    /// What was decided beforehand.
    pub decisions: Decisions,
    /// The authority's folder.
    pub data: PathBuf,
    /// How long a feed is waited for.
    pub patience: Patience,
}

/// Reads a source and puts what it gives beside what the store holds. Fails when the source
/// cannot be read at all, and then nothing was changed; what is wrong inside it is in the report.
pub async fn import_services(store: &Store, options: &Options, progress: &dyn Fn(u64, u64)) -> anyhow::Result<Report> {
    let folder = folder::read(&options.data)?;
    let (authority, terms) = directory::records::read_terms(&folder)
        .map_err(|found| folder::FolderError::Problems(options.data.clone(), found.len()))?;
    let mapping = mapping(options)?;
    let name = match &options.name {
        Some(name) => name.clone(),
        None => called(&options.source)?,
    };
    let gazetteer = store.gazetteer().await?;
    let county = County { authority: &authority, terms: &terms, gazetteer: &gazetteer };
    let mut report = Report { from: options.source.clone(), dry_run: options.dry_run, ..Report::default() };

    let mut feed = None;
    let given = if is_address(&options.source) {
        let keep = store.path().with_added_extension("import").join(name.as_str());
        let mut reading = Feed::new(&options.source, options.patience, &keep)?;
        match reading.read(&stamp(store, options, &folder).await?, progress).await? {
            Answered::Unchanged => return Ok(report),
            Answered::Services(services) => {
                let records =
                    (1..).zip(services).map(|(number, service)| (json::record("", number), service)).collect();
                feed = Some(reading);
                Given::Drafts(drafts_of(&options.source, records)?)
            }
        }
    } else {
        read(Path::new(&options.source), &mapping, &county, &mut report.refused)?
    };
    let dry_run = options.dry_run;
    let (report, written) = store
        .merge(|stored| {
            let mut about_abuse = HashSet::new();
            let listed = match given {
                Given::Records(listed) => own_records(listed, &name, stored, &mut report),
                Given::Drafts(drafts) => {
                    let source = source_record(&name, options, &mapping);
                    let adopter = source.and_then(|source| {
                        Adopter::new(county.authority, county.terms, county.gazetteer, &mapping, source)
                    });
                    match adopter {
                        Err(why) => return (None, Err(why)),
                        Ok(adopter) => {
                            let adopted = adopter.adopt(&drafts, &|id| stored.owner(id));
                            report.refused.extend(adopted.refused);
                            report.left_out = adopted.left_out;
                            report.unknown_terms = adopted.unknown_terms;
                            report.not_taken = adopted.not_taken;
                            report.lost = adopted.lost;
                            report.does_harm = adopted.does_harm;
                            about_abuse = adopted.about_abuse;
                            adopted.listed
                        }
                    }
                }
            };
            let guard = Guard {
                source: name.as_str(),
                authority: county.authority,
                terms: county.terms,
                stored,
                confirm: &options.decisions.confirm_address,
                about_abuse: &about_abuse,
            };
            let merge = merge::plan(name.as_str(), listed, &guard, &options.decisions, &mut report);
            (merge.filter(|_| !dry_run), Ok::<_, String>(report))
        })
        .await?;
    let mut report = report.map_err(|why| anyhow::anyhow!(why))?;
    report.written = written;
    if let Some(mut feed) = feed.filter(|_| !dry_run && report.why_not.is_none()) {
        feed.taken_over(stamp(store, options, &folder).await?);
    }
    Ok(report)
}

/// A print of all that decides, beside a feed, what is made of it: this program with its rules of safeguarding,
/// the authority's folder, the mapping, what a steward decided, and what the store holds. When one of them is
/// another, a feed that says "unchanged" is read all the same.
async fn stamp(store: &Store, options: &Options, folder: &Folder) -> anyhow::Result<String> {
    let program = std::env::current_exe().and_then(|file| file.metadata());
    let program = program.map(|file| (file.len(), file.modified().ok())).ok();
    let mapping = options.mapping.as_deref().map(std::fs::read).transpose()?;
    let mut print = Fingerprint::default();
    print.add(format!("{} {program:?} {:?}", env!("CARGO_PKG_VERSION"), options.decisions).as_bytes());
    print.add(&mapping.unwrap_or_default());
    for (name, bytes) in folder.files() {
        print.add(name.as_bytes());
        print.add(bytes);
    }
    print.add(store.version().await?.as_bytes());
    print.add(store.postcodes_stamp().await?.as_bytes());
    Ok(print.to_string())
}

/// What a county says, for reading what others say.
struct County<'c> {
    authority: &'c Authority,
    terms: &'c Terms,
    gazetteer: &'c GazetteerRows,
}

enum Given {
    /// Our own tables: records already.
    Records(Listed),
    /// Anything else.
    Drafts(Vec<Draft>),
}

fn read(path: &Path, mapping: &Mapping, county: &County<'_>, refused: &mut Vec<Problem>) -> Result<Given, Refused> {
    let unreadable = |why| Refused::Unreadable { path: path.display().to_string(), why };
    if path.metadata().map_err(unreadable)?.is_dir() {
        return if is_ours(path)? {
            let (listed, mut problems) = own_tables(path, county)?;
            refused.append(&mut problems);
            Ok(Given::Records(listed))
        } else {
            hsds::drafts(path, refused).map(Given::Drafts)
        };
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json" | "ndjson" | "jsonl") => drafts_of(&name, json::file(path)?).map(Given::Drafts),
        _ if !mapping.columns.is_empty() => {
            let sheet = Sheet::read(&name, &bounded_file::text(path, LONGEST_LINE)?, refused)?;
            sheet::drafts(&sheet, mapping).map(Given::Drafts)
        }
        _ => Err(Refused::Unknown(path.display().to_string())),
    }
}

/// The services of a page, list or feed as drafts. Fails where they are in somebody's own form.
fn drafts_of(name: &str, services: Vec<(Stand, Value)>) -> Result<Vec<Draft>, Refused> {
    let (stands, services): (Vec<Stand>, Vec<Value>) = services.into_iter().unzip();
    if let Some(what) = json::foreign_form(&services) {
        let mend = "ask whoever runs it for its Open Referral feed, or save its list as CSV and give a --mapping";
        return Err(Problem::file(name, what, mend).into());
    }
    Ok(stands.into_iter().zip(&services).map(|(stand, service)| json::draft(stand, service)).collect())
}

/// Records of another folder of our tables: what others call confirmed is ours to confirm, and a service
/// for people who do harm has its mark. The folder's own records, and what is here already, stay as they are.
fn own_records(mut listed: Listed, name: &Slug, stored: &StoredRecords, report: &mut Report) -> Listed {
    if *name == FOLDER {
        return listed;
    }
    let names: HashMap<Slug, String> =
        listed.organizations.iter().map(|one| (one.id.clone(), one.name.clone())).collect();
    for service in &mut listed.services {
        if stored.services.get(&service.id).is_some_and(|row| row.record == *service) {
            continue;
        }
        service.status = Status::Check;
        service.assured_date = None;
        service.phones.iter_mut().for_each(|phone| phone.confirmed = false);
        service.schedules.iter_mut().for_each(|schedule| schedule.confirmed = false);
        let run_by = names.get(&service.organization_id).map(String::as_str);
        let numbers = service.phones.iter().map(|phone| phone.number.as_str());
        let texts = service.public_texts().chain(numbers).chain(run_by);
        if service.for_whom != ForWhom::WorriedAboutSelf && tells_of_doing_harm(&service.name, texts) {
            service.for_whom = ForWhom::WorriedAboutSelf;
            report.does_harm.push((service.name.clone(), service.id.clone()));
        }
    }
    for place in &mut listed.locations {
        if stored.locations.get(&place.id).is_none_or(|row| row.record != *place) {
            place.status = Status::Check;
        }
    }
    listed
}

/// Whether the tables of a folder are our own: their services have a kind.
fn is_ours(dir: &Path) -> Result<bool, Refused> {
    let path = dir.join("services.csv");
    if !path.exists() {
        return Ok(false);
    }
    let text = bounded_file::text(&path, LONGEST_LINE)?;
    bounded_file::few_columns("services.csv", &text)?;
    let sign = directory::table::separator(&text).unwrap_or(',');
    Ok(text.lines().next().unwrap_or_default().split(sign).any(|column| column.trim() == "kind"))
}

fn own_tables(dir: &Path, county: &County<'_>) -> Result<(Listed, Vec<Problem>), Refused> {
    let mut folder = Folder::default();
    for file in Folder::names_of(directory::Part::Listed) {
        let path = dir.join(file);
        if path.exists() {
            let text = bounded_file::text(&path, LONGEST_LINE)?;
            bounded_file::few_columns(file, &text)?;
            folder.insert(file, text.into_bytes());
        }
    }
    if let Some(problem) = folder.unreadable().into_iter().next() {
        return Err(problem.into());
    }
    Ok(Listed::read_tables(&folder, county.authority, county.terms))
}

fn mapping(options: &Options) -> Result<Mapping, Refused> {
    let Some(path) = &options.mapping else { return Ok(Mapping::default()) };
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Mapping::read(&name, &bounded_file::text(path, LONGEST_LINE)?)?)
}

fn is_address(source: &str) -> bool {
    let begins = |scheme: &str| source.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// What a source is called when nobody says: after its host or its file.
fn called(source: &str) -> anyhow::Result<Slug> {
    let word = if is_address(source) {
        source.split('/').nth(2).unwrap_or_default().to_owned()
    } else {
        Path::new(source).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    };
    super::adopt::slug_of(&word)
        .parse()
        .map_err(|_| anyhow::anyhow!("give the source a --name, such as neighbours-feed"))
}

fn source_record(name: &Slug, options: &Options, mapping: &Mapping) -> Result<Source, String> {
    let words = &mapping.source;
    let given = if is_address(&options.source) { options.source.clone() } else { String::new() };
    let date = match words.date.as_str() {
        "" => None,
        date => Some(date.parse().map_err(|error| format!("the date '{date}' under [source] of the mapping {error}"))?),
    };
    let or = |said: &str, other: String| if said.is_empty() { other } else { said.to_owned() };
    Ok(Source {
        id: name.clone(),
        title: or(&words.title, format!("Records from {name}")),
        address: or(&words.address, given),
        date,
        licence: words.licence.clone(),
        read_on: Utc::now().format("%Y-%m-%d").to_string(),
    })
}
