//! What each role may do: one function, and a test that states every cell. A new action does not compile
//! until each role has an answer to it.

use crate::{Person, PersonState, Role, RoleKind, Scope};
use directory::Slug;

/// A record, as far as rights ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct Record<'r> {
    /// The organisation that it belongs to; `None` where nobody runs it, such as a place of several.
    pub organization: Option<&'r Slug>,
    /// The districts that it serves; none means all of the county, or beyond it.
    pub districts: &'r [Slug],
    /// Whether its organisation's plain fields are shown at once and looked at afterwards.
    pub is_trusted: bool,
}

/// What kind of fields an edit touches. The most careful kind among them counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fields {
    /// What it does, how to get help, who can come, when it is, closures, places left, cost.
    Plain,
    /// Name, organisation, numbers, e-mail, web address, ages, needs, where it is.
    Guarded,
    /// Whom a mistake could hurt: whether an address is secret, a place of a service about abuse, lines of the
    /// urgent panel, whom it is for.
    Dangerous,
}

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Look at a record at the desk, with its history.
    See,
    /// Look at reports of how true the list is.
    SeeReports,
    /// Look at who has an account.
    SeePeople,
    /// Change fields of a record.
    Edit(Fields),
    /// Make a record that was not there.
    Add,
    /// Say that a record is still right.
    Confirm,
    /// Take or refuse what somebody proposed; whether it is one's own proposal.
    Decide {
        /// Whether the proposal is by the same person.
        own: bool,
    },
    /// Take a record off the list, with a reason, or put it back.
    Withdraw,
    /// Make one of two records that tell of the same.
    Merge,
    /// Change many records at once.
    Bulk {
        /// Whether these are more than one person may change.
        many: bool,
    },
    /// Invite somebody for the record's organisation.
    InviteProvider,
    /// Invite a steward or a reader.
    InviteSteward,
    /// Make somebody an administrator.
    InviteAdministrator,
    /// End a role or pause an account.
    EndRole,
    /// Take away somebody's second factor, so that they can set a new one.
    ResetFactor,
    /// Take a value out of all that is kept of a record.
    Redact,
}

/// What comes of asking, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Not at all.
    No,
    /// As a proposal that somebody else decides.
    Proposes,
    /// When a second person agrees.
    WithSecond,
    /// At once.
    Yes,
}

impl Action {
    /// What inviting somebody in a role is.
    pub fn invite(kind: RoleKind) -> Self {
        match kind {
            RoleKind::Administrator => Self::InviteAdministrator,
            RoleKind::Steward | RoleKind::Reader => Self::InviteSteward,
            RoleKind::Provider => Self::InviteProvider,
        }
    }
}

/// Whether somebody may do that to this record: the most that any of their roles lets them, and nothing while their
/// account cannot be used.
pub fn may(person: &Person, action: Action, record: &Record<'_>) -> Verdict {
    if person.state != PersonState::Active {
        return Verdict::No;
    }
    person.roles.iter().map(|role| verdict(role, action, record)).max().unwrap_or(Verdict::No)
}

fn verdict(role: &Role, action: Action, record: &Record<'_>) -> Verdict {
    match role {
        Role::Administrator => administrator(action),
        Role::Steward(scope) => steward(action, looks_after(scope, record)),
        Role::Provider(organization) => provider(action, record.organization == Some(organization), record.is_trusted),
        Role::Reader => reader(action),
    }
}

/// Whether a record is among those that a steward looks after. What serves several districts is every one's.
fn looks_after(scope: &Scope, record: &Record<'_>) -> bool {
    match scope {
        Scope::County => true,
        Scope::District(district) => record.districts.contains(district),
    }
}

fn administrator(action: Action) -> Verdict {
    use Action::*;
    match action {
        See | SeeReports | SeePeople | Add | Confirm | Withdraw | Merge => Verdict::Yes,
        Edit(Fields::Plain | Fields::Guarded) => Verdict::Yes,
        Edit(Fields::Dangerous) => Verdict::WithSecond,
        Decide { own } => {
            if own {
                Verdict::No
            } else {
                Verdict::Yes
            }
        }
        Bulk { many } => {
            if many {
                Verdict::WithSecond
            } else {
                Verdict::Yes
            }
        }
        InviteProvider | InviteSteward | EndRole | Redact => Verdict::Yes,
        InviteAdministrator | ResetFactor => Verdict::WithSecond,
    }
}

/// `own` says that the record is among those that the steward looks after.
fn steward(action: Action, own: bool) -> Verdict {
    use Action::*;
    let here = |yes| if own { yes } else { Verdict::Proposes };
    match action {
        See | SeeReports | SeePeople => Verdict::Yes,
        Edit(Fields::Plain | Fields::Guarded) | Add | Withdraw | Merge => here(Verdict::Yes),
        Edit(Fields::Dangerous) => here(Verdict::WithSecond),
        Confirm | InviteProvider => {
            if own {
                Verdict::Yes
            } else {
                Verdict::No
            }
        }
        Decide { own: is_theirs } => {
            if own && !is_theirs {
                Verdict::Yes
            } else {
                Verdict::No
            }
        }
        Bulk { many } => match (own, many) {
            (true, true) => Verdict::WithSecond,
            (true, false) => Verdict::Yes,
            (false, _) => Verdict::No,
        },
        InviteSteward | InviteAdministrator | EndRole | ResetFactor | Redact => Verdict::No,
    }
}

/// `own` says that the record belongs to the provider's organisation.
fn provider(action: Action, own: bool, is_trusted: bool) -> Verdict {
    use Action::*;
    if !own {
        return Verdict::No;
    }
    match action {
        See | Confirm | InviteProvider => Verdict::Yes,
        Edit(Fields::Plain) => {
            if is_trusted {
                Verdict::Yes
            } else {
                Verdict::Proposes
            }
        }
        Edit(Fields::Guarded | Fields::Dangerous) | Add | Withdraw => Verdict::Proposes,
        SeeReports | SeePeople | Decide { .. } | Merge | Bulk { .. } => Verdict::No,
        InviteSteward | InviteAdministrator | EndRole | ResetFactor | Redact => Verdict::No,
    }
}

fn reader(action: Action) -> Verdict {
    use Action::*;
    match action {
        See | SeeReports => Verdict::Yes,
        SeePeople | Edit(_) | Add | Confirm | Decide { .. } | Withdraw | Merge | Bulk { .. } => Verdict::No,
        InviteProvider | InviteSteward | InviteAdministrator | EndRole | ResetFactor | Redact => Verdict::No,
    }
}

#[cfg(test)]
mod tests;
