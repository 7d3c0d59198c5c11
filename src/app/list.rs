//! Cursor and scroll arithmetic for anything with rows.

use crate::keys::Action;

/// Rows a page key moves by.
const PAGE: isize = 10;

/// A cursor in a list and the first row on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
}

impl Cursor {
    /// Moves by `by` rows, staying within `len`.
    pub fn step(&mut self, by: isize, len: usize) {
        self.at = self.at.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Goes to the first row.
    pub const fn first(&mut self) {
        self.at = 0;
    }

    /// Goes to the last row.
    pub const fn last(&mut self, len: usize) {
        self.at = len.saturating_sub(1);
    }

    /// Moves as an action says, within `len` rows; says whether it was one that moves.
    pub fn follow(&mut self, action: Action, len: usize) -> bool {
        match action {
            Action::Down => self.step(1, len),
            Action::Up => self.step(-1, len),
            Action::PageDown => self.step(PAGE, len),
            Action::PageUp => self.step(-PAGE, len),
            Action::First => self.first(),
            Action::Last => self.last(len),
            _ => return false,
        }
        true
    }

    /// The first visible row for a window of `height` rows: scrolls no more than it must.
    #[must_use]
    pub fn window(&self, height: usize, len: usize) -> usize {
        let height = height.max(1);
        let lowest = self.at.saturating_sub(height - 1);
        self.top.clamp(lowest, self.at).min(len.saturating_sub(height))
    }

    /// Remembers where the window was drawn.
    pub fn settle(&mut self, height: usize, len: usize) {
        self.top = self.window(height, len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_the_cursor_and_never_shows_less_than_it_could() {
        let mut cursor = Cursor::default();
        cursor.step(7, 10);
        cursor.settle(5, 10);
        assert_eq!((cursor.at, cursor.top), (7, 3));
        cursor.step(-2, 10);
        cursor.settle(5, 10);
        assert_eq!(cursor.top, 3);
        cursor.first();
        assert_eq!(cursor.window(5, 10), 0);
        cursor.step(-3, 10);
        cursor.step(99, 3);
        assert_eq!((cursor.at, cursor.window(5, 3)), (2, 0));
    }
}
