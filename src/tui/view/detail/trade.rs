//! What a customer may buy and has bought, on their page: deals, contracts, credit, purchases.
//!
//! `detail` puts the page together.

use super::{Row, labelled, plain, section};
use crate::app::desk::Item;
use crate::domain::Noun;
use crate::domain::amount;
use crate::domain::credit::Credit;
use crate::domain::deal::Deal;
use crate::domain::deal_line::DealLine;
use crate::domain::deal_person::route;
use crate::domain::page::Page;
use crate::domain::pipeline::Pipelines;
use crate::domain::purchase::Purchase;
use crate::domain::quantity;
use crate::domain::stage::StageFlag;
use crate::domain::subscription::Subscription;
use crate::i18n::{Lang, Text, field, format, label};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, Span};

/// Lines of purchases shown.
const PURCHASES: usize = 3;

/// Deals, each open one with how it goes, who decides of it, and what is known of their buying.
pub(super) fn deals(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows = Vec::new();
    for (at, one) in page.deals.iter().enumerate() {
        let label = if at == 0 { Text::SectionDeals.words(lang) } else { "" };
        let spans = labelled(label, deal(one, &page.pipelines, lang));
        rows.push(Row::of(Item { noun: Noun::Deal, id: one.id }, spans));
        if page.pipelines.open(one) {
            rows.extend(pace(pen, page, one).into_iter().map(|spans| plain(labelled("", spans))));
            rows.extend(stops(page, one, lang));
            rows.extend(page.lines_of(one.id).map(|line| {
                Row::of(Item { noun: Noun::DealLine, id: line.id }, labelled("", deal_line(line)))
            }));
            rows.extend(bant(one, lang).into_iter().map(|spans| plain(labelled("", spans))));
        }
    }
    rows
}

/// How an open deal goes: days where it stands and slips, where that is worth a line.
fn pace(pen: &Pen<'_>, page: &Page, deal: &Deal) -> Option<Vec<Span>> {
    let lang = pen.lang();
    let now = pen.now().timestamp_millis();
    let course = page.course(deal.id, now);
    let pace = page.paces.get(&deal.id);
    let days = pace.map_or(0, |pace| pace.days(now).max(0));
    let stale = pace.is_some_and(|pace| pace.is_stale(deal, &page.pipelines, now));
    if !stale && course.slips == 0 {
        return None;
    }
    let n = format::days(days, lang);
    let mut spans =
        vec![(if stale { Role::Due } else { Role::Dim }, Text::DaysInStage.fill(lang, &[("n", &n)]))];
    if course.slips > 0 {
        let words = Text::Slipped.fill(lang, &[("n", &course.slips.to_string())]);
        spans.push((Role::Due, format!("  {words} ({})", course.first_close_on)));
    }
    Some(spans)
}

/// The route of a deal on one line, where anybody is on it.
fn stops(page: &Page, deal: &Deal, lang: Lang) -> Option<Row> {
    let route = route(deal.id, &page.deal_people, &page.people);
    let mut row = plain(labelled("", Vec::new()));
    for stop in &route {
        if !row.pieces.is_empty() {
            row.spans.push((Role::Dim, " > ".to_owned()));
        }
        row.pieces.push((Item { noun: Noun::DealPerson, id: stop.part }, row.spans.len()));
        let words = format!("{} {}", label::choice(stop.role, lang), stop.person.name());
        row.spans.push((Role::Dim, words.trim().to_owned()));
    }
    (!route.is_empty()).then_some(row)
}

/// A line of a deal: how many of what, and what that comes to.
fn deal_line(line: &DealLine) -> Vec<Span> {
    let total = line.total().map(|minor| amount::show(minor, &line.currency)).unwrap_or_default();
    let many = line.quantity.filter(|quantity| *quantity != quantity::ONE);
    let many = many.map(|many| format!(" x{}", quantity::written(many))).unwrap_or_default();
    vec![(Role::Dim, format!("  {}{many}  {total}", line.product))]
}

/// What is known of their buying: BANT.
fn bant(deal: &Deal, lang: Lang) -> Option<Vec<Span>> {
    let bant = [
        ("budget", &deal.budget),
        ("authority", &deal.authority),
        ("need", &deal.need),
        ("timing", &deal.timing),
    ];
    let known = bant.into_iter().filter(|(_, words)| !words.is_empty());
    let known: Vec<String> =
        known.map(|(name, words)| format!("{} {words}", field::label(Noun::Deal, name, lang))).collect();
    (!known.is_empty()).then(|| vec![(Role::Dim, known.join(" / "))])
}

pub(super) fn subscription(pen: &Pen<'_>, one: &Subscription) -> Vec<Span> {
    let today = pen.now().date_naive().to_string();
    let [product, amount, when] = format::subscription(one, &today, pen.lang());
    let role = match (one.cancelled_on.is_empty(), one.renews_on.as_str()) {
        (true, day) if !day.is_empty() && day < today.as_str() => Role::Overdue,
        _ => Role::Dim,
    };
    vec![(Role::Act, amount), (Role::Text, format!("  {product}")), (role, format!("  {when}"))]
}

/// What is open of their credit, where there is a limit.
pub(super) fn credit(pen: &Pen<'_>, page: &Page) -> Option<Vec<Span>> {
    let credit = Credit::on(page, &pen.app.setting.currency)?;
    let role = if credit.over().is_some() { Role::Overdue } else { Role::Dim };
    Some(labelled(Text::Credit.words(pen.lang()), vec![(role, format::credit(&credit, pen.lang()))]))
}

fn deal(deal: &Deal, pipelines: &Pipelines, lang: Lang) -> Vec<Span> {
    let flag = pipelines.flag(deal);
    let role = match flag {
        StageFlag::Won => Role::Won,
        StageFlag::Lost => Role::Dim,
        StageFlag::Open | StageFlag::Hold => Role::Text,
    };
    let amount = deal.amount.map(|minor| amount::show(minor, &deal.currency)).unwrap_or_default();
    let chance =
        if flag == StageFlag::Open { format!(" {}%", pipelines.chance(deal)) } else { String::new() };
    let mut spans =
        vec![(Role::Act, amount), (role, format!("  {}{chance}", label::stage(pipelines, deal, lang)))];
    if !deal.close_on.is_empty() && pipelines.open(deal) {
        spans.push((Role::Dim, format!("  {}", Text::Closes.fill(lang, &[("day", &deal.close_on)]))));
    }
    spans.push((Role::Text, format!("  {}", deal.title)));
    spans
}

/// The last few lines they bought, and how many there are.
pub(super) fn purchases(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows: Vec<Row> = section(
        Text::SectionPurchases,
        lang,
        &page.purchases[..page.purchases.len().min(PURCHASES)],
        |one| (Item { noun: Noun::Purchase, id: one.id }, purchase(pen, one)),
    )
    .map(|row| Row { item: None, ..row })
    .collect();
    let count = page.purchase_count;
    if count > PURCHASES
        && let Some(last) = rows.last_mut()
    {
        let words = Text::PurchasesInAll.fill(lang, &[("n", &format::count(count))]);
        last.spans.push((Role::Dim, format!("  {words}")));
    }
    rows
}

fn purchase(pen: &Pen<'_>, purchase: &Purchase) -> Vec<Span> {
    let now = pen.now();
    let day = purchase.at.map(|at| format::local(at, now).format("%Y-%m-%d").to_string()).unwrap_or_default();
    let total = purchase.total().map(|minor| amount::show(minor, &purchase.currency)).unwrap_or_default();
    let many = purchase.quantity.filter(|quantity| *quantity != quantity::ONE);
    let many = many.map(|many| format!(" x{}", quantity::written(many))).unwrap_or_default();
    let name = if purchase.product.is_empty() { &purchase.number } else { &purchase.product };
    vec![(Role::Dim, day), (Role::Act, format!("  {total}")), (Role::Text, format!("  {name}{many}"))]
}
