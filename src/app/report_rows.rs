//! What lies under a figure of a report: the calls or the customers it counts, with a cursor in them.

use super::list::Cursor;
use crate::domain::Id;
use crate::domain::report::{Buyers, Calls, Opened};
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
    Calls(Calls),
    /// Customers.
    Buyers(Buyers),
}

/// What is to be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Under {
    /// The calls that a figure counts.
    Calls(Box<Opened>),
    /// The names of these customers, who bought most of so many.
    Buyers(Vec<Worth>, usize),
}

impl Lies {
    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Calls(calls) => calls.calls.len(),
            Self::Buyers(buyers) => buyers.buyers.len(),
        }
    }

    /// Says whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many the figure counts.
    #[must_use]
    pub const fn count(&self) -> usize {
        match self {
            Self::Calls(calls) => calls.count,
            Self::Buyers(buyers) => buyers.count,
        }
    }
}

impl Rows {
    /// The customer of the selected row.
    pub(super) fn customer(&self) -> Option<Id> {
        match self.lies.as_ref()? {
            Lies::Calls(calls) => calls.calls.get(self.cursor.at)?.customer.as_ref().map(|(id, _)| *id),
            Lies::Buyers(buyers) => buyers.buyers.get(self.cursor.at).map(|buyer| buyer.worth.customer),
        }
    }
}
