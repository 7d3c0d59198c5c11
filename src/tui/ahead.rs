//! Keys typed faster than the book answers: they wait, in order, for what they were typed at.
//!
//! The loop puts every key here first and takes it out when the state machine is ready for it. An answer that does
//! not come leaves the keys without a meaning, so they are dropped rather than done to somebody else.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::input::Input;

/// How long keys wait for an answer: longer than a busy book makes a write wait.
const LONGEST: Duration = Duration::from_secs(6);

/// The keys and pastes that wait.
#[derive(Default)]
pub(super) struct Ahead {
    inputs: VecDeque<Input>,
    since: Option<Instant>,
}

impl Ahead {
    /// Puts one in behind the others.
    pub(super) fn put(&mut self, input: Input) {
        self.inputs.push_back(input);
    }

    /// The next one, if it is not `ahead` of an answer.
    pub(super) fn take(&mut self, ahead: impl FnOnce(&Input) -> bool) -> Option<Input> {
        if self.inputs.front().is_some_and(ahead) {
            self.since.get_or_insert_with(Instant::now);
            return None;
        }
        self.since = None;
        self.inputs.pop_front()
    }

    /// How long the first may still wait; nothing where none does.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.since.map(|since| LONGEST.saturating_sub(since.elapsed()))
    }

    /// Drops them all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Drops them if they have waited too long; says whether they had.
    pub(super) fn give_up(&mut self) -> bool {
        let late = self.patience().is_some_and(|left| left.is_zero());
        if late {
            self.clear();
        }
        late
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Key;

    fn key(c: char) -> Input {
        Input::Key(Key::char(c))
    }

    #[test]
    fn keys_come_out_in_order_once_nothing_is_ahead() {
        let mut ahead = Ahead::default();
        ahead.put(key('c'));
        ahead.put(key('1'));
        assert_eq!(ahead.take(|_| true), None);
        assert!(ahead.patience().is_some());
        assert_eq!([ahead.take(|_| false), ahead.take(|_| false)], [Some(key('c')), Some(key('1'))]);
        assert!(ahead.patience().is_none());
        assert!(!ahead.give_up());
    }
}
