//! Logging a contact: the outcomes and their keys, or the line and what it is understood to say.

use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::ask::World;
use crate::app::log_activity::LogActivity;
use crate::app::wrap::{cells, wrap};
use crate::domain::amount;
use crate::domain::logging::{DealTurn, Logging};
use crate::domain::pipeline::Pipelines;
use crate::domain::why;
use crate::i18n::{Lang, Text, format, label, why as words};
use crate::tui::theme::Role;

/// Cells of an outcome at least, its key included.
const NARROWEST: u16 = 14;
/// Rows of the line itself at most.
const LINE: u16 = 4;
/// Cells of the rule before a title and of the clock behind it.
const CLOCK: usize = 10;

/// How many rows it wants.
pub(super) fn height(log: &LogActivity, pen: &Pen<'_>, area: Rect) -> u16 {
    if log.noting {
        let rows = wrap(log.field.text(), usize::from(area.width.saturating_sub(4)).max(1)).len();
        return 2 + u16::try_from(rows).unwrap_or(LINE).clamp(1, LINE) + 1;
    }
    1 + u16::from(!log.field.is_empty()) + rows(log, columns(pen, log, area))
}

/// Draws it; answers with the caret's cell while words are typed.
pub(super) fn draw(pen: &mut Pen<'_>, log: &LogActivity, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    title(pen, log, heading);
    if !log.noting {
        let rest = words(pen, log, rest);
        outcomes(pen, log, rest);
        return None;
    }
    let (line, below) = top(rest, rest.height.saturating_sub(2));
    pen.put(line, Role::Accent, " >");
    let caret = pen.field(&log.field, Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line });
    for (row, spans) in each_row(below).zip(understood(pen, log)) {
        pen.row(Rect { x: row.x + 3, width: row.width.saturating_sub(4), ..row }, &spans);
    }
    caret
}

/// Draws words that wait for an outcome; answers with the rest of the area.
fn words(pen: &mut Pen<'_>, log: &LogActivity, area: Rect) -> Rect {
    if log.field.is_empty() {
        return area;
    }
    let (line, rest) = top(area, 1);
    let words = log.field.text().lines().next().unwrap_or_default();
    pen.row(line, &[(Role::Dim, " > ".into()), (Role::Text, words.to_owned())]);
    rest
}

fn title(pen: &mut Pen<'_>, log: &LogActivity, area: Rect) {
    let lang = pen.lang();
    let channel = label::choice(&log.channel, lang);
    let name = &log.page.customer.name;
    let mut spans: Vec<Span> =
        vec![(Role::Title, Text::LogOf.fill(lang, &[("channel", channel), ("name", name)]))];
    if let Some(number) = log.number() {
        spans.push((Role::Act, format!("  {}", number.raw)));
    }
    if let Some(person) = log.person.and_then(|id| log.page.person(id)) {
        spans.push((Role::Text, format!("  {}", person.name())));
    }
    if let Some(reach) = log.reach {
        spans.push((Role::Act, format!("  {}", Text::ReachIs.fill(lang, &[("n", &reach.to_string())]))));
    }
    if let Some(outcome) = &log.outcome {
        spans.push((Role::Text, format!("  {}", label::outcome(outcome, lang))));
    } else if log.is_call() {
        spans.push((Role::Dim, format!("  {}", Text::HowDidItEnd.words(lang))));
    }
    if log.blocked(pen.now().timestamp_millis()) {
        spans.push((Role::Blocked, format!("  {}", Text::CallBlocked.words(lang))));
    }
    if log.is_call() && log.outcome.is_none() && !log.blocked(pen.now().timestamp_millis()) {
        let ground = ground(pen, log);
        let taken: usize = spans.iter().chain([&ground]).map(|(_, words)| cells(words)).sum();
        if ground.0 == Role::Blocked || taken + CLOCK <= usize::from(area.width) {
            spans.push(ground);
        }
    }
    pen.rule(area, &spans);
    if let Some(started) = log.timer_started() {
        let seconds = (pen.now().timestamp_millis() - started) / 1000;
        let timer = format!(" {} ", format::timer(seconds.max(0)));
        pen.put_right(Rect { width: area.width.saturating_sub(1), ..area }, Role::Act, &timer);
    }
}

/// Why they may be called, or may not.
fn ground(pen: &Pen<'_>, log: &LogActivity) -> Span {
    let ground = why::why(&log.page, log.person, "call", pen.now().timestamp_millis());
    let role = if ground.allows() { Role::Dim } else { Role::Blocked };
    (role, format!("  {}", words::because(&ground, &log.page, pen.now(), pen.lang())))
}

/// Cells of the widest outcome, with its key and a gap.
fn widest(pen: &Pen<'_>, log: &LogActivity) -> u16 {
    let labels = log.outcomes.iter().map(|outcome| cells(label::outcome(outcome, pen.lang())));
    u16::try_from(labels.max().unwrap_or(0) + 4).unwrap_or(u16::MAX)
}

/// As many columns as whole labels allow, or as it takes to show every outcome.
fn columns(pen: &Pen<'_>, log: &LogActivity, area: Rect) -> u16 {
    let whole = (area.width.saturating_sub(1) / widest(pen, log).max(1)).clamp(1, 6);
    (whole..=area.width / NARROWEST).find(|columns| rows(log, *columns) < area.height).unwrap_or(whole)
}

fn rows(log: &LogActivity, columns: u16) -> u16 {
    u16::try_from(log.outcomes.len()).unwrap_or(u16::MAX).div_ceil(columns)
}

pub(super) fn outcomes(pen: &mut Pen<'_>, log: &LogActivity, area: Rect) {
    let columns = columns(pen, log, Rect { height: area.height + 1, ..area });
    let rows = rows(log, columns);
    let width = area.width.saturating_sub(1) / columns;
    for (at, outcome) in (0..).zip(&log.outcomes) {
        let (column, row) = (at / rows, at % rows);
        if row >= area.height {
            continue;
        }
        let cell = Rect { x: area.x + 1 + column * width, y: area.y + row, width, height: 1 };
        let role = match outcome {
            outcome if outcome.suppress || outcome.refusal => Role::Overdue,
            outcome if outcome.connected => Role::Won,
            _ => Role::Text,
        };
        let words =
            pad(label::outcome(outcome, pen.lang()), usize::from(width.saturating_sub(3)), Side::Left);
        pen.row(cell, &[(Role::Accent, format!("{} ", outcome.key)), (role, words)]);
    }
}

/// What the line is understood to say, in at most two rows.
fn understood(pen: &Pen<'_>, log: &LogActivity) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let world = World { setting: &pen.app.setting, now };
    let logging = log.logging(&world);
    let mut parts: Vec<Span> = Vec::new();
    parts.extend(rank(log, &logging, lang));
    parts.extend(next(&logging, lang));
    parts.extend(logging.material().map(|_| (Role::Text, Text::MaterialWillBe.words(lang).to_owned())));
    parts.extend(
        logging
            .successor()
            .map(|person| (Role::Act, Text::SuccessorWillBe.fill(lang, &[("name", &person.name())]))),
    );
    parts.extend(logging.deal().map(|turn| (Role::Act, deal(&turn, &log.page.pipelines, lang))));
    if log.outcome.as_ref().is_some_and(|outcome| outcome.suppress || outcome.refusal) {
        parts.push((Role::Blocked, Text::BlockWillBe.words(lang).to_owned()));
    }
    if log.inquiry {
        parts.push((Role::Act, Text::InquiryWillBe.words(lang).to_owned()));
    }
    if let Some(at) = logging.at {
        let when = format::moment(at, now, lang);
        parts.push((Role::Text, Text::BackdatedTo.fill(lang, &[("when", &when)])));
    }
    let saves = if log.saving { Text::Saving } else { Text::EnterSaves };
    let mut first: Vec<Span> = Vec::new();
    for part in parts {
        if !first.is_empty() {
            first.push((Role::Dim, " / ".into()));
        }
        first.push(part);
    }
    vec![first, vec![(Role::Dim, saves.words(lang).to_owned())]]
}

/// The rank chosen among those there are: `rank A`.
fn rank(log: &LogActivity, logging: &Logging<'_>, lang: Lang) -> Option<Span> {
    let rank = logging.rank().filter(|_| !log.ranks().is_empty())?;
    Some((Role::Act, Text::RankWillBe.fill(lang, &[("rank", rank)])))
}

fn next(logging: &Logging<'_>, lang: Lang) -> Option<Span> {
    let step = logging.next_step()?;
    let Some(due) = logging.due() else {
        return step.due_at.is_none().then(|| (Role::Warning, Text::NextUndated.words(lang).to_owned()));
    };
    let when = format::moment(due, logging.now, lang);
    let text = if logging.next.is_some() { Text::NextWillBe } else { Text::NextByRule };
    Some((Role::Due, text.fill(lang, &[("when", &when)])))
}

fn deal(turn: &DealTurn, pipelines: &Pipelines, lang: Lang) -> String {
    let deal = &turn.becomes;
    let amount = deal.amount.map(|minor| amount::show(minor, &deal.currency)).unwrap_or_default();
    let what = format!("{amount} {} {}", label::stage(pipelines, deal, lang), deal.close_on);
    let text = if turn.was.is_some() { Text::DealWillBe } else { Text::NewDealWillBe };
    let words = text.fill(lang, &[("what", what.trim())]);
    let was = turn.was.as_ref().filter(|was| was.amount != deal.amount);
    match was.and_then(|was| was.amount.map(|minor| amount::show(minor, &was.currency))) {
        Some(was) => format!("{words} ({})", Text::WasAmount.fill(lang, &[("what", &was)])),
        None => words,
    }
}
