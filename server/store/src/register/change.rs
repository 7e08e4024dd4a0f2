//! What may be asked of the register, and what it answers.

use crate::{record::Record, records::Noun};
use directory::{Slug, edit::Fields, plural};
use serde_json::Value;

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By `hubfinder load`: leaves alone what a steward keeps.
    Load,
    /// By `hubfinder load --take-over`: deliberately over what a steward keeps.
    TakeOver,
    /// By `hubfinder import services`: leaves alone what a steward keeps.
    Import,
    /// By a steward, in a form.
    Form,
    /// By a steward, with a command.
    Command,
    /// By a steward who took a proposal.
    Proposal,
}

impl Way {
    /// The word for it in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::TakeOver => "take-over",
            Self::Import => "import",
            Self::Form => "form",
            Self::Command => "command",
            Self::Proposal => "proposal",
        }
    }

    /// Whether it stops before what a steward keeps.
    pub(super) fn yields(self) -> bool {
        matches!(self, Self::Load | Self::Import)
    }

    /// Whether a steward wrote, who keeps the record from then on.
    pub(super) fn is_stewards(self) -> bool {
        matches!(self, Self::Form | Self::Command | Self::Proposal)
    }
}

/// Who writes, and how.
#[derive(Debug, Clone)]
pub struct By {
    /// How.
    pub way: Way,
    /// The source that brings it, or the id of a person; empty for a command.
    pub who: String,
}

impl By {
    /// Whoever has the command line.
    pub fn command() -> Self {
        Self { way: Way::Command, who: String::new() }
    }
}

/// What a change was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// There was no such record.
    New,
    /// The record as it was in this revision.
    Revision(i64),
    /// Whatever there is: what a source gives counts by itself.
    Any,
}

/// Why a steward withdraws a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum GoneWhy {
    Closed,
    Merged,
    Mistake,
    Moved,
    Asked,
}

impl GoneWhy {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Closed, Self::Merged, Self::Mistake, Self::Moved, Self::Asked];

    /// From its word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }

    /// The word for it in the store and in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Merged => "merged",
            Self::Mistake => "mistake",
            Self::Moved => "moved",
            Self::Asked => "asked",
        }
    }
}

/// A change of one record.
#[derive(Debug, Clone)]
pub enum Change {
    /// Writes it, whole.
    Put(Record, Base),
    /// Takes it out of what is listed. It stays in the store, and can be put again.
    Withdraw {
        /// What it is.
        noun: Noun,
        /// Its id.
        id: Slug,
        /// What the change was made from.
        base: Base,
        /// Why, where somebody said so.
        why: Option<GoneWhy>,
        /// The record that stands for it now.
        successor: Option<Slug>,
    },
}

/// A change as it goes into a row.
#[derive(Debug)]
pub(crate) struct RowChange {
    pub(crate) noun: Noun,
    pub(crate) id: String,
    pub(crate) base: Base,
    pub(crate) to: To,
}

impl RowChange {
    /// What a change makes of its row. Fails where a record cannot be written.
    pub(super) fn new(change: Change) -> sqlx::Result<Self> {
        Ok(match change {
            Change::Put(record, base) => {
                let body = record.body().map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
                Self { noun: record.noun(), id: record.id().to_string(), base, to: To::Put(body) }
            }
            Change::Withdraw { noun, id, base, why, successor } => {
                Self { noun, id: id.to_string(), base, to: To::Withdraw(why, successor) }
            }
        })
    }
}

/// What a row becomes.
#[derive(Debug)]
pub(crate) enum To {
    Put(String),
    Withdraw(Option<GoneWhy>, Option<Slug>),
    /// Withdrawn, with this body.
    Gone(String),
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The records that were written, each with its new revision.
    pub rows: Vec<(Noun, String, i64)>,
    /// How many of them are new.
    pub added: usize,
    /// How many of them were withdrawn.
    pub gone: usize,
    /// Records that were left alone, because a steward keeps them.
    pub kept: usize,
    /// How many of those are proposed now.
    pub proposals: usize,
    /// Records of whose earlier revisions nothing was left.
    pub silenced: usize,
}

impl Written {
    /// How many of the rows were there and are others now.
    pub fn changed(&self) -> usize {
        self.rows.len() - self.added - self.gone
    }

    /// What became of the records that stewards keep: "12 records are kept by stewards and stay as they are; 3
    /// proposals say what is new about them, see hubfinder proposals".
    pub fn of_kept(&self) -> String {
        let kept = plural(
            self.kept,
            "record is kept by stewards and stays as it is",
            "records are kept by stewards and stay as they are",
        );
        let new = match self.proposals {
            0 => "nothing is new about them".to_owned(),
            new => plural(new, "proposal says", "proposals say") + " what is new about them, see hubfinder proposals",
        };
        format!("{kept}; {new}")
    }

    /// In numbers: "2 new, 1 changed, 1 gone, 12 kept by stewards, 3 proposals".
    pub fn summary(&self) -> String {
        let counts =
            [(self.added, "new"), (self.changed(), "changed"), (self.gone, "gone"), (self.kept, "kept by stewards")];
        let said = counts.iter().map(|(count, word)| plural(*count, word, word));
        said.chain([plural(self.proposals, "proposal", "proposals")]).collect::<Vec<_>>().join(", ")
    }
}

/// Somebody else wrote the record meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What it is.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// Its revision now; 0 when there is none.
    pub revision: i64,
    /// What it says now; `None` when there is none or it was withdrawn.
    pub now: Option<Fields<Value>>,
    /// What it should have said; `None` for a withdrawal.
    pub yours: Option<Fields<Value>>,
}

/// What became of a writing: all of it, or nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is written.
    Written(Written),
    /// Nothing is written: these records are not what they were.
    Conflict(Vec<Conflict>),
}

impl Outcome {
    /// What was written, which is nothing where there was a conflict.
    pub(crate) fn written(self) -> Written {
        match self {
            Self::Written(written) => written,
            Self::Conflict(_) => Written::default(),
        }
    }
}
