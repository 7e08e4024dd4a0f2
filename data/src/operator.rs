//! Who runs a site, and where people may write to them.

use crate::{Authority, phone::PhoneNumber};
use serde::Deserialize;

/// Who runs the site: a council only where that council says so.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Its name: "Exampleshire Council".
    pub name: String,
    /// Its own site.
    #[serde(default)]
    pub url: Option<String>,
    /// Who it is, in a sentence or two; without it "NAME runs this site."
    #[serde(default)]
    pub words: Option<String>,
}

impl Operator {
    /// What is wrong with it, each with how to mend it.
    pub(crate) fn problems(&self) -> Vec<(String, &'static str)> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(("[operator] name is empty".to_owned(), "write who runs the site, or take [operator] out"));
        }
        if let Some(url) = self.url.as_ref().filter(|url| !url.starts_with("https://")) {
            problems.push((format!("[operator] url '{url}' is not a safe web address"), "begin it with https://"));
        }
        problems
    }
}

impl Authority {
    /// Who runs the site, in a sentence or two for pages. While nobody says that they do, it is a trial, and not
    /// the council's.
    pub fn operator_words(&self) -> String {
        match &self.operator {
            Some(operator) => operator.words.clone().unwrap_or_else(|| format!("{} runs this site.", operator.name)),
            None => format!(
                "This is an independent trial of a directory. It is not run by {}, and the council has not checked \
                 what it says.",
                self.council
            ),
        }
    }

    /// Who gives out the records: who runs the site, or the site itself where nobody says that they do.
    pub fn publisher(&self) -> &str {
        self.operator.as_ref().map_or(&self.site_name, |operator| &operator.name)
    }
}

/// Where people may write about the site, beside the site's own form: to complain, to mend a record, to add
/// one. All may be empty.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// An e-mail address.
    pub email: String,
    /// A number.
    pub phone: Option<PhoneNumber>,
    /// A page with a form.
    pub url: String,
    /// The day the accessibility statement was prepared, in words; empty until the authority has
    /// looked at it.
    pub statement_prepared: String,
    /// Sentences of the authority's own for "About".
    pub about: Vec<String>,
}
