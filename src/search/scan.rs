//! The plain scan: every key answered by reading the columns, exactly.
//!
//! Each word gives every customer points; words add up; filters take customers out; the best come
//! first, equals in book order. Whatever cleverer engine there is must answer the same.

use std::num::NonZero;
use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use chrono::{DateTime, Datelike, FixedOffset};

use super::book::Book;
use super::column::MARK;
use super::excerpt::excerpt;
use super::rank::{How, Kind, NAMES, Part};
use super::shelf::Shelf;
use super::sought::{self, Needle, Needles, Sought};
use crate::domain::Id;
use crate::domain::day::midnight;
use crate::domain::query::{Facet, Query};

/// The moments filters speak of, in Unix milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Now.
    pub now: i64,
    /// When today began.
    pub today: i64,
    /// When today ends.
    pub end_of_today: i64,
    /// When this week ends.
    pub end_of_week: i64,
    /// Where somebody looks at a clock, in seconds east of UTC.
    pub zone: i32,
}

impl Moments {
    /// The moments around `now`; weeks end on Sunday.
    #[must_use]
    pub fn at(now: DateTime<FixedOffset>) -> Self {
        Self {
            now: now.timestamp_millis(),
            today: midnight(now, 0),
            end_of_today: midnight(now, 1),
            end_of_week: midnight(now, 7 - now.weekday().num_days_from_monday()),
            zone: now.offset().local_minus_utc(),
        }
    }

    /// Now, on the clock here.
    pub(super) fn here(&self) -> DateTime<FixedOffset> {
        let zone =
            FixedOffset::east_opt(self.zone).unwrap_or(FixedOffset::east_opt(0).expect("none is a zone"));
        DateTime::from_timestamp_millis(self.now).unwrap_or_default().with_timezone(&zone)
    }
}

/// The answer to a search line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// There are no more than that; where false, that many were met on the way to the best.
    pub exact: bool,
}

/// One customer found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which customer.
    pub id: Id,
    /// Where the line matched; of several words, the one that says least by itself. Nothing where
    /// no word was asked for.
    pub matched: Option<Facet>,
    /// The folded words around that match, where the name alone does not show it.
    pub excerpt: String,
}

/// A share of the book so small that its records are better read one by one.
const FEW: usize = 5;
/// How many threads can work at once.
pub(super) static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// Customers worth a thread of their own.
const SHARE: usize = 20_000;

/// Points by slot; zero is not found.
type Points = Vec<u16>;

/// A run of slots, answered for by itself: the cores share the book out.
struct Share<'a> {
    shelf: Shelf<'a>,
    slots: Range<usize>,
    moments: &'a Moments,
}

impl Book {
    /// Answers a line: the best `limit` customers, and how many match in all.
    ///
    /// An empty query gives the opening list: everybody in book order.
    #[must_use]
    pub fn find(&self, query: &Query, moments: &Moments, limit: usize) -> Found {
        let shelf = self.shelf();
        let graded = self.graded(query, moments, limit);
        let hit = |&(_, slot): &Graded| hit(&shelf, slot as usize, query);
        Found { hits: graded.first.iter().map(hit).collect(), total: graded.total, exact: true }
    }

    /// Everybody who answers a line, in the order of [`Book::find`]; why is not asked.
    #[must_use]
    pub fn everybody(&self, query: &Query, moments: &Moments) -> Vec<Id> {
        let shelf = self.shelf();
        let graded = self.graded(query, moments, usize::MAX);
        graded.first.iter().map(|&(_, slot)| shelf.id(slot as usize)).collect()
    }

    /// The slots of the best, what they are worth, and how many match in all.
    pub(super) fn graded(&self, query: &Query, moments: &Moments, limit: usize) -> Best {
        if query.is_empty() {
            let first = self.order().iter().take(limit).map(|&slot| (1, slot)).collect();
            return Best { first, total: self.len(), exact: true };
        }
        let points = points(&self.shelf(), &Sought::of(query), moments);
        let total = points.iter().filter(|&&points| points > 0).count();
        Best { first: best(self.order(), &points, limit), total, exact: true }
    }
}

/// A customer's points, and their slot.
pub(super) type Graded = (u16, u32);

/// The best of a book.
pub(super) struct Best {
    /// Best first, equals in book order.
    pub(super) first: Vec<Graded>,
    pub(super) total: usize,
    /// As in [`Found`].
    pub(super) exact: bool,
}

/// Why a slot was found.
pub(super) fn hit(shelf: &Shelf<'_>, slot: usize, query: &Query) -> Hit {
    let (matched, excerpt) = excerpt(shelf, slot, query);
    Hit { id: shelf.id(slot), matched, excerpt }
}

/// What everybody is worth, by slot.
fn points(shelf: &Shelf<'_>, sought: &Sought<'_>, moments: &Moments) -> Points {
    let mut shares = shares(shelf, moments);
    let Some(own) = shares.pop() else { return Points::new() };
    thread::scope(|scope| {
        let others: Vec<_> = shares.iter().map(|share| scope.spawn(|| share.points(sought))).collect();
        let last = own.points(sought);
        let others = others.into_iter().map(|other| other.join().expect("a share is only read"));
        others.chain([last]).flatten().collect()
    })
}

/// The shelf in as many runs as there are cores, none of them too short for its thread.
fn shares<'a>(shelf: &Shelf<'a>, moments: &'a Moments) -> Vec<Share<'a>> {
    static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    let size = shelf.len().div_ceil(*CORES).max(SHARE);
    let share = |from| Share { shelf: *shelf, slots: from..(from + size).min(shelf.len()), moments };
    (0..shelf.len()).step_by(size).map(share).collect()
}

/// The slots with the most points, equals in their order.
fn best(order: &[u32], points: &Points, limit: usize) -> Vec<Graded> {
    let graded = order.iter().map(|&slot| (points[slot as usize], slot));
    let mut found: Vec<_> = graded.filter(|(points, _)| *points > 0).collect();
    if found.len() / 4 > limit {
        let least = least_of(points, limit);
        found.retain(|(points, _)| *points >= least);
    }
    found.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    found.truncate(limit);
    found
}

impl Share<'_> {
    fn points(&self, sought: &Sought<'_>) -> Points {
        let mut points = self.word_points(&sought.words);
        if !sought.number.is_empty() {
            let number = self.grade(&sought.number);
            points.iter_mut().zip(number).for_each(|(sum, points)| *sum = sum.saturating_add(points));
        }
        for word in &sought.without {
            let unwanted = self.grade(word);
            points.iter_mut().zip(unwanted).for_each(|(sum, points)| *sum *= u16::from(points == 0));
        }
        for filter in &sought.filters {
            let kept = filter.kept(&self.shelf, &self.slots, self.moments);
            points.iter_mut().zip(kept).for_each(|(sum, kept)| *sum *= u16::from(kept));
        }
        points
    }

    /// What all words give together.
    fn word_points(&self, words: &[Needles<'_>]) -> Points {
        let Some((first, rest)) = words.split_first() else { return self.everybody() };
        let mut sums = self.grade(first);
        for word in rest {
            self.add(&mut sums, word);
        }
        sums
    }

    fn everybody(&self) -> Points {
        self.slots.clone().map(|slot| u16::from(self.shelf.is_live(slot))).collect()
    }

    /// Adds a word's points where there are some already, and takes out who has none.
    fn add(&self, sums: &mut Points, needles: &[Needle<'_>]) {
        let few = sums.iter().filter(|&&sum| sum > 0).count() * FEW <= sums.len();
        let full = if few { Vec::new() } else { self.grade(needles) };
        for (at, sum) in sums.iter_mut().enumerate().filter(|(_, sum)| **sum > 0) {
            let points = if few { self.best_points(at, needles) } else { full[at] };
            *sum = if points == 0 { 0 } else { sum.saturating_add(points) };
        }
    }

    /// What a word gives every customer. What is about them is read only where nothing names them.
    fn grade(&self, needles: &[Needle<'_>]) -> Points {
        let mut points = vec![0; self.slots.len()];
        let (about, naming): (Vec<_>, Vec<_>) = needles.iter().partition(|needle| needle.part == Part::About);
        for needle in naming {
            self.grade_column(needle, &mut points);
        }
        for needle in about {
            let open: Vec<_> = (0..points.len()).filter(|&at| points[at] < NAMES).collect();
            if open.len() * FEW <= points.len() {
                for at in open {
                    points[at] = self.best_points(at, std::slice::from_ref(needle));
                }
            } else {
                self.grade_column(needle, &mut points);
            }
        }
        points
    }

    /// What one spelling gives everybody: read record by record where few hold it, else in passes
    /// over the whole column, the dear ones only for what the cheap ones left open.
    fn grade_column(&self, needle: &Needle<'_>, points: &mut Points) {
        let column = self.shelf.column(needle.part);
        let first = self.slots.start;
        let firsts =
            if needle.anywhere { column.first_hits(&needle.finder, &self.slots) } else { Vec::new() };
        if needle.anywhere && firsts.len() * FEW <= points.len() {
            for (slot, _) in firsts {
                let at = slot as usize - first;
                points[at] = points[at].max(self.best_points(at, std::slice::from_ref(needle)));
            }
            return;
        }
        for before in [MARK, b' '] {
            column.hits_after(before, needle.finder.needle(), &self.slots, |slot, given| {
                points[slot - first] = points[slot - first].max(given);
            });
        }
        let most = Kind::NAME.points(How::Inside);
        for (slot, at) in firsts {
            let sum = &mut points[slot as usize - first];
            if *sum < most {
                *sum = (*sum).max(column.inside(at as usize));
            }
        }
    }

    /// The most that one of the spellings gives the customer at that place of the share.
    fn best_points(&self, at: usize, needles: &[Needle<'_>]) -> u16 {
        sought::points(needles, &self.shelf, self.slots.start + at)
    }
}

/// The points of the last customer a list of `limit` has room for.
fn least_of(points: &Points, limit: usize) -> u16 {
    let mut found: Vec<_> = points.iter().copied().filter(|&points| points > 0).collect();
    let last = limit.clamp(1, found.len()) - 1;
    *found.select_nth_unstable_by(last, |a, b| b.cmp(a)).1
}
