//! The day's work: what somebody proposes, and what the public writes.

use super::{
    Done,
    form::{Field, Form, Hidden, Lines, Problems},
};
use crate::model::desk::{
    DayPage, MessagePage, MessageRow, MessagesPage, ProposalPage, ProposalRow, ProposalsPage, ProposedChange,
};
use directory::plural;
use leptos::prelude::*;

#[component]
pub(super) fn Day<'a>(page: &'a DayPage) -> impl IntoView {
    let more = |shown: usize, all: usize, url: &'static str, words: &'static str| {
        (all > shown).then(|| view! { <p><a href=url>{format!("All {all} {words}")}</a></p> })
    };
    let waiting = match page.proposals_waiting {
        0 => "Nothing waits to be decided.".to_owned(),
        count => format!("{} to be decided.", plural(count, "proposal waits", "proposals wait")),
    };
    let open = match page.messages_open {
        0 => "Every message has been answered for.".to_owned(),
        count => format!("{} nobody has closed yet.", plural(count, "message that", "messages that")),
    };
    let urgent = (page.messages_urgent > 0)
        .then(|| format!(" {} be about danger.", plural(page.messages_urgent, "may", "of them may")));
    view! {
        <form class="search desk-find" action="/desk/records" method="get" role="search">
            <div class="field">
                <label for="q">"Find a record"</label>
                <input id="q" name="q" type="search" autocomplete="off" />
            </div>
            <button class="button" type="submit">"Find"</button>
        </form>
        <div class="desk-day">
            <section class="panel" aria-labelledby="proposals">
                <h2 id="proposals"><a href="/desk/proposals">"Proposals"</a></h2>
                <p>{waiting}</p>
                <ProposalList rows=&page.proposals />
                {more(page.proposals.len(), page.proposals_waiting, "/desk/proposals", "proposals")}
            </section>
            <section class="panel" aria-labelledby="messages">
                <h2 id="messages"><a href="/desk/messages">"Messages of the public"</a></h2>
                <p>{open}{urgent}</p>
                <MessageList rows=&page.messages />
                {more(page.messages.len(), page.messages_open, "/desk/messages", "messages")}
            </section>
            <section class="panel" aria-labelledby="true">
                <h2 id="true">"How true the list is"</h2>
                <p>
                    <a href="/desk/records?noun=service&state=unconfirmed">
                        {format!("{} of {} services are not confirmed", page.unconfirmed, page.listed)}
                    </a> "."
                </p>
            </section>
        </div>
    }
}

#[component]
fn ProposalList<'a>(rows: &'a [ProposalRow]) -> impl IntoView {
    let rows = rows.iter().map(|row| {
        view! {
            <li>
                <a href=row.url.as_str()>{row.name.as_str()}</a>
                <span class="said">{format!("{}, {}. From {}, {}.", row.noun, row.does, row.from, row.made)}</span>
            </li>
        }
    });
    view! { <ul class="desk-list" role="list">{rows.collect_view()}</ul> }
}

#[component]
pub(super) fn Proposals<'a>(page: &'a ProposalsPage) -> impl IntoView {
    view! {
        <Done words=page.notice.as_deref() />
        {if page.rows.is_empty() {
            view! {
                <p class="lead">"Nothing waits to be decided."</p>
                <p>"When the folder or an import says something new about a record that a steward keeps, or somebody proposes a change, it stands here."</p>
            }.into_any()
        } else {
            view! {
                <p class="lead">{format!("{} to be decided, the oldest first.", plural(page.rows.len(), "proposal waits", "proposals wait"))}</p>
                <ProposalList rows=&page.rows />
            }.into_any()
        }}
    }
}

#[component]
pub(super) fn Proposal<'a>(page: &'a ProposalPage) -> impl IntoView {
    let record = &page.record;
    let may_decide = page.decided.is_none() && page.cannot.is_none();
    let changes = page.changes.iter().map(|change| view! { <Change change may_choose=may_decide /> }).collect_view();
    let what = if page.gone {
        "takes it off the list"
    } else if page.changes.is_empty() {
        "is empty: its words were taken out"
    } else {
        "changes what stands below"
    };
    let (take, refuse) =
        if page.gone { ("Take it off the list", "Leave it") } else { ("Take what is ticked", "Refuse it all") };
    let decide = may_decide.then(|| {
        let fields = page.form.fields.iter().map(|field| view! { <Field field /> }).collect_view();
        view! {
            {fields}
            <div class="actions">
                <button class="button" type="submit" name="decision" value="take">{take}</button>
                <button class="button quiet" type="submit" name="decision" value="refuse">{refuse}</button>
            </div>
        }
    });
    view! {
        {page.decided.as_deref().map(|said| view! {
            <div class="note" role="status">
                <p>{said}</p>
                {(!page.why.is_empty()).then(|| view! { <p>{format!("“{}”", page.why)}</p> })}
            </div>
        })}
        <p class="lead">
            {format!("From {}, {}. It is about the {} ", page.from, page.made, record.noun)}
            <a href=record.url.as_str()>{record.name.as_str()}</a> {format!(", and {what}.")}
        </p>
        {page.cannot.as_deref().map(|why| view! { <p class="note">{why}</p> })}
        <Problems form=&page.form fields=page.form.fields.iter() />
        <form class="desk-decide" action=page.form.action.as_str() method="post" novalidate>
            <Hidden form=&page.form />
            {changes}
            {decide}
        </form>
    }
}

/// A field as it was known, is now and is to be, side by side.
#[component]
fn Change<'a>(change: &'a ProposedChange, may_choose: bool) -> impl IntoView {
    let id = format!("field-{}", change.field);
    let heading = if may_choose {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    id=id
                    name="field"
                    value=change.field.as_str()
                    checked=change.ticked
                />
                <span>{change.label.as_str()}</span>
            </label>
        }
        .into_any()
    } else {
        view! { <span>{change.label.as_str()}</span> }.into_any()
    };
    view! {
        <section class="desk-change">
            <h2>{heading}</h2>
            {change.caution.map(|caution| view! { <p class="note">{caution}</p> })}
            <dl class="desk-sides">
                <div><dt>"Was"</dt><dd><Lines lines=&change.before /></dd></div>
                <div><dt>"Says now"</dt><dd><Lines lines=&change.now /></dd></div>
                <div class="new"><dt>"Would say"</dt><dd><Lines lines=&change.new /></dd></div>
            </dl>
        </section>
    }
}

#[component]
fn MessageList<'a>(rows: &'a [MessageRow]) -> impl IntoView {
    let rows = rows.iter().map(|row| {
        let outcome = (!row.outcome.is_empty()).then(|| format!(" {}.", row.outcome));
        view! {
            <li>
                {row.urgent.then(|| view! { <strong class="urgent-word">"May be about danger. "</strong> })}
                <a href=row.url.as_str()>{row.beginning.as_str()}</a>
                <span class="said">{format!("{}, {}.", row.about, row.sent)}{outcome}</span>
            </li>
        }
    });
    view! { <ul class="desk-list" role="list">{rows.collect_view()}</ul> }
}

#[component]
pub(super) fn Messages<'a>(page: &'a MessagesPage) -> impl IntoView {
    let (none, others) = if page.closed {
        ("No message has been closed yet.", ("/desk/messages", "still open"))
    } else {
        ("Every message has been answered for.", ("/desk/messages?state=closed", "closed"))
    };
    let (url, words) = others;
    view! {
        <Done words=page.notice.as_deref() />
        {if page.rows.is_empty() {
            view! { <p class="lead">{none}</p> }.into_any()
        } else {
            view! { <MessageList rows=&page.rows /> }.into_any()
        }}
        {(page.others > 0).then(|| view! {
            <p><a href=url>{format!("{} {words}", plural(page.others, "message", "messages"))}</a></p>
        })}
    }
}

#[component]
pub(super) fn Message<'a>(page: &'a MessagePage) -> impl IntoView {
    let about = match &page.record {
        Some(record) => view! { <a href=record.url.as_str()>{record.name.as_str()}</a> }.into_any(),
        None => view! { <span>{page.about.as_str()}</span> }.into_any(),
    };
    let contact = page.contact.as_deref().map(|contact| {
        view! { <p>"To reach whoever wrote: "<strong>{contact}</strong>". This is deleted when the message is closed."</p> }
    });
    view! {
        {page.closed.as_deref().map(|said| view! {
            <div class="note" role="status">
                <p>{said}</p>
                {(!page.answer.is_empty()).then(|| view! { <p>{format!("“{}”", page.answer)}</p> })}
            </div>
        })}
        <p class="lead">"About "{about}{format!(", sent {}.", page.sent)}</p>
        {page.urgent.then(|| view! {
            <p class="note urgent-word">"This may be about danger. Nobody was told that it is read at once, but read it first."</p>
        })}
        <blockquote class="desk-words"><Lines lines=&page.words /></blockquote>
        {contact}
        {page.form.as_ref().map(|form| view! {
            <section aria-labelledby="close">
                <h2 id="close">"What came of it"</h2>
                <Form form />
            </section>
        })}
    }
}
