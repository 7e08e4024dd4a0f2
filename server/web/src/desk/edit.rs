//! Changing a record: its form, and what becomes of it when somebody else has saved it meanwhile. What does not touch
//! is brought together; the same field is asked for, and no word is lost.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{Answer, failed, form_of, link, may, problems_of, record, refused, see_other, show, url_of},
    edit_form::{self, Typed},
    fields::Fields as Sent,
    save::{self, Saved},
    words::{self, Names},
};
use crate::{controllers::App, errors::AppError, state::AppState};
use ::desk::{Action, Fields as Kind, Verdict};
use app::model::desk::{ChoiceBetween, ConflictPage, DeskForm, DeskMain};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use directory::{
    Listed, RecordForm,
    edit::{self, Fields, Merged},
};
use serde_json::Value;
use store::{KeptRecord, Record, Revision};

const MENU: &str = "/desk/records";
/// The name of a choice begins so; behind it stands the field's.
const CHOICE: &str = "choose.";
/// The revision that a choice was made beside.
const SEEN: &str = "seen";
/// How often a save is tried anew because somebody else was quicker.
const TRIES: usize = 3;

/// `GET /desk/{noun}/{id}/edit`.
pub(super) async fn ask(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): Path<(String, String)>,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    let caution = caution(&signed, &record)?;
    if record.gone {
        return Ok(see_other(&url_of(record.noun, &record.id)));
    }
    let form = form_of(&record.record().map_err(failed)?);
    let typed = Typed { form: &form, base: record.revision, why: "", wrong: &[], problems: Vec::new() };
    let page = edit_form::page(&app, &record, typed, caution);
    Ok(show(&app, &signed, (&title(&record), MENU), &DeskMain::Edit(page)).into_response())
}

fn title(record: &KeptRecord) -> String {
    format!("Change {}", record.name())
}

/// What becomes of a change that is not written at once. Refuses who may not even propose one.
fn caution(signed: &Signed, record: &KeptRecord) -> Result<Option<String>, AppError> {
    match may(signed, Action::Edit(Kind::Guarded), record) {
        Verdict::No => Err(refused()),
        Verdict::Yes => Ok(None),
        _ => Ok(Some(
            "What you save here is proposed. Somebody who looks after the record reads it and decides.".to_owned(),
        )),
    }
}

/// What was typed, read against the revision that it was made from.
struct Change {
    /// The record as a form holds it.
    form: RecordForm,
    /// That revision's number.
    base: i64,
    /// What the record said then.
    was: Fields<Value>,
    why: String,
}

/// The same, sent.
pub(super) async fn save(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): Path<(String, String)>,
    sent: Sent,
) -> Answer {
    let now = record(&desk, &signed, &noun, &id).await?;
    let caution = caution(&signed, &now)?;
    let change = read_change(&desk, &now, &sent).await?;
    let problem_page = |wrong: &[directory::FieldProblem], problems: Vec<String>, status: StatusCode| {
        let typed = Typed { form: &change.form, base: change.base, why: &change.why, wrong, problems };
        let page = edit_form::page(&app, &now, typed, caution.clone());
        Ok(show(&app, &signed, (&title(&now), MENU), &DeskMain::Edit(page)).status(status).into_response())
    };
    if now.gone {
        let said = "Somebody withdrew this record while you wrote. Your words are still here: bring it back in another \
                    tab, and save once more.";
        return problem_page(&[], vec![said.to_owned()], StatusCode::CONFLICT);
    }
    let catalogue = &app.engine.catalogue;
    let mine = match change.form.read(&catalogue.listed, &catalogue.authority, &catalogue.terms) {
        Ok(listed) => of_listed(listed)?,
        Err(wrong) => return problem_page(&wrong, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let mine = mine.fields().map_err(failed)?;
    let mut now = now.clone();
    for _ in 0..TRIES {
        let theirs = as_written_now(&now)?;
        let mut merged = edit::merge(&change.was, &theirs, &mine);
        if !choose(&mut merged, &mine, &sent, now.revision) {
            return conflict(&app, &desk, &signed, &now, &change, (&mine, &merged, &sent)).await;
        }
        let Ok(record) = Record::from_fields(now.noun, &merged.fields) else {
            let said =
                "What you and somebody else wrote does not make one record. Look at what it says now in another tab.";
            return problem_page(&[], vec![said.to_owned()], StatusCode::CONFLICT);
        };
        let problems = if merged.fields == mine { Vec::new() } else { problems_of(&app, &record) };
        if !problems.is_empty() {
            return problem_page(&problems, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        match save::write(&desk, &signed, &now, record, (change.base, &change.why)).await? {
            Saved::Done(address) => return Ok(see_other(&address)),
            Saved::Wrong(problems) => return problem_page(&[], problems, StatusCode::UNPROCESSABLE_ENTITY),
            // Somebody was quicker: once more, beside what they wrote.
            Saved::ChangedMeanwhile => now = super::at_hand::record(&desk, &signed, &noun, &id).await?,
        }
    }
    Err(AppError::Busy)
}

/// What was typed, put over the revision that its form was made from. Where the words of that are taken out, over
/// what the record says now.
async fn read_change(desk: &Desk, now: &KeptRecord, sent: &Sent) -> Result<Change, AppError> {
    let history = desk.store.history(now.noun, &now.id).await.map_err(failed)?;
    let asked: Option<i64> = sent.get("base").parse().ok();
    let base = history.iter().find(|one| Some(one.revision) == asked && one.fields.is_some());
    let (base, fields) = match base.and_then(|one| Some((one.revision, one.fields.as_ref()?))) {
        Some(base) => base,
        None => (now.revision, &now.fields),
    };
    let record = Record::from_fields(now.noun, fields).map_err(failed)?;
    let was = record.fields().map_err(failed)?;
    let mut form = form_of(&record);
    form.take(sent.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let why = sent.get("why").trim().chars().take(1_000).collect();
    Ok(Change { form, base, was, why })
}

/// What a record says, as this program writes it: one of an older program may lack fields.
fn as_written_now(record: &KeptRecord) -> Result<Fields<Value>, AppError> {
    record.record().map_err(failed)?.fields().map_err(failed)
}

/// The one record of a list.
fn of_listed(listed: Listed) -> Result<Record, AppError> {
    let Listed { sources, organizations, locations, services } = listed;
    let service = services.into_iter().map(|one| Record::Service(Box::new(one)));
    let location = locations.into_iter().map(|one| Record::Location(Box::new(one)));
    let others = organizations.into_iter().map(Record::Organization).chain(sources.into_iter().map(Record::Source));
    let mut all = service.chain(location).chain(others);
    all.next().ok_or_else(|| AppError::Internal(anyhow::anyhow!("a form that was read holds no record")))
}

/// Puts what was chosen in the place of fields that both have changed. Gives whether all of them were chosen, beside
/// this revision.
fn choose(merged: &mut Merged<Value>, mine: &Fields<Value>, sent: &Sent, revision: i64) -> bool {
    if merged.conflicts.is_empty() {
        return true;
    }
    if sent.get(SEEN) != revision.to_string() {
        return false;
    }
    for field in &merged.conflicts {
        match sent.get(&format!("{CHOICE}{field}")) {
            "theirs" => {}
            "yours" => edit::set(&mut merged.fields, field, mine.get(field)),
            _ => return false,
        }
    }
    true
}

/// The page that asks whose words count. It holds all that was typed.
async fn conflict(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    now: &KeptRecord,
    change: &Change,
    (mine, merged, sent): (&Fields<Value>, &Merged<Value>, &Sent),
) -> Answer {
    let names = Names::read(desk, signed).await.map_err(failed)?;
    let history = desk.store.history(now.noun, &now.id).await.map_err(failed)?;
    let theirs = as_written_now(now)?;
    let was_asked = sent.get(SEEN) == now.revision.to_string();
    let choice = |field: &String| {
        let name = format!("{CHOICE}{field}");
        // Nothing is chosen for anybody; what was chosen beside these words stays chosen.
        let chosen = if was_asked { sent.get(&name).to_owned() } else { String::new() };
        ChoiceBetween {
            label: words::label(field),
            was: words::said(field, change.was.get(field)),
            theirs: words::said(field, theirs.get(field)),
            yours: words::said(field, mine.get(field)),
            problem: (was_asked && chosen.is_empty()).then(|| "Choose one of the two.".to_owned()),
            chosen,
            name,
        }
    };
    let is_typed = |name: &str| !name.starts_with(CHOICE) && name != SEEN && name != "base";
    let mut hidden: Vec<(String, String)> = sent.pairs().iter().filter(|(name, _)| is_typed(name)).cloned().collect();
    hidden.push(("base".to_owned(), change.base.to_string()));
    hidden.push((SEEN.to_owned(), now.revision.to_string()));
    let others = edit::differences(&change.was, &theirs);
    let kept = others.iter().map(|one| one.field).filter(|field| !merged.conflicts.iter().any(|one| one == field));
    let kept = words::names_of(kept);
    let page = ConflictPage {
        record: link(now),
        who: history.last().map(|last: &Revision| names.writer(&last.way, &last.who)).unwrap_or_default(),
        kept: if kept.is_empty() { kept } else { format!("{kept} was changed meanwhile too. That is kept.") },
        form: DeskForm { action: format!("{}/edit", url_of(now.noun, &now.id)), hidden, ..DeskForm::default() },
        choices: merged.conflicts.iter().map(choice).collect(),
    };
    let page = show(app, signed, (&title(now), MENU), &DeskMain::Conflict(page));
    Ok(page.status(StatusCode::CONFLICT).into_response())
}
