//! `salesdesk undo` and `salesdesk redo`: the last action, also one of an earlier session.

use clap::Args;
use serde_json::json;

use super::out;
use super::session::Session;
use crate::i18n::{Text, format, label};
use crate::store::Undone;

/// Take back the last action
#[derive(Args, Debug)]
pub(super) struct Undo {}

/// Do again what was taken back
#[derive(Args, Debug)]
pub(super) struct Redo {}

impl Undo {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let undone = session.stored(desk.undo(session.ms()))?;
        tell(session, Text::UndoneDeed, &undone)
    }
}

impl Redo {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let redone = session.stored(desk.redo(session.ms()))?;
        tell(session, Text::RedoneDeed, &redone)
    }
}

/// Says what was taken back or done again, and what stayed as it was.
pub(super) fn tell(session: &Session, phrase: Text, undone: &Undone) -> anyhow::Result<()> {
    if undone.kept > 0 {
        let n = format::count(undone.kept);
        session.remark(&Text::KeptRecords.fill(session.lang, &[("n", &n)]));
    }
    if session.json {
        return out::json(&json!({
            "deed": undone.deed.code(),
            "subject": undone.subject,
            "kept": undone.kept,
        }));
    }
    let what = format!("{} {}", label::deed(undone.deed, session.lang), undone.subject);
    out::say(&phrase.fill(session.lang, &[("what", what.trim())]))
}
