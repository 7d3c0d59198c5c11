//! What stands in the columns of a view for customers of a list.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::held::measured;
use super::open::Desk;
use crate::domain::column::{Cell, Column, Of};
use crate::domain::page::Line;
use crate::domain::worth::Cuts;
use crate::domain::{Id, Value};

/// By customer and column what a measure comes to.
type Measured = HashMap<(Id, usize), Vec<(Value, String)>>;

impl Desk {
    /// What stands in these columns for each of these customers, in their order.
    pub fn cells(
        &self,
        customers: &[Id],
        columns: &[Column],
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Vec<Cell>>> {
        if columns.is_empty() {
            return Ok(vec![Vec::new(); customers.len()]);
        }
        let mut worth = self.marks_of(customers, columns, now)?;
        let mut rows = Vec::with_capacity(customers.len());
        for customer in customers {
            // One activity would do, were it never a note.
            let page = self.page(*customer, 8)?.unwrap_or_default();
            let held = |(at, column): (usize, &Column)| {
                let alone = match (&column.of, &page.worth) {
                    (Of::Worth(measure), Some(worth)) if !measure.is_mark() => {
                        of_value(measured(worth, *measure, &Cuts::default(), now.date_naive()))
                    }
                    _ => worth.remove(&(*customer, at)).unwrap_or_default(),
                };
                column.cell(&page, alone)
            };
            rows.push(columns.iter().enumerate().map(held).collect());
        }
        Ok(rows)
    }

    /// The rows of these customers with what stands in these columns, in their order.
    pub fn lines_with(
        &self,
        customers: &[Id],
        columns: &[Column],
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Line>> {
        let mut lines = self.lines(customers)?;
        let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
        let cells = self.cells(&ids, columns, now)?;
        lines.iter_mut().zip(cells).for_each(|(line, cells)| line.cells = cells);
        Ok(lines)
    }

    /// By customer and column the marks, for which the whole book is added up where one is asked for.
    fn marks_of(&self, customers: &[Id], columns: &[Column], now: DateTime<FixedOffset>) -> Result<Measured> {
        let asked: Vec<_> = (0..)
            .zip(columns)
            .filter_map(|(at, column)| match column.of {
                Of::Worth(measure) if measure.is_mark() => Some((at, measure)),
                _ => None,
            })
            .collect();
        if asked.is_empty() {
            return Ok(HashMap::new());
        }
        let (worths, cuts) = self.worths(now)?;
        let wanted: HashSet<&Id> = customers.iter().collect();
        let mut found = HashMap::new();
        for worth in worths.iter().filter(|worth| wanted.contains(&worth.customer)) {
            for (at, measure) in &asked {
                let values = of_value(measured(worth, *measure, &cuts, now.date_naive()));
                found.insert((worth.customer, *at), values);
            }
        }
        Ok(found)
    }
}

fn of_value(mut values: Vec<(Value, String)>) -> Vec<(Value, String)> {
    values.retain(|(value, _)| !value.is_null());
    values
}
