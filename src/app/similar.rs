//! What was asked before like the inquiry that is being written down: shown under its words, with how it
//! was answered.
//!
//! Asked after each key and answered by another thread; only the newest answer counts.

use super::form::Form;
use super::msg::Ticket;
use crate::domain::Noun;
use crate::domain::inquiry::Handled;
use crate::domain::similar::Sought;

/// Fewer letters say nothing yet.
const FEWEST: usize = 3;

/// What was asked before.
#[derive(Debug, Default)]
pub struct Similar {
    /// The likest first.
    pub found: Vec<Handled>,
    asked: Ticket,
}

impl Similar {
    /// Notes which answer is waited for.
    pub(super) const fn asked(&mut self, ticket: Ticket) {
        self.asked = ticket;
    }

    /// Takes in an answer, if it is the one that is waited for.
    pub(super) fn answered(&mut self, ticket: Ticket, found: Vec<Handled>) {
        if ticket == self.asked {
            self.found = found;
        }
    }
}

/// What to look for, where the caret is in what decides it.
#[must_use]
pub(super) fn sought(form: &Form) -> Option<Box<Sought>> {
    let here = form.row().is_some_and(|row| ["text", "kind"].contains(&row.field.name));
    let text = form.text("text");
    let said = form.noun == Noun::Inquiry && here && text.chars().count() >= FEWEST;
    let sought = || Sought { kind: form.text("kind").to_owned(), text: text.to_owned(), but: form.record };
    said.then(|| Box::new(sought()))
}
