//! Credit: how much a customer may owe, and whether what is open is more than that. 与信.
//!
//! Only amounts of the limit's own currency count against it; others are told, never added up.

use super::customer::Customer;
use super::page::Page;
use super::sums::Sums;

/// A customer's limit and what stands against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The limit, minor units of `currency`.
    pub limit: i64,
    /// The limit's currency.
    pub currency: String,
    /// What open deals come to, by currency.
    pub open: Sums,
}

impl Credit {
    /// A customer's; nothing where there is no limit. `home` is the currency where none is said.
    #[must_use]
    pub fn of(customer: &Customer, open: Sums, home: &str) -> Option<Self> {
        let limit = customer.credit_limit?;
        let currency = if customer.currency.is_empty() { home } else { &customer.currency };
        Some(Self { limit, currency: currency.to_owned(), open })
    }

    /// That of a page.
    #[must_use]
    pub fn on(page: &Page, home: &str) -> Option<Self> {
        let mut open = Sums::default();
        for deal in page.deals.iter().filter(|deal| page.pipelines.open(deal)) {
            let currency = if deal.currency.is_empty() { home } else { &deal.currency };
            deal.amount.into_iter().for_each(|minor| open.add(currency, i128::from(minor)));
        }
        Self::of(&page.customer, open, home)
    }

    /// What is open in the limit's currency.
    #[must_use]
    pub fn used(&self) -> i128 {
        self.open.of(&self.currency)
    }

    /// By how much that is more than the limit.
    #[must_use]
    pub fn over(&self) -> Option<i128> {
        Some(self.used() - i128::from(self.limit)).filter(|over| *over > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deal::Deal;

    #[test]
    fn open_deals_of_the_limits_currency_alone_count_against_it() {
        let mut page = Page::default();
        page.customer.credit_limit = Some(1_000);
        let deal = |stage: &str, minor: i64, currency: &str| Deal {
            stage: stage.into(),
            amount: Some(minor),
            currency: currency.into(),
            ..Deal::default()
        };
        page.deals = vec![deal("quote", 700, "JPY"), deal("won", 900, "JPY"), deal("quote", 5_000, "USD")];
        let credit = Credit::on(&page, "JPY").unwrap();
        assert_eq!((credit.used(), credit.over()), (700, None));
        page.deals.push(deal("hold", 301, ""));
        assert_eq!(Credit::on(&page, "JPY").unwrap().over(), Some(1));
        page.customer.credit_limit = None;
        assert_eq!(Credit::on(&page, "JPY"), None);
    }
}
