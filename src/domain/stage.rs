//! The stage: one step of a pipeline. What it means is in its flag, never in its name.
//!
//! [`STANDARD`] is what every pipeline is laid from; a record stands for a stage whole, so that one
//! renamed, weighed otherwise or added is data and travels like any other.

use super::record::{record, whole};
use super::{Id, Write};

record! {
    /// One step of a pipeline.
    Stage in field {
        /// The pipeline's code.
        1 pipeline: Text,
        /// The code a deal's `stage` holds.
        2 code: Text,
        /// English label.
        3 en: Text,
        /// Japanese label.
        4 ja: Text,
        /// Where it stands.
        5 position: Int,
        /// What it means: see `FLAGS`.
        6 flag: Choice,
        /// 0–100 unless the deal says otherwise.
        7 probability: Int,
        /// Days without a change after which a deal counts as stale.
        8 stale_days: Int,
    }
}

/// What a stage means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageFlag {
    /// Being worked on.
    Open,
    /// Sold.
    Won,
    /// Not sold.
    Lost,
    /// Waiting for a date.
    Hold,
}

/// The codes of what a stage can mean.
pub const FLAGS: &[&str] = &["open", "won", "lost", "hold"];

impl StageFlag {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Hold => "hold",
        }
    }

    /// Says whether a deal there is still to be won.
    #[must_use]
    pub const fn open(self) -> bool {
        matches!(self, Self::Open | Self::Hold)
    }
}

/// One stage of the standard pipeline.
#[derive(Debug, PartialEq, Eq)]
pub struct Standard {
    /// The code `stage` holds.
    pub code: &'static str,
    /// What it means.
    pub flag: StageFlag,
    /// 0–100; `None` keeps what it was.
    pub probability: Option<i64>,
    /// Days without a change after which it counts as stale.
    pub stale_days: Option<i64>,
}

const fn row(code: &'static str, flag: StageFlag, probability: Option<i64>, stale: Option<i64>) -> Standard {
    Standard { code, flag, probability, stale_days: stale }
}

/// The standard pipeline, in order.
pub const STANDARD: &[Standard] = &[
    row("lead", StageFlag::Open, Some(5), Some(14)),
    row("approach", StageFlag::Open, Some(10), Some(14)),
    row("hearing", StageFlag::Open, Some(20), Some(21)),
    row("proposal", StageFlag::Open, Some(40), Some(21)),
    row("quote", StageFlag::Open, Some(60), Some(14)),
    row("negotiation", StageFlag::Open, Some(75), Some(14)),
    row("verbal", StageFlag::Open, Some(90), Some(10)),
    row("won", StageFlag::Won, Some(100), None),
    row("lost", StageFlag::Lost, Some(0), None),
    row("hold", StageFlag::Hold, None, None),
];

impl Standard {
    /// The stage as a pipeline has it before anybody changes it.
    #[must_use]
    pub fn on(&self, pipeline: &str, position: i64) -> Stage {
        Stage {
            id: id_of(pipeline, self.code),
            pipeline: pipeline.to_owned(),
            code: self.code.to_owned(),
            position: Some(position),
            flag: self.flag.code().to_owned(),
            probability: self.probability,
            stale_days: self.stale_days,
            ..Stage::default()
        }
    }
}

/// The id of a pipeline's stage of that code: the same on every desk.
#[must_use]
pub fn id_of(pipeline: &str, code: &str) -> Id {
    Id::of_parts(&[b"stage", pipeline.as_bytes(), code.as_bytes()])
}

impl Stage {
    /// What it means; what a newer desk means counts as open.
    #[must_use]
    pub fn flag(&self) -> StageFlag {
        match self.flag.as_str() {
            "won" => StageFlag::Won,
            "lost" => StageFlag::Lost,
            "hold" => StageFlag::Hold,
            _ => StageFlag::Open,
        }
    }

    /// The write that makes it so, every field of it. Never a creation: two desks that change the same
    /// stage write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        whole(self)
    }
}
