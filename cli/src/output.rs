//! Writing what was made: whole or not at all.

use std::fs;
use std::io::{self, Write, stdout};
use std::path::{Path, PathBuf};
use std::process;

/// Writes a file under another name first, so that nobody reads half of it, and what was there stays where it fails.
///
/// # Errors
///
/// Where the folder cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside: PathBuf = path.with_file_name(format!(".{name}.{}", process::id()));
    let result = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result
}

/// Writes to a file, or to the standard output.
///
/// # Errors
///
/// Where that cannot be written.
pub fn write_or_print(path: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
    match path {
        Some(path) => write(path, bytes),
        None => {
            let mut out = stdout().lock();
            out.write_all(bytes)?;
            out.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = std::env::temp_dir().join(format!("lichthof-output-{}", process::id()));
        fs::create_dir_all(folder.join("taken")).unwrap();
        write(&folder.join("a.json"), b"1").unwrap();
        write(&folder.join("a.json"), b"2").unwrap();
        assert!(write(&folder.join("taken"), b"3").is_err());
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["a.json", "taken"]);
        assert_eq!(fs::read(folder.join("a.json")).unwrap(), b"2");
        fs::remove_dir_all(folder).unwrap();
    }
}
