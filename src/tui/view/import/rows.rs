//! The rows of a plan: what becomes of each, in a line or whole.

use ratatui::layout::Rect;

use super::count;
use super::review::role;
use crate::app::import::review::Review;
use crate::app::wrap::cells;
use crate::domain::planned::{PlannedRow, Turn};
use crate::i18n::review::{self as words, Here};
use crate::i18n::{Text, label};
use crate::tui::theme::Role;
use crate::tui::view::parts::{Side, pad};
use crate::tui::view::pen::{Pen, Span};
use crate::tui::view::{each_row, top};

/// Cells of the line in the file, and of the verdict.
const LINE: usize = 7;
const VERDICT: usize = 10;

/// How many rows the pane shows, and which.
pub(super) fn shown(pen: &Pen<'_>, review: &Review) -> String {
    let all = review.end.map_or(review.plan.counts.rows, |end| review.plan.counts.of(end));
    let kept = review.shown() as u64;
    let many = if kept < all {
        Text::ReviewOnlyFirst.fill(pen.lang(), &[("n", &count(kept)), ("all", &count(all))])
    } else {
        count(all)
    };
    match review.end {
        Some(end) => format!("{many} ({})", words::end(end, pen.lang())),
        None => many,
    }
}

fn here<'a>(pen: &'a Pen<'_>) -> Here<'a> {
    Here { lang: pen.lang(), now: pen.now(), currency: &pen.app.setting.currency }
}

/// Draws the rows.
pub(super) fn draw(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let len = review.shown();
    if len == 0 {
        pen.put(Rect { x: area.x + 2, ..area }, Role::Dim, Text::ReviewNoRows.words(pen.lang()));
        return;
    }
    let name = usize::from(area.width / 4).max(12);
    let first = review.rows.window(usize::from(area.height), len);
    let rows = review.plan.rows.of(review.end).enumerate().skip(first);
    for (place, (at, row)) in each_row(area).zip(rows) {
        let selected = at == review.rows.at && !review.on_import;
        pen.marker(place, selected);
        let place = Rect { x: place.x + 2, width: place.width.saturating_sub(3), ..place };
        let what = words::row(row, here(pen));
        let end = row.verdict.end();
        let called = if selected { Role::Selection } else { Role::Text };
        pen.row(
            place,
            &[
                (Role::Dim, format!("{} ", pad(&row.line.to_string(), LINE, Side::Right))),
                (role(end), format!("{} ", pad(words::end(end, pen.lang()), VERDICT, Side::Left))),
                (called, format!("{} ", pad(&row.name, name, Side::Left))),
                (Role::Dim, what),
            ],
        );
    }
}

/// Draws one row whole: each cell, where it goes, and what that changes.
pub(super) fn draw_whole(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let Some(row) = review.row() else { return };
    let lang = pen.lang();
    let (head, rest) = top(area, 2);
    let end = row.verdict.end();
    let line = Text::RowLine.fill(lang, &[("line", &row.line.to_string())]);
    let verdict = words::end(end, lang).to_owned();
    let spans = [
        (Role::Dim, format!(" {line}  ")),
        (role(end), format!("{verdict}  ")),
        (Role::Act, row.name.clone()),
    ];
    pen.row(head, &spans);
    let told = match &row.verdict {
        crate::domain::plan::Verdict::Rejected(why) => label::refusal(why, lang),
        crate::domain::plan::Verdict::Alike(_) => words::row(row, here(pen)),
        _ => String::new(),
    };
    pen.put(
        Rect { x: head.x + 1, y: head.y + 1, width: head.width.saturating_sub(2), height: 1 },
        role(end),
        &told,
    );
    let lines = whole(pen, review, row, usize::from(rest.width));
    let last = lines.len().saturating_sub(usize::from(rest.height));
    for (place, spans) in each_row(rest).zip(lines.iter().skip(review.whole.unwrap_or(0).min(last))) {
        pen.row(Rect { x: place.x + 1, width: place.width.saturating_sub(2), ..place }, spans);
    }
}

/// A line for each cell, and one for each change that no cell stands for.
fn whole(pen: &Pen<'_>, review: &Review, row: &PlannedRow, width: usize) -> Vec<Vec<Span>> {
    let lang = pen.lang();
    let columns = &review.plan.columns;
    let header = columns.iter().map(|column| cells(&column.header)).max().unwrap_or(0).clamp(4, width / 4);
    let text = width * 3 / 10;
    let mut left: Vec<&Turn> = row.turns.iter().collect();
    let mut lines = Vec::with_capacity(columns.len() + left.len());
    for (column, cell) in columns.iter().zip(&row.cells) {
        let mut told = Vec::new();
        if let Some(field) = &column.field {
            let at = left.iter().position(|turn| turn.target == *field);
            let change = at.map(|at| words::turn(left.remove(at), here(pen)));
            let role = if change.is_some() { Role::Act } else { Role::Dim };
            let into = change.unwrap_or_else(|| words::target(field, lang));
            told.extend([(Role::Dim, "> ".to_owned()), (role, into)]);
        }
        let cell = pad(cell, text, Side::Left);
        let head = [
            (Role::Dim, format!("{} ", pad(&column.header, header, Side::Left))),
            (Role::Text, format!("{cell} ")),
        ];
        lines.push(head.into_iter().chain(told).collect());
    }
    if !left.is_empty() {
        lines.push(vec![(Role::Dim, Text::RowOther.words(lang).to_owned())]);
        lines.extend(
            left.into_iter().map(|turn| vec![(Role::Text, format!("  {}", words::turn(turn, here(pen))))]),
        );
    }
    lines
}
