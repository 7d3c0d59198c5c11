//! The subscription: what a customer pays again and again until it is cancelled.
//!
//! Its next renewal is a date of its own; what it brings a month, and who left, is derived.

use chrono::{Months, NaiveDate};

use super::record::record;
use super::sums::Sums;

record! {
    /// A contract that goes on.
    Subscription in field {
        /// Whose.
        1 customer: Ref,
        /// 商品名.
        2 product: Text,
        /// 商品コード.
        3 product_code: Text,
        /// For one cycle, minor units of `currency`: 金額.
        4 amount: Money,
        /// ISO code.
        5 currency: Text,
        /// Out of `CYCLES`.
        6 cycle: Choice,
        /// 契約日.
        7 started_on: Date,
        /// 契約更新予定日.
        8 renews_on: Date,
        /// 解約日.
        9 cancelled_on: Date,
        /// Out of `REASONS`: 解約理由.
        10 reason: Choice,
        /// What was said about it: 離れた原因.
        11 note: Long,
        /// The deal it came of.
        12 deal: Ref,
    }
}

/// How often is paid, and how many months that is.
pub const MONTHS: &[(&str, u32)] = &[("month", 1), ("quarter", 3), ("half_year", 6), ("year", 12)];

/// The codes of `MONTHS`.
pub const CYCLES: &[&str] = &["month", "quarter", "half_year", "year"];

/// Why customers leave.
pub const REASONS: &[&str] =
    &["price", "competitor", "budget", "features", "support", "unused", "own_side", "other"];

impl Subscription {
    /// Months from one payment to the next; a year's where nobody said.
    #[must_use]
    pub fn months(&self) -> u32 {
        MONTHS.iter().find(|(code, _)| *code == self.cycle).map_or(12, |(_, months)| *months)
    }

    /// Says whether it runs on a day, an ISO date.
    #[must_use]
    pub fn runs(&self, today: &str) -> bool {
        let begun = self.started_on.is_empty() || *self.started_on <= *today;
        let ended = !self.cancelled_on.is_empty() && *self.cancelled_on <= *today;
        !self.gone && begun && !ended
    }

    /// The day after that one on which it is renewed: one cycle later.
    #[must_use]
    pub fn after(&self, day: &str) -> Option<String> {
        let day: NaiveDate = day.parse().ok()?;
        Some(day.checked_add_months(Months::new(self.months()))?.to_string())
    }

    /// The same without a renewal day of its own: one cycle after it began.
    #[must_use]
    pub fn settled(self) -> Self {
        if !self.renews_on.is_empty() {
            return self;
        }
        let renews_on = self.after(&self.started_on).unwrap_or_default();
        Self { renews_on, ..self }
    }
}

/// What subscriptions that run on a day bring a month, by currency; the sums are rounded once.
#[must_use]
pub fn monthly<'a>(all: impl IntoIterator<Item = &'a Subscription>, today: &str) -> Sums {
    let mut twelfths = Sums::default();
    for one in all.into_iter().filter(|one| one.runs(today)) {
        if let Some(minor) = one.amount {
            twelfths.add(&one.currency, i128::from(minor) * i128::from(12 / one.months()));
        }
    }
    twelfths.divided(12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(amount: i64, cycle: &str, currency: &str) -> Subscription {
        Subscription {
            amount: Some(amount),
            cycle: cycle.into(),
            currency: currency.into(),
            started_on: "2026-01-31".into(),
            ..Subscription::default()
        }
    }

    #[test]
    fn a_month_brings_its_part_of_every_cycle_by_currency() {
        let all = [
            one(100, "month", "JPY"),
            one(1_200, "year", "JPY"),
            one(300, "quarter", "JPY"),
            one(9, "month", "USD"),
        ];
        let sums = monthly(&all, "2026-06-01");
        assert_eq!((sums.of("JPY"), sums.of("USD")), (100 + 100 + 100, 9));
        assert!(monthly(&all, "2026-01-30").is_empty(), "none has begun");
    }

    #[test]
    fn what_is_cancelled_runs_until_that_day_and_a_renewal_is_a_cycle_later() {
        let ended = Subscription { cancelled_on: "2026-06-01".into(), ..one(1, "month", "JPY") };
        assert_eq!((ended.runs("2026-05-31"), ended.runs("2026-06-01")), (true, false));
        assert_eq!(one(1, "month", "JPY").settled().renews_on, "2026-02-28");
        assert_eq!(one(1, "", "JPY").settled().renews_on, "2027-01-31");
        assert!(MONTHS.iter().map(|(code, _)| code).eq(CYCLES));
    }
}
