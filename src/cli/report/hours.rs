//! When people answer, as a map: weekdays across, hours down, in each cell a shade and its numbers.

use super::super::out::{self, Table};
use super::super::session::Session;
use super::text::{figure, paragraph};
use crate::domain::report::{CallCounts, Hours, Window};
use crate::domain::safe::cells;
use crate::i18n::{Text, format};
use crate::tui::glyphs;
use crate::tui::view::parts::Glyphs;

/// Days of the week that are shown whether or not anybody called.
const WORKING: u8 = 5;

/// The map of the hours, what its cells say, and the best of them.
pub(super) fn print(session: &Session, hours: &Hours, least: u64) -> anyhow::Result<()> {
    let lang = session.lang;
    let windows: Vec<Window> = hours.windows().collect();
    let (Some(first), Some(last)) =
        (windows.iter().map(|one| one.hour).min(), windows.iter().map(|one| one.hour).max())
    else {
        return out::say(Text::NoCalls.words(lang));
    };
    let days: Vec<u8> =
        (0..7).filter(|day| *day < WORKING || windows.iter().any(|one| one.weekday == *day)).collect();
    let map = Map::of(session, &windows, least);
    let mut table = Table::with_numbers(0..days.len() + 1);
    let names = days.iter().map(|day| format::weekday((*day).into(), lang).to_owned());
    table.cells([String::new()].into_iter().chain(names));
    for hour in first..=last {
        let at = |day: &u8| windows.iter().find(|one| (one.weekday, one.hour) == (*day, hour));
        let cells = days.iter().map(|day| at(day).map(|window| map.cell(&window.counts)).unwrap_or_default());
        table.cells([format!("{hour:02}:00")].into_iter().chain(cells));
    }
    table.print()?;
    out::say("")?;
    let shades = map.glyphs.shades.join(" ");
    let (low, most) = (format::percent(Some(map.low)), format::percent(Some(map.most)));
    paragraph(&Text::HeatLegend.fill(lang, &[("shades", &shades), ("low", &low), ("most", &most)]))?;
    best(session, hours, least)
}

/// How a cell of the map is drawn.
struct Map {
    glyphs: Glyphs,
    /// The rates of the faintest and the darkest shade.
    low: u64,
    most: u64,
    /// The cells of the longest number.
    wide: usize,
}

impl Map {
    /// Shaded by the hours that have attempts enough, so that a single lucky call does not pale the rest.
    fn of(session: &Session, windows: &[Window], least: u64) -> Self {
        let rates = |least| {
            let sure = windows.iter().filter(move |window| window.counts.attempts >= least);
            sure.filter_map(|window| window.counts.connect_rate())
        };
        let least = if rates(least).next().is_some() { least } else { 0 };
        let wide = windows.iter().map(|window| cells(&figure(window.counts.attempts))).max();
        Self {
            glyphs: glyphs(&session.config),
            low: rates(least).min().unwrap_or(0),
            most: rates(least).max().unwrap_or(0),
            wide: wide.unwrap_or(0),
        }
    }

    /// The shade, the rate in whole percent, the attempts.
    fn cell(&self, counts: &CallCounts) -> String {
        let rate = counts.connect_rate();
        let above = |rate: u64| rate.saturating_sub(self.low) + 1;
        let shade = rate.map_or(" ", |rate| self.glyphs.shade(above(rate), above(self.most)));
        let percent = rate.map_or_else(|| "-".to_owned(), |rate| format!("{}%", (rate + 5) / 10));
        format!("{shade}{percent:>4} {:>wide$}", figure(counts.attempts), wide = self.wide)
    }
}

fn best(session: &Session, hours: &Hours, least: u64) -> anyhow::Result<()> {
    let (lang, best) = (session.lang, hours.best(least));
    let n = least.to_string();
    if best.is_empty() {
        return paragraph(&Text::BestNotKnown.fill(lang, &[("n", &n)]));
    }
    out::say(&Text::BestHours.fill(lang, &[("n", &n)]))?;
    for Window { weekday, hour, counts } in best {
        let places = [
            ("weekday", format::weekday(weekday.into(), lang)),
            ("from", &*format!("{hour:02}:00")),
            ("to", &*format!("{:02}:00", hour + 1)),
            ("rate", &*format::percent(counts.connect_rate())),
            ("connected", &*figure(counts.connected)),
            ("attempts", &*figure(counts.attempts)),
        ];
        out::say(&format!("  {}", Text::BestHour.fill(lang, &places)))?;
    }
    Ok(())
}
