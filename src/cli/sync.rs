//! `salesdesk sync DIR`: this desk and a shared place told each other everything.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use super::backup::TAKEN;
use super::exit::{Exit, refuse};
use super::progress::Progress;
use super::secret::{Locking, Opening};
use super::session::Session;
use super::{erase, out, secret};
use crate::domain::Trouble;
use crate::domain::synced::{Aside, Synced, Told};
use crate::exchange::bring_in::Watch;
use crate::exchange::locked::Key;
use crate::exchange::sync::{self, Options};
use crate::i18n::{Text, format, label};

/// Exchange changes with other desks through a folder
#[derive(Args, Debug)]
pub(super) struct Sync {
    /// The folder; the configured one unless told
    dir: Option<PathBuf>,
    /// Make the folder this team's place
    #[arg(long)]
    init: bool,
    /// Carry other desks' changes too, as a stick does
    #[arg(long)]
    relay: bool,
    /// Publish a snapshot: all this desk holds, for whoever begins
    #[arg(long, conflicts_with = "dry_run")]
    snapshot: bool,
    /// Fold all small files now, and drop what snapshots stand for
    #[arg(long, conflicts_with = "dry_run")]
    compact: bool,
    #[command(flatten)]
    locking: Locking,
    #[command(flatten)]
    opening: Opening,
    /// Go on with a new key, locked as told: for when somebody leaves who knew the old one
    #[arg(long, conflicts_with_all = ["init", "dry_run"])]
    rekey: bool,
    /// Take the place's lock for the right one though it was another the last time
    #[arg(long)]
    trust: bool,
    /// Keep the place's key in this file, which opens it from then on: --key-file FILE
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    keep_key: Option<PathBuf>,
    /// Read and write nothing, say what would be
    #[arg(long)]
    dry_run: bool,
}

impl Sync {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let dir = self.dir(session)?;
        let options = self.options(session, &dir)?;
        let mut progress = Progress::of(session);
        let mut watch = Watch { progress: &mut |done, all| progress.show(done, all), stop: &|| false };
        let synced = sync::run(&mut desk, &dir, &options, session.ms(), &mut watch);
        drop(progress);
        let refusal = |error| secret::refusal(session, &dir, error);
        let synced = synced.map_err(refusal)?;
        if let Some(file) = &self.keep_key {
            let file = file.display().to_string();
            session.remark(&Text::KeyKept.fill(session.lang, &[("file", &file)]));
        }
        if !self.dry_run {
            let place = std::path::absolute(&dir).unwrap_or(dir).display().to_string();
            let told = Told { at: session.ms(), place, synced: synced.clone() };
            session.stored(desk.note_synced(&told))?;
            erase::clear_quietly(session, &desk);
        }
        told(session, &synced)
    }

    /// The folder that was named, else the configured one.
    fn dir(&self, session: &Session) -> anyhow::Result<PathBuf> {
        let dir = self.dir.clone().or_else(|| session.config.sync.folder());
        dir.ok_or_else(|| refuse(Exit::Usage, Text::SyncWhere.words(session.lang)))
    }

    fn options(&self, session: &Session, dir: &Path) -> anyhow::Result<Options> {
        if let Some(file) = self.keep_key.as_ref().filter(|file| file.exists()) {
            return Err(Trouble::File { path: file.display().to_string(), why: TAKEN.into() }.into());
        }
        let key = key(session, &self.opening, dir)?;
        let lock = match (&key, self.rekey) {
            // A place that is locked already needs no lock, and its passphrase is no new one.
            (Some(_), false) => None,
            (Some(_), true) => self.locking.new_lock(session, dir)?,
            (None, _) => {
                let what = dir.display().to_string();
                self.locking.lock(session, &self.opening.passphrase, &what)?
            }
        };
        if self.rekey && lock.is_none() {
            return Err(refuse(Exit::Usage, Text::RekeyHow.words(session.lang)));
        }
        Ok(Options {
            key: key.map(Arc::new),
            lock: lock.map(Arc::new),
            rekey: self.rekey,
            trust: self.trust,
            keep: self.keep_key.clone(),
            init: self.init,
            relay: self.relay || (self.dir.is_none() && session.config.sync.relay),
            snapshot: self.snapshot,
            steward: session.config.sync.steward,
            compact: self.compact,
            dry_run: self.dry_run,
            digest: true,
        })
    }
}

/// The key of a place that is locked: as told, in the configured key file, or asked for.
pub(super) fn key(session: &Session, opening: &Opening, dir: &Path) -> anyhow::Result<Option<Key>> {
    let refusal = |error| secret::refusal(session, dir, error);
    let Some(first) = sync::lock_of(dir).map_err(refusal)? else { return Ok(None) };
    let settings = &session.config.sync;
    let kept = settings.key_file().filter(|_| settings.folder().as_deref() == Some(dir));
    opening.clone().or_with(kept).key(session, &dir.display().to_string(), &first).map(Some)
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
        "joined": synced.joined,
        "snapshot": synced.made,
        "folded": synced.folded,
        "removed": synced.removed,
        "dropped": synced.dropped,
        "withdrawn": synced.withdrawn,
        "held": synced.held.len(),
        "incomplete": synced.incomplete.len(),
        "rejected": synced.rejected.len(),
        "bare": synced.bare.len(),
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
    for (text, number) in [
        (Text::SyncJoined, synced.joined),
        (Text::SyncFolded, synced.folded),
        (Text::SyncRemoved, synced.removed),
        (Text::SyncDropped, synced.dropped),
    ] {
        lines.extend((number > 0).then(|| text.fill(lang, &[("n", &n(number))])));
    }
    if let Some(name) = &synced.made {
        lines.push(Text::SyncSnapshot.fill(lang, &[("file", name)]));
    }
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
    for file in &synced.bare {
        lines.push(Text::SyncBareFile.fill(lang, &[("file", file)]));
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
