//! `hubfinder check`.

use super::{counted, say};
use directory::Records;
use std::{path::Path, process::ExitCode};

/// Prints every problem of a folder on a line of its own and then their number, or what a clean
/// folder holds.
pub(super) fn run(dir: &Path) -> anyhow::Result<ExitCode> {
    let folder = match crate::folder::read(dir) {
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
            say(&format!("{} in {}", counted(problems.len(), "problem", "problems"), dir.display()))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What records hold, in numbers: "326 services, 100 places, 54 needs, …".
pub(super) fn holding(records: &Records) -> String {
    let (listed, gazetteer) = (&records.listed, &records.gazetteer);
    [
        counted(listed.services.len(), "service", "services"),
        counted(listed.locations.len(), "place", "places"),
        counted(records.terms.needs.len(), "need", "needs"),
        counted(listed.organizations.len(), "organisation", "organisations"),
        counted(listed.sources.len(), "source", "sources"),
        counted(records.terms.holidays.len(), "school holiday", "school holidays"),
        counted(gazetteer.towns.len(), "town", "towns"),
        counted(gazetteer.wards.len(), "ward", "wards"),
        counted(gazetteer.postcodes.len(), "postcode", "postcodes"),
    ]
    .join(", ")
}
