//! What a customer told us and forbade, on their page: blocks, inquiries, consents, answers, the timeline.
//!
//! `detail` puts the page together.

use super::who::first_line;
use super::{Row, labelled, plain};
use crate::app::desk::Item;
use crate::domain::Noun;
use crate::domain::activity::Activity;
use crate::domain::consent;
use crate::domain::inquiry::Inquiry;
use crate::domain::page::{Own, Page};
use crate::domain::question::Question;
use crate::i18n::{Lang, Text, block, format, label};
use crate::tui::theme::Role;
use crate::tui::view::parts;
use crate::tui::view::pen::{Pen, Span};

/// Fields of the desk's own shown.
const OWN: usize = 5;

/// Every live block, with who took it down and when.
pub(super) fn blocks<'a>(pen: &'a Pen<'_>, page: &'a Page) -> impl Iterator<Item = Vec<Span>> + 'a {
    let (now, lang) = (pen.now(), pen.lang());
    let live = page.blocks.iter().filter(move |block| block.stands(now.timestamp_millis()));
    live.map(move |block| {
        let source = block::source(block, page, now, lang);
        vec![(Role::Blocked, block::says(block, Some(page), now, lang)), (Role::Dim, format!("  {source}"))]
    })
}

/// The complaint that keeps anybody from selling to them.
pub(super) fn complaint(pen: &Pen<'_>, one: &Inquiry) -> Vec<Span> {
    let lang = pen.lang();
    let days = format::days(one.days(pen.now().timestamp_millis()), lang);
    let words = Text::WhyComplaint.fill(lang, &[("n", &days)]);
    vec![(Role::Blocked, words), (Role::Dim, format!("  {}", first_line(&one.text)))]
}

/// An inquiry that waits for an answer.
pub(super) fn inquiry(pen: &Pen<'_>, one: &Inquiry) -> Vec<Span> {
    let (lang, now) = (pen.lang(), pen.now().timestamp_millis());
    let days = Text::DaysOld.fill(lang, &[("n", &one.days(now).to_string())]);
    let age = if one.is_old(now) { Role::Overdue } else { Role::Due };
    let [kind, status] = [&one.kind, &one.status].map(|code| label::choice(code, lang));
    let mut spans = vec![(age, days), (Role::Dim, format!("  {status} / {kind}"))];
    if one.complaint {
        spans.push((Role::Overdue, format!("  {}", Text::ComplaintMark.words(lang))));
    }
    spans.push((Role::Text, format!("  {}", first_line(&one.text))));
    spans
}

/// What was said last of each channel, for the customer as a whole.
pub(super) fn consents(page: &Page, lang: Lang) -> impl Iterator<Item = Vec<Span>> {
    let said = consent::CHANNELS.iter().filter_map(|channel| page.consent(None, channel));
    said.enumerate().map(move |(at, said)| {
        let label = if at == 0 { label::noun(Noun::Consent, lang) } else { "" };
        let role = if said.withdrawn() { Role::Blocked } else { Role::Text };
        let [channel, state] = [&said.channel, &said.state].map(|code| label::choice(code, lang));
        let rest = [said.day(), said.source.as_str()].join("  ");
        labelled(label, vec![(role, format!("{channel} {state}")), (Role::Dim, format!("  {rest}"))])
    })
}

/// What the customer has in fields of the desk's own, one to a line; of many, the first.
pub(super) fn own(page: &Page, lang: Lang) -> Vec<Vec<Span>> {
    let own: Vec<&Own> = page.own_of(page.customer.id).collect();
    let line = |one: &&Own| {
        vec![(Role::Dim, format!("{}  ", one.field.name)), (Role::Text, first_line(&one.value.raw))]
    };
    let mut lines: Vec<Vec<Span>> = own.iter().take(OWN).map(line).collect();
    let hidden = own.len().saturating_sub(OWN);
    if hidden > 0 {
        lines.push(vec![(Role::Dim, Text::More.fill(lang, &[("n", &hidden.to_string())]))]);
    }
    lines
}

/// The newest answer to each question that was answered, one to a line; of many, the first.
pub(super) fn answers(pen: &Pen<'_>, page: &Page) -> Vec<Vec<Span>> {
    let questions = pen.app.setting.sheets.surveys.iter().flat_map(|survey| &survey.questions);
    let said = |question: &Question| {
        let answer = page.answers.iter().find(|answer| answer.question == Some(question.id))?;
        let words = first_line(&label::answer(answer, pen.lang()));
        Some(vec![(Role::Dim, format!("{}  ", question.words)), (Role::Text, words)])
    };
    let mut lines: Vec<Vec<Span>> = questions.filter_map(said).collect();
    let hidden = lines.len().saturating_sub(OWN);
    lines.truncate(OWN);
    if hidden > 0 {
        lines.push(vec![(Role::Dim, Text::More.fill(pen.lang(), &[("n", &hidden.to_string())]))]);
    }
    lines
}

pub(super) fn timeline(pen: &Pen<'_>, page: &Page, attempts: bool) -> Vec<Row> {
    let lang = pen.lang();
    let (tried, of) = page.attempts(&pen.app.setting.outcomes);
    let mut heading = vec![(Role::Dim, Text::SectionHistory.words(lang).to_owned())];
    if attempts && tried > 0 {
        let of = of.map_or_else(|| "-".to_owned(), |of| of.to_string());
        let words = Text::Attempt.fill(lang, &[("n", &tried.to_string()), ("of", &of)]);
        heading.push((Role::Due, format!("  {words}")));
    }
    let mut rows = vec![Row { rule: true, ..plain(heading) }];
    if page.activities.is_empty() {
        rows.push(plain(vec![(Role::Dim, Text::NothingHappened.words(lang).into())]));
    }
    rows.extend(
        page.activities
            .iter()
            .map(|one| Row::of(Item { noun: Noun::Activity, id: one.id }, activity(pen, page, one))),
    );
    let hidden = page.activity_count.saturating_sub(page.activities.len());
    if hidden > 0 {
        rows.push(plain(vec![(Role::Dim, Text::More.fill(lang, &[("n", &hidden.to_string())]))]));
    }
    rows
}

fn activity(pen: &Pen<'_>, page: &Page, activity: &Activity) -> Vec<Span> {
    let (now, lang) = (pen.now(), pen.lang());
    let at = format::local(activity.at.unwrap_or_default(), now);
    let when = format!("{} {}", short_day(pen, at), format::time(at));
    let outcome = pen.app.setting.outcomes.iter().find(|outcome| outcome.code == activity.outcome);
    let role = match outcome {
        Some(outcome) if outcome.suppress || outcome.refusal => Role::Overdue,
        Some(outcome) if outcome.connected => Role::Won,
        _ => Role::Text,
    };
    let kind = parts::pad(label::choice(&activity.kind, lang), 6, parts::Side::Left);
    let mut spans = vec![(Role::Dim, format!("{when}  ")), (Role::Dim, kind)];
    let ended = outcome.map_or(activity.outcome.as_str(), |outcome| label::outcome(outcome, lang));
    spans.push((role, ended.to_owned()));
    if let Some(seconds) = activity.duration.filter(|seconds| *seconds >= 60) {
        spans.push((Role::Dim, format!(" {}m", seconds / 60)));
    }
    let between = if activity.subject.is_empty() { "" } else { "  " };
    let note = format!("{}{between}{}", activity.subject, first_line(&activity.note));
    let gap = if ended.is_empty() { "" } else { "  " };
    spans.push((Role::Text, format!("{gap}{note}")));
    let rep = page.initials(activity.rep);
    if activity.rep != pen.app.setting.rep && !rep.is_empty() {
        spans.push((Role::Dim, format!("  {rep}")));
    }
    spans
}

/// A day in as many cells on every row.
fn short_day(pen: &Pen<'_>, at: chrono::DateTime<chrono::FixedOffset>) -> String {
    let width = if pen.lang() == Lang::Ja { 5 } else { 6 };
    let day = match pen.lang() {
        Lang::En => at.format("%-d %b").to_string(),
        Lang::Ja => at.format("%-m/%-d").to_string(),
    };
    parts::pad(&day, width, parts::Side::Right)
}
