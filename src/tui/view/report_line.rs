//! The line typed over a report, and below it what it takes, why it would not do, or the files there are.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{each_row, top};
use crate::app::path::Path;
use crate::app::report_cross::{NoCross, values};
use crate::app::report_file::{Stage, Writing};
use crate::app::report_line::{Line, Refused, Typing};
use crate::app::wrap::wrap;
use crate::domain::report::NoDays;
use crate::i18n::{Lang, Text};
use crate::tui::theme::Role;

/// Rows of a line, with its rule and what is said below it.
const LINE: u16 = 4;
/// Rows of a path, with the files that begin so.
const FILE: u16 = 9;

/// Rows it takes of an area.
pub(super) fn height(typing: &Typing, area: Rect) -> u16 {
    let rows = if matches!(typing, Typing::File(_)) { FILE } else { LINE };
    rows.min(area.height)
}

/// Draws it; answers with the caret's cell.
pub(super) fn draw(pen: &mut Pen<'_>, typing: &Typing, area: Rect) -> Option<Position> {
    let (title, example, says) = match typing {
        Typing::Days(_) => (Text::TypeDaysTitle, Text::TypeDaysExample, Text::TypeDaysSays),
        Typing::Whose(_) => (Text::TypeWhoseTitle, Text::TypeWhoseExample, Text::TypeWhoseSays),
        Typing::Cross(_) => (Text::TypeCrossTitle, Text::TypeCrossExample, Text::TypeCrossSays),
        Typing::File(writing) => return file(pen, writing, area),
    };
    let (Typing::Days(line) | Typing::Whose(line) | Typing::Cross(line)) = typing else { return None };
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, title.words(lang).to_owned())]);
    let (row, below) = top(rest, 1);
    let field = beside_the_mark(pen, row);
    if line.field.is_empty() {
        pen.put(field, Role::Dim, example.words(lang));
    }
    let caret = pen.field(&line.field, field);
    match refused(line, lang) {
        Some(words) => paragraph(pen, below, Role::Warning, &words),
        None => paragraph(pen, below, Role::Dim, &says.fill(lang, &[("values", &values())])),
    };
    caret
}

/// The mark of a line, and where it is typed.
fn beside_the_mark(pen: &mut Pen<'_>, row: Rect) -> Rect {
    pen.put(row, Role::Accent, " >");
    Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }
}

fn refused(line: &Line, lang: Lang) -> Option<String> {
    Some(match line.refused.as_ref()? {
        Refused::Days(NoDays::NotADate(given)) => Text::NotTheseDays.fill(lang, &[("given", given)]),
        Refused::Days(NoDays::Backwards(from, to)) => {
            Text::DaysBackwards.fill(lang, &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        Refused::Filter(given) => Text::NotThisFilter.fill(lang, &[("given", given)]),
        Refused::Cross(NoCross::Field(given)) => Text::NotThisCross.fill(lang, &[("given", given)]),
        Refused::Cross(NoCross::Of(given, value)) => {
            Text::NotOfThisCross.fill(lang, &[("given", given), ("value", value)])
        }
        Refused::Cross(NoCross::More(given)) => {
            Text::MoreThanACross.fill(lang, &[("given", given), ("values", &values())])
        }
    })
}

/// Words on as many rows as they need; answers with what is left.
fn paragraph(pen: &mut Pen<'_>, area: Rect, role: Role, words: &str) -> Rect {
    let inset = Rect { x: area.x + 3, width: area.width.saturating_sub(4), ..area };
    let mut rest = area;
    for (row, range) in each_row(inset).zip(wrap(words, usize::from(inset.width).max(1))) {
        pen.put(row, role, words[range].trim_end());
        rest = top(rest, 1).1;
    }
    rest
}

fn file(pen: &mut Pen<'_>, writing: &Writing, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::WriteReportTitle.words(lang).to_owned())]);
    let (row, below) = top(rest, 1);
    let field = beside_the_mark(pen, row);
    let caret = pen.field(&writing.path.field, field);
    let (role, says) = match writing.stage {
        Stage::Path => (Role::Dim, Text::WriteReportSays),
        Stage::Refused(why) => (Role::Warning, why),
        Stage::Exists => (Role::Warning, Text::ExportExists),
        Stage::Writing => (Role::Due, Text::WritingReport),
    };
    let rest = paragraph(pen, below, role, says.words(lang));
    if writing.stage == Stage::Writing {
        return None;
    }
    files(pen, &writing.path, rest);
    caret.filter(|_| writing.path.at.is_none())
}

/// The files that begin as typed.
fn files(pen: &mut Pen<'_>, path: &Path, area: Rect) {
    let first = path.at.unwrap_or(0).saturating_sub(usize::from(area.height.max(1)) - 1);
    for (row, (at, file)) in each_row(area).zip(path.files.iter().enumerate().skip(first)) {
        let here = path.at == Some(at);
        pen.marker(Rect { x: row.x + 1, ..row }, here);
        let role = if here { Role::Selection } else { Role::Text };
        pen.put(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, role, &file.path);
    }
}
