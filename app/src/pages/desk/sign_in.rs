//! Signing in: an address, then a code to type; or a link that asks before it is used up.

use super::Problem;
use crate::model::desk::{CodePage, EnterPage, SignInPage};
use leptos::{either::Either, prelude::*};

#[component]
pub(super) fn SignIn<'a>(page: &'a SignInPage) -> impl IntoView {
    view! {
        <p class="lead">"For those who look after this list. You need no password."</p>
        <Problem words=page.problem.as_deref() field="email" />
        <form class="search tell" action="/desk/sign-in" method="post" novalidate>
            <div class="field" class:wrong=page.problem.is_some()>
                <label for="email">"Your e-mail address"</label>
                <input
                    id="email"
                    name="email"
                    type="email"
                    autocomplete="username"
                    required=true
                    value=page.email.as_str()
                    aria-invalid=page.problem.is_some().then_some("true")
                    aria-describedby=page.problem.is_some().then_some("problem")
                />
            </div>
            <input type="hidden" name="to" value=page.to.as_str() />
            <button class="button" type="submit">"Go on"</button>
        </form>
    }
}

#[component]
pub(super) fn Code<'a>(page: &'a CodePage) -> impl IntoView {
    let how = if page.by_mail {
        Either::Left(view! {
            <p class="lead">"If this address has an account, a mail with a code of eight digits is on its way to it."</p>
            <p>"No mail after five minutes? Look among unwanted mail, or ask an administrator to read you a code by telephone."</p>
        })
    } else {
        Either::Right(view! {
            <p class="lead">"Type the code of eight digits that you were given for this address."</p>
            <p>
                "No mail is sent from here. An administrator can read you a code by telephone, or whoever looks after the program draws one: "
                <code>"hubfinder person code "{page.email.as_str()}</code> "."
            </p>
        })
    };
    view! {
        {how}
        <Problem words=page.problem.as_deref() field="code" />
        <form class="search tell" action="/desk/code" method="post" novalidate>
            <CodeField
                hint="Eight digits, such as 4821 0937. It is good for 15 minutes and for five tries."
                wrong={page.problem.is_some()}
            />
            <input type="hidden" name="email" value=page.email.as_str() />
            <input type="hidden" name="to" value=page.to.as_str() />
            <button class="button" type="submit">"Sign in"</button>
        </form>
        <p><a href="/desk/sign-in">"Use another address"</a></p>
    }
}

/// Where a code is typed. What is wrong with it stands above the form.
#[component]
pub(super) fn CodeField(hint: &'static str, wrong: bool) -> impl IntoView {
    view! {
        <div class="field" class:wrong=wrong>
            <label for="code">"Code"</label>
            <p class="hint" id="code-hint">{hint}</p>
            <input
                id="code"
                name="code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                required=true
                aria-invalid=wrong.then_some("true")
                aria-describedby=if wrong { "problem code-hint" } else { "code-hint" }
            />
        </div>
    }
}

#[component]
pub(super) fn Enter<'a>(page: &'a EnterPage) -> impl IntoView {
    view! {
        <p class="lead">"Sign in as "<strong>{page.name.as_str()}</strong>" on this device?"</p>
        <p>"Nothing has happened yet. The link works once, when you press the button."</p>
        <form action=page.action.as_str() method="post">
            <input type="hidden" name="key" value=page.key.as_str() />
            <button class="button" type="submit">"Sign in"</button>
        </form>
        <p>"Is that not you? Close this page: the link stays unused."</p>
    }
}
