//! The day's work: what somebody proposes, and what the public writes.

use super::{DeskForm, RecordLink};

/// The first page of the desk.
#[derive(Debug, Clone, Default)]
pub struct DayPage {
    /// The proposals that wait, the oldest first; only the first few.
    pub proposals: Vec<ProposalRow>,
    /// How many wait.
    pub proposals_waiting: usize,
    /// The messages that nobody has closed, those about danger first and then the oldest; only the first few.
    pub messages: Vec<MessageRow>,
    /// How many there are.
    pub messages_open: usize,
    /// How many of them may be about danger.
    pub messages_urgent: usize,
    /// How many services are not confirmed.
    pub unconfirmed: usize,
    /// How many services are listed.
    pub listed: usize,
}

/// A proposal in a list.
#[derive(Debug, Clone)]
pub struct ProposalRow {
    /// Its page.
    pub url: String,
    /// The record's name.
    pub name: String,
    /// What that is: "service".
    pub noun: String,
    /// What it would do: "changes Cost and Summary", "takes it off the list".
    pub does: String,
    /// Who makes it: "the folder", "Anna".
    pub from: String,
    /// When: "3 March 2026".
    pub made: String,
}

/// All proposals that wait.
#[derive(Debug, Clone, Default)]
pub struct ProposalsPage {
    /// The oldest first.
    pub rows: Vec<ProposalRow>,
    /// What was just done, where something was.
    pub notice: Option<String>,
}

/// One proposal.
#[derive(Debug, Clone)]
pub struct ProposalPage {
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub record: RecordLink,
    /// Who makes it.
    pub from: String,
    /// When.
    pub made: String,
    /// Whether it is that the record should go.
    pub gone: bool,
    /// What it changes.
    pub changes: Vec<ProposedChange>,
    /// What has become of it, in a sentence; `None` while it waits.
    pub decided: Option<String>,
    /// What whoever decided says about it.
    pub why: String,
    /// Why the one who looks cannot decide it; `None` where they can.
    pub cannot: Option<String>,
    /// To decide it: what it sends with it and the words.
    pub form: DeskForm,
}

/// A field that a proposal changes.
#[derive(Debug, Clone)]
pub struct ProposedChange {
    /// The field's name.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// What whoever proposes knew.
    pub before: Vec<String>,
    /// What the record says now.
    pub now: Vec<String>,
    /// What it is to say.
    pub new: Vec<String>,
    /// A word of caution: "Changed here too".
    pub caution: Option<&'static str>,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// A message in a list.
#[derive(Debug, Clone)]
pub struct MessageRow {
    /// Its page.
    pub url: String,
    /// What it is about.
    pub about: String,
    /// How it begins.
    pub beginning: String,
    /// When it came.
    pub sent: String,
    /// Whether it may be about danger.
    pub urgent: bool,
    /// What came of it; empty while it is open.
    pub outcome: String,
}

/// Messages of the public.
#[derive(Debug, Clone, Default)]
pub struct MessagesPage {
    /// Those about danger first, then in the order in which they came.
    pub rows: Vec<MessageRow>,
    /// Whether these are the closed ones.
    pub closed: bool,
    /// How many of the others there are.
    pub others: usize,
    /// What was just done, where something was.
    pub notice: Option<String>,
}

/// One message.
#[derive(Debug, Clone)]
pub struct MessagePage {
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub about: String,
    /// That record at the desk, where it is about one that there is.
    pub record: Option<RecordLink>,
    /// When it came.
    pub sent: String,
    /// Whether it may be about danger.
    pub urgent: bool,
    /// What was written, line by line.
    pub words: Vec<String>,
    /// How to reach whoever wrote.
    pub contact: Option<String>,
    /// What came of it, in a sentence; `None` while it is open.
    pub closed: Option<String>,
    /// What whoever closed it says about it.
    pub answer: String,
    /// To close it; `None` where the one who looks cannot.
    pub form: Option<DeskForm>,
}
