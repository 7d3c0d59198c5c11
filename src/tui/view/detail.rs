//! The selected customer: who they are, what is next, who to ask for, and what happened.
//!
//! Rows are built as pieces of text first, each knowing which item it stands for, so that the
//! cursor, scrolling and drawing agree.

mod told;
mod trade;
mod who;

use ratatui::layout::Rect;

use super::each_row;
use super::pen::{Pen, Span};
use crate::app::desk::{Focus, Item};
use crate::domain::Noun;
use crate::domain::inquiry::Inquiry;
use crate::domain::next_step::NextStep;
use crate::domain::organisation::tree;
use crate::domain::page::Page;
use crate::i18n::{Lang, Text, format, label};
use crate::tui::theme::Role;

/// Cells of the labels on the left.
const LABEL: usize = 8;
/// Cells on the left for the marker of the selected row.
const GUTTER: u16 = 2;

/// A row of the page.
struct Row {
    item: Option<Item>,
    spans: Vec<Span>,
    rule: bool,
    /// Items that stand for one piece of text each, and where among the pieces.
    pieces: Vec<(Item, usize)>,
}

impl Row {
    const fn of(item: Item, spans: Vec<Span>) -> Self {
        Self { item: Some(item), spans, rule: false, pieces: Vec::new() }
    }

    /// Says whether an item stands on it.
    fn holds(&self, item: Option<Item>) -> bool {
        item.is_some() && (self.item == item || self.piece(item).is_some())
    }

    /// The piece of text that stands for an item.
    fn piece(&self, item: Option<Item>) -> Option<usize> {
        self.pieces.iter().find(|(known, _)| Some(*known) == item).map(|(_, at)| *at)
    }
}

/// Draws the page, or what the list knows while the page is being read.
pub(super) fn draw(pen: &mut Pen<'_>, area: Rect) {
    let app = pen.app;
    let Some(line) = app.desk.line() else { return };
    let Some(page) = app.desk.page() else {
        let text = Rect { x: area.x + GUTTER, width: area.width.saturating_sub(GUTTER + 1), ..area };
        pen.put(text, Role::Title, &line.name);
        return;
    };
    let rows = rows(pen, page);
    let selected = app.desk.item();
    let at = rows.iter().position(|row| row.holds(selected)).unwrap_or(0);
    let height = usize::from(area.height).max(1);
    let first = (at + 3).saturating_sub(height).min(rows.len().saturating_sub(height));
    for (area, row) in each_row(area).zip(rows.iter().skip(first)) {
        draw_row(pen, area, row, selected);
    }
}

fn draw_row(pen: &mut Pen<'_>, area: Rect, row: &Row, selected: Option<Item>) {
    let text = Rect { x: area.x + GUTTER, width: area.width.saturating_sub(GUTTER + 1), ..area };
    if row.rule {
        pen.rule(text, &row.spans);
        return;
    }
    let here = pen.app.desk.focus == Focus::Detail && row.holds(selected);
    pen.marker(area, here);
    let piece = row.piece(selected);
    let shown = |(at, (role, text)): (usize, &Span)| {
        let chosen = here && piece.is_none_or(|piece| piece == at);
        (if chosen { Role::Selection } else { *role }, text.clone())
    };
    let spans: Vec<Span> = row.spans.iter().enumerate().map(shown).collect();
    pen.row(text, &spans);
}

/// Draws a page without its title, from its `top`th line on.
pub(super) fn below_title(pen: &mut Pen<'_>, page: &Page, top: usize, area: Rect) {
    let rows = body(pen, page, false);
    let first = top.min(rows.len().saturating_sub(usize::from(area.height)));
    for (area, row) in each_row(area).zip(rows.iter().skip(first)) {
        draw_row(pen, area, row, None);
    }
}

fn rows(pen: &Pen<'_>, page: &Page) -> Vec<Row> {
    if let Some(at) = page.erased {
        return vec![plain(erased(pen, at))];
    }
    let mut rows = vec![plain(title(pen, page))];
    rows.extend(body(pen, page, true));
    rows
}

/// All that is told of somebody erased.
fn erased(pen: &Pen<'_>, at: i64) -> Vec<Span> {
    let day = format::day(format::local(at, pen.look.now), pen.look.now, pen.lang());
    vec![(Role::Dim, Text::ErasedOn.fill(pen.lang(), &[("day", &day)]))]
}

/// What stands below the title; `tried` tells how often they were tried since somebody was reached.
fn body(pen: &Pen<'_>, page: &Page, tried: bool) -> Vec<Row> {
    let lang = pen.lang();
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(page.complaint().map(|one| plain(told::complaint(pen, one))));
    rows.extend(told::blocks(pen, page).map(plain));
    rows.extend(who::facts(page, lang).map(plain));
    rows.extend(section(Text::SectionNumbers, lang, &page.contact_points, |point| {
        (Item { noun: Noun::ContactPoint, id: point.id }, who::contact_point(pen, point, page))
    }));
    let open: Vec<&NextStep> = page.next_steps.iter().filter(|step| step.open()).collect();
    if open.is_empty() {
        rows.push(plain(labelled(
            Text::SectionNext.words(lang),
            vec![(Role::Dim, Text::NoNextStep.words(lang).into())],
        )));
    }
    rows.extend(section(Text::SectionNext, lang, &open, |step| {
        (Item { noun: Noun::NextStep, id: step.id }, who::next_step(pen, step))
    }));
    let inquiries: Vec<&Inquiry> = page.open_inquiries().collect();
    rows.extend(section(Text::SectionInquiries, lang, &inquiries, |one| {
        (Item { noun: Noun::Inquiry, id: one.id }, told::inquiry(pen, one))
    }));
    rows.extend(section(Text::SectionPeople, lang, &tree(&page.people), |place| {
        (Item { noun: Noun::Person, id: place.person.id }, who::person(place, lang))
    }));
    rows.extend(trade::deals(pen, page));
    rows.extend(section(Text::SectionSubscriptions, lang, &page.subscriptions, |one| {
        (Item { noun: Noun::Subscription, id: one.id }, trade::subscription(pen, one))
    }));
    rows.extend(trade::credit(pen, page).into_iter().map(plain));
    let worth = format::worth(page, lang).into_iter().enumerate().map(|(at, words)| {
        let label = if at == 0 { Text::SectionWorth.words(lang) } else { "" };
        plain(labelled(label, vec![(Role::Text, words)]))
    });
    rows.extend(worth);
    rows.extend(trade::purchases(pen, page));
    rows.extend(told::consents(page, lang).map(plain));
    rows.extend(told::own(page, lang).into_iter().map(plain));
    rows.extend(told::answers(pen, page).into_iter().map(plain));
    if !page.tags.is_empty() {
        let tags: Vec<&str> = page.tags.iter().map(|tag| label::tag(&tag.name, lang)).collect();
        rows.push(plain(labelled(Text::SectionTags.words(lang), vec![(Role::Text, tags.join(" / "))])));
    }
    rows.extend(told::timeline(pen, page, tried));
    rows
}

const fn plain(spans: Vec<Span>) -> Row {
    Row { item: None, spans, rule: false, pieces: Vec::new() }
}

fn labelled(label: &str, spans: Vec<Span>) -> Vec<Span> {
    let label = super::parts::pad(label, LABEL, super::parts::Side::Left);
    [(Role::Dim, label)].into_iter().chain(spans).collect()
}

/// A section's rows: its label stands on the first one.
fn section<'a, T>(
    label: Text,
    lang: Lang,
    items: &'a [T],
    row: impl Fn(&'a T) -> (Item, Vec<Span>) + 'a,
) -> impl Iterator<Item = Row> + 'a {
    items.iter().enumerate().map(move |(at, one)| {
        let (item, spans) = row(one);
        let label = if at == 0 { label.words(lang) } else { "" };
        Row::of(item, labelled(label, spans))
    })
}

/// Who it is, in one line.
pub(super) fn title(pen: &Pen<'_>, page: &Page) -> Vec<Span> {
    let (customer, lang) = (&page.customer, pen.lang());
    let mut spans = vec![(Role::Title, customer.name.clone())];
    if !customer.kana.is_empty() {
        spans.push((Role::Dim, format!("  {}", customer.kana)));
    }
    if !customer.rank.is_empty() {
        spans.push((Role::Act, format!("  {}", Text::RankIs.fill(lang, &[("rank", &customer.rank)]))));
    }
    if customer.owner.is_some() {
        let mine = customer.owner == pen.app.setting.rep;
        let words = if mine { Text::Mine.words(lang) } else { page.initials(customer.owner) };
        spans.push((Role::Dim, format!("  {words}")));
    }
    if customer.vip {
        spans.push((Role::Act, "  VIP".into()));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safe::cells;

    #[test]
    fn no_label_touches_what_it_stands_before() {
        for label in [
            Text::SectionNumbers,
            Text::SectionNext,
            Text::SectionInquiries,
            Text::SectionPeople,
            Text::SectionDeals,
            Text::SectionSubscriptions,
            Text::Credit,
            Text::SectionWorth,
            Text::SectionPurchases,
            Text::SectionTags,
        ] {
            for words in [Lang::En, Lang::Ja].map(|lang| label.words(lang)) {
                assert!(cells(words) < LABEL, "{words}");
            }
        }
    }
}
