//! One's own account, and those of others.

use super::{Site, cookie_of, now, steward, text};
use crate::{
    document::{all, first, words},
    served::header,
};
use desk::{PersonState, Role, Scope};
use reqwest::StatusCode;
use scraper::Html;

/// The id of an organisation that the county lists.
fn organization() -> directory::Slug {
    crate::served::COUNTY.listed.organizations[0].id.clone()
}

#[tokio::test]
async fn an_administrator_invites_and_reads_a_code_out_once() {
    let site = Site::start().await;
    let (ada, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let organization = organization();
    let fields =
        [("email", "Pat@Example.org"), ("name", "Pat"), ("role", "provider"), ("organization", organization.as_str())];
    let html = text(site.post("/desk/people/invite", &cookie, &fields).await, StatusCode::OK).await;
    let page = Html::parse_document(&html);
    let code = words(first(&page, ".desk-code"));
    let link = words(first(&page, "p.code"));
    let own = format!("http://{}", site.running.address());
    assert!(link.starts_with(&format!("{own}/desk/enter/")), "{link}");
    let pat = site.people.find("pat@example.org").await.unwrap().unwrap();
    assert_eq!((pat.roles.as_slice(), pat.state), (&[Role::Provider(organization)][..], PersonState::Invited));
    let entered = site.post("/desk/code", "", &[("email", "pat@example.org"), ("code", &code)]).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);

    let listed = text(site.get("/desk/people", &cookie).await, StatusCode::OK).await;
    assert!(!listed.contains(&code) && !listed.contains(&link), "shown once");
    let page = Html::parse_document(&listed);
    let events: Vec<_> = all(&page, "#events + ul li").into_iter().map(words).collect();
    assert!(
        events[0].ends_with("Pat signed in") && events[1].contains("ada@example.org invited Pat (Provider: "),
        "{events:?}"
    );
    let given = site.post(&format!("/desk/people/{}/code", pat.id), &cookie, &[]).await;
    let given = Html::parse_document(&text(given, StatusCode::OK).await);
    assert_ne!(words(first(&given, ".desk-code")), code);
    // Nobody comes in as an administrator by way of another.
    let own_code = site.post(&format!("/desk/people/{ada}/code"), &cookie, &[]).await;
    assert!(text(own_code, StatusCode::FORBIDDEN).await.contains("comes from the command line"));
    let second = [("email", "bea@example.org"), ("role", "administrator")];
    let refused = text(site.post("/desk/people/invite", &cookie, &second).await, StatusCode::FORBIDDEN).await;
    assert!(refused.contains("That takes a second person"), "{refused}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_wrong_with_an_invitation_is_said_and_what_was_typed_stays() {
    let site = Site::start().await;
    let (_, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let long = "x".repeat(101);
    for (email, name, role, organization, problem) in [
        ("bea", "Bea", "reader", "", "Please write an e-mail address, such as name@example.org."),
        ("bea@example.org", "Bea", "provider", "", "Please choose a role, and for a provider an organisation."),
        ("bea@example.org", "Bea", "provider", "nobody", "Please choose a role, and for a provider an organisation."),
        ("bea@example.org", "Bea", "king", "", "Please choose a role, and for a provider an organisation."),
        (
            "bea@example.org",
            &long,
            "steward:redditch",
            "",
            "That name is too long by 1 letter. Please make it shorter.",
        ),
    ] {
        let fields = [("email", email), ("name", name), ("role", role), ("organization", organization)];
        let html = text(site.post("/desk/people/invite", &cookie, &fields).await, StatusCode::OK).await;
        let page = Html::parse_document(&html);
        assert_eq!(words(first(&page, "#problem")), problem);
        assert_eq!(first(&page, "#email").attr("value"), Some(email));
        assert_eq!(first(&page, "#name").attr("value"), Some(name));
        if role != "king" {
            first(&page, &format!("#role option[value='{role}'][selected]"));
        }
    }
    let fields = [("email", "ADA@example.org"), ("name", "Bea"), ("role", "steward:redditch")];
    let html = text(site.post("/desk/people/invite", &cookie, &fields).await, StatusCode::OK).await;
    assert!(html.contains("ada@example.org had an account already. They have this role now: Steward of Redditch."));
    let everybody = site.people.all().await.unwrap();
    assert_eq!((everybody.len(), everybody[0].roles.len()), (1, 2));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_role_ends_with_its_sessions_and_an_account_with_its_name() {
    let site = Site::start().await;
    let (ada, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let (ben, his) = site.signed_in("ben@example.org", steward()).await;
    assert_eq!(site.get("/desk/account", &his).await.status(), StatusCode::OK);
    let ended = site.post(&format!("/desk/people/{ben}/end-role"), &cookie, &[("role", "steward")]).await;
    assert_eq!(header(ended.headers(), "location"), "/desk/people?done=role");
    assert_eq!(site.get("/desk/account", &his).await.status(), StatusCode::SEE_OTHER);
    assert!(
        text(site.get("/desk/people?done=role", &cookie).await, StatusCode::OK).await.contains("The role has ended")
    );

    let asks = text(site.get(&format!("/desk/people/{ben}/end"), &cookie).await, StatusCode::OK).await;
    assert!(asks.contains("<strong>ben@example.org</strong> ends at once"), "{asks}");
    let ended = site.post(&format!("/desk/people/{ben}/end"), &cookie, &[]).await;
    assert_eq!(header(ended.headers(), "location"), "/desk/people?done=account");
    assert_eq!(site.people.find(&ben).await.unwrap().unwrap().state, PersonState::Gone);
    let listed = text(site.get("/desk/people", &cookie).await, StatusCode::OK).await;
    assert!(!listed.contains("ben@example.org") && listed.contains("Somebody who has left"), "{listed}");
    assert_eq!(site.post(&format!("/desk/people/{ben}/end"), &cookie, &[]).await.status(), StatusCode::NOT_FOUND);

    for (what, fields) in [("end", vec![]), ("end-role", vec![("role", "administrator")])] {
        let stays = site.post(&format!("/desk/people/{ada}/{what}"), &cookie, &fields).await;
        assert!(text(stays, StatusCode::CONFLICT).await.contains("ada@example.org is the only administrator"));
    }
    let leaves = text(site.post("/desk/account/leave", &cookie, &[]).await, StatusCode::CONFLICT).await;
    assert!(leaves.contains("You are the only administrator."), "{leaves}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn each_role_sees_and_does_what_it_may_with_people() {
    let site = Site::start().await;
    let (ada, _) = site.signed_in("ada@example.org", Role::Administrator).await;
    let (pat, _) = site.signed_in("pat@example.org", Role::Provider(organization())).await;
    // Whether one sees the people, may give a provider's code, may invite a reader, may end an account.
    for (role, expected) in [
        (steward(), [true, true, false, false]),
        (Role::Steward(Scope::District("redditch".parse().unwrap())), [true, false, false, false]),
        (Role::Provider(organization()), [false; 4]),
        (Role::Reader, [false; 4]),
    ] {
        let email = format!("{}@example.org", role.code().replace(':', "-"));
        let (_, cookie) = site.signed_in(&email, role.clone()).await;
        let seen = site.get("/desk/people", &cookie).await.status();
        let code = site.post(&format!("/desk/people/{pat}/code"), &cookie, &[]).await.status();
        let invited = site
            .post("/desk/people/invite", &cookie, &[("email", "new@example.org"), ("role", "reader")])
            .await
            .status();
        let ended = site.post(&format!("/desk/people/{pat}/end"), &cookie, &[]).await.status();
        let allowed = [seen, code, invited, ended].map(|status| status == StatusCode::OK);
        assert_eq!(allowed, expected, "{role:?}: {seen} {code} {invited} {ended}");
        for status in [seen, code, invited, ended] {
            assert!(status == StatusCode::OK || status == StatusCode::FORBIDDEN, "{role:?}: {status}");
        }
        let menu = text(site.get("/desk", &cookie).await, StatusCode::OK).await;
        assert_eq!(menu.contains("href=\"/desk/people\""), expected[0], "{role:?}");
        for action in ["code", "end"] {
            let refused = site.post(&format!("/desk/people/{ada}/{action}"), &cookie, &[]).await;
            assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{role:?} {action}");
        }
    }
    assert!(site.people.find("new@example.org").await.unwrap().is_none());
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn ones_own_account_is_ones_own() {
    let site = Site::start().await;
    let (ada, cookie) = site.signed_in("ada@example.org", steward()).await;
    site.signed_in("ben@example.org", Role::Administrator).await;
    let other = cookie_of(&site.people.begin_session(&ada, false, now()).await.unwrap());
    let renamed = site.post("/desk/account/name", &cookie, &[("name", " Ada\u{202e} <b>L</b> ")]).await;
    assert_eq!(header(renamed.headers(), "location"), "/desk/account?done=name");
    let html = text(site.get("/desk/account?done=name", &cookie).await, StatusCode::OK).await;
    assert!(html.contains("Your name is saved.") && html.contains("Ada &lt;b&gt;L&lt;/b&gt;."), "{html}");
    let page = Html::parse_document(&html);
    assert_eq!(first(&page, "#name").attr("value"), Some("Ada <b>L</b>"));
    assert_eq!(all(&page, "#sessions ~ ul li").len(), 2);
    assert!(html.contains("Since 2 March 2026 at 9.30am, last saved 2 March 2026 at 9.30am (this one)"), "{html}");
    site.post("/desk/account/end-others", &cookie, &[]).await;
    assert_eq!(site.get("/desk/account", &other).await.status(), StatusCode::SEE_OTHER);

    let data = site.get("/desk/account/my-data.json", &cookie).await;
    assert_eq!(header(data.headers(), "content-disposition"), "attachment; filename=\"my-data.json\"");
    let data: serde_json::Value = serde_json::from_str(&data.text().await.unwrap()).unwrap();
    assert_eq!((&data["email"], &data["roles"][0]["role"]), (&"ada@example.org".into(), &"steward".into()));
    assert_eq!(data["events"].as_array().unwrap().len(), 5, "invited, two sessions, a name, other sessions: {data}");

    let asks = text(site.get("/desk/account/leave", &cookie).await, StatusCode::OK).await;
    assert!(asks.contains("Yes, end my account"));
    let left = site.post("/desk/account/leave", &cookie, &[]).await;
    assert!(header(left.headers(), "set-cookie").contains("Max-Age=0"));
    assert!(text(left, StatusCode::OK).await.contains("Your account has ended."));
    assert_eq!(site.get("/desk/account", &cookie).await.status(), StatusCode::SEE_OTHER);
    let gone = site.people.find(&ada).await.unwrap().unwrap();
    assert_eq!((gone.state, gone.name.as_str(), gone.email.as_str()), (PersonState::Gone, "", ""));
    site.running.stop().await.unwrap();
}
