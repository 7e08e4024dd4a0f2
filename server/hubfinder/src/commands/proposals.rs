//! `hubfinder proposals` and `hubfinder proposal`: what a load or an import would change of a steward's record.

use super::{StoreOption, history::in_words, say};
use crate::loading::forget_index_beside;
use clap::{Args, ValueEnum};
use directory::{edit::Standing, plural};
use store::{Decision, Proposal, Store};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TakeOrRefuse {
    /// Writes what is proposed into the record.
    Take,
    /// Leaves the record as it is.
    Refuse,
}

#[derive(Debug, Args)]
pub(super) struct DecideOptions {
    /// The number that hubfinder proposals gives.
    #[arg(value_name = "NUMBER", env = "HUBFINDER_NUMBER")]
    number: i64,
    /// What becomes of it.
    #[arg(value_name = "DECISION", env = "HUBFINDER_DECISION")]
    decision: TakeOrRefuse,
    /// Takes these fields alone, with commas between them.
    #[arg(long, value_name = "FIELDS", env = "HUBFINDER_FIELDS", value_delimiter = ',')]
    fields: Option<Vec<String>>,
    /// Why, for whoever reads the history.
    #[arg(long, value_name = "WORDS", env = "HUBFINDER_WHY")]
    why: String,
    #[command(flatten)]
    store: StoreOption,
}

/// Prints the open proposals, field by field.
pub(super) async fn list(option: StoreOption) -> anyhow::Result<()> {
    let store = Store::open_existing(&option.store).await?;
    let read = store.proposals().await;
    store.close().await;
    let proposals = read?;
    proposals.iter().try_for_each(say_proposal)?;
    say(&plural(proposals.len(), "open proposal", "open proposals"))
}

fn say_proposal(proposal: &Proposal) -> anyhow::Result<()> {
    let Proposal { number, noun, id, origin, base, gone, made_at, fields, .. } = proposal;
    say(&format!("{number} {} {id}, from {origin}, {made_at}, on revision {base}", noun.one()))?;
    if *gone {
        return say(&format!("    {origin} no longer gives it: taking this withdraws it"));
    }
    for field in fields {
        let standing = match field.standing {
            Standing::Clean => "",
            Standing::AlreadySo => " (it says so already)",
            Standing::Conflict => " (changed here too)",
        };
        say(&format!("    {}{standing}", field.field))?;
        say(&format!("        before: {}", in_words(field.before.as_ref())))?;
        say(&format!("        now:    {}", in_words(field.now.as_ref())))?;
        say(&format!("        new:    {}", in_words(field.new.as_ref())))?;
    }
    Ok(())
}

/// Takes or refuses a proposal.
pub(super) async fn decide(options: DecideOptions) -> anyhow::Result<()> {
    let DecideOptions { number, decision, fields, why, store: StoreOption { store: file } } = options;
    if decision == TakeOrRefuse::Refuse && fields.is_some() {
        anyhow::bail!("a proposal is refused whole: leave --fields out, or take the other fields");
    }
    let store = Store::open_existing(&file).await?;
    let what = match decision {
        TakeOrRefuse::Take => Decision::Take(fields),
        TakeOrRefuse::Refuse => Decision::Refuse,
    };
    let done = store.register().decide(number, &what, "", &why).await;
    store.close().await;
    let written = done?;
    let Some((noun, id, revision)) = written.rows.first() else {
        return say(&format!("proposal {number} is done, and its record stays as it is"));
    };
    forget_index_beside(&file);
    say(&format!("proposal {number} is taken: that is revision {revision} of the {} '{id}'", noun.one()))
}
