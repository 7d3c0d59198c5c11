//! Telling other desks everything: the team's place, what the last sync came to, and how far the
//! present one is. The screen of it, and the line a place is typed in.
//!
//! A sync runs on a thread of its own and is never waited for: what comes shows as another
//! program's work does.

use std::path::PathBuf;

use super::ask::Ask;
use super::msg::{Effect, FoundFile};
use super::path::{Next, Path};
use crate::domain::Trouble;
use crate::domain::synced::{NoPlace, Told};
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};

/// What is known of syncing, whatever lies on the desk.
#[derive(Debug, Default)]
pub struct Syncing {
    /// The team's place; nothing where none is set.
    pub folder: Option<PathBuf>,
    /// Minutes between two syncs; nothing where only a key starts one.
    pub every: Option<u32>,
    /// What the last one came to.
    pub last: Option<Box<Told>>,
    /// Why none could be made since.
    pub trouble: Option<Trouble>,
    /// Files done and in all, while one runs.
    pub running: Option<(u64, u64)>,
}

/// The screen of it.
#[derive(Debug, Default)]
pub struct Sync {
    /// The first row that is shown.
    pub top: usize,
    /// The line a place is typed in, while it is.
    pub typing: Option<Box<Typing>>,
}

/// A place being typed.
#[derive(Debug, Default)]
pub struct Typing {
    /// The line, and the folders below it.
    pub path: Path,
    /// The place that is tried.
    pub tried: Option<PathBuf>,
    /// Why it would not do.
    pub refused: Option<Trouble>,
}

impl Typing {
    /// Says whether Enter would make the place the team's.
    #[must_use]
    pub const fn offers(&self) -> bool {
        matches!(self.refused, Some(Trouble::Place { why: NoPlace::NoTeam, .. })) && self.tried.is_some()
    }

    /// A key came to this.
    fn next(&mut self, next: Next) -> Ask {
        match next {
            Next::Look(typed) => {
                (self.tried, self.refused) = (None, None);
                Ask::effect(Effect::FindFiles(typed))
            }
            Next::Take(folder) if folder.as_os_str().is_empty() => Ask::nothing(),
            Next::Take(folder) => {
                let init = self.offers() && self.tried.as_ref() == Some(&folder);
                (self.tried, self.refused) = (Some(folder.clone()), None);
                Ask::effect(Effect::SyncWith { folder, init })
            }
            Next::Nothing | Next::Close => Ask::nothing(),
        }
    }
}

impl Sync {
    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        if self.typing.is_some() { Context::SyncFolder } else { Context::Sync }
    }

    /// Begins to type a place, with the present one in the line.
    pub(super) fn begin_to_type(&mut self, folder: Option<&PathBuf>) -> Effect {
        let mut typing = Typing::default();
        if let Some(folder) = folder {
            typing.path.field.set_text(&folder.display().to_string());
        }
        let looked = Effect::FindFiles(typing.path.field.text().to_owned());
        self.typing = Some(Box::new(typing));
        looked
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        if let Some(typing) = &mut self.typing {
            if action == Action::Back {
                self.typing = None;
                return Ask::nothing();
            }
            let next = typing.path.act(action);
            return typing.next(next);
        }
        match action {
            Action::Down => self.top = self.top.saturating_add(1),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::SyncNow => return Ask::effect(Effect::Sync),
            Action::StopSync => return Ask::effect(Effect::StopSync),
            Action::Back => return Ask::close(),
            _ => {}
        }
        Ask::nothing()
    }

    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        let Some(typing) = &mut self.typing else { return Ask::nothing() };
        let next = typing.path.type_key(key);
        typing.next(next)
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        let Some(typing) = &mut self.typing else { return Ask::nothing() };
        typing.path.field.insert(text.trim());
        let typed = typing.path.field.text().to_owned();
        typing.next(Next::Look(typed))
    }

    /// Folders that begin as typed were found.
    pub(super) fn found(&mut self, typed: &str, files: Vec<FoundFile>) {
        if let Some(typing) = &mut self.typing {
            let folders = files.into_iter().filter(|file| file.path.ends_with('/')).collect();
            typing.path.found(typed, folders);
        }
    }

    /// A place would not do; the line stays.
    pub(super) fn refused(&mut self, trouble: &Trouble) -> bool {
        let Some(typing) = self.typing.as_mut().filter(|typing| typing.tried.is_some()) else { return false };
        typing.refused = Some(trouble.clone());
        true
    }

    /// The place that was tried will do.
    pub(super) fn accepted(&mut self) -> Option<PathBuf> {
        let tried = self.typing.as_ref()?.tried.clone()?;
        self.typing = None;
        Some(tried)
    }
}

impl Syncing {
    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        match action {
            Action::SyncNow if self.folder.is_none() => Some(Text::SyncNoFolderYet),
            Action::SyncNow => self.running.is_some().then_some(Text::SyncRunning),
            Action::StopSync => self.running.is_none().then_some(Text::SyncNotRunning),
            Action::ToReview => {
                let waits = self.last.as_ref().is_some_and(|told| told.synced.review > 0);
                (!waits).then_some(Text::ReviewNone)
            }
            _ => None,
        }
    }
}
