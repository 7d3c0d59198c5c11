//! Calls, and the funnel they are: a row for each key, a bar for each stage.

use super::{about_calls, heads, or_none};
use crate::domain::Noun;
use crate::domain::report::{
    By, CallCounts, CallFigures, Document, Figure, Key, Names, Section, Stage, funnel as steps_of, share,
};
use crate::i18n::{Lang, Text, field, format, label};

/// What calls came to, laid apart.
pub(super) fn calls(of: &CallFigures, lang: Lang) -> Document {
    let mut document = about_calls("calls", Text::ReportCalls, &of.asked, &of.names, lang);
    if of.total.calls > 0 {
        let section = match of.by {
            // The rest follows from the outcome itself.
            Some(By::Outcome) => ends(of, lang),
            by => rows(of, by.unwrap_or(By::Hour), lang),
        };
        document.sections.push(section);
    }
    document
}

/// A column of figures: its code, its head, and what stands in it.
type Column = (&'static str, Text, fn(&CallCounts) -> Figure);

const COLUMNS: &[Column] = &[
    ("calls", Text::ColumnCalls, |counts| Figure::Count(counts.calls)),
    ("attempts", Text::ColumnAttempts, |counts| Figure::Count(counts.attempts)),
    ("connected", Text::StageConnected, |counts| Figure::Count(counts.connected)),
    ("connect_rate", Text::ColumnRate, |counts| Figure::Rate(counts.connected, counts.attempts)),
    ("deciders", Text::StageDecider, |counts| Figure::Count(counts.deciders)),
    ("talks", Text::StageTalk, |counts| Figure::Count(counts.talks)),
    ("appointments", Text::ColumnAppointments, |counts| Figure::Count(counts.appointments)),
    ("won", Text::StageWon, |counts| Figure::Count(counts.won)),
    ("time", Text::ColumnTime, |counts| Figure::Time(counts.seconds)),
];

fn rows(of: &CallFigures, by: By, lang: Lang) -> Section {
    let columns = COLUMNS.iter().map(|(code, head, _)| (*code, head.words(lang).to_owned()));
    let mut section = Section::of("calls", [(by.code(), by_head(by, lang))].into_iter().chain(columns));
    let figures = |counts: &CallCounts| {
        let counts = *counts;
        COLUMNS.iter().map(move |(_, _, figure)| figure(&counts))
    };
    for (key, counts) in &of.rows {
        section.row([named(by, key, &of.names, lang)].into_iter().chain(figures(counts)));
    }
    if of.rows.len() > 1 {
        section.total([Figure::words(Text::Total.words(lang))].into_iter().chain(figures(&of.total)));
    }
    section
}

/// How calls ended: how many, which part of all, how long they took, and a bar.
fn ends(of: &CallFigures, lang: Lang) -> Section {
    let columns = [("calls", Text::ColumnCalls), ("share", Text::ColumnShare), ("time", Text::ColumnTime)];
    let head = [(By::Outcome.code(), by_head(By::Outcome, lang))];
    let mut section = Section::of("calls", head.into_iter().chain(heads(columns, lang)));
    let all = of.total.calls;
    let figures = |counts: &CallCounts| {
        [Figure::Count(counts.calls), Figure::Rate(counts.calls, all), Figure::Time(counts.seconds)]
    };
    for (key, counts) in &of.rows {
        let name = named(By::Outcome, key, &of.names, lang);
        section.row([name].into_iter().chain(figures(counts))).bar = share(counts.calls, all);
    }
    if of.rows.len() > 1 {
        section.total([Figure::words(Text::Total.words(lang))].into_iter().chain(figures(&of.total)));
    }
    section
}

/// How far calls got: the stages one below the other, and a row for each key.
pub(super) fn funnel(of: &CallFigures, lang: Lang) -> Document {
    let mut document = about_calls("funnel", Text::ReportFunnel, &of.asked, &of.names, lang);
    if of.total.calls == 0 {
        return document;
    }
    document.sections.push(stages(&of.total, lang));
    if let Some(by) = of.by.filter(|_| !of.rows.is_empty()) {
        document.sections.push(apart(of, by, lang));
    }
    document
}

fn stages(total: &CallCounts, lang: Lang) -> Section {
    let columns =
        [("calls", Text::ColumnCalls), ("of_dialled", Text::OfDialled), ("of_before", Text::OfStageBefore)];
    let mut section =
        Section::of("stages", [("stage", String::new())].into_iter().chain(heads(columns, lang)));
    let mut before = None;
    for step in steps_of(total) {
        let of_before =
            before.replace(step.calls).map_or(Figure::Nothing, |all| Figure::Rate(step.calls, all));
        let figures = [Figure::Count(step.calls), Figure::Rate(step.calls, total.attempts), of_before];
        let name = Figure::words(stage(step.stage).words(lang));
        section.row([name].into_iter().chain(figures)).bar = share(step.calls, total.attempts);
    }
    if total.talks > total.deciders {
        section.notes.push(Text::TalkNeedsNoDecider.words(lang).to_owned());
    }
    if total.deals > 0 {
        section.notes.push(Text::DealOfACall.words(lang).to_owned());
    }
    section
}

/// How many got to each stage, and which part of those dialled.
fn apart(of: &CallFigures, by: By, lang: Lang) -> Section {
    let stages = steps_of(&CallCounts::default()).into_iter().flat_map(|step| {
        let rate =
            (step.stage != Stage::Dialled).then(|| (format!("{}_rate", step.stage.code()), "%".to_owned()));
        let head = stage(step.stage).words(lang).to_owned();
        [(step.stage.code().to_owned(), head)].into_iter().chain(rate)
    });
    let mut section =
        Section::of("rows", [(by.code().to_owned(), by_head(by, lang))].into_iter().chain(stages));
    for (key, counts) in &of.rows {
        let figures = steps_of(counts).into_iter().flat_map(|step| {
            let rate = (step.stage != Stage::Dialled).then_some(Figure::Rate(step.calls, counts.attempts));
            [Figure::Count(step.calls)].into_iter().chain(rate)
        });
        section.row([named(by, key, &of.names, lang)].into_iter().chain(figures));
    }
    section
}

/// What the rows are.
fn by_head(by: By, lang: Lang) -> String {
    match by {
        By::Rep => label::noun(Noun::Rep, lang),
        By::List => label::noun(Noun::CallList, lang),
        By::Outcome => label::noun(Noun::Outcome, lang),
        By::Hour => Text::ByHour.words(lang),
        By::Weekday => Text::ByWeekday.words(lang),
        By::Day => Text::ByDay.words(lang),
        By::Source => field::label(Noun::Customer, "source", lang),
    }
    .to_owned()
}

/// What the calls of a row have in common.
fn named(by: By, key: &Key, names: &Names, lang: Lang) -> Figure {
    let words = match (by, key) {
        (_, Key::Whose(id)) => id.map(|id| names.of(id)).unwrap_or_default(),
        (By::Weekday, Key::Part(day)) => format::weekday((*day).into(), lang).to_owned(),
        (_, Key::Part(hour)) => format!("{hour:02}:00"),
        (_, Key::Day(day)) => return Figure::Date(day.to_string()),
        (_, Key::Outcome(code)) => label::outcome(&names.outcomes.of_code(code), lang).to_owned(),
        (_, Key::Source(source)) => label::choice(source, lang).to_owned(),
    };
    Figure::Words(or_none(&words, lang))
}

const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Dialled => Text::StageDialled,
        Stage::Connected => Text::StageConnected,
        Stage::Decider => Text::StageDecider,
        Stage::Talk => Text::StageTalk,
        Stage::Appointment => Text::StageAppointment,
        Stage::Deal => Text::StageDeal,
        Stage::Won => Text::StageWon,
    }
}
