//! The file an import reads: told from what is none, watched for changes, counted as it is read.
//!
//! Standard input (`-`) is copied to a temporary file first, because a file is read more than once.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use crate::domain::planned::FileState;
use crate::exchange::error::Error;

/// What names standard input on the command line.
pub const STDIN: &str = "-";

/// An open input.
pub struct Input {
    path: PathBuf,
    file: File,
    state: (u64, Option<SystemTime>),
    read: Arc<AtomicU64>,
}

impl Input {
    /// Opens a file, or standard input for `-`.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if path == Path::new(STDIN) {
            return Self::of(Path::new("stdin"), spooled(&mut io::stdin().lock())?);
        }
        let file = File::open(path).map_err(Error::io(path.display().to_string()))?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            return Err(Error::Folder(path.to_owned()));
        }
        if file.metadata().is_ok_and(|about| !about.is_file()) {
            return Self::of(path, spooled(&mut &file)?);
        }
        Self::of(path, file)
    }

    fn of(path: &Path, file: File) -> Result<Self, Error> {
        let mut input = Self { path: path.to_owned(), file, state: (0, None), read: Arc::default() };
        input.state = input.state_now()?;
        if input.state.0 == 0 { Err(Error::Empty) } else { Ok(input) }
    }

    /// Where it is; rejected rows go beside it.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name without folders.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Its bytes from the beginning; one reader at a time.
    pub fn reader(&self) -> Result<Counted, Error> {
        let mut file = self.file.try_clone().map_err(Error::io(self.name()))?;
        file.rewind().map_err(Error::io(self.name()))?;
        self.read.store(0, Ordering::Relaxed);
        Ok(Counted { file, read: Arc::clone(&self.read) })
    }

    /// Bytes read so far, and in all.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        (self.read.load(Ordering::Relaxed).min(self.state.0), self.state.0)
    }

    /// An error if somebody has written to the file since it was opened.
    pub fn refuse_changed(&self) -> Result<(), Error> {
        if self.state_now()? == self.state { Ok(()) } else { Err(Error::Changed(self.path.clone())) }
    }

    /// The file as it was when it was opened.
    #[must_use]
    pub fn state(&self) -> FileState {
        let since = self.state.1.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        FileState { bytes: self.state.0, modified: since.map(|since| since.as_nanos()) }
    }

    fn state_now(&self) -> Result<(u64, Option<SystemTime>), Error> {
        let about = self.file.metadata().map_err(Error::io(self.name()))?;
        Ok((about.len(), about.modified().ok()))
    }
}

/// Copies a stream to a temporary file that nobody else can name.
fn spooled(stream: &mut dyn Read) -> Result<File, Error> {
    let mut file = tempfile::tempfile().map_err(Error::io("a temporary file"))?;
    io::copy(stream, &mut file).map_err(Error::io("standard input"))?;
    Ok(file)
}

/// A file that counts what is read of it; seeking starts over.
pub struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to)?;
        self.read.store(at, Ordering::Relaxed);
        Ok(at)
    }
}
