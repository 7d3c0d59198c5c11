//! Why it is somebody's turn, why it is not, and why it is nobody's: counts that open as lists.

use ratatui::layout::Rect;

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::walk::Walk;
use crate::app::wrap::cells;
use crate::domain::page::Page;
use crate::domain::standing::{Standing, Why, WhyNot};
use crate::domain::walk::{Dry, Reason};
use crate::i18n::{Text, format};
use crate::tui::theme::Role;

/// Cells of a bar.
const BAR: u16 = 20;

/// Draws the counts, or who stands under one of them.
pub(super) fn draw(pen: &mut Pen<'_>, walk: &Walk, dry: &Dry, area: Rect) {
    let (heading, rest) = top(area, 1);
    let opened = walk.opened.and_then(|at| dry.reasons.get(at));
    let title = match opened {
        Some(reason) => name(pen, reason.code).to_owned(),
        None if walk.stop.is_some() => Text::WhoIsLeft.words(pen.lang()).to_owned(),
        None => nobody(pen, dry),
    };
    pen.rule(heading, &[(Role::Title, title)]);
    let rest = Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest };
    match opened {
        Some(reason) => who(pen, walk, reason, rest),
        None => counts(pen, walk, dry, rest),
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

fn counts(pen: &mut Pen<'_>, walk: &Walk, dry: &Dry, area: Rect) {
    let most = dry.reasons.iter().map(|reason| reason.count).max().unwrap_or(1);
    let names = dry.reasons.iter().map(|reason| cells(name(pen, reason.code)));
    let width = names.max().unwrap_or(0) + 2;
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    for (row, (at, reason)) in each_row(area).zip(dry.reasons.iter().enumerate()) {
        let selected = at == walk.cursor.at;
        pen.marker(row, selected);
        let bar = pen.look.glyphs.bar(number(reason.count), number(most).max(1), BAR);
        let spans = [
            (if selected { Role::Selection } else { Role::Text }, pad(name(pen, reason.code), width, Side::Left)),
            (Role::Act, pad(&format::count(reason.count), 8, Side::Right)),
            (Role::Bar, format!("  {bar}")),
        ];
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
}

fn who(pen: &mut Pen<'_>, walk: &Walk, reason: &Reason, area: Rect) {
    let height = usize::from(area.height);
    let first = walk.cursor.window(height, reason.who.len());
    for (row, (at, (line, standing))) in each_row(area).zip(reason.who.iter().enumerate().skip(first)) {
        let selected = at == walk.cursor.at;
        pen.marker(row, selected);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let role = if selected { Role::Selection } else { Role::Text };
        let column = usize::from(inset.width / 2);
        let why = match standing {
            Standing::Ready(ready, _) => why(pen, *ready),
            Standing::Not(why_not) => self::why_not(pen, *why_not, &Page::default()),
        };
        pen.row(inset, &[(role, pad(&line.name, column, Side::Left)), (Role::Dim, format!(" {why}"))]);
    }
}

fn name(pen: &Pen<'_>, code: &str) -> &'static str {
    let text = match code {
        "blocked" => Text::ReasonBlocked,
        "no_number" => Text::ReasonNoNumber,
        "done" => Text::ReasonDone,
        "tries" => Text::ReasonTries,
        "claimed" => Text::ReasonClaimed,
        "callback" => Text::ReasonCallback,
        "cooling" => Text::ReasonCooling,
        "gap" => Text::ReasonGap,
        "per_day" => Text::ReasonPerDay,
        "hours" => Text::ReasonHours,
        "part" => Text::ReasonPart,
        _ => Text::ReasonReady,
    };
    text.words(pen.lang())
}

/// Why it is somebody's turn.
pub(super) fn why(pen: &Pen<'_>, why: Why) -> String {
    let lang = pen.lang();
    let since = |text: Text, at: i64| {
        let when = format::ago(format::local(at, pen.now()), pen.now(), lang);
        text.fill(lang, &[("when", &when)])
    };
    match why {
        Why::CallbackDue(at) => since(Text::WhyCallbackDue, at),
        Why::CallbackOpen => Text::WhyCallbackOpen.words(lang).to_owned(),
        Why::Hot => Text::WhyHot.words(lang).to_owned(),
        Why::Fresh => Text::WhyFresh.words(lang).to_owned(),
        Why::Retry(at) => since(Text::WhyRetry, at),
        Why::Again(at) => since(Text::WhyAgain, at),
    }
}

/// Why it is not somebody's turn.
pub(super) fn why_not(pen: &Pen<'_>, why_not: WhyNot, page: &Page) -> String {
    let lang = pen.lang();
    let words = name(pen, why_not.code());
    let whose = match why_not {
        WhyNot::Claimed(rep) => page.initials(Some(rep)),
        _ => "",
    };
    let until = why_not.until().map(|at| format::moment(format::local(at, pen.now()), pen.now(), lang));
    let until = until.map(|when| Text::UntilWhen.fill(lang, &[("when", &when)]));
    [words, whose, until.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
