//! When people answer: calls by weekday and hour, and the hours worth calling in.

use std::cmp::Reverse;

use super::CallCounts;

/// Attempts an hour of a weekday needs before it is recommended.
pub const LEAST: u64 = 10;

/// How many windows are recommended.
const BEST: usize = 3;

/// What the calls of each hour of each weekday came to; Monday is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours(Box<[[CallCounts; 24]; 7]>);

/// One hour of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// 0 for Monday.
    pub weekday: u8,
    /// 0–23, when it begins.
    pub hour: u8,
    /// What its calls came to.
    pub counts: CallCounts,
}

impl Default for Hours {
    fn default() -> Self {
        Self(Box::new([[CallCounts::default(); 24]; 7]))
    }
}

impl Hours {
    /// The counts of an hour, to add to; `None` where there is no such hour.
    pub fn at(&mut self, weekday: u8, hour: u8) -> Option<&mut CallCounts> {
        self.0.get_mut(usize::from(weekday))?.get_mut(usize::from(hour))
    }

    /// Every hour with a call in it, Monday's first.
    pub fn windows(&self) -> impl Iterator<Item = Window> {
        let days = (0..).zip(self.0.iter());
        days.flat_map(|(weekday, hours)| {
            let hours = (0..).zip(hours).filter(|(_, counts)| counts.calls > 0);
            hours.map(move |(hour, counts)| Window { weekday, hour, counts: *counts })
        })
    }

    /// All calls together.
    #[must_use]
    pub fn total(&self) -> CallCounts {
        let mut total = CallCounts::default();
        self.windows().for_each(|window| total.join(&window.counts));
        total
    }

    /// The hours in which most attempts connected, the best first, at most three; of those with `least`
    /// attempts or more, and with anybody there.
    #[must_use]
    pub fn best(&self, least: u64) -> Vec<Window> {
        let enough = |window: &Window| window.counts.attempts >= least && window.counts.connected > 0;
        let mut windows: Vec<Window> = self.windows().filter(enough).collect();
        windows.sort_by_key(|window| Reverse((window.counts.connect_rate(), window.counts.attempts)));
        windows.truncate(BEST);
        windows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(rows: &[(u8, u8, u64, u64)]) -> Hours {
        let mut hours = Hours::default();
        for (weekday, hour, attempts, connected) in rows {
            let counts = CallCounts {
                calls: *attempts,
                attempts: *attempts,
                connected: *connected,
                ..CallCounts::default()
            };
            hours.at(*weekday, *hour).unwrap().join(&counts);
        }
        hours
    }

    #[test]
    fn the_three_best_hours_have_enough_attempts_and_the_surer_of_two_equals_comes_first() {
        let hours = hours(&[
            (0, 9, 9, 9),
            (0, 10, 10, 5),
            (1, 10, 20, 10),
            (2, 11, 30, 3),
            (3, 12, 10, 4),
            (4, 13, 99, 0),
        ]);
        let best = |least| hours.best(least).iter().map(|best| (best.weekday, best.hour)).collect::<Vec<_>>();
        assert_eq!(best(10), [(1, 10), (0, 10), (3, 12)]);
        assert_eq!(best(1)[0], (0, 9));
        assert_eq!(best(50), []);
    }

    #[test]
    fn there_is_no_eighth_day_and_no_twenty_fifth_hour() {
        assert!(Hours::default().at(7, 0).is_none() && Hours::default().at(0, 24).is_none());
        assert_eq!(hours(&[(6, 23, 2, 1)]).total().attempts, 2);
    }
}
