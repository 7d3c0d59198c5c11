//! `salesdesk backup` and `salesdesk restore`: a whole, checked copy of the book, and the way back.

use std::fs;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::copies;
use super::out;
use super::session::Session;
use crate::domain::Trouble;
use crate::i18n::Text;

/// Copy the book, checked, to a file
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// The copy; a dated name beside the book unless told
    file: Option<PathBuf>,
    /// The night's copy, for cron: none where the newest is less than a day old; seven are kept
    #[arg(long, conflicts_with = "file")]
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
}

impl Backup {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        if self.nightly {
            return copies::nightly(session);
        }
        let desk = session.desk()?;
        let file = match &self.file {
            Some(file) => file.clone(),
            None => dated(session)?,
        };
        session.stored(desk.backup(&file))?;
        let file = file.display().to_string();
        if session.json {
            return out::json(&json!({ "file": file }));
        }
        out::say(&Text::BackedUp.fill(session.lang, &[("file", &file)]))
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
        let aside = session.stored(session.desk()?.restore(file, session.ms()))?;
        // Opening it again gives the restored book an origin of its own.
        session.desk()?;
        let aside = aside.display().to_string();
        if session.json {
            return out::json(&json!({ "restored": from, "kept": aside }));
        }
        out::say(&Text::Restored.fill(session.lang, &[("file", &from), ("aside", &aside)]))
    }
}

/// Where copies go unless told.
pub(super) fn folder(session: &Session) -> PathBuf {
    crate::store::copies_of(&session.paths.book)
}

/// A dated name that is not taken, in the folder for copies.
fn dated(session: &Session) -> anyhow::Result<PathBuf> {
    let folder = folder(session);
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
    made.map_err(|error| Trouble::File { path: folder.display().to_string(), why: error.to_string() })?;
    let stem = session.paths.book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let date = session.now.format("%Y-%m-%d-%H%M%S");
    let names = std::iter::once(String::new()).chain((2..).map(|n| format!("-{n}")));
    let mut files = names.map(|again| folder.join(format!("{stem}-{date}{again}.db")));
    Ok(files.find(|file| !file.exists()).unwrap_or_else(|| folder.join("book.db")))
}
