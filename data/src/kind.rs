//! The kinds of help a family can tell apart: Family Hub, children's centre, youth, helpline.

use crate::{problem::Invalid, slug::Slug};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One row of `kinds.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Its id: `family-hub`.
    pub slug: Slug,
    /// What one of them is called.
    pub label: String,
    /// What several are called.
    pub plural: String,
    /// One or two capital letters that stand in its marker on the map.
    pub letter: String,
    /// The shape of its marker, so that colour is never the only difference.
    pub shape: Shape,
    /// What to know before going there, in one line; empty when there is nothing to say.
    pub note: String,
}

/// The outline of a marker on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

impl FromStr for Shape {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Ok(match text {
            "circle" => Self::Circle,
            "square" => Self::Square,
            "diamond" => Self::Diamond,
            "triangle" => Self::Triangle,
            "pentagon" => Self::Pentagon,
            "hexagon" => Self::Hexagon,
            "house" => Self::House,
            "star" => Self::Star,
            _ => {
                return Err(Invalid::new(
                    "is not a shape",
                    "use circle, square, diamond, triangle, pentagon, hexagon, house or star",
                ));
            }
        })
    }
}
