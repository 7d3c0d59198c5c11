//! The product: what is sold, its price and what it costs.
//!
//! Purchases and lines of deals name it by its code, else by its name; its cost makes their profit
//! where a line has none of its own.

use super::fold::fold;
use super::record::{record, whole};
use super::{Id, Write};

record! {
    /// Something that is sold.
    Product in field {
        /// 商品コード.
        1 code: Text,
        /// 商品名.
        2 name: Text,
        /// For one, minor units of `currency`: 価格.
        3 price: Money,
        /// What one costs: 原価.
        4 cost: Money,
        /// ISO code.
        5 currency: Text,
        /// 商品カテゴリ.
        6 category: Text,
        /// 仕入先.
        7 supplier: Text,
        /// 備考.
        8 note: Long,
    }
}

/// The id of a product: the same on every desk for the same code, or the same name without one.
#[must_use]
pub fn id_of(code: &str, name: &str) -> Id {
    let (kind, word) = if code.is_empty() { (&b"name"[..], name) } else { (&b"code"[..], code) };
    Id::of_parts(&[b"product", kind, word.trim().to_lowercase().as_bytes()])
}

impl Product {
    /// The write that makes it so, every field of it.
    #[must_use]
    pub fn put_on(&self) -> Write {
        whole(self)
    }

    /// Says whether a code and a name mean it.
    #[must_use]
    pub fn is(&self, code: &str, name: &str) -> bool {
        let same = |one: &str, other: &str| !one.is_empty() && one.trim().eq_ignore_ascii_case(other.trim());
        if code.is_empty() || self.code.is_empty() { same(&self.name, name) } else { same(&self.code, code) }
    }
}

/// The product that a code and a name mean.
#[must_use]
pub fn meant<'a>(all: &'a [Product], code: &str, name: &str) -> Option<&'a Product> {
    all.iter().find(|product| product.is(code, name))
}

/// The product that typed words mean, by its code or its name, and its price where that is in a currency.
#[must_use]
pub fn named<'a>(all: &'a [Product], words: &str, currency: &str) -> Option<(&'a Product, Option<i64>)> {
    let product = meant(all, words, "").or_else(|| meant(all, "", words))?;
    let same = product.currency.is_empty() || product.currency == currency;
    Some((product, product.price.filter(|_| same)))
}

/// The first product whose code or name begins with words that are being typed.
#[must_use]
pub fn begun<'a>(all: &'a [Product], words: &str) -> Option<&'a Product> {
    let words = fold(words);
    let begins = |text: &str| fold(text).starts_with(&words);
    all.iter().find(|product| !words.is_empty() && (begins(&product.name) || begins(&product.code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_typed_find_a_product_and_its_price_in_that_currency_alone() {
        let drill = Product { code: "D1".into(), name: "Drill".into(), price: Some(7), ..Product::default() };
        let saw =
            Product { name: "Saw".into(), price: Some(9), currency: "USD".into(), ..Product::default() };
        let all = [drill, saw];
        let price = |words, currency| named(&all, words, currency).map(|(_, price)| price);
        assert_eq!((price("d1", "JPY"), price("drill", "USD")), (Some(Some(7)), Some(Some(7))));
        assert_eq!(
            (price("saw", "USD"), price("saw", "JPY"), price("sa", "USD")),
            (Some(Some(9)), Some(None), None)
        );
        let begun = |words| begun(&all, words).map(|product| product.name.as_str());
        assert_eq!(
            (begun("ＳＡ"), begun("d"), begun("x"), begun("")),
            (Some("Saw"), Some("Drill"), None, None)
        );
    }

    #[test]
    fn a_product_is_meant_by_its_code_before_its_name() {
        let all = [
            Product { code: "A1".into(), name: "Drill".into(), ..Product::default() },
            Product { name: "Bit".into(), ..Product::default() },
        ];
        let name = |code, name| meant(&all, code, name).map(|product| product.name.as_str());
        assert_eq!(
            (name("a1", "x"), name("", "drill"), name("B2", "Drill")),
            (Some("Drill"), Some("Drill"), None)
        );
        assert_eq!((name("Z", "bit"), name("", "")), (Some("Bit"), None));
    }
}
