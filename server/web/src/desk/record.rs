//! One record: what it says, what it has said, and what differs between two of its revisions.

use super::{
    Desk, OfDesk, Signed,
    acts::RecordPath,
    at_hand::{asked_for, failed, link, may, record, show, states, url_of},
    words::{self, Names},
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use ::desk::{Action, Verdict};
use app::model::desk::{DeskMain, DeskOption, RecordLink, RecordPage, RevisionPage, RevisionRow};
use axum::{
    Extension,
    extract::{Path, State},
};
use chrono::{Days, NaiveDate, NaiveTime, SecondsFormat};
use directory::{Slug, edit};
use serde_json::Value;
use store::{GoneWhy, How, KeptRecord, Noun, Revision};

const MENU: &str = "/desk/records";

async fn record_with_history(
    desk: &Desk,
    signed: &Signed,
    (noun, id): &(String, String),
) -> Result<(KeptRecord, Vec<Revision>), AppError> {
    let record = record(desk, signed, noun, id).await?;
    let history = desk.store.history(record.noun, &record.id).await.map_err(failed)?;
    Ok((record, history))
}

/// `GET /desk/{noun}/{id}`.
pub(super) async fn show_one(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    Pairs(asked): Pairs,
) -> PageResult {
    let (record, history) = record_with_history(&desk, &signed, &path).await?;
    let names = Names::read(&desk, &signed).await.map_err(failed)?;
    let here = url_of(record.noun, &record.id);
    let page = RecordPage {
        record: RecordLink { noun: words::label(record.noun.one()), ..link(&record) },
        id: record.id.clone(),
        public: public(&record),
        states: states(&record),
        gone: record.gone.then(|| gone_words(&record)),
        successor: successor(&desk, &record).await?,
        notices: notices(&names, &history, &asked),
        fields: words::texts(&record.fields),
        history: rows(&app, &names, &history, &here),
        proposals: proposals(&desk, &names, &record).await?,
        related: related(&app, &record),
        confirmations: confirmations(&desk, &names, &record).await?,
        actions: actions(&signed, &record, &here),
        days: days(&app, &history),
    };
    Ok(show(&app, &signed, (record.name(), MENU), &DeskMain::Record(Box::new(page))))
}

/// The page that everybody sees, where there is one.
fn public(record: &KeptRecord) -> Option<String> {
    match record.noun {
        Noun::Service if !record.gone => Some(format!("/services/{}", record.id)),
        Noun::Location if !record.gone => Some(format!("/places/{}", record.id)),
        _ => None,
    }
}

/// Why a record is withdrawn, in a sentence.
fn gone_words(record: &KeptRecord) -> String {
    let why = match record.gone_why.as_deref().and_then(GoneWhy::of_word) {
        Some(GoneWhy::Closed) => "It is closed for good.",
        Some(GoneWhy::Merged) => "It is the same as another record.",
        Some(GoneWhy::Mistake) => "It was a mistake.",
        Some(GoneWhy::Moved) => "It has moved.",
        Some(GoneWhy::Asked) => "They asked not to be listed.",
        None => "Nobody said why.",
    };
    format!("This is withdrawn, and on no page of the site. {why}")
}

async fn successor(desk: &Desk, of: &KeptRecord) -> Result<Option<RecordLink>, AppError> {
    let Some(id) = &of.successor else { return Ok(None) };
    Ok(desk.store.record(of.noun, id).await.map_err(failed)?.map(|next| link(&next)))
}

/// What was just done, from the address that a form leads to.
fn notices(names: &Names, history: &[Revision], asked: &[(String, String)]) -> Vec<String> {
    let number = |name: &str| asked_for(asked, name).parse::<i64>().ok();
    let mut notices = Vec::new();
    if let Some(saved) = number("saved").filter(|saved| history.iter().any(|one| one.revision == *saved)) {
        notices.push(format!("Saved. That is revision {saved}."));
        if let Some(base) = number("base") {
            notices.extend(meanwhile(names, history, base, saved));
        }
    }
    if let Some(number) = number("proposed") {
        notices.push(format!(
            "Proposed, with the number {number}. Somebody else decides it; until then the record stays."
        ));
    }
    let done = match asked_for(asked, "done") {
        "same" => "Nothing was changed: the record says all of it already.",
        "withdrawn" => "Withdrawn. It leaves the site within a second.",
        "back" => "Brought back. It is on the site within a second.",
        "confirmed" => "Noted. The record itself is not changed by it.",
        _ => "",
    };
    notices.extend((!done.is_empty()).then(|| done.to_owned()));
    notices
}

/// What others changed between the revision that somebody began with and the one that they saved, which is kept.
fn meanwhile(names: &Names, history: &[Revision], base: i64, saved: i64) -> Vec<String> {
    let said = history.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        let is_others = base < after.revision && after.revision < saved;
        let fields = edit::differences(before.fields.as_ref()?, after.fields.as_ref()?);
        let changed = words::names_of(fields.iter().map(|one| one.field));
        let who = names.writer(&after.way, &after.who);
        (is_others && !changed.is_empty()).then(|| format!("Meanwhile: {who}, changed {changed}. That is kept."))
    });
    said.collect()
}

/// The history, the newest first.
fn rows(app: &AppState, names: &Names, history: &[Revision], here: &str) -> Vec<RevisionRow> {
    let row = |at: usize| {
        let revision = &history[at];
        RevisionRow {
            revision: revision.revision,
            url: format!("{here}/revisions/{}", revision.revision),
            when: words::moment(app, &revision.at),
            who: names.writer(&revision.way, &revision.who),
            why: revision.why.clone(),
            changed: words::changed(at.checked_sub(1).map(|before| &history[before]), revision),
        }
    };
    (0..history.len()).rev().map(row).collect()
}

/// The open proposals about a record.
async fn proposals(desk: &Desk, names: &Names, record: &KeptRecord) -> Result<Vec<(String, String)>, AppError> {
    let all = desk.store.proposals().await.map_err(failed)?;
    let about = all.into_iter().filter(|one| one.noun == record.noun && one.id == record.id);
    let words = about.map(|one| {
        let from = names.proposer(&one.origin, one.person());
        (format!("/desk/proposals/{}", one.number), format!("Proposal {} from {from}", one.number))
    });
    Ok(words.collect())
}

/// The records that a service stands on, and the services that stand on another record.
fn related(app: &AppState, record: &KeptRecord) -> Vec<RecordLink> {
    let catalogue = &app.engine.catalogue;
    let to = |noun: Noun, id: &str, name: &str| RecordLink {
        name: name.to_owned(),
        noun: words::label(noun.one()),
        url: url_of(noun, id),
    };
    let ids = |field: &str| match record.fields.get(field) {
        Some(Value::String(id)) => vec![id.clone()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let mut links = Vec::new();
    for id in ids("organization_id") {
        links.extend(catalogue.organization(&id).map(|one| to(Noun::Organization, &id, &one.name)));
    }
    for id in ids("location_ids") {
        links.extend(catalogue.location(&id).map(|one| to(Noun::Location, &id, &one.name)));
    }
    let services = catalogue.listed.services.iter().filter(|service| stands_on(service, record));
    links.extend(services.map(|service| to(Noun::Service, service.id.as_str(), &service.name)));
    for id in ids("source_ids") {
        links.extend(catalogue.source(&id).map(|one| to(Noun::Source, &id, &one.title)));
    }
    links
}

/// Whether a service names a record.
pub(super) fn stands_on(service: &directory::Service, record: &KeptRecord) -> bool {
    let is_it = |id: &Slug| id.as_str() == record.id;
    match record.noun {
        Noun::Organization => is_it(&service.organization_id),
        Noun::Location => service.location_ids.iter().any(is_it),
        Noun::Source => {
            let lists = service.phones.iter().map(|phone| &phone.source_ids);
            let lists = lists.chain(service.chats.iter().map(|chat| &chat.source_ids)).chain([&service.source_ids]);
            lists.flatten().any(is_it)
        }
        _ => false,
    }
}

async fn confirmations(desk: &Desk, names: &Names, record: &KeptRecord) -> Result<Vec<String>, AppError> {
    let all = desk.store.confirmations(record.noun, &record.id).await.map_err(failed)?;
    let words = all.into_iter().map(|one| {
        let how = match How::of_word(&one.how) {
            Some(How::Phone) => "rang",
            Some(How::Email) => "wrote to them",
            Some(How::Visit) => "was there",
            Some(How::Page) => "read their own page",
            None => "asked",
        };
        let day = one.on_day.parse::<NaiveDate>().map_or_else(|_| one.on_day.clone(), words::day);
        let since = if one.revision == record.revision { "" } else { "; it was changed since" };
        format!("{day}: {} {how} (revision {}{since}).", names.of(&one.who), one.revision)
    });
    Ok(words.collect())
}

/// What somebody may do with a record, the most usual first.
fn actions(signed: &Signed, record: &KeptRecord, here: &str) -> Vec<(String, &'static str)> {
    let may = |action: Action| may(signed, action, record);
    let at = |what: &str| format!("{here}/{what}");
    let mut actions = Vec::new();
    if record.gone {
        if may(Action::Withdraw) == Verdict::Yes {
            actions.push((at("bring-back"), "Bring it back"));
        }
        return actions;
    }
    if may(Action::Edit(::desk::Fields::Plain)) > Verdict::No {
        actions.push((at("edit"), "Change it"));
    }
    if may(Action::Confirm) == Verdict::Yes {
        actions.push((at("confirm"), "I have asked: it is right"));
    }
    if may(Action::Withdraw) == Verdict::Yes {
        actions.push((at("withdraw"), "Withdraw it"));
    }
    actions
}

/// The days on which a record can be asked for.
fn days(app: &AppState, history: &[Revision]) -> (String, String) {
    let first = history.first().map(|first| words::form_day_of(app, &first.at)).unwrap_or_default();
    (first, app.clock.local().date().to_string())
}

/// `GET /desk/{noun}/{id}/revisions/{n}`: a revision whole, and what it changed.
pub(super) async fn show_revision(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id, number)): Path<(String, String, i64)>,
) -> PageResult {
    let (record, history) = record_with_history(&desk, &signed, &(noun, id)).await?;
    let at = history.iter().position(|one| one.revision == number).ok_or(AppError::NotFound("revision"))?;
    revision_page(&app, &desk, &signed, &record, &history, (at, format!("Revision {number}"))).await
}

/// `GET /desk/{noun}/{id}/on?day=2026-03-03`: how a record stood at the end of a day.
pub(super) async fn show_on(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    Pairs(asked): Pairs,
) -> PageResult {
    let (record, history) = record_with_history(&desk, &signed, &path).await?;
    let empty = |said: String| RevisionPage {
        record: link(&record),
        heading: "As it stood on a day".to_owned(),
        about: vec![said],
        ..RevisionPage::default()
    };
    let day = asked_for(&asked, "day").parse::<NaiveDate>().ok();
    let Some((day, before)) = day.and_then(|day| Some((day, midnight_after(&app, day)?))) else {
        let page = empty("That is not a day. Go back, and write one like 2026-03-03.".to_owned());
        return Ok(show(&app, &signed, (record.name(), MENU), &DeskMain::Revision(page)));
    };
    let stood = desk.store.as_it_stood(record.noun, &record.id, &before).await.map_err(failed)?;
    let at = stood.and_then(|stood| history.iter().position(|one| one.revision == stood.revision));
    let Some(at) = at else {
        let page = empty(format!("The store had no such record on {}.", words::day(day)));
        return Ok(show(&app, &signed, (record.name(), MENU), &DeskMain::Revision(page)));
    };
    let heading = format!("As it stood at the end of {}, revision {}", words::day(day), history[at].revision);
    revision_page(&app, &desk, &signed, &record, &history, (at, heading)).await
}

/// The midnight that ends a day here, RFC 3339 in UTC. Clocks that are put forward at midnight have none: then it is
/// the first moment after.
fn midnight_after(app: &AppState, day: NaiveDate) -> Option<String> {
    let next = day.checked_add_days(Days::new(1))?;
    let hours = (0..3).filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    let mut moments = hours.filter_map(|hour| next.and_time(hour).and_local_timezone(app.clock.zone()).earliest());
    Some(moments.next()?.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true))
}

async fn revision_page(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    record: &KeptRecord,
    history: &[Revision],
    (at, heading): (usize, String),
) -> PageResult {
    let names = Names::read(desk, signed).await.map_err(failed)?;
    let revision = &history[at];
    let before = at.checked_sub(1).map(|before| &history[before]);
    let mut about = vec![format!(
        "Written on {}. {}.",
        words::moment(app, &revision.at),
        names.writer(&revision.way, &revision.who)
    )];
    about.extend((!revision.why.is_empty()).then(|| format!("“{}”", revision.why)));
    about.extend(revision.gone.then(|| "It was withdrawn then.".to_owned()));
    about.extend(revision.fields.is_none().then(|| "Its words are taken out.".to_owned()));
    let differences = match (before.and_then(|before| before.fields.as_ref()), &revision.fields) {
        (Some(before), Some(fields)) => words::difference_rows(before, fields),
        _ => Vec::new(),
    };
    let may_revert = may(signed, Action::Edit(::desk::Fields::Plain), record) > Verdict::No;
    let is_newest = revision.revision == record.revision;
    let here = url_of(record.noun, &record.id);
    let page = RevisionPage {
        record: link(record),
        heading,
        about,
        difference_heading: before
            .map_or_else(String::new, |before| format!("What differs from revision {}", before.revision)),
        differences,
        fields: revision.fields.as_ref().map(words::texts).unwrap_or_default(),
        revisions: options(app, history),
        compared: (revision.revision.to_string(), record.revision.to_string()),
        revert: (may_revert && !is_newest && revision.fields.is_some())
            .then(|| format!("{here}/revert?to={}", revision.revision)),
    };
    Ok(show(app, signed, (record.name(), MENU), &DeskMain::Revision(page)))
}

/// All revisions, to choose from.
fn options(app: &AppState, history: &[Revision]) -> Vec<DeskOption> {
    let option = |one: &Revision| DeskOption {
        value: one.revision.to_string(),
        label: format!("revision {}, {}", one.revision, words::day_of(app, &one.at)),
    };
    history.iter().map(option).collect()
}

/// `GET /desk/{noun}/{id}/difference?from=1&to=3`: what differs between two revisions.
pub(super) async fn show_difference(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    Pairs(asked): Pairs,
) -> PageResult {
    let (record, history) = record_with_history(&desk, &signed, &path).await?;
    let [from, to] = ["from", "to"].map(|name| {
        let number = asked_for(&asked, name).parse::<i64>().ok();
        history.iter().find(|one| Some(one.revision) == number)
    });
    let (Some(from), Some(to)) = (from, to) else { return Err(AppError::NotFound("revision")) };
    let is_out = from.fields.is_none() || to.fields.is_none();
    let differences = match (&from.fields, &to.fields) {
        (Some(from), Some(to)) => words::difference_rows(from, to),
        _ => Vec::new(),
    };
    let page = RevisionPage {
        record: link(&record),
        heading: format!("Revision {} beside revision {}", from.revision, to.revision),
        about: is_out.then(|| "The words of one of them are taken out.".to_owned()).into_iter().collect(),
        difference_heading: "What differs".to_owned(),
        differences,
        revisions: options(&app, &history),
        compared: (from.revision.to_string(), to.revision.to_string()),
        ..RevisionPage::default()
    };
    Ok(show(&app, &signed, (record.name(), MENU), &DeskMain::Revision(page)))
}
