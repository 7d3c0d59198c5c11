//! Who meets what a filter asks of the book itself, and in which order what they hold puts them.
//!
//! What is held is read by [`held`](super::held) and judged by `domain::query`. What was found is kept
//! until the next commit or the next day, for a line is typed key by key.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Result;
use super::open::Desk;
use crate::domain::query::{Asked, Sort};
use crate::domain::{Id, Value};
use crate::search::Moment;

/// So many questions are kept with their answers.
const KEPT: usize = 8;

/// By customer the currency and the value they are ordered by.
type Values = HashMap<Id, (String, Value)>;

/// Customers.
pub(super) type Customers = Arc<HashSet<Id>>;

/// Questions answered already.
#[derive(Debug, Default)]
pub(super) struct Answered(Vec<(Moment, NaiveDate, Asked, Customers)>);

impl Answered {
    /// Whoever meets a question, asked now.
    pub(super) fn meeting(
        &mut self,
        desk: &Desk,
        asked: &Asked,
        at: Moment,
        now: DateTime<FixedOffset>,
    ) -> Result<Customers> {
        let today = now.date_naive();
        self.0.retain(|(then, day, ..)| (*then, *day) == (at, today));
        if let Some((.., customers)) = self.0.iter().find(|(.., known, _)| known == asked) {
            return Ok(Arc::clone(customers));
        }
        let customers = Arc::new(desk.meeting(asked, now)?);
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push((at, today, asked.clone(), Arc::clone(&customers)));
        Ok(customers)
    }
}

/// So many distinct values are judged once only.
const FEW: usize = 100_000;

impl Desk {
    /// Whoever meets a question.
    pub(super) fn meeting(&self, asked: &Asked, now: DateTime<FixedOffset>) -> Result<HashSet<Id>> {
        let mut found = HashSet::new();
        let mut judged: HashMap<Value, bool> = HashMap::new();
        self.each_held(asked.about, now, &mut |who, value, currency| {
            if found.contains(&who) {
                return;
            }
            let known = judged.get(&value).copied().filter(|_| currency.is_empty());
            let judge = || asked.meets(&asked.about.kept_as(value.clone()), self.spoken(&currency), now);
            let meets = known.unwrap_or_else(judge);
            if known.is_none() && currency.is_empty() && judged.len() < FEW {
                judged.insert(value, meets);
            }
            if meets {
                found.insert(who);
            }
        })?;
        Ok(found)
    }

    /// The same customers by what the line orders them by, those with nothing last; equals stay as
    /// they came, and amounts of one currency stay together.
    pub(super) fn ordered(
        &self,
        mut customers: Vec<Id>,
        sort: Sort,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Id>> {
        let values = self.first_of_each(sort, now)?;
        customers.sort_by(|one, other| match (values.get(one), values.get(other)) {
            (Some((currency, value)), Some((theirs, other))) => {
                currency.cmp(theirs).then_with(|| if sort.down { other.cmp(value) } else { value.cmp(other) })
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        Ok(customers)
    }

    /// By customer the first of what they hold, or the last where it is ordered downwards.
    fn first_of_each(&self, sort: Sort, now: DateTime<FixedOffset>) -> Result<Values> {
        let mut ends = Values::new();
        self.each_held(sort.about, now, &mut |who, value, currency| {
            let held = (self.spoken(&currency).to_owned(), sort.about.kept_as(value));
            if held.1.is_null() {
                return;
            }
            let end = ends.entry(who).or_insert_with(|| held.clone());
            if (held > *end) == sort.down {
                *end = held;
            }
        })?;
        Ok(ends)
    }
}
