//! The search form: a plain GET form. Fields that may be given several times hold the first
//! choice in a list and show the others as ticked boxes, so that nothing is lost without script.

mod fields;
mod map_form;

pub(crate) use fields::{SelectField, SubmitButton};
pub(crate) use map_form::MapForm;

use crate::{
    islands::SearchBox,
    model::{Choices, Form},
};
use fields::{CheckBoxGroup, FlagBoxes, NeedField, Options, PlaceField, TimeFields};
use leptos::{either::Either, prelude::*};

/// The form without filters, for the first page.
#[component]
pub(crate) fn ShortSearchForm<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <form class="search" action="/search" method="get" role="search">
            <SavedField form />
            <MainFields form />
            <SubmitButton words="Find help" />
        </form>
    }
}

/// The whole form; the filters are folded away until one is chosen. Once something was `asked` a
/// narrow page shows the form only when it is opened, so that the results come first.
#[component]
pub(crate) fn SearchForm<'a>(form: &'a Form, asked: bool) -> impl IntoView {
    let fields = view! {
        <form class="search" action="/search" method="get" role="search">
            <SavedField form />
            <MainFields form />
            <FilterFields form />
            <p class="actions">
                <SubmitButton words="Find help" />
                {asked.then(|| view! { <a class="again" href="/search">"Start again"</a> })}
            </p>
        </form>
    };
    if asked {
        Either::Left(view! { <details class="refine"><summary>"Change your search"</summary>{fields}</details> })
    } else {
        Either::Right(fields)
    }
}

/// The place only, for the Family Hub locator.
#[component]
pub(crate) fn HubForm<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <form class="search" action="/hubs" method="get" role="search">
            <div class="fields"><PlaceField near=&form.near /></div>
            <SubmitButton words="Find a hub" />
        </form>
    }
}

/// A place and an age, for one need; the answer is the need's own page.
#[component]
pub(crate) fn NeedForm<'a>(form: &'a Form, need: &'a str) -> impl IntoView {
    view! {
        <form class="search" action=format!("/needs/{need}") method="get" role="search">
            <div class="fields">
                <PlaceField near=&form.near />
                <SelectField name="age" label="Age of child or you" any="Any age" choices=&form.ages />
            </div>
            <SubmitButton words="Find help near you" />
        </form>
    }
}

/// The form of a young person who asks for themselves: words, an age and a place.
#[component]
pub(crate) fn YoungForm<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <form class="search" action="/search" method="get" role="search">
            <input type="hidden" name="refer" value="self" />
            <div class="fields">
                <div class="field field-words">
                    <label for="q">"What is going on?"</label>
                    <input id="q" name="q" type="text" autocomplete="off" aria-describedby="q-hint" enterkeyhint="search" />
                    <p class="hint" id="q-hint">"In your own words, or leave it empty"</p>
                </div>
                <SelectField name="age" label="Your age" any="Any age" choices=&form.ages />
                <PlaceField near=&form.near />
            </div>
            <SubmitButton words="Find help" />
        </form>
    }
}

/// The shortlist so far, so that a search without script does not lose it.
#[component]
pub(crate) fn SavedField<'a>(form: &'a Form) -> impl IntoView {
    (!form.saved.is_empty()).then(|| view! { <input type="hidden" name="ids" value=form.saved.as_str() /> })
}

#[component]
fn MainFields<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <div class="fields">
            <div class="field field-words">
                <label for="q">"What is going on?"</label>
                <SearchBox value=form.q.clone() />
                <p class="hint" id="q-hint">"In your own words, such as “my baby will not feed”"</p>
            </div>
            <NeedField form label="Or choose from a list" />
            <SelectField name="age" label="Age of child or you" any="Any age" choices=&form.ages />
            <PlaceField near=&form.near />
        </div>
    }
}

#[component]
fn FilterFields<'a>(form: &'a Form) -> impl IntoView {
    let another_age = form.ages.chosen().next().map(|_| {
        view! {
            <div class="field">
                <label for="age-2">"Another child's age"</label>
                <select id="age-2" name="age">
                    <option value="">"No other"</option>
                    <Options choices=&form.ages selected=None />
                </select>
            </div>
        }
    });
    view! {
        <details class="filters" open=is_filtered(form)>
            <summary>"More choices"</summary>
            <div class="fields">
                {another_age}
                <SelectField name="kind" label="Kind of help" any="Any kind" choices=&form.kinds />
                <SelectField name="within" label="How far you can go" any="Any distance" choices=&form.within />
                <SortField choices=&form.sort />
            </div>
            <div class="boxes">
                <CheckBoxGroup legend="Who is asking?" name="refer" choices=&form.refer />
                <FlagBoxes flags=&form.flags />
                <TimeFields form />
                <CheckBoxGroup legend="The building is known to have" name="access" choices=&form.access />
                <CheckBoxGroup legend="Help in this language" name="language" choices=&form.languages />
                <CheckBoxGroup legend="District" name="district" choices=&form.districts />
                <CheckBoxGroup legend="Level of need" name="level" choices=&form.levels />
            </div>
        </details>
    }
}

/// Whether any filter is chosen.
fn is_filtered(form: &Form) -> bool {
    !form.from.is_empty()
        || !form.to.is_empty()
        || [
            &form.days,
            &form.kinds,
            &form.districts,
            &form.within,
            &form.refer,
            &form.levels,
            &form.access,
            &form.languages,
        ]
        .into_iter()
        .any(|choices| choices.chosen().next().is_some())
        || form.flags.iter().any(|flag| flag.chosen)
}

#[component]
fn SortField<'a>(choices: &'a Choices) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for="sort">"Order"</label>
                <select id="sort" name="sort">
                    <Options choices selected=choices.chosen().next() />
                </select>
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
        form.ages.choose("1");
        form.ages.choose("4");
        let html = text_of(view! { <SearchForm form=&form asked=true /> });
        assert!(html.contains("value=\"my &quot;baby&quot; &amp; me\""), "{html}");
        assert!(html.contains("And:"), "{html}");
        assert!(html.contains("name=\"age\" value=\"4\" checked"), "{html}");
        assert!(html.contains("Start again"));
    }

    #[test]
    fn filters_are_folded_until_one_is_chosen() {
        let mut form = samples::form();
        assert!(!text_of(view! { <SearchForm form=&form asked=false /> }).contains("<details class=\"filters\" open"));
        form.flags[0].chosen = true;
        assert!(
            text_of(view! { <SearchForm form=&form asked=false /> }).contains("<details open class=\"filters\"")
                || text_of(view! { <SearchForm form=&form asked=false /> }).contains("<details class=\"filters\" open")
        );
    }

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let mut form = samples::form();
        form.q = ATTACK.to_owned();
        form.near = ATTACK.to_owned();
        let html = text_of(view! { <SearchForm form=&form asked=true /> });
        assert!(!html.contains("<script>alert"), "{html}");
        assert_eq!(html.matches("&quot;'").count(), 3, "{html}");
    }
}
