//! What desks wrote apart: the list on the left, both sides of one beside one another on the right,
//! each with who wrote it and when. In a narrow window the list stands above.

use ratatui::layout::{Position, Rect};

use super::duplicates::compared;
use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::review::Review;
use crate::app::wrap::{cells, wrap};
use crate::domain::Noun;
use crate::domain::review::{Clash, Hand, Item, What};
use crate::i18n::review::Here;
use crate::i18n::{Lang, Text, to_review};
use crate::keys::{Action, Context};
use crate::tui::theme::Role;

/// Fewer columns than this show the list above.
const BESIDE: u16 = 72;
/// Fewer rows than this show the two sides alone.
const LOW: u16 = 10;
/// Rows of the list where it stands above.
const ABOVE: u16 = 4;
/// Cells of the column of labels, at most.
const LABELS: usize = 14;
/// Lines a value may take.
const LINES: usize = 6;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, review: &Review, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(review, pen.lang()));
    if review.items.is_empty() {
        let text = if review.waiting { Text::Loading } else { Text::ReviewEmpty };
        paragraph(
            pen,
            Rect { y: rest.y + 1, height: rest.height.saturating_sub(1), ..rest },
            Role::Dim,
            text.words(pen.lang()),
        );
        return None;
    }
    if area.width < BESIDE {
        let (above, shown) = top(rest, ABOVE);
        list(pen, review, above);
        let (rule, shown) = top(shown, 1);
        pen.rule(rule, &[]);
        one(pen, review, shown);
        return None;
    }
    let width = (rest.width * 2 / 5).min(48);
    list(pen, review, Rect { width, ..rest });
    let rule = Rect { x: rest.x + width, width: 1, ..rest };
    pen.rule_down(rule);
    one(pen, review, Rect { x: rule.x + 1, width: rest.width.saturating_sub(width + 1), ..rest });
    None
}

fn title(review: &Review, lang: Lang) -> Vec<Span> {
    let mut spans = vec![(Role::Title, Text::ContextToReview.words(lang).to_owned())];
    if !review.items.is_empty() {
        let (at, all) = ((review.cursor.at + 1).to_string(), review.items.len().to_string());
        let words = Text::ReviewAt.fill(lang, &[("at", &at), ("all", &all)]);
        spans.push((Role::Text, format!("  {words}")));
    }
    spans
}

/// Two rows each: whom it is about, and what happened.
fn list(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let (lang, shown) = (pen.lang(), usize::from(area.height / 2).max(1));
    let first = review.cursor.window(shown, review.items.len());
    let mut rows = each_row(area);
    for (at, item) in review.items.iter().enumerate().skip(first).take(shown) {
        let (Some(row), below) = (rows.next(), rows.next()) else { return };
        let here = at == review.cursor.at;
        pen.marker(row, here);
        let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        pen.put(inset(row), if here { Role::Selection } else { Role::Text }, &to_review::whom(item, lang));
        if let Some(below) = below {
            pen.put(inset(below), Role::Dim, &to_review::what(item, lang));
        }
    }
}

/// The one under the cursor.
fn one(pen: &mut Pen<'_>, review: &Review, area: Rect) {
    let Some(item) = review.item() else { return };
    let lang = pen.lang();
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let rest = if area.height < LOW { area } else { heading(pen, item, area) };
    let here = Here { lang, now: pen.now(), currency: &pen.app.setting.currency };
    let rows = rows(pen, review, item, here);
    let labels = rows.iter().map(|row| cells(&row.label)).max().unwrap_or(0).min(LABELS);
    let mut at = rest;
    for row in rows {
        at = beside(pen, &row, labels, at);
    }
}

/// Whom it is about and what happened, where the list has no room to say so.
fn heading(pen: &mut Pen<'_>, item: &Item, area: Rect) -> Rect {
    let (head, rest) = top(area, 1);
    pen.put(head, Role::Act, &to_review::whom(item, pen.lang()));
    let rest = paragraph_at(pen, rest, Role::Dim, &to_review::what(item, pen.lang()));
    top(rest, 1).1
}

/// A label and both sides.
struct Beside {
    label: String,
    sides: [(Role, String); 2],
}

fn rows(pen: &Pen<'_>, review: &Review, item: &Item, here: Here<'_>) -> Vec<Beside> {
    let mut rows = vec![heads(pen, &item.what)];
    let hands = |one: &Hand, other: &Hand| {
        let both = [to_review::hand(one, here), to_review::hand(other, here)];
        let when = both.each_ref().map(|(_, when)| (Role::Dim, when.clone()));
        [plain("", both.map(|(who, _)| (Role::Text, who))), plain("", when), gap()]
    };
    match &item.what {
        What::Overwritten { noun, fields, by, .. } => {
            let newest = fields.iter().map(|clash| &clash.stands_by).max_by_key(|hand| hand.at);
            rows.extend(newest.into_iter().flat_map(|hand| hands(hand, by)));
            rows.extend(fields.iter().map(|clash| clashing(*noun, clash, here)));
        }
        What::WorkedOnDeleted { deleted, worked, channel, note } => {
            rows.extend(hands(deleted, worked));
            let work = to_review::work(channel, note, here.lang);
            let gone = Text::ReviewDeleted.words(here.lang).to_owned();
            rows.push(plain("", [(Role::Text, gone), (Role::Text, work)]));
        }
        What::Shared { other_name, made, .. } => {
            rows.extend(hands(&made[0], &made[1]));
            match &review.plan {
                Some(plan) => {
                    let seen = compared(plan, here.now, here.currency, here.lang);
                    rows.extend(seen.into_iter().map(|seen| {
                        let role = if seen.differs() { Role::Act } else { Role::Text };
                        plain(seen.label, seen.sides.map(|side| (role, side)))
                    }));
                }
                None => {
                    rows.push(plain(
                        "",
                        [item.name.clone(), other_name.clone()].map(|name| (Role::Text, name)),
                    ));
                }
            }
        }
        What::ErasedAndMerged { .. } | What::Forked { .. } => {}
    }
    rows
}

fn plain(label: &str, sides: [(Role, String); 2]) -> Beside {
    Beside { label: label.to_owned(), sides }
}

fn gap() -> Beside {
    plain("", [(Role::Text, String::new()), (Role::Text, String::new())])
}

/// What either key does, above its side.
fn heads(pen: &Pen<'_>, what: &What) -> Beside {
    let lang = pen.lang();
    let [stands, other] = match what {
        What::Overwritten { .. } => [Text::ReviewStands, Text::ReviewLost],
        What::WorkedOnDeleted { .. } => [Text::ReviewLeave, Text::ReviewBring],
        What::Shared { .. } => [Text::ReviewTwo, Text::ReviewOne],
        What::Forked { .. } => [Text::ReviewKnown, Text::ReviewKnown],
        What::ErasedAndMerged { .. } => [Text::ReviewEraseToo, Text::ReviewTwo],
    };
    let keyed = |action: Action, text: Text| {
        let key = pen.look.keymap.shown(Context::ToReview, action).map(|key| key.to_string());
        (Role::Accent, format!("{} {}", key.unwrap_or_default(), text.words(lang)).trim().to_owned())
    };
    plain("", [keyed(Action::KeepStanding, stands), keyed(Action::TakeOther, other)])
}

fn clashing(noun: Noun, clash: &Clash, here: Here<'_>) -> Beside {
    let label = to_review::name(noun, clash, here.lang);
    plain(label, to_review::sides(noun, clash, here).map(|side| (Role::Text, side)))
}

/// Draws a row; answers with what is left below it.
fn beside(pen: &mut Pen<'_>, row: &Beside, labels: usize, area: Rect) -> Rect {
    let before = u16::try_from(if labels == 0 { 0 } else { labels + 2 }).unwrap_or(0);
    let room = area.width.saturating_sub(before);
    let half = (room / 2).saturating_sub(1);
    let left = Rect { x: area.x + before, width: half, ..area };
    let right = Rect { x: area.x + before + room / 2, width: room - room / 2, ..area };
    pen.put(area, Role::Dim, &pad(&row.label, labels, Side::Left));
    let mut used = 1;
    for (column, (role, words)) in [left, right].into_iter().zip(&row.sides) {
        let lines = wrap(words, usize::from(column.width).max(1));
        used = used.max(lines.len().min(LINES));
        let more = lines.len() > LINES;
        for (line, (at, range)) in each_row(column).zip(lines.into_iter().take(LINES).enumerate()) {
            // The rest of a last line that is too long is cut, with the mark of a cut.
            let end = if more && at + 1 == LINES { words.len() } else { range.end };
            pen.put(line, *role, words[range.start..end].trim_end());
        }
    }
    top(area, u16::try_from(used).unwrap_or(1)).1
}

/// Words over as many rows as they need; answers with what is left below them.
fn paragraph_at(pen: &mut Pen<'_>, area: Rect, role: Role, words: &str) -> Rect {
    let lines = wrap(words, usize::from(area.width).max(1));
    let used = u16::try_from(lines.len()).unwrap_or(area.height);
    for (row, range) in each_row(area).zip(lines) {
        pen.put(row, role, words[range].trim_end());
    }
    top(area, used).1
}

/// [`paragraph_at`] with a margin.
pub(super) fn paragraph(pen: &mut Pen<'_>, area: Rect, role: Role, words: &str) -> Rect {
    let inset = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    let left = paragraph_at(pen, inset, role, words);
    Rect { x: area.x, width: area.width, ..left }
}
