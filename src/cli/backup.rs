//! `salesdesk backup` and `salesdesk restore`: a whole, checked copy of the book, locked where that is
//! asked for, and the way back.

use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::secret::{Locking, Opening, Passphrase};
use super::session::Session;
use super::{copies, erase, out, secret};
use crate::domain::Trouble;
use crate::exchange::locked;
use crate::i18n::Text;

/// What is wrong with a name for a copy.
pub(super) const TAKEN: &str = "is there already; choose another name";

/// Copy the book, checked, to a file
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The copy; a dated name beside the book unless told
    file: Option<PathBuf>,
    #[command(flatten)]
    locking: Locking,
    #[command(flatten)]
    passphrase: Passphrase,
    /// The night's copy, for cron: none where the newest is less than a day old; seven are kept
    #[arg(long, conflicts_with_all = ["file", "encrypt", "recipients"])]
    nightly: bool,
}

/// Put a copy in the book's place, or list the copies there are
#[derive(Args, Debug)]
pub(super) struct Restore {
    /// The copy; without it the copies are listed
    file: Option<PathBuf>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    opening: Opening,
}

impl Backup {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        if let Some(file) = self.file.as_ref().filter(|file| file.exists()) {
            return Err(Trouble::File { path: file.display().to_string(), why: TAKEN.into() }.into());
        }
        if self.nightly {
            return copies::nightly(session);
        }
        let desk = session.desk()?;
        let what = session.paths.book.display().to_string();
        let lock = self.locking.lock(session, &self.passphrase, &what)?;
        let file = match &self.file {
            Some(file) => file.clone(),
            None => dated(session, if lock.is_some() { ".db.age" } else { ".db" })?,
        };
        let name = file.display().to_string();
        match &lock {
            None => session.stored(desk.backup(&file))?,
            Some(lock) => {
                locked::back_up(&desk, &file, lock)
                    .map_err(|error| secret::refusal(session, &file, error))?;
                session.remark(&Text::LockedRemark.fill(session.lang, &[("file", &name)]));
            }
        }
        if session.json {
            return out::json(&json!({ "file": name, "locked": lock.is_some() }));
        }
        out::say(&Text::BackedUp.fill(session.lang, &[("file", &name)]))
    }
}

impl Restore {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let Some(file) = &self.file else { return copies::list(session) };
        let from = file.display().to_string();
        if !file.is_file() {
            let why = if file.is_dir() { "is a directory" } else { "no such file" };
            return Err(Trouble::File { path: from, why: why.into() }.into());
        }
        let book = session.paths.book.display().to_string();
        let question = Text::RestoreQuestion.fill(session.lang, &[("file", &from), ("book", &book)]);
        if !self.yes && !session.agree(&question, "--yes")? {
            session.remark(Text::Cancelled.words(session.lang));
            return Ok(());
        }
        let aside = self.put_in_place(session, file)?;
        // Opening it again gives the restored book an origin of its own, and erases again whoever was
        // erased since.
        erase::clear_quietly(session, &session.desk()?);
        let aside = aside.display().to_string();
        if session.json {
            return out::json(&json!({ "restored": from, "kept": aside }));
        }
        out::say(&Text::Restored.fill(session.lang, &[("file", &from), ("aside", &aside)]))
    }
}

impl Restore {
    /// Puts the copy in the book's place, opened first where it is locked.
    fn put_in_place(&self, session: &Session, file: &Path) -> anyhow::Result<PathBuf> {
        let shut = |error| secret::refusal(session, file, error);
        let Some(first) = locked::locked_beginning(file).map_err(shut)? else {
            return session.stored(session.desk()?.restore(file, session.ms()));
        };
        let key = self.opening.key(session, &file.display().to_string(), &first)?;
        locked::restore(session.desk()?, file, &key, session.ms()).map_err(shut)
    }
}

/// Where copies go unless told.
pub(super) fn folder(session: &Session) -> PathBuf {
    crate::store::copies_of(&session.paths.book)
}

/// A dated name that is not taken, in the folder for copies.
fn dated(session: &Session, ending: &str) -> anyhow::Result<PathBuf> {
    let folder = folder(session);
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
    made.map_err(|error| Trouble::File { path: folder.display().to_string(), why: error.to_string() })?;
    let stem = session.paths.book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let date = session.now.format("%Y-%m-%d-%H%M%S");
    let names = std::iter::once(String::new()).chain((2..).map(|n| format!("-{n}")));
    let mut files = names.map(|again| folder.join(format!("{stem}-{date}{again}{ending}")));
    Ok(files.find(|file| !file.exists()).unwrap_or_else(|| folder.join("book.db")))
}
