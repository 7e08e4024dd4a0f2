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
    let choosing: Vec<Choosing> =
        asked.iter().map(|(name, value)| with_choice(engine, search, form, name, value)).collect();
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
    let by_value =
        |value: &str| super::GROUPS.iter().find(|(_, known, _)| *known == value).map(|(group, ..)| of_group(*group));
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
        "day" => &mut form.days,
        _ => unreachable!("{name} is neither a list nor a box"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::{
        self,
        county::{self, at},
    };

    /// Searches of each sort: words, a place, days that the words say, filters that are set, a radius that must be
    /// widened, one group, a name, and nothing at all.
    const SEARCHES: [&str; 14] = [
        "",
        "near=WR5+1DE",
        "q=my+baby+will+not+sleep&near=WR5+1DE",
        "q=youth+club+thursday+evening&near=Redditch",
        "q=food+bank+open+now&near=DY11",
        "q=debt&cost=free&refer=self",
        "need=child-mental-health&age=14&near=B98+7RY&refer=self&refer=parent",
        "kind=library&near=WR14&access=wheelchair",
        "kind=helpline&district=redditch",
        "near=WR11&within=1&kind=family-hub",
        "q=within+5+miles+of+Malvern+stay+and+play",
        "near=DY10+3ED&group=near&day=mon&day=sat",
        "q=childline",
        "q=dad+hit+by+wife&open=now",
    ];

    fn pairs(query: &str) -> Vec<(String, String)> {
        serde_urlencoded::from_str(query).unwrap()
    }

    fn find(pairs: &[(String, String)]) -> (Search, Answer) {
        let engine = county::engine();
        let search = engine.parse_search(pairs);
        let answer = engine.search(&search, at("2026-11-26 10:00")).unwrap();
        (search, answer)
    }

    fn counted(search: &Search, answer: &Answer) -> Form {
        let engine = county::engine();
        let mut form = present::form(search, &engine.catalogue);
        write_counts(engine, search, answer, at("2026-11-26 10:00"), &mut form).unwrap();
        form
    }

    /// How many results a page shows for these pairs.
    fn shown(pairs: &[(String, String)]) -> usize {
        let (search, answer) = find(pairs);
        match search.group {
            Some(Group::Near) => answer.near.len(),
            Some(Group::Anywhere) => answer.anywhere.len(),
            None => answer.total(),
        }
    }

    #[test]
    fn each_count_is_what_is_found_once_the_choice_is_made() {
        let (mut compared, mut nothing, mut fewer) = (0, 0, 0);
        for query in SEARCHES {
            let asked = pairs(query);
            let (search, answer) = find(&asked);
            let mut form = counted(&search, &answer);
            assert_eq!(form.fits, shown(&asked), "{query}");
            let mut choices: Vec<(String, String, Option<usize>)> = Vec::new();
            for name in LISTS.into_iter().chain(BOXES) {
                let all = choices_of(&mut form, name).all();
                choices.extend(all.map(|choice| (name.to_owned(), choice.value.clone(), choice.count)));
            }
            let flags = form.flags.iter();
            choices.extend(flags.map(|flag| (flag.parameter.to_owned(), flag.value.to_owned(), flag.count)));
            let groups = form.groups.all();
            choices.extend(groups.map(|choice| ("group".to_owned(), choice.value.clone(), choice.count)));
            for (name, value, count) in choices {
                let Some(count) = count else { continue };
                let mut chosen = asked.clone();
                let is_list = LISTS.contains(&name.as_str()) || name == "group";
                if let Some(first) = chosen.iter().position(|(known, _)| is_list && *known == name) {
                    chosen.remove(first);
                }
                chosen.push((name.clone(), value.clone()));
                assert_eq!(count, shown(&chosen), "{name}={value} after '{query}'");
                compared += 1;
                nothing += usize::from(count == 0);
                fewer += usize::from(count > 0 && count < form.fits);
            }
        }
        assert!(compared > 300 && nothing > 20 && fewer > 100, "{compared} {nothing} {fewer}");
    }

    #[test]
    fn a_list_holds_nothing_that_would_leave_nothing_and_a_box_does() {
        let (search, answer) = find(&pairs("q=debt&near=WR5+1DE"));
        let form = counted(&search, &answer);
        assert!(form.kinds.all().all(|kind| kind.count.is_some_and(|count| count > 0)));
        assert!(form.kinds.all().count() < county::engine().catalogue.terms.kinds.len());
        assert_eq!(form.days.all().count(), 7);
    }

    #[test]
    fn where_nothing_fits_nothing_is_counted() {
        let (search, answer) = find(&pairs("q=zzzz+qqqq"));
        assert!(answer.only_general || answer.total() == 0);
        assert!(counted(&search, &answer).flags.iter().all(|flag| flag.count.is_none()));
    }

    #[test]
    fn only_for_women_and_only_for_men_are_asked_where_records_say_it() {
        let (search, answer) = find(&pairs("only=women"));
        let engine = county::engine();
        let names = answer.near.iter().chain(&answer.anywhere).map(|found| {
            let entry = &engine.catalogue.entries[found.entry as usize];
            engine.catalogue.listed.services[entry.service as usize].for_whom
        });
        let found: Vec<_> = names.collect();
        assert!(!found.is_empty() && found.iter().all(|whom| *whom == directory::ForWhom::Women));
        let form = counted(&search, &answer);
        assert!(form.flags.iter().any(|flag| flag.label == "Only for women" && flag.chosen));
    }
}
