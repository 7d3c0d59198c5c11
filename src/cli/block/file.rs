//! Whole files of blocks: what was given on the command line, and what became of the file.

use std::path::Path;

use serde_json::json;

use super::code;
use crate::cli::exit::{Exit, refuse};
use crate::cli::import;
use crate::cli::out;
use crate::cli::session::Session;
use crate::exchange::blocks::{self, How};
use crate::i18n::{Lang, Text, format};
use crate::store::Desk;

/// How a file is read, with what its lines leave open.
pub(super) fn how(session: &Session, encoding: Option<&String>, channel: Option<&str>, reason: &str) -> How {
    How {
        encoding: encoding.cloned(),
        japanese: session.lang == Lang::Ja,
        region: session.config.region.clone(),
        habits: session.habits(),
        lift: false,
        channel: code(channel),
        reason: reason.to_owned(),
        until: None,
        dry_run: false,
        now: session.now,
    }
}

/// Takes the file in and tells of it.
pub(super) fn run(session: &Session, desk: &mut Desk, path: &Path, how: &How) -> anyhow::Result<()> {
    let came = blocks::run(desk, path, how).map_err(|error| import::refusal(session, path, error))?;
    let count = |number: u64| format::count(usize::try_from(number).unwrap_or(usize::MAX));
    let rejects = came.rejects_file.as_ref().map(|path| path.display().to_string());
    if session.json {
        let changed = if how.lift { "lifted" } else { "blocked" };
        out::json(&json!({
            "rows": came.rows, changed: came.changed, "unchanged": came.unchanged, "rejected": came.rejected,
            "rejects_file": rejects,
        }))?;
    } else {
        let places = [
            ("rows", count(came.rows)),
            ("changed", count(came.changed)),
            ("unchanged", count(came.unchanged)),
            ("rejected", count(came.rejected)),
        ];
        let places = places.each_ref().map(|(name, words)| (*name, words.as_str()));
        let text = if how.lift { Text::UnblockCame } else { Text::BlockCame };
        out::say(&text.fill(session.lang, &places))?;
        if let Some(file) = &rejects {
            out::say(&Text::RejectsIn.fill(session.lang, &[("file", file)]))?;
        }
    }
    if came.rejected == 0 {
        return Ok(());
    }
    Err(refuse(Exit::Partly, Text::SomeRejected.fill(session.lang, &[("n", &count(came.rejected))])))
}
