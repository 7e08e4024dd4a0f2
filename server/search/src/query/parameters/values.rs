//! How single values of parameters are read and written.

use super::super::MOST_VALUES;
use chrono::NaiveTime;
use directory::{Group, Referrer, schedule::parse_time};

/// Adds a text to what was given before, of which all together only the first `longest` characters are
/// taken. The same text given again says nothing more.
pub(super) fn add_text(text: &mut String, value: &str, longest: usize) -> Result<(), String> {
    if *text == value {
        return Ok(());
    }
    let given = if text.is_empty() { value.to_owned() } else { format!("{text} {value}") };
    *text = given.chars().take(longest).collect();
    if text.len() == given.len() {
        return Ok(());
    }
    Err(format!("This is very long, so we looked at the first {longest} letters only."))
}

/// Reads a switch that only one value turns on.
pub(super) fn read_flag(flag: &mut bool, value: &str, on: &str) -> Result<(), String> {
    if value != on {
        return Err(format!("The only choice here is '{on}'."));
    }
    *flag = true;
    Ok(())
}

/// Reads a time as `HH:MM`.
pub(super) fn read_time(time: &mut Option<NaiveTime>, value: &str) -> Result<(), String> {
    *time = Some(parse_time(value).map_err(|_| "Write a time like 09:30.")?);
    Ok(())
}

/// Adds a value once. More than a form can give are left out in silence.
pub(super) fn add_value<T: PartialEq>(values: &mut Vec<T>, value: T) -> Result<(), String> {
    if values.len() < MOST_VALUES && !values.contains(&value) {
        values.push(value);
    }
    Ok(())
}

/// The values of a text: none when it is empty.
pub(super) fn text(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

/// The values of a switch.
pub(super) fn flag(is_on: bool, value: &str) -> Vec<String> {
    text(if is_on { value } else { "" })
}

/// The values of a number.
pub(super) fn number(number: Option<impl ToString>) -> Vec<String> {
    number.iter().map(ToString::to_string).collect()
}

/// The values of a time.
pub(super) fn time(time: Option<NaiveTime>) -> Vec<String> {
    time.iter().map(|time| time.format("%H:%M").to_string()).collect()
}

/// The value of the `group` parameter.
pub(super) fn group_parameter(group: Group) -> &'static str {
    match group {
        Group::Near => "near",
        Group::Anywhere => "anywhere",
    }
}

/// What a way of asking is called where it is shown.
pub(super) fn referrer_label(way: Referrer) -> &'static str {
    match way {
        Referrer::Oneself => "You can ask yourself",
        Referrer::Parent => "A parent can ask",
        Referrer::Professional => "A professional can ask",
    }
}
