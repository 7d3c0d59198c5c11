//! Who is due for a look by the rules of keeping: one row each.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::Pen;
use super::review::paragraph;
use super::{each_row, top};
use crate::app::retention::Retention;
use crate::i18n::{Text, format, label};
use crate::tui::theme::Role;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, retention: &Retention, area: Rect) -> Option<Position> {
    let (lang, now) = (pen.lang(), pen.now());
    let (heading, rest) = top(area, 1);
    let mut title = vec![(Role::Title, Text::ContextRetention.words(lang).to_owned())];
    if retention.all > 0 {
        title.push((
            Role::Text,
            format!("  {}", Text::DueForLook.fill(lang, &[("n", &format::count(retention.all))])),
        ));
    }
    pen.rule(heading, &title);
    if retention.due.is_empty() {
        let text = match (retention.waiting, retention.rules.is_empty()) {
            (true, _) => Text::Loading,
            (false, true) => Text::NoKeepRules,
            (false, false) => Text::NobodyDue,
        };
        let (_, rest) = top(rest, 1);
        paragraph(pen, rest, Role::Dim, text.words(lang));
        return None;
    }
    let shown = usize::from(rest.height).max(1);
    let first = retention.cursor.window(shown, retention.due.len());
    for (row, (at, due)) in each_row(rest).zip(retention.due.iter().enumerate().skip(first)) {
        let selected = at == retention.cursor.at;
        pen.marker(row, selected);
        let heard = format::day(format::local(due.heard, now), now, lang);
        let heard = Text::HeardLast.fill(lang, &[("day", &heard), ("after", &due.after)]);
        let name = usize::from(row.width / 3).min(32);
        let spans = [
            (Role::Due, pad(&due.since, 12, Side::Left)),
            (if selected { Role::Selection } else { Role::Text }, pad(&due.line.name, name, Side::Left)),
            (Role::Dim, format!("  {}", pad(label::choice(&due.line.kind, lang), 8, Side::Left))),
            (Role::Dim, heard),
        ];
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
    None
}
