//! Who may ask for a service.

use serde::{Deserialize, Serialize};

/// Who may ask: each way is yes, no, or not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The person who needs help may ask.
    pub by_self: Option<bool>,
    /// Youngest age in years at which a young person may ask alone, where a source says so.
    pub self_from_age: Option<u8>,
    /// A parent or carer may ask.
    pub by_parent: Option<bool>,
    /// A professional may ask.
    pub by_professional: Option<bool>,
}

/// One way of asking, as the `refer` parameter names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Referrer {
    /// The person who needs help.
    Oneself,
    /// A parent or carer.
    Parent,
    /// A professional.
    Professional,
}

impl Referrer {
    /// Reads `self`, `parent` or `professional`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "self" => Some(Self::Oneself),
            "parent" => Some(Self::Parent),
            "professional" => Some(Self::Professional),
            _ => None,
        }
    }

    /// The value of the `refer` parameter.
    pub fn parameter(self) -> &'static str {
        match self {
            Self::Oneself => "self",
            Self::Parent => "parent",
            Self::Professional => "professional",
        }
    }
}

impl Referral {
    /// From the ways that a source names. When it names any, the others are no; when it names
    /// none, nothing is said.
    pub fn from_stated(ways: &[Referrer], self_from_age: Option<u8>) -> Self {
        if ways.is_empty() {
            return Self { self_from_age, ..Self::default() };
        }
        Self {
            by_self: Some(ways.contains(&Referrer::Oneself)),
            self_from_age,
            by_parent: Some(ways.contains(&Referrer::Parent)),
            by_professional: Some(ways.contains(&Referrer::Professional)),
        }
    }

    /// Whether this way is open: yes, no, or not said.
    pub fn allows(&self, way: Referrer) -> Option<bool> {
        match way {
            Referrer::Oneself => self.by_self,
            Referrer::Parent => self.by_parent,
            Referrer::Professional => self.by_professional,
        }
    }
}
