//! From starting the program to the opening list on the screen, beside fzf's list of a thousand rows.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::book::Stock;
use crate::programs::{desk, fzf};
use crate::pty::Screen;
use crate::table::{Row, Times};

const ROUNDS: usize = 15;
const FEW: usize = 1000;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let small = Stock::of(&stock.folder().join("few"), FEW)?;
    stock.with_sidecar()?;
    let (mut many, mut few, mut theirs) = (Times::default(), Times::default(), Times::default());
    let first = std::fs::read_to_string(small.tsv())?;
    let first = first.split('\t').next().context("there are rows")?;
    for _ in 0..ROUNDS {
        many.push(opening(stock)?);
        few.push(opening(&small)?);
        theirs.push(shown(fzf(&small.tsv())?, first)?);
    }
    Ok(vec![
        Row::of("first frame", &many)
            .against(&format!("fzf on {FEW} rows"), &theirs)
            .at_most(many.median() / theirs.median(), 0.5),
        Row::of("first frame, beside a small book", &many)
            .against(&format!("ours at {FEW}"), &few)
            .at_most(many.median() / few.median(), 1.2),
    ])
}

fn opening(stock: &Stock) -> Result<Duration> {
    let opening = stock.desk()?.opening(1)?;
    let first = &opening.first().context("the book is not empty")?.name;
    shown(desk(stock)?, first)
}

/// How long it takes until the first row is on the screen.
fn shown(mut screen: Screen, first: &str) -> Result<Duration> {
    let took = screen.until_shown(first)?;
    // What else starts is let be, so that the next one starts on a quiet machine.
    screen.settle(Instant::now(), Duration::from_millis(300))?;
    Ok(took)
}
