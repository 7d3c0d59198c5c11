//! `salesdesk sync DIR`: this desk and a shared place told each other everything.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::exit::{Exit, refuse};
use super::progress::Progress;
use super::session::Session;
use super::{erase, export, out};
use crate::domain::synced::{Aside, Synced};
use crate::exchange::bring_in::Watch;
use crate::exchange::sync::{self, Options};
use crate::i18n::{Text, format, label};

/// Exchange changes with other desks through a folder
#[derive(Args, Debug)]
pub(super) struct Sync {
    /// The folder
    dir: PathBuf,
    /// Make the folder this team's place
    #[arg(long)]
    init: bool,
    /// Carry other desks' changes too, as a stick does
    #[arg(long)]
    relay: bool,
    /// Read and write nothing, say what would be
    #[arg(long)]
    dry_run: bool,
}

impl Sync {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let options = Options { init: self.init, relay: self.relay, dry_run: self.dry_run, digest: true };
        let mut progress = Progress::of(session);
        let mut watch = Watch { progress: &mut |done, all| progress.show(done, all), stop: &|| false };
        let synced = sync::run(&mut desk, &self.dir, &options, session.ms(), &mut watch);
        drop(progress);
        let synced = synced.map_err(|error| export::refusal(session, error))?;
        if !self.dry_run {
            erase::clear_quietly(session, &desk);
        }
        told(session, &synced)
    }
}

/// Tells what came of a sync, and ends as it went.
pub(super) fn told(session: &Session, synced: &Synced) -> anyhow::Result<()> {
    if session.json {
        out::json(&as_json(synced))?;
    } else {
        for line in lines(session, synced) {
            out::say(&line)?;
        }
    }
    if synced.rejected.is_empty() {
        return Ok(());
    }
    let exit = if synced.imported + synced.published > 0 { Exit::Partly } else { Exit::Failure };
    Err(refuse(exit, Text::SyncRefused.fill(session.lang, &[("n", &synced.rejected.len().to_string())])))
}

fn as_json(synced: &Synced) -> serde_json::Value {
    let asides = |asides: &[Aside], verdict: &str| -> Vec<serde_json::Value> {
        let one =
            |aside: &Aside| json!({ "name": aside.name, "verdict": verdict, "why": aside.why.to_string() });
        asides.iter().map(one).collect()
    };
    let files = [("held", &synced.held), ("incomplete", &synced.incomplete), ("rejected", &synced.rejected)];
    let files: Vec<_> = files.into_iter().flat_map(|(verdict, some)| asides(some, verdict)).collect();
    let from: Vec<_> = synced
        .from
        .iter()
        .map(|sender| json!({ "rep": sender.rep, "changes": sender.changes, "newest": sender.newest }))
        .collect();
    json!({
        "imported": synced.imported,
        "changes": synced.changes,
        "parked": synced.parked,
        "published": synced.published,
        "relayed": synced.relayed,
        "withdrawn": synced.withdrawn,
        "held": synced.held.len(),
        "incomplete": synced.incomplete.len(),
        "rejected": synced.rejected.len(),
        "review": synced.review,
        "twin": synced.twin,
        "clock_ahead_days": synced.clock_ahead,
        "digest": synced.digest,
        "from": from,
        "files": files,
    })
}

fn lines(session: &Session, synced: &Synced) -> Vec<String> {
    let lang = session.lang;
    let n = |number: usize| format::count(number);
    let mut lines = vec![Text::SyncDone.fill(
        lang,
        &[
            ("files", &n(synced.imported)),
            ("changes", &n(synced.changes)),
            ("published", &n(synced.published)),
        ],
    )];
    for sender in &synced.from {
        let places = [("rep", sender.rep.as_str()), ("changes", &n(sender.changes))];
        lines.push(Text::SyncFrom.fill(lang, &places));
    }
    for (text, asides) in [
        (Text::SyncRejectedFile, &synced.rejected),
        (Text::SyncHeldFile, &synced.held),
        (Text::SyncIncompleteFile, &synced.incomplete),
    ] {
        for aside in asides {
            let why = label::refused(&aside.why, lang);
            lines.push(text.fill(lang, &[("file", &aside.name), ("why", &why)]));
        }
    }
    if synced.parked > 0 {
        lines.push(Text::SyncParked.fill(lang, &[("n", &n(synced.parked))]));
    }
    if synced.withdrawn > 0 {
        lines.push(Text::SyncWithdrawn.fill(lang, &[("n", &n(synced.withdrawn))]));
    }
    if synced.twin {
        lines.push(Text::SyncTwin.words(lang).to_owned());
    }
    if let Some(days) = synced.clock_ahead {
        lines.push(Text::SyncClock.fill(lang, &[("days", &days.to_string())]));
    }
    if synced.review > 0 {
        lines.push(Text::SyncReview.fill(lang, &[("n", &n(synced.review))]));
    }
    lines.push(format!("{} {}", Text::SyncDigest.words(lang), synced.digest));
    lines
}
