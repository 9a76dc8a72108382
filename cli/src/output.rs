//! Writing what was made: whole or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write, stdout};
use std::path::Path;
use std::process;

/// Writes a file under another name first, so that nobody reads half of it, and what was there stays where it fails.
/// What a link leads to is replaced, not the link, and who may read the file stays as it was. What is no file, such as
/// a pipe, and what is open already, such as `/dev/stdout`, is written to as it is: a file must not take its place.
///
/// # Errors
///
/// Where it cannot be written, with its name.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let known = fs::metadata(path).ok();
    // The shell may have put a file behind these, which others write to as well, or which has no name any more.
    let is_open = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"]
        .iter()
        .any(|open| path.starts_with(open));
    if known
        .as_ref()
        .is_some_and(|known| is_open || !known.is_file() && !known.is_dir())
    {
        let open = OpenOptions::new().append(true).open(path);
        return open.and_then(|mut file| file.write_all(bytes)).map_err(at(path));
    }
    // A link may lead to what is not there yet.
    let target = fs::canonicalize(path)
        .or_else(|_| fs::read_link(path).map(|to| path.with_file_name(to)))
        .unwrap_or_else(|_| path.to_owned());
    // Of the longest name there is no longer one.
    let beside = target.with_file_name(format!(".lichthof.{}", process::id()));
    let result = fs::write(&beside, bytes)
        .and_then(|()| known.map_or(Ok(()), |known| fs::set_permissions(&beside, known.permissions())))
        .and_then(|()| fs::rename(&beside, &target));
    if result.is_err() {
        let _ = fs::remove_file(&beside);
    }
    result.map_err(at(path))
}

/// Says of an error with which file or folder it came.
pub fn at(path: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
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
    use std::path::PathBuf;

    use super::*;

    /// A folder that only one test has.
    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("lichthof-{name}-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_cannot_be_written_is_named_and_leaves_nothing_behind() {
        let folder = folder("output");
        fs::create_dir_all(folder.join("taken")).unwrap();
        write(&folder.join("a.json"), b"1").unwrap();
        write(&folder.join("a.json"), b"2").unwrap();
        let error = write(&folder.join("taken"), b"3").unwrap_err().to_string();
        assert!(error.contains("taken: "), "{error}");
        let mut names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["a.json", "taken"]);
        assert_eq!(fs::read(folder.join("a.json")).unwrap(), b"2");
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_links_and_who_may_read_a_file_stays_as_it_was() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = folder("links");
        let (file, link) = (folder.join("a.json"), folder.join("link.json"));
        fs::write(&file, b"1").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.json", &link).unwrap();
        write(&link, b"2").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"2");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        // One that leads to nothing yet.
        let (file, link) = (folder.join("b.json"), folder.join("to-come.json"));
        symlink("b.json", &link).unwrap();
        write(&link, b"3").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"3");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_as_it_is() {
        use std::io::Read;
        use std::os::fd::AsRawFd;
        use std::os::unix::fs::FileTypeExt;
        use std::os::unix::net::UnixListener;

        // The end of a pipe, as shells give it for a file.
        let (mut reader, writer) = io::pipe().unwrap();
        let end = format!("/proc/self/fd/{}", writer.as_raw_fd());
        if Path::new(&end).exists() {
            write(Path::new(&end), b"2").unwrap();
            drop(writer);
            let mut read = Vec::new();
            reader.read_to_end(&mut read).unwrap();
            assert_eq!(read, b"2");
        }
        let folder = folder("socket");
        // A file behind such a name, to which others write as well.
        let mut log = fs::File::create(folder.join("log")).unwrap();
        log.write_all(b"1").unwrap();
        let end = format!("/proc/self/fd/{}", log.as_raw_fd());
        if Path::new(&end).exists() {
            write(Path::new(&end), b"2").unwrap();
            assert_eq!(fs::read(folder.join("log")).unwrap(), b"12");
        }
        let socket = folder.join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        assert!(write(&socket, b"3").is_err());
        assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
        fs::remove_dir_all(folder).unwrap();
    }
}
