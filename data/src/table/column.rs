//! How values are written in the columns of a table, each way once for reading and writing.

use super::row::Row;
use crate::{problem::Invalid, service::Status};
use std::{fmt::Display, ops::RangeInclusive, str::FromStr};

/// The names of the columns that hold a value.
pub(crate) trait Names {
    /// One name for most values, in the order of the file.
    fn names(&self) -> Vec<&'static str>;
}

/// How a value stands in its columns.
pub(crate) trait Format<T>: Names {
    /// Reads the value of a row; `None` when the row cannot do without and it is missing or wrong.
    fn read(&self, row: &Row<'_>) -> Option<T>;

    /// Adds a text for each of the columns.
    fn write(&self, value: &T, values: &mut Vec<String>);
}

/// The error of values whose form this crate knows.
pub(crate) trait Value: FromStr<Err = Invalid> + Display {}
impl<T: FromStr<Err = Invalid> + Display> Value for T {}

/// A value that must be there.
pub(crate) struct Required(pub &'static str);
/// A value that may be empty.
pub(crate) struct Optional(pub &'static str);
/// A value that is its type's default when it is empty or wrong.
pub(crate) struct OrDefault(pub &'static str);
/// Text that must be there.
pub(crate) struct RequiredText(pub &'static str);
/// Text that may be empty.
pub(crate) struct Text(pub &'static str);
/// Values split by `;`.
pub(crate) struct List(pub &'static str);
/// Texts split by `;`.
pub(crate) struct Texts(pub &'static str);
/// Texts split by `;`, of which something must be there.
pub(crate) struct RequiredTexts(pub &'static str);
/// One word that must be there, and where several words belong instead.
pub(crate) struct OneWord(pub &'static str, pub &'static str);
/// `yes`, or empty for no.
pub(crate) struct Yes(pub &'static str);
/// `current` for what is confirmed, `check` for what is not.
pub(crate) struct Confirmed(pub &'static str);
/// A number in a range, both ends allowed, or nothing.
pub(crate) struct Number<T>(pub &'static str, pub RangeInclusive<T>);
/// A number in a range, both ends allowed, and what an empty cell means.
pub(crate) struct NumberOr<T>(pub &'static str, pub RangeInclusive<T>, pub T);
/// A value with functions that read and write it, or nothing.
pub(crate) struct Parsed<T>(pub &'static str, pub fn(&str) -> Result<T, Invalid>, pub fn(&T) -> String);
/// Several values with functions that read and write them all.
pub(crate) struct ParsedList<T>(pub &'static str, pub fn(&str) -> Result<Vec<T>, Invalid>, pub fn(&[T]) -> String);
/// A column that a file must have and whose values are not kept.
pub(crate) struct Unused(pub &'static str);

/// Names the one column of each format.
macro_rules! one_column {
    ($($format:ident $(<$value:ident>)?),* $(,)?) => {
        $(impl$(<$value>)? Names for $format$(<$value>)? {
            fn names(&self) -> Vec<&'static str> {
                vec![self.0]
            }
        })*
    };
}
pub(crate) use one_column;

one_column!(
    Required,
    Optional,
    OrDefault,
    RequiredText,
    Text,
    List,
    Texts,
    RequiredTexts,
    OneWord,
    Yes,
    Confirmed,
    Number<T>,
    NumberOr<T>,
    Parsed<T>,
    ParsedList<T>,
    Unused,
);

/// The text of a value, empty for none.
pub(crate) fn text_or_empty(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Values joined by a separator.
pub(crate) fn join(values: &[impl Display], separator: &str) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(separator)
}

impl<T: Value> Format<T> for Required {
    fn read(&self, row: &Row<'_>) -> Option<T> {
        row.required(self.0)
    }

    fn write(&self, value: &T, values: &mut Vec<String>) {
        values.push(value.to_string());
    }
}

impl<T: Value> Format<Option<T>> for Optional {
    fn read(&self, row: &Row<'_>) -> Option<Option<T>> {
        Some(row.optional(self.0))
    }

    fn write(&self, value: &Option<T>, values: &mut Vec<String>) {
        values.push(text_or_empty(value.as_ref()));
    }
}

impl<T: Value + Default> Format<T> for OrDefault {
    fn read(&self, row: &Row<'_>) -> Option<T> {
        Some(row.optional(self.0).unwrap_or_default())
    }

    fn write(&self, value: &T, values: &mut Vec<String>) {
        values.push(value.to_string());
    }
}

impl Format<String> for RequiredText {
    fn read(&self, row: &Row<'_>) -> Option<String> {
        row.required_text(self.0).map(str::to_owned)
    }

    fn write(&self, value: &String, values: &mut Vec<String>) {
        values.push(value.clone());
    }
}

impl Format<String> for Text {
    fn read(&self, row: &Row<'_>) -> Option<String> {
        Some(row.text(self.0).to_owned())
    }

    fn write(&self, value: &String, values: &mut Vec<String>) {
        values.push(value.clone());
    }
}

impl<T: Value> Format<Vec<T>> for List {
    fn read(&self, row: &Row<'_>) -> Option<Vec<T>> {
        Some(row.list(self.0))
    }

    fn write(&self, value: &Vec<T>, values: &mut Vec<String>) {
        values.push(join(value, ";"));
    }
}

impl Format<Vec<String>> for Texts {
    fn read(&self, row: &Row<'_>) -> Option<Vec<String>> {
        Some(row.parts(self.0).map(str::to_owned).collect())
    }

    fn write(&self, value: &Vec<String>, values: &mut Vec<String>) {
        values.push(value.join(";"));
    }
}

impl Format<Vec<String>> for RequiredTexts {
    fn read(&self, row: &Row<'_>) -> Option<Vec<String>> {
        row.required_text(self.0)?;
        Texts(self.0).read(row)
    }

    fn write(&self, value: &Vec<String>, values: &mut Vec<String>) {
        Texts(self.0).write(value, values);
    }
}

impl Format<String> for OneWord {
    fn read(&self, row: &Row<'_>) -> Option<String> {
        let word = row.required_text(self.0)?;
        if word.contains(char::is_whitespace) {
            row.wrong(self.0, Invalid::new("is more than one word", self.1));
        }
        Some(word.to_owned())
    }

    fn write(&self, value: &String, values: &mut Vec<String>) {
        values.push(value.clone());
    }
}

impl Format<bool> for Yes {
    fn read(&self, row: &Row<'_>) -> Option<bool> {
        Some(row.yes(self.0))
    }

    fn write(&self, value: &bool, values: &mut Vec<String>) {
        values.push(if *value { "yes" } else { "" }.to_owned());
    }
}

impl Format<bool> for Confirmed {
    fn read(&self, row: &Row<'_>) -> Option<bool> {
        row.required::<Status>(self.0).map(|status| status == Status::Current)
    }

    fn write(&self, value: &bool, values: &mut Vec<String>) {
        let status = if *value { Status::Current } else { Status::Check };
        values.push(status.to_string());
    }
}

impl<T: FromStr + PartialOrd + Display> Format<Option<T>> for Number<T> {
    fn read(&self, row: &Row<'_>) -> Option<Option<T>> {
        Some(row.number(self.0, &self.1))
    }

    fn write(&self, value: &Option<T>, values: &mut Vec<String>) {
        values.push(text_or_empty(value.as_ref()));
    }
}

impl<T: FromStr + PartialOrd + Display + Copy> Format<T> for NumberOr<T> {
    fn read(&self, row: &Row<'_>) -> Option<T> {
        Some(row.number(self.0, &self.1).unwrap_or(self.2))
    }

    fn write(&self, value: &T, values: &mut Vec<String>) {
        values.push(value.to_string());
    }
}

impl<T> Format<Option<T>> for Parsed<T> {
    fn read(&self, row: &Row<'_>) -> Option<Option<T>> {
        Some(row.read(self.0, self.1))
    }

    fn write(&self, value: &Option<T>, values: &mut Vec<String>) {
        values.push(value.as_ref().map(self.2).unwrap_or_default());
    }
}

impl<T> Format<Vec<T>> for ParsedList<T> {
    fn read(&self, row: &Row<'_>) -> Option<Vec<T>> {
        Some(row.read(self.0, self.1).unwrap_or_default())
    }

    fn write(&self, value: &Vec<T>, values: &mut Vec<String>) {
        values.push((self.2)(value));
    }
}

impl Format<()> for Unused {
    fn read(&self, _: &Row<'_>) -> Option<()> {
        Some(())
    }

    fn write(&self, (): &(), values: &mut Vec<String>) {
        values.push(String::new());
    }
}
