//! iCalendar: a row an event or a task, under words of its own.
//!
//! Times that say where they hold carry their offset, `2006-03-12T08:30:00-05:00`; those that do
//! not are where the desk is. Repeated events are one row with their rule. `calcard` reads it.

use std::io::{Read, Seek};

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry, ICalendarParameterName,
    ICalendarProperty as Property, ICalendarValue,
};
use calcard::{Entry, Parser};

use super::entries::{Entries, Facts, Grammar};
use crate::exchange::error::Error;

const GRAMMAR: Grammar = Grammar { names: &["VEVENT", "VTODO"], facts };

/// Reads a calendar; `forced` is what the user says of the encoding.
pub fn open<R: Read + Seek + Send + 'static>(file: R, forced: Option<&str>) -> Result<Entries, Error> {
    Entries::of(file, &GRAMMAR, forced)
}

/// Columns, in order: the property and the words above it.
const COLUMNS: &[(Property, &str)] = &[
    (Property::Summary, "Subject"),
    (Property::Dtstart, "Start"),
    (Property::Dtend, "End"),
    (Property::Due, "Due"),
    (Property::Duration, "Duration"),
    (Property::Completed, "Completed"),
    (Property::Location, "Location"),
    (Property::Organizer, "Organizer"),
    (Property::Attendee, "Attendees"),
    (Property::Contact, "Contact"),
    (Property::Description, "Description"),
    (Property::Comment, "Comment"),
    (Property::Status, "Status"),
    (Property::Priority, "Priority"),
    (Property::Categories, "Categories"),
    (Property::Url, "URL"),
    (Property::Rrule, "Repeats"),
    (Property::RecurrenceId, "Repeat of"),
    (Property::Uid, "UID"),
];

/// Properties that speak of the calendar and not of what is in it.
const ABOUT: &[Property] = &[
    Property::Dtstamp,
    Property::Created,
    Property::LastModified,
    Property::Sequence,
    Property::Transp,
    Property::Class,
];

const OWN: u8 = 100;

fn facts(text: &str) -> Option<Facts> {
    let mut parser = Parser::new(text);
    let calendar = loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => break calendar,
            Entry::Eof => return None,
            _ => {}
        }
    };
    let component: &ICalendarComponent = calendar.components.first()?;
    let mut facts = Facts::default();
    facts.put(0, "Type", if component.component_type == Component::VTodo { "task" } else { "event" });
    for entry in &component.entries {
        let text = self::text(entry);
        match (1_u8..).zip(COLUMNS).find(|(_, (property, _))| *property == entry.name) {
            Some((rank, (_, words))) => facts.put(rank, words, &text),
            None if ABOUT.contains(&entry.name) => {}
            None if entry.name == Property::Attach => facts.leave_out("ATTACH".to_owned()),
            None => facts.put(OWN, &entry.name.as_str().to_ascii_uppercase(), &text),
        }
    }
    Some(facts)
}

fn text(entry: &ICalendarEntry) -> String {
    if matches!(entry.name, Property::Attendee | Property::Organizer) {
        return somebody(entry);
    }
    let zone = entry.parameter(&ICalendarParameterName::Tzid).and_then(|value| value.as_text());
    let values = entry.values.iter().map(|value| match value {
        ICalendarValue::PartialDateTime(moment) => self::moment(moment, zone),
        other => other.clone().into_text().unwrap_or_default().into_owned(),
    });
    values.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// `Name <mail>`, as a mail writes it; a line each where there are several.
fn somebody(entry: &ICalendarEntry) -> String {
    let mail = entry.calendar_address().unwrap_or_default();
    match entry.parameter(&ICalendarParameterName::Cn).and_then(|value| value.as_text()) {
        Some(name) if !mail.is_empty() => format!("{name} <{mail}>"),
        Some(name) => name.to_owned(),
        None => mail.to_owned(),
    }
}

fn moment(moment: &PartialDateTime, zone: Option<&str>) -> String {
    if moment.hour.is_none() {
        let date = moment.to_date_time().map(|read| read.date_time.date().to_string());
        return date.unwrap_or_default();
    }
    let zone: Option<Tz> = zone.and_then(|name| name.parse().ok()).filter(|zone: &Tz| !zone.is_floating());
    let Some(read) = moment.to_date_time() else { return String::new() };
    match (read.offset, zone) {
        (None, None) => read.date_time.format("%Y-%m-%d %H:%M:%S").to_string(),
        (_, zone) => match read.to_date_time_with_tz(zone.unwrap_or(Tz::UTC)) {
            Some(there) => there.to_rfc3339(),
            None => read.date_time.format("%Y-%m-%d %H:%M:%S").to_string(),
        },
    }
}
