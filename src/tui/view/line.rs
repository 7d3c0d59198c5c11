//! One customer's row in a list: the name, how to reach them, and how things stand.

use ratatui::layout::Rect;

use super::pen::{Pen, Span};
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
    let right = Rect { x: area.right().saturating_sub(STANDING), width: STANDING.min(area.width), ..area };
    pen.row(right, &standing);
    let number = if wide { NUMBER } else { 0 };
    let name = Rect { width: area.width.saturating_sub(STANDING + number + 2), ..area };
    let used = pen.put(name, if selected { Role::Selection } else { Role::Text }, &line.name);
    let middle = Rect { x: name.right() + 1, width: number, ..area };
    match reason(line) {
        Some(words) => {
            let x = area.x + used + 1;
            let width = right.x.saturating_sub(x + 1);
            pen.put(Rect { x, width, ..area }, Role::Dim, &words);
        }
        None if wide => {
            let number = line.phones.first().map_or("", String::as_str);
            pen.put(middle, Role::Dim, number);
        }
        None => {}
    }
}

/// What matched, where the name and the number do not show it themselves.
fn reason(line: &Line) -> Option<String> {
    let shown = matches!(line.matched.as_str(), "" | "name");
    (!shown && !line.excerpt.is_empty()).then(|| line.excerpt.clone())
}

fn standing(pen: &Pen<'_>, line: &Line) -> Vec<Span> {
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
