//! The right halves of wide glyphs, remembered from one frame to the next.
//!
//! Where a wide glyph gives way to a narrow one, ratatui leaves its right half to the terminal.
//! Most clear it, some keep a ghost; so it is written over, always.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Position;

/// Where the last frame had right halves.
#[derive(Debug, Default)]
pub(super) struct Halves(Vec<Position>);

impl Halves {
    /// Marks the halves that lost their glyph, and remembers this frame's.
    pub(super) fn settle(&mut self, buffer: &mut Buffer) {
        for half in std::mem::take(&mut self.0) {
            let left = Position::new(half.x - 1, half.y);
            if buffer.cell(left).is_some_and(|cell| cell.cell_width() < 2)
                && let Some(cell) = buffer.cell_mut(half)
            {
                cell.set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        let area = buffer.area;
        for (at, cell) in buffer.content.iter().enumerate() {
            if !cell.symbol().is_ascii() && cell.cell_width() > 1 {
                let (x, y) = buffer.pos_of(at);
                if x + 1 < area.right() {
                    self.0.push(Position::new(x + 1, y));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn frame(text: &str) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        buffer.set_string(0, 0, text, Style::new());
        buffer
    }

    #[test]
    fn a_narrow_glyph_over_a_wide_one_writes_over_both_its_halves() {
        let mut halves = Halves::default();
        let (mut before, mut after) = (frame("本日"), frame("a"));
        halves.settle(&mut before);
        halves.settle(&mut after);
        let written: Vec<u16> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
        assert_eq!(written, [0, 1, 2, 3]);
    }
}
