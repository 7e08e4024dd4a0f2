//! Nicknames that people use for places: `aliases.csv`, an optional file of the folder.

use directory::{Folder, Problem, table};

/// The file.
pub(super) const FILE: &str = "aliases.csv";

/// A nickname and the name it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// What people say: "Kiddy".
    pub name: String,
    /// The town, ward, district or county that is meant, as its own file writes it.
    pub meant: String,
}

/// Reads the nicknames of a folder; none when the folder has no such file. Fails with every row
/// that is wrong.
pub fn read_aliases(folder: &Folder) -> Result<Vec<Alias>, Vec<Problem>> {
    if !folder.has(FILE) {
        return Ok(Vec::new());
    }
    let mut problems = Vec::new();
    let aliases = table::read(folder, FILE, &["name", "meant"], &mut problems, |row| {
        Some(Alias { name: row.required_text("name")?, meant: row.required_text("meant")? })
    });
    if problems.is_empty() { Ok(aliases) } else { Err(problems) }
}
