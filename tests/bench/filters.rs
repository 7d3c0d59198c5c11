//! What a filter over fields costs as it is typed, beside the search's own budget of a tenth of a second:
//! first asked, and asked again of the same book.

use std::time::Instant;

use anyhow::{Result, bail};
use chrono::{DateTime, FixedOffset};
use salesdesk::store::{Answer, Desk, Finder};

use crate::book::{NOW, Stock};
use crate::search::LIMIT;
use crate::table::{Row, Times, figure};

const ROUNDS: usize = 5;
/// What a line may take, in milliseconds.
const BUDGET: f64 = 100.0;

const LINES: &[&str] = &[
    "rank:A",
    "industry:製造",
    "業種:none",
    "tag:重要 rank:A,B",
    "outcome:TALK",
    "activity.at>=-30d",
    "postal_code:1 -rank:C",
    "due:today",
];

/// What hangs on customers, asked of a book with a year of work: see `reports`.
pub(crate) const OF_A_YEAR: &[&str] = &[
    "deal.stage:won",
    "deal.amount>=5000000",
    "bought:\"product 7\"",
    "purchase.amount>=900000",
    "call.at>=-30d",
    "rfm>=445",
    "net>=1000000",
];

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let desk = stock.desk()?;
    asked("filter", &desk, LINES)
}

/// What lines take, first asked and asked again.
pub(crate) fn asked(what: &str, desk: &Desk, lines: &[&str]) -> Result<Vec<Row>> {
    let mut finder = Finder::ready(desk, &|_| true)?;
    let now = DateTime::from_timestamp_millis(NOW).unwrap_or_default().fixed_offset();
    let mut rows = Vec::new();
    let (mut right, mut again) = (0, Times::default());
    for line in lines {
        let from = Instant::now();
        let count = find(desk, &mut finder, line, now)?;
        let first = from.elapsed().as_secs_f64() * 1e3;
        for _ in 0..ROUNDS {
            let from = Instant::now();
            find(desk, &mut finder, line, now)?;
            again.push(from.elapsed());
        }
        let all = finder.everybody(desk, line, now, &|| true)?.map_or(0, |all| all.len());
        right += usize::from(count.is_none_or(|count| count == all));
        rows.push(
            Row::new(format!("{what}: {line}, first asked"), format!("{} ms", figure(first)))
                .limit(format!("{BUDGET} ms"), first <= BUDGET),
        );
    }
    rows.push(Row::of(format!("{what}: asked again, p99"), &again));
    rows.push(
        Row::new(format!("{what}: counts equal to who is found"), format!("{right} of {}", lines.len()))
            .limit("all", right == lines.len()),
    );
    Ok(rows)
}

/// How many answer a line, where that is known at once.
fn find(desk: &Desk, finder: &mut Finder, line: &str, now: DateTime<FixedOffset>) -> Result<Option<usize>> {
    match finder.find(desk, line, LIMIT, now, &|| true)? {
        Answer::Rows(_, tally) => Ok(tally.exact.then_some(tally.count)),
        other => bail!("{line}: {other:?}"),
    }
}
