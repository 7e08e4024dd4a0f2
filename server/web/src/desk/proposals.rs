//! What somebody who may not write a record would have it say: take it field by field, or refuse it with words.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{Answer, asked_for, failed, link, may, problems_of, record, refused, see_other, show},
    fields::Fields,
    words::{self, Names},
};
use crate::{controllers::App, errors::AppError, query::Pairs, state::AppState};
use ::desk::{Action, Verdict};
use app::model::desk::{
    DeskField, DeskFieldKind, DeskForm, DeskMain, ProposalPage, ProposalRow, ProposalsPage, ProposedChange,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use directory::edit::{self, Standing};
use store::{Decision, KeptRecord, Proposal, ProposalState, Record, StoreError};

const MENU: &str = "/desk/proposals";

/// A proposal in a list.
fn row(app: &AppState, names: &Names, proposal: &Proposal, record: &KeptRecord) -> ProposalRow {
    let fields = words::names_of(proposal.fields.iter().map(|field| field.field.as_str()));
    let does = match (proposal.gone, fields.is_empty()) {
        (true, _) => "takes it off the list".to_owned(),
        (false, true) => "its words are taken out".to_owned(),
        (false, false) => format!("changes {fields}"),
    };
    ProposalRow {
        url: format!("/desk/proposals/{}", proposal.number),
        name: record.name().to_owned(),
        noun: words::label(record.noun.one()),
        does,
        from: names.proposer(&proposal.origin, proposal.person()),
        made: words::day_of(app, &proposal.made_at),
    }
}

/// The proposals that wait and are about records that the one who asks may see, the oldest first.
pub(super) async fn waiting(app: &AppState, desk: &Desk, signed: &Signed) -> Result<Vec<ProposalRow>, AppError> {
    let names = Names::read(desk, signed).await.map_err(failed)?;
    let mut rows = Vec::new();
    for proposal in desk.store.proposals().await.map_err(failed)? {
        let record = desk.store.record(proposal.noun, &proposal.id).await.map_err(failed)?;
        if let Some(record) = record.filter(|record| may(signed, Action::See, record) == Verdict::Yes) {
            rows.push(row(app, &names, &proposal, &record));
        }
    }
    Ok(rows)
}

/// `/desk/proposals`.
pub(super) async fn list(State(app): App, Extension(desk): OfDesk, signed: Signed, Pairs(asked): Pairs) -> Answer {
    let rows = waiting(&app, &desk, &signed).await?;
    let notice = match asked_for(&asked, "done") {
        "taken" => Some("Taken. It is in the record now.".to_owned()),
        "refused" => Some("Refused. The record stays as it is.".to_owned()),
        _ => None,
    };
    let page = ProposalsPage { rows, notice };
    Ok(show(&app, &signed, ("Proposals", MENU), &DeskMain::Proposals(page)).into_response())
}

/// A proposal with the record that it is about, which the one who asks may see.
async fn find(desk: &Desk, signed: &Signed, number: i64) -> Result<(Proposal, KeptRecord), AppError> {
    let proposal = desk.store.proposal(number).await.map_err(failed)?.ok_or(AppError::NotFound("proposal"))?;
    let record = record(desk, signed, proposal.noun.table(), &proposal.id).await?;
    Ok((proposal, record))
}

/// `/desk/proposals/{n}`.
pub(super) async fn show_one(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(number): Path<i64>,
) -> Answer {
    let (proposal, record) = find(&desk, &signed, number).await?;
    let names = Names::read(&desk, &signed).await.map_err(failed)?;
    let page = page(&app, &signed, &names, &proposal, &record, &Typed::untouched(&proposal));
    Ok(show(&app, &signed, (&title(number), MENU), &page).into_response())
}

fn title(number: i64) -> String {
    format!("Proposal {number}")
}

/// What somebody chose and typed.
struct Typed {
    ticked: Vec<String>,
    why: String,
    why_problem: Option<String>,
    problems: Vec<String>,
}

impl Typed {
    /// Before anything was chosen: what nobody has changed meanwhile is ticked.
    fn untouched(proposal: &Proposal) -> Self {
        let clean = proposal.fields.iter().filter(|field| field.standing == Standing::Clean);
        let ticked = clean.map(|field| field.field.clone()).collect();
        Self { ticked, why: String::new(), why_problem: None, problems: Vec::new() }
    }
}

fn page(
    app: &AppState,
    signed: &Signed,
    names: &Names,
    proposal: &Proposal,
    record: &KeptRecord,
    typed: &Typed,
) -> DeskMain {
    let change = |field: &store::ProposedField| ProposedChange {
        label: words::label(&field.field),
        before: words::said(&field.field, field.before.as_ref()),
        now: words::said(&field.field, field.now.as_ref()),
        new: words::said(&field.field, field.new.as_ref()),
        caution: match field.standing {
            Standing::Conflict => Some("This was changed here too. Who takes it writes over that."),
            Standing::AlreadySo => Some("The record says so already."),
            Standing::Clean => None,
        },
        ticked: typed.ticked.contains(&field.field),
        field: field.field.clone(),
    };
    let why = DeskField {
        name: "why".to_owned(),
        label: "Why".to_owned(),
        hint: "It stands in the history. Whoever refuses must say why.".to_owned(),
        value: typed.why.clone(),
        problem: typed.why_problem.clone(),
        kind: DeskFieldKind::Lines,
        ..DeskField::default()
    };
    let is_own = proposal.person() == Some(signed.person.id.as_str());
    let may_decide = may(signed, Action::Decide { own: is_own }, record) == Verdict::Yes;
    let cannot = match (may_decide, is_own) {
        (true, _) => None,
        (false, true) => Some("You have proposed this yourself, so somebody else decides it.".to_owned()),
        (false, false) => Some("Somebody who looks after this record decides it.".to_owned()),
    };
    let page = ProposalPage {
        number: proposal.number,
        record: link(record),
        from: names.proposer(&proposal.origin, proposal.person()),
        made: words::day_of(app, &proposal.made_at),
        gone: proposal.gone,
        changes: proposal.fields.iter().map(change).collect(),
        decided: decided(app, names, proposal),
        why: proposal.why.clone(),
        cannot: cannot.filter(|_| proposal.state == ProposalState::Open),
        form: DeskForm {
            action: format!("/desk/proposals/{}", proposal.number),
            hidden: vec![("revision".to_owned(), record.revision.to_string())],
            fields: vec![why],
            problems: typed.problems.clone(),
            button: String::new(),
        },
    };
    DeskMain::Proposal(Box::new(page))
}

/// What has become of a proposal, and by whom.
fn decided(app: &AppState, names: &Names, proposal: &Proposal) -> Option<String> {
    let word = match proposal.state {
        ProposalState::Open => return None,
        ProposalState::Taken => "took this",
        ProposalState::Refused => "refused this",
        ProposalState::Closed => {
            return Some(
                "Nothing is left to decide: the record says so already, or it is not proposed any more.".into(),
            );
        }
    };
    let who = match proposal.decided_by.as_str() {
        "" => "Somebody, with a command on the server,".to_owned(),
        id => names.of(id),
    };
    let when = proposal.decided_at.as_deref().map(|at| words::moment(app, at)).unwrap_or_default();
    Some(format!("{who} {word} on {when}."))
}

/// The same address, sent: takes what is ticked, or refuses it all.
pub(super) async fn decide(
    State(app): App,
    Extension(desk): OfDesk,
    signed: Signed,
    Path(number): Path<i64>,
    fields: Fields,
) -> Answer {
    let (proposal, record) = find(&desk, &signed, number).await?;
    let here = format!("/desk/proposals/{number}");
    if proposal.state != ProposalState::Open {
        return Ok(see_other(&here));
    }
    let is_own = proposal.person() == Some(signed.person.id.as_str());
    if may(&signed, Action::Decide { own: is_own }, &record) < Verdict::Yes {
        return Err(refused());
    }
    let mut typed = Typed {
        ticked: fields.pairs().iter().filter(|(name, _)| name == "field").map(|(_, field)| field.clone()).collect(),
        why: fields.get("why").to_owned(),
        why_problem: None,
        problems: Vec::new(),
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let refuses = fields.get("decision") == "refuse";
    let decision = if refuses || proposal.gone {
        if refuses { Decision::Refuse } else { Decision::Take(None) }
    } else {
        Decision::Take(Some(typed.ticked.clone()))
    };
    if fields.get("revision") != record.revision.to_string() {
        status = StatusCode::CONFLICT;
        typed.problems.push(
            "Somebody changed the record while you looked. See below what it says now, and decide once more.".into(),
        );
    } else if refuses {
        if typed.why.is_empty() {
            typed.why_problem = Some("Say why, for whoever proposed it.".to_owned());
        }
    } else if !proposal.gone {
        typed.problems = taking_problems(&app, &proposal, &record, &typed.ticked);
    }
    if typed.problems.is_empty() && typed.why_problem.is_none() {
        let decided = desk.store.register().decide(number, &decision, &signed.person.id, &typed.why).await;
        match decided {
            Ok(_) => {
                let done = if refuses { "refused" } else { "taken" };
                return Ok(see_other(&format!("{MENU}?done={done}")));
            }
            // Somebody else was quicker: the page says who.
            Err(StoreError::NoProposal { .. }) => return Ok(see_other(&here)),
            Err(error @ (StoreError::Unfit { .. } | StoreError::NoField { .. })) => {
                typed.problems.push(sentence(&error.to_string()));
            }
            Err(error) => return Err(failed(error)),
        }
    }
    let names = Names::read(&desk, &signed).await.map_err(failed)?;
    let page = page(&app, &signed, &names, &proposal, &record, &typed);
    Ok(show(&app, &signed, (&title(number), MENU), &page).status(status).into_response())
}

/// Why what is ticked cannot be taken: nothing is, or the record would be wrong then.
fn taking_problems(app: &AppState, proposal: &Proposal, record: &KeptRecord, ticked: &[String]) -> Vec<String> {
    let taken: Vec<_> = proposal.fields.iter().filter(|field| ticked.contains(&field.field)).collect();
    if taken.is_empty() {
        return vec!["Tick what you take, or refuse it all.".to_owned()];
    }
    let mut fields = record.fields.clone();
    for field in taken {
        edit::set(&mut fields, &field.field, field.new.as_ref());
    }
    match Record::from_fields(record.noun, &fields) {
        Ok(record) => problems_of(app, &record).iter().map(|problem| sentence(&problem.to_string())).collect(),
        Err(_) => vec!["What is ticked does not make a whole record. Take the other fields too.".to_owned()],
    }
}

/// A clause as a sentence.
pub(super) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let rest = letters.as_str();
    format!("{first}{rest}{}", if clause.ends_with('.') { "" } else { "." })
}
