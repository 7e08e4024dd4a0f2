//! How many results each choice of the filters would leave, written beside the choice in the form.

use app::model::{Choices, Form, Group};
use chrono::NaiveDateTime;
use search::{Answer, Choosing, Engine, IndexError, Search, query::parameters};
use std::collections::HashMap;

/// The filters that are lists: another choice takes the place of the first.
const LISTS: [&str; 3] = ["kind", "district", "within"];
/// The filters that are boxes: another choice is added.
const BOXES: [&str; 4] = ["refer", "access", "language", "day"];

/// By parameter and value, how many results there are with that choice.
type Counts = HashMap<(&'static str, String), usize>;

/// Writes into the form of an answer how many results there are with each choice of a filter. Needs and ages are
/// not counted: they say anew what is asked, and are no filters of what was found.
pub fn write_counts(
    engine: &Engine,
    search: &Search,
    answer: &Answer,
    now: NaiveDateTime,
    form: &mut Form,
) -> Result<(), IndexError> {
    let mut asked: Vec<(&'static str, String)> = Vec::new();
    for name in LISTS.into_iter().chain(BOXES) {
        asked.extend(choices_of(form, name).all().map(|choice| (name, choice.value.clone())));
    }
    asked.extend(form.flags.iter().map(|flag| (flag.parameter, flag.value.to_owned())));
    let choosing = asked.iter().map(|(name, value)| with_choice(engine, search, form, name, value));
    let choosing: Vec<Choosing> = choosing.collect();
    let results = engine.count_choices(search, answer, &choosing, now)?;
    let counts: Counts =
        asked.into_iter().zip(results).filter_map(|(choice, results)| Some((choice, results?))).collect();
    for name in LISTS {
        let choices = choices_of(form, name);
        *choices = choices.with_counts(|value| counts.get(&(name, value.to_owned())).copied(), true);
    }
    for name in BOXES {
        let choices = choices_of(form, name);
        *choices = choices.with_counts(|value| counts.get(&(name, value.to_owned())).copied(), false);
    }
    for flag in &mut form.flags {
        flag.count = counts.get(&(flag.parameter, flag.value.to_owned())).copied();
    }
    let of_group = |group: Group| if group == Group::Near { answer.near.len() } else { answer.anywhere.len() };
    let by_value = |value: &str| super::GROUPS.iter().find(|(_, known, _)| *known == value).map(|(group, ..)| of_group(*group));
    form.groups = form.groups.with_counts(by_value, true);
    form.fits = search.group.map_or(answer.total(), of_group);
    Ok(())
}

fn choices_of<'f>(form: &'f mut Form, name: &str) -> &'f mut Choices {
    match name {
        "kind" => &mut form.kinds,
        "district" => &mut form.districts,
        "within" => &mut form.within,
        "refer" => &mut form.refer,
        "access" => &mut form.access,
        "language" => &mut form.languages,
        _ => &mut form.days,
    }
}

/// The search as the form sends it with one more choice.
fn with_choice(engine: &Engine, search: &Search, form: &mut Form, name: &str, value: &str) -> Choosing {
    let parameter = parameters::find(name).expect("the form's filters are parameters");
    let mut search = Search { page: 1, ..search.clone() };
    if LISTS.contains(&name)
        && let Some(first) = choices_of(form, name).chosen().next()
    {
        parameter.remove_value(&mut search, &first.value, &engine.catalogue);
    }
    // It is one of the form's own choices.
    let _ = (parameter.read)(&mut search, value, &engine.catalogue);
    Choosing { filter: parameter.filter.expect("each of these is a filter"), search }
}
