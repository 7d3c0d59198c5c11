//! The choice of views: key, name, how many answer it, and its line, or what is wrong with it.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{bottom, each_row, top};
use crate::app::views::{Listed, Views};
use crate::app::wrap::wrap;
use crate::i18n::{Text, cell, format, label};
use crate::tui::theme::Role;

/// Cells of the count.
const COUNT: usize = 9;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, views: &Views, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextViews.words(pen.lang()).to_owned())]);
    if views.is_empty() {
        let text = if views.waiting { Text::Loading } else { Text::NoViews };
        words(pen, text.words(pen.lang()), rest);
        return None;
    }
    let (rows, foot) = bottom(rest, 2);
    let first = views.cursor.window(usize::from(rows.height), views.len());
    for (row, at) in each_row(rows).zip(first..views.len()) {
        let selected = at == views.cursor.at;
        pen.marker(row, selected);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let role = if selected { Role::Selection } else { Role::Text };
        match (at, &views.query) {
            (0, Some(query)) => {
                pen.put(inset, role, &Text::SaveAsView.fill(pen.lang(), &[("query", query)]));
            }
            (at, query) => {
                if let Some(listed) = views.rows.get(at - usize::from(query.is_some())) {
                    draw_row(pen, listed, role, inset);
                }
            }
        }
    }
    let (_, foot) = bottom(foot, 1);
    let foot = Rect { x: foot.x + 2, width: foot.width.saturating_sub(3), ..foot };
    pen.put(foot, Role::Dim, Text::ViewKeyHint.words(pen.lang()));
    None
}

/// Words in place of rows.
pub(super) fn words(pen: &mut Pen<'_>, words: &str, area: Rect) {
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    for (row, range) in each_row(inset).skip(1).zip(wrap(words, usize::from(inset.width).max(1))) {
        pen.put(row, Role::Dim, words[range].trim_end());
    }
}

fn draw_row(pen: &mut Pen<'_>, listed: &Listed, role: Role, area: Rect) {
    let lang = pen.lang();
    let name = usize::from(area.width / 3).min(30);
    let key = listed.view.key.filter(|_| listed.whose.is_empty()).map(|key| key.to_string());
    let count = listed.count.map(format::count).unwrap_or_default();
    let mut spans = vec![
        (Role::Accent, pad(&key.unwrap_or_default(), 2, Side::Left)),
        (role, pad(&listed.view.name, name, Side::Left)),
        (Role::Text, pad(&count, COUNT, Side::Right)),
    ];
    if let Some(fault) = &listed.fault {
        spans.push((Role::Error, format!("  {}", label::fault(fault, lang))));
    } else {
        let heads: Vec<&str> = listed.columns.iter().map(|column| cell::heading(column, lang)).collect();
        spans.push((Role::Text, format!("  {}", listed.view.query)));
        spans.push((Role::Dim, format!("  {}", heads.join(", "))));
    }
    if !listed.whose.is_empty() {
        spans.push((Role::Dim, format!("  {}", listed.whose)));
    }
    pen.row(area, &spans);
}
