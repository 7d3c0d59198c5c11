//! Why nobody on a list is called: counts by reason, each of which opens as a list of customers.

use super::ask::Ask;
use super::list::Cursor;
use super::msg::Go;
use crate::domain::walk::{Dry, Reason};
use crate::keys::Action;

/// The counts.
#[derive(Debug)]
pub struct Reasons {
    /// What they are of.
    pub dry: Box<Dry>,
    /// The cursor among the reasons, or among those under the one that is opened.
    pub cursor: Cursor,
    opened: Option<usize>,
}

impl Reasons {
    /// The counts, none of them opened.
    #[must_use]
    pub fn new(dry: Box<Dry>) -> Self {
        Self { dry, cursor: Cursor::default(), opened: None }
    }

    /// The reason that is opened.
    #[must_use]
    pub fn opened(&self) -> Option<&Reason> {
        self.dry.reasons.get(self.opened?)
    }

    /// Moves, opens a reason, or goes to a customer.
    pub(super) fn act(&mut self, action: Action) -> Ask {
        let rows = self.opened().map_or(self.dry.reasons.len(), |reason| reason.who.len());
        if self.cursor.follow(action, rows) || action != Action::Accept {
            return Ask::nothing();
        }
        if let Some(reason) = self.opened() {
            let who = reason.who.get(self.cursor.at);
            return who.map_or_else(Ask::nothing, |(line, _)| Ask::go(Go::To(line.id)));
        }
        self.opened = Some(self.cursor.at).filter(|at| *at < rows);
        self.cursor = Cursor::default();
        Ask::nothing()
    }

    /// Closes the reason that is opened; says whether one was.
    pub(super) fn close(&mut self) -> bool {
        let opened = self.opened.take();
        if let Some(at) = opened {
            self.cursor = Cursor { at, top: 0 };
        }
        opened.is_some()
    }
}
