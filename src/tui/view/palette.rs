//! Every action by name: what is typed, and the actions that answer to it with their keys.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::palette::Palette;
use crate::i18n::Text;
use crate::tui::theme::Role;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, palette: &Palette, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::Palette.words(lang).to_owned())]);
    let (line, rows) = top(rest, 1);
    pen.put(line, Role::Accent, " :");
    let caret =
        pen.field(&palette.field, Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line });
    if palette.entries.is_empty() {
        pen.put(Rect { x: rows.x + 3, ..rows }, Role::Dim, Text::NoSuchAction.words(lang));
    }
    let first = palette.cursor.window(usize::from(rows.height), palette.entries.len());
    for (row, (at, entry)) in each_row(rows).zip(palette.entries.iter().enumerate().skip(first)) {
        let here = at == palette.cursor.at;
        pen.marker(row, here);
        let role = if here { Role::Selection } else { Role::Text };
        let spans = [
            (Role::Accent, pad(entry.key, 10, Side::Left)),
            (role, pad(entry.text.words(lang), 30, Side::Left)),
            (Role::Dim, entry.text.words(lang.other()).to_owned()),
        ];
        pen.row(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, &spans);
    }
    caret
}
