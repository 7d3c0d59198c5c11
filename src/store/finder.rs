//! Finding customers: folded text in memory or in the sidecar, current to the last commit, over
//! the rows of SQL.
//!
//! The one way to search, for the screen's thread and for the command line. Before each answer it
//! reads again whoever was touched since, by this program or another, so an answer is right the
//! moment a commit returned.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::answered::Answered;
use super::asked::ordered;
use super::open::Desk;
use super::own;
use super::sidecar::{Made, Pace};
use super::{Error, Result};
use crate::domain::Id;
use crate::domain::page::{Line, Tally};
use crate::domain::query::{Query, Sort};
use crate::search::{self, Book, Folded, Found, Halt, Hit, Moment, Moments, Sidecar, Source, Unusable};

/// Up to so many customers a book is folded in memory at the start and simply scanned.
const SMALL: usize = 20_000;
/// More customers touched than this, as by an import, are not read one by one.
const MANY: usize = 20_000;
/// So many changed since the sidecar was made are worth a new one.
const STALE: usize = 2_000;

/// Everybody's folded text, and the moment it stands for.
pub struct Finder {
    /// Of a large book what it was when the sidecar was made.
    base: Option<Sidecar>,
    /// Of a small book everybody, of a large one who has changed since.
    book: Book,
    at: Moment,
    answered: RefCell<Answered>,
}

/// What came of a search.
#[derive(Debug)]
pub enum Answer {
    /// The rows, best first, and how many there are.
    Rows(Vec<Line>, Tally),
    /// It was told to stop.
    Stopped,
    /// Too much has changed, or the sidecar is damaged: this finder is of no more use.
    Outdated,
}

impl Finder {
    /// Makes ready to search; nothing where a large book has no sidecar, or one of long ago.
    pub fn open(desk: &Desk) -> Result<Option<Self>> {
        if desk.customer_count()? <= SMALL {
            return Self::fold(desk, || true).map(Some);
        }
        Self::on_sidecar(desk)
    }

    /// The same on the book's sidecar, whatever the size of the book.
    pub fn on_sidecar(desk: &Desk) -> Result<Option<Self>> {
        let Some(base) = desk.sidecar()? else { return Ok(None) };
        let mut finder =
            Self { at: base.moment(), base: Some(base), book: Book::new(), answered: RefCell::default() };
        Ok(finder.catch_up(desk)?.then_some(finder))
    }

    /// Makes ready to search, whatever it takes: a sidecar first, or the whole book in memory where
    /// none can be written.
    pub fn ready(desk: &Desk, pace: Pace<'_>) -> Result<Self> {
        if let Some(finder) = Self::open(desk)? {
            return Ok(finder);
        }
        match desk.make_sidecar(pace) {
            Ok(Made::Published) => {
                if let Some(finder) = Self::open(desk)? {
                    return Ok(finder);
                }
            }
            Err(Error::Cancelled) => return Err(Error::Cancelled),
            Ok(Made::Elsewhere) | Err(_) => {}
        }
        Self::fold(desk, || pace(0))
    }

    /// Answers one line by itself, and makes what it takes.
    pub fn once(
        desk: &Desk,
        line: &str,
        limit: usize,
        now: DateTime<FixedOffset>,
        pace: Pace<'_>,
    ) -> Result<Vec<Line>> {
        let mut finder = Self::ready(desk, pace)?;
        loop {
            match finder.find(desk, line, limit, now, &|| true)? {
                Answer::Rows(lines, _) => return Ok(lines),
                Answer::Stopped | Answer::Outdated => finder = Self::fold(desk, || pace(0))?,
            }
        }
    }

    /// [`Finder::everybody`] by itself, and makes what it takes.
    pub fn everybody_once(
        desk: &Desk,
        line: &str,
        now: DateTime<FixedOffset>,
        pace: Pace<'_>,
    ) -> Result<Vec<Id>> {
        let mut finder = Self::ready(desk, pace)?;
        loop {
            match finder.everybody(desk, line, now, &|| true)? {
                Some(all) => return Ok(all),
                None => finder = Self::fold(desk, || pace(0))?,
            }
        }
    }

    /// Reads the whole book into memory on this thread and folds it on another; asks every few
    /// thousand customers whether to go on.
    pub fn fold(desk: &Desk, mut go_on: impl FnMut() -> bool) -> Result<Self> {
        let at = desk.moment()?;
        let folded = thread::scope(|scope| {
            let (stretches, read) = sync_channel::<Vec<Source>>(2);
            let folding =
                scope.spawn(move || read.iter().flatten().map(|source| Folded::of(&source)).collect());
            desk.sources(|sources| {
                stretches.send(sources).expect("folding ends when nothing more is sent");
                if go_on() { Ok(()) } else { Err(Error::Cancelled) }
            })?;
            drop(stretches);
            Ok::<Vec<Folded>, Error>(folding.join().expect("folding takes any text"))
        })?;
        let mut book = Book::new();
        book.put_folded(folded);
        Ok(Self { base: None, book, at, answered: RefCell::default() })
    }

    /// The rows that answer a search line, best first and at most `limit`; asks now and then
    /// whether to go on.
    pub fn find(
        &mut self,
        desk: &Desk,
        line: &str,
        limit: usize,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Answer> {
        if !self.catch_up(desk)? {
            return Ok(Answer::Outdated);
        }
        let query = self.understood(desk, line, now)?;
        if let Some(sort) = query.sort {
            return self.in_order(desk, &query, sort, limit, now, go_on);
        }
        let moments = Moments::at(now);
        let found = match &self.base {
            None => Ok(self.book.find(&query, &moments, limit)),
            Some(base) => base.find(&self.book, &query, &moments, limit, go_on),
        };
        let Found { hits, total, exact } = match found {
            Ok(found) => found,
            Err(Halt::Stopped) => return Ok(Answer::Stopped),
            Err(Halt::Unusable) => {
                desk.drop_sidecar()?;
                return Ok(Answer::Outdated);
            }
        };
        let count = if exact { total } else { hits.len() };
        Ok(Answer::Rows(desk.lines_of(&query, hits)?, Tally { count, exact }))
    }

    /// Everybody who answers, ordered as the line says.
    fn in_order(
        &self,
        desk: &Desk,
        query: &Query,
        sort: Sort,
        limit: usize,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Answer> {
        let all = match self.all(query, now, go_on) {
            Ok(all) => all,
            Err(Halt::Stopped) => return Ok(Answer::Stopped),
            Err(Halt::Unusable) => {
                desk.drop_sidecar()?;
                return Ok(Answer::Outdated);
            }
        };
        let count = all.len();
        let ids = self.put_in_order(desk, all, sort, now)?;
        let hit = |id: Id| Hit { id, matched: None, excerpt: String::new() };
        let hits = ids.into_iter().take(limit).map(hit).collect();
        Ok(Answer::Rows(desk.lines_of(query, hits)?, Tally { count, exact: true }))
    }

    fn put_in_order(
        &self,
        desk: &Desk,
        customers: Vec<Id>,
        sort: Sort,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Id>> {
        let values = self.answered.borrow_mut().values(desk, sort, self.at, now)?;
        Ok(ordered(customers, &values, sort.down))
    }

    fn all(
        &self,
        query: &Query,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> std::result::Result<Vec<Id>, Halt> {
        let moments = Moments::at(now);
        match &self.base {
            None => Ok(self.book.everybody(query, &moments)),
            Some(base) => base.everybody(&self.book, query, &moments, go_on),
        }
    }

    /// Everybody who answers a search line, best first; nothing where this finder is of no more use.
    ///
    /// # Errors
    /// [`Error::Cancelled`] where it was told to stop.
    pub fn everybody(
        &mut self,
        desk: &Desk,
        line: &str,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Id>>> {
        if !self.catch_up(desk)? {
            return Ok(None);
        }
        let query = self.understood(desk, line, now)?;
        match self.all(&query, now, go_on) {
            Ok(all) => Ok(Some(match query.sort {
                Some(sort) => self.put_in_order(desk, all, sort, now)?,
                None => all,
            })),
            Err(Halt::Stopped) => Err(Error::Cancelled),
            Err(Halt::Unusable) => {
                desk.drop_sidecar()?;
                Ok(None)
            }
        }
    }

    /// Counts all who answer a line whose tally was not exact; nothing where it was told to stop,
    /// or there is something to catch up with first.
    pub fn count(
        &self,
        desk: &Desk,
        line: &str,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<usize>> {
        let Some(base) = self.base.as_ref().filter(|_| desk.moment().is_ok_and(|now| now == self.at)) else {
            return Ok(None);
        };
        let query = self.understood(desk, line, now)?;
        Ok(base.count(&self.book, &query, &Moments::at(now), go_on).ok())
    }

    fn understood(&self, desk: &Desk, line: &str, now: DateTime<FixedOffset>) -> Result<Query> {
        understood(desk, line, &mut self.answered.borrow_mut(), self.at, now)
    }

    /// Says whether so much has changed since the sidecar was made that a new one is worth making.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.base.is_some() && self.book.len() > STALE
    }

    /// Reads again whoever was touched since; says whether it could.
    fn catch_up(&mut self, desk: &Desk) -> Result<bool> {
        let now = desk.moment()?;
        if now == self.at {
            return Ok(true);
        }
        if !desk.is_past(self.at)? {
            return Ok(false);
        }
        let Some(touched) = desk.touched_between(self.at.seq, now.seq, MANY)? else { return Ok(false) };
        let sources = desk.sources_of(&touched)?;
        let there: HashSet<Id> = sources.iter().map(|source| source.id).collect();
        for id in &touched {
            let masked = self.base.as_mut().map_or(Ok(()), |base| base.mask(*id));
            if masked == Err(Unusable) {
                desk.drop_sidecar()?;
                return Ok(false);
            }
            if !there.contains(id) {
                self.book.remove(*id);
            }
        }
        self.book.put_folded(sources.iter().map(Folded::of));
        self.at = now;
        Ok(true)
    }
}

/// A line as this desk understands it now.
pub(super) fn understood(
    desk: &Desk,
    line: &str,
    answered: &mut Answered,
    at: Moment,
    now: DateTime<FixedOffset>,
) -> Result<Query> {
    let mut query = if Query::may_filter(line) {
        Query::parse_with(line, &own::fields(&desk.conn)?)
    } else {
        Query::parse(line)
    };
    if query.asks_for_owner() {
        query.settle_owners(&desk.view().reps()?);
    }
    query.count_in(&desk.home);
    query.settle_asked(|asked| {
        let settle = !search::holds(asked.about);
        settle.then(|| answered.meeting(desk, asked, at, now)).transpose()
    })?;
    Ok(query)
}
