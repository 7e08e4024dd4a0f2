//! The outbox and a mail server: a mail goes out once, whatever happens on the way.

use super::sink::{Reply, Sink, head};
use chrono::{DateTime, TimeDelta, Utc};
use post::{Smtp, send_next};
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};
use store::{KeptMail, LEASE, MailState, NewMail, Outbox, Store};
use tempfile::TempDir;

fn now() -> DateTime<Utc> {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

fn minutes(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

async fn open(file: &Path) -> Outbox {
    Store::open(file).await.unwrap().outbox()
}

async fn outbox() -> (TempDir, PathBuf, Outbox) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("s.sqlite");
    let outbox = open(&file).await;
    (folder, file, outbox)
}

async fn add(outbox: &Outbox, key: &str) {
    let ends_at = Some(minutes(60 * 24));
    let mail =
        NewMail { key, person: None, address: "ada@example.org", subject: "Hello", body: "The code is 1.\n", ends_at };
    assert!(outbox.add(&mail, now()).await.unwrap());
}

/// The one mail that did not arrive.
async fn failed(outbox: &Outbox) -> KeptMail {
    let failed = outbox.not_arrived().await.unwrap();
    assert_eq!(failed.len(), 1);
    failed.into_iter().next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_look_at_once_send_each_mail_once() {
    let sink = Sink::start().await;
    let (_folder, file, one) = outbox().await;
    let other = open(&file).await;
    let sweep = async |outbox: Outbox, smtp: Smtp| while send_next(&outbox, &smtp, now()).await.unwrap() {};
    for round in 0..100 {
        add(&one, &format!("round.{round}")).await;
        tokio::join!(
            sweep(one.clone(), sink.smtp()),
            sweep(other.clone(), sink.smtp()),
            sweep(one.clone(), sink.smtp())
        );
    }
    let mut ids: Vec<_> = sink.received().iter().map(|mail| head(mail, "Message-ID").to_owned()).collect();
    assert_eq!(ids.len(), 100);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 100);
}

#[tokio::test]
async fn whoever_ends_while_sending_leaves_the_mail_to_the_next_with_the_same_id() {
    // The first time the server takes the words and says nothing, and the program is killed meanwhile.
    let times = AtomicUsize::new(0);
    let sink = Sink::start_with(move |line| match line {
        "." if times.fetch_add(1, Ordering::Relaxed) == 0 => Reply::Hang,
        _ => Reply::Usual,
    })
    .await;
    let (_folder, file, outbox) = outbox().await;
    add(&outbox, "invite.1").await;
    let (killed, smtp) = (outbox.clone(), sink.smtp());
    let killed = tokio::spawn(async move { send_next(&killed, &smtp, now()).await });
    sink.wait_for(1).await;
    killed.abort();
    assert!(killed.await.unwrap_err().is_cancelled());

    let next = open(&file).await;
    assert!(!send_next(&next, &sink.smtp(), now() + LEASE - TimeDelta::seconds(1)).await.unwrap());
    assert!(send_next(&next, &sink.smtp(), now() + LEASE).await.unwrap());
    assert!(!send_next(&next, &sink.smtp(), minutes(60)).await.unwrap());
    let received = sink.received();
    assert_eq!(received.len(), 2);
    assert_eq!(head(&received[0], "Message-ID"), "<invite.1@example.org>");
    assert_eq!(head(&received[0], "Message-ID"), head(&received[1], "Message-ID"));
}

#[tokio::test]
async fn what_is_not_taken_now_is_tried_again_and_then_given_up() {
    let busy = |line: &str| match line.starts_with("RCPT") {
        true => Reply::Say("451 4.7.1 <ada@example.org>: try again later"),
        false => Reply::Usual,
    };
    let sink = Sink::start_with(busy).await;
    let (_folder, _, outbox) = outbox().await;
    add(&outbox, "a").await;
    let mut tried = Vec::new();
    for minute in 0..=400 {
        if send_next(&outbox, &sink.smtp(), minutes(minute)).await.unwrap() {
            tried.push(minute);
        }
    }
    assert_eq!(tried, [0, 5, 20, 80, 320]);
    let mail = failed(&outbox).await;
    assert_eq!((mail.state, mail.tries), (MailState::GivenUp, 5));
    assert_eq!(mail.answer, "451 4.7.1 <this address>: try again later");
    assert!(sink.received().is_empty());
}

#[tokio::test]
async fn what_is_refused_for_ever_is_said_at_once() {
    for (step, answer) in
        [("RCPT", "550 5.1.1 <ADA@example.org> unknown"), (".", "554 5.7.1 <Ada@Example.org> unknown")]
    {
        let refuse = move |line: &str| if line.starts_with(step) { Reply::Say(answer) } else { Reply::Usual };
        let sink = Sink::start_with(refuse).await;
        let (_folder, _, outbox) = outbox().await;
        add(&outbox, "a").await;
        assert!(send_next(&outbox, &sink.smtp(), now()).await.unwrap());
        let mail = failed(&outbox).await;
        assert_eq!((mail.state, mail.tries), (MailState::Refused, 1));
        assert_eq!(mail.answer[3..].split_once(' ').unwrap().1[6..], *"<this address> unknown");
        assert!(!send_next(&outbox, &sink.smtp(), minutes(1_000)).await.unwrap());
    }
}

/// What our own server refuses before it hears whom the mail is for, somebody can mend: the mail waits.
#[tokio::test]
async fn trouble_with_our_own_server_lets_the_mail_wait() {
    for (step, reply) in [
        ("EHLO", Reply::Say("554 5.7.0 go away")),
        ("MAIL", Reply::Say("530 5.7.0 sign in first")),
        ("MAIL", Reply::Close),
        ("RCPT", Reply::Close),
        ("EHLO", Reply::Say("what?")),
    ] {
        let sink = Sink::start_with(move |line| if line.starts_with(step) { reply } else { Reply::Usual }).await;
        let (_folder, _, outbox) = outbox().await;
        add(&outbox, "a").await;
        assert!(send_next(&outbox, &sink.smtp(), now()).await.unwrap());
        assert!(outbox.not_arrived().await.unwrap().is_empty(), "{step} {reply:?}");
        let well = Sink::start().await;
        assert!(!send_next(&outbox, &well.smtp(), minutes(4)).await.unwrap());
        assert!(send_next(&outbox, &well.smtp(), minutes(5)).await.unwrap());
        assert_eq!(well.received().len(), 1, "{step} {reply:?}");
    }
    let (_folder, _, outbox) = outbox().await;
    add(&outbox, "a").await;
    let nobody = Smtp::new("smtp://127.0.0.1:1", None, "hub@example.org").unwrap();
    assert!(send_next(&outbox, &nobody, now()).await.unwrap());
    assert!(outbox.not_arrived().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_mail_that_may_have_arrived_is_not_sent_again() {
    let sink = Sink::start_with(|line| if line == "." { Reply::Close } else { Reply::Usual }).await;
    let (_folder, _, outbox) = outbox().await;
    add(&outbox, "a").await;
    assert!(send_next(&outbox, &sink.smtp(), now()).await.unwrap());
    let mail = failed(&outbox).await;
    assert_eq!(mail.state, MailState::GivenUp);
    assert!(mail.answer.ends_with("it may have arrived"), "{}", mail.answer);
    assert!(!send_next(&outbox, &sink.smtp(), minutes(1_000)).await.unwrap());
    assert_eq!(sink.received().len(), 1);
}

#[tokio::test]
async fn a_code_that_is_over_is_not_sent() {
    let sink = Sink::start().await;
    let (_folder, _, outbox) = outbox().await;
    add(&outbox, "a").await;
    assert!(send_next(&outbox, &sink.smtp(), minutes(60 * 24)).await.unwrap());
    assert_eq!(failed(&outbox).await.answer, "its code was over before it could be sent");
    assert!(sink.received().is_empty());
}

/// `127.1` is this machine to the resolver and not to us, so that TLS is asked of it.
#[tokio::test]
async fn nothing_is_said_to_another_machine_without_tls() {
    let sink = Sink::start().await;
    for scheme in ["smtp", "smtps"] {
        let (_folder, _, outbox) = outbox().await;
        add(&outbox, "a").await;
        let url = format!("{scheme}://me@127.1:{}", sink.port);
        let smtp = Smtp::new(&url, Some("hunter2"), "hub@example.org").unwrap();
        // A server that waits for a line and a client that waits for TLS part by themselves, or after a minute.
        let trying = tokio::time::timeout(std::time::Duration::from_secs(5), send_next(&outbox, &smtp, now())).await;
        assert!(trying.is_err() || trying.unwrap().unwrap());
        assert!(outbox.not_arrived().await.unwrap().is_empty());
    }
    let lines = sink.lines();
    assert!(lines.iter().any(|line| line.starts_with("EHLO")), "{lines:?}");
    let told = lines.iter().find(|line| line.starts_with("MAIL") || line.starts_with("AUTH") || line.contains("ada@"));
    assert_eq!(told, None);
}
