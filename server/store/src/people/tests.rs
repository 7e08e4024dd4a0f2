use super::*;
use chrono::TimeDelta;
use std::path::PathBuf;
use tempfile::TempDir;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn people() -> (TempDir, People) {
    let folder = TempDir::new().unwrap();
    let file: PathBuf = folder.path().join("s.sqlite");
    let store = Store::open(&file).await.unwrap();
    (folder, store.people())
}

async fn invite(people: &People, email: &str, role: Role) -> (Person, Ticket) {
    people.invite(email, "Ada", &role, COMMAND, at("2026-03-03T09:00:00Z")).await.unwrap()
}

#[tokio::test]
async fn who_is_invited_comes_in_by_link_or_code_once() {
    let (_folder, people) = people().await;
    let (person, ticket) = invite(&people, " Ada@Example.org ", Role::Administrator).await;
    assert_eq!((person.email.as_str(), person.state), ("ada@example.org", PersonState::Invited));
    let now = at("2026-03-05T10:00:00Z");
    // Looking spends nothing, however often a scanner of mails does it.
    for _ in 0..3 {
        assert_eq!(people.look_at_link(&ticket.id, &ticket.link, now).await.unwrap(), Some(person.id.clone()));
    }
    assert_eq!(people.spend_link(&ticket.id, &Secret::typed("no"), now).await.unwrap(), None);
    assert_eq!(people.spend_link(&ticket.id, &ticket.link, now).await.unwrap(), Some(person.id.clone()));
    assert_eq!(people.spend_link(&ticket.id, &ticket.link, now).await.unwrap(), None);
    assert_eq!(people.spend_code(&ticket.id, &ticket.code, now).await.unwrap(), None);

    // Whoever has been invited and comes a second time has a ticket of its own, and the code is as good.
    let second = people.ticket(&person.id, now).await.unwrap().unwrap();
    assert_eq!(second.kind, TicketKind::Invite);
    assert_eq!(people.spend_code(&second.id, &second.code, now).await.unwrap(), Some(person.id.clone()));
}

#[tokio::test]
async fn a_code_is_dead_after_five_tries_and_a_ticket_after_its_time() {
    let (_folder, people) = people().await;
    let (person, ticket) = invite(&people, "ada@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let wrong = Secret::typed("no code");
    for _ in 0..CODE_TRIES {
        assert_eq!(people.spend_code(&ticket.id, &wrong, now).await.unwrap(), None);
    }
    assert_eq!(people.spend_code(&ticket.id, &ticket.code, now).await.unwrap(), None);
    assert_eq!(people.spend_link(&ticket.id, &ticket.link, now).await.unwrap(), None);

    let late = people.ticket(&person.id, now).await.unwrap().unwrap();
    assert_eq!(people.spend_link(&late.id, &late.link, late.ends_at).await.unwrap(), None);
    let fifth = people.ticket(&person.id, now).await.unwrap().unwrap();
    for _ in 1..CODE_TRIES {
        people.spend_code(&fifth.id, &wrong, now).await.unwrap();
    }
    assert_eq!(people.spend_code(&fifth.id, &fifth.code, now).await.unwrap(), Some(person.id.clone()));
}

#[tokio::test]
async fn a_session_lasts_while_it_is_used_and_ends_with_the_account() {
    let (_folder, people) = people().await;
    let (admin, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let (person, _) = invite(&people, "ben@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let session = people.begin_session(&person.id, false, now).await.unwrap();
    let seen = people.session(&session, now + TimeDelta::hours(7)).await.unwrap().unwrap();
    assert_eq!((seen.person.state, seen.is_strong), (PersonState::Active, false));
    assert!(people.session(&session, now + TimeDelta::hours(14)).await.unwrap().is_some());
    assert!(people.session(&session, now + TimeDelta::hours(22)).await.unwrap().is_none());
    assert!(people.session(&Secret::typed("guessed"), now).await.unwrap().is_none());

    let session = people.begin_session(&person.id, true, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().unwrap().is_strong);
    people.set_paused(&seen.person, true).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_none());
    assert!(people.begin_session(&person.id, true, now).await.is_err());
    assert!(people.ticket(&person.id, now).await.unwrap().is_none());

    people.set_paused(&seen.person, false).await.unwrap();
    let session = people.begin_session(&person.id, true, now).await.unwrap();
    let ben = people.find("ben@example.org").await.unwrap().unwrap();
    people.end(&ben, &admin.id, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_none());
    let gone = people.find(&person.id).await.unwrap().unwrap();
    assert_eq!((gone.state, gone.name.as_str(), gone.email.as_str(), gone.roles.len()), (PersonState::Gone, "", "", 0));
    assert!(people.find("ben@example.org").await.unwrap().is_none());
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (_folder, people) = people().await;
    let (ada, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let now = at("2026-03-05T10:00:00Z");
    let refused = people.end(&ada, COMMAND, now).await.unwrap_err().to_string();
    assert!(refused.starts_with("ada@example.org is the only administrator"), "{refused}");
    invite(&people, "ben@example.org", Role::Administrator).await;
    people.end(&ada, COMMAND, now).await.unwrap();
}

#[tokio::test]
async fn an_address_has_one_account_and_is_an_address() {
    let (_folder, people) = people().await;
    let (ada, _) = invite(&people, "ada@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let again = people.invite("ADA@example.org", "", &Role::Reader, COMMAND, now).await;
    assert!(matches!(again, Err(PeopleError::AddressTaken(_))));
    for wrong in ["", "ada", "ada@", "@example.org", "ada@example", "a@b@c.org", "a b@c.org", "a@c.org\nBcc: d@e.org"] {
        let refused = people.invite(wrong, "", &Role::Reader, COMMAND, now).await;
        assert!(matches!(refused, Err(PeopleError::NoAddress(_))), "{wrong:?}");
    }
    let provider = Role::Provider("home-start".parse().unwrap());
    people.give_role(&ada, &provider, COMMAND, now).await.unwrap();
    let ada = people.find("ada@example.org").await.unwrap().unwrap();
    assert_eq!(ada.roles, [Role::Reader, provider.clone()]);
    people.give_role(&ada, &provider, COMMAND, now).await.unwrap();
    assert_eq!(people.all().await.unwrap().len(), 1);
}

#[tokio::test]
async fn no_secret_stands_in_the_store() {
    let (folder, people) = people().await;
    let (person, ticket) = invite(&people, "ada@example.org", Role::Reader).await;
    let session = people.begin_session(&person.id, false, at("2026-03-05T10:00:00Z")).await.unwrap();
    people.store.clone().close().await;
    let bytes = std::fs::read(folder.path().join("s.sqlite")).unwrap();
    for secret in [&ticket.link, &ticket.code, &session] {
        let found = bytes.windows(secret.reveal().len()).any(|window| window == secret.reveal().as_bytes());
        assert!(!found);
    }
}
