//! Reports for people: what was asked and how it is counted, and tables with bars.

use super::super::out::{self, Table};
use super::super::session::Session;
use super::json::list_name;
use crate::domain::report::{Asked, By, CallCounts, Key, Stage, Way, funnel as steps_of, permille};
use crate::domain::wrap::wrap;
use crate::domain::{Id, Noun, day};
use crate::i18n::{Text, format, label};
use crate::store::Desk;
use crate::tui::glyphs;

/// The cells a paragraph may take.
const WIDTH: usize = 78;
/// The cells of the longest bar.
const LONG_BAR: u16 = 30;

/// The report, its range, whose calls, and how they are counted.
pub(super) fn head(session: &Session, desk: &Desk, report: Text, asked: &Asked) -> anyhow::Result<()> {
    let lang = session.lang;
    let days = [asked.from, asked.to].map(|day| format::whole_day(day, lang));
    let range = if asked.from == asked.to {
        days[0].clone()
    } else {
        Text::ReportRange.fill(lang, &[("from", &days[0]), ("to", &days[1])])
    };
    let mut line = format!("{}  {range}", report.words(lang));
    let names = [
        (Noun::Rep, asked.rep, session.stored(desk.rep_name(asked.rep))?),
        (Noun::CallList, asked.list, list_name(session, desk, asked.list)?),
    ];
    for (noun, _, name) in names.iter().filter(|(_, id, _)| id.is_some()) {
        line = format!("{line}  {}: {name}", label::noun(*noun, lang));
    }
    out::say(&line)?;
    let way = match asked.way {
        Way::Out => Text::ReportWayOut,
        Way::In => Text::ReportWayIn,
        Way::Any => Text::ReportWayAny,
    };
    paragraph(&Text::ReportDefinition.fill(lang, &[("way", way.words(lang))]))?;
    out::say("")
}

/// A table of calls, a row for each key and one for all.
pub(super) fn calls(
    session: &Session,
    desk: &Desk,
    by: By,
    rows: &[(Key, CallCounts)],
) -> anyhow::Result<()> {
    let mut total = CallCounts::default();
    rows.iter().for_each(|(_, counts)| total.join(counts));
    if total.calls == 0 {
        return out::say(Text::NoCalls.words(session.lang));
    }
    let named = rows.iter().map(|(key, counts)| Ok((named(session, desk, by, key)?, *counts)));
    let mut named: Vec<(String, CallCounts)> = named.collect::<anyhow::Result<_>>()?;
    if named.len() > 1 {
        named.push((Text::Total.words(session.lang).to_owned(), total));
    }
    if by == By::Outcome {
        // The rest follows from the outcome itself.
        return ends(session, &named, total.calls);
    }
    let mut table = Table::with_numbers(1..COLUMNS.len() + 1);
    let heads = COLUMNS.iter().map(|(head, _)| head.words(session.lang).to_owned());
    table.cells([title(session, by)].into_iter().chain(heads));
    for (name, counts) in named {
        table.cells([name].into_iter().chain(COLUMNS.iter().map(|(_, figure)| figure(&counts))));
    }
    table.print()
}

/// A column of numbers: its head, and what stands in it.
type Column = (Text, fn(&CallCounts) -> String);

const COLUMNS: &[Column] = &[
    (Text::ColumnCalls, |counts| figure(counts.calls)),
    (Text::ColumnAttempts, |counts| figure(counts.attempts)),
    (Text::StageConnected, |counts| figure(counts.connected)),
    (Text::ColumnRate, |counts| format::percent(counts.connect_rate())),
    (Text::StageDecider, |counts| figure(counts.deciders)),
    (Text::StageTalk, |counts| figure(counts.talks)),
    (Text::ColumnAppointments, |counts| figure(counts.appointments)),
    (Text::StageWon, |counts| figure(counts.won)),
    (Text::ColumnTime, time),
];

/// How calls ended: how many, which part of all, how long they took, and a bar.
fn ends(session: &Session, rows: &[(String, CallCounts)], all: u64) -> anyhow::Result<()> {
    let mut table = Table::with_numbers(1..4);
    let heads = [Text::ColumnCalls, Text::ColumnShare, Text::ColumnTime].map(|head| head.words(session.lang));
    table.cells([title(session, By::Outcome), heads[0].into(), heads[1].into(), heads[2].into()]);
    let glyphs = glyphs(&session.config);
    for (name, counts) in rows {
        let bar = glyphs.bar(counts.calls, all, LONG_BAR);
        let share = format::percent(permille(counts.calls, all));
        table.cells([name.clone(), figure(counts.calls), share, time(counts), bar]);
    }
    table.print()
}

/// Hours and minutes.
fn time(counts: &CallCounts) -> String {
    format!("{}:{:02}", counts.seconds / 3600, counts.seconds / 60 % 60)
}

/// The stages one below the other, each with its bar.
pub(super) fn funnel(session: &Session, total: &CallCounts) -> anyhow::Result<()> {
    let lang = session.lang;
    if total.calls == 0 {
        return out::say(Text::NoCalls.words(lang));
    }
    let mut table = Table::with_numbers(1..4);
    let heads = [Text::ColumnCalls, Text::OfDialled, Text::OfStageBefore].map(|head| head.words(lang));
    table.cells(["", heads[0], heads[1], heads[2]].map(str::to_owned));
    let glyphs = glyphs(&session.config);
    for step in steps_of(total) {
        let bar = glyphs.bar(step.calls, total.attempts, LONG_BAR);
        table.cells([
            stage(step.stage).words(lang).to_owned(),
            figure(step.calls),
            format::percent(step.of_dialled),
            format::percent(step.of_before),
            bar,
        ]);
    }
    table.print()?;
    if total.talks > total.deciders { paragraph(Text::TalkNeedsNoDecider.words(lang)) } else { Ok(()) }
}

/// A funnel in a row for each key: how many got to each stage, and in what part of those dialled.
pub(super) fn funnels(
    session: &Session,
    desk: &Desk,
    by: By,
    rows: &[(Key, CallCounts)],
) -> anyhow::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    out::say("")?;
    let mut table = Table::with_numbers(1..7);
    let stages =
        steps_of(&CallCounts::default()).map(|step| stage(step.stage).words(session.lang).to_owned());
    table.cells([title(session, by)].into_iter().chain(stages));
    for (key, counts) in rows {
        let steps = steps_of(counts).map(|step| match step.stage {
            Stage::Dialled => figure(step.calls),
            _ => format!("{} {:>6}", figure(step.calls), format::percent(step.of_dialled)),
        });
        table.cells([named(session, desk, by, key)?].into_iter().chain(steps));
    }
    table.print()
}

/// What the rows are.
fn title(session: &Session, by: By) -> String {
    let lang = session.lang;
    match by {
        By::Rep => label::noun(Noun::Rep, lang),
        By::List => label::noun(Noun::CallList, lang),
        By::Outcome => label::noun(Noun::Outcome, lang),
        By::Hour => Text::ByHour.words(lang),
        By::Weekday => Text::ByWeekday.words(lang),
        By::Day => Text::ByDay.words(lang),
    }
    .to_owned()
}

/// What the calls of a row have in common, in words.
fn named(session: &Session, desk: &Desk, by: By, key: &Key) -> anyhow::Result<String> {
    let lang = session.lang;
    let name = match (by, key) {
        (By::Rep, Key::Whose(id)) => known(*id, session.stored(desk.rep_name(*id))?),
        (_, Key::Whose(id)) => known(*id, list_name(session, desk, *id)?),
        (By::Weekday, Key::Part(day)) => format::weekday((*day).into(), lang).to_owned(),
        (_, Key::Part(hour)) => format!("{hour:02}:00"),
        (_, Key::Day(day)) => format::day(day::begins(*day, *session.now.offset()), session.now, lang),
        (_, Key::Outcome(code)) => {
            let outcome = session.stored(desk.known_outcomes())?.of_code(code);
            label::outcome(&outcome, lang).to_owned()
        }
    };
    Ok(if name.is_empty() { Text::NoneOfThem.words(lang).to_owned() } else { name })
}

/// A name, or as much of the id as tells it apart where a record has none here.
fn known(id: Option<Id>, name: String) -> String {
    match id {
        Some(id) if name.is_empty() => id.to_string().chars().take(23).collect(),
        _ => name,
    }
}

const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Dialled => Text::StageDialled,
        Stage::Connected => Text::StageConnected,
        Stage::Decider => Text::StageDecider,
        Stage::Talk => Text::StageTalk,
        Stage::Appointment => Text::StageAppointment,
        Stage::Won => Text::StageWon,
    }
}

pub(super) fn figure(number: u64) -> String {
    format::count(usize::try_from(number).unwrap_or(usize::MAX))
}

/// Words on as many lines as they need.
pub(super) fn paragraph(words: &str) -> anyhow::Result<()> {
    let rows: Vec<&str> = wrap(words, WIDTH).into_iter().map(|row| words[row].trim_end()).collect();
    out::say(&rows.join("\n"))
}
