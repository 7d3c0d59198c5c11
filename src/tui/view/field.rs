//! Draws a text field and says in which cell its caret is, so that the hardware cursor can stand there: input methods
//! open their window at it and screen readers read from it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::parts::safe;
use crate::app::field::Field;
use crate::app::wrap::{cells, place, wrap};

/// Draws `field` into `area`: one line scrolls sideways, many lines wrap and scroll down, so that the caret always
/// shows. Answers with the caret's cell; none where there is no room at all.
pub fn draw(field: &Field, area: Rect, buffer: &mut Buffer, style: Style) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return None;
    }
    let (row, column) = if field.has_lines() {
        draw_lines(field, area, buffer, style)
    } else {
        draw_line(field, area, buffer, style)
    };
    Some(Position::new(area.x + row_fit(column, area.width), area.y + row_fit(row, area.height)))
}

/// Draws one line, scrolled so far that the caret has a cell; answers with the caret's row and column.
fn draw_line(field: &Field, area: Rect, buffer: &mut Buffer, style: Style) -> (usize, usize) {
    let (before, after) = field.text().split_at(field.caret());
    let room = usize::from(area.width) - 1;
    let mut shown: Vec<&str> = Vec::new();
    let mut used = 0;
    for glyph in before.graphemes(true).rev() {
        if used + cells(glyph) > room {
            break;
        }
        used += cells(glyph);
        shown.push(glyph);
    }
    let text: String =
        shown.into_iter().rev().chain(after.graphemes(true).take(usize::from(area.width))).collect();
    buffer.set_stringn(area.x, area.y, safe(&text), usize::from(area.width), style);
    (0, used)
}

/// Draws many lines, wrapped; answers with the caret's row and column.
fn draw_lines(field: &Field, area: Rect, buffer: &mut Buffer, style: Style) -> (usize, usize) {
    let (text, width, height) = (field.text(), usize::from(area.width), usize::from(area.height));
    let rows = wrap(text, width);
    let (row, column) = place(text, &rows, field.caret(), width);
    let top = (row + 1).saturating_sub(height);
    for (y, range) in (area.top()..area.bottom()).zip(rows.into_iter().skip(top)) {
        buffer.set_stringn(area.x, y, safe(&text[range]), width, style);
    }
    (row - top, column)
}

/// `at` as a coordinate inside `length`.
fn row_fit(at: usize, length: u16) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX).min(length - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(field: &Field, width: u16, height: u16) -> (Vec<String>, Position) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let caret = draw(field, area, &mut buffer, Style::new()).unwrap();
        let row = |y| {
            let mut skip = 0;
            let mut text = String::new();
            for x in 0..width {
                if skip == 0 {
                    text.push_str(buffer[(x, y)].symbol());
                    skip = cells(buffer[(x, y)].symbol()).max(1);
                }
                skip -= 1;
            }
            text.trim_end().to_owned()
        };
        ((0..height).map(row).collect(), caret)
    }

    #[test]
    fn a_long_line_scrolls_so_that_the_caret_shows() {
        let field = Field::line().with("来週火曜に電話");
        assert_eq!(drawn(&field, 20, 1), (vec!["来週火曜に電話".into()], Position::new(14, 0)));
        assert_eq!(drawn(&field, 6, 1), (vec!["電話".into()], Position::new(4, 0)));
        let mut field = field;
        field.set_caret(0);
        assert_eq!(drawn(&field, 5, 1), (vec!["来週".into()], Position::new(0, 0)));
    }

    #[test]
    fn many_lines_wrap_and_scroll_down_to_the_caret() {
        let field = Field::lines().with("call back\non Tuesday");
        assert_eq!(
            drawn(&field, 9, 3),
            (vec!["call back".into(), "on".into(), "Tuesday".into()], Position::new(7, 2))
        );
        assert_eq!(drawn(&field, 9, 2).0, ["on", "Tuesday"]);
    }

    #[test]
    fn a_caret_behind_a_full_row_stands_below_it() {
        assert_eq!(drawn(&Field::lines().with("abcdef"), 3, 3).1, Position::new(0, 2));
    }

    #[test]
    fn a_field_without_room_draws_nothing() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        assert_eq!(draw(&Field::line().with("a"), Rect::new(9, 9, 3, 1), &mut buffer, Style::new()), None);
        assert_eq!(buffer, Buffer::empty(Rect::new(0, 0, 4, 1)));
    }

    proptest! {
        #[test]
        fn any_field_at_any_size_has_its_caret_inside(text in "[a田ｶﾞ👍\u{301} \t\n]{0,40}", to in 0usize..90, width in 1u16..9, height in 1u16..4, lines: bool) {
            let mut field = if lines { Field::lines() } else { Field::line() }.with(&text);
            field.set_caret(to);
            let (_, caret) = drawn(&field, width, height);
            prop_assert!(caret.x < width && caret.y < height);
        }
    }
}
