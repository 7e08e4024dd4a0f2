//! One's own account: name, where one is signed in, what is kept of one, and the way out.

use super::{Done, Problem};
use crate::model::desk::AccountPage;
use leptos::prelude::*;

#[component]
pub(super) fn Account<'a>(page: &'a AccountPage) -> impl IntoView {
    let roles = page.roles.iter().map(|role| view! { <li>{role.as_str()}</li> }).collect_view();
    let sessions = page.sessions.iter().map(|session| {
        let this = session.is_this.then_some(" (this one)");
        view! { <li>"Since "{session.began.as_str()}", last saved "{session.used.as_str()}{this}</li> }
    });
    let others = page.sessions.iter().any(|session| !session.is_this);
    view! {
        <Done words=page.done.as_deref() />
        <Problem words=page.problem.as_deref() field="name" />
        <form class="search tell" action="/desk/account/name" method="post" novalidate>
            <div class="field" class:wrong=page.problem.is_some()>
                <label for="name">"What you want to be called"</label>
                <input
                    id="name"
                    name="name"
                    type="text"
                    autocomplete="name"
                    value=page.name.as_str()
                    aria-invalid=page.problem.is_some().then_some("true")
                    aria-describedby=page.problem.is_some().then_some("problem")
                />
            </div>
            <button class="button" type="submit">"Save the name"</button>
        </form>
        <section aria-labelledby="who">
            <h2 id="who">"What you do here"</h2>
            <p>"Codes and reminders go to "<strong>{page.email.as_str()}</strong>". To change the address, ask an administrator to invite you with the new one."</p>
            <ul>{roles}</ul>
        </section>
        <section aria-labelledby="sessions">
            <h2 id="sessions">"Where you are signed in"</h2>
            <p>"A session ends by itself eight hours after you last saved something. We keep no note of which device it is."</p>
            <ul>{sessions.collect_view()}</ul>
            {others.then(|| view! {
                <form action="/desk/account/end-others" method="post">
                    <button class="button quiet" type="submit">"Sign out everywhere else"</button>
                </form>
            })}
        </section>
        <section aria-labelledby="data">
            <h2 id="data">"What is kept of you"</h2>
            <p><a href="/desk/account/my-data.json" download="my-data.json">"Take a file of it away"</a>": your account, your roles, and what you did here in the last 24 months."</p>
        </section>
        <section aria-labelledby="leave">
            <h2 id="leave">"Leave"</h2>
            <p>"Your name and your address are deleted. What you changed in the list stays, without your name."</p>
            <p><a href="/desk/account/leave">"Leave the desk for good"</a></p>
        </section>
    }
}

/// Asks first.
#[component]
pub(super) fn Leave() -> impl IntoView {
    view! {
        <p class="lead">"Your account ends at once, and you are signed out everywhere. Nobody can undo that."</p>
        <p>"Your name and your address are deleted. What you changed in the list stays, without your name."</p>
        <form action="/desk/account/leave" method="post">
            <button class="button" type="submit">"Yes, end my account"</button>
        </form>
        <p><a href="/desk/account">"No, go back"</a></p>
    }
}
