//! Files and folders that only the account which runs the program may open: what visitors wrote, and what is
//! made of it.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Makes a folder, and those above it that are missing, for this account alone (0700). A folder that is there
/// stays as it is.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a file for this account alone (0600). Fails where there is one already.
pub fn create_private_file(path: &Path) -> io::Result<File> {
    private_options().create_new(true).open(path)
}

/// Writes a file for this account alone (0600), over one that is there.
pub fn write_private_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    private_options().create(true).truncate(true).open(path)?.write_all(bytes)?;
    make_private(path)
}

/// Takes from everybody else every right to a file (0600) or folder (0700).
#[cfg(unix)]
pub fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = path.metadata()?;
    let mode = if metadata.is_dir() { 0o700 } else { 0o600 };
    if metadata.permissions().mode() & 0o777 == mode {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Takes from everybody else every right to a file or folder, where the system has such rights.
#[cfg(not(unix))]
pub fn make_private(_: &Path) -> io::Result<()> {
    Ok(())
}

fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_made_here_is_for_this_account_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("a/b");
        create_private_folder(&folder).unwrap();
        create_private_file(&folder.join("new")).unwrap();
        fs::write(folder.join("old"), "1").unwrap();
        fs::set_permissions(folder.join("old"), fs::Permissions::from_mode(0o644)).unwrap();
        write_private_file(&folder.join("old"), b"2").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&dir.path().join("a")), 0o700);
        assert_eq!(mode(&folder), 0o700);
        assert_eq!((mode(&folder.join("new")), mode(&folder.join("old"))), (0o600, 0o600));
        assert!(create_private_file(&folder.join("new")).is_err(), "nothing is written over");
    }
}
