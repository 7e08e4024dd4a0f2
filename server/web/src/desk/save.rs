//! What becomes of a changed record: it is written, or proposed where somebody else must decide, or told why not.

use super::{
    Desk, Signed,
    at_hand::{failed, may, problems_of, refused, url_of},
    proposals::sentence,
};
use crate::{errors::AppError, state::AppState};
use ::desk::{Action, Fields as Kind, Verdict};
use directory::edit::{Fields, differences};
use serde_json::Value;
use store::{Base, By, Change, KeptRecord, Outcome, Record, Revision, StoreError, Way};

/// Fields that one may change without harm: what it does, how to get help, when, what it costs.
const PLAIN: [&str; 6] = ["summary", "how_to_get_help", "eligibility", "schedules", "cost", "ages_note"];

/// What became of a change.
pub(super) enum Saved {
    /// It is done: the address that says so.
    Done(String),
    /// It is not done, for these reasons.
    Wrong(Vec<String>),
    /// Somebody else saved the record before.
    ChangedMeanwhile,
}

/// The most careful kind among the fields that differ.
pub(super) fn kind_of(from: &Fields<Value>, to: &Fields<Value>) -> Kind {
    let is =
        |fields: &Fields<Value>, field: &str, value: bool| fields.get(field).and_then(Value::as_bool) == Some(value);
    let kind = |field: &str| match field {
        "for_whom" => Kind::Dangerous,
        "confidential_address" if is(from, field, true) && is(to, field, false) => Kind::Dangerous,
        field if PLAIN.contains(&field) => Kind::Plain,
        _ => Kind::Guarded,
    };
    differences(from, to).iter().map(|one| kind(one.field)).max().unwrap_or(Kind::Plain)
}

/// Writes what a record is to say, or proposes it. `now` is the record as it stands.
pub(super) async fn write(
    desk: &Desk,
    signed: &Signed,
    now: &KeptRecord,
    record: Record,
    (base, why): (i64, &str),
) -> Result<Saved, AppError> {
    let here = url_of(now.noun, &now.id);
    let fields = record.fields().map_err(failed)?;
    match may(signed, Action::Edit(kind_of(&now.fields, &fields)), now) {
        Verdict::No => Err(refused()),
        Verdict::Proposes | Verdict::WithSecond => {
            let number = desk.store.register().propose(&record, now.revision, &signed.person.id).await;
            Ok(Saved::Done(format!("{here}?proposed={}", number.map_err(failed)?)))
        }
        Verdict::Yes => {
            let by = By { way: Way::Form, who: signed.person.id.clone() };
            let change = Change::Put(record, Base::Revision(now.revision));
            match desk.store.register().write(vec![change], &by, why).await {
                Ok(Outcome::Written(written)) => Ok(Saved::Done(match written.rows.first() {
                    Some((_, _, revision)) => format!("{here}?saved={revision}&base={base}"),
                    None => format!("{here}?done=same"),
                })),
                Ok(Outcome::Conflict(_)) => Ok(Saved::ChangedMeanwhile),
                Err(error @ StoreError::Unfit { .. }) => Ok(Saved::Wrong(vec![sentence(&error.to_string())])),
                Err(error) => Err(failed(error)),
            }
        }
    }
}

/// Brings the words of an earlier revision back. `base` is the revision that whoever wants this has seen.
pub(super) async fn save(
    app: &AppState,
    desk: &Desk,
    signed: &Signed,
    now: &KeptRecord,
    base: i64,
    (to, why): (&Revision, &str),
) -> Result<Saved, AppError> {
    if base != now.revision {
        return Ok(Saved::ChangedMeanwhile);
    }
    let fields = to.fields.clone().unwrap_or_default();
    let Ok(record) = Record::from_fields(now.noun, &fields) else {
        return Ok(Saved::Wrong(vec!["That revision is no record that this program reads.".to_owned()]));
    };
    let problems = if to.gone { Vec::new() } else { problems_of(app, &record) };
    if !problems.is_empty() {
        return Ok(Saved::Wrong(problems.iter().map(|problem| sentence(&problem.to_string())).collect()));
    }
    if to.gone == now.gone && !to.gone {
        return write(desk, signed, now, record, (base, why)).await;
    }
    // Whether it is listed changes too.
    if may(signed, Action::Withdraw, now) < Verdict::Yes {
        return Err(refused());
    }
    let by = By { way: Way::Form, who: signed.person.id.clone() };
    let what = (now.noun, now.id.as_str());
    match desk.store.register().revert(what, Base::Revision(base), to.revision, &by, why).await {
        Ok(Outcome::Written(written)) => {
            let revision = written.rows.first().map_or(now.revision, |(_, _, revision)| *revision);
            Ok(Saved::Done(format!("{}?saved={revision}", url_of(now.noun, &now.id))))
        }
        Ok(Outcome::Conflict(_)) => Ok(Saved::ChangedMeanwhile),
        Err(error @ StoreError::Unfit { .. }) => Ok(Saved::Wrong(vec![sentence(&error.to_string())])),
        Err(error) => Err(failed(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Fields<Value> {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn the_most_careful_kind_of_field_decides() {
        let was = fields(json!({"cost": "", "phones": [], "for_whom": "anyone", "confidential_address": true}));
        let with = |change: Value| {
            let mut to = was.clone();
            to.extend(fields(change));
            kind_of(&was, &to)
        };
        assert_eq!(with(json!({})), Kind::Plain);
        assert_eq!(with(json!({"cost": "Free"})), Kind::Plain);
        assert_eq!(with(json!({"cost": "Free", "phones": [{}]})), Kind::Guarded);
        assert_eq!(with(json!({"cost": "Free", "for_whom": "men"})), Kind::Dangerous);
        assert_eq!(with(json!({"confidential_address": false})), Kind::Dangerous);
        let open = fields(json!({"confidential_address": false}));
        let secret = fields(json!({"confidential_address": true}));
        assert_eq!(kind_of(&open, &secret), Kind::Guarded, "to hide an address takes one person");
    }
}
