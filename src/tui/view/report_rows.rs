//! The calls or the customers that a figure of a report counts, one row each.

use ratatui::layout::Rect;

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::report_rows::{Lies, Rows};
use crate::domain::report::{Buyer, Call};
use crate::i18n::{Text, format, label};
use crate::tui::theme::Role;

/// Draws them under the figure in words.
pub(super) fn draw(pen: &mut Pen<'_>, rows: &Rows, area: Rect) {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let count = rows.lies.as_ref().map(|lies| {
        let calls = matches!(lies, Lies::Calls(_));
        let text = if calls { Text::ReportCallCount } else { Text::ReportBuyerCount };
        text.fill(lang, &[("n", &format::count(lies.count()))])
    });
    let title = (Role::Title, rows.title.clone());
    pen.rule(heading, &[title, (Role::Text, format!("  {}", count.unwrap_or_default()))]);
    let Some(lies) = &rows.lies else {
        pen.put(super::reports::inset(rest), Role::Dim, Text::Loading.words(lang));
        return;
    };
    let height = usize::from(rest.height);
    let first = rows.cursor.window(height, lies.len());
    for (row, at) in each_row(rest).zip(first..lies.len()) {
        match lies {
            Lies::Calls(calls) => draw_call(pen, &calls.calls[at], at == rows.cursor.at, row),
            Lies::Buyers(buyers) => draw_buyer(pen, &buyers.buyers[at], at == rows.cursor.at, row),
        }
    }
    if lies.count() > lies.len() && first + height > lies.len() {
        let more = format::count(lies.count() - lies.len());
        let row = Rect { y: rest.bottom().saturating_sub(1), height: 1, ..rest };
        pen.put_right(super::reports::inset(row), Role::Dim, &Text::More.fill(lang, &[("n", &more)]));
    }
}

fn draw_buyer(pen: &mut Pen<'_>, buyer: &Buyer, selected: bool, area: Rect) {
    let lang = pen.lang();
    pen.marker(area, selected);
    let worth = &buyer.worth;
    let orders = Text::BuyerOrders.fill(lang, &[("n", &worth.orders.to_string())]);
    let last = worth.last.map(|day| format::short_day(day, pen.now(), lang)).unwrap_or_default();
    let role = if selected { Role::Selection } else { Role::Text };
    let name = (usize::from(area.width) / 2).min(40);
    let spans = [
        (role, format!("{} ", pad(&buyer.name, name, Side::Left))),
        (Role::Text, format!("{} ", pad(&format::short_sums(&worth.net, lang), 14, Side::Right))),
        (Role::Dim, format!("{} ", pad(&orders, 10, Side::Right))),
        (Role::Dim, last),
    ];
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area }, &spans);
}

fn draw_call(pen: &mut Pen<'_>, call: &Call, selected: bool, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    pen.marker(area, selected);
    let when = format::moment(format::local(call.at, now), now, lang);
    let name = call.customer.as_ref().map_or("-", |(_, name)| name);
    let outcomes = &pen.app.setting.outcomes;
    let known = outcomes.iter().find(|outcome| outcome.code == call.outcome);
    let outcome = known.map_or(call.outcome.as_str(), |outcome| label::outcome(outcome, lang)).to_owned();
    let time = if call.seconds > 0 { format::timer(call.seconds) } else { String::new() };
    let width = usize::from(area.width);
    let role = if selected { Role::Selection } else { Role::Text };
    let spans = [
        (Role::Dim, format!("{} ", pad(&when, 18, Side::Left))),
        (role, format!("{} ", pad(name, (width / 3).min(30), Side::Left))),
        (Role::Text, format!("{} ", pad(&outcome, (width / 4).min(24), Side::Left))),
        (Role::Dim, format!("{} ", pad(&time, 7, Side::Right))),
        (Role::Dim, call.note.replace('\n', " ")),
    ];
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area }, &spans);
}
