//! A backend that moves the cursor only where it must.
//!
//! ratatui's own writes a move after every wide glyph, because it takes each cell for one column:
//! in Japanese, a third of all bytes. This one tells it a column that needs no move wherever the
//! cursor already stands in the right place, and leaves everything else to it.

use std::io;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

/// A terminal reached through `W`.
pub(super) struct Lean<W: io::Write>(CrosstermBackend<W>);

impl<W: io::Write> Lean<W> {
    pub(super) const fn new(out: W) -> Self {
        Self(CrosstermBackend::new(out))
    }
}

/// Where the cursor stands after a cell, and the column the backend was told for it.
struct Last {
    next: Position,
    told: u16,
}

/// The column to tell for a cell. Told columns never run ahead of the cursor, so a cell further to
/// the right is never taken for the next one.
fn told(last: &mut Option<Last>, at: Position, width: u16) -> u16 {
    let column = match last {
        Some(last) if last.next == at => last.told + 1,
        _ => at.x,
    };
    *last = Some(Last { next: Position::new(at.x.saturating_add(width.max(1)), at.y), told: column });
    column
}

impl<W: io::Write> Backend for Lean<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut last = None;
        self.0.draw(
            content.map(|(x, y, cell)| (told(&mut last, Position::new(x, y), cell.cell_width()), y, cell)),
        )
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(before: &str, after: &str) -> String {
        let frame = |text: &str| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            buffer.set_string(0, 0, text, Style::new());
            buffer
        };
        let (before, after) = (frame(before), frame(after));
        let mut out = Vec::new();
        Lean::new(&mut out).draw(before.diff(&after).into_iter()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn wide_glyphs_in_a_row_need_one_move() {
        let bytes = drawn("", "田中製作所ok");
        assert_eq!(bytes.matches('H').count(), 1, "{bytes:?}");
        assert!(bytes.contains("田中製作所ok"));
    }

    #[test]
    fn a_gap_is_moved_over() {
        let bytes = drawn("田中製作所 ab", "田中製造所 ac");
        assert_eq!(bytes.matches('H').count(), 2, "{bytes:?}");
    }
}
