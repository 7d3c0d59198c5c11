//! The board where the window is narrow: one list, stage by stage.

use ratatui::layout::Rect;

use super::card::{mark, when, whom, worth};
use super::{beneath, named, whole_sums};
use crate::app::board::Board;
use crate::app::wrap::cells;
use crate::domain::pipeline::Column;
use crate::domain::sums::Sums;
use crate::i18n::{Lang, format};
use crate::tui::theme::Role;
use crate::tui::view::each_row;
use crate::tui::view::parts::{Side, pad};
use crate::tui::view::pen::Pen;

/// A row of the list form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Stage(usize),
    Deal(usize, usize),
}

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let mut lines = Vec::new();
    for (at, column) in board.columns.iter().enumerate().filter(|(_, column)| !column.cards.is_empty()) {
        lines.push(Line::Stage(at));
        lines.extend((0..column.cards.len()).map(|row| Line::Deal(at, row)));
    }
    let headings = board.columns.iter().map(|column| cells(&heading_of(board, column, pen.lang())));
    let heading = headings.max().unwrap_or(0);
    let height = usize::from(area.height).max(1);
    let here = lines.iter().position(|line| *line == Line::Deal(board.at.0, board.at.1)).unwrap_or(0);
    let first = (here + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    for (row, line) in each_row(area).zip(lines.into_iter().skip(first)) {
        match line {
            Line::Stage(at) => stage(pen, board, &board.columns[at], heading, row),
            Line::Deal(at, nth) => {
                deal(pen, &board.columns[at], nth, (at, nth) == board.at, row);
            }
        }
    }
}

/// A stage, and how many deals stand in it.
fn heading_of(board: &Board, column: &Column, lang: Lang) -> String {
    format!("{}  {}", named(board, column, lang), column.cards.len())
}

/// A stage and what it comes to.
fn stage(pen: &mut Pen<'_>, board: &Board, column: &Column, heading: usize, area: Rect) {
    let lang = pen.lang();
    let name = heading_of(board, column, lang);
    let name = pad(&name, heading.min(usize::from(area.width / 3)), Side::Left);
    let written = |sums: fn(&Sums, Lang) -> String| {
        [format!("  {}", sums(&column.volume.amounts, lang)), format!("  {}", beneath(pen, column, sums))]
    };
    let whole = written(whole_sums);
    let room = usize::from(area.width.saturating_sub(2)).saturating_sub(cells(&name));
    let fits = whole.iter().map(|words| cells(words)).sum::<usize>() <= room;
    let [amount, under] = if fits { whole } else { written(format::short_sums) };
    let spans = [(Role::Title, name), (Role::Text, amount), (Role::Dim, under)];
    pen.row(Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }, &spans);
}

/// A deal in a row.
fn deal(pen: &mut Pen<'_>, column: &Column, nth: usize, selected: bool, area: Rect) {
    let card = &column.cards[nth];
    pen.marker(area, selected);
    let name_role = if selected { Role::Selection } else { Role::Text };
    let width = usize::from(area.width).saturating_sub(3);
    let name = (width / 3).min(30);
    let (when_role, when) = when(pen, &card.deal, column.flag.open());
    let tail = 14 + 1 + 10 + 1 + 4 + 2;
    let title = width.saturating_sub(name + 1 + tail + 1);
    let initials = pad(&card.initials, 3, Side::Left);
    let spans = [
        (name_role, pad(&whom(card), name, Side::Left)),
        (Role::Dim, format!(" {} ", pad(&card.deal.title, title, Side::Left))),
        (Role::Text, format!("{} ", pad(&worth(&card.deal), 14, Side::Right))),
        (when_role, format!("{} ", pad(&when, 10, Side::Right))),
        (Role::Dim, initials),
        mark(card),
    ];
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area }, &spans);
}
