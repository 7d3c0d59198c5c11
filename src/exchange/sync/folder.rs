//! The place files lie in: listed in one pass, read whole into memory, written whole or not at all.
//!
//! Another program may be moving its files at any time: a file that vanishes or grows while it is
//! read is tried again later, and what is not there is never taken for a deletion.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use tempfile::NamedTempFile;

use super::header::LONGEST;
use super::names::{self, ROOT, TEAM};
use super::team;
use crate::domain::synced::NoPlace;
use crate::exchange::error::Error;

/// How deep folders are looked into.
const DEPTH: usize = 4;
/// The longest file that is read: what a largest segment comes to, and a lock around it.
pub(super) const LARGEST: u64 = LONGEST + (LONGEST >> 3);

/// A file as the listing tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) size: u64,
    /// Unix milliseconds.
    pub(super) modified: i64,
}

/// A place.
pub(super) struct Folder {
    root: PathBuf,
    /// Its files by name.
    pub(super) files: HashMap<String, Listed>,
}

impl Folder {
    /// Lists the place at `dir`.
    pub(super) fn list(dir: &Path) -> Result<Self, Error> {
        let root = dir.join(ROOT);
        let mut files = HashMap::new();
        look(&root, &root, DEPTH, &mut files)?;
        Ok(Self { root, files })
    }

    /// A file's bytes; nothing where it is gone, or longer than any of ours.
    pub(super) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        read(&names::path(&self.root, name), LARGEST)
    }

    /// Writes a file that was not there, synced with its folder; gives what a listing would tell.
    pub(super) fn publish(&mut self, name: &str, bytes: &[u8]) -> Result<Option<Listed>, Error> {
        let mut file = self.begin(name)?;
        file.write_all(bytes).map_err(Error::io(name.to_owned()))?;
        self.reveal(name, file)
    }

    /// Where a file of that name lies.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        names::path(&self.root, name)
    }

    /// A file in the folder of that one, which nobody sees until it is [`Folder::reveal`]ed.
    pub(super) fn begin(&self, name: &str) -> Result<NamedTempFile, Error> {
        let path = self.path(name);
        no_links(&self.root, &path)?;
        // Where a stick was pulled out, the folder it was mounted on is another.
        if !self.root.join(TEAM).exists() {
            return Err(team::refused(self.root.parent().unwrap_or(&self.root), NoPlace::Missing));
        }
        begin(path.parent().unwrap_or(&self.root))
    }

    /// Gives a file that was begun its name; gives what a listing would tell.
    pub(super) fn reveal(&mut self, name: &str, file: NamedTempFile) -> Result<Option<Listed>, Error> {
        let path = self.path(name);
        // A listing passes over what is empty: nobody has it.
        if fs::symlink_metadata(&path).is_ok_and(|data| data.is_file() && data.len() == 0) {
            self.remove(name)?;
        }
        end(file, &path)?;
        let listed = fs::symlink_metadata(&path).ok().and_then(|data| listed(&data));
        if let Some(listed) = listed {
            self.files.insert(name.to_owned(), listed);
        }
        Ok(listed)
    }

    /// Takes a file away.
    pub(super) fn remove(&mut self, name: &str) -> Result<(), Error> {
        let path = names::path(&self.root, name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::io(path.display().to_string())(error))
            }
            _ => {
                self.files.remove(name);
                Ok(())
            }
        }
    }
}

/// A file whose folders are what they are called, and do not lead elsewhere.
fn no_links(root: &Path, path: &Path) -> Result<(), Error> {
    let is_link = |path: &&Path| fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
    match path.ancestors().take_while(|above| above.starts_with(root)).find(is_link) {
        Some(link) => {
            let why = std::io::Error::other("is a link, which is not followed; remove it");
            Err(Error::io(link.display().to_string())(why))
        }
        None => Ok(()),
    }
}

/// A file's bytes; nothing where it is gone, or longer than `most`. A link is not followed.
pub(super) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    let what = || path.display().to_string();
    let nofollow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    let file = match fs::OpenOptions::new().read(true).custom_flags(nofollow).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io(what())(error)),
    };
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(Error::io(what()))?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Writes a file that was not there, synced with its folder; says whether it was not.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let mut file = begin(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes).map_err(Error::io(path.display().to_string()))?;
    end(file, path)
}

fn begin(folder: &Path) -> Result<NamedTempFile, Error> {
    let what = || folder.display().to_string();
    if !folder.is_dir() {
        fs::create_dir_all(folder).map_err(Error::io(what()))?;
        sync(folder.parent().unwrap_or(folder))?;
    }
    let temporary = tempfile::Builder::new().prefix(".salesdesk-").suffix(".tmp").tempfile_in(folder);
    temporary.map_err(Error::io(what()))
}

/// Gives a file its name if nobody has it; says whether nobody had.
fn end(file: NamedTempFile, path: &Path) -> Result<bool, Error> {
    let what = || path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new("."));
    file.as_file().sync_all().map_err(Error::io(what()))?;
    let new = match file.persist_noclobber(path) {
        Ok(_) => true,
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => false,
        // File systems that know no links: nobody else writes a file of this name.
        Err(error) if !path.exists() => {
            drop(error.file.persist(path).map_err(|error| Error::io(what())(error.error))?);
            true
        }
        Err(error) => return Err(Error::io(what())(error.error)),
    };
    sync(folder)?;
    Ok(new)
}

fn sync(folder: &Path) -> Result<(), Error> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems do not know the request.
        Err(error) if error.kind() != ErrorKind::InvalidInput && error.kind() != ErrorKind::Unsupported => {
            Err(Error::io(folder.display().to_string())(error))
        }
        _ => Ok(()),
    }
}

fn look(root: &Path, folder: &Path, depth: usize, files: &mut HashMap<String, Listed>) -> Result<(), Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound && folder != root => return Ok(()),
        Err(error) => return Err(Error::io(folder.display().to_string())(error)),
    };
    for entry in entries {
        let entry = entry.map_err(Error::io(folder.display().to_string()))?;
        let path = entry.path();
        if names::passed_over(path.strip_prefix(root).unwrap_or(&path)) {
            continue;
        }
        let Ok(data) = entry.metadata() else { continue };
        if data.is_dir() && depth > 0 {
            look(root, &path, depth - 1, files)?;
        }
        if let (Some(listed), Some(name)) = (listed(&data), names::below(root, &path)) {
            files.insert(name, listed);
        }
    }
    Ok(())
}

/// A regular file with something in it.
fn listed(data: &fs::Metadata) -> Option<Listed> {
    let since = data.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let modified = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    (data.is_file() && data.len() > 0).then_some(Listed { size: data.len(), modified })
}
