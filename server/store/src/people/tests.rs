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
    assert_eq!(people.spend_code(&person.email, &ticket.code, now).await.unwrap(), None);

    // The code is as good as the link, and both of an earlier invitation are too until one is used.
    let second = people.ticket(&person.id, COMMAND, now).await.unwrap().unwrap();
    let third = people.ticket(&person.id, COMMAND, now).await.unwrap().unwrap();
    assert_eq!(second.kind, TicketKind::Invite);
    assert_eq!(people.spend_code("Ada@example.org ", &second.code, now).await.unwrap(), Some(person.id.clone()));
    assert_eq!(people.spend_code(&person.email, &third.code, now).await.unwrap(), None);
    assert_eq!(people.spend_link(&third.id, &third.link, now).await.unwrap(), None);
}

#[tokio::test]
async fn a_code_is_dead_after_five_tries_and_a_ticket_after_its_time() {
    let (_folder, people) = people().await;
    let (person, ticket) = invite(&people, "ada@example.org", Role::Reader).await;
    let (_, others) = invite(&people, "ben@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    for guess in ["00000000", "no code", "", "11111111", "2"] {
        assert_eq!(people.spend_code(&person.email, &Secret::typed(guess), now).await.unwrap(), None);
    }
    assert_eq!(people.spend_code(&person.email, &ticket.code, now).await.unwrap(), None);
    // A code is good for its own address alone, and who is guessed at is not locked out.
    assert_eq!(people.spend_code(&person.email, &others.code, now).await.unwrap(), None);
    assert_eq!(people.spend_code("nobody@example.org", &others.code, now).await.unwrap(), None);
    assert_eq!(people.look_at_link(&ticket.id, &ticket.link, now).await.unwrap(), Some(person.id.clone()));

    let late = people.ticket(&person.id, COMMAND, now).await.unwrap().unwrap();
    assert_eq!(people.spend_link(&late.id, &late.link, late.ends_at).await.unwrap(), None);
    assert_eq!(people.spend_code(&person.email, &late.code, late.ends_at).await.unwrap(), None);
    for _ in 1..CODE_TRIES {
        people.spend_code(&person.email, &Secret::typed("no code"), now).await.unwrap();
    }
    assert_eq!(people.spend_code(&person.email, &late.code, now).await.unwrap(), Some(person.id.clone()));
}

#[tokio::test]
async fn two_who_spend_at_once_cannot_both() {
    let (_folder, people) = people().await;
    let (person, ticket) = invite(&people, "ada@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let (one, other, third) = tokio::join!(
        people.spend_link(&ticket.id, &ticket.link, now),
        people.spend_code(&person.email, &ticket.code, now),
        people.spend_link(&ticket.id, &ticket.link, now),
    );
    let entered = [one, other, third].into_iter().filter_map(Result::unwrap).count();
    assert_eq!(entered, 1);
}

#[tokio::test]
async fn a_session_lasts_while_something_is_saved_and_ends_with_the_account() {
    let (_folder, people) = people().await;
    let (admin, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let (person, _) = invite(&people, "ben@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let hours = |hours| now + TimeDelta::hours(hours);
    let session = people.begin_session(&person.id, false, now).await.unwrap();
    let seen = people.session(&session, hours(7)).await.unwrap().unwrap();
    assert_eq!((seen.person.state, seen.is_strong), (PersonState::Active, false));
    assert!(people.session(&session, hours(8)).await.unwrap().is_none(), "looking alone does not keep it");
    people.use_session(&session, hours(7)).await.unwrap();
    assert!(people.session(&session, hours(14)).await.unwrap().is_some());
    assert!(people.session(&session, hours(15)).await.unwrap().is_none());
    assert!(people.session(&Secret::typed("guessed"), now).await.unwrap().is_none());

    let session = people.begin_session(&person.id, true, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().unwrap().is_strong);
    people.set_paused(&seen.person, true, &admin.id, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_none());
    assert!(people.begin_session(&person.id, true, now).await.is_err());
    assert!(people.ticket(&person.id, COMMAND, now).await.unwrap().is_none());

    people.set_paused(&seen.person, false, &admin.id, now).await.unwrap();
    let session = people.begin_session(&person.id, true, now).await.unwrap();
    let ben = people.find("ben@example.org").await.unwrap().unwrap();
    people.end(&ben, &admin.id, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_none());
    let gone = people.find(&person.id).await.unwrap().unwrap();
    assert_eq!((gone.state, gone.name.as_str(), gone.email.as_str(), gone.roles.len()), (PersonState::Gone, "", "", 0));
    assert!(people.find("ben@example.org").await.unwrap().is_none());
}

#[tokio::test]
async fn all_other_sessions_can_be_ended_and_each_is_listed() {
    let (_folder, people) = people().await;
    let (person, _) = invite(&people, "ada@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    let old = people.begin_session(&person.id, false, now).await.unwrap();
    let this = people.begin_session(&person.id, false, now + TimeDelta::hours(1)).await.unwrap();
    let open = people.open_sessions(&person.id, &this, now + TimeDelta::hours(2)).await.unwrap();
    assert_eq!(open.iter().map(|session| session.is_this).collect::<Vec<_>>(), [false, true]);
    assert_eq!(open[1].made_at, "2026-03-05T11:00:00Z");
    people.end_other_sessions(&person.id, &this, now).await.unwrap();
    assert!(people.session(&old, now).await.unwrap().is_none());
    assert!(people.session(&this, now).await.unwrap().is_some());
    people.end_session(&this).await.unwrap();
    assert!(people.session(&this, now).await.unwrap().is_none());
}

#[tokio::test]
async fn sessions_and_tickets_end_with_a_role() {
    let (_folder, people) = people().await;
    let (admin, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let provider = Role::Provider("home-start".parse().unwrap());
    let (person, _) = invite(&people, "ben@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    people.give_role(&person, &provider, &admin.id, now).await.unwrap();
    let session = people.begin_session(&person.id, false, now).await.unwrap();
    let ticket = people.ticket(&person.id, &admin.id, now).await.unwrap().unwrap();
    let ben = people.find(&person.id).await.unwrap().unwrap();
    people.end_role(&ben, &provider, &admin.id, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_none());
    assert_eq!(people.spend_link(&ticket.id, &ticket.link, now).await.unwrap(), None);
    assert_eq!(people.spend_code(&ben.email, &ticket.code, now).await.unwrap(), None);
    assert_eq!(people.find(&person.id).await.unwrap().unwrap().roles, [Role::Reader]);
    // One that has ended already ends nobody's session.
    let session = people.begin_session(&person.id, false, now).await.unwrap();
    people.end_role(&ben, &provider, &admin.id, now).await.unwrap();
    assert!(people.session(&session, now).await.unwrap().is_some());
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (_folder, people) = people().await;
    let (ada, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let now = at("2026-03-05T10:00:00Z");
    let refused = [
        people.end(&ada, COMMAND, now).await,
        people.end_role(&ada, &Role::Administrator, COMMAND, now).await,
        people.set_paused(&ada, true, COMMAND, now).await,
    ];
    for refused in refused {
        let refused = refused.unwrap_err().to_string();
        assert!(refused.starts_with("ada@example.org is the only administrator"), "{refused}");
    }
    invite(&people, "ben@example.org", Role::Administrator).await;
    people.end(&ada, COMMAND, now).await.unwrap();
    let ben = people.find("ben@example.org").await.unwrap().unwrap();
    assert!(people.end(&ben, COMMAND, now).await.is_err());
}

#[tokio::test]
async fn what_happened_is_kept_by_ids_alone() {
    let (_folder, people) = people().await;
    let (ada, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let (ben, _) = invite(&people, "ben@example.org", Role::Reader).await;
    let now = at("2026-03-05T10:00:00Z");
    people.begin_session(&ben.id, false, now).await.unwrap();
    people.rename(&ben.id, " Benjamin ", &ben.id, now).await.unwrap();
    assert_eq!(people.find(&ben.id).await.unwrap().unwrap().name, "Benjamin");
    people.end_role(&ben, &Role::Reader, &ada.id, now).await.unwrap();
    people.end(&ben, &ada.id, now).await.unwrap();
    let events = people.events(10).await.unwrap();
    let what: Vec<_> = events.iter().rev().map(|event| Happened::parse(&event.what).unwrap()).collect();
    use Happened::{Ended, Invited, Renamed, RoleEnded, SignedIn};
    assert_eq!(what, [Invited, Invited, SignedIn, Renamed, RoleEnded, Ended]);
    assert_eq!((events[0].who.as_str(), events[0].record_id.as_deref()), (ada.id.as_str(), Some(ben.id.as_str())));
    assert_eq!(events[1].detail, "reader");
    assert!(!format!("{events:?}").contains("example.org") && !format!("{events:?}").contains("Benjamin"));
    let kept = people.kept_of(&ben).await.unwrap();
    assert_eq!((kept.events.len(), kept.roles.len(), kept.seen_on.as_deref()), (5, 1, Some("2026-03-05")));
    for what in Happened::ALL {
        assert_eq!(Happened::parse(what.as_str()), Some(what));
    }
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

#[tokio::test]
async fn a_second_factor_is_taken_once_for_each_half_minute() {
    let (_folder, people) = people().await;
    let (ada, _) = invite(&people, "ada@example.org", Role::Administrator).await;
    let now = at("2026-03-05T10:00:00Z");
    let session = people.begin_session(&ada.id, false, now).await.unwrap();
    let is_strong = async |session| people.session(session, now).await.unwrap().unwrap().is_strong;
    assert_eq!(people.factor(&ada.id).await.unwrap(), None);
    let codes = people.set_factor(&ada.id, "serial", 100, &session, now).await.unwrap().unwrap();
    assert!(is_strong(&session).await && codes.len() == 10);
    assert!(people.set_factor(&ada.id, "another", 100, &session, now).await.unwrap().is_none());
    assert_eq!(people.factor(&ada.id).await.unwrap().as_deref(), Some("serial"));

    let second = people.begin_session(&ada.id, false, now).await.unwrap();
    for taken in [99, 100] {
        assert!(!people.use_factor(&ada.id, taken, &second, now).await.unwrap(), "{taken}");
    }
    assert!(!is_strong(&second).await);
    assert!(people.use_factor(&ada.id, 101, &second, now).await.unwrap() && is_strong(&second).await);

    let third = people.begin_session(&ada.id, false, now).await.unwrap();
    assert!(people.use_recovery(&ada.id, &codes[3], &third, now).await.unwrap() && is_strong(&third).await);
    assert!(!people.use_recovery(&ada.id, &codes[3], &third, now).await.unwrap(), "once");
    assert!(!people.use_recovery("somebody", &codes[4], &third, now).await.unwrap(), "one's own");

    let fourth = people.begin_session(&ada.id, false, now).await.unwrap();
    for _ in 1..FACTOR_TRIES {
        assert!(people.miss_factor(&fourth).await.unwrap());
    }
    assert!(!people.miss_factor(&fourth).await.unwrap());
    assert!(people.session(&fourth, now).await.unwrap().is_none() && is_strong(&third).await);

    people.reset_factor(&ada, COMMAND, now).await.unwrap();
    assert_eq!(people.factor(&ada.id).await.unwrap(), None);
    assert!(people.session(&third, now).await.unwrap().is_none());
    let anew = people.begin_session(&ada.id, false, now).await.unwrap();
    assert!(!people.use_recovery(&ada.id, &codes[5], &anew, now).await.unwrap(), "they went with the factor");
}
