//! What surrounds the desk: it is off unless it is asked for, looking changes nothing, only its own pages may send, and
//! no public address knows of it.

use super::{Site, cookie_of, now, steward, text};
use crate::{
    served::{ask, fetch, header, line_of, log},
    start::own_server,
};
use desk::Role;
use reqwest::{Method, StatusCode};
use store::COMMAND;

/// Every address of the desk that can be looked at, without those of one person.
const LOOKED_AT: [&str; 24] = [
    "/desk",
    "/desk/sign-in",
    "/desk/sign-in?to=/desk/people",
    "/desk/second",
    "/desk/account",
    "/desk/account?done=name",
    "/desk/account/my-data.json",
    "/desk/account/leave",
    "/desk/people",
    "/desk/proposals",
    "/desk/proposals?done=taken",
    "/desk/messages",
    "/desk/messages?state=closed",
    "/desk/records",
    "/desk/records?q=hub&noun=service&state=unconfirmed&page=2",
    "/desk/service/wands-family-hub",
    "/desk/service/wands-family-hub?saved=1&base=1",
    "/desk/service/wands-family-hub/revisions/1",
    "/desk/service/wands-family-hub/difference?from=1&to=1",
    "/desk/service/wands-family-hub/on?day=2026-03-02",
    "/desk/service/wands-family-hub/edit",
    "/desk/service/wands-family-hub/withdraw",
    "/desk/service/wands-family-hub/revert?to=1",
    "/desk/service/wands-family-hub/confirm",
];

/// Every address of the desk that takes a form, with one that is right.
fn forms(person: &str, ticket: &store::Ticket) -> Vec<(String, Vec<(&'static str, String)>)> {
    let email = || ("email", "carol@example.org".to_owned());
    vec![
        ("/desk/sign-in".into(), vec![email()]),
        ("/desk/code".into(), vec![("email", "ben@example.org".into()), ("code", ticket.code.reveal().into())]),
        (format!("/desk/enter/{}", ticket.id), vec![("key", ticket.link.reveal().into())]),
        ("/desk/second".into(), vec![("code", "123456".into())]),
        ("/desk/account/name".into(), vec![("name", "Ada".into())]),
        ("/desk/account/end-others".into(), vec![]),
        ("/desk/people/invite".into(), vec![email(), ("role", "reader".into())]),
        (format!("/desk/people/{person}/code"), vec![]),
        (format!("/desk/people/{person}/send"), vec![]),
        (format!("/desk/people/{person}/end-role"), vec![("role", "reader".into())]),
        (format!("/desk/people/{person}/end"), vec![]),
        ("/desk/service/wands-family-hub/edit".into(), vec![("base", "1".into()), ("cost", "Free".into())]),
        (
            "/desk/service/wands-family-hub/withdraw".into(),
            vec![("base", "1".into()), ("reason", "closed".into()), ("why", "closed".into())],
        ),
        ("/desk/service/wands-family-hub/bring-back".into(), vec![("base", "1".into()), ("why", "open".into())]),
        (
            "/desk/service/wands-family-hub/confirm".into(),
            vec![("base", "1".into()), ("how", "phone".into()), ("day", "2026-03-01".into())],
        ),
        ("/desk/account/leave".into(), vec![]),
        ("/desk/sign-out".into(), vec![]),
    ]
}

#[tokio::test]
async fn without_the_setting_there_is_no_desk() {
    for path in LOOKED_AT {
        let response = fetch(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(response.headers(), "set-cookie"), "");
    }
    for path in ["/desk/sign-in", "/desk/code", "/desk/people/invite", "/desk/sign-out"] {
        let response = ask(Method::POST, path).header("sec-fetch-site", "same-origin").send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_desk_that_others_could_listen_in_on_is_refused_in_one_sentence() {
    let said = own_server(|settings| {
        settings.desk_without_mail = true;
        settings.listen = "0.0.0.0:0".parse().unwrap();
    });
    let said = said.await.unwrap_err().to_string();
    assert!(said.starts_with("--desk-without-mail is for trying out on this machine alone"), "{said}");
    let said = own_server(|settings| {
        settings.desk_without_mail = true;
        settings.public_url = Some("http://help.example.org".to_owned());
    });
    let said = said.await.unwrap_err().to_string();
    assert!(said.contains("plain http at http://help.example.org: give --public-url https://") && !said.contains('\n'));
}

#[tokio::test]
async fn looking_at_any_address_changes_no_row() {
    let site = Site::start().await;
    let (ada, administrator) = site.signed_in("ada@example.org", Role::Administrator).await;
    let (_, reader) = site.signed_in("ray@example.org", Role::Reader).await;
    let ticket = site.people.ticket(&ada, COMMAND, now()).await.unwrap().unwrap();
    let enter = format!("/desk/enter/{}?key={}", ticket.id, ticket.link.reveal());
    let end = format!("/desk/people/{ada}/end");
    let before = site.dump().await;
    for cookie in [administrator.as_str(), &reader, "", "desk=0123", "desk=", "other=1; desk=abc"] {
        for path in LOOKED_AT.into_iter().chain([enter.as_str(), "/desk/enter/abc?key=1", &end, "/desk/nowhere"]) {
            for method in [Method::GET, Method::HEAD] {
                let response = site.ask(method.clone(), path).header("cookie", cookie).send().await.unwrap();
                assert!(response.status().as_u16() < 500, "{method} {path}");
                let headers = response.headers();
                assert_eq!(header(headers, "set-cookie"), "", "{path}");
                assert_eq!(header(headers, "cache-control"), "no-store", "{path}");
                assert_eq!(header(headers, "referrer-policy"), "same-origin", "{path}");
                assert_eq!(header(headers, "x-robots-tag"), "noindex", "{path}");
            }
        }
    }
    assert_eq!(site.dump().await, before);
    let shown = text(site.get(&enter, "").await, StatusCode::OK).await;
    assert!(shown.contains("Nothing has happened yet."), "{shown}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_form_from_anywhere_else_changes_no_row() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let (ben, _) = site.signed_in("ben@example.org", Role::Reader).await;
    let ticket = site.people.ticket(&ben, COMMAND, now()).await.unwrap().unwrap();
    let own = format!("http://{}", site.running.address());
    let before = site.dump().await;
    for (path, fields) in forms(&ben, &ticket) {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let from: [&[(&str, &str)]; 7] = [
            &[],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", &own)],
            &[("sec-fetch-site", "none"), ("origin", &own)],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("referer", &own)],
        ];
        for headers in from {
            let form = headers
                .iter()
                .fold(site.form(&path, &cookie, &fields), |form, (name, value)| form.header(*name, *value));
            let response = form.send().await.unwrap();
            assert_eq!(header(response.headers(), "set-cookie"), "", "{path}");
            let html = text(response, StatusCode::FORBIDDEN).await;
            assert!(html.contains("Nothing was changed"), "{path} {headers:?}");
        }
    }
    assert_eq!(site.dump().await, before);
    // What an old browser sends with a form of ours is taken, and so is each of the forms from a page of ours.
    let old = site.form("/desk/account/name", &cookie, &[("name", "Ada")]).header("origin", &own);
    assert_eq!(old.send().await.unwrap().status(), StatusCode::SEE_OTHER);
    for (path, fields) in forms(&ben, &ticket) {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let status = site.post(&path, &cookie, &fields).await.status();
        assert_ne!(status, StatusCode::FORBIDDEN, "{path}");
        if path == "/desk/code" {
            break;
        }
    }
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn no_public_address_has_a_cookie_or_knows_of_the_desk() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let html = text(site.get("/sitemap.xml", "").await, StatusCode::OK).await;
    assert!(!html.contains("/desk"));
    let pages = ["/", "/search?q=debt", "/hubs", "/map", "/needs", "/services/wands-family-hub", "/urgent", "/contact"];
    let more =
        ["/robots.txt", "/privacy", "/healthz", "/readyz", "/oruk/services", "/openapi.json", "/nowhere", "/desktop"];
    for path in pages.into_iter().chain(more) {
        let plain = site.get(path, "").await;
        assert_eq!(header(plain.headers(), "set-cookie"), "", "{path}");
        assert_eq!(header(plain.headers(), "referrer-policy"), "no-referrer", "{path}");
        let signed_in = site.get(path, &cookie).await;
        assert_eq!(header(signed_in.headers(), "set-cookie"), "", "{path}");
        let (plain, signed_in) = (plain.text().await.unwrap(), signed_in.text().await.unwrap());
        assert!(!plain.contains("/desk/") && !plain.contains("\"/desk\""), "{path}");
        assert!(!signed_in.contains("/desk/") && !signed_in.contains("ada@example.org"), "{path}");
    }
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn no_word_of_the_desk_is_in_the_log() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("otter@example.org", Role::Administrator).await;
    let (ben, _) = site.signed_in("stoat@example.org", steward()).await;
    let ticket = site.people.ticket(&ben, COMMAND, now()).await.unwrap().unwrap();
    site.get(&format!("/desk/enter/{}?key={}", ticket.id, ticket.link.reveal()), "").await;
    site.post("/desk/code", "", &[("email", "stoat@example.org"), ("code", "13571357")]).await;
    site.post("/desk/people/invite", &cookie, &[("email", "weasel@example.org"), ("role", "reader")]).await;
    site.post("/desk/account/name", &cookie, &[("name", "Ottilie Otter")]).await;
    site.post(&format!("/desk/people/{ben}/code"), &cookie, &[]).await;
    let last = site.get("/desk/people?done=account", &cookie).await;
    let id = header(last.headers(), "x-request-id").to_owned();
    last.text().await.unwrap();
    let line = line_of(&id).await;
    assert!(line.contains("\"/desk/people\""), "{line}");
    let log = log();
    assert!(log.contains("/desk/enter/{ticket}") && log.contains("/desk/people/{id}/code"), "{log}");
    let secret = cookie.trim_start_matches("desk=");
    for told in ["otter", "stoat", "weasel", "Ottilie", "13571357", &ben, &ticket.id, ticket.link.reveal(), secret] {
        assert!(!log.contains(told), "{told} in {log}");
    }
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn over_https_the_cookie_says_so() {
    let site = Site::start_with(|settings| settings.public_url = Some("https://help.example.org".to_owned())).await;
    let (ada, plain) = site.signed_in("ada@example.org", Role::Administrator).await;
    assert_eq!(site.get("/desk/account", &plain).await.status(), StatusCode::SEE_OTHER, "another name");
    let ticket = site.people.ticket(&ada, COMMAND, now()).await.unwrap().unwrap();
    let fields = [("email", "ada@example.org"), ("code", ticket.code.reveal())];
    let form = site.form("/desk/code", "", &fields).header("origin", "https://help.example.org");
    let response = form.send().await.unwrap();
    let cookie = header(response.headers(), "set-cookie");
    let (value, rest) = cookie.split_once("; ").unwrap();
    assert_eq!(rest, "HttpOnly; Secure; SameSite=Lax; Path=/desk");
    assert!(value.starts_with("__Secure-desk="), "{cookie}");
    assert_eq!(site.get("/desk/account", value).await.status(), StatusCode::OK);
    let secret = desk::Secret::typed(value.trim_start_matches("__Secure-desk="));
    assert_eq!(site.get("/desk/account", &cookie_of(&secret)).await.status(), StatusCode::SEE_OTHER);
    site.running.stop().await.unwrap();
}
