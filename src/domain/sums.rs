//! Sums of money: one for each currency, never added up across them, and never too large.

/// Amounts of money by currency, in minor units; by code, and seldom more than one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(Vec<(String, i128)>);

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, currency: &str, minor: i128) {
        match self.place(currency) {
            Ok(at) => self.0[at].1 += minor,
            Err(at) => self.0.insert(at, (currency.to_owned(), minor)),
        }
    }

    /// Adds all of another.
    pub fn join(&mut self, other: &Self) {
        other.iter().for_each(|(currency, minor)| self.add(currency, minor));
    }

    /// Currencies and sums, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&str, i128)> {
        self.0.iter().map(|(currency, minor)| (currency.as_str(), *minor))
    }

    /// The sum in a currency.
    #[must_use]
    pub fn of(&self, currency: &str) -> i128 {
        self.place(currency).map_or(0, |at| self.0[at].1)
    }

    fn place(&self, currency: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(currency))
    }

    /// Says whether nothing was ever added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each sum divided, the half rounded away from zero.
    #[must_use]
    pub fn divided(&self, by: i128) -> Self {
        let half = |minor: i128| if minor < 0 { -by / 2 } else { by / 2 };
        Self(self.0.iter().map(|(currency, minor)| (currency.clone(), (minor + half(*minor)) / by)).collect())
    }

    /// The larger sum first, for rows that stand in the order of their worth; across currencies by the
    /// largest figure, for there is nothing better to go by.
    #[must_use]
    pub fn largest(&self) -> i128 {
        self.0.iter().map(|(_, minor)| *minor).max().unwrap_or_default()
    }
}

/// A sum as an amount; the largest there is where it is beyond that.
#[must_use]
pub fn bounded(minor: i128) -> i64 {
    i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_never_added_up_and_sums_hold_more_than_any_amount() {
        let mut sums = Sums::default();
        for (currency, minor) in [("JPY", i64::MAX), ("USD", 5), ("JPY", i64::MAX), ("USD", -7)] {
            sums.add(currency, i128::from(minor));
        }
        assert_eq!(sums.of("JPY"), 2 * i128::from(i64::MAX));
        assert_eq!(sums.iter().collect::<Vec<_>>()[1], ("USD", -2));
        assert_eq!(sums.divided(4).of("USD"), -1, "the half is rounded away from zero");
    }
}
