//! The day's summary in words, 日報: as text for a screen or a mail, as Markdown for a page.
//!
//! Both say the same, section by section. Names and notes are somebody's words: nothing in them reaches
//! a terminal as a command or a page as markup.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Lang, Text, format, label};
use crate::domain::Noun;
use crate::domain::day;
use crate::domain::day_report::{DayReport, Told};
use crate::domain::next_step::NextStep;
use crate::domain::report::{Document, Figure};
use crate::domain::safe::{cells, cut, safe};
use crate::domain::wrap::wrap;

/// The cells a line of text may take.
const WIDTH: usize = 78;
/// The cells the name of a fact may take.
const NAME: usize = 36;
const INDENT: &str = "  ";

/// What stands under one heading; nothing at all where something is to be written by hand.
struct Section {
    code: &'static str,
    title: Text,
    facts: Vec<(String, String)>,
    talks: Vec<Talk>,
}

/// A customer, how the call ended, what was noted, what comes next; the last two may be empty.
struct Talk([String; 4]);

/// The summary as plain text, no line wider than 78 cells.
#[must_use]
pub fn text(report: &DayReport, lang: Lang, date: NaiveDate) -> String {
    let mut text = Lines::default();
    text.add("", &title(report, lang, date));
    text.add("", &whose(report, lang));
    for section in sections(report, lang, date) {
        text.0.push('\n');
        text.add("", &heading(section.title, lang));
        let widest = section.facts.iter().map(|(name, _)| cells(name)).max().unwrap_or(0).min(NAME);
        for (name, value) in &section.facts {
            let (name, used) = cut(name, widest);
            text.add(&format!("{INDENT}{name}{}", " ".repeat(widest - used + 2)), value);
        }
        for Talk([name, outcome, note, next]) in &section.talks {
            text.add(INDENT, &format!("{name}: {outcome}"));
            text.add("    ", note);
            text.add("    ", next);
        }
    }
    text.0
}

/// The summary as Markdown.
#[must_use]
pub fn markdown(report: &DayReport, lang: Lang, date: NaiveDate) -> String {
    let mut page = format!("# {}\n", escaped(&title(report, lang, date)));
    if !report.line.is_empty() {
        let _ = writeln!(page, "\n{}", escaped(&whose(report, lang)));
    }
    for section in sections(report, lang, date) {
        let _ = write!(page, "\n## {}\n\n", section.title.words(lang));
        for (name, value) in &section.facts {
            let value = if value.is_empty() { value.clone() } else { format!(": {}", escaped(value)) };
            let _ = writeln!(page, "- **{}**{value}", escaped(name));
        }
        for Talk([name, outcome, note, next]) in &section.talks {
            let rest: Vec<String> = [outcome, note, next]
                .into_iter()
                .filter(|words| !words.is_empty())
                .map(|w| escaped(w))
                .collect();
            let _ = writeln!(page, "- **{}** {}", escaped(name), rest.join(" / "));
        }
    }
    page
}

/// `【日報】2026年11月20日（金） 河合`.
fn title(report: &DayReport, lang: Lang, date: NaiveDate) -> String {
    let day = format::whole_day(date, lang);
    let (title, rep) = (heading(Text::DayReport, lang), said(&report.rep));
    match lang {
        Lang::En => {
            [title, day, rep].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Lang::Ja => format!("{title}{day} {rep}").trim_end().to_owned(),
    }
}

/// Whose customers it tells of, where not of everybody.
fn whose(report: &DayReport, lang: Lang) -> String {
    let narrowed = super::report::customers_of(&report.line, lang);
    narrowed.map(|(what, line)| format!("{what}: {}", said(&line))).unwrap_or_default()
}

fn heading(title: Text, lang: Lang) -> String {
    match lang {
        Lang::En => title.words(lang).to_owned(),
        Lang::Ja => format!("【{}】", title.words(lang)),
    }
}

fn sections(report: &DayReport, lang: Lang, date: NaiveDate) -> Vec<Section> {
    let section = |code, title, facts| Section { code, title, facts, talks: Vec::new() };
    let none = || vec![(Text::NoneOfThem.words(lang).to_owned(), String::new())];
    let or_none = |facts: Vec<(String, String)>| if facts.is_empty() { none() } else { facts };
    let midnight = day::begins(date, report.first.map_or_else(utc, |at| *at.offset()));
    let talks: Vec<Talk> = report.told.iter().map(|told| talk(told, lang, midnight)).collect();
    let mut sections = vec![
        section("activity", Text::DayActivity, activity(report, lang)),
        section("outcomes", Text::DayOutcomes, or_none(outcomes(report, lang))),
    ];
    if !report.lists.is_empty() {
        sections.push(section("lists", Text::DayLists, lists(report, lang)));
    }
    sections.push(Section {
        code: "talks",
        title: Text::DayTalks,
        facts: if talks.is_empty() { none() } else { Vec::new() },
        talks,
    });
    let due = (Text::DayDue.words(lang).to_owned(), count(report.tomorrow, lang));
    sections.push(section("tomorrow", Text::DayTomorrow, vec![due]));
    sections.push(section("remarks", Text::DayRemarks, Vec::new()));
    sections
}

fn activity(report: &DayReport, lang: Lang) -> Vec<(String, String)> {
    let counts = &report.counts;
    let places = [("calls", counts.calls.to_string()), ("attempts", counts.attempts.to_string())];
    let connected = [("n", counts.connected.to_string()), ("rate", format::percent(counts.connect_rate()))];
    let mut facts = vec![
        (Text::ColumnCalls, filled(Text::DayCalls, lang, &places)),
        (Text::StageConnected, filled(Text::DayConnected, lang, &connected)),
        (Text::StageDecider, count(counts.deciders, lang)),
        (Text::StageTalk, count(counts.talks, lang)),
        (Text::StageAppointment, count(counts.appointments, lang)),
        (Text::StageWon, count(counts.won, lang)),
        (Text::DayCallbacks, count(report.callbacks, lang)),
    ];
    facts.extend(hours(report, lang).map(|hours| (Text::DayHours, hours)));
    facts.into_iter().map(|(name, value)| (name.words(lang).to_owned(), value)).collect()
}

fn hours(report: &DayReport, lang: Lang) -> Option<String> {
    let mut places = vec![("from", format::time(report.first?)), ("to", format::time(report.last?))];
    let Some(pace) = report.tenths_an_hour() else { return Some(filled(Text::DaySpan, lang, &places)) };
    places.push(("pace", format!("{}.{}", pace / 10, pace % 10)));
    Some(filled(Text::DayPace, lang, &places))
}

fn outcomes(report: &DayReport, lang: Lang) -> Vec<(String, String)> {
    let name = |ended: &crate::domain::day_report::Ended| match label::outcome(&ended.outcome, lang) {
        "" => Text::NoneOfThem.words(lang).to_owned(),
        words => said(words),
    };
    report.outcomes.iter().map(|ended| (name(ended), count(ended.calls, lang))).collect()
}

fn lists(report: &DayReport, lang: Lang) -> Vec<(String, String)> {
    let fact = |list: &crate::domain::day_report::OnList| {
        let places = [
            ("calls", list.counts.calls.to_string()),
            ("connected", list.counts.connected.to_string()),
            ("rate", format::percent(list.counts.connect_rate())),
            ("appointments", list.counts.appointments.to_string()),
        ];
        (named(&list.name, lang), filled(Text::DayOnList, lang, &places))
    };
    report.lists.iter().map(fact).collect()
}

fn talk(told: &Told, lang: Lang, midnight: DateTime<FixedOffset>) -> Talk {
    let (outcome, note) = (said(label::outcome(&told.outcome, lang)), said(&told.note));
    let next = told.next.as_ref().map(|step| next_step(step, &note, lang, midnight)).unwrap_or_default();
    Talk([named(&told.name, lang), outcome, note, next])
}

/// `next step Tue 24 Nov 14:00 call back: quote for 20 units`; what the note has just said is not said again.
fn next_step(step: &NextStep, note: &str, lang: Lang, midnight: DateTime<FixedOffset>) -> String {
    let when = step.due_at.map(|due| moment(due, step, lang, midnight)).unwrap_or_default();
    let text = said(step.text.lines().next().unwrap_or_default());
    let text = if text == note { String::new() } else { text };
    let what = [&when, label::choice(&step.kind, lang), &text].join(" ");
    Text::NextWillBe.fill(lang, &[("when", what.trim())])
}

/// A moment on the clock of where the step was agreed, else of where the day was.
fn moment(due: i64, step: &NextStep, lang: Lang, midnight: DateTime<FixedOffset>) -> String {
    let zone = step.zone.and_then(|zone| i32::try_from(zone.checked_mul(60)?).ok());
    let today = zone.and_then(FixedOffset::east_opt).map(|own| day::begins(midnight.date_naive(), own));
    let today = today.unwrap_or(midnight);
    format::moment(format::local(due, today), today, lang)
}

fn utc() -> FixedOffset {
    *DateTime::UNIX_EPOCH.fixed_offset().offset()
}

fn count(number: u64, lang: Lang) -> String {
    filled(Text::DayCount, lang, &[("n", number.to_string())])
}

fn filled(text: Text, lang: Lang, places: &[(&str, String)]) -> String {
    let places: Vec<(&str, &str)> = places.iter().map(|(place, words)| (*place, words.as_str())).collect();
    text.fill(lang, &places)
}

/// Somebody's words on one line.
fn said(words: &str) -> String {
    safe(words).trim().to_owned()
}

fn named(name: &str, lang: Lang) -> String {
    let name = said(name);
    if name.is_empty() { Text::Unknown.words(lang).to_owned() } else { name }
}

/// The summary laid out as any other report: facts as they stand in the text.
#[must_use]
pub fn document(report: &DayReport, lang: Lang, date: NaiveDate) -> Document {
    let mut document = Document {
        code: "day",
        title: Text::DayReport.words(lang).to_owned(),
        period: format::whole_day(date, lang),
        ..Document::default()
    };
    if !report.rep.is_empty() {
        document.narrowed.push((label::noun(Noun::Rep, lang).to_owned(), said(&report.rep)));
    }
    document.narrowed.extend(super::report::customers_of(&report.line, lang));
    for section in sections(report, lang, date) {
        let blank = |code: &&'static str| (*code, String::new());
        let mut laid = crate::domain::report::Section::of(
            section.code,
            ["what", "is", "note", "next"].iter().map(blank),
        );
        section.title.words(lang).clone_into(&mut laid.title);
        laid.columns.iter_mut().for_each(|column| column.figures = false);
        for (name, value) in section.facts {
            laid.row([name, value].map(Figure::words));
        }
        for Talk(told) in section.talks {
            laid.row(told.map(Figure::words));
        }
        let widest = laid.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        laid.columns.truncate(widest);
        document.sections.push(laid);
    }
    document
}

/// What Markdown would act on inside a line, with a backslash before it.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in safe(words).chars() {
        if "\\`*_{}[]<>#|~!&$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Lines no wider than the page.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Adds words behind a beginning, on as many lines as they need; none where there are no words.
    fn add(&mut self, begin: &str, words: &str) {
        if words.is_empty() && begin.trim().is_empty() {
            return;
        }
        let width = cells(begin);
        for (nth, row) in wrap(words, WIDTH - width).into_iter().enumerate() {
            let blank = " ".repeat(width);
            let line = format!("{}{}", if nth == 0 { begin } else { &blank }, &words[row]);
            self.0.push_str(line.trim_end());
            self.0.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
