//! The desk: pages for those who look after the list. They have a menu of their own, no island, and are told to
//! nobody.

mod account;
mod edit;
mod form;
#[cfg(test)]
mod list_tests;
mod people;
mod record;
mod records;
mod second;
mod sign_in;
mod work;

use crate::{
    document::{BrandMark, DocumentHead, render_document},
    model::{
        Head, Site,
        desk::{
            AccountPage, CodePage, DeskFrame, DeskMain, EnterPage, InvitedPage, NoticePage, PeoplePage, RecoveryPage,
            SecondPage, SignInPage, SignedName,
        },
    },
};
use account::{Account, Leave};
use edit::{Conflict, Edit};
use leptos::prelude::*;
use people::{EndAccount, Invited, People};
use record::{Act, Record, Revision};
use records::Records;
use second::{Recovery, Second};
use sign_in::{Code, Enter, SignIn};
use work::{Day, Message, Messages, Proposal, Proposals};

/// The places of the desk's menu: path and words. People comes for those who may see it.
const MENU: [(&str, &str); 5] = [
    ("/desk", "Today"),
    ("/desk/records", "Records"),
    ("/desk/proposals", "Proposals"),
    ("/desk/messages", "Messages"),
    ("/desk/account", "Account"),
];

/// The whole document around the main part of a page of the desk.
#[component]
pub(crate) fn DeskPage<'a, V: IntoView>(
    site: &'a Site,
    head: &'a Head,
    frame: &'a DeskFrame,
    /// What stands in `<main>` under the heading.
    main: V,
) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        // Without an address to leave to: Shift pressed three times would lose what is being typed.
        <html lang="en-GB">
            <DocumentHead site head />
            <body class="desk">
                <a class="skip" href="#main">
                    "Skip to the main part"
                </a>
                <DeskHeader site frame />
                <main id="main" tabindex="-1">
                    <h1>{frame.title.as_str()}</h1>
                    {main}
                </main>
                <DeskFooter signed=frame.signed.as_ref() />
            </body>
        </html>
    }
}

/// Renders a page of the desk to a string.
pub(crate) fn render<V: IntoView>(site: &Site, frame: &DeskFrame, main: impl FnOnce() -> V) -> String {
    let head = Head { title: frame.title.clone(), no_index: true, ..Head::default() };
    render_document(|| view! { <DeskPage site head=&head frame main=main() /> })
}

#[component]
fn DeskHeader<'a>(site: &'a Site, frame: &'a DeskFrame) -> impl IntoView {
    view! {
        <header class="top">
            <div class="top-inner">
                {frame.signed.as_ref().map(|signed| view! { <DeskMenu signed path=&frame.path /> })}
                <a class="brand" href="/desk">
                    <BrandMark />
                    <span>{site.name.as_str()}": the desk"</span>
                </a>
            </div>
        </header>
    }
}

#[component]
fn DeskMenu<'a>(signed: &'a SignedName, path: &'a str) -> impl IntoView {
    let people = signed.sees_people.then_some(("/desk/people", "People"));
    let (account, records) = MENU.split_last().map_or((None, &MENU[..]), |(last, rest)| (Some(*last), rest));
    let places = records.iter().copied().chain(people).chain(account);
    let menu = places
        .map(|(to, words)| view! { <li><a href=to aria-current=(path == to).then_some("page")>{words}</a></li> })
        .collect_view();
    view! {
        <form class="sign-out" action="/desk/sign-out" method="post">
            <button class="quiet" type="submit">"Sign out"</button>
        </form>
        <details class="menu">
            <summary>"Menu"</summary>
            <nav aria-label="Desk">
                <ul role="list">{menu}</ul>
            </nav>
        </details>
    }
}

#[component]
fn DeskFooter<'a>(signed: Option<&'a SignedName>) -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="foot-inner">
                {signed.map(|signed| view! { <p>"You are signed in as "{signed.name.as_str()}"."</p> })}
                <p>
                    "The desk is for those who look after the list. " <a href="/">"See the site as everybody sees it"</a>
                    "."
                </p>
                <label class="contrast">
                    <input type="checkbox" id="contrast" />
                    <span>"High contrast"</span>
                </label>
            </div>
        </footer>
    }
}

/// What was done, or why it was not.
#[component]
fn Notice<'a>(page: &'a NoticePage) -> impl IntoView {
    view! {
        {page.sentences.iter().map(|sentence| view! { <p class="lead">{sentence.as_str()}</p> }).collect_view()}
        {page.next.as_ref().map(|(to, words)| view! {
            <p><a class="button" href=to.as_str()>{words.as_str()}</a></p>
        })}
    }
}

/// What was just done, said to everybody.
#[component]
fn Done<'a>(words: Option<&'a str>) -> impl IntoView {
    words.map(|words| view! { <p class="note" role="status">{words}</p> })
}

/// Why something was not done, with a way to its field.
#[component]
fn Problem<'a>(
    words: Option<&'a str>,
    /// The id of the field.
    field: &'static str,
) -> impl IntoView {
    words.map(|words| {
        view! {
            <div class="problem" id="problem" role="alert">
                <p><a href=format!("#{field}")>{words}</a></p>
            </div>
        }
    })
}

/// A page that says one thing.
pub fn desk_notice(site: &Site, frame: &DeskFrame, page: &NoticePage) -> String {
    render(site, frame, || view! { <Notice page /> })
}

/// Where one gives an address to sign in, `/desk/sign-in`.
pub fn desk_sign_in(site: &Site, frame: &DeskFrame, page: &SignInPage) -> String {
    render(site, frame, || view! { <SignIn page /> })
}

/// Where one types the code, at the address of the form before.
pub fn desk_code(site: &Site, frame: &DeskFrame, page: &CodePage) -> String {
    render(site, frame, || view! { <Code page /> })
}

/// Where a link leads, `/desk/enter/{ticket}`.
pub fn desk_enter(site: &Site, frame: &DeskFrame, page: &EnterPage) -> String {
    render(site, frame, || view! { <Enter page /> })
}

/// The second factor, `/desk/second`.
pub fn desk_second(site: &Site, frame: &DeskFrame, page: &SecondPage) -> String {
    render(site, frame, || view! { <Second page /> })
}

/// Recovery codes, shown once.
pub fn desk_recovery(site: &Site, frame: &DeskFrame, page: &RecoveryPage) -> String {
    render(site, frame, || view! { <Recovery page /> })
}

/// One's own account, `/desk/account`.
pub fn desk_account(site: &Site, frame: &DeskFrame, page: &AccountPage) -> String {
    render(site, frame, || view! { <Account page /> })
}

/// Asks before somebody leaves, `/desk/account/leave`.
pub fn desk_leave(site: &Site, frame: &DeskFrame) -> String {
    render(site, frame, || view! { <Leave /> })
}

/// Who has an account, `/desk/people`.
pub fn desk_people(site: &Site, frame: &DeskFrame, page: &PeoplePage) -> String {
    render(site, frame, || view! { <People page /> })
}

/// A link and a code, shown once.
pub fn desk_invited(site: &Site, frame: &DeskFrame, page: &InvitedPage) -> String {
    render(site, frame, || view! { <Invited page /> })
}

/// Asks before an account is ended, `/desk/people/{id}/end`. `name` is whose, `id` that person's.
pub fn desk_end_account(site: &Site, frame: &DeskFrame, name: &str, id: &str) -> String {
    render(site, frame, || view! { <EndAccount name id /> })
}

/// One of the pages on which the list is looked after.
pub fn desk_work(site: &Site, frame: &DeskFrame, main: &DeskMain) -> String {
    render(site, frame, || match main {
        DeskMain::Day(page) => view! { <Day page /> }.into_any(),
        DeskMain::Proposals(page) => view! { <Proposals page /> }.into_any(),
        DeskMain::Proposal(page) => view! { <Proposal page /> }.into_any(),
        DeskMain::Messages(page) => view! { <Messages page /> }.into_any(),
        DeskMain::Message(page) => view! { <Message page /> }.into_any(),
        DeskMain::Records(page) => view! { <Records page /> }.into_any(),
        DeskMain::Record(page) => view! { <Record page /> }.into_any(),
        DeskMain::Revision(page) => view! { <Revision page /> }.into_any(),
        DeskMain::Act(page) => view! { <Act page /> }.into_any(),
        DeskMain::Edit(page) => view! { <Edit page /> }.into_any(),
        DeskMain::Conflict(page) => view! { <Conflict page /> }.into_any(),
    })
}

#[cfg(test)]
mod tests;
