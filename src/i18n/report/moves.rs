//! What moved in the pipeline since an earlier day, and the forecast of then beside that of now.

use super::heads;
use super::pipeline::sums;
use crate::domain::pipeline::{Expected, Move, Moved};
use crate::domain::report::{Figure, Section};
use crate::domain::sums::Sums;
use crate::i18n::{Lang, Text, format};

/// The forecast then and now, and each move; nothing where nothing moved and nothing is expected.
pub(super) fn sections(moved: &Moved, lang: Lang) -> Vec<Section> {
    let day = moved.since.parse().map_or_else(|_| moved.since.clone(), |day| format::whole_day(day, lang));
    let since = Text::Since.fill(lang, &[("day", &day)]);
    let mut sections = Vec::new();
    if moved.then.all.deals + moved.now.all.deals > 0 {
        sections.push(compared(moved, &since, lang));
    }
    if !moved.moves.is_empty() {
        let columns = [("move", Text::Moved), ("deals", Text::ColumnDeals), ("amount", Text::ColumnAmount)];
        let mut section = Section { title: since, ..Section::of("moves", heads(columns, lang)) };
        for (what, deals, by) in &moved.moves {
            let name = Figure::words(text(*what).words(lang));
            section.row([name, Figure::Count(*deals), sums(by.clone())]);
        }
        sections.push(section);
    }
    sections
}

/// A figure of a forecast: what it is called, and what it is.
type Told = (Text, fn(&Expected) -> Sums);

fn compared(moved: &Moved, since: &str, lang: Lang) -> Section {
    let columns =
        [("forecast", Text::Forecast), ("then", Text::Then), ("now", Text::Now), ("change", Text::Change)];
    let title = format!("{}: {since}", Text::Forecast.words(lang));
    let mut section = Section { title, ..Section::of("compared", heads(columns, lang)) };
    let figures: [Told; 4] = [
        (Text::ColumnAmount, |of| of.all.amounts.clone()),
        (Text::ColumnWeighted, |of| of.all.weighted()),
        (Text::ColumnCommit, |of| of.commit.amounts.clone()),
        (Text::ColumnBest, |of| of.best.amounts.clone()),
    ];
    let deals = [moved.then.all.deals, moved.now.all.deals];
    let change = i64::try_from(deals[1]).unwrap_or(i64::MAX) - i64::try_from(deals[0]).unwrap_or(i64::MAX);
    let [then, now] = deals.map(Figure::Count);
    section.row([Figure::words(Text::ColumnDeals.words(lang)), then, now, Figure::Change(change)]);
    for (name, of) in figures {
        let (then, now) = (of(&moved.then), of(&moved.now));
        let mut change = now.clone();
        then.iter().for_each(|(currency, minor)| change.add(currency, -minor));
        section.row([Figure::words(name.words(lang)), sums(then), sums(now), sums(change)]);
    }
    section
}

const fn text(moved: Move) -> Text {
    match moved {
        Move::New => Text::MovedNew,
        Move::Won => Text::ColumnWon,
        Move::Lost => Text::ColumnLost,
        Move::Reopened => Text::MovedReopened,
        Move::Removed => Text::MovedRemoved,
        Move::Slipped => Text::MovedSlipped,
        Move::Sooner => Text::MovedSooner,
        Move::Larger => Text::MovedLarger,
        Move::Smaller => Text::MovedSmaller,
    }
}
