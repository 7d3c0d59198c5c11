//! What a sync tells the desk: how far it is, what came, and why none could be made.
//!
//! One that was not asked for says a quiet word and no more, and of a trouble only the first time.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::App;
use super::msg::{Effect, Reply};
use super::overlay::Overlay;
use super::sync::Sync;
use super::toast::News;
use crate::domain::Trouble;
use crate::domain::synced::Told;

impl App {
    pub(super) fn open_sync(&mut self) -> Vec<Effect> {
        self.push(Overlay::Sync(Box::default()))
    }

    /// Types another place for the team.
    pub(super) fn type_sync_folder(&mut self) -> Vec<Effect> {
        let folder = self.sync.folder.clone();
        match self.sync_screen() {
            Some(sync) => vec![sync.begin_to_type(folder.as_ref())],
            None => Vec::new(),
        }
    }

    fn sync_screen(&mut self) -> Option<&mut Sync> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Sync(sync) => Some(&mut **sync),
            _ => None,
        })
    }

    pub(super) fn sync_told(&mut self, reply: Reply, now: DateTime<FixedOffset>) -> Vec<Effect> {
        match reply {
            Reply::SyncIs { folder, every, last } => {
                (self.sync.folder, self.sync.every) = (folder, every);
                self.sync.last = last;
            }
            Reply::SyncPace(done, of) => self.sync.running = Some((done, of)),
            Reply::Synced { told, folder, asked } => return self.synced(told, folder, asked, now),
            Reply::SyncFailed { trouble, asked } => self.sync_failed(trouble, asked, now),
            Reply::SyncStopped => self.sync.running = None,
            _ => {}
        }
        Vec::new()
    }

    fn synced(
        &mut self,
        told: Box<Told>,
        folder: PathBuf,
        asked: bool,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        let kept =
            self.sync_screen().and_then(Sync::accepted).map(|_| Effect::KeepSyncFolder(folder.clone()));
        let here = matches!(self.overlays.last(), Some(Overlay::Sync(_)));
        let came = told.synced.changes > 0;
        if !here && (came || asked) && (asked || self.toast.is_none()) {
            self.say(News::Synced(Box::new(told.synced.clone())), now);
        }
        self.sync.folder = Some(folder);
        (self.sync.last, self.sync.trouble, self.sync.running) = (Some(told), None, None);
        kept.into_iter().collect()
    }

    fn sync_failed(&mut self, trouble: Trouble, asked: bool, now: DateTime<FixedOffset>) {
        self.sync.running = None;
        if self.sync_screen().is_some_and(|sync| sync.refused(&trouble)) {
            return;
        }
        let here = matches!(self.overlays.last(), Some(Overlay::Sync(_)));
        let known = self.sync.trouble.as_ref() == Some(&trouble);
        // Another program syncs this book: what comes is here in a moment.
        let busy = trouble == Trouble::Busy && !asked;
        if !here && !busy && (asked || (!known && self.toast.is_none())) {
            let news = if asked { News::Failed(trouble.clone()) } else { News::NotSynced(trouble.clone()) };
            self.say(news, now);
        }
        if !busy {
            self.sync.trouble = Some(trouble);
        }
    }
}
