//! Folding: many small segments of one's own become one larger one of the same rows, so that a place
//! does not fill with files. Only ever one's own, and never what a reader may still be after.
//!
//! Which are folded follows from what is there: a run cut short anywhere is made good by the next.

use std::collections::HashMap;

use super::header::{Header, LONGEST, MOST};
use super::seal::{Sealer, sealed};
use crate::exchange::error::Error;
use crate::store::{Desk, Sealed};

const DAY: i64 = 24 * 3_600_000;
/// How long a file stays beside the larger one that stands for it.
pub(super) const BESIDE: i64 = 2 * DAY;

/// Folds what is due: what was sealed before this month into the second level, before today into the
/// first; all of it where that is asked for. Gives how many files are in larger ones now.
pub(super) fn fold(desk: &mut Desk, sealer: &Sealer<'_>, now: i64, all: bool) -> Result<usize, Error> {
    let month = if all { i64::MAX } else { month_of(now) };
    let mut folded = 0;
    for (to, before) in [(2, month), (1, now.div_euclid(DAY) * DAY)] {
        for run in runs(&standing(desk.segments()?), to, before) {
            folded += fold_one(desk, sealer, &run, to, now)?;
        }
    }
    Ok(folded)
}

/// The first moment of a month.
fn month_of(now: i64) -> i64 {
    use chrono::{DateTime, Datelike as _};
    let Some(now) = DateTime::from_timestamp_millis(now) else { return i64::MIN };
    let first = now.date_naive().with_day(1).and_then(|first| first.and_hms_opt(0, 0, 0));
    first.map_or(i64::MIN, |first| first.and_utc().timestamp_millis())
}

/// Without those that are in larger ones.
pub(super) fn standing(segments: Vec<Sealed>) -> Vec<Sealed> {
    let folded = folded(&segments);
    let mut at = 0..;
    segments.into_iter().filter(|_| at.next().is_some_and(|at: usize| !folded.contains_key(&at))).collect()
}

/// Those that are in larger ones, by place, and in which.
pub(super) fn folded(segments: &[Sealed]) -> HashMap<usize, usize> {
    let mut larger: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sealed) in
        segments.iter().enumerate().filter(|(_, sealed)| sealed.level > 0 && !sealed.withdrawn)
    {
        larger.entry(sealed.origin).or_default().push(at);
    }
    let whole = |at: usize| segments[at].ours || is_dense(&segments[at]);
    let holder = |sealed: &Sealed| {
        let among = larger.get(&sealed.origin)?.iter().copied();
        among.filter(|at| sealed.is_in(&segments[*at]) && whole(*at)).max_by_key(|at| segments[*at].level)
    };
    segments.iter().enumerate().filter_map(|(at, sealed)| Some((at, holder(sealed)?))).collect()
}

/// A stranger's larger one counts only where it says that it leaves nothing out.
fn is_dense(sealed: &Sealed) -> bool {
    let own = |header: Header| header.lines.saturating_sub(header.carried.len()) as u64;
    let lines = Header::read(sealed.header.as_bytes()).map_or(0, own);
    lines > sealed.hi - sealed.lo
}

/// Runs of neighbours below a level, sealed before a moment, that go into one file; two at least.
fn runs(segments: &[Sealed], to: u8, before: i64) -> Vec<Vec<Sealed>> {
    let small = |sealed: &&Sealed| {
        sealed.ours && !sealed.withdrawn && !sealed.dropped && sealed.level < to && sealed.sealed_at < before
    };
    let mut runs: Vec<Run> = Vec::new();
    for sealed in segments.iter().filter(small) {
        let Ok(header) = Header::read(sealed.header.as_bytes()) else { continue };
        match runs.last_mut() {
            Some(run) if run.takes(sealed, &header) => run.add(sealed, &header),
            _ => runs.push(Run::of(sealed, &header)),
        }
    }
    runs.into_iter().map(|run| run.segments).filter(|run| run.len() > 1).collect()
}

/// Neighbours that fit into one file.
struct Run {
    segments: Vec<Sealed>,
    lines: usize,
    bytes: u64,
}

impl Run {
    fn of(sealed: &Sealed, header: &Header) -> Self {
        Self { segments: vec![sealed.clone()], lines: header.lines, bytes: header.bytes }
    }

    fn takes(&self, next: &Sealed, header: &Header) -> bool {
        let last = self.segments.last();
        last.is_some_and(|last| last.origin == next.origin && last.hi + 1 == next.lo)
            && self.lines + header.lines <= MOST
            && self.bytes + header.bytes <= LONGEST
    }

    fn add(&mut self, next: &Sealed, header: &Header) {
        self.segments.push(next.clone());
        self.lines += header.lines;
        self.bytes += header.bytes;
    }
}

fn fold_one(
    desk: &mut Desk,
    sealer: &Sealer<'_>,
    run: &[Sealed],
    level: u8,
    now: i64,
) -> Result<usize, Error> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Ok(0) };
    let postings = desk.postings(first.origin, first.lo, last.hi)?;
    let segment = sealer.range(desk, postings, first.origin, level)?;
    // Another desk's rows under this origin may have come since.
    if segment.header.lines > MOST || segment.header.bytes > LONGEST {
        return Ok(0);
    }
    let sealed_at = run.iter().map(|sealed| sealed.sealed_at).max().unwrap_or(now);
    desk.keep_segments(&[Sealed { sealed_at, folded_at: Some(now), ..sealed(&segment, true) }])?;
    Ok(run.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sync::header::Kind;

    fn segment(lo: u64, hi: u64, level: u8, sealed_at: i64) -> Sealed {
        let mut header = Header::of(Kind::Seg, 7, &[], 100);
        header.lines = usize::try_from(hi - lo + 1).unwrap();
        Sealed {
            id: [u8::try_from(lo).unwrap_or(0); 16],
            name: format!("{lo}-{hi}-{level}"),
            origin: 7,
            lo,
            hi,
            ours: true,
            header: header.json(),
            withdrawn: false,
            level,
            sealed_at,
            folded_at: None,
            dropped: false,
        }
    }

    fn names(runs: &[Vec<Sealed>]) -> Vec<Vec<&str>> {
        runs.iter().map(|run| run.iter().map(|sealed| sealed.name.as_str()).collect()).collect()
    }

    #[test]
    fn neighbours_of_before_are_folded_and_what_is_alone_today_s_or_too_much_is_not() {
        let all = [
            segment(1, 2, 0, 5),
            segment(3, 3, 0, 6),
            segment(5, 5, 0, 6),
            segment(6, 49_999, 0, 7),
            segment(50_000, 50_007, 0, 8),
            segment(50_008, 50_009, 0, 99),
        ];
        assert_eq!(names(&runs(&all, 1, 50)), [vec!["1-2-0", "3-3-0"], vec!["5-5-0", "6-49999-0"]]);
    }

    #[test]
    fn what_is_in_a_larger_one_is_told_and_a_stranger_s_with_gaps_stands_for_nothing() {
        let mut all =
            vec![segment(1, 2, 0, 5), segment(3, 3, 0, 6), segment(1, 3, 1, 6), segment(4, 4, 0, 7)];
        assert_eq!(folded(&all), HashMap::from([(0, 2), (1, 2)]));
        assert_eq!(standing(all.clone()).len(), 2);
        let mut header = Header::of(Kind::Seg, 7, &[], 100);
        header.lines = 2;
        all.iter_mut().for_each(|sealed| sealed.ours = false);
        all[2].header = header.json();
        assert!(folded(&all).is_empty());
    }

    #[test]
    fn a_month_begins_on_its_first() {
        assert_eq!(month_of(1_700_000_000_000), 1_698_796_800_000);
    }
}
