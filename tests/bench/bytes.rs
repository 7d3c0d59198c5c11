//! What goes to the terminal: for a move of the selection, and for nothing at all.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::book::Stock;
use crate::programs::{desk, fzf};
use crate::pty::Screen;
use crate::table::Row;

const MOVES: usize = 20;
/// Bytes a move may take.
const MOST: usize = 600;
const IDLE: Duration = Duration::from_secs(5);
const QUIET: Duration = Duration::from_millis(150);
/// fzf draws as it goes, for seconds where there are many rows.
const LONG: Duration = Duration::from_secs(3);

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let mut ours = desk(stock.with_sidecar()?)?;
    let customers = salesdesk::i18n::format::count(stock.customers());
    ours.until_shown(&customers)?;
    ours.settle(Instant::now(), Duration::from_secs(3))?;
    let mut moves = Vec::new();
    for _ in 0..MOVES {
        moves.push(ours.type_keys("\x1b[B", QUIET)?.bytes);
    }
    moves.sort_unstable();
    let (median, most) = (moves[MOVES / 2], moves[MOVES - 1]);
    let idle = ours.type_keys("", IDLE)?.bytes;
    let mut theirs = fzf(&stock.tsv())?;
    theirs.settle(Instant::now(), Duration::from_secs(3))?;
    let beside = |keys: &str, ours: &mut Screen, theirs: &mut Screen| -> Result<(usize, usize)> {
        Ok((ours.type_keys(keys, QUIET)?.bytes, theirs.type_keys(keys, LONG)?.bytes))
    };
    let (_, moved) = beside("\x1b[A", &mut ours, &mut theirs)?;
    ours.type_keys("/", QUIET)?;
    let (changed, changed_theirs) = beside("s", &mut ours, &mut theirs)?;
    Ok(vec![
        Row::new("bytes of a selection move, 120×40", format!("{median} (most {most}) B"))
            .limit(format!("≤ {MOST} B"), median <= MOST),
        Row::new("bytes of a selection move, beside a list alone", format!("{median} B"))
            .peer("fzf", format!("{moved} B"))
            .at_most(ratio(median, moved)?, 1.5),
        Row::new("bytes of a list that changed", format!("{changed} B"))
            .peer("fzf", format!("{changed_theirs} B"))
            .at_most(ratio(changed, changed_theirs)?, 1.0),
        Row::new(format!("bytes while idle, {} s", IDLE.as_secs()), format!("{idle} B"))
            .limit("0 B", idle == 0),
    ])
}

fn ratio(ours: usize, theirs: usize) -> Result<f64> {
    Ok(f64::from(u32::try_from(ours)?) / f64::from(u32::try_from(theirs.max(1))?))
}
