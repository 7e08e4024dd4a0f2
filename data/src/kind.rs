//! The kinds of help a family can tell apart: Family Hub, children's centre, youth, helpline.

use crate::{
    problem::Invalid,
    sign::Sign,
    slug::Slug,
    table::{
        column::{Optional, Required, RequiredText, Text},
        table,
    },
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// One row of `kinds.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// The kind's id: `family-hub`.
    pub slug: Slug,
    /// What one of them is called.
    pub label: String,
    /// What several are called.
    pub plural: String,
    /// One or two capital letters that stand in its marker on the map where it has no sign.
    pub letter: String,
    /// The sign in its marker on the map.
    pub sign: Option<Sign>,
    /// The shape of its marker where it has no sign, so that colour is never the only difference; its colour always.
    pub shape: Shape,
    /// What to know before going there, in one line; empty when there is nothing to say.
    pub note: String,
}

table! {
    Kind in "kinds.csv" {
        Required("slug") => slug,
        RequiredText("label") => label,
        RequiredText("plural") => plural,
        RequiredText("letter") => letter,
        Optional("sign") => sign,
        Required("shape") => shape,
        Text("note") => note,
    }
}

/// The outline of a marker on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // the names are the shapes
pub enum Shape {
    Circle,
    Square,
    Diamond,
    Triangle,
    Pentagon,
    Hexagon,
    House,
    Star,
}

impl Shape {
    const ALL: [Self; 8] = [
        Self::Circle,
        Self::Square,
        Self::Diamond,
        Self::Triangle,
        Self::Pentagon,
        Self::Hexagon,
        Self::House,
        Self::Star,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Diamond => "diamond",
            Self::Triangle => "triangle",
            Self::Pentagon => "pentagon",
            Self::Hexagon => "hexagon",
            Self::House => "house",
            Self::Star => "star",
        }
    }
}

impl FromStr for Shape {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.into_iter().find(|shape| shape.as_str() == text).ok_or_else(|| {
            let mend = "use circle, square, diamond, triangle, pentagon, hexagon, house or star";
            Invalid::new("is not a shape", mend)
        })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
