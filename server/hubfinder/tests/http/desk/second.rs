//! The second factor of administrators and stewards, where there is a key file.

use super::{Site, given_cookie, now, steward, text};
use crate::{
    document::{all, first, words},
    served::header,
    start::own_server,
};
use desk::{Factor, FactorKey, Role};
use reqwest::StatusCode;
use scraper::Html;
use std::{fs, process::Command};
use store::{COMMAND, FACTOR_TRIES};
use tempfile::TempDir;

/// A site whose key file the command made.
async fn site_with_key() -> (Site, FactorKey, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("key");
    let make = || Command::new(env!("CARGO_BIN_EXE_hubfinder")).args(["person", "key"]).arg(&file).output().unwrap();
    assert!(make().status.success());
    let again = String::from_utf8(make().stderr).unwrap();
    assert!(again.contains("name a file that is not there yet"), "{again}");
    let key = FactorKey::parse(&fs::read_to_string(&file).unwrap()).unwrap();
    let site = Site::start_with(|settings| settings.key_file = Some(file)).await;
    (site, key, dir)
}

/// The half minute in which the site's clock stands.
fn step() -> i64 {
    now().timestamp() / 30
}

async fn kept_factor(site: &Site, key: &FactorKey, person: &str) -> Factor {
    key.factor(person, &site.people.factor(person).await.unwrap().unwrap())
}

#[tokio::test]
async fn a_steward_sets_a_second_factor_and_gives_it_each_time() {
    let (site, key, _dir) = site_with_key().await;
    let (ada, cookie) = site.signed_in("ada@example.org", steward()).await;
    for path in ["/desk", "/desk/account", "/desk/account/my-data.json", "/desk/people"] {
        let on_the_way = site.get(path, &cookie).await;
        assert_eq!(header(on_the_way.headers(), "location"), format!("/desk/second?to={}", path.replace('/', "%2F")));
    }
    let refused = site.post("/desk/account/name", &cookie, &[("name", "Ada")]).await;
    assert!(text(refused, StatusCode::FORBIDDEN).await.contains("Your second factor is missing"));
    let before = site.dump().await;
    let html = text(site.get("/desk/second?to=/desk/people", &cookie).await, StatusCode::OK).await;
    assert_eq!(html, text(site.get("/desk/second?to=/desk/people", &cookie).await, StatusCode::OK).await);
    assert_eq!(site.dump().await, before, "looking sets nothing");
    let page = Html::parse_document(&html);
    let secret = words(first(&page, "p.code"));
    first(&page, ".desk-qr svg[role='img']");
    let offered = key.factor(&ada, &desk::Secret::typed(cookie.trim_start_matches("desk=")).hash("factor"));
    assert_eq!(offered.secret_in_groups(), secret);
    let wrong = site.post("/desk/second", &cookie, &[("code", "")]).await;
    assert!(text(wrong, StatusCode::OK).await.contains("That code is not right"));
    let fields = [("code", offered.code_of(step())), ("to", "/desk/people".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let html = text(site.post("/desk/second", &cookie, &fields).await, StatusCode::OK).await;
    let page = Html::parse_document(&html);
    let codes: Vec<_> = all(&page, ".desk-recovery li").into_iter().map(words).collect();
    assert_eq!(codes.len(), 10);
    assert_eq!(first(&page, "main a.button").attr("href"), Some("/desk/people"));
    assert_eq!(site.get("/desk/people", &cookie).await.status(), StatusCode::OK);

    // A second session: the code of before is used, the next one is not; a recovery code is good once.
    let session = async || {
        let ticket = site.people.ticket(&ada, COMMAND, now()).await.unwrap().unwrap();
        let entered =
            site.post("/desk/code", "", &[("email", "ada@example.org"), ("code", ticket.code.reveal())]).await;
        given_cookie(&entered)
    };
    let give = async |cookie: &str, code: &str| {
        let given = site.post("/desk/second", cookie, &[("code", code), ("to", "/desk/account")]).await;
        header(given.headers(), "location").to_owned()
    };
    let second = session().await;
    let page = text(site.get("/desk/second", &second).await, StatusCode::OK).await;
    assert!(!page.contains(&secret) && page.contains("or a recovery code of eight"), "{page}");
    assert_eq!(give(&second, &kept_factor(&site, &key, &ada).await.code_of(step())).await, "");
    assert_eq!(give(&second, &kept_factor(&site, &key, &ada).await.code_of(step() + 1)).await, "/desk/account");
    let third = session().await;
    assert_eq!(give(&third, &codes[0]).await, "/desk/account");
    let fourth = session().await;
    for _ in 1..FACTOR_TRIES {
        assert_eq!(give(&fourth, &codes[0]).await, "", "used");
    }
    assert_eq!(give(&fourth, "00000000").await, "/desk/sign-in", "the session has ended");
    assert_eq!(give(&fourth, &codes[1]).await, "");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn who_looks_after_no_record_of_others_needs_none() {
    let (site, _, _dir) = site_with_key().await;
    let organization = crate::served::COUNTY.listed.organizations[0].id.clone();
    for (email, role) in [("ray@example.org", Role::Reader), ("pat@example.org", Role::Provider(organization))] {
        let (_, cookie) = site.signed_in(email, role).await;
        assert_eq!(site.get("/desk", &cookie).await.status(), StatusCode::OK, "{email}");
    }
    // Whoever becomes a steward is asked from then on.
    let ray = site.people.find("ray@example.org").await.unwrap().unwrap();
    let cookie = super::cookie_of(&site.people.begin_session(&ray.id, false, now()).await.unwrap());
    site.people.give_role(&ray, &steward(), COMMAND, now()).await.unwrap();
    assert_eq!(site.get("/desk", &cookie).await.status(), StatusCode::SEE_OTHER);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_lost_factor_is_taken_away_by_command_and_set_anew() {
    let (site, key, _dir) = site_with_key().await;
    let (ada, cookie) = site.signed_in("ada@example.org", Role::Administrator).await;
    let secret = desk::Secret::typed(cookie.trim_start_matches("desk="));
    site.people.set_factor(&ada, "first", step(), &secret, now()).await.unwrap().unwrap();
    assert_eq!(site.get("/desk", &cookie).await.status(), StatusCode::OK);
    let old = kept_factor(&site, &key, &ada).await.code_of(step() + 1);
    let reset = Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["person", "reset-factor", "ada@example.org", "--store"])
        .arg(&site.store)
        .output()
        .unwrap();
    assert!(reset.status.success());
    assert_eq!(site.get("/desk", &cookie).await.status(), StatusCode::SEE_OTHER, "signed out");
    let cookie = super::cookie_of(&site.people.begin_session(&ada, false, now()).await.unwrap());
    let refused = site.post("/desk/second", &cookie, &[("code", &old)]).await;
    assert!(text(refused, StatusCode::OK).await.contains("That code is not right"));
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_key_file_that_is_none_is_refused_in_one_sentence() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text, said) in
        [("missing", None, "make one with 'hubfinder person key"), ("short", Some("abc"), "64 hexadecimal digits")]
    {
        let file = dir.path().join(name);
        if let Some(text) = text {
            fs::write(&file, text).unwrap();
        }
        let refused = own_server(|settings| {
            settings.desk_without_mail = true;
            settings.key_file = Some(file.clone());
        });
        let refused = refused.await.unwrap_err().to_string();
        assert!(refused.contains(said) && refused.contains(name) && !refused.contains('\n'), "{refused}");
    }
}
