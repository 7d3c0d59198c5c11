//! Who a customer is on their page: facts, numbers, people, and what is to be done next.
//!
//! `detail` puts the page together.

use crate::domain::Noun;
use crate::domain::contact::{Refusal, may_contact};
use crate::domain::contact_point::ContactPoint;
use crate::domain::next_step::NextStep;
use crate::domain::organisation::Place;
use crate::domain::page::Page;
use crate::i18n::{Lang, Text, format, label};
use crate::tui::theme::Role;
use crate::tui::view::pen::{Pen, Span};

/// Steps of an organisation that are shown as steps.
const DEEPEST: usize = 4;

pub(super) fn facts(page: &Page, lang: Lang) -> impl Iterator<Item = Vec<Span>> {
    let customer = &page.customer;
    let employees = customer.employees.map(|n| Text::Employees.fill(lang, &[("n", &n.to_string())]));
    let month = customer.fiscal_month.map(|n| Text::ClosesIn.fill(lang, &[("n", &n.to_string())]));
    let place = place(&[&customer.region, &customer.city, &customer.address]);
    let lifecycle = label::choice(&customer.lifecycle, lang).to_owned();
    let first = [
        lifecycle,
        place,
        customer.industry.clone(),
        employees.unwrap_or_default(),
        month.unwrap_or_default(),
    ];
    let note = first_line(&customer.note);
    [first.to_vec(), vec![note]].into_iter().filter_map(|parts| {
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| vec![(Role::Text, parts.join(" / "))])
    })
}

/// The first line of a text, with a mark where there are more.
pub(super) fn first_line(text: &str) -> String {
    let mut lines = text.trim().lines();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { format!("{first} ..") } else { first.to_owned() }
}

/// Parts of an address in one piece: run together where they are Japanese.
pub(super) fn place(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    let gap = if parts.iter().all(|part| part.is_ascii()) { ", " } else { "" };
    parts.join(gap)
}

pub(super) fn contact_point(pen: &Pen<'_>, point: &ContactPoint, page: &Page) -> Vec<Span> {
    let (now, lang) = (pen.now().timestamp_millis(), pen.lang());
    let may = may_contact(page, point, None, point.channel().unwrap_or_default(), now);
    let stopped = matches!(may, Err(Refusal::Blocked(_)));
    let role = if point.rings() && !stopped { Role::Act } else { Role::Text };
    let mut spans = vec![(role, point.raw.clone())];
    let kind = if point.label.is_empty() { label::choice(&point.kind, lang) } else { &point.label };
    spans.push((Role::Dim, format!("  {kind}")));
    if let Some(person) = point.person.and_then(|id| page.person(id)) {
        spans.push((Role::Dim, format!("  {}", person.name())));
    }
    if !point.note.is_empty() {
        spans.push((Role::Dim, format!("  {}", point.note)));
    }
    if stopped && page.blocked(now).is_none() {
        spans.push((Role::Blocked, format!("  {}", Text::Blocked.words(lang))));
    }
    if !point.state.is_empty() {
        spans.push((Role::Overdue, format!("  {}", label::choice(&point.state, lang))));
    }
    spans
}

pub(super) fn next_step(pen: &Pen<'_>, step: &NextStep) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let ms = now.timestamp_millis();
    let (role, when) = match step.due_at {
        Some(at) => {
            let when = format::moment(format::local(at, now), now, lang);
            let late = at < ms;
            let word = if late { format!("  {}", Text::Overdue.words(lang)) } else { String::new() };
            (if late { Role::Overdue } else { Role::Due }, when + &word)
        }
        None => (Role::Dim, Text::SectionUndated.words(lang).to_owned()),
    };
    let kind = label::choice(&step.kind, lang);
    vec![(role, when), (Role::Dim, format!("  {kind}")), (Role::Text, format!("  {}", step.text))]
}

pub(super) fn person(place: &Place<'_>, lang: Lang) -> Vec<Span> {
    let person = place.person;
    let mut spans = vec![(Role::Text, format!("{}{}", "  ".repeat(place.depth.min(DEEPEST)), person.name()))];
    let role = label::choice(&person.role, lang);
    let rest = [&person.kana(), &person.department, &person.job_title, role];
    let rest: Vec<&str> = rest.into_iter().filter(|part| !part.is_empty()).collect();
    spans.push((Role::Dim, format!("  {}", rest.join(" / "))));
    if place.cut {
        spans.push((Role::Warning, format!("  {}", Text::ReportsInCircle.words(lang))));
    }
    if person.left {
        spans.push((Role::Overdue, format!("  {}", crate::i18n::field::label(Noun::Person, "left", lang))));
    }
    spans
}
