//! The columns of a plan: what stands in each, and where it goes.

use ratatui::layout::Rect;

use crate::app::import::columns::in_doubt;
use crate::app::import::review::Review;
use crate::app::wrap::cells;
use crate::domain::choices::LEAVE_OUT;
use crate::domain::plan::{ColumnUse, ImportPlan};
use crate::i18n::{Lang, Text, review as words};
use crate::tui::theme::Role;
use crate::tui::view::each_row;
use crate::tui::view::parts::{Side, pad};
use crate::tui::view::pen::Pen;

/// Cells of how sure it is.
const SURE: usize = 4;

/// Draws them.
pub(super) fn draw(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let lang = pen.lang();
    let columns = &review.plan.columns;
    if columns.is_empty() {
        pen.put(Rect { x: area.x + 2, ..area }, Role::Dim, Text::ReviewNoColumns.words(lang));
        return;
    }
    let width = usize::from(area.width).saturating_sub(3);
    let header =
        columns.iter().map(|column| cells(&column.header)).max().unwrap_or(0).clamp(4, width * 3 / 10);
    let field =
        columns.iter().map(|column| cells(&into(column, lang))).max().unwrap_or(0).clamp(8, width * 4 / 10);
    let sample = width.saturating_sub(header + field + SURE + 6);
    let first = review.columns.window(usize::from(area.height), columns.len());
    for (row, (at, column)) in each_row(area).zip(columns.iter().enumerate().skip(first)) {
        let selected = at == review.columns.at && !review.on_import;
        pen.marker(row, selected);
        let row = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let sure = if column.confidence > 0 { format!("{}%", column.confidence) } else { String::new() };
        let name = if selected { Role::Selection } else { Role::Text };
        pen.row(
            row,
            &[
                (name, format!("{} ", pad(&column.header, header, Side::Left))),
                (Role::Dim, format!("{} ", pad(&column.samples.join(" | "), sample, Side::Left))),
                (Role::Dim, "> ".to_owned()),
                (looks(column), format!("{} ", pad(&into(column, lang), field, Side::Left))),
                (Role::Dim, pad(&sure, SURE, Side::Right)),
            ],
        );
    }
    draw_notes(pen, &review.plan, area);
}

/// What of the file is in no row: below the columns, where there is room.
fn draw_notes(pen: &mut Pen<'_>, plan: &ImportPlan, area: Rect) {
    let lang = pen.lang();
    let left_out = plan
        .left_out
        .iter()
        .map(|(line, words)| Text::PlanLeftOut.fill(lang, &[("line", &line.to_string()), ("words", words)]));
    let notes: Vec<String> = plan.notes.iter().map(|note| words::note(note, lang)).chain(left_out).collect();
    let below = each_row(area).skip(plan.columns.len() + 1);
    for (row, note) in below.zip(notes) {
        pen.put(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, Role::Dim, &note);
    }
}

/// Where a column goes, in words.
fn into(column: &ColumnUse, lang: Lang) -> String {
    let field = column.field.as_deref();
    field.map_or_else(|| Text::ReviewNoField.words(lang).to_owned(), |field| words::target(field, lang))
}

fn looks(column: &ColumnUse) -> Role {
    match column.field.as_deref() {
        Some(LEAVE_OUT) => Role::Dim,
        _ if in_doubt(column) => Role::Warning,
        _ => Role::Act,
    }
}
