//! The board of inquiries: a column a status above; below what the one under the cursor says, what was
//! done about it, and what like it was answered before.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, cut, pad};
use super::pen::{Pen, Span};
use super::review::paragraph;
use super::{bottom, each_row, top};
use crate::app::inquiries::Inquiries;
use crate::domain::Noun;
use crate::domain::inquiry::{Handled, STATUSES};
use crate::i18n::{Text, field, format, label};
use crate::tui::theme::Role;

/// Rows of what stands below, at most half of the screen.
const BELOW: u16 = 12;
/// Fewer columns than this show one status at a time.
const NARROW: u16 = 72;

/// Draws it.
pub(super) fn draw(pen: &mut Pen<'_>, board: &Inquiries, area: Rect) -> Option<Position> {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    pen.rule(heading, &title(pen, board));
    if board.read.is_empty() {
        let text = if board.waiting { Text::Loading } else { Text::InquiriesEmpty };
        let (_, rest) = top(rest, 1);
        paragraph(pen, rest, Role::Dim, text.words(lang));
        return None;
    }
    let (columns, below) = bottom(rest, BELOW.min(rest.height / 2));
    let width = if area.width < NARROW { area.width } else { area.width / 4 };
    for column in 0..STATUSES.len() {
        let place = Rect { x: area.x + width * u16::try_from(column).unwrap_or(0), width, ..columns };
        if area.width >= NARROW {
            draw_column(pen, board, column, place);
        } else if column == board.column {
            draw_column(pen, board, column, columns);
        }
    }
    let (rule, below) = top(below, 1);
    pen.rule(rule, &[]);
    if let Some(one) = board.one() {
        draw_one(pen, board, one, below);
    }
    None
}

fn title(pen: &Pen<'_>, board: &Inquiries) -> Vec<Span> {
    let (lang, now) = (pen.lang(), pen.now().timestamp_millis());
    let open = || board.read.iter().filter(|one| one.inquiry.open());
    let oldest = open().map(|one| one.inquiry.days(now)).max().unwrap_or(0);
    let places = [("n", &*open().count().to_string()), ("days", &*format::days(oldest, lang))];
    let mut spans = vec![(Role::Title, Text::ContextInquiries.words(lang).to_owned())];
    if open().next().is_some() {
        spans.push((Role::Text, format!("  {}", Text::InquiriesOpen.fill(lang, &places))));
    }
    let complaints = open().filter(|one| one.inquiry.complaint).count();
    if complaints > 0 {
        let words = Text::ComplaintsOpen.fill(lang, &[("n", &complaints.to_string())]);
        spans.push((Role::Overdue, format!("  {words}")));
    }
    spans
}

/// A status, how many have it, and two rows for each.
fn draw_column(pen: &mut Pen<'_>, board: &Inquiries, column: usize, area: Rect) {
    let lang = pen.lang();
    let all: Vec<&Handled> = board.of_column(column).collect();
    let status = label::choice(STATUSES[column], lang);
    let (head, rest) = top(area, 1);
    let inset = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
    let role = if column == board.column { Role::Accent } else { Role::Dim };
    pen.put(inset(head), role, &format!("{status} ({})", all.len()));
    let shown = usize::from(rest.height / 2).max(1);
    let here = column == board.column;
    let first = if here { board.cursor.window(shown, all.len()) } else { 0 };
    let mut rows = each_row(rest);
    for (at, one) in all.iter().enumerate().skip(first).take(shown) {
        let (Some(row), below) = (rows.next(), rows.next()) else { return };
        let selected = here && at == board.cursor.at;
        pen.marker(Rect { width: 2, ..row }, selected);
        let room = usize::from(inset(row).width);
        let (name, _) = cut(&one.line.name, room);
        pen.put(inset(row), if selected { Role::Selection } else { Role::Text }, &name);
        if let Some(below) = below {
            let spans = facts(pen, one);
            pen.row(inset(below), &spans);
        }
    }
}

/// How old it is, whether it is a complaint, and what it says.
fn facts(pen: &Pen<'_>, one: &Handled) -> Vec<Span> {
    let (lang, now) = (pen.lang(), pen.now().timestamp_millis());
    let days = Text::DaysOld.fill(lang, &[("n", &one.inquiry.days(now).to_string())]);
    let age = if one.inquiry.is_old(now) { Role::Overdue } else { Role::Dim };
    let mark = if one.inquiry.is_old(now) { "!" } else { "" };
    let mut spans = vec![(age, format!("{mark}{days} "))];
    if one.inquiry.complaint {
        let role = if one.inquiry.stops() { Role::Blocked } else { Role::Due };
        spans.push((role, format!("{} ", Text::ComplaintMark.words(lang))));
    }
    spans.push((Role::Dim, one.inquiry.text.lines().next().unwrap_or_default().to_owned()));
    spans
}

/// The one under the cursor, on the left what was done, on the right what like it was answered.
fn draw_one(pen: &mut Pen<'_>, board: &Inquiries, one: &Handled, area: Rect) {
    let (lang, inquiry) = (pen.lang(), &one.inquiry);
    let (head, rest) = top(area, 1);
    let kind = label::choice(&inquiry.kind, lang);
    let owner = if one.owner.is_empty() { Text::Nobodys.words(lang) } else { &one.owner };
    let received =
        inquiry.received_at.map(|at| format::moment(format::local(at, pen.now()), pen.now(), lang));
    let facts = [kind, label::choice(&inquiry.channel, lang), &received.unwrap_or_default(), owner];
    let facts: Vec<&str> = facts.into_iter().filter(|part| !part.is_empty()).collect();
    let inset = Rect { x: head.x + 2, width: head.width.saturating_sub(3), ..head };
    pen.row(inset, &[(Role::Act, one.line.name.clone()), (Role::Dim, format!("  {}", facts.join(" / ")))]);
    let alike: Vec<&Handled> = board.alike().collect();
    let wide = area.width >= NARROW && !alike.is_empty();
    let width = if wide { rest.width * 3 / 5 } else { rest.width };
    let left = Rect { width, ..rest };
    draw_steps(pen, one, left);
    if wide {
        let right = Rect { x: rest.x + width, width: rest.width - width, ..rest };
        draw_alike(pen, &alike, right);
    }
}

fn draw_steps(pen: &mut Pen<'_>, one: &Handled, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    let (words, mut rest) = top(area, 2);
    paragraph(pen, words, Role::Text, &one.inquiry.text.replace('\n', " "));
    let notes = [
        ("cause", &one.inquiry.cause),
        ("review", &one.inquiry.review),
        ("cleared_why", &one.inquiry.cleared_why),
    ];
    for (name, said) in notes.into_iter().filter(|(_, said)| !said.is_empty()) {
        let (row, below) = top(rest, 1);
        let inset = Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row };
        let name = field::label(Noun::Inquiry, name, lang);
        pen.row(inset, &[(Role::Dim, format!("{name}  ")), (Role::Text, said.replace('\n', " "))]);
        rest = below;
    }
    // The last steps where there is no room for all.
    let room = usize::from(rest.height);
    let first = one.steps.len().saturating_sub(room);
    for (row, step) in each_row(rest).zip(&one.steps[first..]) {
        let when = step.at.map(|at| format::brief(format::local(at, now), now, lang)).unwrap_or_default();
        let channel = label::choice(&step.channel, lang);
        let spans = [
            (Role::Dim, pad(&when, 8, Side::Left)),
            (Role::Dim, format!("{channel}  ")),
            (Role::Text, step.text.replace('\n', " ")),
        ];
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
}

/// What was asked before, and how it was answered in the end.
fn draw_alike(pen: &mut Pen<'_>, alike: &[&Handled], area: Rect) {
    let (head, rest) = top(area, 1);
    let inset = |row: Rect| Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    pen.put(inset(head), Role::Dim, Text::SimilarTitle.words(pen.lang()));
    let mut rows = each_row(rest);
    for one in alike {
        let (Some(asked), Some(answer)) = (rows.next(), rows.next()) else { return };
        pen.put(inset(asked), Role::Text, one.inquiry.text.lines().next().unwrap_or_default());
        let last = one.steps.last().map(|step| step.text.replace('\n', " ")).unwrap_or_default();
        pen.put(inset(answer), Role::Dim, &format!("  {last}"));
    }
}
