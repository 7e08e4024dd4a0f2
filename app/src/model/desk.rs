//! Models of the desk, where those who look after the list work.

mod form;
pub mod people;
mod records;
mod work;

pub use form::{DeskField, DeskFieldKind, DeskForm, DeskOption};
pub use people::{
    AccountPage, CodeFor, CodePage, EnterPage, EventRow, InviteForm, InvitedPage, NewFactor, PeoplePage, PersonRow,
    RecoveryPage, RoleChoice, RoleRow, SecondPage, SessionRow, SignInPage,
};
pub use records::{
    ActPage, ChoiceBetween, ConflictPage, EditPage, EditPart, EditRow, FieldDifference, FieldText, FoundRecord,
    RecordLink, RecordPage, RecordsPage, RevisionPage, RevisionRow, StateTag,
};
pub use work::{
    DayPage, MessagePage, MessageRow, MessagesPage, ProposalPage, ProposalRow, ProposalsPage, ProposedChange,
};

/// What stands around a page of the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFrame {
    /// The page's title, without the site's name; it is the heading too. Never holds what was typed.
    pub title: String,
    /// The path of the menu's page that this one belongs to: `/desk/records`.
    pub path: String,
    /// Who is signed in; `None` on the pages that one signs in on, which have no menu.
    pub signed: Option<SignedName>,
}

/// Who is signed in, as the pages say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignedName {
    /// Their name, or their address where they gave none.
    pub name: String,
    /// Whether the menu leads to the people.
    pub sees_people: bool,
}

/// A page of the desk that says one thing: what was done, or why it was not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticePage {
    /// What there is to say, a paragraph each.
    pub sentences: Vec<String>,
    /// Where to go on: path and words.
    pub next: Option<(String, String)>,
}

/// The main part of one of the desk's pages about records.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // the names are the pages
pub enum DeskMain {
    Day(DayPage),
    Proposals(ProposalsPage),
    Proposal(Box<ProposalPage>),
    Messages(MessagesPage),
    Message(Box<MessagePage>),
    Records(RecordsPage),
    Record(Box<RecordPage>),
    Revision(RevisionPage),
    Act(ActPage),
    Edit(EditPage),
    Conflict(ConflictPage),
}
