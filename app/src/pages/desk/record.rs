//! One record: what it says, what it said, and what can be done with it.

use super::{
    Done,
    form::{Form, Lines},
    records::States,
};
use crate::model::desk::{ActPage, FieldDifference, FieldText, RecordLink, RecordPage, RevisionPage, RevisionRow};
use leptos::prelude::*;

#[component]
pub(super) fn Record<'a>(page: &'a RecordPage) -> impl IntoView {
    let public = page.public.as_deref().map(|url| view! { <a href=url>"As everybody sees it"</a>" " });
    let actions = page.actions.iter().enumerate().map(|(at, (url, words))| {
        let class = if at == 0 { "button" } else { "button quiet" };
        view! { <a class=class href=url.as_str()>{*words}</a>" " }
    });
    let proposals =
        page.proposals.iter().map(|(url, words)| view! { <li><a href=url.as_str()>{words.as_str()}</a></li> });
    let history = page.history.iter().map(|row| view! { <li><History row /></li> }).collect_view();
    let (first, last) = &page.days;
    view! {
        {page.notices.iter().map(|notice| view! { <Done words=Some(notice.as_str()) /> }).collect_view()}
        <p class="lead">
            {page.record.noun.as_str()}" "<code>{page.id.as_str()}</code>" " <States states=&page.states /> {public}
        </p>
        {page.gone.as_deref().map(|gone| view! {
            <p class="note">
                {gone}
                {page.successor.as_ref().map(|next| view! { " In its place: "<a href=next.url.as_str()>{next.name.as_str()}</a>"." })}
            </p>
        })}
        {(!page.proposals.is_empty()).then(|| view! {
            <section class="panel" aria-labelledby="waiting">
                <h2 id="waiting">"Proposals that wait"</h2>
                <ul>{proposals.collect_view()}</ul>
            </section>
        })}
        <p class="actions">{actions.collect_view()}</p>
        <div class="columns">
            <div class="columns-main">
                <section aria-labelledby="says">
                    <h2 id="says">"What it says"</h2>
                    <Fields fields=&page.fields />
                </section>
                <Related links=&page.related />
            </div>
            <div class="columns-side">
                <section aria-labelledby="asked">
                    <h2 id="asked">"When somebody asked"</h2>
                    {if page.confirmations.is_empty() {
                        view! { <p>"Nobody has noted yet that they asked whether this is right."</p> }.into_any()
                    } else {
                        view! { <ul>{page.confirmations.iter().map(|said| view! { <li>{said.as_str()}</li> }).collect_view()}</ul> }.into_any()
                    }}
                </section>
                <section aria-labelledby="history">
                    <h2 id="history">"History"</h2>
                    <ol class="desk-list" role="list">{history}</ol>
                    <form class="search" action=format!("{}/on", page.record.url) method="get">
                        <div class="field">
                            <label for="day">"As it stood at the end of a day"</label>
                            <input id="day" name="day" type="date" min=first.as_str() max=last.as_str() value=last.as_str() required />
                        </div>
                        <button class="button quiet" type="submit">"Show it"</button>
                    </form>
                </section>
            </div>
        </div>
    }
}

#[component]
fn Related<'a>(links: &'a [RecordLink]) -> impl IntoView {
    let rows = links
        .iter()
        .map(|link| view! { <li>{link.noun.as_str()}" "<a href=link.url.as_str()>{link.name.as_str()}</a></li> });
    (!links.is_empty()).then(|| {
        view! {
            <section aria-labelledby="related">
                <h2 id="related">"Goes with it"</h2>
                <ul class="desk-list" role="list">{rows.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn History<'a>(row: &'a RevisionRow) -> impl IntoView {
    view! {
        <a href=row.url.as_str()>{format!("Revision {}", row.revision)}</a>
        <span class="said">{format!("{}. {}.", row.when, row.who)}</span>
        {(!row.changed.is_empty()).then(|| view! { <span class="said">{row.changed.as_str()}</span> })}
        {(!row.why.is_empty()).then(|| view! { <span class="said">{format!("“{}”", row.why)}</span> })}
    }
}

#[component]
fn Fields<'a>(fields: &'a [FieldText]) -> impl IntoView {
    let rows = fields.iter().map(|field| {
        view! { <div><dt>{field.label.as_str()}</dt><dd><Lines lines=&field.lines /></dd></div> }
    });
    view! { <dl class="desk-fields">{rows.collect_view()}</dl> }
}

/// What differs, side by side.
#[component]
fn Differences<'a>(differences: &'a [FieldDifference]) -> impl IntoView {
    let rows = differences.iter().map(|difference| {
        view! {
            <section class="desk-change">
                <h3>{difference.label.as_str()}</h3>
                <dl class="desk-sides">
                    <div><dt>"From"</dt><dd><Lines lines=&difference.from /></dd></div>
                    <div class="new"><dt>"To"</dt><dd><Lines lines=&difference.to /></dd></div>
                </dl>
            </section>
        }
    });
    rows.collect_view()
}

#[component]
pub(super) fn Revision<'a>(page: &'a RevisionPage) -> impl IntoView {
    let select = |name: &'static str, label: &'static str, chosen: &'a str| {
        let options = page.revisions.iter().map(|option| {
            view! { <option value=option.value.as_str() selected={option.value == chosen}>{option.label.as_str()}</option> }
        });
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <select id=name name=name>{options.collect_view()}</select>
            </div>
        }
    };
    let (from, to) = (page.compared.0.as_str(), page.compared.1.as_str());
    view! {
        <p class="lead">{page.heading.as_str()}": "{page.record.noun.as_str()}" "<a href=page.record.url.as_str()>{page.record.name.as_str()}</a></p>
        {page.about.iter().map(|said| view! { <p>{said.as_str()}</p> }).collect_view()}
        {page.revert.as_deref().map(|url| view! { <p class="actions"><a class="button quiet" href=url>"Bring these words back"</a></p> })}
        {(!page.difference_heading.is_empty()).then(|| view! {
            <section aria-labelledby="differs">
                <h2 id="differs">{page.difference_heading.as_str()}</h2>
                {if page.differences.is_empty() {
                    view! { <p>"No field differs."</p> }.into_any()
                } else {
                    view! { <Differences differences=&page.differences /> }.into_any()
                }}
            </section>
        })}
        {(!page.fields.is_empty()).then(|| view! {
            <section aria-labelledby="says">
                <h2 id="says">"What it said"</h2>
                <Fields fields=&page.fields />
            </section>
        })}
        {(page.revisions.len() > 1).then(|| view! {
            <form class="search" action=format!("{}/difference", page.record.url) method="get">
                <div class="fields">{select("from", "Compare", from)} {select("to", "with", to)}</div>
                <button class="button quiet" type="submit">"Show what differs"</button>
            </form>
        })}
    }
}

/// Something to do with a record that asks for words.
#[component]
pub(super) fn Act<'a>(page: &'a ActPage) -> impl IntoView {
    let heading = (!page.differences.is_empty()).then(|| view! { <h2>"What changes"</h2> });
    view! {
        <p class="lead">{page.record.noun.as_str()}" "<a href=page.record.url.as_str()>{page.record.name.as_str()}</a></p>
        {page.about.iter().map(|said| view! { <p>{said.as_str()}</p> }).collect_view()}
        {heading}
        <Differences differences=&page.differences />
        {page.form.as_ref().map(|form| view! { <Form form /> })}
    }
}
