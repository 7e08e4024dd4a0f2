//! People with an account, and what they are to the list.

use directory::Slug;
use std::fmt;

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Drawn once, never given twice. What happened is kept under this, never under a name.
    pub id: String,
    /// Where codes and reminders go; lower case.
    pub email: String,
    /// As they want to be called.
    pub name: String,
    /// Whether they can sign in.
    pub state: PersonState,
    /// What they are to the list now; a role that ended is not here.
    pub roles: Vec<Role>,
}

/// Whether somebody can sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonState {
    /// Invited, and has not been here yet.
    Invited,
    /// Can sign in.
    Active,
    /// Cannot sign in until an administrator says so again.
    Paused,
    /// Has left: no name and no address is kept.
    Gone,
}

impl PersonState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Active, Self::Paused, Self::Gone];

    /// As the store keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }

    /// From how the store keeps it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What somebody is to the list. One person may have several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Looks after people, rights and everything else.
    Administrator,
    /// Looks after records.
    Steward(Scope),
    /// Looks after the records of one organisation: its id.
    Provider(Slug),
    /// Sees the desk and its reports, without the people.
    Reader,
}

/// Whose records a steward looks after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Of the whole county.
    County,
    /// Of one district; who has several has as many roles.
    District(Slug),
}

/// A role without whom it is for: how the store and commands name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// [`Role::Administrator`].
    Administrator,
    /// [`Role::Steward`].
    Steward,
    /// [`Role::Provider`].
    Provider,
    /// [`Role::Reader`].
    Reader,
}

impl RoleKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Steward, Self::Provider, Self::Reader];

    /// As the store and commands name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Steward => "steward",
            Self::Provider => "provider",
            Self::Reader => "reader",
        }
    }

    /// From its name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for RoleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why an organisation or a district does not go with a role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongRole {
    /// A provider is somebody's provider.
    #[error("a provider looks after one organisation: say which, by its id")]
    NoOrganisation,
    /// Nobody else has an organisation.
    #[error("only a provider has an organisation: leave it out for {0}")]
    StrayOrganisation(RoleKind),
    /// Only a steward's records lie in a district.
    #[error("only a steward has a district: leave it out for {0}")]
    StrayDistrict(RoleKind),
}

impl Role {
    /// Of a kind, with the organisation or the district that it is for.
    pub fn new(kind: RoleKind, organization: Option<Slug>, district: Option<Slug>) -> Result<Self, WrongRole> {
        if organization.is_some() && kind != RoleKind::Provider {
            return Err(WrongRole::StrayOrganisation(kind));
        }
        if district.is_some() && kind != RoleKind::Steward {
            return Err(WrongRole::StrayDistrict(kind));
        }
        Ok(match kind {
            RoleKind::Administrator => Self::Administrator,
            RoleKind::Steward => Self::Steward(district.map_or(Scope::County, Scope::District)),
            RoleKind::Provider => Self::Provider(organization.ok_or(WrongRole::NoOrganisation)?),
            RoleKind::Reader => Self::Reader,
        })
    }

    /// As a form sends it: `steward:redditch`, `provider:home-start`, `reader`.
    pub fn code(&self) -> String {
        let whose = self.organization().or(self.district());
        whose.map_or_else(|| self.kind().to_string(), |whose| format!("{}:{whose}", self.kind()))
    }

    /// From how a form sends it.
    pub fn from_code(code: &str) -> Option<Self> {
        let (kind, whose) = code.split_once(':').map_or((code, None), |(kind, whose)| (kind, Some(whose)));
        let kind = RoleKind::parse(kind)?;
        let whose: Option<Slug> = whose.map(str::parse).transpose().ok()?;
        let is_provider = kind == RoleKind::Provider;
        let (organization, district) = if is_provider { (whose, None) } else { (None, whose) };
        Self::new(kind, organization, district).ok()
    }

    /// Its kind.
    pub fn kind(&self) -> RoleKind {
        match self {
            Self::Administrator => RoleKind::Administrator,
            Self::Steward(_) => RoleKind::Steward,
            Self::Provider(_) => RoleKind::Provider,
            Self::Reader => RoleKind::Reader,
        }
    }

    /// The organisation that it is for.
    pub fn organization(&self) -> Option<&Slug> {
        match self {
            Self::Provider(id) => Some(id),
            _ => None,
        }
    }

    /// The district that it is for.
    pub fn district(&self) -> Option<&Slug> {
        match self {
            Self::Steward(Scope::District(slug)) => Some(slug),
            _ => None,
        }
    }

    /// Whether signing in asks for a second factor.
    pub fn needs_second_factor(&self) -> bool {
        matches!(self, Self::Administrator | Self::Steward(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    #[test]
    fn a_role_has_what_it_is_for_and_nothing_else() {
        let provider = Role::new(RoleKind::Provider, Some(slug("home-start")), None).unwrap();
        assert_eq!(provider.organization(), Some(&slug("home-start")));
        assert_eq!(Role::new(RoleKind::Provider, None, None), Err(WrongRole::NoOrganisation));
        for kind in [RoleKind::Administrator, RoleKind::Steward, RoleKind::Reader] {
            let wrong = Role::new(kind, Some(slug("home-start")), None);
            assert_eq!(wrong, Err(WrongRole::StrayOrganisation(kind)));
        }
        for kind in [RoleKind::Administrator, RoleKind::Reader] {
            assert_eq!(Role::new(kind, None, Some(slug("redditch"))), Err(WrongRole::StrayDistrict(kind)));
        }
        let steward = Role::new(RoleKind::Steward, None, Some(slug("redditch"))).unwrap();
        assert_eq!((steward.district(), steward.kind()), (Some(&slug("redditch")), RoleKind::Steward));
        assert_eq!(Role::new(RoleKind::Steward, None, None), Ok(Role::Steward(Scope::County)));
    }

    #[test]
    fn names_come_back_as_what_they_name() {
        for kind in RoleKind::ALL {
            assert_eq!(RoleKind::parse(kind.as_str()), Some(kind));
        }
        for state in PersonState::ALL {
            assert_eq!(PersonState::parse(state.as_str()), Some(state));
        }
        assert_eq!(RoleKind::parse("Administrator"), None);
        for code in ["administrator", "steward", "steward:redditch", "provider:home-start", "reader"] {
            assert_eq!(Role::from_code(code).unwrap().code(), code);
        }
        for wrong in ["", "provider", "reader:redditch", "administrator:", "steward:Not a slug", "king"] {
            assert_eq!(Role::from_code(wrong), None, "{wrong}");
        }
    }
}
