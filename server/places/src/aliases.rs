//! Nicknames that people use for places: `aliases.csv`, an optional file of the folder.

use directory::{
    Alias, Folder, Problem,
    table::{self, Record},
};

/// Reads the nicknames of a folder; none when the folder has no such file. Fails with every row
/// that is wrong.
pub fn read_aliases(folder: &Folder) -> Result<Vec<Alias>, Vec<Problem>> {
    if !folder.has(Alias::FILE) {
        return Ok(Vec::new());
    }
    let mut problems = Vec::new();
    let aliases = table::read(folder, &mut problems);
    if problems.is_empty() { Ok(aliases) } else { Err(problems) }
}
