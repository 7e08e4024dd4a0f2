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
use directory::plural;
use fields::{CheckBoxGroup, FlagBoxes, NeedField, Options, PlaceField, TimeFields};
use leptos::prelude::*;

/// The id of the form of a search: fields that stand elsewhere on the page belong to it by that.
pub(super) const SEARCH_FORM: &str = "search-form";

/// The form without filters, for the first page: what, where, and the button. The rest unfolds.
#[component]
pub(crate) fn ShortSearchForm<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <form class="search" action="/search" method="get" role="search">
            <SavedField form />
            <div class="fields">
                <WordsField form /> <PlaceField near=&form.near />
            </div>
            <details class="also-ask">
                <summary>"Say an age, or choose from a list"</summary>
                <div class="fields">
                    <SelectField name="age" label="Age of child or you" any="Any age" choices=&form.ages />
                    <NeedField form label="Or choose from a list" />
                </div>
            </details>
            <SubmitButton words="Find help" />
        </form>
    }
}

/// What and where. Once something was `asked` a narrow page shows the form only when it is opened, so that the
/// results come first; a wide page always shows it.
#[component]
pub(crate) fn SearchForm<'a>(form: &'a Form, asked: bool) -> impl IntoView {
    view! {
        <details class="refine" open=!asked>
            <summary>"Change"<span class="hidden">" your search"</span></summary>
            <form id=SEARCH_FORM class="search ask-line" action="/search" method="get" role="search">
                <SavedField form />
                <WordsField form />
                <PlaceField near=&form.near />
                <SubmitButton words="Find help" />
                {asked.then(|| view! { <a class="again" href="/search">"Start again"</a> })}
            </form>
        </details>
    }
}

/// What narrows a search: beside the list on a wide page, a sheet that unfolds on a phone. Its fields belong to
/// the form of the search.
#[component]
pub(crate) fn FilterSheet<'a>(form: &'a Form) -> impl IntoView {
    let chosen = count_chosen(form);
    let count = (chosen > 0).then(|| format!(" ({chosen})"));
    view! {
        <details class="filter-sheet">
            <summary>"Filter"{count}</summary>
            <div class="filter-fields">
                <h2>"Narrow it down"</h2>
                <FlagBoxes flags=&form.flags form=SEARCH_FORM />
                <CheckBoxGroup legend="Who is asking?" name="refer" choices=&form.refer form=SEARCH_FORM />
                <CheckBoxGroup legend="The building is known to have" name="access" choices=&form.access form=SEARCH_FORM />
                <CheckBoxGroup legend="Help in this language" name="language" choices=&form.languages form=SEARCH_FORM />
                <SelectField name="age" label="Age of child or you" any="Any age" choices=&form.ages form=SEARCH_FORM />
                <AnotherAge form />
                <SelectField name="group" label="How" any="In person, by phone or online" choices=&form.groups form=SEARCH_FORM />
                <NeedField form label="What would help" belongs_to=SEARCH_FORM />
                <SelectField name="within" label="How far you can go" any="Any distance" choices=&form.within form=SEARCH_FORM />
                <TimeFields form belongs_to=SEARCH_FORM />
                <SelectField name="kind" label="Kind of help" any="Any kind" choices=&form.kinds form=SEARCH_FORM />
                <SelectField name="district" label="District" any="Any district" choices=&form.districts form=SEARCH_FORM />
                <SortField choices=&form.sort />
                <ChosenLevels levels=&form.levels />
                <button class="button" type="submit" form=SEARCH_FORM>
                    {format!("Show {}", plural(form.fits, "result", "results"))}
                </button>
            </div>
        </details>
    }
}

/// How many choices narrow a search.
fn count_chosen(form: &Form) -> usize {
    let choices = [
        &form.ages,
        &form.needs,
        &form.days,
        &form.kinds,
        &form.districts,
        &form.within,
        &form.refer,
        &form.groups,
        &form.access,
        &form.languages,
    ];
    let times = [&form.from, &form.to].into_iter().filter(|time| !time.is_empty()).count();
    choices.into_iter().map(|choices| choices.chosen().count()).sum::<usize>()
        + form.flags.iter().filter(|flag| flag.chosen).count()
        + times
}

/// Levels of need are for professionals, whose page asks for them. A search that came with one keeps it.
#[component]
fn ChosenLevels<'a>(levels: &'a Choices) -> impl IntoView {
    let chosen = levels.chosen();
    chosen
        .map(|level| view! { <input type="hidden" name="level" value=level.value.as_str() form=SEARCH_FORM /> })
        .collect_view()
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
fn WordsField<'a>(form: &'a Form) -> impl IntoView {
    view! {
        <div class="field field-words">
            <label for="q">"What is going on?"</label>
            <SearchBox value=form.q.clone() />
            <p class="hint" id="q-hint">"In your own words, such as “my baby will not feed”"</p>
        </div>
    }
}

/// A second age, once there is a first.
#[component]
fn AnotherAge<'a>(form: &'a Form) -> impl IntoView {
    form.ages.chosen().next().map(|_| {
        view! {
            <div class="field">
                <label for="age-2">"Another child's age"</label>
                <select id="age-2" name="age" form=SEARCH_FORM>
                    <option value="">"No other"</option>
                    <Options choices=&form.ages selected=None />
                </select>
            </div>
        }
    })
}

#[component]
fn SortField<'a>(choices: &'a Choices) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for="sort">"Order"</label>
                <select id="sort" name="sort" form=SEARCH_FORM>
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
        let html = text_of(view! { <SearchForm form=&form asked=true /> <FilterSheet form=&form /> });
        assert!(html.contains("value=\"my &quot;baby&quot; &amp; me\""), "{html}");
        assert!(html.contains("And:"), "{html}");
        assert!(html.contains("name=\"age\" value=\"4\" checked"), "{html}");
        assert!(html.contains("Start again"));
    }

    #[test]
    fn each_filter_belongs_to_the_form_of_the_search() {
        let mut form = Form { fits: 12, ..samples::form() };
        form.flags[0].chosen = true;
        form.ages.choose("1");
        form.ages.choose("4");
        let html = text_of(view! { <FilterSheet form=&form /> });
        for field in html.split('<').filter(|tag| ["input ", "select ", "button "].iter().any(|of| tag.starts_with(of)))
        {
            assert!(field.contains("form=\"search-form\""), "{field}");
        }
        assert!(html.contains("Filter (3)") && html.contains("Show 12 results"), "{html}");
    }

    #[test]
    fn each_choice_says_how_many_results_it_leaves_and_one_with_none_cannot_be_taken() {
        let mut form = samples::form();
        form.flags[0].count = Some(0);
        form.refer = form.refer.with_counts(|_| Some(4), false);
        form.kinds = form.kinds.with_counts(|_| Some(7), true);
        let html = text_of(view! { <FilterSheet form=&form /> });
        assert!(html.contains("name=\"cost\" value=\"free\" form=\"search-form\" disabled"), "{html}");
        assert!(html.contains("Free <span class=\"fits\">(0)</span>"), "{html}");
        assert!(html.contains(" <span class=\"fits\">(4)</span>") && html.contains(" (7)</option>"), "{html}");
        form.flags[0].chosen = true;
        assert!(
            !text_of(view! { <FilterSheet form=&form /> }).contains("disabled"),
            "what is chosen can be taken back"
        );
    }

    #[test]
    fn a_level_that_came_with_a_search_is_kept() {
        let mut form = samples::form();
        form.levels.choose("2");
        let html = text_of(view! { <FilterSheet form=&form /> });
        assert!(!html.contains("Level of need"), "{html}");
        assert_eq!(html.contains("name=\"level\""), form.levels.chosen().next().is_some(), "{html}");
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
