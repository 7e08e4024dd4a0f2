//! Who runs a service.

use crate::{
    contact,
    slug::Slug,
    table::{
        column::{List, Parsed, Required, RequiredText, Text},
        table,
    },
};
use serde::{Deserialize, Serialize};

/// One row of `organizations.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The organization's id.
    pub id: Slug,
    /// The organization's name.
    pub name: String,
    /// The organization's own site.
    pub url: Option<String>,
    /// The editor's remarks; never shown to the public.
    pub note: String,
    /// Where its facts come from.
    pub source_ids: Vec<Slug>,
}

table! {
    Organization in "organizations.csv" {
        Required("id") => id,
        RequiredText("name") => name,
        Parsed("url", contact::web_address, String::clone) => url,
        Text("note") => note,
        List("source_ids") => source_ids,
    }
}
