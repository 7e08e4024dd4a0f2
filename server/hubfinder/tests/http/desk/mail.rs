//! The desk with mail: codes and invitations arrive in a mailbox, how a mail stands is shown, and what it said is
//! nowhere else.

use super::{
    Site, cookie_of, given_cookie, now,
    sink::{Reply, Sink, body, head},
    text,
};
use crate::{
    document::{all, first, words},
    served::{PLACE, header, log, settings},
    start::own_server,
};
use chrono::{DateTime, Utc};
use desk::{FactorKey, Role};
use reqwest::StatusCode;
use scraper::Html;
use sqlx::sqlite::SqliteConnectOptions;
use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use store::{COMMAND, KeptMail, LEASE, MailState, NewMail, Outbox, Store};
use tempfile::TempDir;

/// A desk that sends by this server, with the folder of its key file.
async fn site(sink: &Sink) -> (Site, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let key = key_file(&folder);
    let site = Site::start_with(|settings| {
        settings.desk_without_mail = false;
        settings.smtp = Some(sink.smtp());
        settings.key_file = Some(key);
    });
    (site.await, folder)
}

fn key_file(folder: &TempDir) -> PathBuf {
    let file = folder.path().join("key");
    std::fs::write(&file, format!("{}\n", FactorKey::draw().unwrap())).unwrap();
    file
}

async fn outbox(site: &Site) -> Outbox {
    Store::open(&site.store).await.unwrap().outbox()
}

/// Somebody who has signed in before; their id.
async fn known(site: &Site, email: &str) -> String {
    site.signed_in(email, Role::Reader).await.0
}

/// An administrator who has given their second factor; their cookie.
async fn administrator(site: &Site) -> String {
    let (person, _) = site.people.invite("ada@example.org", "", &Role::Administrator, COMMAND, now()).await.unwrap();
    cookie_of(&site.people.begin_session(&person.id, true, now()).await.unwrap())
}

/// The code and the path of the link in a mail.
fn way_in(mail: &str) -> (String, String) {
    let body = body(mail);
    let is_code = |line: &&str| line.len() == 9 && line.bytes().filter(u8::is_ascii_digit).count() == 8;
    let code = body.lines().map(str::trim).find(is_code).unwrap().to_owned();
    let link = body.lines().find(|line| line.contains("/desk/enter/")).unwrap();
    (code, link[link.find("/desk/enter/").unwrap()..].to_owned())
}

/// What has become of the only mail to somebody, once something has.
async fn settled(outbox: &Outbox, person: &str) -> KeptMail {
    for _ in 0..1_500 {
        let mail = outbox.newest_of_each().await.unwrap().remove(person);
        if let Some(mail) = mail.filter(|mail| mail.state != MailState::Waiting || !mail.answer.is_empty()) {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("nothing becomes of the mail");
}

#[tokio::test]
async fn a_code_and_a_link_come_by_mail_and_let_in_once() {
    let sink = Sink::start().await;
    let (site, _key) = site(&sink).await;
    let ben = known(&site, "ben@example.org").await;
    let ask = async |email: &str| {
        let response = site.post("/desk/sign-in", "", &[("email", email), ("to", "/desk/account")]).await;
        text(response, StatusCode::OK).await
    };
    let asked = ask("ben@example.org").await;
    assert!(asked.contains("a mail with a code of eight digits is on its way"), "{asked}");
    assert_eq!(asked, ask("eve@example.org").await.replace("eve@", "ben@"), "the same for an address without account");
    let mail = sink.wait_for(1).await.remove(0);
    assert_eq!((head(&mail, "To"), head(&mail, "Auto-Submitted")), ("ben@example.org", "auto-generated"));
    assert_eq!(head(&mail, "Subject"), "Your code for the desk of Family Hub Finder");
    let (code, _) = way_in(&mail);
    let typed = [("email", "ben@example.org"), ("code", code.as_str()), ("to", "/desk/account")];
    let entered = site.post("/desk/code", "", &typed).await;
    assert_eq!(header(entered.headers(), "location"), "/desk/account");
    assert_eq!(site.get("/desk/account", &given_cookie(&entered)).await.status(), StatusCode::OK);

    ask("BEN@example.org ").await;
    let mail = sink.wait_for(2).await.remove(1);
    let (_, link) = way_in(&mail);
    assert!(text(site.get(&link, "").await, StatusCode::OK).await.contains("on this device?"));
    let (path, key) = link.split_once("?key=").unwrap();
    for expected in [StatusCode::SEE_OTHER, StatusCode::GONE] {
        assert_eq!(site.post(path, "", &[("key", key)]).await.status(), expected);
    }
    assert_eq!(settled(&outbox(&site).await, &ben).await.state, MailState::Sent);
    // Neither the store nor its journal has a word of either mail.
    for file in ["hubfinder.sqlite", "hubfinder.sqlite-wal"] {
        let bytes = std::fs::read(site.store.with_file_name(file)).unwrap_or_default();
        for word in [&code, key, "most likely you", "Whoever has them comes in"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word} in {file}");
        }
    }
    assert_eq!(sink.received().len(), 2);
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn the_answer_waits_for_no_look_at_the_store() {
    let sink = Sink::start().await;
    let (site, _key) = site(&sink).await;
    known(&site, "ben@example.org").await;
    // Whoever writes now waits: an answer that came of a writing would come as an error, and of one address only.
    let pool = sqlx::SqlitePool::connect_with(SqliteConnectOptions::new().filename(&site.store)).await.unwrap();
    let held = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
    for email in ["ben@example.org", "eve@example.org"] {
        let response = site.post("/desk/sign-in", "", &[("email", email)]).await;
        assert!(text(response, StatusCode::OK).await.contains("is on its way"), "{email}");
    }
    held.rollback().await.unwrap();
    sink.wait_for(1).await;
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_mailbox_is_not_filled_and_a_network_waits() {
    let sink = Sink::start().await;
    let (site, _key) = site(&sink).await;
    let ben = known(&site, "ben@example.org").await;
    known(&site, "carol@example.org").await;
    let ask = async |email: &str| site.post("/desk/sign-in", "", &[("email", email)]).await;
    for count in 1..=3 {
        ask("ben@example.org").await;
        sink.wait_for(count).await;
    }
    for email in ["ben@example.org", "ben@example.org", "carol@example.org"] {
        assert_eq!(ask(email).await.status(), StatusCode::OK, "the same answer");
    }
    let mails = sink.wait_for(4).await;
    assert_eq!(head(&mails[3], "To"), "carol@example.org");
    assert_eq!(outbox(&site).await.of_person(&ben).await.unwrap().len(), 3);
    for _ in 0..4 {
        assert_eq!(ask("eve@example.org").await.status(), StatusCode::OK);
    }
    let html = text(ask("carol@example.org").await, StatusCode::TOO_MANY_REQUESTS).await;
    assert!(words(first(&Html::parse_document(&html), "#problem")).contains("Please wait ten minutes"), "{html}");
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn an_invitation_goes_out_and_how_it_stands_is_shown() {
    let refuse = |line: &str| match line {
        line if line.contains("marten") => Reply::Say("550 5.1.1 <marten@example.org> no such burrow"),
        line if line.contains("badger") => Reply::Say("451 4.2.0 <badger@example.org> the sett is full"),
        _ => Reply::Usual,
    };
    let sink = Sink::start_with(refuse).await;
    let (site, _key) = site(&sink).await;
    let cookie = administrator(&site).await;
    let invite = async |email: &str| {
        let response = site.post("/desk/people/invite", &cookie, &[("email", email), ("role", "reader")]).await;
        let html = text(response, StatusCode::OK).await;
        assert!(html.contains("A mail with this link and code is on its way."), "{html}");
        words(first(&Html::parse_document(&html), ".desk-code"))
    };
    let code = invite("polecat@example.org").await;
    let mail = sink.wait_for(1).await.remove(0);
    assert_eq!(head(&mail, "Subject"), "You are invited to the desk of Family Hub Finder");
    let (mailed, link) = way_in(&mail);
    assert_eq!(mailed, code);
    let outbox = outbox(&site).await;
    let person = async |email: &str| site.people.find(email).await.unwrap().unwrap().id;
    let polecat = person("polecat@example.org").await;
    settled(&outbox, &polecat).await;
    let standing = async |id: &str| {
        let page = Html::parse_document(&text(site.get("/desk/people", &cookie).await, StatusCode::OK).await);
        let is_theirs = |card: &scraper::ElementRef<'_>| card.html().contains(&format!("/desk/people/{id}/"));
        let card = all(&page, ".desk-people li.card").into_iter().find(is_theirs).unwrap();
        words(card)
    };
    let shown = standing(&polecat).await;
    assert!(shown.contains("Last mail: sent at 9.30am") && shown.contains("Send the invitation again"), "{shown}");

    // Once more: both links are good until one is used.
    let again = site.post(&format!("/desk/people/{polecat}/send"), &cookie, &[]).await;
    assert_eq!(header(again.headers(), "location"), "/desk/people?done=mail");
    let (_, second) = way_in(&sink.wait_for(2).await[1]);
    assert_ne!(link, second);
    for link in [&second, &link] {
        assert_eq!(site.get(link, "").await.status(), StatusCode::OK);
    }
    let (path, key) = link.split_once("?key=").unwrap();
    assert_eq!(site.post(path, "", &[("key", key)]).await.status(), StatusCode::SEE_OTHER);
    let over = site.post(&format!("/desk/people/{polecat}/send"), &cookie, &[]).await;
    assert_eq!(over.status(), StatusCode::NOT_FOUND, "who has come needs no invitation");

    site.post("/desk/sign-in", "", &[("email", "polecat@example.org")]).await;
    sink.wait_for(3).await;
    let html = text(site.get("/desk/people", &cookie).await, StatusCode::OK).await;
    assert!(html.contains("polecat@example.org asked for a code"), "{html}");

    invite("marten@example.org").await;
    invite("badger@example.org").await;
    let (marten, badger) = (person("marten@example.org").await, person("badger@example.org").await);
    assert_eq!(settled(&outbox, &marten).await.state, MailState::Refused);
    assert_eq!(settled(&outbox, &badger).await.state, MailState::Waiting);
    let shown = standing(&marten).await;
    assert!(shown.contains("Last mail: refused by their server: 550 5.1.1 <this address> no such burrow"), "{shown}");
    let shown = standing(&badger).await;
    assert!(shown.contains("waiting, and is tried again. The mail server said: 451 4.2.0 <this address>"), "{shown}");
    assert_eq!(outbox.not_arrived().await.unwrap()[0].person.as_deref(), Some(marten.as_str()));

    let log = log();
    assert!(log.contains("a mail is refused: the mail server answered 550"), "{log}");
    assert!(log.contains("a mail waits: the mail server answered 451"), "{log}");
    let digits = code.replace(' ', "");
    for told in ["polecat", "marten", "badger", &code, &digits, key, "You are invited", "burrow", "sett is full"] {
        assert!(!log.contains(told), "{told} in {log}");
    }
    site.running.stop().await.unwrap();
}

#[tokio::test]
async fn a_desk_of_which_a_part_is_missing_is_refused_in_one_sentence() {
    let sink = Sink::start().await;
    let folder = tempfile::tempdir().unwrap();
    let key = key_file(&folder);
    let everywhere = "0.0.0.0:0".parse().unwrap();
    for (smtp, key, listen, url, sentence) in [
        (true, None, None, None, "--smtp turns the desk on, which needs a second factor"),
        (false, Some(&key), None, None, "--key-file alone turns no desk on"),
        (true, Some(&key), Some(everywhere), None, "links in mails of the desk need the site's own address"),
        (true, Some(&key), None, Some("http://help.example.org"), "the desk is not given out over plain http"),
    ] {
        let said = own_server(|settings| {
            settings.smtp = smtp.then(|| sink.smtp());
            settings.key_file = key.cloned();
            settings.listen = listen.unwrap_or(settings.listen);
            settings.public_url = url.map(str::to_owned);
        });
        let said = said.await.unwrap_err().to_string();
        assert!(said.starts_with(sentence) && !said.contains('\n'), "{said}");
    }
}

#[tokio::test]
async fn the_command_sends_one_mail_and_prints_the_answer_and_no_password() {
    let refuse = |line: &str| match line.contains("marten") {
        true => Reply::Say("550 5.1.1 no such user"),
        false => Reply::Usual,
    };
    let sink = Sink::start_with(refuse).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    std::fs::write(&file, "hunter2\n").unwrap();
    let test = async |arguments: Vec<String>| {
        let running = tokio::task::spawn_blocking(move || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_hubfinder"));
            command.args(["mail", "test"]).args(arguments).output().unwrap()
        });
        let done = running.await.unwrap();
        let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (done.status.code(), said(done.stdout), said(done.stderr))
    };
    let to = |address: &str, url: String| {
        ["--smtp", &url, "--mail-from", "hub@example.org", address].map(str::to_owned).to_vec()
    };
    let here = || format!("smtp://127.0.0.1:{}", sink.port);
    let (status, said, _) = test(to("ada@example.org", here())).await;
    assert_eq!(
        (status, said.as_str()),
        (Some(0), "the mail server took it: 250 2.0.0 queued as 7\nlook into the mailbox too\n")
    );
    assert!(body(&sink.received()[0]).contains("There is nothing to do."));
    let (status, _, said) = test(to("marten@example.org", here())).await;
    assert_eq!((status, said.as_str()), (Some(1), "hubfinder: refused: 550 5.1.1 no such user\n"));
    let (status, _, said) = test(vec!["ada@example.org".to_owned()]).await;
    assert!(status == Some(1) && said.contains("name the mail server with --smtp"), "{said}");
    let with_password = to("ada@example.org", format!("smtp://me:hunter2@127.0.0.1:{}", sink.port));
    let mut with_file = to("ada@example.org", format!("smtp://me@127.0.0.1:{}", sink.port));
    with_file.extend(["--smtp-password-file".to_owned(), file.to_str().unwrap().to_owned()]);
    for arguments in [with_password, with_file] {
        let (status, out, error) = test(arguments).await;
        assert_eq!(status, Some(1), "{out}{error}");
        assert!(!out.contains("hunter2") && !error.contains("hunter2"), "{out}{error}");
        assert!(error.contains("--smtp-password-file") || error.contains("authentication"), "{error}");
    }
}

#[tokio::test]
async fn a_mail_that_waits_ends_with_the_role_of_whom_it_is_to() {
    let sink =
        Sink::start_with(|line| if line.starts_with("MAIL") { Reply::Say("451 later") } else { Reply::Usual }).await;
    let (site, _key) = site(&sink).await;
    let ben = known(&site, "ben@example.org").await;
    site.post("/desk/sign-in", "", &[("email", "ben@example.org")]).await;
    let outbox = outbox(&site).await;
    assert_eq!(settled(&outbox, &ben).await.state, MailState::Waiting);
    let person = site.people.find(&ben).await.unwrap().unwrap();
    site.people.end_role(&person, &Role::Reader, COMMAND, now()).await.unwrap();
    assert!(outbox.of_person(&ben).await.unwrap().is_empty());
    site.running.stop().await.unwrap();
}

/// The program over this store, its clock at this moment, sending by this server.
#[cfg(unix)]
fn program(store: &Path, key: &Path, sink: &Sink, now: DateTime<Utc>) -> Child {
    let settings = settings(PLACE.path());
    Command::new(env!("CARGO_BIN_EXE_hubfinder"))
        .args(["serve", "--listen", "127.0.0.1:0", "--mail-from", "hub@example.org"])
        .args(["--smtp", &format!("smtp://127.0.0.1:{}", sink.port), "--now", &now.to_rfc3339()])
        .arg("--store")
        .arg(store)
        .arg("--key-file")
        .arg(key)
        .arg("--data")
        .arg(&settings.data)
        .arg("--site")
        .arg(&settings.site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[cfg(unix)]
#[tokio::test]
async fn a_mail_whose_program_is_killed_on_the_way_is_sent_by_the_next_one() {
    let times = AtomicUsize::new(0);
    let sink = Sink::start_with(move |line| match line {
        "." if times.fetch_add(1, Ordering::Relaxed) == 0 => Reply::Hang,
        _ => Reply::Usual,
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = (folder.path().join("s.sqlite"), key_file(&folder));
    let filled = Store::open(&settings(PLACE.path()).store).await.unwrap();
    filled.back_up(&file).await.unwrap();
    filled.close().await;
    let store = Store::open(&file).await.unwrap();
    let ben = store.people().invite("ben@example.org", "", &Role::Reader, COMMAND, now()).await.unwrap().0;
    let outbox = store.outbox();
    let (subject, body) = ("Hello", "Hello, Ben.");
    let mail =
        NewMail { key: "invite.1", person: Some(&ben.id), address: "ben@example.org", subject, body, ends_at: None };
    outbox.add(&mail, now()).await.unwrap();

    let mut killed = program(&file, &key, &sink, now());
    sink.wait_for(1).await;
    killed.kill().unwrap();
    killed.wait().unwrap();
    let left = outbox.of_person(&ben.id).await.unwrap();
    assert_eq!((left[0].state, left[0].tries), (MailState::Waiting, 1));

    let mut next = program(&file, &key, &sink, now() + LEASE);
    let received = sink.wait_for(2).await;
    assert_eq!(head(&received[0], "Message-ID"), "<invite.1@example.org>");
    assert_eq!(head(&received[0], "Message-ID"), head(&received[1], "Message-ID"));
    assert_eq!(settled(&outbox, &ben.id).await.state, MailState::Sent);
    next.kill().unwrap();
    next.wait().unwrap();
}
