//! What an import has done, and the ways on.

use ratatui::layout::Rect;

use super::count;
use crate::app::import::Import;
use crate::app::msg::Imported;
use crate::i18n::Text;
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, Span};
use crate::tui::view::{each_row, top};

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, import: &Import, done: &Imported, area: Rect) {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let title = Text::ImportDone.words(lang).to_owned();
    pen.rule(heading, &[(Role::Title, title), (Role::Text, format!("  {}", import.name()))]);
    let counts = done.plan.counts;
    let figures = [
        ("added", count(counts.added)),
        ("updated", count(counts.updated)),
        ("unchanged", count(counts.unchanged + counts.duplicates)),
        ("rejected", count(counts.rejected)),
    ];
    let places: Vec<(&str, &str)> = figures.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let n = |text: Text, number: u64| text.fill(lang, &[("n", &count(number))]);
    let mut lines: Vec<Span> =
        vec![(Role::Text, String::new()), (Role::Won, Text::DoneCounts.fill(lang, &places))];
    if done.batch.is_none() {
        lines.push((Role::Text, Text::DoneNothing.words(lang).to_owned()));
    }
    if counts.alike > 0 {
        lines.push((Role::Warning, n(Text::DoneAlike, counts.alike)));
    }
    if counts.blocked > 0 {
        lines.push((Role::Blocked, n(Text::ImportBlocked, counts.blocked)));
    }
    if let Some(path) = &done.rejects {
        let file = path.display().to_string();
        lines.push((Role::Warning, Text::DoneRejects.fill(lang, &[("file", &file)])));
    }
    if done.batch.is_some() {
        lines.push((Role::Text, String::new()));
        lines.push((Role::Dim, Text::DoneUndo.words(lang).to_owned()));
    }
    for (row, span) in each_row(rest).zip(lines) {
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &[span]);
    }
}
