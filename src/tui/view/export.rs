//! Exporting: the path and the format its ending says, a bar while it works, and where it went.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::export::{Export, Stage};
use crate::i18n::{Lang, Text, format};
use crate::tui::theme::Role;

/// Rows it takes.
pub(super) const HEIGHT: u16 = 4;

/// Draws it; answers with the caret's cell while the path is typed.
pub(super) fn draw(pen: &mut Pen<'_>, export: &Export, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, title(export, lang))]);
    let (line, below) = top(rest, 1);
    let typing = matches!(export.stage, Stage::Path | Stage::Exists);
    let mut caret = None;
    if typing {
        pen.put(line, Role::Accent, " >");
        caret = pen.field(&export.field, Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line });
    } else if export.stage == Stage::Writing {
        let (done, of) = export.progress;
        let bar = pen.look.glyphs.bar(done, of, line.width.saturating_sub(24));
        pen.row(
            line,
            &[(Role::Text, "   ".into()), (Role::Bar, bar), (Role::Dim, format!("  {}", count(done)))],
        );
    }
    let below = if typing || export.stage == Stage::Writing { below } else { rest };
    for (row, spans) in each_row(below).zip(says(export, lang)) {
        pen.row(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, &spans);
    }
    caret
}

fn count(number: u64) -> String {
    format::count(usize::try_from(number).unwrap_or(usize::MAX))
}

fn title(export: &Export, lang: Lang) -> String {
    let n = format::tally(export.tally);
    if export.query.is_empty() {
        return Text::ExportOfAll.fill(lang, &[("n", &n)]);
    }
    Text::ExportOf.fill(lang, &[("n", &n), ("query", &export.query)])
}

fn says(export: &Export, lang: Lang) -> Vec<Vec<Span>> {
    match &export.stage {
        Stage::Path => {
            let format = match export.ending() {
                Some("csv") => Text::ExportCsv,
                Some("xlsx") => Text::ExportXlsx,
                Some("vcf") => Text::ExportVcf,
                Some("ics") => Text::ExportIcs,
                Some("tsv") => Text::ExportTsv,
                Some("jsonl") => Text::ExportJsonl,
                _ => Text::ExportEndings,
            };
            vec![vec![(Role::Text, format.words(lang).to_owned())]]
        }
        Stage::Exists => vec![vec![(Role::Warning, Text::ExportExists.words(lang).to_owned())]],
        Stage::Writing => Vec::new(),
        Stage::Done(path, customers) => {
            let n = count(*customers);
            let words = Text::ExportDone.fill(lang, &[("n", &n)]);
            vec![vec![(Role::Act, words)], vec![(Role::Text, path.clone())]]
        }
    }
}
