//! `salesdesk paths`: where everything is kept.

use clap::Args;
use serde_json::json;

use super::out::{self, Table};
use super::session::Session;

/// Print where the book, the config and the rest are kept
#[derive(Args, Debug)]
pub(super) struct Paths {}

impl Paths {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let rows = rows(session);
        if session.json {
            return out::json(&rows.iter().map(|(name, path)| ((*name).to_owned(), json!(path))).collect());
        }
        let mut table = Table::default();
        for (name, path) in &rows {
            table.row([name, path]);
        }
        table.print()
    }
}

/// What is kept, and where.
pub(super) fn rows(session: &Session) -> [(&'static str, String); 7] {
    let paths = &session.paths;
    let places = [&paths.book, &paths.demo, &paths.config, &paths.drafts, &paths.logs, &paths.desks];
    let [book, demo, config, drafts, logs, desks] = places.map(|path| path.display().to_string());
    let backups = super::backup::folder(session).display().to_string();
    [
        ("book", book),
        ("demo", demo),
        ("config", config),
        ("drafts", drafts),
        ("logs", logs),
        ("desks", desks),
        ("backups", backups),
    ]
}
