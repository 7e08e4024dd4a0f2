//! Who may ask for a service.

use crate::{
    problem::Invalid,
    table::{
        Row,
        column::{Format, Names, text_or_empty},
    },
};
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
    const ALL: [Self; 3] = [Self::Oneself, Self::Parent, Self::Professional];

    /// Reads `self`, `parent` or `professional`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.parameter() == text)
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
    /// The referral that a source states. When it names any, the others are no; when it names
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

/// The columns `who_can_refer`, ways split by `;`, and `self_referral_age`.
pub(crate) struct WhoCanRefer;

impl Names for WhoCanRefer {
    fn names(&self) -> Vec<&'static str> {
        vec!["who_can_refer", "self_referral_age"]
    }
}

impl Format<Referral> for WhoCanRefer {
    fn read(&self, row: &Row<'_>) -> Option<Referral> {
        let mut ways = Vec::new();
        for part in row.parts("who_can_refer") {
            match Referrer::parse(part) {
                Some(way) => ways.push(way),
                None => row.wrong(
                    "who_can_refer",
                    Invalid::new("is not a way to ask", "write self, parent or professional, split by ';'"),
                ),
            }
        }
        Some(Referral::from_stated(&ways, row.number("self_referral_age", &(0..=25))))
    }

    fn write(&self, referral: &Referral, values: &mut Vec<String>) {
        let open = Referrer::ALL.into_iter().filter(|way| referral.allows(*way) == Some(true));
        values.push(open.map(Referrer::parameter).collect::<Vec<_>>().join(";"));
        values.push(text_or_empty(referral.self_from_age));
    }
}
