//! The plain scan: every key answered by reading the columns, exactly.
//!
//! Each word gives every customer points; words add up; filters take customers out; the best come
//! first, equals in book order. Whatever cleverer engine there is must answer the same.

use std::num::NonZero;
use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use chrono::{DateTime, Datelike, FixedOffset};
use memchr::memmem::Finder;

use super::book::Book;
use super::column::{MARK, best_in};
use super::excerpt::excerpt;
use super::rank::{How, Kind, NAMES, Part};
use crate::domain::Id;
use crate::domain::day::midnight;
use crate::domain::query::{Facet, Query, Word};

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
        }
    }
}

/// The answer to a search line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
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

/// A spelling of a word, and the part of the book it is looked for in.
pub(super) struct Needle<'a> {
    pub(super) part: Part,
    pub(super) finder: Finder<'a>,
    /// False where only the beginnings of words count.
    pub(super) anywhere: bool,
}

/// A share of the book so small that its records are better read one by one.
const FEW: usize = 5;
/// Customers worth a thread of their own.
const SHARE: usize = 20_000;

/// Points by slot; zero is not found.
type Points = Vec<u16>;

/// A run of slots, answered for by itself: the cores share the book out.
pub(super) struct Share<'a> {
    pub(super) book: &'a Book,
    pub(super) slots: Range<usize>,
}

impl Book {
    /// Answers a line: the best `limit` customers, and how many match in all.
    ///
    /// An empty query gives the opening list: everybody in book order.
    #[must_use]
    pub fn find(&self, query: &Query, moments: &Moments, limit: usize) -> Found {
        if query.is_empty() {
            let first = self.order.iter().take(limit).map(|&slot| self.hit(slot, query)).collect();
            return Found { hits: first, total: self.len() };
        }
        let points = self.points(query, moments);
        let total = points.iter().filter(|&&points| points > 0).count();
        let hits = self.best(&points, limit).into_iter().map(|slot| self.hit(slot, query)).collect();
        Found { hits, total }
    }

    fn points(&self, query: &Query, moments: &Moments) -> Points {
        let mut shares = self.shares();
        let Some(own) = shares.pop() else { return Points::new() };
        thread::scope(|scope| {
            let others: Vec<_> =
                shares.iter().map(|share| scope.spawn(|| share.points(query, moments))).collect();
            let last = own.points(query, moments);
            let others = others.into_iter().map(|other| other.join().expect("a share is only read"));
            others.chain([last]).flatten().collect()
        })
    }

    /// The book in as many runs as there are cores, none of them too short for its thread.
    fn shares(&self) -> Vec<Share<'_>> {
        static CORES: LazyLock<usize> =
            LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
        let size = self.slots.len().div_ceil(*CORES).max(SHARE);
        let runs = (0..self.slots.len()).step_by(size);
        runs.map(|from| Share { book: self, slots: from..(from + size).min(self.slots.len()) }).collect()
    }

    /// The slots with the most points, equals in book order.
    fn best(&self, points: &Points, limit: usize) -> Vec<u32> {
        let mut found: Vec<_> =
            self.order.iter().copied().filter(|&slot| points[slot as usize] > 0).collect();
        let worth = |slot: u32| std::cmp::Reverse(points[slot as usize]);
        if found.len() / 4 > limit {
            let least = least_of(points, limit);
            found.retain(|&slot| points[slot as usize] >= least);
        }
        found.sort_by_key(|&slot| worth(slot));
        found.truncate(limit);
        found
    }

    fn hit(&self, slot: u32, query: &Query) -> Hit {
        let (matched, excerpt) = excerpt(self, slot as usize, query);
        Hit { id: self.slots[slot as usize].id, matched, excerpt }
    }
}

impl Share<'_> {
    fn points(&self, query: &Query, moments: &Moments) -> Points {
        let mut points = self.word_points(&query.words);
        if !query.number.is_empty() {
            let number = self.grade(&digit_needles(&query.number));
            points.iter_mut().zip(number).for_each(|(sum, points)| *sum = sum.saturating_add(points));
        }
        for word in &query.without {
            let unwanted = self.grade(&needles(word));
            points.iter_mut().zip(unwanted).for_each(|(sum, points)| *sum *= u16::from(points == 0));
        }
        for filter in &query.filters {
            let kept = self.kept(filter, moments);
            points.iter_mut().zip(kept).for_each(|(sum, kept)| *sum *= u16::from(kept));
        }
        points
    }

    /// What all words give together; the longest is looked for first, for it leaves the fewest.
    fn word_points(&self, words: &[Word]) -> Points {
        let mut words: Vec<_> = words.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        let Some((first, rest)) = words.split_first() else { return self.everybody() };
        let mut sums = self.grade(&needles(first));
        for word in rest {
            self.add(&mut sums, &needles(word));
        }
        sums
    }

    fn everybody(&self) -> Points {
        self.book.slots[self.slots.clone()].iter().map(|slot| u16::from(slot.live)).collect()
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
        let column = self.book.column(needle.part);
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
        let best = |needle: &Needle<'_>| {
            let record = self.book.column(needle.part).record(self.slots.start + at);
            best_in(record, &needle.finder, needle.anywhere).map(|hit| hit.points)
        };
        needles.iter().filter_map(best).max().unwrap_or(0)
    }
}

/// The points of the last customer a list of `limit` has room for.
fn least_of(points: &Points, limit: usize) -> u16 {
    let mut found: Vec<_> = points.iter().copied().filter(|&points| points > 0).collect();
    let last = limit.clamp(1, found.len()) - 1;
    *found.select_nth_unstable_by(last, |a, b| b.cmp(a)).1
}

/// The spellings of a word, each in the part it can stand in.
pub(super) fn needles(word: &Word) -> Vec<Needle<'_>> {
    let mut needles = vec![needle(Part::Names, &word.text), needle(Part::About, &word.text)];
    needles.extend(
        word.skeleton
            .iter()
            .map(|skeleton| Needle { anywhere: skeleton.anywhere, ..needle(Part::Romaji, &skeleton.text) }),
    );
    needles.extend(digit_needles(&word.digits));
    needles
}

pub(super) fn digit_needles(digits: &[String]) -> Vec<Needle<'_>> {
    digits.iter().map(|digits| needle(Part::Digits, digits)).collect()
}

/// A needle that may stand anywhere in a part.
pub(super) fn needle(part: Part, text: &str) -> Needle<'_> {
    Needle { part, finder: Finder::new(text), anywhere: true }
}
