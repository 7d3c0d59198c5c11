//! The calls, deals, purchase lines or customers that a figure of a report counts, one row each.

use ratatui::layout::Rect;

use super::parts::{Side, pad};
use super::pen::Pen;
use super::{each_row, top};
use crate::app::report_rows::{Lies, Rows};
use crate::domain::amount;
use crate::domain::pipeline::{Pipelines, ended_on};
use crate::domain::report::{Buyer, Call, Offer, SoldLine};
use crate::i18n::{Text, format, label};
use crate::tui::theme::Role;

/// Draws them under the figure in words.
pub(super) fn draw(pen: &mut Pen<'_>, rows: &Rows, area: Rect) {
    let lang = pen.lang();
    let (heading, rest) = top(area, 1);
    let count = rows.lies.as_ref().map(|lies| {
        let text = match lies {
            Lies::Calls(_) => Text::ReportCallCount,
            Lies::Deals(..) => Text::ReportDealCount,
            Lies::Lines(_) => Text::ReportLineCount,
            Lies::Buyers(_) | Lies::Customers(_) => Text::ReportBuyerCount,
        };
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
        let selected = at == rows.cursor.at;
        match lies {
            Lies::Calls(of) => draw_call(pen, &of.rows[at], selected, row),
            Lies::Deals(of, pipelines) => draw_deal(pen, &of.rows[at], pipelines, selected, row),
            Lies::Lines(of) => draw_line(pen, &of.rows[at], selected, row),
            Lies::Buyers(of) => draw_buyer(pen, &of.rows[at], selected, row),
            Lies::Customers(of) => draw_row(pen, selected, row, &of.rows[at].1, &[]),
        }
    }
    if lies.count() > lies.len() && first + height > lies.len() {
        let more = format::count(lies.count() - lies.len());
        let row = Rect { y: rest.bottom().saturating_sub(1), height: 1, ..rest };
        pen.put_right(super::reports::inset(row), Role::Dim, &Text::More.fill(lang, &[("n", &more)]));
    }
}

/// A row that begins with a name.
fn draw_row(pen: &mut Pen<'_>, selected: bool, area: Rect, name: &str, rest: &[(Role, String)]) {
    pen.marker(area, selected);
    let role = if selected { Role::Selection } else { Role::Text };
    let wide = if rest.is_empty() { usize::from(area.width) } else { (usize::from(area.width) / 3).min(30) };
    let mut spans = vec![(role, format!("{} ", pad(name, wide, Side::Left)))];
    spans.extend_from_slice(rest);
    pen.row(Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area }, &spans);
}

fn draw_buyer(pen: &mut Pen<'_>, buyer: &Buyer, selected: bool, area: Rect) {
    let lang = pen.lang();
    let worth = &buyer.worth;
    let orders = Text::BuyerOrders.fill(lang, &[("n", &worth.orders.to_string())]);
    let last = worth.last.map(|day| format::short_day(day, pen.now(), lang)).unwrap_or_default();
    let rest = [
        (Role::Text, format!("{} ", pad(&format::short_sums(&worth.net, lang), 14, Side::Right))),
        (Role::Dim, format!("{} ", pad(&orders, 10, Side::Right))),
        (Role::Dim, last),
    ];
    draw_row(pen, selected, area, &buyer.name, &rest);
}

fn draw_deal(pen: &mut Pen<'_>, offer: &Offer, pipelines: &Pipelines, selected: bool, area: Rect) {
    let lang = pen.lang();
    let deal = &offer.deal;
    let name = offer.customer.as_ref().map_or("-", |(_, name)| name);
    let stage = label::stage(pipelines, deal, lang);
    let rest = [
        (Role::Text, format!("{} ", pad(stage, 12, Side::Left))),
        (Role::Text, format!("{} ", pad(&minor(deal.amount, &deal.currency), 12, Side::Right))),
        (Role::Dim, format!("{} ", pad(ended_on(deal), 10, Side::Left))),
        (Role::Dim, deal.title.clone()),
    ];
    draw_row(pen, selected, area, name, &rest);
}

fn draw_line(pen: &mut Pen<'_>, sold: &SoldLine, selected: bool, area: Rect) {
    let (lang, now) = (pen.lang(), pen.now());
    let line = &sold.line;
    let name = sold.customer.as_ref().map_or("-", |(_, name)| name);
    let when = line.at.map(|at| format::short_day(format::local(at, now).date_naive(), now, lang));
    let rest = [
        (Role::Dim, format!("{} ", pad(&when.unwrap_or_default(), 12, Side::Left))),
        (Role::Text, format!("{} ", pad(&minor(line.total(), &line.currency), 12, Side::Right))),
        (Role::Text, line.product.clone()),
    ];
    draw_row(pen, selected, area, name, &rest);
}

/// An amount; nothing where none is known.
fn minor(minor: Option<i64>, currency: &str) -> String {
    minor.map(|minor| amount::show(minor, currency)).unwrap_or_default()
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
