//! A deal on the board: its name, worth and days, and the selected one in full at the foot.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::domain::deal::Deal;
use crate::domain::pipeline::{Card, Class, Pipelines, class, ended_on};
use crate::domain::stage::StageFlag;
use crate::domain::{Noun, amount};
use crate::i18n::{Text, field, format, label};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, Span};
use crate::tui::view::{each_row, top};

/// Who would buy, else what the deal is called.
pub(super) fn whom(card: &Card) -> String {
    card.customer.as_ref().map_or_else(|| card.deal.title.clone(), |(_, name)| name.clone())
}

/// What it may come to.
pub(super) fn worth(deal: &Deal) -> String {
    deal.amount.map_or_else(|| "-".to_owned(), |minor| amount::show(minor, &deal.currency))
}

/// The mark of a deal that waits for too long.
pub(super) fn mark(card: &Card) -> Span {
    if card.stale { (Role::Warning, " !".to_owned()) } else { (Role::Dim, String::new()) }
}

/// When it should end, or did.
pub(super) fn when(pen: &Pen<'_>, deal: &Deal, open: bool) -> Span {
    let day = if open { &deal.close_on } else { ended_on(deal) };
    let today = pen.now().date_naive().to_string();
    let overdue = open && !day.is_empty() && *day < *today.get(..day.len()).unwrap_or(&today);
    (if overdue { Role::Overdue } else { Role::Dim }, brief(pen, day))
}

/// A day in short.
fn brief(pen: &Pen<'_>, iso: &str) -> String {
    let now = pen.now();
    match iso.parse::<NaiveDate>() {
        Ok(date) if date == now.date_naive() => Text::SectionToday.words(pen.lang()).to_owned(),
        Ok(date) => format::short_day(date, now, pen.lang()),
        Err(_) => iso.to_owned(),
    }
}

/// The selected deal in full.
pub(super) fn foot(pen: &mut Pen<'_>, pipelines: &Pipelines, card: &Card, area: Rect) {
    let (rule, rest) = top(area, 1);
    pen.rule(rule, &[(Role::Act, whom(card))]);
    let mut rows = each_row(Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest });
    for parts in [figures(pen, pipelines, card), state(pen, pipelines, card)] {
        let Some(row) = rows.next() else { return };
        let spans: Vec<Span> = parts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .enumerate()
            .map(|(nth, (role, words))| (role, if nth == 0 { words } else { format!("  {words}") }))
            .collect();
        pen.row(row, &spans);
    }
}

/// What it is, what it may come to, and when.
fn figures(pen: &Pen<'_>, pipelines: &Pipelines, card: &Card) -> Vec<Span> {
    let (lang, deal) = (pen.lang(), &card.deal);
    let open = pipelines.open(deal);
    let (role, when) = when(pen, deal, open);
    let text = if open { Text::BoardClose } else { Text::BoardEndedOn };
    let when = if when.is_empty() { when } else { text.fill(lang, &[("day", &when)]) };
    let title = if card.customer.is_some() { deal.title.clone() } else { String::new() };
    let chance = if open { format!("{}%", pipelines.chance(deal)) } else { String::new() };
    let class = match class(deal, pipelines) {
        _ if !open => "",
        Class::Commit => "commit",
        Class::Best => "best",
        Class::Possible => "possible",
        Class::Omitted => "omit",
    };
    let class = if class.is_empty() { "" } else { label::choice(class, lang) };
    vec![
        (Role::Text, title),
        (Role::Text, worth(deal)),
        (Role::Text, chance),
        (Role::Dim, class.to_owned()),
        (role, when),
    ]
}

/// Where it stands and for how long; of one that is lost why, and when to try again.
fn state(pen: &Pen<'_>, pipelines: &Pipelines, card: &Card) -> Vec<Span> {
    let (lang, deal) = (pen.lang(), &card.deal);
    let stands = Text::BoardStands.fill(lang, &[("n", &card.days.max(0).to_string())]);
    let mut parts = vec![(Role::Dim, label::stage(pipelines, deal, lang).to_owned()), (Role::Dim, stands)];
    if card.stale {
        parts.push((Role::Warning, Text::BoardStale.words(lang).to_owned()));
    }
    if pipelines.flag(deal) == StageFlag::Lost {
        let reason = label::choice(&deal.lost_reason, lang);
        let because = format!("{}: {reason}", field::label(Noun::Deal, "lost_reason", lang));
        let again = if deal.win_back_on.is_empty() {
            Text::BoardTryAgain.words(lang).to_owned()
        } else {
            Text::BoardTryOn.fill(lang, &[("day", &brief(pen, &deal.win_back_on))])
        };
        parts.extend([(Role::Text, because), (Role::Dim, again)]);
    }
    if !card.initials.is_empty() {
        parts.push((Role::Dim, card.initials.clone()));
    }
    parts
}
