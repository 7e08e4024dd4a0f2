//! A mail server on this machine that keeps what it is sent, and answers badly where it is told to.

use post::Smtp;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What is answered to a line.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    /// What a server says that takes everything.
    Usual,
    /// This line.
    Say(&'static str),
    /// Nothing: the connection is closed.
    Close,
    /// Nothing, ever.
    Hang,
}

type Plan = dyn Fn(&str) -> Reply + Send + Sync;

type Kept = Arc<Mutex<Vec<String>>>;

pub struct Sink {
    pub port: u16,
    received: Kept,
    lines: Kept,
}

impl Sink {
    /// One that takes everything.
    pub async fn start() -> Self {
        Self::start_with(|_| Reply::Usual).await
    }

    /// `plan` says what is answered to each line; the words of a mail are one line, `.`.
    pub async fn start_with(plan: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (received, lines) = (Kept::default(), Kept::default());
        let (keep, note, plan): (_, _, Arc<Plan>) = (received.clone(), lines.clone(), Arc::new(plan));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (keep, note, plan) = (keep.clone(), note.clone(), plan.clone());
                tokio::spawn(async move { serve(stream, &keep, &note, &*plan).await });
            }
        });
        Self { port, received, lines }
    }

    pub fn smtp(&self) -> Smtp {
        Smtp::new(&format!("smtp://127.0.0.1:{}", self.port), None, "Family Hubs <hub@example.org>").unwrap()
    }

    /// The mails that have come, head and words.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// The commands that have come.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// The mails, once there are so many.
    pub async fn wait_for(&self, count: usize) -> Vec<String> {
        for _ in 0..1_500 {
            let received = self.received();
            if received.len() >= count {
                return received;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{} of {count} mails have come", self.received().len());
    }
}

async fn serve(stream: TcpStream, keep: &Mutex<Vec<String>>, note: &Mutex<Vec<String>>, plan: &Plan) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink ESMTP\r\n").await.ok()?;
    loop {
        let line = read_line(&mut stream).await?;
        note.lock().unwrap().push(line.clone());
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        if verb == "DATA" && matches!(plan(&line), Reply::Usual) {
            stream.write_all(b"354 go on\r\n").await.ok()?;
            let mut words = String::new();
            loop {
                match read_line(&mut stream).await?.as_str() {
                    "." => break,
                    line => words.push_str(&format!("{}\n", line.strip_prefix('.').unwrap_or(line))),
                }
            }
            keep.lock().unwrap().push(words);
            answer(&mut stream, plan("."), "250 2.0.0 queued as 7").await?;
            continue;
        }
        let usual = match verb.as_str() {
            "EHLO" => "250-sink\r\n250 8BITMIME",
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        answer(&mut stream, plan(&line), usual).await?;
    }
}

async fn read_line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await.ok()?;
    (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn answer(stream: &mut BufReader<TcpStream>, reply: Reply, usual: &str) -> Option<()> {
    let said = match reply {
        Reply::Usual => usual,
        Reply::Say(said) => said,
        Reply::Close => return None,
        Reply::Hang => std::future::pending().await,
    };
    stream.write_all(format!("{said}\r\n").as_bytes()).await.ok()
}

/// A header of a mail.
pub fn head<'m>(mail: &'m str, name: &str) -> &'m str {
    let head = mail.split("\n\n").next().unwrap();
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or_default()
}

/// The words of a mail, from quoted-printable (RFC 2045) where they are so.
pub fn body(mail: &str) -> String {
    let (_, body) = mail.split_once("\n\n").unwrap();
    if head(mail, "Content-Transfer-Encoding") != "quoted-printable" {
        return body.to_owned();
    }
    let body = body.replace("=\n", "");
    let mut parts = body.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}
