//! When people answer, as a map: weekdays across, hours down; and the best hours.

use super::about_calls;
use super::shown::counted;
use crate::domain::report::{Cell, Column, Document, Figure, HourFigures, Section, Window};
use crate::i18n::{Lang, Text, format};

/// Days of the week that are shown whether or not anybody called.
const WORKING: u8 = 5;

/// The map of the hours, and those to call in.
pub(super) fn best_time(of: &HourFigures, lang: Lang) -> Document {
    let mut document = about_calls("best-time", Text::ReportBestTime, &of.asked, &of.names, lang);
    let windows: Vec<Window> = of.hours.windows().collect();
    let hours = || windows.iter().map(|window| window.hour);
    if let (Some(first), Some(last)) = (hours().min(), hours().max()) {
        document.sections = vec![map(&windows, first..=last, of.least, lang), best(of, lang)];
    }
    document
}

fn map(windows: &[Window], hours: std::ops::RangeInclusive<u8>, least: u64, lang: Lang) -> Section {
    let days = (0..7).filter(|day| *day < WORKING || windows.iter().any(|one| one.weekday == *day));
    let days: Vec<u8> = days.collect();
    let names =
        days.iter().map(|day| ((day + 1).to_string(), format::weekday((*day).into(), lang).to_owned()));
    let head = [("hour".to_owned(), Text::ByHour.words(lang).to_owned())];
    let mut section = Section::of("hours", head.into_iter().chain(names));
    let scale = Scale::of(windows, least);
    for hour in hours {
        let at = |day: &u8| windows.iter().find(|one| (one.weekday, one.hour) == (*day, hour));
        let row = section.row([Figure::Words(format!("{hour:02}:00"))]);
        row.cells.extend(days.iter().map(|day| at(day).map(|window| scale.cell(window)).unwrap_or_default()));
    }
    let (low, most) = (format::percent(Some(scale.low)), format::percent(Some(scale.most)));
    section.notes.push(Text::HeatLegend.fill(lang, &[("low", &low), ("most", &most)]));
    section
}

/// Shades by rate, of the hours that have attempts enough, so that a single lucky call does not pale
/// the rest.
struct Scale {
    low: u64,
    most: u64,
}

impl Scale {
    fn of(windows: &[Window], least: u64) -> Self {
        let rates = |least| {
            let sure = windows.iter().filter(move |window| window.counts.attempts >= least);
            sure.filter_map(|window| window.counts.connect_rate())
        };
        let least = if rates(least).next().is_some() { least } else { 0 };
        Self { low: rates(least).min().unwrap_or(0), most: rates(least).max().unwrap_or(0) }
    }

    fn cell(&self, window: &Window) -> Cell {
        let counts = &window.counts;
        let above = |rate: u64| rate.clamp(self.low, self.most.max(self.low)) - self.low + 1;
        let shade = counts
            .connect_rate()
            .and_then(|rate| crate::domain::report::share(above(rate), above(self.most)));
        Cell { figure: Figure::Rate(counts.connected, counts.attempts), shade, opens: None }
    }
}

/// The hours to call in, the best first.
fn best(of: &HourFigures, lang: Lang) -> Section {
    let n = counted(of.least);
    let best = of.hours.best(of.least);
    if best.is_empty() {
        let notes = vec![Text::BestNotKnown.fill(lang, &[("n", &n)])];
        return Section { code: "best", notes, ..Section::default() };
    }
    let column = |(code, text): (&str, Text), figures| Column {
        code: code.to_owned(),
        head: text.words(lang).to_owned(),
        figures,
    };
    let columns = vec![
        column(("weekday", Text::ByWeekday), false),
        column(("hour", Text::ByHour), false),
        column(("connect_rate", Text::ColumnRate), true),
        column(("connected", Text::StageConnected), true),
        column(("attempts", Text::ColumnAttempts), true),
    ];
    let title = Text::BestHours.fill(lang, &[("n", &n)]);
    let mut section = Section { code: "best", title, columns, ..Section::default() };
    for Window { weekday, hour, counts } in best {
        section.row([
            Figure::words(format::weekday(weekday.into(), lang)),
            Figure::Words(format!("{hour:02}:00-{:02}:00", hour + 1)),
            Figure::Rate(counts.connected, counts.attempts),
            Figure::Count(counts.connected),
            Figure::Count(counts.attempts),
        ]);
    }
    section
}
