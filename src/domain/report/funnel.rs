//! How far calls got: dialled, connected, decision-maker, talk, appointment, deal, order.

use super::{CallCounts, permille};

/// A stage a call can get to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Attempted.
    Dialled,
    /// A human at the right place answered.
    Connected,
    /// The one who decides was reached.
    Decider,
    /// Something was said.
    Talk,
    /// A meeting was agreed.
    Appointment,
    /// A deal came of it, or moved on.
    Deal,
    /// They ordered.
    Won,
}

impl Stage {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dialled => "dialled",
            Self::Connected => "connected",
            Self::Decider => "decider",
            Self::Talk => "talk",
            Self::Appointment => "appointment",
            Self::Deal => "deal",
            Self::Won => "won",
        }
    }
}

/// How many calls got to a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// So many.
    pub calls: u64,
    /// In a thousand that were dialled.
    pub of_dialled: Option<u64>,
    /// In a thousand of the stage before; over a thousand where one skips it, as a talk without the
    /// decision-maker does.
    pub of_before: Option<u64>,
}

/// The stages in order. Each is counted as in every other report.
#[must_use]
pub fn funnel(counts: &CallCounts) -> [Step; 7] {
    let mut before = None;
    [
        (Stage::Dialled, counts.attempts),
        (Stage::Connected, counts.connected),
        (Stage::Decider, counts.deciders),
        (Stage::Talk, counts.talks),
        (Stage::Appointment, counts.appointments),
        (Stage::Deal, counts.deals),
        (Stage::Won, counts.won),
    ]
    .map(|(stage, calls)| {
        let of_before = before.replace(calls).and_then(|before| permille(calls, before));
        Step { stage, calls, of_dialled: permille(calls, counts.attempts), of_before }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_has_its_part_of_all_and_of_the_stage_before() {
        let counts = CallCounts {
            calls: 120,
            attempts: 100,
            connected: 40,
            deciders: 10,
            talks: 20,
            appointments: 4,
            deals: 3,
            ..CallCounts::default()
        };
        let rates = funnel(&counts).map(|step| (step.calls, step.of_dialled, step.of_before));
        assert_eq!(
            rates,
            [
                (100, Some(1000), None),
                (40, Some(400), Some(400)),
                (10, Some(100), Some(250)),
                (20, Some(200), Some(2000)),
                (4, Some(40), Some(200)),
                (3, Some(30), Some(750)),
                (0, Some(0), Some(0)),
            ]
        );
    }

    #[test]
    fn nothing_dialled_has_no_rates() {
        assert!(
            funnel(&CallCounts::default())
                .iter()
                .all(|step| (step.of_dialled, step.of_before) == (None, None))
        );
    }
}
