//! `hubfinder person`: who looks after the list.

use super::{StoreOption, say};
use chrono::Utc;
use clap::{Args, Subcommand};
use desk::{FactorKey, Person, Role, RoleKind, WrongRole};
use directory::Slug;
use folder::create_private_file;
use std::{
    io::Write,
    path::{Path, PathBuf},
};
use store::{COMMAND, People, PeopleError, Store, Ticket};

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Makes an account, and prints a link and a code that let its owner in once.
    ///
    /// The first account is made here: none exists by itself, and none has a password.
    Invite(InviteOptions),
    /// Gives somebody who has an account one more role.
    Give(GiveOptions),
    /// Prints another link and code for somebody who has an account, to be read out by telephone.
    Code {
        /// Their e-mail address or id.
        #[arg(value_name = "WHO", env = "HUBFINDER_WHO")]
        who: String,
        #[command(flatten)]
        site: SiteOption,
        #[command(flatten)]
        store: StoreOption,
    },
    /// Takes away somebody's second factor and recovery codes; they set new ones when they next sign in.
    ///
    /// Ring them first on a number that you knew before: whoever asks may not be who they say.
    ResetFactor {
        /// Their e-mail address or id.
        #[arg(value_name = "WHO", env = "HUBFINDER_WHO")]
        who: String,
        #[command(flatten)]
        store: StoreOption,
    },
    /// Writes a new key file for 'serve --key-file', which second factors are made of.
    Key {
        /// The file, which must not be there yet.
        #[arg(value_name = "FILE", env = "HUBFINDER_FILE")]
        file: PathBuf,
    },
    /// Prints everybody who has an account, with their roles.
    List {
        #[command(flatten)]
        store: StoreOption,
    },
    /// Ends an account: its roles and sessions end, its name and address are deleted.
    End {
        /// Their e-mail address or id.
        #[arg(value_name = "WHO", env = "HUBFINDER_WHO")]
        who: String,
        #[command(flatten)]
        store: StoreOption,
    },
}

#[derive(Debug, Args)]
pub(super) struct InviteOptions {
    /// Their e-mail address.
    #[arg(value_name = "EMAIL", env = "HUBFINDER_EMAIL")]
    email: String,
    /// How they want to be called.
    #[arg(long, env = "HUBFINDER_NAME", default_value = "")]
    name: String,
    #[command(flatten)]
    role: RoleOptions,
    #[command(flatten)]
    site: SiteOption,
    #[command(flatten)]
    store: StoreOption,
}

#[derive(Debug, Args)]
pub(super) struct GiveOptions {
    /// Their e-mail address or id.
    #[arg(value_name = "WHO", env = "HUBFINDER_WHO")]
    who: String,
    #[command(flatten)]
    role: RoleOptions,
    #[command(flatten)]
    store: StoreOption,
}

/// What somebody is to the list.
#[derive(Debug, Args)]
struct RoleOptions {
    /// administrator, steward, provider or reader.
    #[arg(long, env = "HUBFINDER_ROLE", value_parser = parse_kind)]
    role: RoleKind,
    /// The organisation of a provider: its id.
    #[arg(long, value_name = "ID", env = "HUBFINDER_ORGANIZATION")]
    organization: Option<Slug>,
    /// The district of a steward; without it, all of the county.
    #[arg(long, value_name = "ID", env = "HUBFINDER_DISTRICT")]
    district: Option<Slug>,
}

impl RoleOptions {
    fn role(self) -> Result<Role, WrongRole> {
        Role::new(self.role, self.organization, self.district)
    }
}

/// Where the site is, for a link that can be sent as it is.
#[derive(Debug, Args)]
pub(super) struct SiteOption {
    /// The address that people reach the site by, to stand before the link.
    #[arg(long, value_name = "URL", env = "HUBFINDER_PUBLIC_URL", value_parser = crate::listen::public_url)]
    public_url: Option<String>,
}

fn parse_kind(text: &str) -> Result<RoleKind, String> {
    RoleKind::parse(text).ok_or_else(|| {
        let all: Vec<&str> = RoleKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("use one of {}", all.join(", "))
    })
}

/// Does what was asked for with the accounts of a store that is there.
pub(super) async fn run(command: PersonCommand) -> anyhow::Result<()> {
    match command {
        PersonCommand::Invite(options) => {
            let role = options.role.role()?;
            let store = Store::open_existing(&options.store.store).await?;
            let invited = store.people().invite(&options.email, &options.name, &role, COMMAND, Utc::now()).await;
            store.close().await;
            let (person, ticket) = invited?;
            say(&format!("{} is invited as {}", person.email, said_of(&role)))?;
            print_ticket(&ticket, &options.site)
        }
        PersonCommand::Give(options) => {
            let role = options.role.role()?;
            let store = Store::open_existing(&options.store.store).await?;
            let given = give(&store.people(), &options.who, &role).await;
            store.close().await;
            given?;
            say(&format!("{} is now {} too", options.who, said_of(&role)))
        }
        PersonCommand::Code { who, site, store } => {
            let store = Store::open_existing(&store.store).await?;
            let ticket = draw(&store.people(), &who).await;
            store.close().await;
            print_ticket(&ticket?, &site)
        }
        PersonCommand::ResetFactor { who, store } => {
            let store = Store::open_existing(&store.store).await?;
            let reset = reset_factor(&store.people(), &who).await;
            store.close().await;
            reset?;
            say(&format!("{who} has no second factor any more, is signed out, and sets a new one at the next sign-in"))
        }
        PersonCommand::Key { file } => write_key(&file),
        PersonCommand::List { store } => {
            let store = Store::open_existing(&store.store).await?;
            let people = store.people().all().await;
            store.close().await;
            people?.iter().try_for_each(print_person)
        }
        PersonCommand::End { who, store } => {
            let store = Store::open_existing(&store.store).await?;
            let ended = end(&store.people(), &who).await;
            store.close().await;
            ended?;
            say(&format!("the account of {who} has ended; what it did stays, without a name"))
        }
    }
}

async fn draw(people: &People, who: &str) -> Result<Ticket, PeopleError> {
    people.ticket(who, COMMAND, Utc::now()).await?.ok_or_else(|| PeopleError::Nobody(who.to_owned()))
}

async fn give(people: &People, who: &str, role: &Role) -> Result<(), PeopleError> {
    let person = people.find(who).await?.ok_or_else(|| PeopleError::Nobody(who.to_owned()))?;
    people.give_role(&person, role, COMMAND, Utc::now()).await
}

async fn reset_factor(people: &People, who: &str) -> Result<(), PeopleError> {
    let person = people.find(who).await?.ok_or_else(|| PeopleError::Nobody(who.to_owned()))?;
    people.reset_factor(&person, COMMAND, Utc::now()).await
}

fn write_key(file: &Path) -> anyhow::Result<()> {
    let key = FactorKey::draw()?;
    let written = create_private_file(file).and_then(|mut made| made.write_all(format!("{key}\n").as_bytes()));
    let shown = file.display();
    written.map_err(|error| {
        anyhow::anyhow!(
            "no key is written to {shown} ({error}): name a file that is not there yet, in a folder that is"
        )
    })?;
    say(&format!("{shown} holds a new key; keep a copy of it apart from the copies of the store"))
}

async fn end(people: &People, who: &str) -> Result<(), PeopleError> {
    let person = people.find(who).await?.ok_or_else(|| PeopleError::Nobody(who.to_owned()))?;
    people.end(&person, COMMAND, Utc::now()).await
}

fn print_ticket(ticket: &Ticket, site: &SiteOption) -> anyhow::Result<()> {
    let before = site.public_url.as_deref().unwrap_or_default();
    say(&format!("link  {before}/desk/enter/{}?key={}", ticket.id, ticket.link.reveal()))?;
    say(&format!("code  {}, to type at {before}/desk/sign-in", ticket.code.reveal_in_groups()))?;
    say(&format!(
        "good once, until {}; whoever has it is let in, so give it to nobody else",
        ticket.ends_at.to_rfc2822()
    ))
}

fn print_person(person: &Person) -> anyhow::Result<()> {
    let roles: Vec<String> = person.roles.iter().map(said_of).collect();
    let name = if person.name.is_empty() { String::new() } else { format!(" ({})", person.name) };
    let email = if person.email.is_empty() { "has left" } else { &person.email };
    say(&format!("{} {email}{name}, {}: {}", person.id, person.state.as_str(), roles.join(", ")))
}

fn said_of(role: &Role) -> String {
    let of = role.organization().or(role.district()).map_or(String::new(), |whose| format!(" of {whose}"));
    format!("{}{of}", role.kind())
}
