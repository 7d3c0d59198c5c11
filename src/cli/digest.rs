//! `salesdesk digest`: one hash of the book, equal on equal desks.

use clap::Args;
use serde_json::json;

use super::out;
use super::session::Session;

/// Print one hash of the book: equal on equal desks
#[derive(Args, Debug)]
pub(super) struct Digest {}

impl Digest {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let digest = session.stored(desk.digest())?;
        if session.json { out::json(&json!({ "digest": digest })) } else { out::say(&digest) }
    }
}
