//! Looking for records: all of them, those that are withdrawn too.

use super::{
    Desk, OfDesk, Signed,
    at_hand::{asked_for, failed, link, may, show, states},
    words,
};
use crate::{
    controllers::{App, PageResult},
    errors::AppError,
    query::Pairs,
    state::AppState,
};
use ::desk::{Action, Verdict};
use app::model::desk::{DeskField, DeskFieldKind, DeskForm, DeskMain, DeskOption, FoundRecord, RecordsPage};
use axum::{Extension, extract::State};
use serde_json::Value;
use store::{FoundRecords, KeptRecord, Noun, RecordQuery, RecordState};

/// Records on one page.
const PER_PAGE: usize = 30;

/// The states in the form, with their words.
const STATES: [(&str, RecordState, &str); 4] = [
    ("confirmed", RecordState::Confirmed, "Confirmed"),
    ("unconfirmed", RecordState::Unconfirmed, "Not confirmed"),
    ("stewards", RecordState::Kept, "Kept by stewards"),
    ("withdrawn", RecordState::Withdrawn, "Withdrawn"),
];

/// `GET /desk/records`: what was looked for.
pub(super) async fn list(State(app): App, Extension(desk): OfDesk, signed: Signed, Pairs(asked): Pairs) -> PageResult {
    let [typed, noun, state] = ["q", "noun", "state"].map(|name| asked_for(&asked, name));
    let page = asked_for(&asked, "page").parse::<usize>().unwrap_or(1).clamp(1, 100_000);
    let query = RecordQuery {
        words: typed.to_owned(),
        noun: Noun::of_table(noun),
        state: STATES.iter().find(|(name, ..)| *name == state).map(|(_, state, _)| *state),
        skip: (page - 1) * PER_PAGE,
        take: PER_PAGE,
    };
    let found = find(&desk, &signed, &query).await?;
    let at = |page: usize| {
        let mut address = form_urlencoded::Serializer::new(String::new());
        let pairs = [("q", typed), ("noun", noun), ("state", state)].into_iter().filter(|(_, value)| !value.is_empty());
        format!("/desk/records?{}", address.extend_pairs(pairs).append_pair("page", &page.to_string()).finish())
    };
    let shown = RecordsPage {
        form: form(typed, noun, state),
        asked: ![typed, noun, state].concat().is_empty() || page > 1,
        total: found.total,
        first: query.skip + 1,
        back: (page > 1 && found.total > 0).then(|| at(page - 1)),
        next: (query.skip + found.rows.len() < found.total && !found.rows.is_empty()).then(|| at(page + 1)),
        rows: found.rows.iter().map(|record| row(&app, record)).collect(),
    };
    Ok(show(&app, &signed, ("Records", "/desk/records"), &DeskMain::Records(shown)))
}

/// What somebody may see of what was looked for. Of whoever does not see everything, those of others count in no
/// number.
async fn find(desk: &Desk, signed: &Signed, query: &RecordQuery) -> Result<FoundRecords, AppError> {
    if ::desk::may(&signed.person, Action::See, &::desk::Record::default()) == Verdict::Yes {
        return desk.store.find_records(query).await.map_err(failed);
    }
    let all = RecordQuery { skip: 0, take: usize::MAX >> 1, ..query.clone() };
    let mut rows = desk.store.find_records(&all).await.map_err(failed)?.rows;
    rows.retain(|record| may(signed, Action::See, record) == Verdict::Yes);
    let total = rows.len();
    Ok(FoundRecords { rows: rows.into_iter().skip(query.skip).take(query.take).collect(), total })
}

fn row(app: &AppState, record: &KeptRecord) -> FoundRecord {
    let text = |field: &str| record.fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let more = match record.noun {
        Noun::Service => {
            let id = text("organization_id");
            app.engine.catalogue.organization(id).map_or(id, |organization| &organization.name).to_owned()
        }
        Noun::Location => text("town").to_owned(),
        _ => String::new(),
    };
    FoundRecord { record: link_with_capital(record), id: record.id.clone(), more, states: states(record) }
}

/// A record whose noun begins a line.
fn link_with_capital(record: &KeptRecord) -> app::model::desk::RecordLink {
    let link = link(record);
    app::model::desk::RecordLink { noun: words::label(&link.noun), ..link }
}

fn form(typed: &str, noun: &str, state: &str) -> DeskForm {
    let option = |value: &str, label: &str| DeskOption { value: value.to_owned(), label: label.to_owned() };
    let nouns = [Noun::Service, Noun::Organization, Noun::Location, Noun::Source];
    let nouns = nouns.map(|noun| option(noun.table(), &words::label(noun.words())));
    let states = STATES.map(|(name, _, label)| option(name, label));
    let select = |name: &str, label: &str, value: &str, any: &str, options: &[DeskOption]| DeskField {
        name: name.to_owned(),
        label: label.to_owned(),
        value: options.iter().find(|option| option.value == value).map_or_else(String::new, |one| one.value.clone()),
        kind: DeskFieldKind::Select([&[option("", any)], options].concat()),
        ..DeskField::default()
    };
    let what = DeskField {
        name: "q".to_owned(),
        label: "Words, id, number or postcode".to_owned(),
        value: typed.to_owned(),
        ..DeskField::default()
    };
    let fields = vec![
        what,
        select("noun", "What", noun, "Everything", &nouns),
        select("state", "State", state, "Every state", &states),
    ];
    DeskForm { fields, ..DeskForm::default() }
}
