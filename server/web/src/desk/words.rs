//! Records in words: what fields are called, what they say, when something was and who did it.

use super::{Desk, Signed, at_hand::sees_people};
use crate::state::AppState;
use app::model::desk::{FieldDifference, FieldText};
use chrono::{DateTime, NaiveDate};
use directory::edit::{Fields, differences};
use serde_json::{Map, Value};
use std::collections::HashMap;
use store::{PeopleError, Revision};

/// What fields of records and columns of tables are called, in the order in which they are shown. A name that is
/// not here is its own words: "hours_note" is "Hours note".
const LABELS: [(&str, &str); 41] = [
    ("name", "Name"),
    ("title", "Title"),
    ("organization_id", "Organisation"),
    ("kind", "Kind"),
    ("summary", "Summary"),
    ("needs", "Needs"),
    ("ages", "Ages"),
    ("minimum_age", "Minimum age"),
    ("maximum_age", "Maximum age"),
    ("ages_note", "About the ages"),
    ("eligibility", "Who can come"),
    ("how_to_get_help", "How to get help"),
    ("referral", "Who can ask"),
    ("who_can_refer", "Who can ask"),
    ("self_referral_age", "Age from which a young person can ask alone"),
    ("cost", "Cost"),
    ("phones", "Telephone numbers"),
    ("chats", "Chats"),
    ("schedules", "Times"),
    ("location_ids", "Places"),
    ("location_id", "Place"),
    ("url", "Web page"),
    ("email", "E-mail address"),
    ("area", "Area that it serves"),
    ("online", "Online"),
    ("phone_only", "By telephone only"),
    ("languages", "Languages"),
    ("audience", "Whom its words speak to"),
    ("for_whom", "For whom"),
    ("levels", "Levels of need"),
    ("levels_of_need", "Levels of need"),
    ("byday", "Days"),
    ("freq", "How often"),
    ("interval", "Every how many weeks or months"),
    ("bysetpos", "Which in the month"),
    ("text_number", "Takes texts"),
    ("status", "Confirmed"),
    ("assured_date", "Day on which the provider was asked"),
    ("confidential_address", "Address must stay secret"),
    ("source_ids", "Sources"),
    ("note", "Note for those who look after the list"),
];

/// What a field or a column is called.
pub(super) fn label(name: &str) -> String {
    if let Some((_, label)) = LABELS.iter().find(|(known, _)| *known == name) {
        return (*label).to_owned();
    }
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a field says, line by line; none for nothing.
pub(super) fn said(field: &str, value: Option<&Value>) -> Vec<String> {
    match (field, value.and_then(Value::as_str)) {
        ("status", Some("current")) => vec!["yes".to_owned()],
        ("status", Some(_)) => vec!["no, not yet".to_owned()],
        _ => lines(value),
    }
}

/// What a value says, line by line; none for nothing.
fn lines(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => text.lines().filter(|line| !line.is_empty()).map(short_time).collect(),
        Some(Value::Bool(yes)) => vec![if *yes { "yes" } else { "no" }.to_owned()],
        Some(Value::Number(number)) => vec![number.to_string()],
        Some(Value::Object(map)) => Some(object(map)).filter(|line| !line.is_empty()).into_iter().collect(),
        Some(Value::Array(all)) if all.iter().any(Value::is_object) => {
            all.iter().flat_map(|one| lines(Some(one))).collect()
        }
        Some(Value::Array(all)) => {
            let all = all.iter().flat_map(|one| lines(Some(one))).collect::<Vec<_>>().join(", ");
            Some(all).filter(|line| !line.is_empty()).into_iter().collect()
        }
    }
}

/// A row in one line: what it is first, then each of its fields that says something.
fn object(map: &Map<String, Value>) -> String {
    let bare = ["number", "address", "days"];
    let first = bare.iter().filter_map(|name| map.get_key_value(*name));
    let others = map.iter().filter(|(name, _)| !bare.contains(&name.as_str()));
    let part = |(name, value): (&String, &Value)| {
        let called = label(name).to_lowercase();
        match value {
            Value::Bool(true) => Some(called),
            Value::Bool(false) if name == "confirmed" => Some("not confirmed".to_owned()),
            Value::Bool(false) => None,
            Value::Number(one) if name == "interval" && one.as_u64() == Some(1) => None,
            value => {
                let said = lines(Some(value)).join(" ");
                let shown = if bare.contains(&name.as_str()) { said.clone() } else { format!("{called} {said}") };
                (!said.is_empty()).then_some(shown)
            }
        }
    };
    first.chain(others).filter_map(part).collect::<Vec<_>>().join("; ")
}

/// A time of day without its seconds; other texts as they are.
fn short_time(text: &str) -> String {
    let is_time = text.len() == 8
        && text.bytes().enumerate().all(|(at, byte)| match at {
            2 | 5 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    if is_time { text[..5].to_owned() } else { text.to_owned() }
}

/// The place of a field among those that are shown.
pub(super) fn place(name: &str) -> usize {
    LABELS.iter().position(|(known, _)| *known == name).unwrap_or(LABELS.len())
}

/// What a record says, and at the end to which fields it says no, and of which it says nothing.
pub(super) fn texts(fields: &Fields<Value>) -> Vec<FieldText> {
    let mut shown: Vec<(&str, &Value)> =
        fields.iter().filter(|(name, _)| *name != "id").map(|(name, value)| (name.as_str(), value)).collect();
    shown.sort_by_key(|(name, _)| place(name));
    let (mut texts, mut not, mut nothing) = (Vec::new(), Vec::new(), Vec::new());
    for (name, value) in shown {
        let lines = said(name, Some(value));
        match value {
            Value::Bool(false) => not.push(label(name)),
            _ if lines.is_empty() => nothing.push(label(name)),
            _ => texts.push(FieldText { label: label(name), lines }),
        }
    }
    for (of, names) in [("Not so", not), ("Says nothing of", nothing)] {
        if !names.is_empty() {
            texts.push(FieldText { label: of.to_owned(), lines: vec![names.join(", ")] });
        }
    }
    texts
}

/// What differs between two records.
pub(super) fn difference_rows(from: &Fields<Value>, to: &Fields<Value>) -> Vec<FieldDifference> {
    let mut rows = differences(from, to);
    rows.sort_by_key(|one| place(one.field));
    let row = |one: directory::edit::Difference<'_, Value>| FieldDifference {
        label: label(one.field),
        from: said(one.field, one.from),
        to: said(one.field, one.to),
    };
    rows.into_iter().map(row).collect()
}

/// Names of fields in a sentence: "Cost, Summary and Times".
pub(super) fn names_of<'f>(fields: impl Iterator<Item = &'f str>) -> String {
    let names: Vec<String> = fields.map(label).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// What a revision did to the one before, in words.
pub(super) fn changed(before: Option<&Revision>, revision: &Revision) -> String {
    let gone = match (before.is_some_and(|before| before.gone), revision.gone) {
        (false, true) => "Withdrawn. ",
        (true, false) => "Brought back. ",
        _ => "",
    };
    let changed = match (before.map(|before| &before.fields), &revision.fields) {
        (_, None) => "Its words are taken out.".to_owned(),
        (None, Some(_)) => "The first that is kept.".to_owned(),
        (Some(None), Some(_)) => "What it changed is not known any more.".to_owned(),
        (Some(Some(before)), Some(fields)) => {
            let names = names_of(differences(before, fields).iter().map(|one| one.field));
            if names.is_empty() { String::new() } else { format!("Changed {names}.") }
        }
    };
    format!("{gone}{changed}").trim().to_owned()
}

/// A moment as the store keeps it, as people say it here: "3 March 2026, 9:30am".
pub(super) fn moment(app: &AppState, at: &str) -> String {
    local(app, at, "%-d %B %Y, %-I:%M%P")
}

/// The day of a moment: "3 March 2026".
pub(super) fn day_of(app: &AppState, at: &str) -> String {
    local(app, at, "%-d %B %Y")
}

/// The day of a moment as forms take it: "2026-03-03".
pub(super) fn form_day_of(app: &AppState, at: &str) -> String {
    local(app, at, "%Y-%m-%d")
}

fn local(app: &AppState, at: &str, format: &str) -> String {
    let at = DateTime::parse_from_rfc3339(at);
    at.map_or_else(|_| String::new(), |at| at.with_timezone(&app.clock.zone()).format(format).to_string())
}

/// A day in words: "3 March 2026".
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The people with an account, by their ids.
pub(super) struct Names(HashMap<String, String>);

impl Names {
    /// Who gave no name is called by their address, but not before others who may not see whose that is.
    pub(super) async fn read(desk: &Desk, signed: &Signed) -> Result<Self, PeopleError> {
        let may_see = |id: &str| sees_people(signed) || id == signed.person.id;
        let called = |(id, email, name): (String, String, String)| {
            let nameless = if may_see(&id) { email } else { "Somebody who gave no name".to_owned() };
            (id, if name.is_empty() { nameless } else { name })
        };
        Ok(Self(desk.people.names().await?.into_iter().map(called).collect()))
    }

    /// What somebody is called; "Somebody who has left" when nobody has this id any more.
    pub(super) fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| "Somebody who has left".to_owned())
    }

    /// Who wrote, and how: "Anna, in a form".
    pub(super) fn writer(&self, way: &str, who: &str) -> String {
        match way {
            "load" => "The folder, when it was loaded".to_owned(),
            "take-over" => "The folder, over what was here".to_owned(),
            "import" => format!("The import {who}"),
            "form" => self.of(who),
            "proposal" if !who.is_empty() => format!("{}, who took a proposal", self.of(who)),
            "proposal" => "A command that took a proposal".to_owned(),
            _ => "A command on the server".to_owned(),
        }
    }

    /// Who proposes: "the folder", "Anna".
    pub(super) fn proposer(&self, origin: &str, person: Option<&str>) -> String {
        match (person, origin) {
            (Some(id), _) => self.of(id),
            (None, "folder") => "the folder".to_owned(),
            (None, import) => format!("the import {import}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_said_in_words_and_nothing_is_no_line() {
        for nothing in [json!(null), json!(""), json!([]), json!({}), json!([""]), json!({"by_self": null})] {
            assert!(lines(Some(&nothing)).is_empty(), "{nothing}");
        }
        let said = |value: Value| lines(Some(&value)).join(" / ");
        assert_eq!(said(json!("One\n\ntwo")), "One / two");
        assert_eq!(said(json!(["sleep", "debt"])), "sleep, debt");
        assert_eq!(said(json!({"minimum": 0, "maximum": 19})), "maximum 19; minimum 0");
        assert_eq!(said(json!({"Districts": ["redditch"]})), "districts redditch");
        let phones = json!([
            {"number": "01905 520032", "label": "office", "confirmed": true, "takes_texts": false},
            {"number": "999", "label": "", "confirmed": false, "takes_texts": true},
        ]);
        assert_eq!(said(phones), "01905 520032; confirmed; label office / 999; not confirmed; takes texts");
        assert_eq!(
            said(json!([{"days": ["Mon", "Tue"], "opens_at": "09:30:00", "interval": 1}])),
            "Mon, Tue; opens at 09:30"
        );
    }

    #[test]
    fn fields_have_names_that_people_say() {
        assert_eq!((label("location_ids").as_str(), label("hours_note").as_str()), ("Places", "Hours note"));
        assert_eq!(names_of(["cost"].into_iter()), "Cost");
        assert_eq!(names_of(["cost", "url", "schedules"].into_iter()), "Cost, Web page and Times");
    }
}
