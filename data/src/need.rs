//! What troubles a family, in their words. Needs are the directory's taxonomy terms.

use crate::slug::Slug;
use serde::{Deserialize, Serialize};

/// One row of `needs.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Its id: `infant-feeding`.
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

/// One row of `need_groups.csv`: a heading that needs stand under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedGroup {
    /// Its id.
    pub slug: Slug,
    /// The heading.
    pub label: String,
}
