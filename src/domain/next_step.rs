//! The next step: a callback or a task, due at a time or without one.

use chrono::{DateTime, FixedOffset, TimeZone};

use super::day::midnight;
use super::record::record;
use super::zone::zone;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

record! {
    /// What is to be done next for a customer.
    NextStep in field {
        /// For whom.
        1 customer: Ref,
        /// Which person is meant.
        2 person: Ref,
        /// See `KINDS`.
        3 kind: Choice,
        /// When; nothing for "some time".
        4 due_at: Moment,
        /// Minutes east of UTC where it was agreed.
        5 zone: Int,
        /// What it is about.
        6 text: Text,
        /// The rep it waits for; nobody for "anyone".
        7 owner: Ref,
        /// When it was done.
        8 done_at: Moment,
        /// The activity that agreed it.
        9 activity: Ref,
        /// How often it was put off.
        10 moved: Int,
    }
}

/// The kinds of next step.
pub const KINDS: &[&str] = &["callback", "task", "mail", "meeting", "win_back"];

/// Where a next step stands on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Its time has passed.
    Overdue,
    /// Still today.
    Today,
    /// After today.
    Later,
    /// No time was given.
    Undated,
}

/// By how much a step is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snooze {
    /// From its time, or from now where that has passed.
    Hours(u16),
    /// To the same hour so many days after its day, or after today where that has passed.
    Days(u16),
}

impl NextStep {
    /// The step at another time, moved once more.
    #[must_use]
    pub fn moved_to(&self, at: DateTime<FixedOffset>) -> Self {
        Self {
            due_at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            moved: Some(self.moved.unwrap_or(0).saturating_add(1)),
            ..self.clone()
        }
    }

    /// When it is due once put off.
    #[must_use]
    pub fn put_off(&self, by: Snooze, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        let ms = now.timestamp_millis();
        let due = self.due_at.unwrap_or(ms);
        let at = match by {
            Snooze::Hours(hours) => due.max(ms).saturating_add(i64::from(hours) * HOUR),
            Snooze::Days(days) => {
                let missed = midnight(now, 0).saturating_sub(due).max(0).saturating_add(DAY - 1) / DAY;
                due.saturating_add((missed + i64::from(days)).saturating_mul(DAY))
            }
        };
        now.offset().timestamp_millis_opt(at).single().unwrap_or(now)
    }
    /// Says whether it still waits.
    #[must_use]
    pub const fn open(&self) -> bool {
        self.done_at.is_none() && !self.gone
    }

    /// Where it stands, given now and the end of today (both Unix milliseconds).
    #[must_use]
    pub fn due(&self, now: i64, end_of_today: i64) -> Due {
        match self.due_at {
            None => Due::Undated,
            Some(at) if at < now => Due::Overdue,
            Some(at) if at < end_of_today => Due::Today,
            Some(_) => Due::Later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-11-{text}:00+09:00")).unwrap()
    }

    #[test]
    fn hours_count_from_its_time_or_from_now_and_days_keep_its_hour() {
        let now = at("20T14:32");
        for (due, by, expected) in [
            (Some("20T15:00"), Snooze::Hours(1), "20T16:00"),
            (Some("20T10:00"), Snooze::Hours(1), "20T15:32"),
            (Some("20T15:00"), Snooze::Days(1), "21T15:00"),
            (Some("20T10:00"), Snooze::Days(1), "21T10:00"),
            (Some("17T10:00"), Snooze::Days(3), "23T10:00"),
            (Some("17T00:00"), Snooze::Days(3), "23T00:00"),
            (Some("19T23:59"), Snooze::Days(1), "21T23:59"),
            (Some("22T10:00"), Snooze::Days(7), "29T10:00"),
            (None, Snooze::Hours(1), "20T15:32"),
            (None, Snooze::Days(7), "27T14:32"),
        ] {
            let due_at = due.map(|due| at(due).timestamp_millis());
            let put_off = NextStep { due_at, ..NextStep::default() }.put_off(by, now);
            assert_eq!(put_off, at(expected), "{due:?} {by:?}");
        }
    }

    #[test]
    fn moving_counts_and_notes_where_the_new_time_was_agreed() {
        let moved =
            NextStep { moved: Some(2), zone: Some(0), ..NextStep::default() }.moved_to(at("20T14:32"));
        assert_eq!((moved.moved, moved.zone), (Some(3), Some(540)));
    }

    #[test]
    fn a_step_is_overdue_the_moment_its_time_has_passed() {
        let step = |due_at| NextStep { due_at, ..NextStep::default() };
        let dues = [Some(9), Some(10), Some(20), None].map(|at| step(at).due(10, 20));
        assert_eq!(dues, [Due::Overdue, Due::Today, Due::Later, Due::Undated]);
    }
}
