//! The search's sidecar on the disk: where it lies, whether it may be used, and how it is made.
//!
//! It lies beside the book as `<book>-search`, is only ever replaced by rename, and is nobody's
//! truth: whatever is wrong with it, it is dropped and made again. What is in it is `search`'s.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek as _};
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use memmap2::Mmap;
use rusqlite::OptionalExtension as _;

use super::key::is_encrypted;
use super::open::{Desk, refused};
use super::{Error, Result};
use crate::domain::{Id, Trouble};
use crate::search::{Bytes, Folded, Gathering, Keep, Moment, Press, Sheaf, Sidecar};

/// Hears how far the making of a sidecar has come, in per cent, and says whether to go on.
pub type Pace<'a> = &'a (dyn Fn(u8) -> bool + Sync);

/// What became of making a sidecar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It lies beside the book.
    Published,
    /// Another program is making it.
    Elsewhere,
}

/// The share of the work, in per cent, that reading and folding everybody is.
const READING: usize = 60;

impl Desk {
    /// The sidecar that lies beside the book; nothing where there is none, or none of use.
    pub fn sidecar(&self) -> Result<Option<Sidecar>> {
        let path = path_of(&self.path);
        let Ok(file) = File::open(&path) else { return Ok(None) };
        let sidecar = map(file).ok().and_then(|bytes| Sidecar::open(bytes).ok());
        match sidecar {
            Some(sidecar) if self.is_past(sidecar.moment())? => Ok(Some(sidecar)),
            _ => Ok(None),
        }
    }

    /// How many customers are in the sidecar and how many commits came after it; nothing where none
    /// lies there that is of use.
    pub fn sidecar_facts(&self) -> Result<Option<(usize, i64)>> {
        let Some(sidecar) = self.sidecar()? else { return Ok(None) };
        Ok(Some((sidecar.len(), self.newest()? - sidecar.moment().seq)))
    }

    /// Takes the sidecar away: the next search that needs one makes it afresh.
    pub fn drop_sidecar(&self) -> Result<()> {
        let path = path_of(&self.path);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(refused(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Makes the sidecar of the book as it is now and puts it in place of whatever lies there.
    ///
    /// A quarter of a minute for a million customers, on two threads with connections of their own; what is
    /// committed meanwhile comes after the moment the sidecar stands for.
    ///
    /// # Errors
    /// [`Trouble::OpenBeside`] where the book is encrypted: the sidecar would not be.
    /// [`Error::Cancelled`] where `pace` said so; a folder that cannot be written or a full disk
    /// leaves what lay there.
    pub fn make_sidecar(&self, pace: Pace<'_>) -> Result<Made> {
        if is_encrypted(&self.path) {
            return Err(Trouble::OpenBeside.into());
        }
        let path = path_of(&self.path);
        let Some(unpublished) = Unpublished::begin(&path).map_err(|error| of_file(&path, &error))? else {
            return Ok(Made::Elsewhere);
        };
        let made = self.write_sidecar(&unpublished, pace);
        match made.and_then(|()| unpublished.publish(&path).map_err(|error| of_file(&path, &error))) {
            Ok(()) => Ok(Made::Published),
            Err(error) => {
                unpublished.give_up();
                Err(error)
            }
        }
    }

    fn write_sidecar(&self, unpublished: &Unpublished, pace: Pace<'_>) -> Result<()> {
        let moment = self.moment()?;
        let on_file = |error: io::Error| of_file(&unpublished.path, &error);
        let sheaves = self.gather(&unpublished.path, pace)?;
        let [(one, first), (two, second)] = sheaves;
        let mapped = [map(first).map_err(on_file)?, map(second).map_err(on_file)?];
        let mut press = Press::begin(BufWriter::new(&unpublished.file)).map_err(on_file)?;
        press.lay_out(&[(one, mapped[0].whole()), (two, mapped[1].whole())]).map_err(on_file)?;
        drop(mapped);
        let written = unpublished.file.try_clone().and_then(map).map_err(on_file)?;
        let mut percent = READING;
        let went_on = press.sign(written.whole(), || {
            percent += 2;
            pace(u8::try_from(percent.min(99)).unwrap_or(99))
        });
        drop(written);
        if !went_on.map_err(on_file)? {
            return Err(Error::Cancelled);
        }
        press.finish(moment).map_err(on_file)?;
        Ok(())
    }

    /// Reads and folds everybody, one half of the ids on each of two threads.
    fn gather(&self, beside: &Path, pace: Pace<'_>) -> Result<[(Sheaf, File); 2]> {
        let (done, all) = (AtomicUsize::new(0), self.customer_count()?.max(1));
        let (book, middle) = (&self.path, self.middle()?);
        let half = |from: Id, until: Option<Id>| -> Result<(Sheaf, File)> {
            let desk = Self::open_to_read(book)?;
            let on_file = |error: io::Error| of_file(beside, &error);
            let file = tempfile::tempfile_in(folder(beside)).map_err(on_file)?;
            let mut gathering = Gathering::new(BufWriter::with_capacity(1 << 18, file));
            desk.sources_among(from, until, &mut |sources| {
                sources.iter().try_for_each(|source| gathering.add(&Folded::of(source))).map_err(on_file)?;
                let done = done.fetch_add(sources.len(), Ordering::Relaxed) + sources.len();
                let percent = u8::try_from((done * READING / all).min(READING)).unwrap_or(0);
                if pace(percent) { Ok(()) } else { Err(Error::Cancelled) }
            })?;
            let (sheaf, out) = gathering.finish().map_err(on_file)?;
            Ok((sheaf, out.into_inner().map_err(|error| on_file(error.into_error()))?))
        };
        thread::scope(|scope| {
            let second = scope.spawn(|| half(middle, None));
            let first = half(Id::default(), Some(middle));
            let second = second.join().expect("folding takes any text");
            Ok([first?, second?])
        })
    }

    /// The customer in the middle of all ids.
    pub(super) fn middle(&self) -> Result<Id> {
        let half = i64::try_from(self.customer_count()? / 2).unwrap_or(0);
        let sql = "SELECT id FROM customer ORDER BY id LIMIT 1 OFFSET ?1";
        let id: Option<[u8; 16]> = self.conn.query_row(sql, [half], |row| row.get(0)).optional()?;
        Ok(Id::from_bytes(id.unwrap_or([u8::MAX; 16])))
    }

    /// The moment the book is at.
    pub(super) fn moment(&self) -> Result<Moment> {
        let mut statement =
            self.conn.prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?;
        let newest = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (seq, hash) = newest.unwrap_or_default();
        Ok(Moment { book: self.incarnation()?, seq, hash })
    }

    /// Says whether the book has been at that moment, and so only went on from it.
    pub(super) fn is_past(&self, moment: Moment) -> Result<bool> {
        let mut statement = self.conn.prepare_cached("SELECT hash FROM log WHERE seq = ?1")?;
        let hash = statement.query_row([moment.seq], |row| row.get::<_, [u8; 16]>(0)).optional()?;
        let known = hash.map_or(moment.seq == 0, |hash| hash == moment.hash);
        Ok(known && self.incarnation()? == moment.book)
    }
}

/// Where the sidecar of a book lies.
fn path_of(book: &Path) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push("-search");
    name.into()
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file, and the same mapped.
struct Mapped {
    file: File,
    whole: Mmap,
}

impl Keep for Mapped {
    fn whole(&self) -> &[u8] {
        &self.whole
    }

    fn copy(&self, from: usize, into: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(into, from as u64)
    }
}

fn map(file: File) -> io::Result<Bytes> {
    if file.metadata()?.len() == 0 {
        return Ok(Box::new(Vec::new()));
    }
    #[expect(
        unsafe_code,
        reason = "a mapped file must not change under its readers: ours is replaced by rename and never \
                  written again, in a folder of the rep's own"
    )]
    let whole = unsafe { Mmap::map(&file) }?;
    Ok(Box::new(Mapped { file, whole }))
}

fn of_file(path: &Path, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::DiskFull.into(),
        _ => refused(path, error),
    }
}

/// A sidecar that is being written, under a name and a lock of its own.
struct Unpublished {
    path: PathBuf,
    file: File,
}

impl Unpublished {
    /// Begins one; nothing where another program holds the lock.
    fn begin(published: &Path) -> io::Result<Option<Self>> {
        let mut path = published.as_os_str().to_owned();
        path.push(".new");
        let path = PathBuf::from(path);
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path)?;
        match file.try_lock() {
            Err(fs::TryLockError::WouldBlock) => return Ok(None),
            Err(fs::TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        // Whoever held the lock may have published the file that we opened: hands off.
        if fs::metadata(&path).map(|named| named.ino()).ok() != Some(file.metadata()?.ino()) {
            return Ok(None);
        }
        file.set_len(0)?;
        file.rewind()?;
        Ok(Some(Self { path, file }))
    }

    fn publish(&self, as_named: &Path) -> io::Result<()> {
        fs::rename(&self.path, as_named)
    }

    fn give_up(&self) {
        // What is left is written over by the next who tries.
        let _ = fs::remove_file(&self.path);
    }
}
