//! What is done with a record and asks for words: withdraw it, and bring it back.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{Answer, failed, link, problems_of, record_to, see_other, show, url_of},
    fields::Fields,
    proposals::sentence,
    record::stands_on,
    words::Names,
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    state::AppState,
};
use ::desk::Action;
use app::model::desk::{ActPage, DeskField, DeskFieldKind, DeskForm, DeskMain, DeskOption};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use directory::Slug;
use store::{Base, By, Change, GoneWhy, KeptRecord, Outcome, Revision, StoreError, Way};

const MENU: &str = "/desk/records";

/// The parts of the address of a record.
pub(super) type RecordPath = Path<(String, String)>;

/// A page that asks before something is done.
pub(super) struct Ask<'a> {
    pub(super) app: &'a AppState,
    pub(super) signed: &'a Signed,
    pub(super) record: &'a KeptRecord,
    pub(super) heading: &'static str,
    pub(super) page: ActPage,
}

impl Ask<'_> {
    pub(super) fn show(self, status: StatusCode) -> crate::answer::Page {
        let page = ActPage { record: link(self.record), heading: self.heading.to_owned(), ..self.page };
        show(self.app, self.signed, (self.heading, MENU), &DeskMain::Act(page)).status(status)
    }
}

pub(super) fn options(all: &[(&str, &str)]) -> Vec<DeskOption> {
    let option = |(value, label): &(&str, &str)| DeskOption { value: (*value).to_owned(), label: (*label).to_owned() };
    all.iter().map(option).collect()
}

/// The field for the words that stand in the history.
pub(super) fn why_field(value: &str, problem: Option<&str>) -> DeskField {
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
pub(super) fn why_problem(why: &str) -> Option<&'static str> {
    match why.chars().count() {
        0 => Some("Say why, for whoever reads the history."),
        count if count > 1_000 => Some("Please make it shorter: 1,000 letters at the most."),
        _ => None,
    }
}

pub(super) fn form(record: &KeptRecord, what: &str, fields: Vec<DeskField>, button: &str) -> DeskForm {
    DeskForm {
        action: format!("{}/{what}", url_of(record.noun, &record.id)),
        hidden: vec![("base".to_owned(), record.revision.to_string())],
        fields,
        problems: Vec::new(),
        button: button.to_owned(),
    }
}

/// That somebody else saved the record after the page was shown.
pub(super) async fn changed_meanwhile(desk: &Desk, signed: &Signed, record: &KeptRecord) -> Result<String, AppError> {
    let names = Names::read(desk, signed).await.map_err(failed)?;
    let history = desk.store.history(record.noun, &record.id).await.map_err(failed)?;
    let who = history.last().map(|last: &Revision| names.writer(&last.way, &last.who)).unwrap_or_default();
    Ok(format!("{who}, has changed the record meanwhile. Look at what it says now, and decide once more."))
}

pub(super) fn by(signed: &Signed) -> By {
    By { way: Way::Form, who: signed.person.id.clone() }
}

pub(super) fn base_of(fields: &Fields) -> i64 {
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
    Path(path): RecordPath,
) -> PageResult {
    let record = record_to(&desk, &signed, Action::Withdraw, &path).await?;
    Ok(withdraw_page(&app, &signed, &record, Withdrawal::default()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn withdraw(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record_to(&desk, &signed, Action::Withdraw, &path).await?;
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
                typed.problems.push(changed_meanwhile(&desk, &signed, &record).await?);
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
    Path(path): RecordPath,
) -> PageResult {
    let record = record_to(&desk, &signed, Action::Withdraw, &path).await?;
    Ok(bring_back_page(&app, &signed, &record, ("", None), Vec::new()).show(StatusCode::OK))
}

/// The same, sent.
pub(super) async fn bring_back(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(path): RecordPath,
    fields: Fields,
) -> Answer {
    let record = record_to(&desk, &signed, Action::Withdraw, &path).await?;
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
                    problems.push(changed_meanwhile(&desk, &signed, &record).await?);
                }
                Err(error @ StoreError::Unfit { .. }) => problems.push(sentence(&error.to_string())),
                Err(error) => return Err(failed(error)),
            }
        }
    }
    Ok(bring_back_page(&app, &signed, &record, (why, problem), problems).show(status).into_response())
}
