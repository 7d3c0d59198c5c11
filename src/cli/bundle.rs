//! `salesdesk bundle write|read FILE`: everything this desk has to tell, in one file to carry or mail.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::secret::{Locking, Opening, Passphrase};
use super::session::Session;
use super::{erase, out, secret, sync};
use crate::exchange::locked::{self, Lock};
use crate::exchange::sync::bundle;
use crate::i18n::{Text, format};

/// Exchange changes with other desks in a single file
#[derive(Args, Debug)]
pub(super) struct Bundle {
    #[command(subcommand)]
    way: Way,
}

#[derive(Debug, Subcommand)]
enum Way {
    /// Write everything this desk knows, or what is newer
    Write {
        /// The file
        file: PathBuf,
        /// Only what was written in the last days
        #[arg(long, value_name = "DAYS")]
        days: Option<u32>,
        /// Replace a file that is there
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        locking: Locking,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Read a file of another desk: a bundle, or any file of a shared place
    Read {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        opening: Opening,
    },
}

impl Bundle {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        match &self.way {
            Way::Write { file, days, force, locking, passphrase } => {
                let lock = locking.lock(session, passphrase, &file.display().to_string())?;
                write(session, file, *days, *force, lock.as_ref())
            }
            Way::Read { files, opening } => files.iter().try_for_each(|file| read(session, file, opening)),
        }
    }
}

fn write(
    session: &Session,
    file: &Path,
    days: Option<u32>,
    force: bool,
    lock: Option<&Lock>,
) -> anyhow::Result<()> {
    let since = days.map(|days| session.ms() - i64::from(days) * 24 * 3_600_000);
    let changes = bundle::write(&session.desk()?, file, since, force, lock)
        .map_err(|error| secret::refusal(session, file, error))?;
    let name = file.display().to_string();
    if session.json {
        return out::json(&json!({ "file": name, "changes": changes, "locked": lock.is_some() }));
    }
    if lock.is_some() {
        session.remark(&Text::LockedRemark.fill(session.lang, &[("file", &name)]));
    }
    let places = [("file", name.as_str()), ("n", &format::count(changes))];
    out::say(&Text::BundleWritten.fill(session.lang, &places))
}

fn read(session: &Session, file: &Path, opening: &Opening) -> anyhow::Result<()> {
    let refusal = |error| secret::refusal(session, file, error);
    let key = match locked::locked_beginning(file).map_err(refusal)? {
        Some(first) => Some(opening.key(session, &file.display().to_string(), &first)?),
        None => None,
    };
    let mut desk = session.desk()?;
    let synced = bundle::read(&mut desk, file, key.as_ref(), session.ms()).map_err(refusal)?;
    erase::clear_quietly(session, &desk);
    sync::told(session, &synced)
}
