//! Who has an account: list, invitations, codes, and the end of roles and accounts.

use super::{Done, Problem};
use crate::model::desk::{CodeFor, EventRow, InviteForm, InvitedPage, PeoplePage, PersonRow};
use leptos::prelude::*;

#[component]
pub(super) fn People<'a>(page: &'a PeoplePage) -> impl IntoView {
    let people = page.people.iter().map(|person| view! { <li class="card"><OnePerson person /></li> }).collect_view();
    let events = (!page.events.is_empty()).then(|| view! { <Events events=&page.events /> });
    view! {
        <Done words=page.done.as_deref() />
        <Problem words=page.problem.as_deref() field="email" />
        <ul class="cards desk-people" role="list">{people}</ul>
        {page.invite.as_ref().map(|form| view! { <Invite form wrong=page.problem.is_some() /> })}
        {events}
    }
}

#[component]
fn OnePerson<'a>(person: &'a PersonRow) -> impl IntoView {
    let at = |what: &str| format!("/desk/people/{}/{what}", person.id);
    let roles = person.roles.iter().map(|role| {
        let end = role.end.as_deref().map(|id| {
            view! {
                <form action=at("end-role") method="post">
                    <input type="hidden" name="role" value=id />
                    <button class="quiet" type="submit">"End this role"<span class="hidden">" of "{person.name.as_str()}</span></button>
                </form>
            }
        });
        view! { <li><span>{role.words.as_str()}</span>{end}</li> }
    });
    let code = person.may_have_code.then(|| {
        view! {
            <form action=at("code") method="post">
                <button class="quiet" type="submit">"Give a code"<span class="hidden">" for "{person.name.as_str()}</span></button>
            </form>
        }
    });
    let send = person.may_be_sent.then(|| {
        view! {
            <form action=at("send") method="post">
                <button class="quiet" type="submit">"Send the invitation again"<span class="hidden">" to "{person.name.as_str()}</span></button>
            </form>
        }
    });
    let end = person.may_end.then(|| {
        view! { <a href=at("end")>"End the account"<span class="hidden">" of "{person.name.as_str()}</span></a> }
    });
    let acts = (code.is_some() || end.is_some()).then(|| view! { <div class="actions">{send} {code} {end}</div> });
    view! {
        <h2 class="card-name">{person.name.as_str()}</h2>
        <p class="count">
            {(person.email != person.name).then(|| format!("{}, ", person.email))} {person.state.as_str()}
        </p>
        {person.mail.as_deref().map(|mail| view! { <p class="count">"Last mail: "{mail}</p> })}
        <ul class="desk-roles" role="list">{roles.collect_view()}</ul>
        {acts}
    }
}

#[component]
fn Invite<'a>(form: &'a InviteForm, wrong: bool) -> impl IntoView {
    let [email, name, role, organization] = &form.typed;
    let roles = form
        .roles
        .iter()
        .map(|choice| {
            let selected = choice.value == *role;
            view! { <option value=choice.value.as_str() selected=selected>{choice.words.as_str()}</option> }
        })
        .collect_view();
    let organizations = form
        .organizations
        .iter()
        .map(|(id, name)| view! { <option value=id.as_str() selected={id == organization}>{name.as_str()}</option> })
        .collect_view();
    let how = match form.by_mail {
        true => "They get a mail with a link and a code. You see both too, once, to read out by telephone.",
        false => "You get a link and a code, once, to send or to read out.",
    };
    view! {
        <section aria-labelledby="invite">
            <h2 id="invite">"Invite somebody"</h2>
            <p>{how}" Both are good for 14 days, and let one person in."</p>
            <form class="search tell" action="/desk/people/invite" method="post" novalidate>
                <div class="field" class:wrong=wrong>
                    <label for="email">"Their e-mail address"</label>
                    <input
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="off"
                        required=true
                        value=email.as_str()
                        aria-invalid=wrong.then_some("true")
                        aria-describedby=wrong.then_some("problem")
                    />
                </div>
                <div class="field">
                    <label for="name">"What they want to be called (optional)"</label>
                    <input id="name" name="name" type="text" autocomplete="off" value=name.as_str() />
                </div>
                <div class="field">
                    <label for="role">"Role"</label>
                    <select id="role" name="role">{roles}</select>
                </div>
                <div class="field">
                    <label for="organization">"Organisation, for a provider"</label>
                    <select id="organization" name="organization">
                        <option value="">"None"</option>
                        {organizations}
                    </select>
                </div>
                <button class="button" type="submit">"Invite"</button>
            </form>
            <p class="plain-note">
                "An administrator is made by two people: you, and whoever looks after the program, with the command "
                <code>"hubfinder person invite"</code> " or " <code>"hubfinder person give"</code> "."
            </p>
        </section>
    }
}

#[component]
fn Events<'a>(events: &'a [EventRow]) -> impl IntoView {
    let rows =
        events.iter().map(|event| view! { <li>{event.at.as_str()}": "{event.words.as_str()}</li> }).collect_view();
    view! {
        <section aria-labelledby="events">
            <h2 id="events">"What happened last"</h2>
            <ul>{rows}</ul>
        </section>
    }
}

#[component]
pub(super) fn Invited<'a>(page: &'a InvitedPage) -> impl IntoView {
    let lead = match page.whose {
        CodeFor::Invited => format!("{} is invited.", page.name),
        CodeFor::Known => format!("A new way in for {}.", page.name),
    };
    view! {
        <p class="lead">{lead}</p>
        {page.by_mail.then(|| view! { <p>"A mail with this link and code is on its way. How it stands is said beside their name among the people."</p> })}
        <p class="note">"This is shown once. Whoever has it is let in as "{page.name.as_str()}", so give it to nobody else."</p>
        <section aria-labelledby="code">
            <h2 id="code">"To read out by telephone"</h2>
            <p>"They open "<strong>{page.sign_in.as_str()}</strong>", type "<strong>{page.email.as_str()}</strong>" and then this code:"</p>
            <p class="desk-code">{page.code.as_str()}</p>
        </section>
        <section aria-labelledby="link">
            <h2 id="link">{if page.by_mail { "The link in the mail" } else { "Or to send" }}</h2>
            <p class="code">{page.link.as_str()}</p>
        </section>
        <p>"Good once, until "{page.until.as_str()}"."</p>
        <p><a href="/desk/people">"Back to people"</a></p>
    }
}

/// Asks first.
#[component]
pub(super) fn EndAccount<'a>(name: &'a str, id: &'a str) -> impl IntoView {
    view! {
        <p class="lead">"The account of "<strong>{name}</strong>" ends at once. Nobody can undo that."</p>
        <p>"Name and address are deleted, and all roles and sessions end. What they changed in the list stays, without a name."</p>
        <form action=format!("/desk/people/{id}/end") method="post">
            <button class="button" type="submit">"Yes, end the account"</button>
        </form>
        <p><a href="/desk/people">"No, go back"</a></p>
    }
}
