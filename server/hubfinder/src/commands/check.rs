//! `hubfinder check`.

use super::say;
use crate::loading::count_records;
use directory::Records;
use directory::plural;
use std::{path::Path, process::ExitCode};

/// Prints every problem of a folder on a line of its own and then their number, or what a clean
/// folder holds.
pub(super) fn run(dir: &Path) -> anyhow::Result<ExitCode> {
    let folder = match folder::read(dir) {
        Ok(folder) => folder,
        Err(error) => {
            super::complain(&error);
            return Ok(ExitCode::from(2));
        }
    };
    match Records::read(&folder) {
        Ok(records) => {
            say(&format!("{} is clean: {}", dir.display(), count_records(&records)))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems {
                say(&problem.to_string())?;
            }
            say(&format!("{} in {}", plural(problems.len(), "problem", "problems"), dir.display()))?;
            Ok(ExitCode::FAILURE)
        }
    }
}
