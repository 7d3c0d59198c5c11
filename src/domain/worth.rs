//! What customers have bought: how lately, how often, for how much, and when they may buy again.
//!
//! Derived from purchase lines and never stored. An order is a number on a purchase, else a day; one
//! that comes to nothing or less is a return. Called by `store::worth`, the reports and the page.

use chrono::{Days, NaiveDate};

use super::Id;
use super::sums::Sums;

/// What one customer has bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Who.
    pub customer: Id,
    /// Purchase lines.
    pub lines: u64,
    /// Orders.
    pub orders: u64,
    /// Orders that brought something back.
    pub returns: u64,
    /// What was bought.
    pub gross: Sums,
    /// The same less what was brought back: cumulative sales.
    pub net: Sums,
    /// The day of the first order.
    pub first: Option<NaiveDate>,
    /// The day of the last order.
    pub last: Option<NaiveDate>,
}

impl Worth {
    /// Nothing bought yet.
    #[must_use]
    pub fn of(customer: Id) -> Self {
        let (gross, net) = (Sums::default(), Sums::default());
        Self { customer, lines: 0, orders: 0, returns: 0, gross, net, first: None, last: None }
    }

    /// Takes an order in.
    pub fn add(&mut self, order: &Order<'_>) {
        self.lines += order.lines;
        self.gross.add(order.currency, order.gross);
        self.net.add(order.currency, order.net);
        if order.net <= 0 {
            self.returns += 1;
            return;
        }
        self.orders += 1;
        self.first = self.first.into_iter().chain(order.day).min();
        self.last = self.last.max(order.day);
    }

    /// What an order comes to on average.
    #[must_use]
    pub fn average(&self) -> Option<Sums> {
        (self.orders > 0).then(|| self.gross.divided(i128::from(self.orders)))
    }

    /// Days from one order to the next on average.
    #[must_use]
    pub fn interval(&self) -> Option<u64> {
        let gaps = self.orders.checked_sub(1).filter(|gaps| *gaps > 0)?;
        let span = u64::try_from((self.last? - self.first?).num_days()).ok()?;
        Some((span + gaps / 2) / gaps).filter(|days| *days > 0)
    }

    /// The day of the next order, should it come as the others did.
    #[must_use]
    pub fn expected(&self) -> Option<NaiveDate> {
        self.last?.checked_add_days(Days::new(self.interval()?))
    }

    /// What they buy altogether if they go on for a year as they did: sales so far, and the average
    /// order as often as the interval fits into 365 days. Sales so far where there is no interval.
    #[must_use]
    pub fn ltv(&self) -> Sums {
        let mut all = self.net.clone();
        if let (Some(interval), Some(_)) = (self.interval(), self.average()) {
            let orders = i128::from(self.orders) * i128::from(interval);
            self.gross
                .iter()
                .for_each(|(currency, minor)| all.add(currency, (minor * 365 + orders / 2) / orders));
        }
        all
    }

    /// Days since the last order.
    #[must_use]
    pub fn recency(&self, today: NaiveDate) -> Option<i64> {
        Some((today - self.last?).num_days())
    }

    /// The currency most was bought in.
    fn currency(&self) -> &str {
        self.net.iter().max_by_key(|(_, minor)| *minor).map_or("", |(currency, _)| currency)
    }
}

/// What is left of purchases after what they cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margin {
    /// Profit, of lines whose cost is known.
    pub profit: Sums,
    /// Lines whose cost nobody knows; they are in no profit.
    pub without_cost: u64,
}

/// One order of a customer's.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Its lines.
    pub lines: u64,
    /// Their currency.
    pub currency: &'a str,
    /// What was bought, minor units.
    pub gross: i128,
    /// The same less what was brought back.
    pub net: i128,
    /// When.
    pub day: Option<NaiveDate>,
}

/// Marks from 1 to 5: how lately, how often, how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rfm {
    /// Recency: 5 bought last.
    pub r: u8,
    /// Frequency.
    pub f: u8,
    /// Money.
    pub m: u8,
}

impl Rfm {
    /// The three as one number: 545.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.r as u16 * 100 + self.f as u16 * 10 + self.m as u16
    }
}

/// The best mark there is.
pub const MARKS: u8 = 5;

/// How many customers have each mark of recency, the worst first, and in it each of frequency.
pub type Grid = [[u64; MARKS as usize]; MARKS as usize];

/// Where the marks of a book's customers part: fifths of all who ever ordered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// The days since the last order below which 2, 3, 4, 5 are given.
    pub days: [i64; 4],
    /// The orders above which 2, 3, 4, 5 are given.
    pub orders: [u64; 4],
    /// The cumulative sales above which 2, 3, 4, 5 are given, by currency.
    pub money: Vec<(String, [i128; 4])>,
}

impl Cuts {
    /// Where the marks of these part on a day.
    #[must_use]
    pub fn of(worths: &[Worth], today: NaiveDate) -> Self {
        let ordered = || worths.iter().filter(|worth| worth.orders > 0);
        let later: Vec<i64> = ordered().filter_map(|worth| worth.recency(today)).map(|days| -days).collect();
        let mut currencies: Vec<&str> = ordered().map(Worth::currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let money = |currency: &str| {
            let of = ordered().filter(|worth| worth.currency() == currency);
            fifths(of.map(|worth| worth.net.of(currency)).collect())
        };
        Self {
            days: fifths(later).map(|later| -later),
            orders: fifths(ordered().map(|worth| worth.orders).collect()),
            money: currencies.into_iter().map(|currency| (currency.to_owned(), money(currency))).collect(),
        }
    }

    /// How many have both of two marks, on a day.
    #[must_use]
    pub fn grid(&self, worths: &[Worth], today: NaiveDate) -> Grid {
        let mut grid = Grid::default();
        for marks in worths.iter().filter_map(|worth| self.marks(worth, today)) {
            grid[usize::from(marks.r) - 1][usize::from(marks.f) - 1] += 1;
        }
        grid
    }

    /// A customer's marks; none for whoever never ordered.
    #[must_use]
    pub fn marks(&self, worth: &Worth, today: NaiveDate) -> Option<Rfm> {
        let days = worth.recency(today)?;
        let currency = worth.currency();
        let (_, money) = self.money.iter().find(|(known, _)| known == currency)?;
        Some(Rfm {
            r: mark(&self.days.map(|days| -days), &-days),
            f: mark(&self.orders, &worth.orders),
            m: mark(money, &worth.net.of(currency)),
        })
    }
}

/// The values that the first, second, third and fourth fifth end with; the same value is in the same fifth.
fn fifths<T: Ord + Copy + Default>(mut values: Vec<T>) -> [T; 4] {
    values.sort_unstable();
    [1, 2, 3, 4].map(|fifth| {
        let end = (values.len() * fifth).div_ceil(5);
        values.get(end.saturating_sub(1)).copied().unwrap_or_default()
    })
}

fn mark<T: Ord>(cuts: &[T; 4], value: &T) -> u8 {
    let above: u8 = cuts.iter().map(|cut| u8::from(value > cut)).sum();
    1 + above
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(day.into())
    }

    fn order(at: u32, net: i128) -> Order<'static> {
        Order { lines: 1, currency: "JPY", gross: net.max(0), net, day: Some(day(at)) }
    }

    fn worth(orders: &[(u32, i128)]) -> Worth {
        let mut worth = Worth::of(Id::of_parts(&[b"a"]));
        orders.iter().for_each(|(at, net)| worth.add(&order(*at, *net)));
        worth
    }

    #[test]
    fn what_was_brought_back_lowers_the_sales_and_is_no_order() {
        let worth = worth(&[(0, 100), (10, 300), (20, -100), (30, 200)]);
        assert_eq!((worth.orders, worth.returns, worth.last), (3, 1, Some(day(30))));
        assert_eq!((worth.gross.of("JPY"), worth.net.of("JPY")), (600, 500));
        assert_eq!(worth.average().unwrap().of("JPY"), 200);
        assert_eq!((worth.interval(), worth.expected()), (Some(15), Some(day(45))));
        assert_eq!(worth.recency(day(40)), Some(10));
    }

    #[test]
    fn a_lifetime_is_what_was_bought_and_a_year_more_of_it() {
        let bought = worth(&[(0, 100), (10, 300), (20, -100), (30, 200)]);
        assert_eq!(bought.ltv().of("JPY"), 500 + 200 * 365 / 15 + 1, "rounded once");
        assert_eq!(worth(&[(3, 5)]).ltv().of("JPY"), 5, "one order tells no interval");
    }

    #[test]
    fn one_order_or_none_tells_no_interval_and_only_returns_no_marks() {
        assert_eq!((worth(&[(3, 5)]).interval(), worth(&[(3, 5)]).expected()), (None, None));
        assert_eq!(worth(&[(3, 5), (3, 5)]).expected(), None, "twice a day says nothing of the next");
        let returned = worth(&[(3, -5)]);
        assert_eq!((returned.recency(day(9)), returned.average()), (None, None));
        let cuts = Cuts::of(std::slice::from_ref(&returned), day(9));
        assert_eq!(cuts.marks(&returned, day(9)), None);
    }

    #[test]
    fn marks_are_fifths_and_the_same_value_has_the_same_mark() {
        let mut worths: Vec<Worth> = (0..10).map(|nth| worth(&[(nth, 100 + i128::from(nth))])).collect();
        worths.push(worth(&[(9, 50), (9, 50)]));
        let cuts = Cuts::of(&worths, day(10));
        let marks: Vec<u16> =
            worths.iter().map(|worth| cuts.marks(worth, day(10)).unwrap().number()).collect();
        assert_eq!(marks, [111, 111, 112, 212, 213, 313, 314, 414, 415, 515, 551]);
        let below = cuts.days.map(|cut| worths.iter().filter(|w| w.recency(day(10)) < Some(cut)).count());
        let from = [2, 3, 4, 5].map(|mark| marks.iter().filter(|marks| **marks / 100 >= mark).count());
        assert_eq!(below, from, "what is printed beside the marks");
        let grid = cuts.grid(&worths, day(10));
        assert_eq!(
            grid,
            [[3, 0, 0, 0, 0], [2, 0, 0, 0, 0], [2, 0, 0, 0, 0], [2, 0, 0, 0, 0], [1, 0, 0, 0, 1]]
        );
    }

    #[test]
    fn money_is_marked_among_those_of_one_currency() {
        let dollars = Order { currency: "USD", ..order(1, 7) };
        let mut american = Worth::of(Id::of_parts(&[b"us"]));
        american.add(&dollars);
        let worths = [worth(&[(1, 1_000)]), american];
        let cuts = Cuts::of(&worths, day(2));
        assert_eq!(cuts.money.len(), 2);
        assert_eq!(cuts.marks(&worths[0], day(2)).unwrap().m, cuts.marks(&worths[1], day(2)).unwrap().m);
    }
}
