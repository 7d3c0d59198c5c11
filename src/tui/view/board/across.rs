//! The board where the window is wide: stages across, deals down, sums above.

use ratatui::layout::Rect;

use super::card::{mark, when, whom, worth};
use super::{beneath, ended, named, whole_sums};
use crate::app::board::Board;
use crate::app::wrap::cells;
use crate::domain::pipeline::Column;
use crate::domain::sums::Sums;
use crate::i18n::{Lang, Text, format};
use crate::tui::theme::Role;
use crate::tui::view::each_row;
use crate::tui::view::pen::Pen;

/// Cells of a column of the board, at least.
const WIDE: u16 = 22;
/// Rows of a deal on the board.
const CARD: usize = 2;
/// Currencies that have a row of their own above a column.
const CURRENCIES: usize = 3;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, board: &Board, area: Rect) {
    let shown = usize::from(area.width / (WIDE + 1)).clamp(1, board.columns.len());
    let first = board.at.0.saturating_sub(shown / 2).min(board.columns.len() - shown);
    let width = area.width / u16::try_from(shown).unwrap_or(1);
    let visible = &board.columns[first..first + shown];
    let kinds = visible.iter().map(|column| column.volume.amounts.iter().count()).max().unwrap_or(0);
    let rows = kinds.clamp(1, CURRENCIES);
    let room = usize::from(width.saturating_sub(2));
    let wide = |column: &&Column| above(pen, column, rows, None).iter().any(|(_, words)| cells(words) > room);
    let short = visible.iter().find(wide).map(|_| pen.lang());
    for (nth, column) in visible.iter().enumerate() {
        let x = area.x + width * u16::try_from(nth).unwrap_or(0);
        if nth > 0 {
            pen.rule_down(Rect { x, width: 1, ..area });
        }
        let inset = Rect { x: x + 1, width: width.saturating_sub(1), ..area };
        let at = first + nth;
        let selected = (at == board.at.0).then_some(board.at.1);
        let above = above(pen, column, rows, short);
        draw_column(pen, named(board, column, pen.lang()), column, selected, above, inset);
    }
}

/// What a column comes to, and below it by chance, on so many rows each; rounded in a language if `short`.
fn above(pen: &Pen<'_>, column: &Column, rows: usize, short: Option<Lang>) -> Vec<(Role, String)> {
    let chance = |words: String| {
        if words.is_empty() { words } else { Text::BoardWeighted.fill(pen.lang(), &[("amount", &words)]) }
    };
    let weighted = if ended(column) { Sums::default() } else { column.volume.weighted() };
    let amounts = stacked(&column.volume.amounts, rows, short).map(|words| (Role::Text, words));
    let under = stacked(&weighted, rows, short).map(|words| (Role::Dim, chance(words)));
    let mut above: Vec<(Role, String)> = amounts.chain(under).collect();
    if ended(column) {
        above[rows].1 = beneath(pen, column, whole_sums);
    }
    above
}

fn draw_column(
    pen: &mut Pen<'_>,
    name: &str,
    column: &Column,
    selected: Option<usize>,
    above: Vec<(Role, String)>,
    area: Rect,
) {
    let mut rows = each_row(area);
    let Some(head) = rows.next() else { return };
    pen.put_right(head, Role::Text, &format!("{} ", column.cards.len()));
    let role = if selected.is_some() { Role::Act } else { Role::Title };
    pen.put(Rect { width: head.width.saturating_sub(5), ..head }, role, name);
    for (role, words) in above {
        let Some(row) = rows.next() else { return };
        pen.put(Rect { width: row.width.saturating_sub(1), ..row }, role, &words);
    }
    let Some(row) = rows.next() else { return };
    let rule = pen.look.glyphs.rule(usize::from(row.width.saturating_sub(1)));
    pen.put(row, Role::Rule, &rule);
    cards(pen, column, selected, &rows.collect::<Vec<_>>());
}

/// Sums below one another on so many rows, rounded in a language if `short`; on the last what is left of
/// them.
fn stacked(sums: &Sums, rows: usize, short: Option<Lang>) -> impl Iterator<Item = String> {
    let each = sums.iter().map(|(currency, minor)| match short {
        Some(lang) => format::short_money(minor, currency, lang),
        None => format::money(minor, currency),
    });
    let each: Vec<String> = each.collect();
    (0..rows).map(move |nth| match each.get(nth..).unwrap_or_default() {
        left if nth + 1 == rows => left.join(" + "),
        left => left.first().cloned().unwrap_or_default(),
    })
}

fn cards(pen: &mut Pen<'_>, column: &Column, selected: Option<usize>, rows: &[Rect]) {
    let all = column.cards.len();
    let fits = rows.len() / CARD;
    let more = all > fits;
    let shown = if more { rows.len().saturating_sub(1) / CARD } else { fits }.max(1);
    let first = selected.map_or(0, |at| (at + 1).saturating_sub(shown)).min(all.saturating_sub(shown));
    for (nth, card) in column.cards.iter().enumerate().skip(first).take(shown) {
        let at = (nth - first) * CARD;
        let (Some(name), Some(figures)) = (rows.get(at), rows.get(at + 1)) else { return };
        let here = selected == Some(nth);
        pen.marker(*name, here);
        let role = if here { Role::Selection } else { Role::Text };
        pen.put(Rect { x: name.x + 2, width: name.width.saturating_sub(3), ..*name }, role, &whom(card));
        let inset = Rect { x: figures.x + 2, width: figures.width.saturating_sub(3), ..*figures };
        let (when_role, when) = when(pen, &card.deal, column.flag.open());
        let (mark_role, mark) = mark(card);
        let used = pen.put(inset, Role::Dim, &worth(&card.deal));
        let right = Rect { x: inset.x + used, width: inset.width - used, ..inset };
        pen.put_right(right, mark_role, &mark);
        let right =
            Rect { width: right.width.saturating_sub(u16::try_from(cells(&mark)).unwrap_or(0)), ..right };
        if cells(&when) < usize::from(right.width) {
            pen.put_right(right, when_role, &when);
        }
    }
    let hidden = all.saturating_sub(first + shown);
    if let Some(row) = rows.last().filter(|_| more && hidden > 0) {
        let words = Text::BoardMore.fill(pen.lang(), &[("n", &format::count(hidden))]);
        pen.put(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..*row }, Role::Dim, &words);
    }
}
