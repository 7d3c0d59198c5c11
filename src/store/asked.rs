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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::custom_field::CustomField;
    use crate::domain::custom_value::CustomValue;
    use crate::domain::customer::Customer;
    use crate::domain::query::{Query, Test};
    use crate::domain::record::GONE;
    use crate::domain::{Change, Deed, Noun, Write, pair};
    use crate::store::Finder;

    const LINES: [&str; 8] = [
        "industry:製造",
        "industry==小売業",
        "industry:none",
        "employees>=2",
        "vip:yes",
        "first_touch_on<2026-12",
        "plan:gold",
        "seats>1",
    ];

    fn id(n: u8) -> Id {
        Id::of_parts(&[b"customer", &[n]])
    }

    fn held(n: u8, field: &CustomField, raw: &str) -> CustomValue {
        CustomValue::of(Some(id(n)), id(n), field.id, raw)
    }

    /// What one customer holds: trade, employees, day, plan and seats of the desk's own.
    type Person = (String, Option<i64>, String, String, String);

    fn write(n: u8, (industry, employees, day, plan, seats): &Person, own: &[CustomField]) -> Vec<Write> {
        let customer = Customer {
            id: id(n),
            name: format!("Customer {n}"),
            industry: industry.clone(),
            employees: *employees,
            vip: *employees == Some(3),
            first_touch_on: day.clone(),
            ..Customer::default()
        };
        let own = own.iter().zip([plan, seats]).filter(|(_, raw)| !raw.is_empty());
        let own = own.map(|(field, raw)| Write::adding(&held(n, field, raw)));
        std::iter::once(Write::adding(&customer)).chain(own).collect()
    }

    fn deleted(id: Id) -> Write {
        Write { noun: Noun::Customer, id, new: false, fields: vec![(GONE, Value::Int(1))] }
    }

    fn person() -> impl Strategy<Value = Person> {
        (
            "((ｾｲｿﾞｳ|製造|小売)業)?",
            proptest::option::of(0_i64..4),
            "(2026-1[12]-0[1-3])?",
            "(Gold|ｇｏｌｄ|silver)?",
            "[0-3]?",
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_search_answers_of_fields_as_the_book_does_in_memory_and_by_its_file(
            people in proptest::collection::vec(person(), 1..9),
            joined in proptest::collection::vec((0_u8..9, 0_u8..9), 0..3),
            gone in proptest::option::of(0_u8..9),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
            let own = [("Plan", "text"), ("Seats", "number")];
            let own = own.map(|(name, kind)| CustomField::called(Noun::Customer, name, kind));
            let mut change = own.iter().fold(Change::new(Deed::Setup, ""), Change::add);
            let (first, later) = people.split_at(people.len() / 2);
            for (n, person) in (0..).zip(first) {
                change.writes.extend(write(n, person, &own));
            }
            desk.commit(&change, 2).unwrap();
            desk.make_sidecar(&|_| true).unwrap();
            let mut by_file = Finder::on_sidecar(&desk).unwrap().unwrap();
            let mut change = Change::new(Deed::Setup, "");
            for (n, person) in (0..).zip(later) {
                change.writes.extend(write(n + u8::try_from(first.len()).unwrap(), person, &own));
            }
            let there = |n: &u8| usize::from(*n) < people.len();
            for (one, other) in joined.iter().filter(|(one, other)| one != other && there(one) && there(other)) {
                change.writes.push(pair::decided(id(*one), id(*other), pair::SAME));
            }
            change.writes.extend(gone.filter(there).map(|n| deleted(id(n))));
            desk.commit(&change, 3).unwrap();
            let mut in_memory = Finder::fold(&desk, || true).unwrap();
            let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
            for line in LINES {
                let query = Query::parse_with(line, &desk.all_own_fields().unwrap());
                let [filter] = query.filters.as_slice() else { panic!("{line}") };
                let Test::Asked(asked) = &filter.test else { panic!("{line}") };
                let meet = desk.meeting(asked, now).unwrap();
                let everybody = in_memory.everybody(&desk, "", now, &|| true).unwrap().unwrap();
                let expected: HashSet<Id> = everybody.into_iter().filter(|id| meet.contains(id) != filter.without).collect();
                for finder in [&mut in_memory, &mut by_file] {
                    let found = finder.everybody(&desk, line, now, &|| true).unwrap().unwrap();
                    prop_assert_eq!(found.into_iter().collect::<HashSet<_>>(), expected.clone(), "{}", line);
                }
            }
        }
    }
}
