//! What the review of what desks wrote apart asks of the rest of the program, and what it is told.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::ask::Ask;
use super::msg::Effect;
use super::overlay::Overlay;
use super::review::{Review, decides};
use crate::domain::Deed;

impl App {
    pub(super) fn open_review(&mut self) -> Vec<Effect> {
        let mut review = Review::default();
        let load = review.load();
        self.push_with(Overlay::Review(Box::new(review)), load)
    }

    pub(super) fn ask_review(
        &mut self,
        now: DateTime<FixedOffset>,
        ask: impl FnOnce(&mut Review) -> Ask,
    ) -> Vec<Effect> {
        self.ask_top(now, |overlay, _| match overlay {
            Overlay::Review(review) => ask(review),
            _ => Ask::nothing(),
        })
    }

    /// A decision was taken back, or made again.
    pub(super) fn review_turned_back(&mut self, deed: Deed, redo: bool) {
        if let Some(Overlay::Review(review)) = self.overlays.last_mut().filter(|_| decides(deed)) {
            review.turned_back(redo);
        }
    }

    /// What waits is read again where the book has changed.
    pub(super) fn review_again(&mut self) -> Option<Effect> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Review(review) => Some(review.load()),
            _ => None,
        })
    }
}
