//! The search form: a plain GET form. Fields that may be given several times hold the first
//! choice in a list and show the others as ticked boxes, so that nothing is lost without script.

mod map;

use super::icon::{self, icon};
use crate::{
    islands::{Suggestions, UseMyLocation},
    model::{Choice, Filter, Form},
};
use leptos::{either::Either, prelude::*};

pub use map::for_map;

/// The form without filters, for the first page.
pub fn short(form: &Form) -> impl IntoView {
    view! {
        <form class="search" action="/search" method="get" role="search">
            {saved(form)} {main_fields(form)} {submit("Find help")}
        </form>
    }
}

/// The whole form; the filters are folded away until one is chosen. Once something was `asked` a
/// narrow page shows the form only when it is opened, so that the results come first.
pub fn whole(form: &Form, asked: bool) -> impl IntoView {
    let form = view! {
        <form class="search" action="/search" method="get" role="search">
            {saved(form)} {main_fields(form)} {filters(form)}
            <p class="actions">
                {submit("Find help")}
                {asked.then(|| view! { <a class="again" href="/search">"Start again"</a> })}
            </p>
        </form>
    };
    if asked {
        Either::Left(view! { <details class="refine"><summary>"Change your search"</summary>{form}</details> })
    } else {
        Either::Right(form)
    }
}

/// The place only, for the Family Hub locator.
pub fn place_only(form: &Form) -> impl IntoView {
    view! {
        <form class="search" action="/hubs" method="get" role="search">
            <div class="fields">{place_field(&form.near)}</div>
            {submit("Find a hub")}
        </form>
    }
}

/// A place and an age, for one need; the answer is the need's own page.
pub fn for_need<'a>(form: &'a Form, need: &'a str) -> impl IntoView + 'a {
    view! {
        <form class="search" action=format!("/needs/{need}") method="get" role="search">
            <div class="fields">
                {place_field(&form.near)} {pick("age", "age", "Age of child or you", "Any age", &form.ages)}
            </div>
            {submit("Find help near you")}
        </form>
    }
}

/// The shortlist so far, so that a search without script does not lose it.
pub fn saved(form: &Form) -> Option<impl IntoView> {
    (!form.saved.is_empty()).then(|| view! { <input type="hidden" name="ids" value=form.saved.as_str() /> })
}

/// For a young person who asks for themselves: words, an age and a place.
pub fn for_young(form: &Form) -> impl IntoView {
    view! {
        <form class="search" action="/search" method="get" role="search">
            <input type="hidden" name="refer" value="self" />
            <div class="fields">
                <div class="field field-words">
                    <label for="q">"What is going on?"</label>
                    <input id="q" name="q" type="text" autocomplete="off" aria-describedby="q-hint" enterkeyhint="search" />
                    <p class="hint" id="q-hint">"In your own words, or leave it empty"</p>
                </div>
                {pick("age", "age", "Your age", "Any age", &form.ages)} {place_field(&form.near)}
            </div>
            {submit("Find help")}
        </form>
    }
}

/// The button that sends a search.
pub fn submit(words: &'static str) -> impl IntoView {
    view! { <button class="button" type="submit">{icon(icon::SEARCH)}<span>{words}</span></button> }
}

fn main_fields(form: &Form) -> impl IntoView {
    view! {
        <div class="fields">
            <div class="field field-words">
                <label for="q">"What is going on?"</label>
                <input
                    id="q"
                    name="q"
                    type="text"
                    value=form.q.as_str()
                    autocomplete="off"
                    aria-describedby="q-hint"
                    enterkeyhint="search"
                />
                <Suggestions />
                <p class="hint" id="q-hint">"In your own words, such as “my baby will not feed”"</p>
            </div>
            {need_field(form, "Or choose from a list")}
            {pick("age", "age", "Age of child or you", "Any age", &form.ages)}
            {place_field(&form.near)}
        </div>
    }
}

fn need_field<'a>(form: &'a Form, label: &'static str) -> impl IntoView + 'a {
    let chosen_needs = chosen(form.needs.iter().flat_map(|(_, choices)| choices));
    let first_need = chosen_needs.first().map(|choice| choice.value.as_str());
    let needs = form
        .needs
        .iter()
        .map(|(heading, choices)| view! { <optgroup label=heading.as_str()>{options(choices, first_need)}</optgroup> })
        .collect_view();
    view! {
        <div class="field">
            <label for="need">{label}</label>
            <select id="need" name="need">
                <option value="">"Anything"</option>
                {needs}
            </select>
            {also("need", &chosen_needs)}
        </div>
    }
}

fn place_field(near: &str) -> impl IntoView {
    view! {
        <div class="field field-place">
            <label for="near">"Postcode or town"</label>
            <input
                id="near"
                name="near"
                type="text"
                value=near
                autocomplete="postal-code"
                aria-describedby="near-hint"
            />
            <div class="place-help">
                <p class="hint" id="near-hint">"We do not keep it"</p>
                <UseMyLocation input="near".to_owned() />
            </div>
        </div>
    }
}

fn filters(form: &Form) -> impl IntoView {
    let any = !form.from.is_empty()
        || !form.to.is_empty()
        || [&form.days, &form.kinds, &form.districts, &form.within, &form.refer, &form.levels]
            .into_iter()
            .flatten()
            .any(|choice| choice.chosen && !choice.value.is_empty())
        || form.flags.iter().any(|flag| flag.chosen);
    let another_age = (!chosen(&form.ages).is_empty()).then(|| {
        view! {
            <div class="field">
                <label for="age-2">"Another child's age"</label>
                <select id="age-2" name="age"><option value="">"No other"</option>{options(&form.ages, None)}</select>
            </div>
        }
    });
    view! {
        <details class="filters" open=any>
            <summary>"More choices"</summary>
            <div class="fields">
                {another_age} {pick("kind", "kind", "Kind of help", "Any kind", &form.kinds)}
                {pick("within", "within", "How far you can go", "Any distance", &form.within)} {sort(&form.sort)}
            </div>
            <div class="boxes">
                {boxes("Who is asking?", "refer", &form.refer)} {flags(&form.flags)}
                {times(form)} {boxes("District", "district", &form.districts)} {boxes("Level of need", "level", &form.levels)}
            </div>
        </details>
    }
}

/// A list to pick from, with 'any' first, and ticked boxes for further choices of a repeated field.
pub fn pick<'a>(
    name: &'static str,
    id: &'static str,
    label: &'static str,
    any: &'static str,
    choices: &'a [Choice],
) -> Option<impl IntoView + 'a> {
    let chosen = chosen(choices);
    let first = chosen.first().map(|choice| choice.value.as_str());
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <select id=id name=name>
                    <option value="">{any}</option>
                    {options(choices, first)}
                </select>
                {also(name, &chosen)}
            </div>
        }
    })
}

/// Options of a list, of which the one with the value `selected` is chosen: a list shows one.
fn options<'a>(choices: &'a [Choice], selected: Option<&'a str>) -> impl IntoView + 'a {
    choices
        .iter()
        .filter(|choice| !choice.value.is_empty())
        .map(|choice| {
            let value = choice.value.as_str();
            view! { <option value=value selected=selected == Some(value)>{choice.label.as_str()}</option> }
        })
        .collect_view()
}

/// Chosen values, in order.
fn chosen<'a>(choices: impl IntoIterator<Item = &'a Choice>) -> Vec<&'a Choice> {
    choices.into_iter().filter(|choice| choice.chosen && !choice.value.is_empty()).collect()
}

/// What was chosen besides the first, as ticked boxes.
fn also<'a>(name: &'static str, chosen: &[&'a Choice]) -> Option<impl IntoView + use<'a>> {
    let items = chosen.iter().skip(1).map(|choice| check(name, &choice.value, &choice.label, true)).collect_view();
    (chosen.len() > 1).then(|| view! { <div class="also"><span>"And:"</span>{items}</div> })
}

fn check<'a>(name: &'static str, value: &'a str, label: &'a str, chosen: bool) -> impl IntoView + 'a {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=chosen />
            <span>{label}</span>
        </label>
    }
}

fn boxes<'a>(legend: &'static str, name: &'static str, choices: &'a [Choice]) -> Option<impl IntoView + 'a> {
    let items = choices
        .iter()
        .filter(|choice| !choice.value.is_empty())
        .map(|choice| check(name, &choice.value, &choice.label, choice.chosen))
        .collect_view();
    (!choices.is_empty()).then(|| view! { <fieldset><legend>{legend}</legend>{items}</fieldset> })
}

/// Days and hours. Most records do not say theirs, which the answer then counts.
fn times(form: &Form) -> Option<impl IntoView + '_> {
    let days = form.days.iter().map(|day| check("day", &day.value, &day.label, day.chosen)).collect_view();
    let time = |name: &'static str, label: &'static str, value: &str| {
        view! {
            <label class="time">
                <span>{label}</span>
                <input type="time" name=name value=value.to_owned() />
            </label>
        }
    };
    (!form.days.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>"When"</legend>
                {days}
                {time("from", "From", &form.from)}
                {time("to", "Until", &form.to)}
            </fieldset>
        }
    })
}

fn flags(flags: &[Filter]) -> Option<impl IntoView> {
    let items = flags.iter().map(|flag| check(flag.parameter, flag.value, &flag.label, flag.chosen)).collect_view();
    (!flags.is_empty()).then(|| view! { <fieldset><legend>"Only show"</legend>{items}</fieldset> })
}

fn sort(choices: &[Choice]) -> Option<impl IntoView> {
    let first = choices.iter().find(|choice| choice.chosen).map(|choice| choice.value.as_str());
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for="sort">"Order"</label>
                <select id="sort" name="sort">{options(choices, first)}</select>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    #[test]
    fn what_was_chosen_is_still_there() {
        let mut form = samples::form();
        form.q = "my \"baby\" & me".to_owned();
        for at in [2, 5] {
            form.ages[at].chosen = true;
        }
        let html = text_of(whole(&form, true));
        assert!(html.contains("value=\"my &quot;baby&quot; &amp; me\""), "{html}");
        assert!(html.contains("And:"), "{html}");
        assert!(html.contains("name=\"age\" value=\"4\" checked"), "{html}");
        assert!(html.contains("Start again"));
    }

    #[test]
    fn filters_are_folded_until_one_is_chosen() {
        let mut form = samples::form();
        assert!(!text_of(whole(&form, false)).contains("<details class=\"filters\" open"));
        form.flags[0].chosen = true;
        assert!(
            text_of(whole(&form, false)).contains("<details open class=\"filters\"")
                || text_of(whole(&form, false)).contains("<details class=\"filters\" open")
        );
    }

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let mut form = samples::form();
        form.q = ATTACK.to_owned();
        form.near = ATTACK.to_owned();
        let html = text_of(whole(&form, true));
        assert!(!html.contains("<script>alert"), "{html}");
        assert_eq!(html.matches("&quot;'").count(), 2, "{html}");
    }
}
