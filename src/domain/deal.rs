//! The deal and the stages it goes through.
//!
//! What a stage means is in its flag (open, won, lost, hold), never in its name.

use super::record::record;

record! {
    /// Something a customer may buy.
    Deal in field {
        /// Who would buy.
        1 customer: Ref,
        /// 案件名.
        2 title: Text,
        /// A stage's code: see `STAGES`.
        3 stage: Choice,
        /// Minor units of `currency`.
        4 amount: Money,
        /// ISO code.
        5 currency: Text,
        /// 0–100, where the rep knows better than the stage.
        6 probability: Int,
        /// 受注予定日.
        7 close_on: Date,
        /// A code out of `LOST_REASONS`.
        8 lost_reason: Choice,
        /// What was said about losing it.
        9 lost_note: Long,
        /// When to try again: 掘り起こし日.
        10 win_back_on: Date,
        /// Set when a stage that ends it is reached: 受注日・失注日.
        11 closed_on: Date,
        /// Who looks after it.
        12 owner: Ref,
        /// `new`, `renewal`, `upsell`, `cross_sell`, `win_back`.
        13 kind: Choice,
        /// 競合.
        14 competitor: Text,
        /// 流入経路.
        15 source: Text,
        /// 備考.
        16 note: Long,
        /// 受注理由.
        17 won_reason: Text,
        /// What it is about to sell: 商品.
        18 product: Text,
        /// When it began: 商談開始日.
        19 opened_on: Date,
        /// How sure the rep is, ヨミ: a code out of `CLASSES`; empty where its chance says it.
        20 forecast: Choice,
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

/// One step of the pipeline.
#[derive(Debug, PartialEq, Eq)]
pub struct Stage {
    /// The code `stage` holds.
    pub code: &'static str,
    /// What it means.
    pub flag: StageFlag,
    /// 0–100 unless the deal says otherwise; `None` keeps what it was.
    pub probability: Option<i64>,
    /// Days without a change after which it counts as stale.
    pub stale_days: Option<i64>,
}

const fn stage(
    code: &'static str,
    flag: StageFlag,
    probability: Option<i64>,
    stale_days: Option<i64>,
) -> Stage {
    Stage { code, flag, probability, stale_days }
}

/// The standard pipeline, in order.
pub const STAGES: &[Stage] = &[
    stage("lead", StageFlag::Open, Some(5), Some(14)),
    stage("approach", StageFlag::Open, Some(10), Some(14)),
    stage("hearing", StageFlag::Open, Some(20), Some(21)),
    stage("proposal", StageFlag::Open, Some(40), Some(21)),
    stage("quote", StageFlag::Open, Some(60), Some(14)),
    stage("negotiation", StageFlag::Open, Some(75), Some(14)),
    stage("verbal", StageFlag::Open, Some(90), Some(10)),
    stage("won", StageFlag::Won, Some(100), None),
    stage("lost", StageFlag::Lost, Some(0), None),
    stage("hold", StageFlag::Hold, None, None),
];

/// Why deals are lost; a choice is forced when one is.
pub const LOST_REASONS: &[&str] =
    &["price", "competitor", "budget", "timing", "features", "no_decider", "silence", "own_side", "other"];

/// How sure a rep can be: it will come, it should, it may, nobody counts on it.
pub const CLASSES: &[&str] = &["commit", "best", "possible", "omit"];

/// The kinds of deal.
pub const KINDS: &[&str] = &["new", "renewal", "upsell", "cross_sell", "win_back"];

/// The stage of that code.
#[must_use]
pub fn stage_of(code: &str) -> Option<&'static Stage> {
    STAGES.iter().find(|stage| stage.code == code)
}

impl Deal {
    /// Its stage's row; an unknown code (from a newer desk) counts as open.
    #[must_use]
    pub fn flag(&self) -> StageFlag {
        stage_of(&self.stage).map_or(StageFlag::Open, |stage| stage.flag)
    }

    /// Says whether it is still to be won.
    #[must_use]
    pub fn open(&self) -> bool {
        !self.gone && matches!(self.flag(), StageFlag::Open | StageFlag::Hold)
    }

    /// The deal in another stage, `today` (an ISO date) becoming its end where the stage ends it.
    #[must_use]
    pub fn moved(&self, stage: &str, today: &str) -> Self {
        let mut moved = Self { stage: stage.to_owned(), ..self.clone() };
        moved.closed_on = match moved.flag() {
            StageFlag::Won | StageFlag::Lost => today.to_owned(),
            StageFlag::Open | StageFlag::Hold => String::new(),
        };
        moved
    }

    /// 0–100: its own value, else its stage's.
    #[must_use]
    pub fn chance(&self) -> i64 {
        self.probability.or_else(|| stage_of(&self.stage)?.probability).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deal_is_closed_the_day_it_is_won_and_open_again_when_moved_back() {
        let won = Deal { stage: "quote".into(), ..Deal::default() }.moved("won", "2026-11-21");
        assert_eq!((won.closed_on.as_str(), won.open()), ("2026-11-21", false));
        assert_eq!(won.moved("quote", "2026-11-22").closed_on, "");
    }

    #[test]
    fn a_deals_own_probability_beats_its_stages() {
        let mut deal = Deal { stage: "quote".into(), ..Deal::default() };
        assert_eq!(deal.chance(), 60);
        deal.probability = Some(35);
        assert_eq!(deal.chance(), 35);
    }
}
