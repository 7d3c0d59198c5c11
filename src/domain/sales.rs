//! What was sold in a while, by whom it was bought and by what it has in common.
//!
//! Added up by `store::worth`; a report's figures. What an order and a return are is `worth`'s.

use super::sums::Sums;
use super::worth::Worth;
use super::{Field, Id, Noun};

/// A while, Unix milliseconds, and where lines were sold that do not say, in minutes east of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct While {
    /// The first moment.
    pub from: i64,
    /// The first moment after it.
    pub to: i64,
    /// Minutes east of UTC.
    pub zone: i64,
}

/// What was bought in a while.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// By everybody who bought or brought back anything.
    pub worths: Vec<Worth>,
    /// By nobody who is known or still shown.
    pub nobodys: Option<Worth>,
    /// Lines without an amount, or with one beyond all measure, which are in no sum.
    pub without_amount: u64,
}

impl Bought {
    /// What everybody together bought.
    #[must_use]
    pub fn net(&self) -> Sums {
        let mut all = Sums::default();
        self.worths.iter().for_each(|worth| all.join(&worth.net));
        all
    }
}

/// What lines of a row come to that have something in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// How many bought.
    pub customers: u64,
    /// Orders and returns.
    pub orders: u64,
    /// Lines.
    pub lines: u64,
    /// What was bought less what was brought back.
    pub net: Sums,
}

/// What sales are laid apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoldBy {
    /// A field of whoever bought.
    Customer(&'static Field),
    /// A field of the line.
    Purchase(&'static Field),
    /// A field of the desk's own, of whoever bought or of the line.
    Own(Noun, Id),
    /// When.
    Month,
}
