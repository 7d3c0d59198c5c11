//! Files that appear whole or not at all, for their owner's eyes only.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::exchange::error::Error;

/// Writes a file beside its final place and moves it there when it is whole (mode 0600).
///
/// One that is there is an error unless `force`.
pub fn write<T>(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Error>,
) -> Result<T, Error> {
    let what = || path.display().to_string();
    if path.is_dir() {
        return Err(Error::Folder(path.to_owned()));
    }
    if !force && path.exists() {
        return Err(Error::Exists(path.to_owned()));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = BufWriter::new(NamedTempFile::new_in(folder).map_err(Error::io(what()))?);
    let done = fill(&mut file)?;
    let file = file.into_inner().map_err(|error| Error::io(what())(error.into_error()))?;
    file.as_file().sync_all().map_err(Error::io(what()))?;
    let moved = if force { file.persist(path) } else { file.persist_noclobber(path) };
    match moved {
        Ok(_) => Ok(done),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Error::Exists(path.to_owned()))
        }
        Err(error) => Err(Error::io(what())(error.error)),
    }
}

/// Gives a temporary file a name in its own folder, or that name with a number, never one that is
/// taken.
///
/// `name` is given the number to put in: nothing, then 2, 3, ….
pub fn persist_beside(
    mut file: NamedTempFile,
    name: impl Fn(Option<u32>) -> String,
) -> Result<PathBuf, Error> {
    let mut number = None;
    loop {
        let path = file.path().with_file_name(name(number));
        match file.persist_noclobber(&path) {
            Ok(_) => return Ok(path),
            Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                number = Some(number.map_or(2, |number: u32| number.saturating_add(1)));
                file = error.file;
            }
            Err(error) => return Err(Error::io(path.display().to_string())(error.error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_unless_forced_and_a_failed_one_never_appears() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let put = |text: &'static str, force| {
            write(&path, force, |out| out.write_all(text.as_bytes()).map_err(Error::io("writing")))
        };
        put("one", false).unwrap();
        assert!(matches!(put("two", false), Err(Error::Exists(_))));
        put("three", true).unwrap();
        let failed: Result<(), _> = write(&path, true, |_| Err(Error::Empty));
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "three");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, false, |_| Ok(())).unwrap();
        let file = NamedTempFile::new_in(folder.path()).unwrap();
        let beside = persist_beside(file, |_| "b".to_owned()).unwrap();
        for path in [path, beside] {
            assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
