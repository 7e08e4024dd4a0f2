//! The second factor: to set it, to give it, and the codes that stand in for it.

use super::{Problem, sign_in::CodeField};
use crate::{
    components::qr::QrCode,
    model::desk::{NewFactor, RecoveryPage, SecondPage},
};
use leptos::prelude::*;

#[component]
pub(super) fn Second<'a>(page: &'a SecondPage) -> impl IntoView {
    let is_new = page.new.is_some();
    let hint = if is_new {
        "Six digits, which your telephone shows now."
    } else {
        "Six digits from your telephone, or a recovery code of eight."
    };
    view! {
        {page.new.as_ref().map(|new| view! { <SetUp new /> })}
        <Problem words=page.problem.as_deref() field="code" />
        <form class="search tell" action="/desk/second" method="post" novalidate>
            <CodeField hint wrong={page.problem.is_some()} />
            <input type="hidden" name="to" value=page.to.as_str() />
            <button class="button" type="submit">{if is_new { "Set it" } else { "Go on" }}</button>
        </form>
        {(!is_new).then(|| view! {
            <p>"Telephone and recovery codes lost? Whoever looks after the program takes the factor away, after ringing you: "
                <code>"hubfinder person reset-factor"</code> "."</p>
        })}
        <form action="/desk/sign-out" method="post">
            <button class="quiet" type="submit">"Sign out"</button>
        </form>
    }
}

#[component]
fn SetUp<'a>(new: &'a NewFactor) -> impl IntoView {
    view! {
        <p class="lead">"You look after records or people, so a mail alone does not let you in. Your telephone does the rest."</p>
        <ol class="steps">
            <li>"On your telephone open an app for such codes: any that says “authenticator” or “TOTP”."</li>
            <li>"Let it read this picture, or type the letters under it."</li>
            <li>"Type the six digits that it shows then."</li>
        </ol>
        {new.picture.as_ref().map(|picture| view! { <div class="desk-qr"><QrCode picture name="A QR code with your secret" /></div> })}
        <p class="code">{new.secret.as_str()}</p>
    }
}

/// The codes, shown once.
#[component]
pub(super) fn Recovery<'a>(page: &'a RecoveryPage) -> impl IntoView {
    let codes = page.codes.iter().map(|code| view! { <li>{code.as_str()}</li> }).collect_view();
    view! {
        <p class="lead">"Your second factor is set. Should your telephone be lost, each of these codes lets you in once."</p>
        <p class="note">"They are shown now and never again. Write them down or print this page, and keep it where your telephone is not."</p>
        <ul class="desk-recovery" role="list">{codes}</ul>
        <p><a class="button" href=page.to.as_str()>"I have them, go on"</a></p>
    }
}
