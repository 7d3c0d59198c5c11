//! The list of customers in the columns of a view: a row of headings, then names and cells that line up.
//!
//! Who must not be called still says so, whatever the columns are.

use ratatui::layout::Rect;

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, line, top};
use crate::app::wrap::cells;
use crate::domain::Noun;
use crate::domain::column::Column;
use crate::domain::page::Line;
use crate::i18n::{cell, field};
use crate::tui::theme::Role;

/// Cells of the name at least, and of a column at most.
const NAME: usize = 16;
const WIDEST: usize = 20;

/// Draws the rows of the desk's list.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) {
    let desk = &pen.app.desk;
    let (head, rows) = top(area, 1);
    let first = desk.cursor.window(usize::from(rows.height), desk.lines.len());
    let columns: Vec<&Column> = desk.columns().iter().filter(|column| !is_name(column)).collect();
    let shown: Vec<(usize, &Line, Vec<String>)> = each_row(rows)
        .zip(desk.lines.iter().enumerate().skip(first))
        .map(|(_, (at, line))| (at, line, texts(pen, line)))
        .collect();
    let heads: Vec<&str> = columns.iter().map(|column| cell::heading(column, pen.lang())).collect();
    let wide = |at: usize| {
        let all = shown.iter().filter_map(|(.., texts)| texts.get(at)).map(|text| cells(text));
        all.chain([cells(heads[at])]).max().unwrap_or(0).min(WIDEST)
    };
    let room = usize::from(area.width).saturating_sub(NAME + 3);
    let widths = fitting((0..columns.len()).map(wide), room);
    let used: usize = widths.iter().map(|width| width + 1).sum();
    let name = usize::from(area.width).saturating_sub(used + 3);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row };
    let side = |at: usize| if columns[at].is_figure() { Side::Right } else { Side::Left };
    let row_of = |texts: &dyn Fn(usize) -> String| -> String {
        let one = |(at, width): (usize, &usize)| pad(&texts(at), *width, side(at));
        widths.iter().enumerate().map(one).fold(String::new(), |row, cell| row + " " + &cell)
    };
    let words = pad(field::label(Noun::Customer, "name", pen.lang()), name, Side::Left);
    pen.put(inset(head), Role::Dim, &(words + &row_of(&|at| heads[at].to_owned())));
    for (row, (at, line, texts)) in each_row(rows).zip(&shown) {
        let selected = *at == desk.cursor.at;
        pen.marker(row, selected);
        let row = inset(row);
        let role = if selected { Role::Selection } else { Role::Text };
        let mut spans = vec![(role, pad(&line.name, name, Side::Left))];
        if line.blocked(pen.now().timestamp_millis()) {
            spans.push((Role::Text, " ".into()));
            spans.extend(line::standing(pen, line));
        } else {
            spans.push((Role::Text, row_of(&|at| texts.get(at).cloned().unwrap_or_default())));
        }
        pen.row(row, &spans);
    }
}

/// The name stands first in any case.
fn is_name(column: &Column) -> bool {
    column.is(Noun::Customer, "name")
}

fn texts(pen: &Pen<'_>, line: &Line) -> Vec<String> {
    let setting = &pen.app.setting;
    let columns = pen.app.desk.columns().iter().zip(&line.cells).filter(|(column, _)| !is_name(column));
    columns
        .map(|(column, held)| cell::cell(column, held, pen.now(), &setting.currency, setting.lang))
        .collect()
}

/// As many of the widths as fit, one blank before each.
pub(super) fn fitting(widths: impl Iterator<Item = usize>, room: usize) -> Vec<usize> {
    let mut left = room;
    widths
        .take_while(|width| {
            let fits = *width < left;
            left = left.saturating_sub(width + 1);
            fits
        })
        .collect()
}
