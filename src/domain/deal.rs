//! The deal: something a customer may buy.
//!
//! Which stages it goes through, and what they mean, is `pipeline`'s.

use super::record::record;

record! {
    /// Something a customer may buy.
    Deal in field {
        /// Who would buy.
        1 customer: Ref,
        /// 案件名.
        2 title: Text,
        /// A stage's code in its pipeline.
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
        /// A pipeline's code; empty for the standard one.
        21 pipeline: Choice,
    }
}

/// Why deals are lost; a choice is forced when one is.
pub const LOST_REASONS: &[&str] =
    &["price", "competitor", "budget", "timing", "features", "no_decider", "silence", "own_side", "other"];

/// How sure a rep can be: it will come, it should, it may, nobody counts on it.
pub const CLASSES: &[&str] = &["commit", "best", "possible", "omit"];

/// The kinds of deal.
pub const KINDS: &[&str] = &["new", "renewal", "upsell", "cross_sell", "win_back"];
