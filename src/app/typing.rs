//! From keys to messages: each key is looked up where the keyboard is when its turn comes.
//!
//! Keys typed ahead wait: for the customer they are meant for, and for a change on its way to the
//! disk. The loop pushes what comes from the terminal and takes what can be done now.

use std::collections::VecDeque;

use super::App;
use super::msg::Msg;
use super::overlay::Overlay;
use crate::keys::{Action, Key, Keymap};

/// Something typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
}

/// What was typed and not yet done.
#[derive(Debug, Default)]
pub struct Typing {
    ahead: VecDeque<Typed>,
}

impl Typing {
    /// Takes in what was typed. Ctrl-C forgets what still waits.
    pub fn push(&mut self, typed: Typed) {
        if typed == Typed::Key(Key::ctrl('c')) {
            self.forget();
        }
        self.ahead.push_back(typed);
    }

    /// Forgets what waits: it was typed for a screen that never came.
    pub fn forget(&mut self) {
        self.ahead.clear();
    }

    /// The next message, if one can be dealt with now.
    pub fn next(&mut self, app: &App, keymap: &Keymap) -> Option<Msg> {
        let (msg, action) = match self.ahead.front()? {
            Typed::Paste(text) => (Msg::Paste(text.clone()), None),
            Typed::Key(key) => {
                let action = keymap.resolve(&app.contexts(), *key);
                (action.map_or(Msg::Type(*key), Msg::Act), action)
            }
        };
        if app.waits(action) {
            return None;
        }
        self.ahead.pop_front();
        if let Msg::Type(key) = msg
            && let Some([esc, rest]) = key.split_alt().filter(|_| !app.contexts()[0].captures_text())
        {
            self.ahead.push_front(Typed::Key(rest));
            self.ahead.push_front(Typed::Key(esc));
            return self.next(app, keymap);
        }
        Some(msg)
    }
}

impl App {
    /// Says whether a key must wait before it can be done: this action, or text. The way out never
    /// does: an answer may not come at all.
    #[must_use]
    pub fn waits(&self, action: Option<Action>) -> bool {
        if matches!(action, Some(Action::Cancel | Action::Suspend | Action::Redraw)) {
            return false;
        }
        if self.committing.is_some() || self.undoing {
            return true;
        }
        match self.overlays.last() {
            Some(Overlay::Agenda(agenda)) => agenda.waiting,
            Some(Overlay::Reports(reports)) => reports.waits(action),
            Some(Overlay::Board(board)) => board.waiting && action != Some(Action::Back),
            Some(Overlay::Lists(lists)) => lists.waiting && action != Some(Action::Back),
            Some(Overlay::Grid(grid)) => grid.waiting() && action != Some(Action::Back),
            Some(Overlay::Fields(fields)) => fields.waiting && action != Some(Action::Back),
            Some(Overlay::Views(views)) => views.waiting && action != Some(Action::Back),
            Some(Overlay::Walk(walk)) => walk.waiting() && action != Some(Action::Back),
            Some(Overlay::Rules(rules)) => rules.book.is_none() && action != Some(Action::Back),
            Some(Overlay::Duplicates(duplicates)) => duplicates.waiting() && action != Some(Action::Back),
            Some(Overlay::Retention(retention)) => retention.waiting && action != Some(Action::Back),
            Some(Overlay::Inquiries(board)) => board.waiting && action != Some(Action::Back),
            Some(Overlay::Review(review)) => review.waits() && action != Some(Action::Back),
            Some(Overlay::Asking(asking)) => asking.waiting && action != Some(Action::Back),
            Some(Overlay::Starting(starting)) => starting.offers.is_none() && action != Some(Action::Back),
            Some(Overlay::Inbound(inbound)) => inbound.waiting() && action == Some(Action::Accept),
            Some(_) => false,
            None if self.desk.view_key.is_some() => true,
            None => self.desk.then.is_some() || action.is_some_and(|action| self.desk_waits(action)),
        }
    }

    fn desk_waits(&self, action: Action) -> bool {
        let rows = matches!(
            action,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last
        );
        let customer = super::why_not::needs_customer(action);
        (rows || customer) && self.desk.searching() || customer && self.desk.reading()
    }
}
