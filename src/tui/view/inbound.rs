//! Somebody calls in: the line, and who answers to it.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{each_row, line, top};
use crate::app::inbound::Inbound;
use crate::i18n::Text;
use crate::tui::theme::Role;

/// Rows it wants.
pub(super) const HEIGHT: u16 = 7;

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, inbound: &Inbound, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextInbound.words(lang).to_owned())]);
    let (field, below) = top(rest, 1);
    pen.put(field, Role::Accent, " >");
    let field = Rect { x: field.x + 3, width: field.width.saturating_sub(4), ..field };
    if inbound.field.is_empty() {
        pen.put(field, Role::Dim, Text::InboundExample.words(lang));
    }
    let caret = pen.field(&inbound.field, field);
    if inbound.lines.is_empty() && !inbound.field.is_empty() && !inbound.waiting() {
        pen.put(Rect { x: below.x + 3, ..below }, Role::Dim, Text::InboundNobody.words(lang));
    }
    for (row, (at, customer)) in each_row(below).zip(inbound.lines.iter().enumerate()) {
        line::draw(pen, customer, at == inbound.cursor.at, row);
    }
    caret
}
