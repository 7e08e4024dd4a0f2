//! Values of a record as text.

use crate::plain::{plain, prose};
use serde_json::Value;

/// The items of a list, none where there is no list.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// A text or number as plain words.
pub(super) fn said(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The same for prose.
pub(super) fn words(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => prose(text),
        _ => said(value, key),
    }
}

/// One text, or those of a list, split by commas.
pub(super) fn several(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::Array(list)) => list
            .iter()
            .map(|item| match item {
                Value::String(text) => plain(text),
                other => other.to_string(),
            })
            .collect::<Vec<_>>()
            .join(","),
        _ => said(value, key),
    }
}

pub(super) fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// Whether a field holds anything.
pub(super) fn says_something(value: Option<&Value>) -> bool {
    match value {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(fields)) => !fields.is_empty(),
        _ => false,
    }
}

/// Every text of a record, whatever its field is called. What our taxonomies mean and what sources are
/// called says nothing about the service.
pub(super) fn gather_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(plain(text)),
        Value::Array(list) => list.iter().for_each(|value| gather_texts(value, texts)),
        Value::Object(fields) => {
            if let Some(term) = fields.get("taxonomy_term").or(fields.get("taxonomy")).filter(|term| term.is_object()) {
                texts.extend([said(term, "name"), said(term, "code")]);
                return;
            }
            for (key, value) in fields.iter().filter(|(key, _)| !matches!(key.as_str(), "sources" | "services" | "id"))
            {
                // People's own names stay out.
                let mut value = value.clone();
                if key == "contacts" {
                    value.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut).for_each(|contact| {
                        contact.remove("name");
                    });
                }
                gather_texts(&value, texts);
            }
        }
        _ => {}
    }
}
