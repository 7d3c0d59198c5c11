//! What lies under a figure of a report: the calls, deals, purchase lines or customers it counts, with a
//! cursor in them.

use super::list::Cursor;
use crate::domain::Id;
use crate::domain::pipeline::Pipelines;
use crate::domain::report::{Buyer, Call, CellOpened, Counted, DealsOpened, Offer, Opened, SoldLine};
use crate::domain::worth::Worth;

/// What lies under a figure.
#[derive(Debug)]
pub struct Rows {
    /// The figure, in words.
    pub title: String,
    /// What it is; nothing until it is read.
    pub lies: Option<Lies>,
    /// The cursor in it.
    pub cursor: Cursor,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Lies {
    /// Calls.
    Calls(Counted<Call>),
    /// Deals, and what their stages mean.
    Deals(Counted<Offer>, Pipelines),
    /// Purchase lines.
    Lines(Counted<SoldLine>),
    /// Customers and what they bought.
    Buyers(Counted<Buyer>),
    /// Customers.
    Customers(Counted<(Id, String)>),
}

/// What is to be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Under {
    /// The calls that a figure counts.
    Calls(Box<Opened>),
    /// The deals that one counts.
    Deals(Box<DealsOpened>),
    /// The names of these customers, who bought most of so many.
    Buyers(Vec<Worth>, usize),
    /// The records that a cell counts of any field against any field.
    Cell(Box<CellOpened>),
}

impl Lies {
    /// How many rows there are, and how many the figure counts.
    const fn counts(&self) -> (usize, usize) {
        match self {
            Self::Calls(of) => (of.rows.len(), of.count),
            Self::Deals(of, _) => (of.rows.len(), of.count),
            Self::Lines(of) => (of.rows.len(), of.count),
            Self::Buyers(of) => (of.rows.len(), of.count),
            Self::Customers(of) => (of.rows.len(), of.count),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.counts().0
    }

    /// Says whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many the figure counts.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.counts().1
    }
}

impl Rows {
    /// The customer of the selected row.
    pub(super) fn customer(&self) -> Option<Id> {
        let (at, id) = (self.cursor.at, |(id, _): &(Id, String)| *id);
        match self.lies.as_ref()? {
            Lies::Calls(of) => of.rows.get(at)?.customer.as_ref().map(id),
            Lies::Deals(of, _) => of.rows.get(at)?.customer.as_ref().map(id),
            Lies::Lines(of) => of.rows.get(at)?.customer.as_ref().map(id),
            Lies::Buyers(of) => of.rows.get(at).map(|buyer| buyer.worth.customer),
            Lies::Customers(of) => of.rows.get(at).map(id),
        }
    }
}
