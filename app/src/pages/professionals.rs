//! The page for a conversation: one form for the whole family, and dense results beside it that
//! are quick by keyboard.

use crate::{
    components::{
        form::SavedField,
        protection::ProtectionPanel,
        row::RowList,
        understood::{ChipList, HiddenResults, SearchNotes},
        urgent::{QuietLine, UrgentPanel},
    },
    model::{Choices, Cover, Listing, NearestHelp, ProfessionalsPage, ResultGroup, SearchPage, Site},
    words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Professionals<'a>(site: &'a Site, page: &'a ProfessionalsPage) -> impl IntoView {
    view! {
        <h1>"Help for a whole family"</h1>
        <p class="screen-only">
            "Say who is in the family and what would help. Type no names. "
            <a href="/professionals/levels-of-need">"Levels of need"</a>" · "
            <a href="/professionals/pathway">"The early help pathway"</a>
            {page.need_areas.then(|| view! { " · "<a href="/map?need-areas=yes">"Map with the areas of greatest need"</a> })}
        </p>
        <FamilyForm page />
        {page.found.as_ref().map(|found| view! { <FamilyResults site page found /> })}
        <ProtectionPanel words="" lines=&page.protection />
    }
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

#[component]
fn FamilyResults<'a>(site: &'a Site, page: &'a ProfessionalsPage, found: &'a SearchPage) -> impl IntoView {
    let first: Vec<&Listing> =
        found.cover.iter().flat_map(|cover| &cover.contacts).map(|contact| &contact.listing).collect();
    let nearest: Vec<&Listing> = found.nearest_help.iter().flat_map(listings_of).collect();
    let above: Vec<&Listing> = first.iter().chain(&nearest).copied().collect();
    let near = not_above(&found.near, &above);
    let anywhere = not_above(&found.anywhere, &above);
    let shown = || first.iter().chain(&near).chain(&anywhere).chain(&nearest);
    let carried: Vec<&str> =
        page.saved.iter().map(String::as_str).filter(|id| !shown().any(|listing| listing.id == *id)).collect();
    let carried = (!carried.is_empty()).then(|| view! { <input type="hidden" name="ids" value=carried.join(",") /> });
    let place = found.place.as_ref().filter(|place| place.found).map(|place| format!(" for {}", place.label));
    let total = match found.total {
        0 => "Nothing fits all of that. Take something away, or ring and ask.".to_owned(),
        total => format!("{}{} may help.", words::services(total), place.unwrap_or_default()),
    };
    let near_heading =
        if found.place.as_ref().is_some_and(|place| place.found) { "Near the family" } else { "Places to go" };
    view! {
        <section class="dense" id="results" tabindex="-1" aria-labelledby="results-heading">
            <h2 id="results-heading">"What we found"</h2>
            {found.urgent.as_ref().map(|help| view! { <UrgentPanel help /> })}
            <ChipList chips=&found.chips />
            <div class="notes"><SearchNotes page=found /> {found.quiet.as_ref().map(|line| view! { <QuietLine line /> })}</div>
            <p class="total">{total}</p>
            <p class="keys" hidden>
                "With a keyboard, in this list only: "<kbd>"↓"</kbd>" and "<kbd>"↑"</kbd>" move, "<kbd>"s"</kbd>
                " saves or takes off, "<kbd>"l"</kbd>" looks at the shortlist."
            </p>
            <form class="pick" action="/shortlist" method="get">
                {carried}
                {found.cover.as_ref().map(|cover| view! { <FirstContactRows cover listings=first site saved=&page.saved /> })}
                {found.nearest_help.as_ref().map(|help| view! { <NearestHelpRows help site saved=&page.saved /> })}
                <GroupRows site id="near-heading" heading=near_heading group=&found.near listings=near saved=&page.saved />
                <GroupRows site id="anywhere-heading" heading="By phone or online" group=&found.anywhere listings=anywhere saved=&page.saved />
                {(!found.near.listings.is_empty() || !found.anywhere.listings.is_empty()).then(|| view! { <MakeShortlist /> })}
            </form>
            <HiddenResults hidden=&found.hidden />
        </section>
    }
}

#[component]
fn MakeShortlist() -> impl IntoView {
    view! { <p class="make"><button class="button" type="submit">"Make a shortlist of the ticked ones"</button></p> }
}

/// The nearest hub that is known and the district's team.
fn listings_of(help: &NearestHelp) -> impl Iterator<Item = &Listing> {
    help.hub.as_deref().into_iter().chain(help.team.as_deref())
}

/// Who helps a family to start, with an honest word on what is not known of them.
#[component]
fn NearestHelpRows<'a>(help: &'a NearestHelp, site: &'a Site, saved: &'a [String]) -> impl IntoView {
    let listings: Vec<&Listing> = listings_of(help).collect();
    let words = [help.hub_words.as_str(), help.team_words.as_str()].join(" ");
    view! {
        <section aria-labelledby="beside-heading">
            <h3 id="beside-heading">"The nearest Family Hub that we know, and the early help team"</h3>
            {(!listings.is_empty()).then(|| view! { <RowList site listings saved /> })}
            <p class="hint">{words.trim().to_owned()}</p>
        </section>
    }
}

/// The contacts to begin with, and what they leave open.
#[component]
fn FirstContactRows<'a>(
    cover: &'a Cover,
    listings: Vec<&'a Listing>,
    site: &'a Site,
    saved: &'a [String],
) -> impl IntoView {
    view! {
        <section aria-labelledby="start-heading">
            <h3 id="start-heading">"Start with these"</h3>
            <RowList site listings saved />
            {(!cover.unsure.is_empty())
                .then(|| view! { <p class="cover-left">{format!("Not all of them say their ages. Ask about: {}.", cover.unsure.join(", "))}</p> })}
            {(!cover.uncovered.is_empty())
                .then(|| view! { <p class="cover-left">{format!("Nothing here says that it meets: {}.", cover.uncovered.join(", "))}</p> })}
            <MakeShortlist />
        </section>
    }
}

/// The listings of a group that are not shown above it already.
fn not_above<'a>(group: &'a ResultGroup, above: &[&Listing]) -> Vec<&'a Listing> {
    group.listings.iter().filter(|listing| !above.iter().any(|other| other.id == listing.id)).collect()
}

#[component]
fn GroupRows<'a>(
    site: &'a Site,
    id: &'static str,
    heading: &'static str,
    group: &'a ResultGroup,
    listings: Vec<&'a Listing>,
    saved: &'a [String],
) -> Option<impl IntoView> {
    if group.total == 0 {
        return None;
    }
    let rows = (!listings.is_empty()).then(|| view! { <RowList site listings saved /> });
    let back =
        group.back.as_deref().map(|to| view! { <a href=format!("{to}#results") rel="prev">"The ones before"</a>" " });
    let more = group.more.as_deref().map(|to| {
        let words = if group.listings.is_empty() {
            format!("Show {}", words::services(group.total))
        } else {
            "More of these".to_owned()
        };
        view! { <a href=format!("{to}#results") rel="next">{words}</a> }
    });
    Some(view! {
        <section aria-labelledby=id>
            <h3 id=id>{heading}" "<span class="count">{words::services(group.total)}</span></h3>
            {rows}
            {(back.is_some() || more.is_some()).then(|| view! { <p class="pages">{back}{more}</p> })}
        </section>
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        components::samples::{self, ATTACK},
        model::{Cover, CoverContact, Head, ProfessionalsPage, ResultGroup, SearchPage},
    };

    fn page() -> ProfessionalsPage {
        let other = samples::listing_with(|listing| {
            listing.id = samples::slug("another");
            listing.name = "Another".to_owned();
        });
        let contact = CoverContact { listing: samples::listing(1), serves: vec!["Sleep".to_owned()] };
        ProfessionalsPage {
            form: samples::form(),
            ages: "2, 9, 14".to_owned(),
            saved: vec!["carried-along".to_owned()],
            found: Some(SearchPage {
                cover: Some(Cover { contacts: vec![contact], uncovered: vec!["Debt".to_owned()], ..Cover::default() }),
                near: ResultGroup { listings: vec![samples::listing(1), other], total: 2, ..ResultGroup::default() },
                total: 2,
                asked: true,
                ..SearchPage::default()
            }),
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
        assert!(html.contains("Nothing here says that it meets: Debt."));
        assert!(html.contains("value=\"2, 9, 14\"") && html.contains("tel:01905822666"));
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
        let html = rendered(&attacked);
        assert!(!html.contains("<script>alert") && !html.contains(ATTACK), "{html}");
    }
}
