//! What waits for a look after desks met: one after the other, both sides beside one another, a key
//! for either.
//!
//! What is decided is on the disk before the next one shows; what is taken back waits again.

use super::ask::Ask;
use super::list::Cursor;
use super::msg::Effect;
use crate::domain::merge::MergePlan;
use crate::domain::review::{Item, What};
use crate::domain::{Change, Deed, Id};
use crate::i18n::Text;
use crate::keys::Action;

/// What waits, and where one is in it.
#[derive(Debug, Default)]
pub struct Review {
    /// What waits.
    pub items: Vec<Item>,
    /// No answer has come yet.
    pub waiting: bool,
    /// Which one is shown.
    pub cursor: Cursor,
    /// Two who share a number: their pages, and what they would come to as one.
    pub plan: Option<Box<MergePlan>>,
    /// The two whose pages are waited for.
    wanted: Option<(Id, Id)>,
    /// What is on its way to the disk.
    saving: Option<Item>,
    /// What was decided, the last one last; and of it what was taken back.
    decided: Vec<Id>,
    undone: Vec<Id>,
    /// The one to stay with when the list comes.
    keep: Option<Id>,
}

/// Says whether a deed may be a decision made here.
#[must_use]
pub const fn decides(deed: Deed) -> bool {
    matches!(deed, Deed::Settle | Deed::Merge | Deed::TellApart)
}

impl Review {
    /// The request for what waits.
    pub fn load(&mut self) -> Effect {
        self.waiting = true;
        self.keep = self.keep.take().or_else(|| self.item().map(|item| item.key));
        Effect::LoadReview
    }

    /// The one that is shown.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.cursor.at)
    }

    /// Says whether something is on its way that the next key must wait for.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.waiting || self.saving.is_some() || self.wanted.is_some()
    }

    /// Takes in what waits.
    pub(super) fn read(&mut self, items: Vec<Item>) -> Ask {
        self.waiting = false;
        self.items = items;
        let kept = self.keep.take().and_then(|key| self.items.iter().position(|item| item.key == key));
        self.cursor.at = kept.unwrap_or(self.cursor.at);
        self.cursor.step(0, self.items.len());
        self.look()
    }

    /// Takes in two who may be one; one of them may be gone meanwhile.
    pub(super) fn loaded(&mut self, pair: (Id, Id), plan: Option<Box<MergePlan>>) -> Ask {
        if self.wanted == Some(pair) {
            (self.wanted, self.plan) = (None, plan);
        }
        Ask::nothing()
    }

    /// Asks for the pages of two who may be one.
    fn look(&mut self) -> Ask {
        let pair = match self.item() {
            Some(Item { customer: Some(one), what: What::Shared { other, .. }, .. }) => Some((*one, *other)),
            _ => None,
        };
        (self.plan, self.wanted) = (None, pair);
        pair.map_or_else(Ask::nothing, |(one, other)| Ask::effect(Effect::LoadPair(one, other)))
    }

    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let about_one = matches!(action, Action::TakeOther | Action::KeepStanding | Action::Accept);
        match (action, self.item().map(|item| &item.what)) {
            (_, None) => about_one.then_some(Text::NothingSelected),
            (Action::Accept, Some(What::WorkedOnDeleted { .. })) => Some(Text::ReviewIsDeleted),
            (Action::Accept, Some(What::Forked { .. })) => Some(Text::NothingSelected),
            (Action::KeepStanding, Some(What::ErasedAndMerged { .. })) => Some(Text::ReviewByHand),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        let before = self.cursor.at;
        if self.cursor.follow(action, self.items.len()) {
            return if self.cursor.at == before { Ask::nothing() } else { self.look() };
        }
        match action {
            Action::TakeOther => self.decide(self.taken()),
            Action::KeepStanding => self.decide(self.item().and_then(Item::kept)),
            Action::Accept => self.open(),
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    /// The change that takes the other side; of two customers the one that makes them one.
    fn taken(&self) -> Option<Change> {
        let item = self.item()?;
        match item.what {
            What::Shared { .. } => self.plan.as_ref().map(|plan| plan.change()),
            _ => item.taken(),
        }
    }

    fn decide(&mut self, change: Option<Change>) -> Ask {
        let Some(change) = change else { return Ask::nothing() };
        self.saving = self.item().cloned();
        Ask::commit(change)
    }

    fn open(&self) -> Ask {
        match self.item().and_then(|item| item.customer) {
            Some(customer) => Ask { select: Some(customer), ..Ask::close() },
            None => Ask::nothing(),
        }
    }

    /// What was decided is on the disk: the next one.
    pub(super) fn committed(&mut self) -> Ask {
        let Some(item) = self.saving.take() else { return Ask::nothing() };
        self.items.retain(|known| known.key != item.key);
        self.cursor.step(0, self.items.len());
        self.decided.push(item.key);
        self.undone.clear();
        self.look()
    }

    /// What was decided is not on the disk; it stays.
    pub(super) fn failed(&mut self) {
        (self.saving, self.wanted, self.waiting) = (None, None, false);
    }

    /// A decision was taken back, or made again: the list is read again, and comes with the one it was.
    pub(super) fn turned_back(&mut self, redo: bool) {
        let (from, to) =
            if redo { (&mut self.undone, &mut self.decided) } else { (&mut self.decided, &mut self.undone) };
        if let Some(key) = from.pop() {
            to.push(key);
            self.keep = Some(key).filter(|_| !redo);
        }
    }
}
