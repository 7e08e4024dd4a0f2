//! The page for a conversation: one form for the whole family, and dense results below it that are quick by
//! keyboard: what covers most, then what is for each child and each need.

mod family_results;

use crate::{
    components::{form::SavedField, protection::ProtectionPanel, understood::ChipList},
    model::{Choices, ProfessionalsPage, Site},
};
use family_results::FamilyResults;
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn Professionals<'a>(site: &'a Site, page: &'a ProfessionalsPage) -> impl IntoView {
    let Some(found) = &page.found else {
        return Either::Left(view! {
            <h1>"Help for a whole family"</h1>
            <p class="screen-only">"Say who is in the family and what would help. Type no names."</p>
            // Below the form: each link before it is a key more to its first field.
            <FamilyForm page />
            <Reminders page />
            <Protection page />
        });
    };
    let asked: Vec<&str> = found.chips.iter().map(|chip| chip.label.as_str()).collect();
    Either::Right(view! {
        <h1>"Help for a whole family"</h1>
        <details class="family-asked" open=asked.is_empty()>
            <summary>
                <span class="family-line">{asked.join(" · ")}</span>" "<span class="family-change">"Change"</span>
            </summary>
            <ChipList chips=&found.chips />
            <FamilyForm page />
        </details>
        <Reminders page />
        <FamilyResults site page found />
        <Protection page />
    })
}

/// What to do before anything is passed on.
#[component]
fn Reminders<'a>(page: &'a ProfessionalsPage) -> impl IntoView {
    view! {
        <ul class="reminders">
            <li>
                "Ask the family before you pass on their name. If a child is at risk of harm, "
                <a href="#protection">"act without asking"</a>"."
            </li>
            <li class="screen-only">
                <a href="/professionals/levels-of-need">"Levels of need"</a>" · "
                <a href="/professionals/pathway">"The early help pathway"</a>
                {page.need_areas.then(|| view! { " · "<a href="/map?need-areas=yes">"Map with the areas of greatest need"</a> })}
            </li>
        </ul>
    }
}

#[component]
fn Protection<'a>(page: &'a ProfessionalsPage) -> impl IntoView {
    view! { <ProtectionPanel words="" lines=&page.protection /> }
}

#[component]
fn FamilyForm<'a>(page: &'a ProfessionalsPage) -> impl IntoView {
    let form = &page.form;
    view! {
        <form class="search family" action="/professionals#results" method="get" role="search">
            <SavedField form />
            <div class="fields">
                <div class="field">
                    <label for="ages">"Ages of the children"</label>
                    <input id="ages" name="age" type="text" value=page.ages.as_str() autocomplete="off" aria-describedby="ages-hint" />
                    <p class="hint" id="ages-hint">"Such as 2, 9, 14; or pregnant; or 6 months"</p>
                </div>
                <div class="field">
                    <label for="near">"Postcode or town"</label>
                    <input id="near" name="near" type="text" value=form.near.as_str() autocomplete="off" aria-describedby="near-hint" />
                    <p class="hint" id="near-hint">"We do not keep it"</p>
                </div>
                <div class="field">
                    <label for="q">"What would help, in your words"</label>
                    <input id="q" name="q" type="text" value=form.q.as_str() autocomplete="off" aria-describedby="q-hint" />
                    <p class="hint" id="q-hint">"Such as sleep, school attendance, debt"</p>
                </div>
                <ChoiceField name="level" label="Level of need" any="Any level" choices=&form.levels />
                <ChoiceField name="refer" label="Who will ask" any="Anybody" choices=&form.refer />
            </div>
            <NeedBoxes needs=&form.needs />
            <p class="actions">
                <button class="button" type="submit">"Find help for this family"</button>
                {page.found.is_some().then(|| view! { <a class="again" href="/professionals">"Start again"</a> })}
            </p>
        </form>
    }
}

/// A list to pick one value from.
#[component]
fn ChoiceField<'a>(name: &'static str, label: &'static str, any: &'static str, choices: &'a Choices) -> impl IntoView {
    let options = choices
        .all()
        .map(|choice| {
            view! {
                <option value=choice.value.as_str() selected=choices.is_chosen(choice)>{choice.label.as_str()}</option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
}

/// All needs as boxes, folded until one is ticked.
#[component]
fn NeedBoxes<'a>(needs: &'a Choices) -> impl IntoView {
    let any = needs.chosen().next().is_some();
    let groups = needs
        .groups()
        .iter()
        .map(|group| {
            let boxes = group
                .choices
                .iter()
                .map(|choice| {
                    view! {
                        <label class="check">
                            <input type="checkbox" name="need" value=choice.value.as_str() checked=needs.is_chosen(choice) />
                            <span>{choice.label.as_str()}</span>
                        </label>
                    }
                })
                .collect_view();
            view! { <fieldset><legend>{group.heading.as_str()}</legend>{boxes}</fieldset> }
        })
        .collect_view();
    view! {
        <details class="filters" open=any>
            <summary>"Or tick what would help"</summary>
            <div class="boxes">{groups}</div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Chip, FamilyAnswer, FamilyPart, Head, ProfessionalsPage, ResultGroup, SearchPage},
    };

    fn page() -> ProfessionalsPage {
        let other = samples::listing_with(|listing| {
            listing.id = samples::slug("another");
            listing.name = "Another".to_owned();
        });
        let covering = samples::listing_with(|listing| listing.serves = vec!["9 years".to_owned(), "Sleep".to_owned()]);
        let child = FamilyPart {
            heading: "For the 9-year-old".to_owned(),
            local: vec![other],
            more: Some("/professionals?age=9".to_owned()),
            ..FamilyPart::default()
        };
        let sleep = FamilyPart { heading: "Sleep".to_owned(), stands_above: true, ..FamilyPart::default() };
        let debt = FamilyPart { heading: "Debt".to_owned(), ..FamilyPart::default() };
        ProfessionalsPage {
            form: samples::form(),
            ages: "2, 9, 14".to_owned(),
            saved: vec!["carried-along".to_owned()],
            found: Some(SearchPage {
                chips: vec![Chip { label: "Age 9".to_owned(), remove: "/professionals?need=sleep".to_owned() }],
                total: 2,
                asked: true,
                ..SearchPage::default()
            }),
            family: Some(FamilyAnswer {
                covers_most: vec![covering],
                parts: vec![child, sleep, debt],
                groups: vec![("2 to go to".to_owned(), "/professionals?age=9&group=near".to_owned())],
                hubs: "We know where 2 of the 9 Family Hubs are.".to_owned(),
            }),
            text: "/professionals.txt?age=2".to_owned(),
            day: "26 November 2026".to_owned(),
            protection: vec![samples::urgent_line()],
            need_areas: true,
        }
    }

    fn rendered(page: &ProfessionalsPage) -> String {
        crate::professionals(&samples::site(), &Head::default(), page)
    }

    #[test]
    fn the_whole_page() {
        crate::snapshot::assert_page("professionals", &rendered(&page()));
    }

    #[test]
    fn each_service_is_one_row_that_can_be_ticked_without_script() {
        let html = rendered(&page());
        assert_eq!(html.matches("type=\"checkbox\" name=\"ids\"").count(), 2, "{html}");
        assert!(html.contains("name=\"ids\" value=\"carried-along\""), "{html}");
        assert!(html.contains("Make a shortlist of the ticked ones"));
        assert!(html.contains("value=\"2, 9, 14\"") && html.contains("tel:01905822666"));
    }

    #[test]
    fn what_covers_most_stands_first_and_says_whom_it_covers() {
        let html = rendered(&page());
        let at = |words: &str| html.find(words).expect(words);
        assert!(at("Covers most") < at("For: 9 years, Sleep") && at("For: 9 years, Sleep") < at("For the 9-year-old"));
        assert!(at("For the 9-year-old") < at("What we know for this stands above."));
        assert!(at("What we know for this stands above.") < at("We know nothing for this yet."));
        assert!(html.contains("href=\"/professionals?age=9#results\""));
    }

    #[test]
    fn it_can_be_taken_along_as_text_and_reminds_of_consent() {
        let html = rendered(&page());
        assert!(html.contains("href=\"/professionals.txt?age=2\"") && html.contains("data-do=\"copy\""), "{html}");
        assert!(html.contains("Ask the family before you pass on their name."));
    }

    #[test]
    fn where_no_child_and_no_need_is_asked_for_both_groups_stand() {
        let near = ResultGroup { listings: vec![samples::listing(1)], total: 1, ..ResultGroup::default() };
        let found = SearchPage { near, total: 1, asked: true, ..SearchPage::default() };
        let html = rendered(&ProfessionalsPage { found: Some(found), family: None, ..page() });
        assert!(html.contains("Places to go") && html.contains("Brookside Family Hub"), "{html}");
    }

    #[test]
    fn the_help_line_about_keys_waits_for_the_script() {
        assert!(
            rendered(&page()).contains("class=\"keys\" hidden") || rendered(&page()).contains("hidden class=\"keys\"")
        );
    }

    #[test]
    fn no_field_of_the_form_can_be_used_to_attack() {
        let mut attacked = page();
        attacked.ages = ATTACK.to_owned();
        attacked.form.near = ATTACK.to_owned();
        attacked.form.q = ATTACK.to_owned();
        attacked.form.saved = ATTACK.to_owned();
        attacked.saved = vec![ATTACK.to_owned()];
        for chip in attacked.found.iter_mut().flat_map(|found| &mut found.chips) {
            chip.label = ATTACK.to_owned();
        }
        let html = rendered(&attacked);
        assert!(!html.contains("<script>alert") && !html.contains(ATTACK), "{html}");
    }
}
