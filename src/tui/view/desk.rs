//! The desk: header, search line, the list on the left and the selected customer on the right.
//!
//! Below 72 columns there is one column: the list, or the customer while the keyboard is there.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, Span};
use super::{columns, detail, each_row, line, top};
use crate::app::desk::Focus;
use crate::app::msg::Readiness;
use crate::app::wrap::cells;
use crate::domain::agenda::Due;
use crate::i18n::{Text, format};
use crate::tui::theme::Role;

/// Fewer columns than this show one pane.
const TWO_PANES: u16 = 72;

/// From so many columns on the list shows those of the view.
const COLUMNS: u16 = 100;

/// Draws the header.
pub(super) fn header(pen: &mut Pen<'_>, area: Rect) {
    let (lang, now, counts) = (pen.lang(), pen.now(), pen.app.counts);
    let clock = format::moment(now, now, lang);
    let clock = pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, &clock);
    let number = |n: usize| format::count(n);
    let mut left: Vec<Span> = vec![(Role::Title, " salesdesk".into())];
    if pen.app.setting.demo {
        left.push((Role::Warning, format!(" {}", Text::Demo.words(lang))));
    }
    let count = |one: Text, many: Text, n: usize| {
        if n == 1 { one.words(lang).to_owned() } else { many.fill(lang, &[("n", &number(n))]) }
    };
    let customers = count(Text::OneCustomer, Text::Customers, counts.customers);
    left.push((Role::Dim, format!("  {customers}")));
    if let Some(day) = counts.day {
        let calls = count(Text::OneCallToday, Text::CallsToday, day.calls);
        left.push((Role::Text, format!("   {calls}")));
        if day.due > 0 {
            left.push((Role::Due, format!("   {}", Text::DueNow.fill(lang, &[("n", &number(day.due))]))));
        }
        if day.review > 0 {
            let n = number(day.review);
            left.push((Role::Accent, format!("   {}", Text::ToReviewCount.fill(lang, &[("n", &n)]))));
        }
    }
    if let Some(alert) = pen.app.alerts.newest() {
        left.push((Role::Due, format!("   {}", self::alert(pen, alert, true))));
    }
    let room = area.width.saturating_sub(clock + 2);
    for less in [Role::Text, Role::Dim] {
        if left.iter().map(|(_, text)| cells(text)).sum::<usize>() > usize::from(room) {
            left.retain(|(role, _)| *role != less);
        }
    }
    pen.row(Rect { width: room, ..area }, &left);
}

/// What fell due last, and whom it is about where there is room.
pub(super) fn alert(pen: &Pen<'_>, due: &Due, named: bool) -> String {
    let at = due.step.due_at.map(|at| format::brief(format::local(at, pen.now()), pen.now(), pen.lang()));
    let name = if named { due.line.name.as_str() } else { "" };
    format!("! {} {name}", at.unwrap_or_default()).trim_end().to_owned()
}

/// Draws the desk; answers with the caret's cell while the search line has the keyboard.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) -> Option<Position> {
    let desk = &pen.app.desk;
    let on_customer = desk.focus == Focus::Detail;
    let nobody = desk.lines.is_empty() && desk.search.is_empty();
    if area.width < TWO_PANES || nobody {
        if on_customer {
            detail::draw(pen, area);
            return None;
        }
        return list(pen, area);
    }
    let width = if area.width >= COLUMNS && !desk.columns().is_empty() {
        area.width * 3 / 5
    } else {
        (area.width * 9 / 20).min(56)
    };
    let caret = list(pen, Rect { width, ..area });
    let rule = Rect { x: area.x + width, width: 1, ..area };
    pen.rule_down(rule);
    detail::draw(pen, Rect { x: rule.x + 1, width: area.width.saturating_sub(width + 1), ..area });
    caret
}

fn list(pen: &mut Pen<'_>, area: Rect) -> Option<Position> {
    let (search, rows) = top(area, 1);
    let caret = search_line(pen, search);
    let desk = &pen.app.desk;
    if desk.lines.is_empty() {
        empty(pen, rows);
        return caret;
    }
    if pen.app.desk.lines.iter().any(|line| !line.cells.is_empty()) && pen.width() >= COLUMNS {
        columns::draw(pen, rows);
        return caret;
    }
    let first = desk.cursor.window(usize::from(rows.height), desk.lines.len());
    let shown = desk.lines.iter().enumerate().skip(first);
    for (row, (at, customer)) in each_row(rows).zip(shown) {
        line::draw(pen, customer, at == desk.cursor.at, row);
    }
    caret
}

fn search_line(pen: &mut Pen<'_>, area: Rect) -> Option<Position> {
    let desk = &pen.app.desk;
    let here = desk.focus == Focus::Search;
    let count = match desk.readiness {
        Readiness::Making(percent) => Text::SearchBeingMade.fill(pen.lang(), &[("n", &percent.to_string())]),
        _ if desk.waiting => String::new(),
        _ => format::tally(desk.tally),
    };
    let used = pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Dim, &count);
    pen.put(area, if here { Role::Accent } else { Role::Dim }, "/");
    let field = Rect { x: area.x + 2, width: area.width.saturating_sub(used + 4), ..area };
    if desk.search.is_empty() {
        pen.put(field, Role::Dim, Text::SearchPlaceholder.words(pen.lang()));
    }
    let caret = pen.field(&desk.search, field);
    caret.filter(|_| here)
}

fn empty(pen: &mut Pen<'_>, area: Rect) {
    let desk = &pen.app.desk;
    let lang = pen.lang();
    if desk.waiting {
        return;
    }
    let words = if desk.search.is_empty() {
        Text::EmptyBook.words(lang).to_owned()
    } else {
        let making = matches!(desk.readiness, Readiness::Making(_));
        let words = if making { Text::NotReadyYet } else { Text::NothingFound };
        words.fill(lang, &[("what", desk.search.text())])
    };
    let width = usize::from(area.width.saturating_sub(3));
    let lines = crate::app::wrap::wrap(&words, width);
    for (row, range) in each_row(area).skip(1).zip(lines) {
        pen.put(Rect { x: row.x + 2, width: row.width.saturating_sub(2), ..row }, Role::Text, &words[range]);
    }
}
