//! `hubfinder check`.

use super::say;
use crate::loading::{check_folder, count_records};
use directory::plural;
use std::{path::Path, process::ExitCode};

/// Prints every problem of a folder on a line of its own and then their number, or what a clean
/// folder holds. A clean folder is one that a start takes.
pub(super) fn run(dir: &Path) -> anyhow::Result<ExitCode> {
    let judged = match check_folder(dir) {
        Ok((_, judged)) => judged,
        Err(error) => {
            super::complain(&error);
            return Ok(ExitCode::from(2));
        }
    };
    match judged {
        Ok(records) => {
            say(&format!("{} is clean: {}", dir.display(), count_records(&records)))?;
            if records.authority.operator.is_none() {
                say(&format!(
                    "authority.toml has no [operator], so the pages say: {}",
                    records.authority.operator_words()
                ))?;
                say("whoever runs the site writes there: [operator], name = \"...\", and url and words if they wish")?;
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems {
                say(problem)?;
            }
            say(&format!("{} in {}", plural(problems.len(), "problem", "problems"), dir.display()))?;
            Ok(ExitCode::FAILURE)
        }
    }
}
