//! The id of this copy of a book. A copied file must not go on as the one it was copied from: two
//! desks that stamp as one could not be told apart. So a copy gets an origin of its own.
//!
//! Two things tell a copy: the book holds where it lies, and a small file in the state directory
//! holds how far the book at that place had come. Neither is ever in the way.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, TransactionBehavior};

use super::Result;
use super::open::Desk;
use super::place;
use super::stamps::signed;
use crate::domain::Id;

/// How many origins of a place are remembered beside it.
const REMEMBERED: usize = 16;

/// Why a book got another origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twin {
    /// It lies elsewhere than when it was written last: it was moved or copied.
    Elsewhere,
    /// It is not what was here last: an older or another copy was put in its place from outside.
    PutBack,
}

/// The file in the state directory, as it was last written.
pub(super) struct Beside {
    file: PathBuf,
    known: RefCell<Known>,
    /// Nothing of it need be written.
    current: Cell<bool>,
}

/// How far the book at some place had come, and as whom it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    seq: i64,
    action: [u8; 16],
    origins: Vec<u64>,
}

impl Desk {
    /// Looks whether this is a copy of a book, or an older one in its place; if so it goes on under
    /// an origin of its own. `state` is the folder that holds what is known of each place.
    pub fn look_for_twin(&mut self, state: &Path, now: i64) -> Result<Option<Twin>> {
        let real = place::real(&self.path);
        let name = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex();
        let file = state.join(&name[..16]);
        let read = fs::read_to_string(&file).ok().and_then(|text| Known::read(&text));
        let here = here(&real);
        let mut twin = self.twin(here, read.as_ref())?;
        if twin.is_some() {
            twin = self.part_from_twin(here, read.as_ref(), now)?;
        } else if self.fact("place")?.is_none() {
            self.say_place(here)?;
        }
        let current = Cell::new(read.is_some());
        let known = RefCell::new(read.unwrap_or_default());
        self.beside = Some(Beside { file, known, current });
        self.note_beside();
        Ok(twin)
    }

    /// Gives this book another origin; what was written under the old one stays its own.
    pub fn new_origin(&mut self, now: i64) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        mint(&tx, now)?;
        tx.commit()?;
        self.read_ourselves()
    }

    /// How many origins this book had before the present one.
    pub fn former_origins(&self) -> Result<usize> {
        Ok(self.conn.query_row("SELECT count(*) FROM own", [], |row| row.get(0))?)
    }

    /// The present one, as it is shown.
    #[must_use]
    pub fn origin_shown(&self) -> String {
        format!("{:016x}", self.origin)
    }

    /// Writes down beside the book how far it has come, where that changed.
    pub(super) fn note_beside(&self) {
        let Some(beside) = &self.beside else { return };
        let mut known = beside.known.borrow_mut();
        let Ok((seq, action)) = self.newest_action() else { return };
        let same = known.seq == seq && known.action == action && known.origins.last() == Some(&self.origin);
        if same && beside.current.get() {
            return;
        }
        (known.seq, known.action) = (seq, action);
        known.origins.retain(|origin| *origin != self.origin);
        known.origins.push(self.origin);
        let more = known.origins.len().saturating_sub(REMEMBERED);
        known.origins.drain(..more);
        match write(&beside.file, &known.text()) {
            Ok(()) => beside.current.set(true),
            Err(error) => tracing::warn!(%error, "how far the book has come could not be noted"),
        }
    }

    fn newest_action(&self) -> Result<(i64, [u8; 16])> {
        let sql = "SELECT seq, action FROM log ORDER BY seq DESC LIMIT 1";
        let newest = self.conn.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)));
        Ok(newest.optional()?.unwrap_or_default())
    }

    fn twin(&self, here: [u8; 16], known: Option<&Known>) -> Result<Option<Twin>> {
        let place = self.fact("place")?;
        if place.is_some_and(|place| *place.as_bytes() != here) {
            return Ok(Some(Twin::Elsewhere));
        }
        let Some(known) = known.filter(|known| known.seq > 0) else { return Ok(None) };
        let sql = "SELECT action FROM log WHERE seq = ?1";
        let action: Option<[u8; 16]> =
            self.conn.prepare_cached(sql)?.query_row([known.seq], |row| row.get(0)).optional()?;
        if action == Some(known.action) {
            return Ok(None);
        }
        // A book that begins anew under an origin never seen here is no twin of anybody.
        let wrote = "SELECT EXISTS (SELECT 1 FROM log WHERE origin = ?1)";
        let wrote: bool = self.conn.query_row(wrote, [signed(self.origin)], |row| row.get(0))?;
        Ok((wrote || known.origins.contains(&self.origin)).then_some(Twin::PutBack))
    }

    /// Two programs may come upon a copy at once: the second finds it done.
    fn part_from_twin(&mut self, here: [u8; 16], known: Option<&Known>, now: i64) -> Result<Option<Twin>> {
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let parted = self.read_ourselves().and_then(|()| self.twin(here, known)).and_then(|twin| {
            if let Some(twin) = twin {
                mint(&self.conn, now)?;
                self.say_place(here)?;
                let kind = if twin == Twin::Elsewhere { "elsewhere" } else { "put back" };
                self.note("twin", &format!("{now} {kind}"))?;
            }
            Ok(twin)
        });
        self.conn.execute_batch(if parted.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
        self.read_ourselves()?;
        parted
    }

    fn say_place(&self, here: [u8; 16]) -> Result<()> {
        self.conn.execute("INSERT OR REPLACE INTO desk (name, value) VALUES ('place', ?1)", [here])?;
        Ok(())
    }
}

/// Puts another origin in the place of the present one, which is remembered as our own.
fn mint(conn: &rusqlite::Connection, now: i64) -> Result<()> {
    conn.execute("UPDATE OR REPLACE desk SET name = 'former' WHERE name = 'origin'", [])?;
    conn.execute("INSERT INTO desk (name, value) VALUES ('origin', ?1)", [Id::mint(now).as_bytes()])?;
    remember_former(conn)
}

/// Remembers the origin that was set aside as one of our own.
pub(super) fn remember_former(conn: &rusqlite::Connection) -> Result<()> {
    let sql = "SELECT value FROM desk WHERE name = 'former'";
    let former: Option<[u8; 16]> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    let Some(former) = former else { return Ok(()) };
    let origin = signed(super::open::origin_of(&Id::from_bytes(former)));
    let until: Option<i64> =
        conn.query_row("SELECT max(seq) FROM log WHERE origin = ?1", [origin], |row| row.get(0))?;
    if let Some(until) = until {
        conn.execute("INSERT OR REPLACE INTO own (origin, until) VALUES (?1, ?2)", (origin, until))?;
    }
    conn.execute("DELETE FROM desk WHERE name = 'former'", [])?;
    Ok(())
}

/// What names a place: the machine, the user, the path, the file at it.
fn here(real: &Path) -> [u8; 16] {
    let machine = ["/etc/machine-id", "/var/lib/dbus/machine-id"].iter().find_map(|id| fs::read(id).ok());
    let file = fs::metadata(real).map_or(0, |file| file.ino());
    let mut hash = blake3::Hasher::new();
    hash.update(&machine.unwrap_or_default()).update(&rustix::process::getuid().as_raw().to_be_bytes());
    hash.update(real.as_os_str().as_encoded_bytes()).update(&file.to_be_bytes());
    let mut short = [0; 16];
    short.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    short
}

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut part = tempfile::NamedTempFile::new_in(folder)?;
    part.write_all(text.as_bytes())?;
    part.persist(file)?;
    Ok(())
}

impl Known {
    fn text(&self) -> String {
        let action = Id::from_bytes(self.action);
        let origins: Vec<String> = self.origins.iter().map(|origin| format!("{origin:016x}\n")).collect();
        format!("{} {action}\n{}", self.seq, origins.concat())
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (seq, action) = lines.next()?.split_once(' ')?;
        let action: Id = action.parse().ok()?;
        let origins = lines.map(|line| u64::from_str_radix(line, 16).ok()).collect::<Option<_>>()?;
        Some(Self { seq: seq.parse().ok()?, action: *action.as_bytes(), origins })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_place_comes_back_as_it_was_written() {
        let known = Known { seq: 12, action: [7; 16], origins: vec![1, 0x7fff_0000_0000_0001] };
        assert_eq!(Known::read(&known.text()), Some(known));
        assert_eq!(Known::read("12"), None);
        assert_eq!(Known::read("12 x\n"), None);
    }
}
