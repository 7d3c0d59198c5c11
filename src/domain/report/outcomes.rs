//! What past calls count as, by the flags of the outcomes in force now.

use std::collections::HashMap;

use crate::domain::outcome::{self, MEETING, Outcome, WON};

/// What an outcome's flags say of a call that ended so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means {
    /// It was an attempt.
    pub attempt: bool,
    /// A human at the right place answered.
    pub connected: bool,
    /// The one who decides was reached.
    pub decider: bool,
    /// A time was asked for and nobody's rule made it.
    pub agreed: bool,
    /// A meeting is to come.
    pub meeting: bool,
    /// They ordered.
    pub won: bool,
}

impl Means {
    fn of(outcome: &Outcome) -> Self {
        Self {
            attempt: outcome.attempt,
            connected: outcome.connected,
            decider: outcome.decider,
            agreed: outcome.connected && !outcome.retry,
            meeting: outcome.also == MEETING,
            won: outcome.also == WON,
        }
    }
}

/// Every outcome a past call can have, by code: those that left the menus too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes(HashMap<String, Outcome>);

impl Outcomes {
    /// The standard set, overlaid by the desk's own. A list's own rule for an outcome changes when it is
    /// tried again, never what it counts as.
    #[must_use]
    pub fn known(own: Vec<Outcome>) -> Self {
        Self(outcome::known(own, None).into_iter().map(|outcome| (outcome.code.clone(), outcome)).collect())
    }

    /// The outcome of that code; a blank one of that code where a newer desk made it up.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Outcome {
        self.0.get(code).cloned().unwrap_or_else(|| Outcome { code: code.to_owned(), ..Outcome::default() })
    }

    /// What a call that ended so counts as.
    #[must_use]
    pub fn means(&self, code: &str) -> Means {
        self.0.get(code).map(Means::of).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;
    use crate::domain::outcome::standard;

    fn outcome(code: &str, also: &str) -> Outcome {
        let found = standard().into_iter().find(|outcome| outcome.code == code).unwrap();
        Outcome { also: also.into(), ..found }
    }

    #[test]
    fn an_outcome_that_left_the_menus_still_says_what_its_calls_were() {
        let hidden = Outcome { hidden: true, gone: true, ..outcome("TALK", "") };
        assert!(Outcomes::known(vec![hidden]).means("TALK").connected);
    }

    #[test]
    fn a_rule_that_was_given_back_counts_no_more() {
        let given_back = Outcome { gone: true, connected: true, ..outcome("NA", "won") };
        assert_eq!(Outcomes::known(vec![given_back]), Outcomes::known(Vec::new()));
    }

    #[test]
    fn a_lists_own_rule_does_not_change_what_a_call_counts_as() {
        let rule = Outcome { list: Some(Id::mint(1)), connected: true, ..outcome("NA", "won") };
        assert_eq!(Outcomes::known(vec![rule]).means("NA"), Outcomes::known(Vec::new()).means("NA"));
    }
}
