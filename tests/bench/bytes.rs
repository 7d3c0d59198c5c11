//! What goes to the terminal: for a move of the selection, and for nothing at all.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::book::Stock;
use crate::programs::desk;
use crate::table::Row;

const MOVES: usize = 20;
/// Bytes a move may take.
const MOST: usize = 600;
const IDLE: Duration = Duration::from_secs(5);
const QUIET: Duration = Duration::from_millis(150);

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let mut ours = desk(stock)?;
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
    Ok(vec![
        Row::new("bytes of a selection move, 120×40", format!("{median} (most {most}) B"))
            .limit(format!("≤ {MOST} B"), median <= MOST),
        Row::new(format!("bytes while idle, {} s", IDLE.as_secs()), format!("{idle} B"))
            .limit("0 B", idle == 0),
    ])
}
