use super::*;
use desk::Role;
use std::path::Path;
use tempfile::TempDir;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-03-02T09:00:00Z")
}

async fn outbox() -> (TempDir, Outbox) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("s.sqlite")).await.unwrap();
    (folder, store.outbox())
}

fn mail(key: &str) -> NewMail<'_> {
    NewMail {
        key,
        person: None,
        address: "otter@example.org",
        subject: "Your weasel",
        body: "The stoat is 4821 0937.",
        ends_at: None,
    }
}

fn holds(folder: &Path, word: &str) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|bytes| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
}

#[tokio::test]
async fn a_key_is_added_once_and_taken_by_one() {
    let (_folder, outbox) = outbox().await;
    assert!(outbox.add(&mail("a.1"), now()).await.unwrap());
    assert!(!outbox.add(&NewMail { body: "other", ..mail("a.1") }, now()).await.unwrap());
    let taken = outbox.take(now()).await.unwrap().unwrap();
    assert_eq!((taken.key.as_str(), taken.body.as_str(), taken.tries), ("a.1", "The stoat is 4821 0937.", 1));
    assert!(!format!("{taken:?}").contains("otter") && !format!("{taken:?}").contains("4821"));
    assert_eq!(outbox.take(now() + LEASE - TimeDelta::seconds(1)).await.unwrap(), None);
    // Whoever took it first has ended, or so it seems: what they say of it counts no more.
    let again = outbox.take(now() + LEASE).await.unwrap().unwrap();
    assert_eq!((again.key.as_str(), again.tries), ("a.1", 2));
    assert!(!outbox.mark_sent(&taken, "250", now()).await.unwrap());
    assert!(outbox.mark_sent(&again, "250 ok", now()).await.unwrap());
    assert_eq!(outbox.take(now() + LEASE * 3).await.unwrap(), None);
    assert!(!outbox.add(&mail("a.1"), now()).await.unwrap(), "sent once for ever");
}

#[tokio::test]
async fn nothing_of_what_a_mail_said_stays_once_it_is_sent_or_given_up() {
    let (folder, outbox) = outbox().await;
    for (key, state) in [("a", MailState::Sent), ("b", MailState::Refused), ("c", MailState::GivenUp)] {
        outbox.add(&mail(key), now()).await.unwrap();
        let taken = outbox.take(now()).await.unwrap().unwrap();
        assert!(holds(folder.path(), "stoat") && holds(folder.path(), "otter"));
        let marked = match state {
            MailState::Sent => outbox.mark_sent(&taken, "250", now()).await,
            state => outbox.mark_failed(&taken, state, "550 no such user").await,
        };
        assert!(marked.unwrap());
        for gone in ["stoat", "4821", "otter"] {
            assert!(!holds(folder.path(), gone), "{gone} after {state:?}");
        }
    }
    let (failed, sent): (Vec<_>, Vec<_>) = (outbox.not_arrived().await.unwrap(), outbox.of_person("x").await.unwrap());
    assert_eq!(
        failed.iter().map(|mail| (mail.key.as_str(), mail.state)).collect::<Vec<_>>(),
        [("b", MailState::Refused), ("c", MailState::GivenUp)]
    );
    assert_eq!((failed[0].subject.as_str(), failed[0].answer.as_str()), ("Your weasel", "550 no such user"));
    assert!(sent.is_empty());
}

#[tokio::test]
async fn what_is_tried_later_waits_and_what_is_old_is_forgotten() {
    let (_folder, outbox) = outbox().await;
    outbox.add(&mail("a"), now()).await.unwrap();
    let taken = outbox.take(now()).await.unwrap().unwrap();
    let next = now() + TimeDelta::minutes(15);
    assert!(outbox.try_later(&taken, "451 greylisted", next).await.unwrap());
    assert_eq!(outbox.take(next - TimeDelta::seconds(1)).await.unwrap(), None);
    let taken = outbox.take(next).await.unwrap().unwrap();
    assert_eq!((taken.tries, taken.body.is_empty()), (2, false));
    let late = now() + TimeDelta::days(90);
    assert_eq!(outbox.forget_old(late).await.unwrap(), 0, "it still waits");
    outbox.mark_sent(&taken, "250", next).await.unwrap();
    assert_eq!(outbox.forget_old(late - TimeDelta::seconds(1)).await.unwrap(), 0);
    assert_eq!(outbox.forget_old(late).await.unwrap(), 1);
}

#[tokio::test]
async fn a_mail_to_somebody_goes_with_their_way_in_and_their_account() {
    let (_folder, outbox) = outbox().await;
    let people = outbox.store.people();
    let by = crate::COMMAND;
    people.invite("ada@example.org", "", &Role::Administrator, by, now()).await.unwrap();
    let (ben, _) = people.invite("ben@example.org", "", &Role::Reader, by, now()).await.unwrap();
    for key in ["a", "b"] {
        outbox.add(&NewMail { person: Some(&ben.id), ..mail(key) }, now()).await.unwrap();
    }
    let taken = outbox.take(now()).await.unwrap().unwrap();
    outbox.mark_sent(&taken, "250", now()).await.unwrap();
    assert_eq!(outbox.newest_of_each().await.unwrap()[&ben.id].state, MailState::Waiting);
    assert_eq!(people.kept_of(&ben).await.unwrap().mails.len(), 2);
    people.end_role(&ben, &Role::Reader, by, now()).await.unwrap();
    let left = outbox.of_person(&ben.id).await.unwrap();
    assert_eq!(left.iter().map(|mail| mail.state).collect::<Vec<_>>(), [MailState::Sent]);
    people.end(&ben, by, now()).await.unwrap();
    assert!(outbox.of_person(&ben.id).await.unwrap().is_empty());
}
