//! The bottom line: the keys that work here, from the table of keys, cut to the width.

use ratatui::layout::Rect;

use super::pen::{Pen, Span};
use crate::app::wrap::cells;
use crate::keys::table::ROWS;
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Draws the bottom line.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) {
    let contexts = pen.app.contexts();
    let always = hint(pen, &contexts, stays);
    let here = hint(pen, &contexts, |action| !stays(action));
    let room = usize::from(area.width).saturating_sub(1 + always.iter().map(width).sum::<usize>());
    let mut used = 0;
    let mut spans: Vec<Span> = vec![(Role::Text, " ".into())];
    for one in here.into_iter().chain(always.iter().cloned()) {
        let last = always.contains(&one);
        if !last && used + width(&one) > room {
            continue;
        }
        used += width(&one);
        spans.extend(one);
    }
    pen.row(area, &spans);
}

/// The way back and the way to everything else stand in the narrowest window.
const fn stays(action: Action) -> bool {
    matches!(action, Action::Back | Action::Help | Action::Palette)
}

fn width(hint: &[Span; 3]) -> usize {
    hint.iter().map(|(_, text)| cells(text)).sum()
}

fn hint(pen: &Pen<'_>, contexts: &[Context], wanted: impl Fn(Action) -> bool) -> Vec<[Span; 3]> {
    let mut hints: Vec<[Span; 3]> = Vec::new();
    let mut seen = Vec::new();
    for context in contexts {
        for row in ROWS.iter().filter(|row| row.hint && row.context == *context && wanted(row.action)) {
            if seen.contains(&row.action) || pen.app.why_not(row.action).is_some() {
                continue;
            }
            seen.push(row.action);
            let Some(key) = pen.look.keymap.shown(*context, row.action) else { continue };
            let words = format!(" {}", row.text.words(pen.lang()));
            hints.push([(Role::Accent, key.to_string()), (Role::Dim, words), (Role::Text, "  ".into())]);
        }
    }
    hints
}
