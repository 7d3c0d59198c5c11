//! Pages to read: the keys here, a history, one activity whole, drafts from before.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use super::parts::{Side, pad};
use super::pen::{Pen, Span};
use super::{each_row, top};
use crate::app::draft::Intent;
use crate::app::reading::{Drafts, Matter, Reading};
use crate::app::wrap::wrap;
use crate::domain::activity::Activity;
use crate::domain::day_report::DayReport;
use crate::domain::history::{FieldChange, HistoryEntry};
use crate::domain::pasted::Reject;
use crate::domain::{Deed, Kind, Noun, Value, amount};
use crate::i18n::{Text, day_report, field, format, label};
use crate::keys::Context;
use crate::keys::table::ROWS;
use crate::tui::theme::Role;

/// Draws a page.
pub(super) fn draw(pen: &mut Pen<'_>, reading: &Reading, area: Rect) -> Option<Position> {
    let (heading, rest) = top(area, 1);
    let lang = pen.lang();
    let (title, lines) = match &reading.matter {
        Matter::Help(contexts) => (Text::Help.words(lang).to_owned(), help(pen, contexts)),
        Matter::History(entries) => {
            let title = Text::History.fill(lang, &[("name", &reading.subject)]);
            (title, entries.as_deref().map_or_else(|| vec![loading(pen)], |entries| history(pen, entries)))
        }
        Matter::Day(date, report) => {
            let lines =
                report.as_deref().map_or_else(|| vec![loading(pen)], |report| day(pen, report, *date));
            (Text::DayReport.words(lang).to_owned(), lines)
        }
        Matter::Rejects(rejects) => {
            let title = Text::LinesNameNobody.fill(lang, &[("n", &format::count(rejects.len()))]);
            (title, rejects.iter().map(|reject| rejected(pen, reject)).collect())
        }
        Matter::Activity(activity) => (reading.subject.clone(), whole(pen, activity, rest.width)),
    };
    pen.rule(heading, &[(Role::Title, title)]);
    let last = lines.len().saturating_sub(usize::from(rest.height));
    for (row, spans) in each_row(rest).zip(lines.iter().skip(reading.top.min(last))) {
        pen.row(Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }, spans);
    }
    None
}

fn day(pen: &Pen<'_>, report: &DayReport, date: NaiveDate) -> Vec<Vec<Span>> {
    let words = day_report::text(report, pen.lang(), date);
    words.lines().map(|line| vec![(Role::Text, line.to_owned())]).collect()
}

fn rejected(pen: &Pen<'_>, reject: &Reject) -> Vec<Span> {
    vec![
        (Role::Dim, pad(&reject.line.to_string(), 6, Side::Right)),
        (Role::Text, format!("  {}", pad(&reject.text, 40, Side::Left))),
        (Role::Warning, format!("  {}", label::doubt(&reject.why, pen.lang()))),
    ]
}

fn loading(pen: &Pen<'_>) -> Vec<Span> {
    vec![(Role::Dim, Text::Loading.words(pen.lang()).to_owned())]
}

fn help(pen: &Pen<'_>, here: &[Context]) -> Vec<Vec<Span>> {
    let lang = pen.lang();
    let mut lines = if here.contains(&Context::Walk) { outcomes(pen) } else { Vec::new() };
    for context in Context::ALL.iter().filter(|context| here.contains(context)) {
        lines.push(vec![(Role::Act, context.text().words(lang).to_owned())]);
        for row in ROWS.iter().filter(|row| row.context == *context) {
            let keys = pen.look.keymap.all(*context, row.action);
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            let keys = pad(&keys.join(" "), 24, Side::Left);
            lines.push(vec![
                (Role::Accent, format!("  {keys}")),
                (Role::Text, row.text.words(lang).to_owned()),
            ]);
        }
        if *context == Context::NoteLine {
            lines.extend(snippets(pen));
        }
        lines.push(Vec::new());
    }
    lines
}

/// Every key with which a call of the walk can end.
fn outcomes(pen: &Pen<'_>) -> Vec<Vec<Span>> {
    let lang = pen.lang();
    let call = pen.app.walk().and_then(|walk| walk.call.as_deref());
    let heading = vec![(Role::Act, Text::ContextOutcome.words(lang).to_owned())];
    let rows = call.into_iter().flat_map(|call| &call.outcomes).map(|outcome| {
        let key = pad(&outcome.key, 24, Side::Left);
        vec![(Role::Accent, format!("  {key}")), (Role::Text, label::outcome(outcome, lang).to_owned())]
    });
    [heading].into_iter().chain(rows).chain([Vec::new()]).collect()
}

/// The abbreviations of the config and what they stand for.
fn snippets(pen: &Pen<'_>) -> Vec<Vec<Span>> {
    let line = |(short, text): (&String, &String)| {
        let short = pad(&format!(";{short}"), 24, Side::Left);
        vec![(Role::Accent, format!("  {short}")), (Role::Text, text.clone())]
    };
    pen.app.setting.snippets.iter().map(line).collect()
}

fn history(pen: &Pen<'_>, entries: &[HistoryEntry]) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let mut lines = Vec::new();
    for entry in entries {
        let when = format::moment(format::local(entry.at, now), now, lang);
        lines.push(vec![
            (Role::Dim, pad(&when, 18, Side::Left)),
            (Role::Act, label::deed(entry.deed, lang).to_owned()),
            (Role::Dim, format!("  {}", entry.rep)),
        ]);
        let told = entry.changes.iter().filter(|change| !matches!(change.becomes, Value::Ref(_)));
        lines.extend(told.map(|change| changed(pen, change)));
    }
    lines
}

fn changed(pen: &Pen<'_>, change: &FieldChange) -> Vec<Span> {
    let lang = pen.lang();
    let name =
        format!("    {} {}: ", label::noun(change.noun, lang), field::label(change.noun, change.field, lang));
    let was = shown(pen, change, &change.was);
    let mut spans = vec![(Role::Dim, name)];
    if !was.is_empty() {
        spans.push((Role::Dim, format!("{was} > ")));
    }
    spans.push((Role::Text, shown(pen, change, &change.becomes)));
    spans
}

fn shown(pen: &Pen<'_>, change: &FieldChange, value: &Value) -> String {
    let (lang, now) = (pen.lang(), pen.now());
    let kind = change.noun.fields().iter().find(|field| field.name == change.field).map(|field| field.kind);
    match (kind, value) {
        (Some(Kind::Moment), Value::Int(ms)) => format::moment(format::local(*ms, now), now, lang),
        (Some(Kind::Money), Value::Int(minor)) => amount::show(*minor, &pen.app.setting.currency),
        (Some(Kind::Choice), Value::Text(code)) => label::choice(code, lang).to_owned(),
        (Some(Kind::Flag), Value::Int(_)) => pen.look.glyphs.tick.to_owned(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

fn whole(pen: &Pen<'_>, activity: &Activity, width: u16) -> Vec<Vec<Span>> {
    let (lang, now) = (pen.lang(), pen.now());
    let at = format::local(activity.at.unwrap_or_default(), now);
    let outcome = pen.app.setting.outcomes.iter().find(|outcome| outcome.code == activity.outcome);
    let heading = [
        format::moment(at, now, lang),
        label::choice(&activity.kind, lang).to_owned(),
        outcome.map(|outcome| label::outcome(outcome, lang).to_owned()).unwrap_or_default(),
        activity.duration.map(format::timer).unwrap_or_default(),
        activity.number.clone(),
    ];
    let heading: Vec<String> = heading.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![vec![(Role::Act, heading.join(" / "))], Vec::new()];
    let rows = wrap(&activity.note, usize::from(width.saturating_sub(3)).max(1));
    lines.extend(rows.into_iter().map(|range| vec![(Role::Text, activity.note[range].to_owned())]));
    lines
}

/// Draws drafts of earlier sessions.
pub(super) fn drafts(pen: &mut Pen<'_>, drafts: &Drafts, area: Rect) -> Option<Position> {
    let (lang, now) = (pen.lang(), pen.now());
    let (heading, rest) = top(area, 1);
    let count = drafts.drafts.len().to_string();
    pen.rule(heading, &[(Role::Warning, Text::DraftsFound.fill(lang, &[("n", &count)]))]);
    for (row, (at, draft)) in each_row(rest).zip(drafts.drafts.iter().enumerate()) {
        let here = at == drafts.cursor.at;
        pen.marker(row, here);
        let when = if draft.at > 0 {
            format::moment(format::local(draft.at, now), now, lang)
        } else {
            String::new()
        };
        let what = match Intent::of_key(&draft.key) {
            Some(Intent::Log { channel, .. }) => label::choice(&channel, lang).to_owned(),
            Some(Intent::Mail { .. }) => label::choice("mail", lang).to_owned(),
            Some(Intent::Step { .. } | Intent::Move { .. }) => Text::KeyNextStep.words(lang).to_owned(),
            Some(Intent::Tag { .. }) => label::noun(Noun::Tag, lang).to_owned(),
            Some(Intent::Block { .. }) => label::noun(Noun::Block, lang).to_owned(),
            Some(Intent::Retain { .. }) => label::deed(Deed::Retain, lang).to_owned(),
            Some(Intent::Inquiry { .. }) => label::noun(Noun::InquiryStep, lang).to_owned(),
            Some(Intent::Form { noun, .. }) => label::noun(noun, lang).to_owned(),
            None => Text::Unknown.words(lang).to_owned(),
        };
        let text = draft.text.replace(['\n', '\t', '\u{1e}'], " ");
        let spans = [
            (Role::Dim, pad(&when, 18, Side::Left)),
            (Role::Act, pad(&what, 10, Side::Left)),
            (Role::Text, pad(&draft.subject, 22, Side::Left)),
            (Role::Text, "  ".into()),
            (if here { Role::Selection } else { Role::Text }, text),
        ];
        pen.row(Rect { x: row.x + 2, width: row.width.saturating_sub(3), ..row }, &spans);
    }
    None
}
