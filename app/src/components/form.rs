//! The search form: a plain GET form. Fields that may be given several times hold the first
//! choice in a list and show the others as ticked boxes, so that nothing is lost without script.

mod map;

use super::icon::{self, icon};
use crate::{
    islands::{SearchBox, UseMyLocation},
    markup::{Marked, Markup, Ready, markup, put, written},
    model::{Choices, Filter, Form},
};
use leptos::prelude::*;
use std::sync::LazyLock;

pub use map::for_map;

// Without anything of the search in it, so it is made once.
static USE_MY_LOCATION: LazyLock<String> =
    LazyLock::new(|| island(|| view! { <UseMyLocation input="near".to_owned() /> }));

fn island<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new_root(None).with(|| view().to_html())
}

/// The form without filters, for the first page.
pub fn short(form: &Form) -> impl Markup {
    markup(move |html| {
        put!(html, (SEARCH) (saved(form)) (main_fields(form)) (submit("Find help")) "</form>");
    })
}

/// The whole form; the filters are folded away until one is chosen. Once something was `asked` a
/// narrow page shows the form only when it is opened, so that the results come first.
pub fn whole(form: &Form, asked: bool) -> impl Markup {
    markup(move |html| {
        if asked {
            put!(html, r#"<details class="refine"><summary>Change your search</summary>"#);
        }
        put!(html, (SEARCH)(saved(form))(main_fields(form)));
        let filtered = is_filtered(form);
        // Ages have a second field here, and the order is chosen always: the best first, if not another.
        if filtered || !form.ages.positions().is_empty() || form.sort.positions() != [0] {
            put!(html, (filters(form, filtered)));
        } else {
            put!(html, (Ready(form.unfiltered.get(|| written(filters(form, false))))));
        }
        put!(html, r#"<p class="actions">"#(submit("Find help")));
        if asked {
            put!(html, r#"<a href="/search" class="again">Start again</a></p></form></details>"#);
        } else {
            put!(html, "</p></form>");
        }
    })
}

const SEARCH: Ready<'static> = Ready(r#"<form action="/search" method="get" role="search" class="search">"#);

/// The place only, for the Family Hub locator.
pub fn place_only(form: &Form) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<form action="/hubs" method="get" role="search" class="search">"#);
        put!(html, r#"<div class="fields">"# (place_field(&form.near)) "</div>" (submit("Find a hub")) "</form>");
    })
}

/// A place and an age, for one need; the answer is the need's own page.
pub fn for_need<'a>(form: &'a Form, need: &'a str) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<form action="/needs/"# (need) r#"" method="get" role="search" class="search">"#);
        put!(html, r#"<div class="fields">"#(place_field(&form.near)));
        put!(html, (pick("age", "age", "Age of child or you", "Any age", &form.ages)));
        put!(html, "</div>" (submit("Find help near you")) "</form>");
    })
}

/// The shortlist so far, so that a search without script does not lose it.
pub fn saved(form: &Form) -> Option<impl Markup> {
    (!form.saved.is_empty())
        .then_some(markup(move |html| put!(html, r#"<input type="hidden" name="ids" value=""# (form.saved) r#"">"#)))
}

/// For a young person who asks for themselves: words, an age and a place.
pub fn for_young(form: &Form) -> impl Markup {
    markup(move |html| {
        put!(html, (SEARCH) r#"<input type="hidden" name="refer" value="self"><div class="fields">"#);
        put!(html, r#"<div class="field field-words"><label for="q">What is going on?</label>"#);
        put!(html, r#"<input id="q" name="q" type="text" autocomplete="off" aria-describedby="q-hint""#);
        put!(
            html,
            r#" enterkeyhint="search"><p class="hint" id="q-hint">In your own words, or leave it empty</p></div>"#
        );
        put!(html, (pick("age", "age", "Your age", "Any age", &form.ages)) (place_field(&form.near)) "</div>");
        put!(html, (submit("Find help")) "</form>");
    })
}

/// The button that sends a search.
pub fn submit(words: &'static str) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<button type="submit" class="button">"# (icon(icon::SEARCH)) "<span>" (words) "</span></button>");
    })
}

fn main_fields(form: &Form) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<div class="fields"><div class="field field-words"><label for="q">What is going on?</label>"#);
        html.push_str(&island(|| view! { <SearchBox value=form.q.clone() /> }));
        put!(html, r#"<p class="hint" id="q-hint">In your own words, such as “my baby will not feed”</p></div>"#);
        put!(html, (need_field(form, "Or choose from a list")));
        put!(html, (pick("age", "age", "Age of child or you", "Any age", &form.ages)) (place_field(&form.near)) "</div>");
    })
}

fn need_field<'a>(form: &'a Form, label: &'static str) -> impl Markup + 'a {
    markup(move |html| {
        put!(html, r#"<div class="field"><label for="need">"# (label) r#"</label><select id="need" name="need">"#);
        put!(html, r#"<option value="">Anything</option>"# (options(&form.needs, true)) "</select>");
        put!(html, (also("need", &form.needs)) "</div>");
    })
}

fn place_field(near: &str) -> impl Markup {
    markup(move |html| {
        put!(html, r#"<div class="field field-place"><label for="near">Postcode or town</label>"#);
        put!(html, r#"<input id="near" name="near" type="text" value=""# (near) r#"" autocomplete="postal-code""#);
        put!(html, r#" aria-describedby="near-hint"><div class="place-help"><p class="hint" id="near-hint">"#);
        put!(html, "We do not keep it</p>" (Ready(&USE_MY_LOCATION)) "</div></div>");
    })
}

/// Whether any filter is chosen.
fn is_filtered(form: &Form) -> bool {
    !form.from.is_empty()
        || !form.to.is_empty()
        || [&form.days, &form.kinds, &form.districts, &form.within, &form.refer, &form.levels]
            .into_iter()
            .any(|choices| choices.chosen().next().is_some())
        || form.flags.iter().any(|flag| flag.chosen)
}

fn filters(form: &Form, open: bool) -> impl Markup {
    markup(move |html| {
        put!(html, (if open { Ready("<details open") } else { Ready("<details") }));
        put!(html, r#" class="filters"><summary>More choices</summary><div class="fields">"#);
        if form.ages.chosen().next().is_some() {
            put!(html, r#"<div class="field"><label for="age-2">Another child's age</label>"#);
            put!(html, r#"<select id="age-2" name="age"><option value="">No other</option>"#);
            put!(html, (options(&form.ages, false)) "</select></div>");
        }
        put!(html, (pick("kind", "kind", "Kind of help", "Any kind", &form.kinds)));
        put!(html, (pick("within", "within", "How far you can go", "Any distance", &form.within))(sort(&form.sort)));
        put!(html, r#"</div><div class="boxes">"#(boxes("Who is asking?", "refer", &form.refer))(flags(&form.flags)));
        put!(html, (times(form))(boxes("District", "district", &form.districts)));
        put!(html, (boxes("Level of need", "level", &form.levels)) "</div></details>");
    })
}

/// A list to pick from, with 'any' first, and ticked boxes for further choices of a repeated field.
pub fn pick<'a>(
    name: &'static str,
    id: &'static str,
    label: &'static str,
    any: &'static str,
    choices: &'a Choices,
) -> Option<impl Markup + 'a> {
    (!choices.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<div class="field"><label for=""# (id) r#"">"# (label) r#"</label><select id=""# (id));
        put!(html, r#"" name=""# (name) r#""><option value="">"# (any) "</option>" (options(choices, true)) "</select>");
        put!(html, (also(name, choices)) "</div>");
    }))
}

/// Options of a list, under their headings. A list shows one choice: the first, where it `shows` any.
fn options(choices: &Choices, shows: bool) -> impl Markup {
    let write = || {
        Marked::new(|html, places| {
            for group in choices.groups() {
                if !group.heading.is_empty() {
                    put!(html, r#"<optgroup label=""# (group.heading) r#"">"#);
                }
                for choice in &group.choices {
                    put!(html, r#"<option value=""# (choice.value) "\"");
                    places.push(html.len());
                    put!(html, ">" (choice.label) "</option>");
                }
                if !group.heading.is_empty() {
                    put!(html, "</optgroup>");
                }
            }
        })
    };
    let first = usize::from(shows).min(choices.positions().len());
    choices.options(write).with(" selected", &choices.positions()[..first])
}

/// What was chosen besides the first, as ticked boxes.
fn also(name: &'static str, choices: &Choices) -> Option<impl Markup> {
    (choices.positions().len() > 1).then_some(markup(move |html| {
        put!(html, r#"<div class="also"><span>And:</span>"#);
        for choice in choices.chosen().skip(1) {
            put!(html, (check(name, &choice.value, &choice.label, true)));
        }
        put!(html, "</div>");
    }))
}

fn check<'a>(name: &'a str, value: &'a str, label: &'a str, chosen: bool) -> impl Markup + 'a {
    markup(move |html| {
        write_check(html, name, value, label, |html| {
            if chosen {
                put!(html, " checked");
            }
        });
    })
}

/// Writes a box to tick; `mark` may add to its attributes.
fn write_check(html: &mut String, name: &str, value: &str, label: &str, mark: impl FnOnce(&mut String)) {
    put!(html, r#"<label class="check"><input type="checkbox" name=""# (name) r#"" value=""# (value) "\"");
    mark(html);
    put!(html, "><span>" (label) "</span></label>");
}

/// A field's choices as boxes to tick.
fn checks(name: &'static str, choices: &Choices) -> impl Markup {
    let write = || {
        Marked::new(|html, places| {
            for choice in choices.all() {
                write_check(html, name, &choice.value, &choice.label, |html| places.push(html.len()));
            }
        })
    };
    choices.boxes(write).with(" checked", choices.positions())
}

fn boxes<'a>(legend: &'static str, name: &'static str, choices: &'a Choices) -> Option<impl Markup + 'a> {
    (!choices.is_empty()).then_some(markup(move |html| {
        put!(html, "<fieldset><legend>" (legend) "</legend>" (checks(name, choices)) "</fieldset>");
    }))
}

/// Days and hours. Most records do not say theirs, which the answer then counts.
fn times(form: &Form) -> Option<impl Markup> {
    (!form.days.is_empty()).then_some(markup(move |html| {
        put!(html, "<fieldset><legend>When</legend>"(checks("day", &form.days)));
        for (label, name, value) in [("From", "from", &form.from), ("Until", "to", &form.to)] {
            put!(html, r#"<label class="time"><span>"# (label) r#"</span><input type="time" name=""# (name));
            put!(html, r#"" value=""# (value) r#""></label>"#);
        }
        put!(html, "</fieldset>");
    }))
}

fn flags(flags: &[Filter]) -> Option<impl Markup> {
    (!flags.is_empty()).then_some(markup(move |html| {
        put!(html, "<fieldset><legend>Only show</legend>");
        for flag in flags {
            put!(html, (check(flag.parameter, flag.value, flag.label, flag.chosen)));
        }
        put!(html, "</fieldset>");
    }))
}

fn sort(choices: &Choices) -> Option<impl Markup> {
    (!choices.is_empty()).then_some(markup(move |html| {
        put!(html, r#"<div class="field"><label for="sort">Order</label><select id="sort" name="sort">"#);
        put!(html, (options(choices, true)) "</select></div>");
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::samples::{self, ATTACK, text_of};

    #[test]
    fn what_was_chosen_is_still_there() {
        let mut form = samples::form();
        form.q = "my \"baby\" & me".to_owned();
        form.ages.choose("1");
        form.ages.choose("4");
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
        assert_eq!(html.matches("&quot;'").count(), 3, "{html}");
    }
}
