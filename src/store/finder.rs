//! Finding customers: the folded book in memory, current to the last commit, over the rows of SQL.
//!
//! The one way to search, for the screen's thread and for the command line. Made once by folding
//! the whole book; before each answer it reads again whoever was touched since, by this program
//! or another, so an answer is right the moment a commit returned.

use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::open::Desk;
use super::read::many;
use super::{Error, Result};
use crate::domain::Id;
use crate::domain::page::Line;
use crate::domain::person::Person;
use crate::domain::query::{Facet, Query};
use crate::search::{Book, Folded, Found, Hit, Moments, Source, shown};

/// So many customers touched, as by an import, are read sooner with the whole book.
const MANY: usize = 2_000;

/// A folded book, and the place in the log it stands for.
pub struct Finder {
    book: Book,
    seq: i64,
}

impl Finder {
    /// Reads the whole book on this thread and folds it on another; calls `pause` every few
    /// thousand customers.
    pub fn fold(desk: &Desk, now: DateTime<FixedOffset>, mut pause: impl FnMut()) -> Result<Self> {
        let seq = desk.newest()?;
        let folded = thread::scope(|scope| {
            let (stretches, read) = sync_channel::<Vec<Source>>(2);
            let folding =
                scope.spawn(move || read.iter().flatten().map(|source| Folded::of(&source)).collect());
            desk.sources(now.timestamp_millis(), |sources| {
                stretches.send(sources).expect("folding ends when nothing more is sent");
                pause();
            })?;
            drop(stretches);
            Ok::<Vec<Folded>, Error>(folding.join().expect("folding takes any text"))
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
        self.catch_up(desk, now)?;
        let query = Query::parse(line);
        let Found { hits, total } = self.book.find(&query, &Moments::at(now), limit);
        let ids: Vec<Id> = hits.iter().map(|hit| hit.id).collect();
        let mut lines = desk.lines(&ids)?;
        // In the order of the hits; a customer deleted a moment ago has no line.
        let mut hits = hits.into_iter();
        for line in &mut lines {
            let hit = hits.find(|hit| hit.id == line.id).expect("each line is a hit's");
            tell_why(desk, &query, hit, line)?;
        }
        Ok((lines, total))
    }

    fn catch_up(&mut self, desk: &Desk, now: DateTime<FixedOffset>) -> Result<()> {
        let (touched, newest) = desk.touched_since(self.seq)?;
        if newest == self.seq {
            return Ok(());
        }
        if touched.len() > MANY {
            *self = Self::fold(desk, now, || ())?;
            return Ok(());
        }
        let mut fresh = Vec::new();
        for id in touched {
            match desk.source(id, now.timestamp_millis())? {
                Some(source) => fresh.push(Folded::of(&source)),
                None => drop(self.book.remove(id)),
            }
        }
        self.book.put_folded(fresh);
        self.seq = newest;
        Ok(())
    }
}

/// Puts into a hit's line what matched, in the record's own words where they are found.
fn tell_why(desk: &Desk, query: &Query, hit: Hit, line: &mut Line) -> Result<()> {
    let Some(facet) = hit.matched else { return Ok(()) };
    let excerpt = match facet {
        Facet::Name => None,
        Facet::Kana if line.kana.is_empty() => None,
        Facet::Kana => Some(line.kana.clone()),
        facet => shown(query, &desk.words_of(hit.id, facet)?),
    };
    facet.code().clone_into(&mut line.matched);
    line.excerpt = excerpt.unwrap_or(hit.excerpt);
    Ok(())
}

impl Desk {
    /// What stands in the records for a facet of a customer, as it was typed.
    fn words_of(&self, id: Id, facet: Facet) -> Result<Vec<String>> {
        if facet == Facet::Person {
            let sql = "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.rowid";
            let people: Vec<Person> = many(&self.conn, sql, [id.as_bytes()])?;
            return Ok(people.iter().map(|one| format!("{}  {}", one.name(), one.kana())).collect());
        }
        let Some(sql) = words_sql(facet) else { return Ok(Vec::new()) };
        let mut statement = self.conn.prepare_cached(sql)?;
        let words = statement.query_map([id.as_bytes()], |row| row.get::<_, Option<String>>(0))?;
        Ok(words.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

const fn words_sql(facet: Facet) -> Option<&'static str> {
    Some(match facet {
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
