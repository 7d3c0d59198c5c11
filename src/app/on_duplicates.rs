//! What the pairs of likely duplicates, and a form somebody in the book looks like, ask of the rest of
//! the program.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::ask::Ask;
use super::duplicates::Duplicates;
use super::msg::{Effect, Ticket};
use super::overlay::Overlay;
use crate::domain::Deed;
use crate::domain::duplicate::Ground;
use crate::domain::page::{Line, Page};

impl App {
    pub(super) fn ask_duplicates(
        &mut self,
        now: DateTime<FixedOffset>,
        ask: impl FnOnce(&mut Duplicates) -> Ask,
    ) -> Vec<Effect> {
        self.ask_top(now, |overlay, _| match overlay {
            Overlay::Duplicates(duplicates) => ask(duplicates),
            _ => Ask::nothing(),
        })
    }

    /// A decision was taken back, or made again.
    pub(super) fn decision_turned_back(
        &mut self,
        deed: Deed,
        redo: bool,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        if !matches!(deed, Deed::Merge | Deed::TellApart) {
            return Vec::new();
        }
        self.ask_duplicates(now, |duplicates| duplicates.turned_back(redo))
    }

    /// The pair on the screen is read again where the book has changed.
    pub(super) fn pair_again(&mut self) -> Option<Effect> {
        match self.overlays.last_mut() {
            Some(Overlay::Duplicates(duplicates)) => duplicates.reload(),
            _ => None,
        }
    }

    /// Finds whoever is known by what is typed in the form on top.
    pub(super) fn seek_alike(&mut self, draft: Box<Page>) -> Effect {
        let ticket = self.ticket();
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.alike.asked(ticket);
        }
        Effect::SeekAlike { ticket, draft }
    }

    pub(super) fn alike(&mut self, ticket: Ticket, found: Option<(Ground, Box<Line>)>) {
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            form.alike.answered(ticket, found);
        }
    }
}
