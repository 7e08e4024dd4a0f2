//! What is done with a record and asks for words: withdraw it, bring it back, bring earlier words back, and note
//! that somebody asked.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{Answer, asked_for, failed, link, may, problems_of, record, refused, see_other, show, url_of},
    fields::Fields,
    proposals::sentence,
    record::stands_on,
    save::{Saved, save},
    words::{self, Names},
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use ::desk::{Action, Verdict};
use app::model::desk::{ActPage, DeskField, DeskFieldKind, DeskForm, DeskMain, DeskOption};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use chrono::NaiveDate;
use directory::Slug;
use store::{Base, By, Change, GoneWhy, How, KeptRecord, Noun, Outcome, Revision, StoreError, Way};

const MENU: &str = "/desk/records";

type RecordPath = Path<(String, String)>;

/// A page that asks before something is done.
struct Ask<'a> {
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    heading: &'static str,
    page: ActPage,
}

impl Ask<'_> {
    fn show(self, status: StatusCode) -> crate::answer::Page {
        let page = ActPage { record: link(self.record), heading: self.heading.to_owned(), ..self.page };
        show(self.app, self.signed, (self.heading, MENU), &DeskMain::Act(page)).status(status)
    }
}

fn options(all: &[(&str, &str)]) -> Vec<DeskOption> {
    let option = |(value, label): &(&str, &str)| DeskOption { value: (*value).to_owned(), label: (*label).to_owned() };
    all.iter().map(option).collect()
}

/// The field for the words that stand in the history.
fn why_field(value: &str, problem: Option<&str>) -> DeskField {
    DeskField {
        name: "why".to_owned(),
        label: "Why".to_owned(),
        hint: "It stands in the history. No names of people.".to_owned(),
        value: value.to_owned(),
        problem: problem.map(str::to_owned),
        required: true,
        kind: DeskFieldKind::Lines,
    }
}

/// What is wrong with the words that say why.
fn why_problem(why: &str) -> Option<&'static str> {
    match why.chars().count() {
        0 => Some("Say why, for whoever reads the history."),
        count if count > 1_000 => Some("Please make it shorter: 1,000 letters at the most."),
        _ => None,
    }
}

fn form(record: &KeptRecord, what: &str, fields: Vec<DeskField>, button: &str) -> DeskForm {
    DeskForm {
        action: format!("{}/{what}", url_of(record.noun, &record.id)),
        hidden: vec![("base".to_owned(), record.revision.to_string())],
        fields,
        problems: Vec::new(),
        button: button.to_owned(),
    }
}

/// That somebody else saved the record after the page was shown.
async fn changed_meanwhile(desk: &Desk, record: &KeptRecord) -> Result<String, AppError> {
    let names = Names::read(desk).await.map_err(failed)?;
    let history = desk.store.history(record.noun, &record.id).await.map_err(failed)?;
    let who = history.last().map(|last: &Revision| names.writer(&last.way, &last.who)).unwrap_or_default();
    Ok(format!("{who}, has changed the record meanwhile. Look at what it says now, and decide once more."))
}

fn by(signed: &Signed) -> By {
    By { way: Way::Form, who: signed.person.id.clone() }
}

fn base_of(fields: &Fields) -> i64 {
    fields.get("base").parse().unwrap_or_default()
}

const REASONS: [(&str, &str); 5] = [
    ("closed", "Closed for good"),
    ("merged", "The same as another record"),
    ("moved", "Moved away, or runs under another record now"),
    ("asked", "They asked not to be listed"),
    ("mistake", "It should never have been listed"),
];

/// What is typed to withdraw a record, each with what is wrong with it.
#[derive(Default)]
struct Withdrawal {
    reason: (String, Option<&'static str>),
    successor: (String, Option<String>),
    why: (String, Option<&'static str>),
    problems: Vec<String>,
}

fn withdraw_page<'a>(app: &'a AppState, signed: &'a Signed, record: &'a KeptRecord, typed: Withdrawal) -> Ask<'a> {
    let Withdrawal { reason, successor, why, problems } = typed;
    let stand: Vec<&str> = services_on(app, record);
    let heading = "Withdraw it";
    if record.gone || !stand.is_empty() {
        let said = if record.gone {
            "It is withdrawn already.".to_owned()
        } else {
            let services = directory::plural(stand.len(), "service stands on it", "services stand on it");
            format!("{services}, and would lose it: {}. Change or withdraw them first.", stand.join(", "))
        };
        return Ask { app, signed, record, heading, page: ActPage { about: vec![said], ..ActPage::default() } };
    }
    let fields = vec![
        DeskField {
            name: "reason".to_owned(),
            label: "What has become of it?".to_owned(),
            value: reason.0,
            problem: reason.1.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Radios(options(&REASONS)),
            ..DeskField::default()
        },
        DeskField {
            name: "successor".to_owned(),
            label: format!("The {} that stands for it now", record.noun.one()),
            hint: "Its id, as in the address of its page. Leave it empty where there is none.".to_owned(),
            value: successor.0,
            problem: successor.1,
            ..DeskField::default()
        },
        why_field(&why.0, why.1),
    ];
    let form = DeskForm { problems, ..form(record, "withdraw", fields, "Withdraw it") };
    let about = vec![
        "It leaves the site, the search, the map and the open data. Nothing is deleted: it keeps its history, and you can bring it back.".to_owned(),
    ];
    Ask { app, signed, record, heading, page: ActPage { about, form: Some(form), ..ActPage::default() } }
}

/// The names of the listed services that name a record.
fn services_on<'a>(app: &'a AppState, record: &KeptRecord) -> Vec<&'a str> {
    let services = app.engine.catalogue.listed.services.iter();
    services.filter(|service| stands_on(service, record)).map(|service| service.name.as_str()).collect()
}

/// `GET /desk/{noun}/{id}/withdraw`.
pub(super) async fn ask_to_withdraw(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
) -> PageResult {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Withdraw, &record) < Verdict::Yes {
        return Err(refused());
    }
    Ok(withdraw_page(&app, &signed, &record, Withdrawal::default()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn withdraw(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Withdraw, &record) < Verdict::Yes {
        return Err(refused());
    }
    let [reason, successor, why] = ["reason", "successor", "why"].map(|name| fields.get(name).trim().to_owned());
    let chosen = GoneWhy::of_word(&reason);
    let next = find_successor(&desk, &record, &successor).await?;
    let mut typed = Withdrawal {
        reason: (reason, chosen.is_none().then_some("Choose one.")),
        why: (why.clone(), why_problem(&why)),
        ..Withdrawal::default()
    };
    let successor_problem = match &next {
        Err(problem) => Some((*problem).to_owned()),
        Ok(None) if chosen == Some(GoneWhy::Merged) => Some("Say which record says the same.".to_owned()),
        Ok(_) => None,
    };
    typed.successor = (successor, successor_problem);
    let is_right = typed.reason.1.is_none() && typed.successor.1.is_none() && typed.why.1.is_none();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let (Ok(next), true) = (next, is_right && !record.gone && services_on(&app, &record).is_empty()) {
        let id: Slug = record.id.parse().map_err(failed_id)?;
        let base = Base::Revision(base_of(&fields));
        let change = Change::Withdraw { noun: record.noun, id, base, why: chosen, successor: next };
        match desk.store.register().write(vec![change], &by(&signed), &why).await.map_err(failed)? {
            Outcome::Written(_) => {
                return Ok(see_other(&format!("{}?done=withdrawn", url_of(record.noun, &record.id))));
            }
            Outcome::Conflict(_) => {
                status = StatusCode::CONFLICT;
                typed.problems.push(changed_meanwhile(&desk, &record).await?);
            }
        }
    }
    Ok(withdraw_page(&app, &signed, &record, typed).show(status).into_response())
}

fn failed_id(invalid: directory::Invalid) -> AppError {
    AppError::Internal(invalid.into())
}

/// The record that stands for another now, by its id. It must be listed, and not be that record itself.
async fn find_successor(
    desk: &Desk,
    of: &KeptRecord,
    id: &str,
) -> Result<Result<Option<Slug>, &'static str>, AppError> {
    if id.is_empty() {
        return Ok(Ok(None));
    }
    let Ok(slug) = id.parse::<Slug>() else { return Ok(Err("That is no id: take it from the address of its page.")) };
    if id == of.id {
        return Ok(Err("That is this record itself."));
    }
    let found = desk.store.record(of.noun, id).await.map_err(failed)?;
    Ok(if found.is_some_and(|found| !found.gone) { Ok(Some(slug)) } else { Err("No such record is listed.") })
}

fn bring_back_page<'a>(
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    (why, problem): (&str, Option<&str>),
    problems: Vec<String>,
) -> Ask<'a> {
    let heading = "Bring it back";
    if !record.gone {
        let about = vec!["It is not withdrawn.".to_owned()];
        return Ask { app, signed, record, heading, page: ActPage { about, ..ActPage::default() } };
    }
    let form = DeskForm { problems, ..form(record, "bring-back", vec![why_field(why, problem)], "Bring it back") };
    let about = vec!["It is listed again as it was when it was withdrawn.".to_owned()];
    Ask { app, signed, record, heading, page: ActPage { about, form: Some(form), ..ActPage::default() } }
}

/// `GET /desk/{noun}/{id}/bring-back`.
pub(super) async fn ask_to_bring_back(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
) -> PageResult {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Withdraw, &record) < Verdict::Yes {
        return Err(refused());
    }
    Ok(bring_back_page(&app, &signed, &record, ("", None), Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn bring_back(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Withdraw, &record) < Verdict::Yes {
        return Err(refused());
    }
    let why = fields.get("why").trim();
    let problem = why_problem(why);
    let mut problems = Vec::new();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if problem.is_none() && record.gone {
        let listed = record.record().map_err(failed)?;
        problems = problems_of(&app, &listed).iter().map(|problem| sentence(&problem.to_string())).collect();
        if problems.is_empty() {
            let change = Change::Put(listed, Base::Revision(base_of(&fields)));
            match desk.store.register().write(vec![change], &by(&signed), why).await {
                Ok(Outcome::Written(_)) => {
                    return Ok(see_other(&format!("{}?done=back", url_of(record.noun, &record.id))));
                }
                Ok(Outcome::Conflict(_)) => {
                    status = StatusCode::CONFLICT;
                    problems.push(changed_meanwhile(&desk, &record).await?);
                }
                Err(error @ StoreError::Unfit { .. }) => problems.push(sentence(&error.to_string())),
                Err(error) => return Err(failed(error)),
            }
        }
    }
    Ok(bring_back_page(&app, &signed, &record, (why, problem), problems).show(status).into_response())
}

/// An earlier revision whose words are kept.
async fn earlier(desk: &Desk, record: &KeptRecord, number: &str) -> Result<Revision, AppError> {
    let history = desk.store.history(record.noun, &record.id).await.map_err(failed)?;
    let number: Option<i64> = number.parse().ok();
    let found = history.into_iter().find(|one| Some(one.revision) == number && one.fields.is_some());
    found.ok_or(AppError::NotFound("revision"))
}

fn revert_page<'a>(
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    to: &Revision,
    (why, problem): (&str, Option<&str>),
    problems: Vec<String>,
) -> Ask<'a> {
    let mut form =
        DeskForm { problems, ..form(record, "revert", vec![why_field(why, problem)], "Bring these words back") };
    form.hidden.push(("to".to_owned(), to.revision.to_string()));
    let differences =
        to.fields.as_ref().map(|fields| words::difference_rows(&record.fields, fields)).unwrap_or_default();
    let mut about = vec![format!(
        "The record says again what it said in revision {}, of {}. That is a new revision; what it says now stays in the history.",
        to.revision,
        words::moment(app, &to.at)
    )];
    about.extend((to.gone && !record.gone).then(|| "It was withdrawn then, and is so again.".to_owned()));
    about.extend((!to.gone && record.gone).then(|| "It was listed then, and is so again.".to_owned()));
    let page = ActPage { about, differences, form: Some(form), ..ActPage::default() };
    Ask { app, signed, record, heading: "Bring earlier words back", page }
}

/// `GET /desk/{noun}/{id}/revert?to=2`.
pub(super) async fn ask_to_revert(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    Pairs(asked): Pairs,
) -> PageResult {
    let record = record(&desk, &signed, &noun, &id).await?;
    if may(&signed, Action::Edit(::desk::Fields::Plain), &record) == Verdict::No {
        return Err(refused());
    }
    let to = earlier(&desk, &record, asked_for(&asked, "to")).await?;
    Ok(revert_page(&app, &signed, &record, &to, ("", None), Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn revert(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    let to = earlier(&desk, &record, fields.get("to")).await?;
    let why = fields.get("why").trim();
    let problem = why_problem(why);
    let (mut problems, mut status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
    if problem.is_none() {
        match save(&app, &desk, &signed, &record, base_of(&fields), (&to, why)).await? {
            Saved::Done(address) => return Ok(see_other(&address)),
            Saved::Wrong(wrong) => problems = wrong,
            Saved::ChangedMeanwhile => {
                status = StatusCode::CONFLICT;
                problems.push(changed_meanwhile(&desk, &record).await?);
            }
        }
    }
    Ok(revert_page(&app, &signed, &record, &to, (why, problem), problems).show(status).into_response())
}

const WAYS: [(&str, &str); 4] = [
    ("phone", "I rang them"),
    ("email", "I wrote to them"),
    ("visit", "I was there"),
    ("page", "I read their own page, and asked nobody"),
];

fn confirm_page<'a>(
    app: &'a AppState,
    signed: &'a Signed,
    record: &'a KeptRecord,
    [(how, how_problem), (day, day_problem)]: [(&str, Option<&str>); 2],
    problems: Vec<String>,
) -> Ask<'a> {
    let fields = vec![
        DeskField {
            name: "how".to_owned(),
            label: "How did you ask?".to_owned(),
            value: how.to_owned(),
            problem: how_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Radios(options(&WAYS)),
            ..DeskField::default()
        },
        DeskField {
            name: "day".to_owned(),
            label: "On which day?".to_owned(),
            value: day.to_owned(),
            problem: day_problem.map(str::to_owned),
            required: true,
            kind: DeskFieldKind::Day,
            ..DeskField::default()
        },
    ];
    let form = DeskForm { problems, ..form(record, "confirm", fields, "It is right") };
    let about = vec![
        "This notes that somebody asked, and that the record was right as it is. It changes nothing in it: where something is wrong, change that first.".to_owned(),
    ];
    let page = ActPage { about, form: Some(form), ..ActPage::default() };
    Ask { app, signed, record, heading: "I have asked: it is right", page }
}

/// `GET /desk/{noun}/{id}/confirm`.
pub(super) async fn ask_to_confirm(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
) -> PageResult {
    let record = record(&desk, &signed, &noun, &id).await?;
    if record.gone || may(&signed, Action::Confirm, &record) < Verdict::Yes {
        return Err(refused());
    }
    let today = app.clock.local().date().to_string();
    Ok(confirm_page(&app, &signed, &record, [("", None), (&today, None)], Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn confirm(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path((noun, id)): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record(&desk, &signed, &noun, &id).await?;
    if record.gone || may(&signed, Action::Confirm, &record) < Verdict::Yes {
        return Err(refused());
    }
    let (how, day) = (fields.get("how"), fields.get("day").trim());
    let (chosen, read) = (How::of_word(how), day.parse::<NaiveDate>().ok());
    let day_problem = match read {
        None => Some("Write a day that exists, such as 2026-03-03."),
        Some(read) if read > app.clock.local().date() => Some("That day is still to come."),
        Some(_) => None,
    };
    let (mut problems, mut status) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY);
    if base_of(&fields) != record.revision {
        status = StatusCode::CONFLICT;
        problems.push(changed_meanwhile(&desk, &record).await?);
    } else if let (Some(chosen), Some(read), None) = (chosen, read, day_problem) {
        let what: (Noun, &str) = (record.noun, &record.id);
        let register = desk.store.register();
        register.confirm(what, record.revision, read, chosen, &signed.person.id).await.map_err(failed)?;
        return Ok(see_other(&format!("{}?done=confirmed", url_of(record.noun, &record.id))));
    }
    let how_problem = chosen.is_none().then_some("Choose one.");
    let typed = [(how, how_problem), (day, day_problem)];
    Ok(confirm_page(&app, &signed, &record, typed, problems).show(status).into_response())
}
