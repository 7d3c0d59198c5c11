//! What a key costs the search itself: every typed prefix of twenty search lines, beside one pass
//! of memchr over the same text.

use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use salesdesk::domain::query::Query;
use salesdesk::search::{Book, Folded, Moments, Sidecar};

use crate::book::Stock;
use crate::table::{Row, Times, figure};

const ROUNDS: usize = 5;
/// Rows a search line fetches.
pub(crate) const LIMIT: usize = 50;

const LINES: &[&str] = &[
    "田中",
    "たなか",
    "tanaka",
    "タナカ　ヒロシ",
    "satou",
    "03-1234",
    "090-12",
    "acme",
    "ＡＣＭＥ",
    "smith jo",
    "gonzalez",
    "o'brien",
    "株式会社さくら",
    "見積もり",
    "東京 重要",
    "er 555",
    "anan",
    "renewal",
    "s",
    "zzqxv",
];

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let desk = stock.desk()?;
    let from = Instant::now();
    desk.make_sidecar(&|_| true)?;
    let making = from.elapsed();
    let sidecar = desk.sidecar()?.context("it was made just now")?;
    let text = vec![b'a'; sidecar.text_size()];
    let (mut keys, mut passes) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        for (_, query) in prefixes() {
            let from = Instant::now();
            let found = sidecar.find(&Book::new(), &query, &Moments::default(), LIMIT, &|| true);
            std::hint::black_box(found).map_err(|halt| anyhow!("{halt:?}"))?;
            keys.push(from.elapsed());
        }
        let from = Instant::now();
        std::hint::black_box(memchr::memchr(0, std::hint::black_box(&text)));
        passes.push(from.elapsed());
    }
    let megabytes = text.len() / 1_000_000;
    let (right, asked) = answered_as_the_scan(stock, &sidecar)?;
    Ok(vec![
        Row::new(
            "search: making the sidecar",
            format!("{} ms, {megabytes} MB of text", figure(making.as_secs_f64() * 1e3)),
        ),
        Row::of("search: a key, p99, in process", &keys)
            .against(&format!("memchr over {megabytes} MB"), &passes)
            .at_most(keys.p99() / passes.median(), 0.25),
        Row::new("search: a key, the longest, in process", format!("{} ms", figure(keys.at(1.0))))
            .at_most(keys.at(1.0) / passes.median(), 1.0),
        Row::new("search: answers equal to the scan's", format!("{right} of {asked}"))
            .limit("all", right == asked),
    ])
}

/// How many lines the sidecar answers as the scan does, row by row, and how many were asked.
fn answered_as_the_scan(stock: &Stock, sidecar: &Sidecar) -> Result<(usize, usize)> {
    let book = fold(stock)?;
    let (mut right, mut asked) = (0, 0);
    for (_, query) in prefixes() {
        let found = sidecar.find(&Book::new(), &query, &Moments::default(), LIMIT, &|| true);
        let found = found.map_err(|halt| anyhow!("{halt:?}"))?;
        let scanned = book.find(&query, &Moments::default(), LIMIT);
        let counted = if found.exact { found.total == scanned.total } else { found.total <= scanned.total };
        right += usize::from(found.hits == scanned.hits && counted);
        asked += 1;
    }
    Ok((right, asked))
}

/// Every line as far as it is typed after each key.
pub(crate) fn prefixes() -> impl Iterator<Item = (&'static str, Query)> {
    LINES.iter().flat_map(|line| {
        let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| (&line[..end], Query::parse(&line[..end])))
    })
}

/// The book as the searching thread keeps it.
pub(crate) fn fold(stock: &Stock) -> Result<Book> {
    let mut folded = Vec::with_capacity(stock.customers());
    stock.desk()?.sources(|sources| {
        folded.extend(sources.iter().map(Folded::of));
        Ok(())
    })?;
    let mut book = Book::new();
    book.put_folded(folded);
    Ok(book)
}
