//! The agenda: what is overdue, today, later and undated, one row each.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::agenda::{Agenda, end_of_today};
use crate::domain::agenda::Due as Row;
use crate::domain::next_step::Due;
use crate::i18n::{Text, format, label};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, agenda: &Agenda, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::Agenda.words(lang).to_owned())]);
    if agenda.rows.is_empty() {
        let text = if agenda.waiting { Text::Loading } else { Text::AgendaEmpty };
        pen.put(
            Rect { x: rest.x + 2, width: rest.width.saturating_sub(2), ..rest },
            Role::Dim,
            text.words(lang),
        );
        return None;
    }
    let lines = lines(pen, agenda);
    let at = lines.iter().position(|line| *line == Line::Row(agenda.cursor.at)).unwrap_or(0);
    let height = usize::from(rest.height).max(1);
    let first = (at + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    for (row, line) in each_row(rest).zip(lines.into_iter().skip(first)) {
        match line {
            Line::Section(due) => drop(pen.put(
                Rect { x: row.x + 1, width: row.width.saturating_sub(1), ..row },
                Role::Dim,
                section(due).words(lang),
            )),
            Line::Row(at) => draw_row(pen, &agenda.rows[at], at == agenda.cursor.at, row),
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Section(Due),
    Row(usize),
}

fn lines(pen: &Pen<'_>, agenda: &Agenda) -> Vec<Line> {
    let (now, end) = (pen.now().timestamp_millis(), end_of_today(pen.now()));
    let mut lines = Vec::new();
    let mut last = None;
    for (at, row) in agenda.rows.iter().enumerate() {
        let due = row.step.due(now, end);
        if last != Some(due) {
            lines.push(Line::Section(due));
            last = Some(due);
        }
        lines.push(Line::Row(at));
    }
    lines
}

const fn section(due: Due) -> Text {
    match due {
        Due::Overdue => Text::SectionOverdue,
        Due::Today => Text::SectionToday,
        Due::Later => Text::SectionLater,
        Due::Undated => Text::SectionUndated,
    }
}

fn draw_row(pen: &mut Pen<'_>, row: &Row, selected: bool, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    pen.marker(area, selected);
    let when =
        row.step.due_at.map(|at| format::moment(format::local(at, now), now, lang)).unwrap_or_default();
    let role = match row.step.due(now.timestamp_millis(), end_of_today(now)) {
        Due::Overdue => Role::Overdue,
        Due::Today => Role::Due,
        Due::Later | Due::Undated => Role::Dim,
    };
    let name = usize::from(area.width / 3).min(32);
    let number = row.line.phones.first().cloned().unwrap_or_default();
    let mut spans: Vec<Span> = vec![
        (role, pad(&when, 18, Side::Left)),
        (if selected { Role::Selection } else { Role::Text }, pad(&row.line.name, name, Side::Left)),
        (Role::Dim, format!("  {} ", pad(label::choice(&row.step.kind, lang), 10, Side::Left))),
        (Role::Text, row.step.text.clone()),
    ];
    if let Some(moved) = row.step.moved.filter(|moved| *moved > 0) {
        spans.push((Role::Dim, format!("  {}", Text::MovedTimes.fill(lang, &[("n", &moved.to_string())]))));
    }
    if area.width >= 100 {
        pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, &number);
    }
    let right = if area.width >= 100 { 17 } else { 1 };
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(2 + right), ..area }, &spans);
}
