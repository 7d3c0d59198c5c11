//! Importing: the path, what the file would do, a bar while it works, and what it did.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::import::{Import, Stage};
use crate::app::wrap::cells;
use crate::domain::plan::ImportPlan;
use crate::i18n::{Lang, Text, format};
use crate::tui::theme::Role;

/// Cells for a column's header at most.
const HEADER: usize = 28;

/// Draws it; answers with the caret's cell while the path is typed.
pub(super) fn draw(pen: &mut Pen<'_>, import: &Import, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let title = match import.stage {
        Stage::Path => Text::ImportPath,
        Stage::Reading => Text::ImportReading,
        Stage::Plan(_) => Text::ImportPlan,
        Stage::Writing => Text::ImportWriting,
        Stage::Done(..) => Text::ImportDone,
    };
    pen.rule(heading, &[(Role::Title, title.words(lang).to_owned())]);
    match &import.stage {
        Stage::Path => {
            pen.put(rest, Role::Accent, " >");
            return pen.field(
                &import.field,
                Rect { x: rest.x + 3, width: rest.width.saturating_sub(4), height: 1, ..rest },
            );
        }
        Stage::Reading | Stage::Writing => progress(pen, import, rest),
        Stage::Plan(plan) | Stage::Done(plan, _) => {
            let go_on =
                matches!(import.stage, Stage::Plan(_)).then(|| Text::ImportEnter.words(lang).to_owned());
            let go_on = go_on.map(|words| vec![(Role::Act, words)]);
            for (row, spans) in each_row(rest).zip(go_on.into_iter().chain(lines(plan, lang))) {
                pen.row(Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }, &spans);
            }
        }
    }
    None
}

fn progress(pen: &mut Pen<'_>, import: &Import, area: Rect) {
    let (done, of) = import.progress;
    let bar = pen.look.glyphs.bar(done, of, area.width.saturating_sub(24));
    let count = format::count(usize::try_from(done).unwrap_or(usize::MAX));
    pen.row(area, &[(Role::Text, "  ".into()), (Role::Bar, bar), (Role::Dim, format!("  {count}"))]);
}

fn lines(plan: &ImportPlan, lang: Lang) -> Vec<Vec<Span>> {
    let n = |count: u64| format::count(usize::try_from(count).unwrap_or(usize::MAX));
    let counts = &plan.counts;
    let places = [
        ("rows", n(counts.rows)),
        ("added", n(counts.added)),
        ("updated", n(counts.updated)),
        ("unchanged", n(counts.unchanged)),
        ("rejected", n(counts.rejected)),
    ];
    let places: Vec<(&str, &str)> = places.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut lines =
        vec![vec![(Role::Act, Text::ImportCounts.fill(lang, &places))], vec![(Role::Dim, how(plan, lang))]];
    if counts.blocked > 0 {
        let words = Text::ImportBlocked.fill(lang, &[("n", &n(counts.blocked))]);
        lines.push(vec![(Role::Blocked, words)]);
    }
    let widest = plan.columns.iter().map(|column| cells(&column.header)).max().unwrap_or(0).min(HEADER);
    for column in &plan.columns {
        let field = column.field.as_deref().unwrap_or("-");
        let role = if column.field.is_some() { Role::Text } else { Role::Warning };
        lines.push(vec![
            (Role::Dim, format!("  {}", pad(&column.header, widest, Side::Left))),
            (role, format!("  {field}")),
        ]);
    }
    let unknown: Vec<&str> = plan.unknown().collect();
    if !unknown.is_empty() {
        let names = unknown.join(", ");
        lines.push(vec![(Role::Warning, Text::ImportUnknown.fill(lang, &[("names", &names)]))]);
    }
    lines
}

fn how(plan: &ImportPlan, lang: Lang) -> String {
    match plan.header_line {
        Some(line) => {
            Text::ImportEncoding.fill(lang, &[("name", plan.encoding), ("line", &line.to_string())])
        }
        None => Text::ImportNoHeader.fill(lang, &[("name", plan.encoding)]),
    }
}
