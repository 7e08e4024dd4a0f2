//! The commands of `hubfinder` and their options.

mod backup;
mod check;
mod export;
mod feedback;
mod generate;
mod history;
mod import;
mod load;
mod mail;
mod measure;
mod person;
mod proposals;
mod serve;
mod understand;

use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

/// A public directory and map of the help that families can get.
#[derive(Debug, Parser)]
#[command(name = "hubfinder", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Runs the site. The first start loads the folder into the store.
    Serve(ServeOptions),
    /// Says everything that is wrong with a folder and how to mend it.
    ///
    /// Exits with 0 when it is clean, 1 when something is wrong, 2 when it cannot be read.
    Check {
        /// The authority's folder.
        #[arg(value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
        data: PathBuf,
    },
    /// Replaces the store's records by those of a folder that is clean.
    ///
    /// What a steward keeps stays as it is; where the folder says something new about it, that is proposed.
    Load(load::Options),
    /// What a record has been: its revisions, with when, how, why, and which fields changed.
    History(history::HistoryOptions),
    /// Writes a record again as it was in an earlier revision.
    Revert(history::RevertOptions),
    /// Takes a value out of a record and of all its revisions, so that no byte of it stays.
    Redact(history::RedactOptions),
    /// What loads and imports would change of records that stewards keep, field by field.
    Proposals(StoreOption),
    /// Takes or refuses one of the proposals.
    Proposal(proposals::DecideOptions),
    /// Writes a copy of the store into a new file, also while the site runs.
    Backup(backup::BackupOptions),
    /// Puts a copy that 'hubfinder backup' wrote in the place of the store, after checking it.
    ///
    /// Stop the site first. The store that was there is set aside under another name.
    Restore(backup::RestoreOptions),
    /// Makes an invented directory of any size, for measuring.
    Generate(generate::Options),
    /// What visitors wrote (what is wrong on a page, a service to add, or about the site), for a steward to read
    /// and clear.
    #[command(subcommand)]
    Feedback(FeedbackCommand),
    /// Who looks after the list: the first administrator, and everybody after.
    #[command(subcommand)]
    Person(person::PersonCommand),
    /// The mail of the desk.
    #[command(subcommand)]
    Mail(mail::MailCommand),
    /// Takes in data as others publish it.
    Import {
        /// What is taken in.
        #[command(subcommand)]
        what: import::Import,
    },
    /// Writes what the store lists into files that others can read.
    Export(export::Options),
    /// Says what a sentence is read as, and what comes first for it.
    Understand {
        /// The sentence, as somebody would type it.
        #[arg(env = "HUBFINDER_WORDS")]
        words: String,
        /// The folder of the sentences that the model was trained on.
        #[arg(long, value_name = "DIR", env = "HUBFINDER_LANGUAGE", default_value = "data/language")]
        language: PathBuf,
        /// The authority's folder.
        #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
        data: PathBuf,
    },
    /// Measures the search on labelled questions.
    Measure {
        /// The questions, a CSV file as tests/relevance/README.md describes it, or labelled sentences, a
        /// file of JSON lines (.jsonl) as data/language/README.md describes it.
        #[arg(value_name = "FILE", env = "HUBFINDER_QUESTIONS", default_value = "tests/relevance/questions.csv")]
        questions: PathBuf,
        /// Prints what each voice makes of each sentence, a JSON object a line, and no measures: what bounds
        /// are chosen by.
        #[arg(long, env = "HUBFINDER_EACH")]
        each: bool,
        /// The authority's folder.
        #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
        data: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum FeedbackCommand {
    /// Prints the open messages; those that may be about danger come first.
    List {
        #[command(flatten)]
        store: StoreOption,
        /// Those that are done too.
        #[arg(long, env = "HUBFINDER_ALL")]
        all: bool,
    },
    /// Prints all messages as CSV.
    Export {
        #[command(flatten)]
        store: StoreOption,
    },
    /// Marks messages as done and deletes their contacts.
    Close {
        /// The numbers that the list gives.
        #[arg(value_name = "NUMBER", env = "HUBFINDER_NUMBERS", value_delimiter = ',', required = true)]
        numbers: Vec<i64>,
        #[command(flatten)]
        store: StoreOption,
    },
    /// Deletes the messages that are done, for ever.
    Purge {
        #[command(flatten)]
        store: StoreOption,
    },
}

const DATA: &str = "data/worcestershire";
const STORE: &str = "var/hubfinder.sqlite";

/// Where the store is that `serve` keeps.
#[derive(Debug, Args)]
struct StoreOption {
    /// The store: one file.
    #[arg(long, value_name = "FILE", env = "HUBFINDER_STORE", default_value = STORE)]
    store: PathBuf,
}

/// Where records are.
#[derive(Debug, Args)]
struct RecordOptions {
    /// The store: one file, made where it is missing.
    #[arg(long, value_name = "FILE", env = "HUBFINDER_STORE", default_value = STORE)]
    store: PathBuf,
    /// The authority's folder.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_DATA", default_value = DATA)]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct ServeOptions {
    /// The address and port to listen on.
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "HUBFINDER_LISTEN",
        default_value = "127.0.0.1:3000",
        value_parser = crate::listen::parse
    )]
    listen: std::net::SocketAddr,
    #[command(flatten)]
    records: RecordOptions,
    /// The folder of the search index, made again whenever the records change
    /// [default: beside the store, its name with '.index'].
    #[arg(long, value_name = "DIR", env = "HUBFINDER_INDEX")]
    index: Option<PathBuf>,
    /// The folder of the site's files, as 'make build' leaves them.
    #[arg(long, value_name = "DIR", env = "HUBFINDER_SITE", default_value = "target/site")]
    site: PathBuf,
    /// The address that people reach the site by, when it stands behind a proxy. One that begins
    /// with https:// tells browsers to stay with https [default: the one listened on].
    #[arg(long, value_name = "URL", env = "HUBFINDER_PUBLIC_URL", value_parser = crate::listen::public_url)]
    public_url: Option<String>,
    /// The ground of the interactive map: one PMTiles file of vector tiles, given out from here
    /// [default: our own outlines].
    #[arg(long, value_name = "FILE", env = "HUBFINDER_BASEMAP", conflicts_with = "tiles")]
    basemap: Option<PathBuf>,
    /// Or the address of a tile server, with {z}, {x} and {y} in it. That server then learns which
    /// part of the map people look at; /privacy says so.
    #[arg(
        long,
        value_name = "URL",
        env = "HUBFINDER_TILES",
        requires = "tiles_attribution",
        value_parser = map::basemap::Tiles::check
    )]
    tiles: Option<String>,
    /// Whose map those tiles are, as their licence asks.
    #[arg(long, value_name = "TEXT", env = "HUBFINDER_TILES_ATTRIBUTION")]
    tiles_attribution: Option<String>,
    #[command(flatten)]
    mail: mail::MailOptions,
    /// Turns on the desk, under /desk, for trying out on this machine: no mail is sent, and codes to sign in come
    /// from 'hubfinder person code'. Only where --listen is an address of this machine.
    #[arg(long, env = "HUBFINDER_DESK_WITHOUT_MAIL", conflicts_with = "smtp")]
    desk_without_mail: bool,
    /// The file with the key that second factors of administrators and stewards are made of: 64 hexadecimal digits,
    /// readable by this account alone. The desk with mail needs it [default: no second factor is asked for].
    #[arg(long, value_name = "FILE", env = "HUBFINDER_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// How the log is written.
    #[arg(long, value_name = "FORMAT", env = "HUBFINDER_LOG", default_value = "text")]
    log: web::LogFormat,
    /// What the clock says, for tests.
    #[arg(long, value_name = "RFC3339", env = "HUBFINDER_NOW", hide = true, value_parser = moment)]
    now: Option<DateTime<Utc>>,
}

fn moment(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|moment| moment.to_utc())
        .map_err(|_| "write a moment like 2026-03-02T09:30:00Z".to_owned())
}

impl Cli {
    /// Does what was asked for. An error prints as one sentence, for standard error and exit code 1.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(options) => serve::run(options).await.map(|()| ExitCode::SUCCESS),
            Command::Check { data } => check::run(&data),
            Command::Understand { words, language, data } => {
                understand::run(&data, &language, &words).map(|()| ExitCode::SUCCESS)
            }
            Command::Generate(options) => generate::run(options).map(|()| ExitCode::SUCCESS),
            Command::Feedback(command) => feedback::run(command).await.map(|()| ExitCode::SUCCESS),
            Command::Mail(command) => mail::run(command).await.map(|()| ExitCode::SUCCESS),
            Command::Person(command) => person::run(command).await.map(|()| ExitCode::SUCCESS),
            Command::Measure { questions, each, data } => {
                measure::run(&data, &questions, each).map(|()| ExitCode::SUCCESS)
            }
            Command::Import { what } => import::run(what).await.map(|()| ExitCode::SUCCESS),
            Command::Export(options) => export::run(options).await.map(|()| ExitCode::SUCCESS),
            Command::Load(options) => load::run(options).await.map(|()| ExitCode::SUCCESS),
            Command::History(options) => history::history(options).await.map(|()| ExitCode::SUCCESS),
            Command::Revert(options) => history::revert(options).await.map(|()| ExitCode::SUCCESS),
            Command::Redact(options) => history::redact(options).await.map(|()| ExitCode::SUCCESS),
            Command::Proposals(store) => proposals::list(store).await.map(|()| ExitCode::SUCCESS),
            Command::Proposal(options) => proposals::decide(options).await.map(|()| ExitCode::SUCCESS),
            Command::Backup(options) => backup::back_up(options).await.map(|()| ExitCode::SUCCESS),
            Command::Restore(options) => backup::restore(options).await.map(|()| ExitCode::SUCCESS),
        }
    }
}

/// Prints an error to standard error as its one sentence. A reader that went away is no error.
pub fn complain(error: &dyn std::fmt::Display) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "hubfinder: {error}");
}

/// Prints to standard output. A reader that went away (`| head`) is no error.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    use std::io::{ErrorKind, Write};
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            anyhow::bail!("cannot write to standard output ({error})")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn assert_variables(command: &clap::Command) {
        for option in command.get_arguments().filter(|option| !matches!(option.get_id().as_str(), "help" | "version")) {
            let variable = option.get_env().and_then(|name| name.to_str()).unwrap_or_default();
            let name = option.get_long().unwrap_or(option.get_id().as_str()).to_uppercase().replace('-', "_");
            assert_eq!(variable, format!("HUBFINDER_{name}"));
        }
        command.get_subcommands().for_each(assert_variables);
    }

    #[test]
    fn every_option_is_also_an_environment_variable() {
        let cli = Cli::command();
        assert_variables(&cli);
        cli.debug_assert();
    }

    #[test]
    fn numbers_are_grouped_and_one_is_one() {}

    #[test]
    fn the_index_stands_beside_the_store() {
        let cli = Cli::try_parse_from(["hubfinder", "serve", "--store", "a/b.sqlite", "--now", "2026-03-02T09:30:00Z"]);
        let Command::Serve(options) = cli.unwrap().command else { panic!("serve was asked for") };
        let settings = serve::settings(options).unwrap();
        assert_eq!(settings.index, PathBuf::from("a/b.sqlite.index"));
        assert_eq!(settings.now.unwrap().to_rfc3339(), "2026-03-02T09:30:00+00:00");
    }
}
