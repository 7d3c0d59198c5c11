//! Choosing the field of a column: the column, the line that narrows, the fields that answer.

use ratatui::layout::{Position, Rect};

use crate::app::import::choice::FieldChoice;
use crate::app::import::review::Review;
use crate::i18n::Text;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;
use crate::tui::view::{each_row, top};

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, review: &Review, choice: &FieldChoice, area: Rect) -> Option<Position> {
    let column = review.plan.columns.get(review.columns.at)?;
    let (head, rest) = top(area, 1);
    let samples = column.samples.join(" | ");
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    pen.row(inset(head), &[(Role::Act, column.header.clone()), (Role::Dim, format!("  {samples}"))]);
    let (line, rest) = top(rest, 1);
    pen.put(line, Role::Accent, " >");
    let caret = pen.field(&choice.field, Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line });
    if choice.found.is_empty() {
        pen.put(inset(rest), Role::Dim, Text::NotAChoice.words(pen.lang()));
    }
    let first = choice.cursor.window(usize::from(rest.height), choice.found.len());
    for (row, (at, found)) in each_row(rest).zip(choice.found.iter().enumerate().skip(first)) {
        let selected = at == choice.cursor.at;
        pen.marker(row, selected);
        let (name, words) = &choice.all[*found];
        let role = if selected { Role::Selection } else { Role::Text };
        pen.row(inset(row), &[(role, format!("{words}  ")), (Role::Dim, name.clone())]);
    }
    caret
}
