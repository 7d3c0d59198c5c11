//! Why it is somebody's turn, why it is not, and why it is nobody's: counts that open as lists.

use ratatui::layout::Rect;

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::reasons::Reasons;
use crate::app::wrap::cells;
use crate::domain::walk::{Dry, Reason};
use crate::i18n::{Text, format, standing};
use crate::tui::theme::Role;

/// Cells of a bar.
const BAR: u16 = 20;

/// Draws the counts, or who stands under one of them.
pub(super) fn draw(pen: &mut Pen<'_>, reasons: &Reasons, walking: bool, area: Rect) {
    let (heading, rest) = top(area, 1);
    let title = match reasons.opened() {
        Some(reason) => standing::reason(reason.code, pen.lang()).to_owned(),
        None if walking => Text::WhoIsLeft.words(pen.lang()).to_owned(),
        None => nobody(pen, &reasons.dry),
    };
    pen.rule(heading, &[(Role::Title, title)]);
    let rest = Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest };
    match reasons.opened() {
        Some(reason) => who(pen, reasons, reason, rest),
        None => counts(pen, reasons, rest),
    }
}

fn nobody(pen: &Pen<'_>, dry: &Dry) -> String {
    let lang = pen.lang();
    let all_done = dry.progress.total > 0 && dry.progress.left == 0;
    match dry.next_at {
        _ if dry.progress.total == 0 => Text::ListIsEmpty.words(lang).to_owned(),
        Some(at) => {
            let when = format::moment(format::local(at, pen.now()), pen.now(), lang);
            Text::NobodyUntil.fill(lang, &[("when", &when)])
        }
        None if all_done => Text::ListIsDone.words(lang).to_owned(),
        None => Text::NobodyNow.words(lang).to_owned(),
    }
}

fn counts(pen: &mut Pen<'_>, reasons: &Reasons, area: Rect) {
    let dry = &reasons.dry;
    let most = dry.reasons.iter().map(|reason| reason.count).max().unwrap_or(1);
    let names = dry.reasons.iter().map(|reason| cells(standing::reason(reason.code, pen.lang())));
    let width = names.max().unwrap_or(0) + 2;
    for (row, (at, reason)) in each_row(area).zip(dry.reasons.iter().enumerate()) {
        let selected = at == reasons.cursor.at;
        pen.marker(row, selected);
        let bar = pen.look.glyphs.bar_of(reason.count, most, BAR);
        let spans = [
            (
                if selected { Role::Selection } else { Role::Text },
                pad(standing::reason(reason.code, pen.lang()), width, Side::Left),
            ),
            (Role::Act, pad(&format::count(reason.count), 8, Side::Right)),
            (Role::Bar, format!("  {bar}")),
        ];
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
}

fn who(pen: &mut Pen<'_>, reasons: &Reasons, reason: &Reason, area: Rect) {
    let height = usize::from(area.height);
    let first = reasons.cursor.window(height, reason.who.len());
    for (row, (at, (line, stands))) in each_row(area).zip(reason.who.iter().enumerate().skip(first)) {
        let selected = at == reasons.cursor.at;
        pen.marker(row, selected);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let role = if selected { Role::Selection } else { Role::Text };
        let column = usize::from(inset.width / 2);
        let why = standing::words(*stands, "", pen.now(), pen.lang());
        pen.row(inset, &[(role, pad(&line.name, column, Side::Left)), (Role::Dim, format!(" {why}"))]);
    }
}
