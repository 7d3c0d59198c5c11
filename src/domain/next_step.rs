//! The next step: a callback or a task, due at a time or without one.

use super::record::record;

record! {
    /// What is to be done next for a customer.
    NextStep in field {
        /// For whom.
        1 customer: Ref,
        /// Which person is meant.
        2 person: Ref,
        /// See [`KINDS`].
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
pub const KINDS: &[&str] = &["callback", "task", "mail", "meeting"];

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

impl NextStep {
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

    #[test]
    fn a_step_is_overdue_the_moment_its_time_has_passed() {
        let step = |due_at| NextStep { due_at, ..NextStep::default() };
        let dues = [Some(9), Some(10), Some(20), None].map(|at| step(at).due(10, 20));
        assert_eq!(dues, [Due::Overdue, Due::Today, Due::Later, Due::Undated]);
    }
}
