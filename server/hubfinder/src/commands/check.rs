//! `hubfinder check`.

use super::say;
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
            say(&format!("{} is clean: {}", dir.display(), holding(&records)))?;
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

/// What records hold, in numbers: "326 services, 100 places, 54 needs, …".
pub(super) fn holding(records: &Records) -> String {
    let (listed, gazetteer) = (&records.listed, &records.gazetteer);
    [
        plural(listed.services.len(), "service", "services"),
        plural(listed.locations.len(), "place", "places"),
        plural(records.terms.needs.len(), "need", "needs"),
        plural(listed.organizations.len(), "organisation", "organisations"),
        plural(listed.sources.len(), "source", "sources"),
        plural(records.terms.holidays.len(), "school holiday", "school holidays"),
        plural(gazetteer.towns.len(), "town", "towns"),
        plural(gazetteer.wards.len(), "ward", "wards"),
        plural(gazetteer.postcodes.len(), "postcode", "postcodes"),
    ]
    .join(", ")
}
