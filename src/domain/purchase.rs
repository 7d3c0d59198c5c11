//! The purchase: one line of what a customer has bought, or brought back.
//!
//! Comes in with sales files; totals are derived, never stored.

use super::deal_line::total;
use super::record::record;

record! {
    /// A line of an order. A return is a line whose quantity and amount are below zero.
    Purchase in field {
        /// Who bought; nobody where the file did not say.
        1 customer: Ref,
        /// What they bought: 商品名.
        2 product: Text,
        /// The product's code: 商品コード.
        3 product_code: Text,
        /// When: 購入日時. A day alone is its beginning.
        4 at: Moment,
        /// Minutes east of UTC where that was.
        5 zone: Int,
        /// How many: 数量.
        6 quantity: Quantity,
        /// For one, minor units of `currency`: 単価.
        7 unit_price: Money,
        /// Taken off the whole line: 割引.
        8 discount: Money,
        /// What the line came to: 金額.
        9 amount: Money,
        /// ISO code.
        10 currency: Text,
        /// The order or invoice it stands on: 伝票番号.
        11 number: Text,
        /// Who served them: 接客担当者.
        12 staff: Text,
        /// How it was paid, never a card's number: 支払い方法.
        13 payment: Text,
        /// A shop, a web shop, a rep: 販路.
        14 channel: Text,
        /// 納品日.
        15 delivered_on: Date,
        /// 備考.
        16 note: Long,
        /// What one cost us, minor units of `currency`: 原価. The product's where nobody said.
        17 cost: Money,
    }
}

impl Purchase {
    /// What the line comes to: as stated, else quantity times unit price less discount, rounded to
    /// the minor unit away from zero at the half. Nothing where neither is known or it does not fit.
    #[must_use]
    pub fn total(&self) -> Option<i64> {
        self.amount.or_else(|| total(self.quantity?, self.unit_price?, self.discount.unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_to_what_it_says_or_to_quantity_times_price_less_discount() {
        let line = Purchase { quantity: Some(1_500), unit_price: Some(333), ..Purchase::default() };
        assert_eq!(line.total(), Some(500));
        assert_eq!(Purchase { discount: Some(50), ..line.clone() }.total(), Some(450));
        assert_eq!(Purchase { quantity: Some(-1_500), ..line.clone() }.total(), Some(-500));
        assert_eq!(Purchase { amount: Some(7), ..line.clone() }.total(), Some(7));
        assert_eq!(Purchase { quantity: Some(i64::MAX), unit_price: Some(i64::MAX), ..line }.total(), None);
        assert_eq!(Purchase::default().total(), None);
    }
}
