//! What a key costs the search itself: every typed prefix of twenty search lines, beside one pass
//! of memchr over the same text.

use std::time::Instant;

use anyhow::Result;
use salesdesk::domain::query::Query;
use salesdesk::search::{Book, Folded, Moments};

use crate::book::{NOW, Stock};
use crate::table::{Row, Times, figure};

const ROUNDS: usize = 5;
/// Rows a search line fetches.
const LIMIT: usize = 50;

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
    let from = Instant::now();
    let book = fold(stock)?;
    let folding = from.elapsed();
    let size = book.size();
    let text = vec![b'a'; size];
    let (mut keys, mut passes) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        for query in prefixes() {
            let from = Instant::now();
            std::hint::black_box(book.find(&query, &Moments::default(), LIMIT));
            keys.push(from.elapsed());
        }
        let from = Instant::now();
        std::hint::black_box(memchr::memchr(0, std::hint::black_box(&text)));
        passes.push(from.elapsed());
    }
    let megabytes = size / 1_000_000;
    let ratio = keys.p99() / passes.median();
    Ok(vec![
        Row::new(
            "search: folding the book",
            format!("{} ms, {megabytes} MB", figure(folding.as_secs_f64() * 1e3)),
        ),
        Row::of("search: a key, in process", &keys)
            .against(&format!("memchr over {megabytes} MB"), &passes)
            .reported(format!("p99 is {} passes", figure(ratio))),
    ])
}

/// Every line as far as it is typed after each key.
pub(crate) fn prefixes() -> impl Iterator<Item = Query> {
    LINES.iter().flat_map(|line| {
        let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.map(|end| Query::parse(&line[..end]))
    })
}

/// The book as the searching thread keeps it.
pub(crate) fn fold(stock: &Stock) -> Result<Book> {
    let mut folded = Vec::with_capacity(stock.customers());
    stock.desk()?.sources(NOW, |sources| folded.extend(sources.iter().map(Folded::of)))?;
    let mut book = Book::new();
    book.put_folded(folded);
    Ok(book)
}
