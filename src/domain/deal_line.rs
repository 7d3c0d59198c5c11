//! The line of a deal: so many of a product at a price, less a discount.
//!
//! A deal whose amount nobody typed comes to the sum of its lines, where all are in its currency.

use super::record::record;
use super::sums::Sums;

record! {
    /// One product in a deal.
    DealLine in field {
        /// The customer whose deal it is.
        1 customer: Ref,
        /// The deal.
        2 deal: Ref,
        /// 商品名.
        3 product: Text,
        /// 商品コード.
        4 product_code: Text,
        /// 数量.
        5 quantity: Quantity,
        /// For one, minor units of `currency`: 単価.
        6 unit_price: Money,
        /// Taken off the whole line: 割引.
        7 discount: Money,
        /// ISO code.
        8 currency: Text,
        /// Where it stands among the lines.
        9 position: Int,
    }
}

/// Quantity times price less discount, rounded to the minor unit away from zero at the half; nothing
/// where that does not fit.
#[must_use]
pub fn total(quantity: i64, unit_price: i64, discount: i64) -> Option<i64> {
    let thousandths = i128::from(quantity).checked_mul(i128::from(unit_price))?;
    let half = if thousandths < 0 { -500 } else { 500 };
    i64::try_from((thousandths + half) / 1000).ok()?.checked_sub(discount)
}

impl DealLine {
    /// What it comes to; one where nobody said how many.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        total(self.quantity.unwrap_or(super::quantity::ONE), self.unit_price?, self.discount.unwrap_or(0))
    }
}

/// What lines come to, by currency.
#[must_use]
pub fn sums<'a>(lines: impl IntoIterator<Item = &'a DealLine>) -> Sums {
    let mut sums = Sums::default();
    for line in lines {
        if let Some(minor) = line.total() {
            sums.add(&line.currency, i128::from(minor));
        }
    }
    sums
}

/// The one amount that lines come to: nothing where they are of several currencies, or of none.
#[must_use]
pub fn amount<'a>(lines: impl IntoIterator<Item = &'a DealLine>) -> Option<(i64, String)> {
    let sums = sums(lines);
    let mut all = sums.iter();
    match (all.next(), all.next()) {
        (Some((currency, minor)), None) => Some((i64::try_from(minor).ok()?, currency.to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: i64, price: i64, discount: i64, currency: &str) -> DealLine {
        DealLine {
            quantity: Some(quantity),
            unit_price: Some(price),
            discount: Some(discount),
            currency: currency.into(),
            ..DealLine::default()
        }
    }

    #[test]
    fn lines_come_to_quantity_times_price_less_discount() {
        let lines = [line(2_000, 100, 50, "JPY"), line(1_500, 333, 0, "JPY"), DealLine::default()];
        assert_eq!(amount(&lines), Some((150 + 500, "JPY".into())));
        let one = DealLine { unit_price: Some(7), ..DealLine::default() };
        assert_eq!(one.total(), Some(7), "one where nobody said how many");
    }

    #[test]
    fn lines_of_several_currencies_are_never_one_amount() {
        let lines = [line(1_000, 100, 0, "JPY"), line(1_000, 5, 0, "USD")];
        assert_eq!(amount(&lines), None);
        assert_eq!((sums(&lines).of("JPY"), sums(&lines).of("USD")), (100, 5));
        assert_eq!(amount(&[line(i64::MAX, i64::MAX, 0, "JPY")]), None, "beyond all measure");
    }
}
