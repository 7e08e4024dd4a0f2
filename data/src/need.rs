//! What troubles a family, in their words. Needs are the directory's taxonomy terms.

use crate::{
    problem::Invalid,
    slug::Slug,
    table::{
        column::{ParsedList, Required, RequiredText, Yes},
        table,
    },
};
use serde::{Deserialize, Serialize};

/// One row of `needs.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The need's id: `infant-feeding`.
    pub slug: Slug,
    /// The group it is shown under.
    pub group: Slug,
    /// What families call it: "Feeding your baby".
    pub label: String,
    /// One or two plain sentences for its page.
    pub description: String,
    /// What it covers, as short examples.
    pub covers: Vec<String>,
    /// Whether somebody who is pregnant may have this need, so that it meets `age=pregnancy`.
    pub pregnancy: bool,
    /// Whether it counts as help for special educational needs and disabilities.
    pub send: bool,
    /// Whether a page about it must leave no trace in the browser.
    pub sensitive: bool,
}

table! {
    Need in "needs.csv" {
        Required("slug") => slug,
        Required("group") => group,
        RequiredText("label") => label,
        RequiredText("description") => description,
        ParsedList("covers", parse_examples, write_examples) => covers,
        Yes("pregnancy") => pregnancy,
        Yes("send") => send,
        Yes("sensitive") => sensitive,
    }
}

/// Reads examples split by commas.
fn parse_examples(text: &str) -> Result<Vec<String>, Invalid> {
    Ok(text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect())
}

/// Writes examples as [`parse_examples`] reads them.
fn write_examples(examples: &[String]) -> String {
    examples.join(", ")
}

/// One row of `need_groups.csv`: a heading that needs stand under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedGroup {
    /// The group's id.
    pub slug: Slug,
    /// The heading.
    pub label: String,
}

table! {
    NeedGroup in "need_groups.csv" {
        Required("slug") => slug,
        RequiredText("label") => label,
    }
}
