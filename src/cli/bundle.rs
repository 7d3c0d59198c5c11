//! `salesdesk bundle write|read FILE`: everything this desk has to tell, in one file to carry or mail.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::session::Session;
use super::{erase, export, out, sync};
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
    },
    /// Read a file of another desk: a bundle, or any file of a shared place
    Read {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Bundle {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.way {
            Way::Write { file, days, force } => {
                let since = days.map(|days| session.ms() - i64::from(days) * 24 * 3_600_000);
                let changes = bundle::write(&desk, file, since, *force)
                    .map_err(|error| export::refusal(session, error))?;
                let file = file.display().to_string();
                if session.json {
                    return out::json(&json!({ "file": file, "changes": changes }));
                }
                let places = [("file", file.as_str()), ("n", &format::count(changes))];
                out::say(&Text::BundleWritten.fill(session.lang, &places))
            }
            Way::Read { files } => {
                for file in files {
                    let synced = bundle::read(&mut desk, file, session.ms())
                        .map_err(|error| export::refusal(session, error))?;
                    erase::clear_quietly(session, &desk);
                    sync::told(session, &synced)?;
                }
                Ok(())
            }
        }
    }
}
