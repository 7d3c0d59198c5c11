//! Open next steps as a calendar: those with a time as events that ring, the others as tasks.
//!
//! iCalendar 2.0 (RFC 5545); escapes and folds are `calcard`'s. The id of an entry is the record's,
//! so that importing again moves it instead of doubling it. A number nobody may call is left out.

use std::collections::BTreeSet;
use std::io::Write;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarAction, ICalendarComponent, ICalendarComponentType as Kind, ICalendarDuration,
    ICalendarParameter, ICalendarProperty as Property, ICalendarStatus, ICalendarValue as Value, Uri,
};
use chrono::{DateTime, Datelike as _, FixedOffset, TimeZone as _, Timelike as _, Utc};

use super::export::{Done, Job};
use super::preset::{DO_NOT_CALL, blocked};
use super::source::Source;
use super::subject::{About, Subject};
use crate::domain::agenda::Whose;
use crate::domain::next_step::NextStep;
use crate::domain::page::Page;
use crate::domain::typed::{clean, clean_line};
use crate::domain::{Id, contact};
use crate::exchange::error::Error;

/// How long before its time an event rings, in minutes.
const BEFORE: u32 = 5;
/// How long an event is shown to take, in minutes.
const TAKES: u32 = 15;
/// The zone that is called by its name: it has had no summer time since 1951.
const TOKYO: (i32, &str) = (9 * 3600, "Asia/Tokyo");

/// Writes the calendar.
pub fn write(
    source: &Source<'_>,
    job: &Job,
    out: &mut dyn Write,
    watch: &mut crate::exchange::bring_in::Watch<'_>,
) -> Result<Done, Error> {
    let calendar = Calendar { job, rep: source.desk.rep() };
    let mut zones = BTreeSet::new();
    source.each(watch, (0, 2), &mut |dossier| {
        let steps = dossier.page.next_steps.iter().filter(|step| calendar.holds(step));
        zones.extend(
            steps.filter(|step| step.due_at.is_some()).map(|step| calendar.offset(step).local_minus_utc()),
        );
        Ok(())
    })?;
    let mut put = |text: &str| out.write_all(text.as_bytes()).map_err(Error::io("writing the calendar"));
    let whole = text(vec![frame()]);
    let (head, foot) = whole.split_at(whole.find("END:").unwrap_or(whole.len()));
    put(head)?;
    zones.iter().try_for_each(|zone| put(&text(time_zone(*zone))))?;
    let mut rows = 0;
    let customers = source.each(watch, (1, 2), &mut |dossier| {
        for row in About::NextSteps.rows(dossier) {
            if let Some(step) =
                dossier.page.next_steps.iter().find(|step| step.id == row.id() && calendar.holds(step))
            {
                put(&text(calendar.entry(&row, step)))?;
                rows += 1;
            }
        }
        Ok(())
    })?;
    put(foot)?;
    Ok(Done { customers, rows })
}

fn text(components: Vec<ICalendarComponent>) -> String {
    let mut text = String::new();
    ICalendar { components }.write_to(&mut text).expect("a string takes any text");
    text
}

fn words(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn frame() -> ICalendarComponent {
    let mut frame = ICalendarComponent::new(Kind::VCalendar);
    frame.add_property(Property::Version, words("2.0"));
    frame.add_property(Property::Prodid, words("-//salesdesk//EN"));
    frame
}

/// A zone that is always so many seconds east of UTC, as next steps are noted.
fn time_zone(east: i32) -> Vec<ICalendarComponent> {
    let mut zone = ICalendarComponent::new(Kind::VTimezone);
    zone.add_property(Property::Tzid, words(zone_name(east)));
    zone.component_ids.push(1);
    let mut standard = ICalendarComponent::new(Kind::Standard);
    let begins = DateTime::UNIX_EPOCH.naive_utc().and_utc().fixed_offset();
    standard.add_property(Property::Dtstart, Value::PartialDateTime(Box::new(local(begins))));
    for property in [Property::Tzoffsetfrom, Property::Tzoffsetto] {
        standard.add_property(property, Value::PartialDateTime(Box::new(offset_of(east))));
    }
    vec![zone, standard]
}

fn zone_name(east: i32) -> String {
    if east == TOKYO.0 {
        return TOKYO.1.to_owned();
    }
    let sign = if east < 0 { '-' } else { '+' };
    let minutes = east.unsigned_abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn offset_of(east: i32) -> PartialDateTime {
    let minutes = east.unsigned_abs() / 60;
    PartialDateTime {
        tz_hour: u8::try_from(minutes / 60).ok(),
        tz_minute: u8::try_from(minutes % 60).ok(),
        tz_minus: east < 0,
        ..PartialDateTime::default()
    }
}

/// The clock's hands, without a zone.
fn local(at: DateTime<FixedOffset>) -> PartialDateTime {
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        ..PartialDateTime::default()
    }
}

/// What is the same for every entry.
struct Calendar<'a> {
    job: &'a Job,
    rep: Option<Id>,
}

impl Calendar<'_> {
    /// Says whether a step waits, and for whoever was asked for.
    fn holds(&self, step: &NextStep) -> bool {
        let theirs = match self.job.whose {
            Whose::Everyones => true,
            Whose::Mine => step.owner.is_none() || step.owner == self.rep,
            Whose::Of(rep) => step.owner == Some(rep),
        };
        step.open() && theirs
    }

    fn offset(&self, step: &NextStep) -> FixedOffset {
        let own = step.zone.and_then(|minutes| i32::try_from(minutes).ok()?.checked_mul(60));
        own.and_then(FixedOffset::east_opt).unwrap_or(self.job.place.offset)
    }

    /// The event and its alarm, or the task.
    fn entry(&self, row: &Subject<'_>, step: &NextStep) -> Vec<ICalendarComponent> {
        let due = step.due_at.and_then(|at| self.offset(step).timestamp_millis_opt(at).single());
        let mut entry = ICalendarComponent::new(if due.is_some() { Kind::VEvent } else { Kind::VTodo });
        entry.add_uid(&step.id.to_string());
        entry.add_dtstamp(self.stamp());
        let page = &row.dossier.page;
        let forbidden = blocked(row, self.job.place.now);
        let number = if forbidden { None } else { self.number(page, step) };
        let summary = self.summary(page, step, number.as_deref());
        entry.add_property(Property::Summary, words(clean_line(&summary)));
        let said = description(page, step);
        if !said.is_empty() {
            entry.add_property(Property::Description, words(clean(&said)));
        }
        if let Some(number) = &number {
            let bare: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            entry.add_property(Property::Url, Value::Uri(Uri::Location(format!("tel:{bare}"))));
        }
        if forbidden {
            entry.add_property(Property::Categories, words(DO_NOT_CALL));
        }
        let status = if due.is_some() { ICalendarStatus::Confirmed } else { ICalendarStatus::NeedsAction };
        entry.add_property(Property::Status, Value::Status(status));
        let Some(due) = due else { return vec![entry] };
        let zone = ICalendarParameter::tzid(zone_name(due.offset().local_minus_utc()));
        entry.add_property_with_params(
            Property::Dtstart,
            [zone],
            Value::PartialDateTime(Box::new(local(due))),
        );
        entry.add_property(Property::Duration, minutes(TAKES, false));
        entry.component_ids.push(1);
        vec![entry, alarm(&summary)]
    }

    /// The moment the file was made, in UTC.
    fn stamp(&self) -> PartialDateTime {
        let at = DateTime::<Utc>::from_timestamp_millis(self.job.place.now).unwrap_or_default();
        PartialDateTime { tz_hour: Some(0), tz_minute: Some(0), ..local(at.fixed_offset()) }
    }

    /// The number to ring for a callback, if there is leave.
    fn number(&self, page: &Page, step: &NextStep) -> Option<String> {
        let leave = contact::may_contact_first(page, step.person, "call", self.job.place.now).ok()?;
        let point = page.contact_points.iter().find(|point| point.id == leave.point())?;
        Some(point.dialled().to_owned())
    }

    /// `call back 田中製作所 03-1234-5678`; in a task the words stand first.
    fn summary(&self, page: &Page, step: &NextStep, number: Option<&str>) -> String {
        let verb = match (step.kind.as_str(), self.job.japanese) {
            ("callback", false) => "call back",
            ("callback", true) => "再架電",
            ("mail", false) => "mail",
            ("mail", true) => "メール",
            ("meeting", false) => "meeting",
            ("meeting", true) => "面談",
            (_, false) => "to do",
            (_, true) => "タスク",
        };
        let shown = page.contact_points.iter().find(|point| Some(point.dialled()) == number);
        let number = shown.map_or("", |point| point.raw.as_str());
        let text = if step.kind == "callback" { "" } else { step.text.as_str() };
        let parts = [verb, page.customer.name.as_str(), text, number];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What it is about, and what was said last.
fn description(page: &Page, step: &NextStep) -> String {
    let last = page.activities.iter().find(|activity| !activity.note.is_empty());
    let parts = [step.text.as_str(), last.map_or("", |activity| activity.note.as_str())];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn minutes(minutes: u32, before: bool) -> Value {
    let duration = ICalendarDuration { neg: before, weeks: 0, days: 0, hours: 0, minutes, seconds: 0 };
    Value::Duration(duration)
}

fn alarm(summary: &str) -> ICalendarComponent {
    let mut alarm = ICalendarComponent::new(Kind::VAlarm);
    alarm.add_property(Property::Action, Value::Action(ICalendarAction::Display));
    alarm.add_property(Property::Description, words(clean_line(summary)));
    alarm.add_property(Property::Trigger, minutes(BEFORE, true));
    alarm
}
