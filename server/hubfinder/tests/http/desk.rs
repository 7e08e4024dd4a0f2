//! The desk: who comes in, what they may do, and that nothing of it is anywhere else.

mod filled;
mod guarded;
mod mail;
mod people;
mod records;
mod second;
mod sign_in;
mod sink;
mod sweep;
mod work;

use crate::served::{PLACE, client, header, more, settings};
use desk::{Role, Secret};
use hubfinder::{
    run::{self, Running},
    settings::Settings,
};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use sqlx::{Row, sqlite::SqliteConnectOptions};
use std::path::PathBuf;
use store::{COMMAND, People, Store};
use tempfile::TempDir;

/// A server with a desk and a store of its own, and the accounts in that store.
struct Site {
    running: Running,
    people: People,
    store: PathBuf,
    _dir: TempDir,
}

/// Its clock stands at this moment.
fn now() -> chrono::DateTime<chrono::Utc> {
    settings(PLACE.path()).now.unwrap()
}

impl Site {
    async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("hubfinder.sqlite");
        let filled = Store::open(&settings(PLACE.path()).store).await.unwrap();
        filled.back_up(&store).await.unwrap();
        filled.close().await;
        let mut settings =
            Settings { site: settings(PLACE.path()).site, desk_without_mail: true, ..settings(dir.path()) };
        change(&mut settings);
        let running = run::start_with(settings, more()).await.unwrap();
        let people = Store::open(&store).await.unwrap().people();
        Self { running, people, store, _dir: dir }
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        client().request(method, format!("http://{}{path}", self.running.address()))
    }

    async fn get(&self, path: &str, cookie: &str) -> Response {
        self.ask(Method::GET, path).header("cookie", cookie).send().await.unwrap()
    }

    /// Sends a form as a page of the desk does.
    async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Response {
        let form = self.form(path, cookie, fields).header("sec-fetch-site", "same-origin");
        form.send().await.unwrap()
    }

    /// A form of which nobody says where it comes from.
    fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.ask(Method::POST, path)
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(serde_urlencoded::to_string(fields).unwrap())
    }

    /// Makes an account and signs its owner in. Gives its id and the cookie.
    async fn signed_in(&self, email: &str, role: Role) -> (String, String) {
        let (person, _) = self.people.invite(email, "", &role, COMMAND, now()).await.unwrap();
        let secret = self.people.begin_session(&person.id, false, now()).await.unwrap();
        (person.id, cookie_of(&secret))
    }

    /// Every row of every table, but for what the server itself notes every two seconds.
    async fn dump(&self) -> Vec<String> {
        let options = SqliteConnectOptions::new().filename(&self.store).read_only(true);
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%postcode%' ORDER BY name",
        )
        .fetch_all(&pool)
        .await
        .unwrap();
        assert!(tables.iter().any(|table| table == "session") && tables.iter().any(|table| table == "event"));
        let mut rows = Vec::new();
        for table in tables {
            let columns: Vec<String> =
                sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT name FROM pragma_table_info('{table}')")))
                    .fetch_all(&pool)
                    .await
                    .unwrap();
            let all =
                columns.iter().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(" || ',' || ");
            let statement = format!("SELECT {all} AS line FROM \"{table}\" ORDER BY 1");
            for row in sqlx::query(sqlx::AssertSqlSafe(statement)).fetch_all(&pool).await.unwrap() {
                let line: String = row.get("line");
                if !line.starts_with("'checked_at'") {
                    rows.push(format!("{table} {line}"));
                }
            }
        }
        pool.close().await;
        rows
    }
}

fn cookie_of(secret: &Secret) -> String {
    format!("desk={}", secret.reveal())
}

/// The cookie that an answer gives, as it is sent back; empty where it gives none.
fn given_cookie(response: &Response) -> String {
    header(response.headers(), "set-cookie").split(';').next().unwrap().to_owned()
}

async fn text(response: Response, status: StatusCode) -> String {
    assert_eq!(response.status(), status);
    response.text().await.unwrap()
}

fn steward() -> Role {
    Role::Steward(desk::Scope::County)
}
