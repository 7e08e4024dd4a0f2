//! Models of the pages on which one signs in, looks after one's own account and after those of others.

use crate::model::QrPicture;

/// Where one gives an address to sign in.
#[derive(Debug, Clone, Default)]
pub struct SignInPage {
    /// Where one wanted to go: a path under `/desk`.
    pub to: String,
    /// What was typed as an address.
    pub email: String,
    /// Why that was not taken.
    pub problem: Option<String>,
}

/// Where one types the code.
#[derive(Debug, Clone, Default)]
pub struct CodePage {
    /// Where one wanted to go.
    pub to: String,
    /// For which address.
    pub email: String,
    /// Whether codes come by mail; where not, somebody reads one out.
    pub by_mail: bool,
    /// Why what was typed was not taken.
    pub problem: Option<String>,
}

/// Asks before a link is used up.
#[derive(Debug, Clone, Default)]
pub struct EnterPage {
    /// Whom it signs in: name, or address where they gave none.
    pub name: String,
    /// The path of the form.
    pub action: String,
    /// What the link held, to be sent on.
    pub key: String,
}

/// The second factor: to be set, or to be given.
#[derive(Debug, Clone, Default)]
pub struct SecondPage {
    /// Where one wanted to go.
    pub to: String,
    /// What one sets; `None` where one has a factor.
    pub new: Option<NewFactor>,
    /// Why what was typed was not taken.
    pub problem: Option<String>,
}

/// A second factor that is to be set.
#[derive(Debug, Clone, Default)]
pub struct NewFactor {
    /// For the camera of a telephone.
    pub picture: Option<QrPicture>,
    /// To be typed, in groups of four.
    pub secret: String,
}

/// Codes for when the telephone is lost, shown once.
#[derive(Debug, Clone, Default)]
pub struct RecoveryPage {
    /// Each in two groups.
    pub codes: Vec<String>,
    /// Where one wanted to go.
    pub to: String,
}

/// One's own account.
#[derive(Debug, Clone, Default)]
pub struct AccountPage {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// What one is to the list, in words.
    pub roles: Vec<String>,
    /// Where one is signed in.
    pub sessions: Vec<SessionRow>,
    /// What was just done.
    pub done: Option<String>,
    /// Why something was not.
    pub problem: Option<String>,
}

/// A session, without the machine or the browser, which nobody keeps.
#[derive(Debug, Clone, Default)]
pub struct SessionRow {
    /// When it began, in words.
    pub began: String,
    /// When something was last saved in it, in words.
    pub used: String,
    /// Whether it is this one.
    pub is_this: bool,
}

/// Who has an account.
#[derive(Debug, Clone, Default)]
pub struct PeoplePage {
    /// Everybody.
    pub people: Vec<PersonRow>,
    /// The form to invite somebody; `None` where one may not.
    pub invite: Option<InviteForm>,
    /// What happened last, newest first.
    pub events: Vec<EventRow>,
    /// What was just done.
    pub done: Option<String>,
    /// Why something was not.
    pub problem: Option<String>,
}

/// Somebody with an account.
#[derive(Debug, Clone, Default)]
pub struct PersonRow {
    /// Their id.
    pub id: String,
    /// Their name, or their address where they gave none.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Whether they have come in, in words.
    pub state: String,
    /// What they are to the list.
    pub roles: Vec<RoleRow>,
    /// How the last mail to them stands, in words; `None` where there is none.
    pub mail: Option<String>,
    /// Whether a code may be drawn for them.
    pub may_have_code: bool,
    /// Whether their invitation may be sent once more.
    pub may_be_sent: bool,
    /// Whether their account may be ended.
    pub may_end: bool,
}

/// A role of somebody.
#[derive(Debug, Clone, Default)]
pub struct RoleRow {
    /// In words.
    pub words: String,
    /// What is sent to end it; `None` where one may not.
    pub end: Option<String>,
}

/// The form to invite somebody.
#[derive(Debug, Clone, Default)]
pub struct InviteForm {
    /// The roles that one may give.
    pub roles: Vec<RoleChoice>,
    /// The organisations of a provider: id and name.
    pub organizations: Vec<(String, String)>,
    /// What was typed: address, name, role and organisation.
    pub typed: [String; 4],
    /// Whether an invitation goes out by mail.
    pub by_mail: bool,
}

/// A role to choose.
#[derive(Debug, Clone, Default)]
pub struct RoleChoice {
    /// What is sent.
    pub value: String,
    /// What people read.
    pub words: String,
}

/// Something that happened.
#[derive(Debug, Clone, Default)]
pub struct EventRow {
    /// When, in words.
    pub at: String,
    /// What, in words, with who did it.
    pub words: String,
}

/// Who gets a link and a code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CodeFor {
    /// Somebody who has just been invited.
    #[default]
    Invited,
    /// Somebody who has an account.
    Known,
}

/// A link and a code, shown once.
#[derive(Debug, Clone, Default)]
pub struct InvitedPage {
    /// For whom: name, or address where they gave none.
    pub name: String,
    /// Their address, which they type together with the code.
    pub email: String,
    /// Whether they have just been invited.
    pub whose: CodeFor,
    /// Whether a mail with both is on its way.
    pub by_mail: bool,
    /// The whole link.
    pub link: String,
    /// Where the code is typed.
    pub sign_in: String,
    /// The code, in two groups.
    pub code: String,
    /// Until when both are good, in words.
    pub until: String,
}
