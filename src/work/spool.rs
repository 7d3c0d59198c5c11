//! Drafts: what is being written, kept in a file so that a lost line or a killed process loses at most a second of it.
//!
//! Each session has one file, `<session>.json`, beside `<session>.lock`, which it holds locked while it lives: a
//! session is dead exactly when its lock can be had, however long it has been asleep. What a draft's key means is the
//! app's business. The loop calls [`Spool::put`] on each key; the signal thread calls [`Spool::saver`]'s closure.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long after the last key a draft is written.
const PAUSE: Duration = Duration::from_millis(500);
/// How long typing without a pause may go unwritten.
const LONGEST: Duration = Duration::from_secs(3);

/// One unfinished text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is: the app's own words for the screen and the record.
    pub key: String,
    /// Whom it is about, as a person would say it.
    #[serde(default)]
    pub subject: String,
    /// The text so far.
    pub text: String,
    /// Where the caret stood, in bytes.
    pub cursor: usize,
    /// When it was last changed, Unix milliseconds.
    pub saved_at: i64,
}

/// A draft a dead session left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Whose it was.
    pub session: String,
    /// The text and where it belongs.
    pub draft: Draft,
}

/// What other sessions have open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The drafts of dead sessions, oldest first.
    pub left: Vec<Left>,
    /// How many drafts living sessions are writing.
    pub elsewhere: usize,
}

/// A draft file's content.
#[derive(Default, Serialize, Deserialize)]
struct Sheet {
    drafts: Vec<Draft>,
}

/// This session's drafts, and the thread that writes them.
pub struct Spool {
    desk: Arc<Desk>,
    thread: Option<JoinHandle<()>>,
    /// Held, not read: its lock says that this session lives.
    _lock: File,
}

/// What the writing threads share.
struct Desk {
    dir: PathBuf,
    session: String,
    now: Mutex<Now>,
    changed: Condvar,
    /// Held while the file is written, so that an older text never replaces a newer one.
    writing: Mutex<()>,
}

/// The drafts as they are now, and since when the file is behind.
#[derive(Default)]
struct Now {
    drafts: Vec<Draft>,
    revision: u64,
    written: u64,
    behind_since: Option<Instant>,
    changed_at: Option<Instant>,
    over: bool,
}

impl Spool {
    /// Starts a session in `dir`, made for the owner alone, and clears away dead sessions that left nothing.
    pub fn open(dir: &Path) -> io::Result<Self> {
        make_private(dir)?;
        let session = Uuid::now_v7().simple().to_string();
        // Locked before it has its name, so that nobody ever sees it without its lock.
        let lock = tempfile::NamedTempFile::new_in(dir)?;
        lock.as_file().lock()?;
        let lock = lock.persist(path(dir, &session, "lock"))?;
        let (now, changed, writing) = (Mutex::default(), Condvar::new(), Mutex::default());
        let desk = Arc::new(Desk { dir: dir.to_owned(), session, now, changed, writing });
        desk.clear_away()?;
        let thread = thread::Builder::new().name("drafts".into()).spawn({
            let desk = Arc::clone(&desk);
            move || desk.write_when_due()
        })?;
        Ok(Self { desk, thread: Some(thread), _lock: lock })
    }

    /// Says what is being written now, all of it; an empty list once everything is saved. Never waits for a disk.
    pub fn put(&self, drafts: Vec<Draft>) {
        self.desk.put(drafts);
    }

    /// Writes what is not yet written. Waits for the disk.
    pub fn write_now(&self) -> io::Result<()> {
        self.desk.write()
    }

    /// What the signal thread calls before it ends the program.
    pub fn saver(&self) -> impl Fn() + Send + Sync + 'static {
        let desk = Arc::clone(&self.desk);
        move || desk.write_or_log()
    }

    /// Reads what other sessions have open. A file that cannot be read as drafts is left alone and not counted.
    pub fn found(&self) -> io::Result<Found> {
        let mut found = Found::default();
        for session in self.desk.others("json")? {
            let drafts = read(&self.desk.path(&session, "json")).drafts;
            match self.desk.claim(&session)? {
                Some(_claim) => found
                    .left
                    .extend(drafts.into_iter().map(|draft| Left { session: session.clone(), draft })),
                None => found.elsewhere += drafts.len(),
            }
        }
        found.left.sort_by_key(|left| left.draft.saved_at);
        Ok(found)
    }

    /// Makes a dead session's draft this session's, safely on disk before it goes from there. Nothing if someone
    /// else was faster.
    pub fn take_over(&self, session: &str, key: &str) -> io::Result<Option<Draft>> {
        self.desk.remove(session, key, |draft| {
            let mut drafts = held(&self.desk.now).drafts.clone();
            drafts.retain(|own| own.key != draft.key);
            drafts.push(draft.clone());
            self.desk.put(drafts);
            self.desk.write()
        })
    }

    /// [`throw_away`] where this session's drafts lie.
    pub fn throw_away(&self, which: &dyn Fn(&Draft) -> bool) -> io::Result<usize> {
        throw_away(&self.desk.dir, which)
    }

    /// Throws a dead session's draft away and hands it over once more, so that this too can be undone.
    pub fn discard(&self, session: &str, key: &str) -> io::Result<Option<Draft>> {
        self.desk.remove(session, key, |_| Ok(()))
    }
}

/// Throws away what dead sessions left that `which` says. Gives how many such drafts living sessions
/// are writing: those are theirs to end.
pub fn throw_away(dir: &Path, which: &dyn Fn(&Draft) -> bool) -> io::Result<usize> {
    if !dir.is_dir() {
        return Ok(0);
    }
    let (now, changed, writing) = (Mutex::default(), Condvar::new(), Mutex::default());
    let desk = Desk { dir: dir.to_owned(), session: String::new(), now, changed, writing };
    let mut living = 0;
    for session in desk.others("json")? {
        let mut drafts = read(&desk.path(&session, "json")).drafts;
        let before = drafts.len();
        drafts.retain(|draft| !which(draft));
        if drafts.len() == before {
            continue;
        }
        match desk.claim(&session)? {
            Some(_claim) => desk.write_sheet(&session, drafts)?,
            None => living += before - drafts.len(),
        }
    }
    Ok(living)
}

impl Drop for Spool {
    fn drop(&mut self) {
        held(&self.desk.now).over = true;
        self.desk.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
        self.desk.write_or_log();
        if held(&self.desk.now).drafts.is_empty() {
            fs::remove_file(self.desk.path(&self.desk.session, "lock")).ok();
        }
    }
}

impl Desk {
    fn path(&self, session: &str, ending: &str) -> PathBuf {
        path(&self.dir, session, ending)
    }

    fn put(&self, drafts: Vec<Draft>) {
        let mut now = held(&self.now);
        if now.drafts == drafts {
            return;
        }
        now.drafts = drafts;
        now.revision += 1;
        let moment = Instant::now();
        now.changed_at = Some(moment);
        now.behind_since.get_or_insert(moment);
        self.changed.notify_all();
    }

    /// The drafts thread: writes after a pause, or after [`LONGEST`] without one, until the session is over.
    fn write_when_due(&self) {
        let mut now = held(&self.now);
        while !now.over {
            let Some(due) = now.due() else {
                now = self.changed.wait(now).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let wait = due.saturating_duration_since(Instant::now());
            if !wait.is_zero() {
                now = self.changed.wait_timeout(now, wait).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            // A failed write is tried again after the next key, or after LONGEST.
            (now.behind_since, now.changed_at) = (Some(Instant::now()), None);
            drop(now);
            self.write_or_log();
            now = held(&self.now);
        }
    }

    fn write_or_log(&self) {
        if let Err(error) = self.write() {
            tracing::error!(%error, "a draft was not written");
        }
    }

    fn write(&self) -> io::Result<()> {
        let _writing = held(&self.writing);
        let (drafts, revision) = {
            let now = held(&self.now);
            if now.written == now.revision {
                return Ok(());
            }
            (now.drafts.clone(), now.revision)
        };
        self.write_sheet(&self.session, drafts)?;
        let mut now = held(&self.now);
        now.written = revision;
        if now.revision == revision {
            now.behind_since = None;
        }
        Ok(())
    }

    /// Replaces a session's file as a whole, readable by the owner alone; no drafts, no file.
    fn write_sheet(&self, session: &str, drafts: Vec<Draft>) -> io::Result<()> {
        let target = self.path(session, "json");
        if drafts.is_empty() {
            return fs::remove_file(target)
                .or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) });
        }
        let file = tempfile::Builder::new().prefix(session).suffix(".new").tempfile_in(&self.dir)?;
        serde_json::to_writer(file.as_file(), &Sheet { drafts })?;
        file.as_file().sync_all()?;
        file.persist(target)?;
        File::open(&self.dir)?.sync_all()
    }

    /// The other sessions that have a file with this ending.
    fn others(&self, ending: &str) -> io::Result<Vec<String>> {
        let mut sessions = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if path.extension().is_some_and(|found| found == ending) && stem != self.session {
                sessions.push(stem.to_owned());
            }
        }
        sessions.sort();
        Ok(sessions)
    }

    /// The lock of a dead session, held for as long as the answer is; none while the session lives.
    fn claim(&self, session: &str) -> io::Result<Option<File>> {
        let lock = File::options().create(true).append(true).open(self.path(session, "lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(lock)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Takes one draft out of a dead session's file, after `keep` has done with it what must be done first.
    fn remove(
        &self,
        session: &str,
        key: &str,
        keep: impl FnOnce(&Draft) -> io::Result<()>,
    ) -> io::Result<Option<Draft>> {
        let known = self.others("json")?.iter().any(|other| other == session);
        let Some(_claim) = known.then(|| self.claim(session)).transpose()?.flatten() else { return Ok(None) };
        let mut drafts = read(&self.path(session, "json")).drafts;
        let Some(at) = drafts.iter().position(|draft| draft.key == key) else { return Ok(None) };
        let draft = drafts.remove(at);
        keep(&draft)?;
        self.write_sheet(session, drafts)?;
        Ok(Some(draft))
    }

    /// Removes what dead sessions without drafts left: locks, and files cut off half-written.
    fn clear_away(&self) -> io::Result<()> {
        for session in self.others("lock")? {
            let Some(_claim) = self.claim(&session)? else { continue };
            for half in self.others("new")?.iter().filter(|name| name.starts_with(&session)) {
                fs::remove_file(self.path(half, "new"))?;
            }
            if !self.path(&session, "json").exists() {
                fs::remove_file(self.path(&session, "lock"))?;
            }
        }
        Ok(())
    }
}

impl Now {
    /// When the file must be written; never while it is up to date.
    fn due(&self) -> Option<Instant> {
        let longest = self.behind_since? + LONGEST;
        Some(self.changed_at.map_or(longest, |changed| longest.min(changed + PAUSE)))
    }
}

/// The lock's content, whether or not a thread died holding it: every state in between is a whole one.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn path(dir: &Path, session: &str, ending: &str) -> PathBuf {
    dir.join(format!("{session}.{ending}"))
}

fn read(path: &Path) -> Sheet {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Makes a directory only its owner may enter.
fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(key: &str, text: &str) -> Draft {
        Draft { key: key.into(), text: text.into(), cursor: text.len(), saved_at: 7, ..Draft::default() }
    }

    fn left(dir: &Path) -> Vec<Draft> {
        Spool::open(dir).unwrap().found().unwrap().left.into_iter().map(|left| left.draft).collect()
    }

    #[test]
    fn a_dead_sessions_draft_is_found_and_a_living_ones_only_counted() {
        let dir = tempfile::tempdir().unwrap();
        let first = Spool::open(dir.path()).unwrap();
        first.put(vec![draft("note", "来週火曜")]);
        first.write_now().unwrap();
        let second = Spool::open(dir.path()).unwrap();
        assert_eq!(second.found().unwrap(), Found { left: vec![], elsewhere: 1 });
        drop(first);
        assert_eq!(second.found().unwrap().left[0].draft, draft("note", "来週火曜"));
        assert_eq!(second.found().unwrap().elsewhere, 0);
    }

    #[test]
    fn a_draft_taken_over_is_on_disk_here_and_gone_there() {
        let dir = tempfile::tempdir().unwrap();
        let first = Spool::open(dir.path()).unwrap();
        first.put(vec![draft("a", "one"), draft("b", "two")]);
        drop(first);
        let second = Spool::open(dir.path()).unwrap();
        let from = second.found().unwrap().left[0].session.clone();
        assert_eq!(second.take_over(&from, "a").unwrap(), Some(draft("a", "one")));
        assert_eq!(second.take_over(&from, "a").unwrap(), None);
        assert_eq!(second.found().unwrap().left.len(), 1);
        drop(second);
        assert_eq!(left(dir.path()), [draft("b", "two"), draft("a", "one")]);
    }

    #[test]
    fn a_living_sessions_draft_cannot_be_taken() {
        let dir = tempfile::tempdir().unwrap();
        let first = Spool::open(dir.path()).unwrap();
        first.put(vec![draft("a", "one")]);
        first.write_now().unwrap();
        let second = Spool::open(dir.path()).unwrap();
        assert_eq!(second.take_over(&first.desk.session, "a").unwrap(), None);
        assert_eq!(second.discard("../elsewhere", "a").unwrap(), None);
    }

    #[test]
    fn a_discarded_draft_is_handed_over_once() {
        let dir = tempfile::tempdir().unwrap();
        let first = Spool::open(dir.path()).unwrap();
        first.put(vec![draft("a", "one")]);
        drop(first);
        let second = Spool::open(dir.path()).unwrap();
        let from = second.found().unwrap().left[0].session.clone();
        assert_eq!(second.discard(&from, "a").unwrap(), Some(draft("a", "one")));
        assert_eq!(second.found().unwrap(), Found::default());
    }

    #[test]
    fn a_session_that_saved_everything_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let spool = Spool::open(dir.path()).unwrap();
        spool.put(vec![draft("a", "one")]);
        spool.write_now().unwrap();
        spool.put(vec![]);
        drop(spool);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn the_signal_threads_save_needs_no_pause() {
        let dir = tempfile::tempdir().unwrap();
        let spool = Spool::open(dir.path()).unwrap();
        let save = spool.saver();
        spool.put(vec![draft("a", "one")]);
        save();
        let path = spool.desk.path(&spool.desk.session, "json");
        assert_eq!(read(&path).drafts, [draft("a", "one")]);
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions()) & 0o777,
            0o600
        );
    }

    #[test]
    fn drafts_of_dead_sessions_are_thrown_away_and_those_of_living_ones_counted() {
        let dir = tempfile::tempdir().unwrap();
        let dead = Spool::open(dir.path()).unwrap();
        dead.put(vec![draft("tag|1", "theirs"), draft("tag|2", "another's")]);
        drop(dead);
        let living = Spool::open(dir.path()).unwrap();
        living.put(vec![draft("step|1", "theirs")]);
        living.write_now().unwrap();
        let theirs = |draft: &Draft| draft.key.ends_with("|1");
        assert_eq!(throw_away(dir.path(), &theirs).unwrap(), 1);
        assert_eq!(left(dir.path()), [draft("tag|2", "another's")]);
    }

    #[test]
    fn what_is_no_draft_file_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("x.json"), b"{\"drafts\": 3").unwrap();
        assert!(left(dir.path()).is_empty());
        assert!(dir.path().join("x.json").exists());
    }

    #[test]
    fn the_file_falls_due_after_a_pause_and_never_later_than_the_longest_wait() {
        let start = Instant::now();
        let mut now = Now { behind_since: Some(start), changed_at: Some(start), ..Now::default() };
        assert_eq!(now.due(), Some(start + PAUSE));
        now.changed_at = Some(start + LONGEST);
        assert_eq!(now.due(), Some(start + LONGEST));
        assert_eq!(Now::default().due(), None);
    }
}
