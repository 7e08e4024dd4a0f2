//! Coming in by link and by code, and what does not let anybody in.

use super::{Site, given_cookie, now, steward, text};
use crate::{
    document::{first, words},
    served::header,
};
use chrono::TimeDelta;
use desk::Role;
use reqwest::StatusCode;
use scraper::Html;
use std::process::Command;
use store::{CODE_TRIES, COMMAND};

#[tokio::test]
async fn a_link_asks_first_and_lets_in_once() {
    let site = Site::start().await;
    let (person, ticket) =
        site.people.invite("ada@example.org", "Ada", &Role::Administrator, COMMAND, now()).await.unwrap();
    let enter = format!("/desk/enter/{}", ticket.id);
    let link = format!("{enter}?key={}", ticket.link.reveal());
    for _ in 0..3 {
        let html = text(site.get(&link, "").await, StatusCode::OK).await;
        let page = Html::parse_document(&html);
        assert!(words(first(&page, "main")).contains("Sign in as Ada on this device?"), "{html}");
        first(&page, &format!("form[action='{enter}'][method='post'] input[name='key']"));
        assert!(!html.contains("<a href=\"/desk/people\""), "no menu: {html}");
    }
    assert_eq!(site.get(&format!("{enter}?key=0123"), "").await.status(), StatusCode::GONE);
    assert_eq!(site.post(&enter, "", &[("key", "0123")]).await.status(), StatusCode::GONE);

    let pressed = site.post(&enter, "", &[("key", ticket.link.reveal())]).await;
    assert_eq!((pressed.status(), header(pressed.headers(), "location")), (StatusCode::SEE_OTHER, "/desk"));
    let said = header(pressed.headers(), "set-cookie");
    assert!(said.starts_with("desk=") && said.ends_with("; HttpOnly; SameSite=Lax; Path=/desk"), "{said}");
    let cookie = given_cookie(&pressed);
    let html = text(site.get("/desk", &cookie).await, StatusCode::OK).await;
    assert!(html.contains("You are signed in as Ada.") && html.contains("href=\"/desk/people\""), "{html}");

    for again in [site.post(&enter, "", &[("key", ticket.link.reveal())]).await, site.get(&link, "").await] {
        assert_eq!(header(again.headers(), "set-cookie"), "");
        assert!(text(again, StatusCode::GONE).await.contains("This link does not work any more"));
    }
    assert_eq!(site.people.find(&person.id).await.unwrap().unwrap().state, desk::PersonState::Active);

    let out = site.post("/desk/sign-out", &cookie, &[]).await;
    assert!(header(out.headers(), "set-cookie").starts_with("desk=; ") && out.status() == StatusCode::SEE_OTHER);
    assert_eq!(site.get("/desk", &cookie).await.status(), StatusCode::SEE_OTHER);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_code_from_the_command_line_lets_in_where_one_wanted_to_go() {
    let site = Site::start().await;
    let store = site.store.to_str().unwrap();
    let hubfinder = |arguments: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
            .arg("person")
            .args(arguments)
            .args(["--store", store])
            .output();
        let done = done.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    let code_in = |said: &str| said.split("code  ").nth(1).unwrap()[..9].to_owned();
    let said = hubfinder(&[
        "invite",
        "ada@example.org",
        "--role",
        "administrator",
        "--public-url",
        "https://help.example.org",
    ]);
    assert!(
        said.starts_with("ada@example.org is invited as administrator\nlink  https://help.example.org/desk/enter/")
    );
    let wanted = site.get("/desk/people?done=role", "").await;
    let sign_in = header(wanted.headers(), "location").to_owned();
    assert_eq!(
        (wanted.status(), sign_in.as_str()),
        (StatusCode::SEE_OTHER, "/desk/sign-in?to=%2Fdesk%2Fpeople%3Fdone%3Drole")
    );
    let page = Html::parse_document(&text(site.get(&sign_in, "").await, StatusCode::OK).await);
    let to = first(&page, "input[name='to']").attr("value").unwrap().to_owned();
    let asked = site.post("/desk/sign-in", "", &[("email", "ada@example.org"), ("to", &to)]).await;
    let asked = text(asked, StatusCode::OK).await;
    let stranger = site.post("/desk/sign-in", "", &[("email", "eve@example.org"), ("to", &to)]).await;
    let stranger = text(stranger, StatusCode::OK).await;
    assert_eq!(asked, stranger.replace("eve@", "ada@"), "the same answer whether there is an account or not");
    let typed = code_in(&said);
    let fields = [("email", "ADA@example.org"), ("code", typed.as_str()), ("to", &to)];
    let entered = site.post("/desk/code", "", &fields).await;
    assert_eq!(header(entered.headers(), "location"), "/desk/people?done=role");
    assert_eq!(site.get(&to, &given_cookie(&entered)).await.status(), StatusCode::OK);

    // Again later, and for whoever came before.
    assert!(hubfinder(&["code", "ada@example.org"]).starts_with("link  /desk/enter/"));
    hubfinder(&["invite", "ben@example.org", "--name", "Ben", "--role", "steward", "--district", "redditch"]);
    hubfinder(&["give", "ben@example.org", "--role", "reader"]);
    let list = hubfinder(&["list"]);
    assert!(list.contains("ada@example.org, active: administrator\n"), "{list}");
    // Roles that were given in the same second stand in either order.
    let ben = list.lines().find_map(|line| line.split_once("ben@example.org (Ben), invited: "));
    let mut roles: Vec<&str> = ben.unwrap().1.split(", ").collect();
    roles.sort_unstable();
    assert_eq!(roles, ["reader", "steward of redditch"]);
    assert!(hubfinder(&["end", "ben@example.org"]).contains("has ended"));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_code_that_is_guessed_replayed_or_late_lets_nobody_in() {
    let site = Site::start().await;
    let (ben, _) = site.signed_in("ben@example.org", steward()).await;
    let draw = async |at| site.people.ticket(&ben, COMMAND, at).await.unwrap().unwrap();
    let ticket = draw(now()).await;
    let send = async |email: &str, code: &str| {
        let response = site.post("/desk/code", "", &[("email", email), ("code", code), ("to", "//evil.example")]).await;
        (response.status(), given_cookie(&response), header(response.headers(), "location").to_owned())
    };
    let refused = (StatusCode::OK, String::new(), String::new());
    assert_eq!(send("eve@example.org", ticket.code.reveal()).await, refused);
    let (status, cookie, to) = send("ben@example.org", &ticket.code.reveal_in_groups()).await;
    assert!(status == StatusCode::SEE_OTHER && !cookie.is_empty() && to == "/desk", "no way out of the desk: {to}");
    assert_eq!(send("ben@example.org", ticket.code.reveal()).await, refused);

    let late = draw(now() - TimeDelta::minutes(15)).await;
    assert_eq!(send("ben@example.org", late.code.reveal()).await, refused);
    let ticket = draw(now()).await;
    for _ in 0..CODE_TRIES {
        assert_eq!(send("ben@example.org", "00000000").await, refused);
    }
    assert_eq!(send("ben@example.org", ticket.code.reveal()).await, refused, "five tries are over");
    let html =
        text(site.post("/desk/code", "", &[("email", "ben@example.org"), ("code", "1")]).await, StatusCode::OK).await;
    let page = Html::parse_document(&html);
    assert!(words(first(&page, "#problem")).contains("That code does not let you in."), "{html}");
    assert_eq!(first(&page, "#code").attr("aria-invalid"), Some("true"));
    // A network that has sent ten wrong ones waits, whatever it sends.
    let ticket = draw(now()).await;
    assert_eq!(send("eve@example.org", "1").await.0, StatusCode::TOO_MANY_REQUESTS);
    let (status, cookie, _) = send("ben@example.org", ticket.code.reveal()).await;
    assert_eq!((status, cookie.as_str()), (StatusCode::TOO_MANY_REQUESTS, ""));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn who_is_signed_out_keeps_what_they_wrote_and_is_told_how() {
    let site = Site::start().await;
    let (ben, cookie) = site.signed_in("ben@example.org", steward()).await;
    let person = site.people.find(&ben).await.unwrap().unwrap();
    site.people.end_role(&person, &steward(), COMMAND, now()).await.unwrap();
    let html =
        text(site.post("/desk/account/name", &cookie, &[("name", "Benjamin")]).await, StatusCode::FORBIDDEN).await;
    assert!(html.contains("You are signed out, and nothing was saved") && html.contains("load it again"), "{html}");
    assert_eq!(site.people.find(&ben).await.unwrap().unwrap().name, "");
    // Whoever has no role any more may come in, and do nothing.
    let ticket = site.people.ticket(&ben, COMMAND, now()).await.unwrap().unwrap();
    let entered =
        site.post("/desk/code", &cookie, &[("email", "ben@example.org"), ("code", ticket.code.reveal())]).await;
    let cookie = given_cookie(&entered);
    let html = text(site.get("/desk", &cookie).await, StatusCode::OK).await;
    assert!(html.contains("You have no role just now."), "{html}");
    assert_eq!(site.get("/desk/people", &cookie).await.status(), StatusCode::FORBIDDEN);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn an_address_that_is_none_is_asked_for_again() {
    let site = Site::start().await;
    let html = text(site.post("/desk/sign-in", "", &[("email", "ada"), ("to", "/desk")]).await, StatusCode::OK).await;
    let page = Html::parse_document(&html);
    assert_eq!(
        words(first(&page, "#problem a[href='#email']")),
        "Please write your e-mail address, such as name@example.org."
    );
    assert_eq!(first(&page, "#email").attr("value"), Some("ada"));
    site.running.stop().await.unwrap();
}
