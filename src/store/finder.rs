//! Finding customers: the folded book in memory, current to the last commit, over the rows of SQL.
//!
//! The one way to search, for the screen's thread and for the command line. Made once by folding
//! the whole book; before each answer it reads again whoever was touched since, by this program
//! or another, so an answer is right the moment a commit returned.

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::page::Line;
use crate::domain::query::{Facet, Query};
use crate::search::{Book, Folded, Found, Hit, Moments, shown};

/// A folded book, and the place in the log it stands for.
pub struct Finder {
    book: Book,
    seq: i64,
}

impl Finder {
    /// Folds the whole book; calls `pause` every few thousand customers.
    pub fn fold(desk: &Desk, now: DateTime<FixedOffset>, mut pause: impl FnMut()) -> Result<Self> {
        let seq = desk.newest()?;
        let mut folded: Vec<Folded> = Vec::new();
        desk.sources(now.timestamp_millis(), |sources| {
            folded.extend(sources.iter().map(Folded::of));
            pause();
        })?;
        let mut book = Book::new();
        book.put_folded(folded);
        Ok(Self { book, seq })
    }

    /// The rows that answer a search line, best first and at most `limit`, and how many there are.
    pub fn find(
        &mut self,
        desk: &Desk,
        line: &str,
        limit: usize,
        now: DateTime<FixedOffset>,
    ) -> Result<(Vec<Line>, usize)> {
        self.catch_up(desk, now.timestamp_millis())?;
        let query = Query::parse(line);
        let Found { hits, total } = self.book.find(&query, &Moments::at(now), limit);
        let mut lines = Vec::with_capacity(hits.len());
        for hit in hits {
            lines.extend(row(desk, &query, hit)?);
        }
        Ok((lines, total))
    }

    fn catch_up(&mut self, desk: &Desk, now: i64) -> Result<()> {
        let (touched, newest) = desk.touched_since(self.seq)?;
        let mut fresh = Vec::new();
        for id in touched {
            match desk.source(id, now)? {
                Some(source) => fresh.push(Folded::of(&source)),
                None => drop(self.book.remove(id)),
            }
        }
        self.book.put_folded(fresh);
        self.seq = newest;
        Ok(())
    }
}

fn row(desk: &Desk, query: &Query, hit: Hit) -> Result<Option<Line>> {
    let Some(line) = desk.line(hit.id)? else { return Ok(None) };
    let Some(facet) = hit.matched else { return Ok(Some(line)) };
    let excerpt = match facet {
        Facet::Name => None,
        Facet::Kana if line.kana.is_empty() => None,
        Facet::Kana => Some(line.kana.clone()),
        facet => shown(query, &desk.words_of(hit.id, facet)?),
    };
    let excerpt = excerpt.unwrap_or(hit.excerpt);
    Ok(Some(Line { matched: facet.code().to_owned(), excerpt, ..line }))
}

impl Desk {
    /// What stands in the records for a facet of a customer, as it was typed.
    fn words_of(&self, id: Id, facet: Facet) -> Result<Vec<String>> {
        let Some(sql) = words_sql(facet) else { return Ok(Vec::new()) };
        let mut statement = self.conn.prepare_cached(sql)?;
        let words = statement.query_map([id.as_bytes()], |row| row.get::<_, Option<String>>(0))?;
        Ok(words.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

const fn words_sql(facet: Facet) -> Option<&'static str> {
    Some(match facet {
        Facet::Person => {
            "SELECT trim(concat(coalesce(full_name, concat(family, ' ', given)), '  ', family_kana, ' ', given_kana))
             FROM person WHERE customer = ?1 AND gone IS NULL ORDER BY rowid"
        }
        Facet::Phone => {
            "SELECT raw FROM contact_point WHERE customer = ?1 AND gone IS NULL
             AND kind IN ('phone', 'mobile', 'fax') ORDER BY position, id"
        }
        Facet::Mail => {
            "SELECT raw FROM contact_point WHERE customer = ?1 AND gone IS NULL
             AND kind NOT IN ('phone', 'mobile', 'fax') ORDER BY position, id"
        }
        Facet::Tag => "SELECT name FROM tag WHERE customer = ?1 AND gone IS NULL ORDER BY name",
        Facet::Place => "SELECT concat(region, city, address) FROM customer WHERE id = ?1",
        Facet::Note => {
            "SELECT note FROM activity WHERE customer = ?1 AND gone IS NULL AND note IS NOT NULL
             UNION ALL SELECT concat(note, ' ', needs, ' ', business) FROM customer WHERE id = ?1"
        }
        _ => return None,
    })
}
