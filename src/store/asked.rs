//! Who meets what a filter asks of the book itself, and in which order what they hold puts them.
//!
//! What is held is read by [`held`](super::held) and judged by `domain::query`. What was found is kept by
//! [`answered`](super::answered).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::open::Desk;
use crate::domain::query::{Asked, Sort};
use crate::domain::{Id, Value};

/// By customer the currency and the value they are ordered by.
pub(super) type Values = HashMap<Id, (String, Value)>;

/// Customers by what each holds of what a line orders them by, those with nothing last; equals stay as
/// they came, and amounts of one currency stay together.
pub(super) fn ordered(mut customers: Vec<Id>, values: &Values, down: bool) -> Vec<Id> {
    customers.sort_by(|one, other| match (values.get(one), values.get(other)) {
        (Some((currency, value)), Some((theirs, other))) => {
            currency.cmp(theirs).then_with(|| if down { other.cmp(value) } else { value.cmp(other) })
        }
        (one, other) => other.is_some().cmp(&one.is_some()),
    });
    customers
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
            let judge = || asked.meets(&asked.about.kept_as(value.clone()), &currency, now);
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

    /// By customer the first of what they hold, or the last where it is ordered downwards.
    pub(super) fn first_of_each(&self, sort: Sort, now: DateTime<FixedOffset>) -> Result<Values> {
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
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::activity::Activity;
    use crate::domain::custom_field::CustomField;
    use crate::domain::custom_value::CustomValue;
    use crate::domain::customer::Customer;
    use crate::domain::deal::Deal;
    use crate::domain::deal_line::DealLine;
    use crate::domain::inquiry::Inquiry;
    use crate::domain::purchase::Purchase;
    use crate::domain::query::{Query, Test};
    use crate::domain::record::GONE;
    use crate::domain::subscription::Subscription;
    use crate::domain::{Change, Deed, Noun, Write, pair};
    use crate::store::Finder;
    use crate::store::answered::Answered;

    const LINES: [&str; 25] = [
        "industry:製造",
        "industry==小売業",
        "industry:none",
        "employees>=2",
        "vip:yes",
        "credit_limit>=2",
        "first_touch_on<2026-12",
        "plan:gold",
        "seats>1",
        "結果:NA",
        "outcome:none",
        "活動日:2026-11-28",
        "activity.at<-1d",
        "duration>=2",
        "deal.stage:won,lost",
        "deal.amount>=2",
        "deal.amount>=$0.02",
        "close_on:2026-11",
        "bought:ねじ",
        "商品:ねじ",
        "purchase.amount<2",
        "renews<=2026-11-28",
        "cancelled:any",
        "inquiry:open",
        "complaint:done",
    ];

    fn id(n: u8) -> Id {
        Id::of_parts(&[b"customer", &[n]])
    }

    fn held(n: u8, field: &CustomField, raw: &str) -> CustomValue {
        CustomValue::of(Some(id(n)), id(n), field.id, raw)
    }

    /// What one customer holds: trade, employees, day, plan and seats of the desk's own.
    type Person = (String, Option<i64>, String, String, String);

    /// What hangs on a customer: which of these, whose, a choice, a number, a day.
    type Hung = (usize, u8, usize, i64, u32);

    fn hung() -> impl Strategy<Value = Hung> {
        (0_usize..6, 0_u8..9, 0_usize..3, 0_i64..4, 26_u32..30)
    }

    /// A record of that sort; of a deal without an amount its line as well.
    fn hanging(nth: usize, (which, whose, choice, number, day): &Hung) -> Vec<Write> {
        let (customer, record) = (Some(id(*whose)), Id::of_parts(&[b"hung", &nth.to_be_bytes()]));
        let on = format!("2026-11-{day}");
        let ms = DateTime::parse_from_rfc3339(&format!("{on}T00:07:30+09:00")).unwrap().timestamp_millis();
        let at = Some(ms + number * 3_600_000);
        let of = |texts: [&str; 3]| texts[*choice].to_owned();
        let currency = of(["", "JPY", "USD"]);
        match which {
            0 => {
                let outcome = of(["NA", "talked", ""]);
                let duration = (*number > 0).then_some(*number);
                vec![Write::adding(&Activity {
                    id: record,
                    customer,
                    outcome,
                    at,
                    duration,
                    ..Activity::default()
                })]
            }
            1 => {
                let (stage, amount) = (of(["won", "lost", "new"]), (*number > 0).then_some(*number));
                let deal =
                    Deal { id: record, customer, stage, amount, currency, close_on: on, ..Deal::default() };
                let line = DealLine {
                    id: Id::of_parts(&[b"line", &nth.to_be_bytes()]),
                    customer,
                    deal: Some(record),
                    unit_price: Some(2),
                    currency: "JPY".into(),
                    ..DealLine::default()
                };
                vec![Write::adding(&deal), Write::adding(&line)]
            }
            2 | 3 => {
                let (product, amount) = (of(["ねじ", "ネジ M3", "washer"]), Some(*number));
                vec![Write::adding(&Purchase {
                    id: record,
                    customer,
                    product,
                    amount,
                    currency,
                    at,
                    ..Purchase::default()
                })]
            }
            4 => {
                let cancelled_on = if *number == 0 { on.clone() } else { String::new() };
                let product = "care".to_owned();
                vec![Write::adding(&Subscription {
                    id: record,
                    customer,
                    product,
                    renews_on: on,
                    cancelled_on,
                    ..Subscription::default()
                })]
            }
            _ => {
                let (status, complaint) = (of(["new", "waiting", "done"]), *number == 0);
                vec![Write::adding(&Inquiry {
                    id: record,
                    customer,
                    status,
                    complaint,
                    received_at: at,
                    ..Inquiry::default()
                })]
            }
        }
    }

    fn write(n: u8, (industry, employees, day, plan, seats): &Person, own: &[CustomField]) -> Vec<Write> {
        let customer = Customer {
            id: id(n),
            name: format!("Customer {n}"),
            industry: industry.clone(),
            employees: *employees,
            vip: *employees == Some(3),
            credit_limit: *employees,
            currency: if n.is_multiple_of(2) { "USD".into() } else { String::new() },
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

    #[test]
    fn what_was_bought_is_not_added_up_again_after_a_call_but_after_a_purchase_is() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        let commit = |desk: &mut Desk, writes: Vec<Write>| {
            desk.commit(&Change { writes, ..Change::new(Deed::Setup, "") }, now.timestamp_millis()).unwrap();
        };
        let purchase = |nth| hanging(nth, &(2, 0, 0, 3, 26));
        let person = (String::new(), None, String::new(), String::new(), String::new());
        commit(&mut desk, write(0, &person, &[]));
        commit(&mut desk, purchase(0));
        let query = Query::parse("orders>=1");
        let Test::Asked(asked) = &query.filters[0].test else { panic!("{query:?}") };
        let mut answered = Answered::default();
        let mut meeting = |desk: &Desk| answered.meeting(desk, asked, desk.moment().unwrap(), now).unwrap();
        let first = meeting(&desk);
        assert!(first.contains(&id(0)));
        commit(&mut desk, hanging(1, &(0, 0, 0, 1, 26)));
        assert!(Arc::ptr_eq(&first, &meeting(&desk)));
        commit(&mut desk, purchase(2));
        assert!(!Arc::ptr_eq(&first, &meeting(&desk)));
        let second = meeting(&desk);
        commit(&mut desk, vec![deleted(id(0))]);
        assert!(!Arc::ptr_eq(&second, &meeting(&desk)) && meeting(&desk).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_search_answers_of_fields_as_the_book_does_in_memory_and_by_its_file(
            people in proptest::collection::vec(person(), 1..9),
            joined in proptest::collection::vec((0_u8..9, 0_u8..9), 0..3),
            gone in proptest::option::of(0_u8..9),
            hung in proptest::collection::vec(hung(), 0..12),
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
            let (early, late) = hung.split_at(hung.len() / 2);
            let known = |hung: &Hung, of: usize| usize::from(hung.1) < of;
            for (nth, hung) in early.iter().enumerate().filter(|(_, hung)| known(hung, first.len())) {
                change.writes.extend(hanging(nth, hung));
            }
            desk.commit(&change, 2).unwrap();
            desk.make_sidecar(&|_| true).unwrap();
            let mut by_file = Finder::on_sidecar(&desk).unwrap().unwrap();
            let mut change = Change::new(Deed::Setup, "");
            for (n, person) in (0..).zip(later) {
                change.writes.extend(write(n + u8::try_from(first.len()).unwrap(), person, &own));
            }
            for (nth, hung) in late.iter().enumerate().filter(|(_, hung)| known(hung, people.len())) {
                change.writes.extend(hanging(100 + nth, hung));
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
                let mut query = Query::parse_with(line, &desk.all_own_fields().unwrap());
                query.count_in("JPY");
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
