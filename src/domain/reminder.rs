//! The reminder: a rule that puts a next step on the agenda so long before or after a date in the book.
//!
//! Which occasion of a date is near, and the step it makes: the same one on every desk, for its id is
//! the hash of the rule, the record and the occasion. Who holds the dates is `store::reminder`'s.

use chrono::{Datelike as _, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeZone as _};

use super::custom_field::CustomField;
use super::next_step::NextStep;
use super::page::Page;
use super::query::{About, Measure};
use super::record::filled;
use super::stage::StageFlag;
use super::zone::zone;
use super::{Change, Deed, Field, Id, Kind, Noun, Value, Write};

/// So many days after its time an occasion is not reminded of any more.
const GRACE: u64 = 14;

/// A rule as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The date, by the name a filter has for it.
    pub field: String,
    /// Days after it, or before it where less than nothing.
    pub days: i32,
    /// Months after it or before it.
    pub months: i32,
    /// It comes again.
    pub every: Option<Every>,
    /// What is to be done.
    pub text: String,
    /// Where it is written.
    pub line: usize,
}

/// How often a date comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Once.
    Never,
    /// Every year.
    Year,
    /// Every month.
    Month,
}

/// A rule that is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// As it is written.
    pub written: Written,
    /// Where its dates are.
    pub of: Dates,
    every: Every,
}

/// Where dates are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// In a field.
    Field(Noun, &'static Field),
    /// In a field of the desk's own.
    Own(Id),
    /// In what customers bought.
    Worth(Measure),
}

impl Dates {
    /// The code of the field, where it is one of the customer's own record.
    #[must_use]
    pub fn of_customer(self) -> Option<u16> {
        match self {
            Self::Field(Noun::Customer, field) => Some(field.code),
            _ => None,
        }
    }
}

/// A day somebody is to be reminded of, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The day.
    pub day: NaiveDate,
    /// The day of the reminder.
    pub on: NaiveDate,
}

/// Whose date it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The customer.
    pub customer: Id,
    /// The record that holds the date.
    pub record: Id,
}

/// Why nobody is reminded of a date that is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spared {
    /// They must not be called.
    Blocked,
    /// They have left, or what it was about is settled.
    Over,
}

impl Written {
    /// The rule; nothing where it names no date.
    #[must_use]
    pub fn rule(&self, own: &[CustomField]) -> Option<Rule> {
        let of = match About::named(&self.field, own)? {
            About::Field(noun, field) if is_date(field) => Dates::Field(noun, field),
            About::Own(id, Kind::Date) => Dates::Own(id),
            About::Worth(measure @ (Measure::First | Measure::Last | Measure::Expected)) => {
                Dates::Worth(measure)
            }
            _ => return None,
        };
        let yearly = matches!(of, Dates::Field(_, field) if YEARLY.contains(&field.name));
        let every = self.every.unwrap_or(if yearly { Every::Year } else { Every::Never });
        Some(Rule { written: self.clone(), of, every })
    }
}

/// The month a customer's books close is a date every year: its last day.
const CLOSES: &str = "fiscal_month";

/// Dates that come again every year, unless a rule says otherwise.
const YEARLY: &[&str] = &["birth_date", CLOSES];

fn is_date(field: &Field) -> bool {
    matches!(field.kind, Kind::Date | Kind::Moment) || field.name == CLOSES
}

impl Rule {
    /// The occasion that is to be reminded of today. `Err` where the date is not known to the day.
    ///
    /// # Errors
    /// Where the date is not known to the day.
    pub fn occasion(
        &self,
        held: &Value,
        today: NaiveDate,
        offset: FixedOffset,
    ) -> Result<Option<Occasion>, Vague> {
        let first = self.first(held, today, offset)?;
        let near = |day: NaiveDate| {
            let on = self.on(day)?;
            let until = day.max(on).checked_add_days(Days::new(GRACE))?;
            (day >= first && on <= today && today < until).then_some(Occasion { day, on })
        };
        Ok(match self.every {
            Every::Never => near(first),
            Every::Year => (-3..=3).rev().find_map(|years| near(self.in_year(first, today.year() + years)?)),
            Every::Month => (-36..=36).rev().find_map(|months| near(in_month(first, today, months)?)),
        })
    }

    fn closes(&self) -> bool {
        matches!(self.of, Dates::Field(_, field) if field.name == CLOSES)
    }

    /// The same day of that year: the last of its month where it has no such day, or is meant.
    fn in_year(&self, first: NaiveDate, year: i32) -> Option<NaiveDate> {
        let begin = NaiveDate::from_ymd_opt(year, first.month(), 1)?;
        if self.closes() {
            last_of_month(begin)
        } else {
            begin.with_day(first.day()).or_else(|| last_of_month(begin))
        }
    }

    /// The first day it falls on.
    fn first(&self, held: &Value, today: NaiveDate, offset: FixedOffset) -> Result<NaiveDate, Vague> {
        match held {
            Value::Int(month) if self.closes() => {
                let month = u32::try_from(*month).map_err(|_| Vague)?;
                NaiveDate::from_ymd_opt(today.year() - 9, month, 1).and_then(last_of_month).ok_or(Vague)
            }
            Value::Int(ms) => {
                offset.timestamp_millis_opt(*ms).single().map(|at| at.date_naive()).ok_or(Vague)
            }
            Value::Text(day) => day.parse().map_err(|_| Vague),
            _ => Err(Vague),
        }
    }

    /// The day of the reminder.
    fn on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let months = Months::new(self.written.months.unsigned_abs());
        let moved = if self.written.months < 0 {
            day.checked_sub_months(months)
        } else {
            day.checked_add_months(months)
        };
        let days = Days::new(self.written.days.unsigned_abs().into());
        if self.written.days < 0 { moved?.checked_sub_days(days) } else { moved?.checked_add_days(days) }
    }

    /// The step an occasion makes; whatever is written in it does not depend on who makes it when.
    #[must_use]
    pub fn step(
        &self,
        occasion: Occasion,
        holder: Holder,
        page: &Page,
        at: NaiveTime,
        offset: FixedOffset,
    ) -> NextStep {
        let due = occasion.on.and_time(at).and_local_timezone(offset).earliest();
        let person = page.people.iter().find(|person| person.id == holder.record);
        let deal = page.deals.iter().find(|deal| deal.id == holder.record);
        NextStep {
            id: self.id(occasion, holder.record),
            customer: Some(holder.customer),
            person: person.map(|person| person.id),
            kind: "task".into(),
            due_at: due.map(|due| due.timestamp_millis()),
            zone: due.map(zone),
            text: self.text(occasion, page, &person.map(super::person::Person::name).unwrap_or_default()),
            owner: deal.and_then(|deal| deal.owner).or(page.customer.owner),
            ..NextStep::default()
        }
    }

    fn text(&self, occasion: Occasion, page: &Page, person: &str) -> String {
        let who = if person.is_empty() { &page.customer.name } else { person };
        let day = occasion.day.to_string();
        self.written.text.replace("{date}", &day).replace("{name}", who)
    }

    fn id(&self, occasion: Occasion, record: Id) -> Id {
        let field = match self.of {
            Dates::Field(noun, field) => format!("{}.{}", noun.code(), field.code),
            Dates::Own(id) => id.to_string(),
            Dates::Worth(measure) => format!("{measure:?}"),
        };
        let ahead = format!("{} {}", self.written.months, self.written.days);
        let day = occasion.day.to_string();
        let [field, ahead, day] = [&field, &ahead, &day].map(String::as_bytes);
        Id::of_parts(&[b"reminder", field, ahead, day, record.as_bytes()])
    }

    /// Why nobody is to be reminded of that record's date.
    #[must_use]
    pub fn spares(&self, holder: Holder, page: &Page, now: i64) -> Option<Spared> {
        if page.blocked(now).is_some() {
            return Some(Spared::Blocked);
        }
        let name = if let Dates::Field(_, field) = self.of { field.name } else { "" };
        let wins_back = name == "win_back_on" || matches!(self.of, Dates::Worth(_));
        let left_us = matches!(page.customer.lifecycle.as_str(), "lapsed" | "unfit") && !wins_back;
        let person = page.people.iter().find(|person| person.id == holder.record);
        let deal = page.deals.iter().find(|deal| deal.id == holder.record);
        let settled = deal.is_some_and(|deal| match name {
            "close_on" => !page.pipelines.open(deal),
            "win_back_on" => page.pipelines.flag(deal) != StageFlag::Lost,
            _ => false,
        });
        let cancelled = name == "renews_on"
            && page.subscriptions.iter().any(|one| one.id == holder.record && !one.cancelled_on.is_empty());
        let over = left_us || settled || cancelled || person.is_some_and(|person| person.left);
        over.then_some(Spared::Over)
    }
}

/// A date of which the day is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vague;

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The same day of the month so many from this one, its last where it has no such day.
fn in_month(first: NaiveDate, today: NaiveDate, months: i32) -> Option<NaiveDate> {
    let begin = today.with_day(1)?;
    let away = Months::new(months.unsigned_abs());
    let begin = if months < 0 { begin.checked_sub_months(away)? } else { begin.checked_add_months(away)? };
    begin.with_day(first.day()).or_else(|| last_of_month(begin))
}

/// What rules come to on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reminders {
    /// The steps that are to be made, by customer.
    pub made: Vec<(NextStep, String)>,
    /// Occasions that were reminded of before.
    pub already: usize,
    /// Those of somebody who must not be called.
    pub blocked: usize,
    /// Those of somebody who has left, and of what is settled.
    pub over: usize,
    /// Dates that are not known to the day.
    pub vague: usize,
}

impl Reminders {
    /// The change that puts them on the agenda. Never a creation: two desks make the same record.
    #[must_use]
    pub fn change(&self) -> Change {
        let write = |(step, _): &(NextStep, String)| Write {
            noun: Noun::NextStep,
            id: step.id,
            new: false,
            fields: filled(step).collect(),
        };
        let mut texts: Vec<&str> = self.made.iter().map(|(step, _)| step.text.as_str()).collect();
        texts.dedup();
        let subject =
            if let [only] = texts.as_slice() { (*only).to_owned() } else { self.made.len().to_string() };
        Change { writes: self.made.iter().map(write).collect(), ..Change::new(Deed::Remind, subject) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::deal::Deal;
    use crate::domain::person::Person;

    fn rule(field: &str, days: i32, months: i32, every: Option<Every>) -> Rule {
        let text = "Renew {name} {date}".to_owned();
        Written { field: field.into(), days, months, every, text, line: 1 }.rule(&[]).unwrap()
    }

    fn on(rule: &Rule, held: &str, today: &str) -> Option<String> {
        let offset = FixedOffset::east_opt(9 * 3600).unwrap();
        let held = held.parse().map_or_else(|_| Value::Text(held.into()), Value::Int);
        let found = rule.occasion(&held, today.parse().unwrap(), offset).unwrap()?;
        Some(format!("{} {}", found.day, found.on))
    }

    #[test]
    fn a_date_is_reminded_of_from_its_day_on_and_not_for_ever() {
        let rule = rule("deal.close_on", -7, 0, None);
        assert_eq!(on(&rule, "2026-12-08", "2026-11-30"), None);
        assert_eq!(on(&rule, "2026-12-08", "2026-12-01").unwrap(), "2026-12-08 2026-12-01");
        assert!(on(&rule, "2026-12-08", "2026-12-21").is_some(), "late is better than never");
        assert_eq!(on(&rule, "2026-12-08", "2026-12-22"), None);
    }

    #[test]
    fn a_birthday_comes_every_year_on_the_last_of_february_too() {
        let rule = rule("birth_date", 0, 0, None);
        assert_eq!(on(&rule, "1980-02-29", "2027-02-28").unwrap(), "2027-02-28 2027-02-28");
        assert_eq!(on(&rule, "1980-02-29", "2028-02-29").unwrap(), "2028-02-29 2028-02-29");
        assert_eq!(on(&rule, "1980-12-31", "2027-01-03").unwrap(), "2026-12-31 2026-12-31");
        assert_eq!(on(&rule, "1980-02-28", "2028-02-28").unwrap(), "2028-02-28 2028-02-28");
        assert_eq!(on(&rule, "2027-05-01", "2026-05-01"), None, "not before it began");
        let offset = FixedOffset::east_opt(0).unwrap();
        assert_eq!(
            rule.occasion(&Value::Text("1980-02".into()), "2027-02-28".parse().unwrap(), offset),
            Err(Vague)
        );
    }

    #[test]
    fn months_without_that_day_end_earlier() {
        let monthly = rule("first_touch_on", 0, 0, Some(Every::Month));
        assert_eq!(on(&monthly, "2026-01-31", "2026-04-30").unwrap(), "2026-04-30 2026-04-30");
        assert_eq!(on(&monthly, "2026-01-31", "2026-05-31").unwrap(), "2026-05-31 2026-05-31");
        let before = rule("deal.close_on", 0, -1, None);
        assert_eq!(on(&before, "2027-03-31", "2027-02-28").unwrap(), "2027-03-31 2027-02-28");
    }

    #[test]
    fn books_close_at_the_end_of_their_month_every_year() {
        let rule = rule("決算月", 0, -2, None);
        assert_eq!(on(&rule, "3", "2027-01-31").unwrap(), "2027-03-31 2027-01-31");
        assert_eq!(on(&rule, "2", "2027-12-29").unwrap(), "2028-02-29 2027-12-29");
        assert_eq!(on(&rule, "3", "2026-11-20"), None);
    }

    #[test]
    fn two_desks_make_the_same_step_and_another_occasion_makes_another() {
        let rule = rule("birth_date", 0, 0, None);
        let person = Person { id: Id::mint(1), full_name: "Sato".into(), ..Person::default() };
        let holder = Holder { customer: Id::mint(2), record: person.id };
        let page = Page { people: vec![person], ..Page::default() };
        let step = |year: i32| {
            let day = NaiveDate::from_ymd_opt(year, 2, 28).unwrap();
            let offset = FixedOffset::east_opt(0).unwrap();
            rule.step(Occasion { day, on: day }, holder, &page, NaiveTime::MIN, offset)
        };
        assert_eq!(step(2027), step(2027));
        assert_ne!(step(2027).id, step(2028).id);
        assert_eq!(step(2027).text, "Renew Sato 2027-02-28");
        assert_eq!(step(2027).person, Some(holder.record));
    }

    #[test]
    fn what_is_settled_and_who_has_left_is_spared() {
        let deal = |stage: &str| Deal { id: Id::from_bytes([3; 16]), stage: stage.into(), ..Deal::default() };
        let spared = |stage: &str, life: &str, field: &str| {
            let customer = Customer { lifecycle: life.into(), ..Customer::default() };
            let page = Page { customer, deals: vec![deal(stage)], ..Page::default() };
            let holder = Holder { customer: page.customer.id, record: page.deals[0].id };
            rule(field, 0, 0, None).spares(holder, &page, 0)
        };
        assert_eq!(spared("quote", "prospect", "deal.close_on"), None);
        assert_eq!(spared("won", "prospect", "deal.close_on"), Some(Spared::Over));
        assert_eq!(spared("quote", "lapsed", "deal.close_on"), Some(Spared::Over));
        assert_eq!(spared("lost", "lapsed", "deal.win_back_on"), None);
        assert_eq!(spared("quote", "lapsed", "expected"), None);
    }

    #[test]
    fn what_is_no_date_is_no_rule() {
        let rule = |field: &str| Written { field: field.into(), ..Written::default() }.rule(&[]);
        assert!(
            ["deal.amount", "rank", "nonsense", "net", "employees"].iter().all(|field| rule(field).is_none())
        );
        assert!(
            ["次回購入", "生年月日", "closing", "purchase.at", "last"]
                .iter()
                .all(|field| rule(field).is_some())
        );
    }
}
