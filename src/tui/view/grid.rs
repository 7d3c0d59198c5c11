//! The grid: names frozen on the left, as many columns as fit around the cursor, and below what the cell
//! under it holds, or why what was typed cannot stand.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{bottom, each_row, top};
use crate::app::grid::{Grid, Mode};
use crate::app::wrap::{cells, wrap};
use crate::domain::column::Column;
use crate::domain::grid::{Plan, choices};
use crate::domain::{Noun, page::Line};
use crate::i18n::{Lang, Text, cell, field, format, label};
use crate::tui::theme::Role;

/// Cells of the frozen name, and of a column at least and at most.
const NAME: usize = 18;
const NARROWEST: usize = 6;
const WIDEST: usize = 24;

/// Draws it; answers with the caret's cell while something is typed.
pub(super) fn draw(pen: &mut Pen<'_>, grid: &Grid, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let query = if grid.query.trim().is_empty() { Text::GridOfAll.words(lang) } else { &grid.query };
    let count = format!("  {}", format::tally(grid.tally));
    let title = [
        (Role::Title, Text::ContextGrid.words(lang).to_owned()),
        (Role::Text, format!("  {query}")),
        (Role::Dim, count),
    ];
    pen.rule(heading, &title);
    if let Mode::Plan { plan, cursor } = &grid.mode {
        draw_plan(
            pen,
            grid,
            plan,
            cursor.window(usize::from(rest.height).saturating_sub(2), usize::MAX),
            rest,
        );
        return None;
    }
    let (body, foot) = bottom(rest, 2);
    if grid.rows.is_empty() && !matches!(grid.mode, Mode::Columns { .. }) {
        let text = if grid.waiting() { Text::Loading } else { Text::NoHits };
        let inset = Rect { x: body.x + 2, y: body.y + 1, width: body.width.saturating_sub(4), height: 1 };
        pen.put(inset, Role::Dim, text.words(lang));
        return None;
    }
    let caret = draw_rows(pen, grid, body);
    draw_foot(pen, grid, foot).or(caret)
}

/// The columns that are shown right of the frozen one, and how wide each is.
fn shown(pen: &Pen<'_>, grid: &Grid, lines: &[&Line], room: usize) -> Vec<(usize, usize)> {
    let width = |at: usize| {
        let column = &grid.columns[at];
        let own =
            lines.iter().filter_map(|line| line.cells.get(at)).map(|held| cells(&text(pen, column, held)));
        let head = cells(cell::heading(column, pen.lang()));
        own.chain([head]).max().unwrap_or(0).clamp(NARROWEST, WIDEST)
    };
    let all: Vec<(usize, usize)> =
        (usize::from(has_name(grid))..grid.columns.len()).map(|at| (at, width(at))).collect();
    let here = all.iter().position(|(at, _)| *at == grid.column).unwrap_or(0);
    let ends =
        |first: usize| all.iter().take(here + 1).skip(first).map(|(_, width)| width + 1).sum::<usize>();
    let first = (0..=here).find(|first| ends(*first) <= room).unwrap_or(here);
    let fitting = super::columns::fitting(all.iter().skip(first).map(|(_, width)| *width), room).len().max(1);
    all.into_iter().skip(first).take(fitting).map(|(at, width)| (at, width.min(room))).collect()
}

/// The name stands first in the grid's own columns; else it is frozen beside them.
fn has_name(grid: &Grid) -> bool {
    grid.columns.first().is_some_and(|column| column.is(Noun::Customer, "name"))
}

fn text(pen: &Pen<'_>, column: &Column, held: &crate::domain::column::Cell) -> String {
    let setting = &pen.app.setting;
    cell::cell(column, held, pen.now(), &setting.currency, setting.lang)
}

fn draw_rows(pen: &mut Pen<'_>, grid: &Grid, area: Rect) -> Option<Position> {
    let (head, rows) = top(area, 1);
    let height = usize::from(rows.height);
    let from = grid.cursor.window(height, grid.rows.len());
    let lines: Vec<&Line> = grid.rows.iter().skip(from).take(height).collect();
    let room = usize::from(area.width).saturating_sub(NAME + 3);
    let columns = shown(pen, grid, &lines, room);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row };
    draw_heads(pen, grid, &columns, inset(head));
    let mut caret = None;
    for (row, (number, line)) in each_row(rows).zip((from..).zip(&lines)) {
        pen.marker(row, number == grid.cursor.at);
        caret = draw_row(pen, grid, &columns, (number, line), inset(row)).or(caret);
    }
    caret
}

fn draw_heads(pen: &mut Pen<'_>, grid: &Grid, columns: &[(usize, usize)], area: Rect) {
    let lang = pen.lang();
    let role = |here: bool| if here { Role::Act } else { Role::Dim };
    let name = pad(field::label(Noun::Customer, "name", lang), NAME, Side::Left);
    let mut spans: Vec<Span> = vec![(role(has_name(grid) && grid.column == 0), name)];
    for (at, width) in columns {
        let words = pad(cell::heading(&grid.columns[*at], lang), *width, side(grid, *at));
        spans.push((Role::Dim, " ".into()));
        spans.push((role(*at == grid.column), words));
    }
    pen.row(area, &spans);
}

fn side(grid: &Grid, at: usize) -> Side {
    if grid.columns[at].is_figure() { Side::Right } else { Side::Left }
}

/// A customer's row; answers with the caret's cell where one of its cells is typed into.
fn draw_row(
    pen: &mut Pen<'_>,
    grid: &Grid,
    columns: &[(usize, usize)],
    (number, line): (usize, &Line),
    area: Rect,
) -> Option<Position> {
    let here = number == grid.cursor.at;
    let mut typed = None;
    let mut x = area.x;
    let name = has_name(grid).then_some((0, NAME));
    if name.is_none() {
        let role = if here { Role::Act } else { Role::Dim };
        x += pen.put(Rect { x, ..area }, role, &pad(&line.name, NAME, Side::Left)) + 1;
    }
    for (at, width) in name.into_iter().chain(columns.iter().copied()) {
        let wide = u16::try_from(width).unwrap_or(0);
        let place = Rect { x, width: wide.min(area.right().saturating_sub(x)), ..area };
        let held = line.cells.get(at).map(|held| text(pen, &grid.columns[at], held)).unwrap_or_default();
        let cursor = here && at == grid.column;
        let held = if cursor && held.is_empty() { "_".to_owned() } else { held };
        pen.put(place, role(grid, number, at), &pad(&held, width, side(grid, at)));
        if cursor {
            typed = Some(place);
        }
        x += wide + 1;
    }
    let (Mode::Edit { field, .. }, Some(place)) = (&grid.mode, typed) else { return None };
    // What is typed has room, also in a narrow column.
    let wide = place.width.max(u16::try_from(WIDEST).unwrap_or(0)).min(area.right().saturating_sub(place.x));
    let place = Rect { width: wide, ..place };
    pen.put(place, Role::Text, &" ".repeat(usize::from(wide)));
    pen.field(field, place)
}

fn role(grid: &Grid, row: usize, column: usize) -> Role {
    let (begin, end) = grid.block();
    let marked =
        grid.mark.is_some() && (begin.0..=end.0).contains(&row) && (begin.1..=end.1).contains(&column);
    match ((row, column) == (grid.cursor.at, grid.column), marked) {
        (true, _) => Role::Selection,
        (_, true) => Role::Match,
        (false, false) => Role::Text,
    }
}

/// What the cell under the cursor holds in full; what can stand there, or why it cannot.
fn draw_foot(pen: &mut Pen<'_>, grid: &Grid, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (first, second) = top(area, 1);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    if let Mode::Columns { field, strange } = &grid.mode {
        let label = Text::GridColumns.words(lang);
        let used = pen.put(inset(first), Role::Act, label) + 1;
        let line = inset(first);
        let place = Rect { x: line.x + used, width: line.width.saturating_sub(used), ..line };
        let caret = pen.field(field, place);
        match strange {
            Some(name) => {
                pen.put(inset(second), Role::Error, &Text::ViewColumn.fill(lang, &[("given", name)]))
            }
            None => pen.put(inset(second), Role::Dim, &suggestions(grid, lang)),
        };
        return caret;
    }
    let column = grid.columns.get(grid.column)?;
    let head = cell::heading(column, lang);
    let held = grid.row().and_then(|line| line.cells.get(grid.column));
    let held = held.map(|held| text(pen, column, held)).unwrap_or_default();
    pen.row(inset(first), &[(Role::Dim, format!("{head}  ")), (Role::Text, held)]);
    match &grid.mode {
        Mode::Edit { why: Some(why), .. } => {
            pen.put(inset(second), Role::Error, &label::why(why, lang));
        }
        Mode::Edit { .. } if !choices(column).is_empty() => {
            let words: Vec<String> = choices(column)
                .iter()
                .map(|code| match label::choice(code, lang) {
                    word if word == *code => word.to_owned(),
                    word => format!("{code} {word}"),
                })
                .collect();
            pen.put(inset(second), Role::Dim, &words.join("  "));
        }
        _ => {}
    }
    None
}

/// The columns that the name being typed may mean, or how names are typed.
fn suggestions(grid: &Grid, lang: Lang) -> String {
    let meant = grid.suggested(lang);
    if meant.is_empty() {
        return Text::GridColumnsHint.words(lang).to_owned();
    }
    let one = |column: &Column| format!("{} ({})", column.name, cell::heading(column, lang));
    meant.iter().take(12).map(one).collect::<Vec<_>>().join("  ")
}

/// What a paste would do: the cells that cannot stand first, then those that change.
fn draw_plan(pen: &mut Pen<'_>, grid: &Grid, plan: &Plan, from: usize, area: Rect) {
    let lang = pen.lang();
    let [changed, same, refused] = [plan.changed.len(), plan.same, plan.refused.len()].map(format::count);
    let words = Text::PastePlan.fill(lang, &[("n", &changed), ("same", &same), ("bad", &refused)]);
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let mut rows = each_row(inset);
    for range in wrap(&words, usize::from(inset.width).max(1)) {
        if let Some(row) = rows.next() {
            pen.put(row, Role::Act, words[range].trim_end());
        }
    }
    rows.next();
    let name = |row: usize| grid.rows.get(row).map_or("", |line| line.name.as_str());
    let head = |at: usize| {
        grid.columns
            .get(at)
            .map_or_else(|| (at + 1).to_string(), |column| cell::heading(column, lang).to_owned())
    };
    let lead = |spot: (usize, usize)| {
        let place =
            Text::PasteCell.fill(lang, &[("row", &(spot.0 + 1).to_string()), ("column", &head(spot.1))]);
        format!("{} {} ", pad(&place, 24, Side::Left), pad(name(spot.0), NAME, Side::Left))
    };
    let refused = plan.refused.iter().map(|refused| {
        let why = refused
            .why
            .as_ref()
            .map_or(Text::PasteBeyond.words(lang).to_owned(), |why| label::why(why, lang));
        vec![(Role::Text, lead(refused.spot)), (Role::Error, why)]
    });
    let changed = plan.changed.iter().map(|changed| {
        let was = if changed.was.is_empty() { "-" } else { &changed.was };
        let text = if changed.text.trim().is_empty() { "-" } else { &changed.text };
        vec![
            (Role::Text, lead(changed.spot)),
            (Role::Dim, format!("{} ", pad(was, 16, Side::Left))),
            (Role::Won, text.to_owned()),
        ]
    });
    for (row, spans) in rows.zip(refused.chain(changed).skip(from)) {
        pen.row(row, &spans);
    }
}
