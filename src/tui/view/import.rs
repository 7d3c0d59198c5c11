//! Importing: the path and the files at hand, a bar while a file is worked on, the review, and what
//! was done. One file a part; this one draws the path and the bar.

mod choice;
mod columns;
mod done;
mod review;
mod rows;

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::import::{Import, Stage};
use crate::app::msg::FoundFile;
use crate::app::path::Path;
use crate::i18n::{Text, format};
use crate::tui::theme::Role;

/// Files that a digit opens.
const KEYED: usize = 9;
/// Cells of a file's size, and of its day.
const SIZE: usize = 9;
const DAY: usize = 12;

/// Draws it; answers with the caret's cell while something is typed.
pub(super) fn draw(pen: &mut Pen<'_>, import: &Import, area: Rect) -> Option<Position> {
    match (&import.stage, &import.review) {
        (Stage::Path, _) => path(pen, &import.path, area),
        (Stage::Review, Some(review)) => review::draw(pen, import, review, area),
        (Stage::Done(done), _) => {
            done::draw(pen, import, done, area);
            None
        }
        _ => {
            working(pen, import, area);
            None
        }
    }
}

fn path(pen: &mut Pen<'_>, path: &Path, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &[(Role::Title, Text::ImportPath.words(lang).to_owned())]);
    let (line, rest) = top(rest, 2);
    pen.put(line, Role::Accent, " >");
    let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), height: 1, ..line };
    let caret = pen.field(&path.field, field);
    let (heading, rest) = top(rest, 1);
    let words = match (path.field.is_empty(), path.files.is_empty()) {
        _ if !path.looked => Text::Loading,
        (true, true) => Text::ImportNoFiles,
        (false, true) => Text::ImportNoSuchFiles,
        (true, false) => Text::ImportNewest,
        (false, false) => Text::KeyComplete,
    };
    if words != Text::KeyComplete {
        pen.put(Rect { x: heading.x + 1, ..heading }, Role::Dim, words.words(lang));
    }
    let first = path.at.unwrap_or(0).saturating_sub(usize::from(rest.height.max(1)) - 1);
    for (row, (at, found)) in each_row(rest).zip(path.files.iter().enumerate().skip(first)) {
        let keyed = path.field.is_empty() && at < KEYED;
        file(pen, found, keyed.then_some(at + 1), path.at == Some(at), row);
    }
    caret.filter(|_| path.at.is_none())
}

fn file(pen: &mut Pen<'_>, file: &FoundFile, key: Option<usize>, selected: bool, row: Rect) {
    pen.marker(row, selected);
    let row = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    let width = usize::from(row.width).saturating_sub(SIZE + DAY + 6);
    let (now, lang) = (pen.now(), pen.lang());
    let when = if file.path.ends_with('/') {
        String::new()
    } else {
        format::ago(format::local(file.at, now), now, lang)
    };
    let size = if file.path.ends_with('/') { String::new() } else { bytes(file.bytes) };
    let key = key.map(|key| key.to_string()).unwrap_or_default();
    let role = if selected { Role::Selection } else { Role::Text };
    pen.row(
        row,
        &[
            (Role::Accent, format!("{} ", pad(&key, 1, Side::Left))),
            (role, format!("{} ", pad(&file.path, width, Side::Left))),
            (Role::Dim, format!("{} ", pad(&size, SIZE, Side::Right))),
            (Role::Dim, pad(&when, DAY, Side::Right)),
        ],
    );
}

/// A size in the largest unit that leaves a whole number.
fn bytes(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{} kB", bytes / 1000),
        10_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

fn working(pen: &mut Pen<'_>, import: &Import, area: Rect) {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let (title, stops) = match import.stage {
        Stage::Writing => (Text::ImportWriting, true),
        Stage::TakingBack(_) => (Text::ImportTakingBack, true),
        _ => (Text::ImportReading, false),
    };
    let name: Span = (Role::Text, format!("  {}", import.name()));
    pen.rule(heading, &[(Role::Title, title.words(lang).to_owned()), name]);
    let (_, rest) = top(rest, 1);
    let (line, rest) = top(rest, 2);
    bar(pen, import.progress, line);
    if stops {
        pen.put(Rect { x: rest.x + 2, ..rest }, Role::Dim, Text::ImportStops.words(lang));
    }
}

/// How much of how much is done.
fn bar(pen: &mut Pen<'_>, (done, of): (u64, u64), area: Rect) {
    let bar = pen.look.glyphs.bar(done, of, area.width.saturating_sub(12));
    let percent = (done * 100).checked_div(of).unwrap_or(0).min(100);
    pen.row(area, &[(Role::Text, "  ".into()), (Role::Bar, bar), (Role::Dim, format!("  {percent}%"))]);
}

/// A number of rows.
fn count(number: u64) -> String {
    format::count(usize::try_from(number).unwrap_or(usize::MAX))
}
