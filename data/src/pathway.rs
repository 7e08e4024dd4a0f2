//! The early help pathway that people who work with families follow: `pathway.toml`.

use crate::{problem::Problem, slug::Slug};
use serde::Deserialize;

/// The file's name.
pub const FILE: &str = "pathway.toml";

/// Most weeks that a review may be away.
const MOST_WEEKS: u16 = 52;

/// What `pathway.toml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// What stands above the steps.
    pub lead: String,
    /// What a family agrees to, before anything else.
    pub consent: String,
    /// What to do when a child may not be safe, above the numbers.
    pub protection: String,
    /// Where all this comes from.
    pub source_ids: Vec<Slug>,
    /// The authority's own guidance on levels of need.
    pub guidance: Guidance,
    /// When a plan is looked at again; `None` where no source says.
    pub review: Option<Review>,
    /// Where a copy of the record goes; `None` when the authority asks for none.
    pub record: Option<RecordCopy>,
    /// The steps, first to last.
    pub steps: Vec<Step>,
}

/// The authority's own guidance.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// What it is called.
    pub title: String,
    /// The guidance's address; empty while no source gives one.
    #[serde(default)]
    pub url: String,
}

/// Weeks from the start of a plan to its reviews.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The earliest usual review.
    pub first_weeks: u16,
    /// The latest that a review may be.
    pub last_weeks: u16,
}

/// Where a copy of an assessment and its plan goes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordCopy {
    /// What the authority asks for.
    pub words: String,
    /// The e-mail address, as its source prints it.
    pub email: String,
    /// How sure the address is.
    pub caution: String,
}

/// One step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step's name: "Assess".
    pub name: String,
    /// What it is, in a sentence.
    pub what: String,
    /// What to do, in short sentences.
    #[serde(default)]
    pub points: Vec<String>,
}

impl Pathway {
    /// Reads the text of `pathway.toml`. Fails with the line of what is wrong.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let pathway: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count().max(1) as u64);
            vec![Problem {
                line,
                ..Problem::file(FILE, error.message().to_owned(), "compare it with the example county's pathway.toml")
            }]
        })?;
        let problems = pathway.problems();
        if problems.is_empty() { Ok(pathway) } else { Err(problems) }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |what: String, mend: &str| problems.push(Problem::file(FILE, what, mend));
        if self.steps.is_empty() {
            wrong("has no [[steps]]".into(), "add the steps, first to last");
        }
        if !self.guidance.url.is_empty() && !self.guidance.url.starts_with("https://") {
            wrong(
                format!("'{}' is not a safe web address", self.guidance.url),
                "begin it with https://, or leave it empty while no source gives one",
            );
        }
        if let Some(Review { first_weeks, last_weeks }) = self.review
            && (first_weeks == 0 || first_weeks > last_weeks || last_weeks > MOST_WEEKS)
        {
            wrong(
                format!("reviews a plan after {first_weeks} to {last_weeks} weeks"),
                "write first_weeks and last_weeks from 1 to 52, the smaller first",
            );
        }
        for record in self.record.iter().filter(|record| !looks_like_email(&record.email)) {
            wrong(format!("'{}' is not an e-mail address", record.email), "write it like name@example.org");
        }
        problems
    }
}

fn looks_like_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTY: &str = include_str!("../worcestershire/pathway.toml");
    /// Where its steps begin.
    const STEPS: &str = "[[steps]]";

    #[test]
    fn the_countys_pathway_has_five_steps_and_a_last_day_of_review() {
        let pathway = Pathway::read(COUNTY).unwrap();
        let names: Vec<&str> = pathway.steps.iter().map(|step| step.name.as_str()).collect();
        assert_eq!(names, ["Identify", "Assess", "Plan", "Review", "End"]);
        let review = pathway.review.expect("the guidance says when");
        assert_eq!((review.first_weeks, review.last_weeks), (6, 12));
    }

    #[test]
    fn what_is_wrong_is_said_with_how_to_mend_it() {
        let said = |from: &str, to: &str| {
            let whole = format!(
                "[record]\nwords = \"A copy.\"\nemail = \"copy@example.org\"\ncaution = \"Ask first.\"\n\n{STEPS}"
            );
            let county = COUNTY.replacen(STEPS, &whole, 1);
            assert!(county.contains(from), "{from}");
            let problems = Pathway::read(&county.replacen(from, to, 1)).unwrap_err();
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        };
        assert!(said("first_weeks = 6", "first_weeks = 16").contains("after 16 to 12 weeks"));
        assert!(said("copy@", "copy at ").contains("is not an e-mail address"));
        assert!(said("url = \"\"", "url = \"javascript:alert(1)\"").contains("is not a safe web address"));
        let unknown = said("consent =", "consentt =");
        assert!(unknown.starts_with("pathway.toml line ") && unknown.contains("To mend it"), "{unknown}");
    }
}
