//! One customer's row in a list: the name, how to reach them, and how things stand.

use ratatui::layout::Rect;

use super::pen::{Pen, Span};
use crate::app::wrap::cells;
use crate::domain::page::Line;
use crate::i18n::{Text, format};
use crate::tui::theme::Role;

/// Cells of the column for how things stand.
const STANDING: u16 = 11;
/// Cells of the column for a number.
const NUMBER: u16 = 14;

/// Draws a row.
pub(super) fn draw(pen: &mut Pen<'_>, line: &Line, selected: bool, area: Rect) {
    pen.marker(area, selected);
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let standing = standing(pen, line);
    let wide = area.width >= NUMBER + STANDING + 14;
    let needs = standing.iter().map(|(_, text)| cells(text)).sum::<usize>();
    let needs = u16::try_from(needs).unwrap_or(u16::MAX).max(STANDING).min(area.width);
    let right = Rect { x: area.right().saturating_sub(needs), width: needs, ..area };
    pen.row(right, &standing);
    let left = Rect { width: area.width.saturating_sub(needs + 1), ..area };
    let role = if selected { Role::Selection } else { Role::Text };
    if let Some(words) = reason(line) {
        return because(pen, left, (role, &line.name), &words);
    }
    let number = if wide { NUMBER } else { 0 };
    pen.put(Rect { width: left.width.saturating_sub(number + 1), ..left }, role, &line.name);
    if wide {
        let middle = Rect { x: left.right().saturating_sub(number), width: number, ..left };
        pen.put(middle, Role::Dim, line.phones.first().map_or("", String::as_str));
    }
}

/// The name and why it was found, side by side: neither pushes the other out.
fn because(pen: &mut Pen<'_>, area: Rect, (role, name): (Role, &str), words: &str) {
    let wants = u16::try_from(cells(words)).unwrap_or(u16::MAX).min(area.width * 2 / 5);
    let used = pen.put(Rect { width: area.width.saturating_sub(wants + 1), ..area }, role, name);
    let rest = Rect { x: area.x + used + 1, width: area.width.saturating_sub(used + 1), ..area };
    pen.put(rest, Role::Dim, words);
}

/// What matched, where the name and the number do not show it themselves.
fn reason(line: &Line) -> Option<String> {
    let shown = matches!(line.matched.as_str(), "" | "name");
    (!shown && !line.excerpt.is_empty()).then(|| line.excerpt.clone())
}

pub(super) fn standing(pen: &Pen<'_>, line: &Line) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let ms = now.timestamp_millis();
    if line.blocked(ms) {
        return vec![(Role::Blocked, Text::Blocked.words(lang).to_owned())];
    }
    let rank = (Role::Act, if line.rank.is_empty() { "  ".to_owned() } else { format!("{} ", line.rank) });
    let rest = match (line.next_at, line.last_at) {
        (Some(at), _) => {
            let role = if at < ms { Role::Overdue } else { Role::Due };
            let when = format::brief(format::local(at, now), now, lang);
            (role, format!("{} {when}", if at < ms { "!" } else { ">" }))
        }
        (None, Some(at)) => (Role::Dim, format::ago(format::local(at, now), now, lang)),
        (None, None) => (Role::Dim, Text::New.words(lang).to_owned()),
    };
    vec![rank, rest]
}
