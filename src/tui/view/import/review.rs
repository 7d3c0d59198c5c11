//! The review of a plan: what file it is, how many rows meet which end, the choices and their keys, one
//! pane, and the line that imports.

use ratatui::layout::{Position, Rect};

use super::{choice, columns, count, rows};
use crate::app::import::Import;
use crate::app::import::review::{Pane, Review};
use crate::app::wrap::cells;
use crate::domain::choices::{Choices, ON_DUPLICATE};
use crate::domain::plan::End;
use crate::i18n::{Text, review as words};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, Span};
use crate::tui::view::{bottom, top};

/// Draws it; answers with the caret's cell while a field is chosen.
pub(super) fn draw(pen: &mut Pen<'_>, import: &Import, review: &Review, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    head(pen, import, review, heading);
    if review.whole.is_some() {
        rows::draw_whole(pen, review, rest);
        return None;
    }
    let (ends, rest) = top(rest, 2);
    draw_ends(pen, review, ends);
    let (settings, rest) = top(rest, 1);
    draw_settings(pen, review, &import.choices, settings);
    let (tabs, rest) = top(rest, 1);
    draw_tabs(pen, review, tabs);
    let (pane, last) = bottom(rest, 2);
    draw_import(pen, review, last);
    match (&review.choice, review.pane) {
        (Some(choosing), _) => return choice::draw(pen, review, choosing, pane),
        (None, Pane::Columns) => columns::draw(pen, review, pane),
        (None, Pane::Rows) => rows::draw(pen, review, pane),
    }
    None
}

/// The file, what was found out of it, and how much of it is read.
fn head(pen: &mut Pen<'_>, import: &Import, review: &Review, area: Rect) {
    let (lang, plan) = (pen.lang(), &review.plan);
    let mut told: Vec<Span> = vec![(Role::Title, import.name()), (Role::Text, format!("  {}", plan.kind))];
    if !plan.encoding.is_empty() {
        let role = if plan.guessed { Role::Warning } else { Role::Text };
        let guess =
            if plan.guessed { format!(" ({})", Text::PlanGuessed.words(lang)) } else { String::new() };
        told.push((role, format!("  {}{guess}", plan.encoding)));
    }
    if let Some(preset) = plan.preset {
        told.push((Role::Text, format!("  {preset}")));
    }
    if plan.remembered {
        told.push((Role::Won, format!("  {}", Text::PlanRemembered.words(lang))));
    }
    pen.rule(area, &told);
    let rows = count(plan.counts.rows);
    let read = if plan.complete && !review.waiting {
        Text::ReviewRowsAll.fill(lang, &[("rows", &rows)])
    } else {
        let (done, of) = import.progress;
        let percent = (done * 100).checked_div(of).unwrap_or(0).min(100).to_string();
        Text::ReviewRead.fill(lang, &[("rows", &rows), ("percent", &percent)])
    };
    pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, &format!(" {read} "));
}

/// How each end looks.
pub(super) const fn role(end: End) -> Role {
    match end {
        End::New => Role::Won,
        End::Update => Role::Accent,
        End::Same | End::Skipped => Role::Dim,
        End::Alike => Role::Warning,
        End::Rejected => Role::Error,
    }
}

/// The key that shows the rows of an end.
const fn key_of(end: End) -> Action {
    match end {
        End::New => Action::ShowNew,
        End::Update => Action::ShowUpdates,
        End::Same | End::Skipped => Action::ShowSame,
        End::Alike => Action::ShowDuplicates,
        End::Rejected => Action::ShowRejects,
    }
}

/// How many rows meet which end: a bar, and in words; with the keys that choose among them where
/// those work.
fn draw_ends(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let (above, below) = top(area, 1);
    let (lang, plan) = (pen.lang(), &review.plan);
    let keyed = review.pane == Pane::Rows && review.choice.is_none();
    let there = |end: &End| plan.counts.of(*end) > 0;
    let width = above.width.saturating_sub(2);
    let mut at = above.x + 1;
    let mut spans: Vec<Span> = vec![(Role::Text, " ".into())];
    for end in End::ALL.into_iter().filter(there) {
        let rows = plan.counts.of(end);
        let cells = u128::from(rows) * u128::from(width) / u128::from(plan.counts.rows.max(1));
        let cells =
            u16::try_from(cells).unwrap_or(width).clamp(1, (above.right() - 1).saturating_sub(at).max(1));
        pen.put(
            Rect { x: at, width: cells, ..above },
            role(end),
            &pen.look.glyphs.full.repeat(usize::from(cells)),
        );
        at += cells;
        if let Some(key) = pen.look.keymap.shown(Context::ReviewRows, key_of(end)).filter(|_| keyed) {
            spans.push((Role::Accent, format!("{key} ")));
        }
        spans.push((role(end), format!("{} {}   ", words::end(end, lang), count(rows))));
    }
    pen.row(below, &spans);
}

/// The choices about the whole file, each with the key that makes another.
fn draw_settings(pen: &mut Pen<'_>, review: &Review, choices: &Choices, area: Rect) {
    let (lang, plan) = (pen.lang(), &review.plan);
    let key = choices.key.as_deref().filter(|key| !key.is_empty());
    let by = key.map_or_else(|| Text::KeyEvery.words(lang).to_owned(), |key| words::target(key, lang));
    let on_duplicate = choices.on_duplicate.as_deref().unwrap_or(ON_DUPLICATE[0]);
    let dates = choices.dates.as_deref().or(choices.era.as_deref());
    let dates = dates.map_or("?", |code| words::choice(code, lang));
    let all = [
        (Action::NextEncoding, None, plan.encoding),
        (Action::NextAbout, None, words::choice(plan.about, lang)),
        (Action::NextOnDuplicate, Some(Text::SettingOnDuplicate), words::choice(on_duplicate, lang)),
        (Action::NextKey, Some(Text::SettingKey), by.as_str()),
        (Action::NextSheet, Some(Text::SettingSheet), plan.sheet.as_deref().unwrap_or_default()),
        (Action::NextDates, Some(Text::SettingDates), dates),
    ];
    let mut spans: Vec<Span> = vec![(Role::Text, " ".into())];
    for (action, name, value) in all {
        let Some(key) = pen.look.keymap.shown(Context::Review, action) else { continue };
        if pen.app.why_not(action).is_none() && !value.is_empty() {
            spans.push((Role::Accent, format!("{key} ")));
            spans.extend(name.map(|name| (Role::Dim, format!("{}: ", name.words(lang)))));
            spans.push((Role::Text, format!("{value}  ")));
        }
    }
    pen.row(area, &spans);
}

/// The panes by name, with the one that is shown.
fn draw_tabs(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let lang = pen.lang();
    let tab = |pane: Pane, text: Text, many: String| -> Span {
        let role = if review.pane == pane { Role::Title } else { Role::Dim };
        (role, format!("{} {many}", text.words(lang)))
    };
    let shown = rows::shown(pen, review);
    let columns = count(review.plan.columns.len() as u64);
    let between = (Role::Text, "   ".to_owned());
    let columns = tab(Pane::Columns, Text::ReviewColumns, columns);
    pen.rule(area, &[columns, between, tab(Pane::Rows, Text::ReviewRows, shown)]);
}

/// The line that imports, or what is to be said first.
fn draw_import(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let lang = pen.lang();
    let (above, line) = top(area, 1);
    pen.rule(above, &[]);
    let plan = &review.plan;
    pen.marker(line, review.on_import);
    let line = Rect { x: line.x + 2, width: line.width.saturating_sub(3), ..line };
    if let Some(why) = review.held_back() {
        let asks = plan.asks.first().filter(|_| !plan.nobody);
        let key = asks.and_then(|_| pen.look.keymap.shown(Context::Review, Action::NextDates));
        let told = asks.map_or_else(|| why.words(lang).to_owned(), |asks| words::question(asks, lang));
        // The key that answers stands before the question.
        let key = key.map(|key| (Role::Accent, format!("{key} ")));
        let spans: Vec<Span> = key.into_iter().chain([(Role::Warning, told)]).collect();
        pen.row(line, &spans);
        return;
    }
    let counts = plan.counts;
    let (rows, added, updated) = (count(counts.written()), count(counts.added), count(counts.updated));
    let places = [("rows", rows.as_str()), ("added", &added), ("updated", &updated)];
    let text = if plan.complete && !review.waiting { Text::ReviewImport } else { Text::ReviewImportGrowing };
    let role = if review.on_import { Role::Selection } else { Role::Act };
    let told = text.fill(lang, &places);
    let used = pen.put(line, role, &told);
    if counts.blocked > 0 {
        let warned = Text::ImportBlocked.fill(lang, &[("n", &count(counts.blocked))]);
        let rest = Rect { x: line.x + used + 2, width: line.width.saturating_sub(used + 2), ..line };
        if usize::from(rest.width) >= cells(&warned) {
            pen.put(rest, Role::Blocked, &warned);
        }
    }
}
