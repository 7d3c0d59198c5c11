//! The records a cell of any field against any field counts, found by the same reading that counted them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::cross_key::{Known, Told};
use super::open::Desk;
use super::read::one;
use crate::domain::Id;
use crate::domain::deal::Deal;
use crate::domain::purchase::Purchase;
use crate::domain::report::{Call, CellOpened, Counted, Offer, OneOf, SoldLine};

/// The records that stand in a cell, to be told of as whatever they are.
pub struct InCell<'a> {
    desk: &'a Desk,
    most: usize,
    records: Vec<Id>,
}

impl Desk {
    /// The records that a cell counts, each once, to be told of: at most so many of them.
    pub fn opened_cell(
        &self,
        opened: &CellOpened,
        most: usize,
        now: DateTime<FixedOffset>,
    ) -> Result<InCell<'_>> {
        let means = self.means(opened.asked.2)?;
        let (mut rows, mut columns) =
            (Standing::of(opened.row.as_ref()), Standing::of(opened.column.as_ref()));
        let (mut records, mut seen) = (Vec::new(), HashSet::new());
        self.each_counted(
            opened.asked,
            (&opened.range, now),
            &means,
            Told::InOrder,
            &mut |known, record| {
                let stands = rows.any(known, record.across) && columns.any(known, record.down);
                records.extend(record.id.filter(|id| stands && seen.insert(*id)));
            },
        )?;
        Ok(InCell { desk: self, most, records })
    }
}

impl InCell<'_> {
    /// As calls.
    pub fn calls(&self) -> Result<Counted<Call>> {
        self.each(|id| self.desk.call(id).map(Some))
    }

    /// As deals.
    pub fn deals(&self) -> Result<Counted<Offer>> {
        self.each(|id| {
            let Some(deal) = one::<Deal>(&self.desk.conn, id)? else { return Ok(None) };
            let mut deals = [deal];
            self.desk.sum_lines(&mut deals)?;
            let [deal] = deals;
            self.desk.offer(deal).map(Some)
        })
    }

    /// As purchase lines.
    pub fn lines(&self) -> Result<Counted<SoldLine>> {
        self.each(|id| {
            let Some(line) = one::<Purchase>(&self.desk.conn, id)? else { return Ok(None) };
            let customer = line.customer.map(|customer| self.desk.shown_as(customer)).transpose()?.flatten();
            Ok(Some(SoldLine { customer, line }))
        })
    }

    /// As customers: ids and names.
    pub fn customers(&self) -> Result<Counted<(Id, String)>> {
        self.each(|id| self.desk.shown_as(id))
    }

    fn each<T>(&self, tell: impl Fn(Id) -> Result<Option<T>>) -> Result<Counted<T>> {
        let told = self.records.iter().take(self.most).map(|id| tell(*id));
        let rows = told.filter_map(Result::transpose).collect::<Result<_>>()?;
        Ok(Counted { rows, count: self.records.len() })
    }
}

/// Which keys stand in the row or the column that is meant, each told once.
struct Standing<'a> {
    wanted: Option<&'a OneOf>,
    told: HashMap<u32, bool>,
}

impl<'a> Standing<'a> {
    fn of(wanted: Option<&'a OneOf>) -> Self {
        Self { wanted, told: HashMap::new() }
    }

    fn any(&mut self, known: &Known, keys: &[u32]) -> bool {
        let Some(wanted) = self.wanted else { return true };
        keys.iter().any(|key| *self.told.entry(*key).or_insert_with(|| wanted.holds(known.key(*key))))
    }
}
