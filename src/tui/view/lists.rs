//! The choice of call lists, with how far each is.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top, walk};
use crate::app::lists::Lists;
use crate::app::wrap::wrap;
use crate::domain::walk::Listed;
use crate::i18n::{Text, format};
use crate::tui::theme::Role;

/// Cells of a bar.
const BAR: u16 = 12;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, lists: &Lists, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ContextLists.words(pen.lang()).to_owned())]);
    if lists.is_empty() {
        let text = if lists.waiting { Text::Loading } else { Text::NoLists };
        let inset = Rect { x: rest.x + 2, width: rest.width.saturating_sub(4), ..rest };
        let words = text.words(pen.lang());
        for (row, range) in each_row(inset).skip(1).zip(wrap(words, usize::from(inset.width).max(1))) {
            pen.put(row, Role::Dim, words[range].trim_end());
        }
        return None;
    }
    let first = lists.cursor.window(usize::from(rest.height), lists.len());
    for (row, at) in each_row(rest).zip(first..lists.len()) {
        let selected = at == lists.cursor.at;
        pen.marker(row, selected);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let role = if selected { Role::Selection } else { Role::Text };
        match (at, &lists.query) {
            (0, Some(query)) => {
                let words = match lists.making {
                    Some(percent) => Text::MakingList.fill(pen.lang(), &[("n", &percent.to_string())]),
                    None => Text::NewListOf
                        .fill(pen.lang(), &[("query", query), ("n", &format::count(lists.found))]),
                };
                pen.put(inset, role, &words);
            }
            (at, query) => {
                if let Some(listed) = lists.rows.get(at - usize::from(query.is_some())) {
                    draw_row(pen, listed, role, inset);
                }
            }
        }
    }
    None
}

fn draw_row(pen: &mut Pen<'_>, listed: &Listed, role: Role, area: Rect) {
    let lang = pen.lang();
    let name = usize::from(area.width * 2 / 5).min(40);
    let bar = pen.look.glyphs.bar_of(listed.called, listed.total, BAR);
    let called = walk::how_far(pen, listed.called, listed.total);
    let made = listed.list.made_at.map(|at| format::day(format::local(at, pen.now()), pen.now(), lang));
    pen.row(
        area,
        &[
            (role, pad(&listed.list.name, name, Side::Left)),
            (Role::Bar, format!(" {}", pad(&bar, usize::from(BAR), Side::Left))),
            (Role::Text, format!("  {}", pad(&called, 18, Side::Left))),
            (Role::Dim, made.unwrap_or_default()),
        ],
    );
}
