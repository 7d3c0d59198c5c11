//! The deal: something a customer may buy.
//!
//! Which stages it goes through, and what they mean, is `pipeline`'s.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::next_step::{self, NextStep};
use super::record::{GONE, filled, record};
use super::zone::zone;
use super::{Id, Noun, Value, Write};

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
        /// Whether the amount has tax in it: out of `TAXES`.
        22 tax: Choice,
        /// What it brings each month beside the amount, minor units: 月額.
        23 recurring_amount: Money,
        /// For how many months: 契約月数.
        24 term_months: Int,
        /// BANT: what they can spend. 予算.
        25 budget: Text,
        /// Who may decide. 決裁権.
        26 authority: Text,
        /// What for. ニーズ.
        27 need: Text,
        /// When it is to begin. 導入時期.
        28 timing: Text,
        /// 契約日.
        29 contract_on: Date,
        /// 納品日.
        30 delivery_on: Date,
        /// 更新予定日.
        31 renewal_on: Date,
        /// The call list it came from.
        32 call_list: Ref,
        /// 優先順位.
        33 rank: Choice,
    }
}

/// The write that brings a lost deal up again on its day, at ten; or takes that back. Nothing where
/// neither the day nor whether it is lost has changed.
#[must_use]
pub fn win_back(was: Option<&Deal>, becomes: &Deal, lost: bool, now: DateTime<FixedOffset>) -> Option<Write> {
    let day = |deal: &Deal| deal.win_back_on.parse::<NaiveDate>().ok();
    let wanted = day(becomes).filter(|_| lost && !becomes.gone);
    let same = was.is_some_and(|was| was.stage == becomes.stage && was.win_back_on == becomes.win_back_on);
    match wanted {
        _ if same => None,
        Some(day) => {
            let at = day.and_hms_opt(10, 0, 0)?.and_local_timezone(*now.offset()).single()?;
            Some(again(becomes, at, &becomes.title))
        }
        None if was.is_some_and(|was| day(was).is_some()) => {
            let fields = vec![(GONE, Value::Int(1))];
            Some(Write { noun: Noun::NextStep, id: step_of(becomes), new: false, fields })
        }
        None => None,
    }
}

/// The write of the step on which a lost deal is tried again, at that moment and in those words. A deal
/// has one such step, whoever writes it.
#[must_use]
pub fn again(deal: &Deal, at: DateTime<FixedOffset>, text: &str) -> Write {
    let step = NextStep {
        id: step_of(deal),
        customer: deal.customer,
        kind: "win_back".into(),
        due_at: Some(at.timestamp_millis()),
        zone: Some(zone(at)),
        text: text.to_owned(),
        owner: deal.owner,
        ..NextStep::default()
    };
    let cleared = [(GONE, Value::Null), (next_step::field::done_at, Value::Null)];
    let fields = cleared.into_iter().chain(filled(&step)).collect();
    Write { noun: Noun::NextStep, id: step.id, new: false, fields }
}

fn step_of(deal: &Deal) -> Id {
    Id::of_parts(&[b"win_back", deal.id.as_bytes()])
}

/// Why deals are lost; a choice is forced when one is.
pub const LOST_REASONS: &[&str] =
    &["price", "competitor", "budget", "timing", "features", "no_decider", "silence", "own_side", "other"];

/// How sure a rep can be: it will come, it should, it may, nobody counts on it.
pub const CLASSES: &[&str] = &["commit", "best", "possible", "omit"];

/// Whether an amount has tax in it: 税込, 税抜.
pub const TAXES: &[&str] = &["included", "excluded"];

/// The kinds of deal.
pub const KINDS: &[&str] = &["new", "renewal", "upsell", "cross_sell", "win_back"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_deal_comes_up_again_on_its_day_and_no_more_once_it_is_open() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T14:32:00+09:00").unwrap();
        let lost = Deal { stage: "lost".into(), win_back_on: "2027-04-01".into(), ..Deal::default() };
        let step = win_back(None, &lost, true, now).unwrap();
        let due = step.fields.iter().find(|(code, _)| *code == next_step::field::due_at).unwrap();
        assert_eq!(
            due.1,
            Value::Int(DateTime::parse_from_rfc3339("2027-04-01T10:00:00+09:00").unwrap().timestamp_millis())
        );
        assert_eq!(win_back(Some(&lost), &lost, true, now), None);
        let open = Deal { stage: "quote".into(), ..lost.clone() };
        assert_eq!(win_back(Some(&lost), &open, false, now).unwrap().fields, [(GONE, Value::Int(1))]);
        assert_eq!(win_back(None, &Deal { win_back_on: "2027".into(), ..lost }, true, now), None, "no day");
    }
}
