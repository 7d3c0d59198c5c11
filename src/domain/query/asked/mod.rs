//! What a filter asks of any field, of what was bought, of what a customer is worth.
//!
//! What customers, and whatever hangs on them, hold in their fields the search answers
//! (`search::held`); of all else `store::asked` finds who meets it before the line is answered. How a
//! question is read from what is typed is `reading`'s.

mod reading;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use super::names::{self, Measure};
use super::token::Compare;
use crate::domain::custom_field::CustomField;
use crate::domain::fold::fold;
pub(super) use reading::{Read, read, sort};

use crate::domain::{Field, Id, Kind, Noun, Value, amount, quantity};

/// A question to the book, to be answered with customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is looked at.
    pub about: About,
    /// How it must stand to the value.
    pub compare: Compare,
    /// What it is held against.
    pub bound: Bound,
}

/// What of a customer a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A field of the customer, or of anything that hangs on it.
    Field(Noun, &'static Field),
    /// A field of the desk's own, and what kind it holds.
    Own(Id, Kind),
    /// What they bought altogether.
    Worth(Measure),
    /// A product by its name or code.
    Bought,
    /// The newest answer to the question of that code: see [`question::code_id`].
    ///
    /// [`question::code_id`]: crate::domain::question::code_id
    Answer(Id),
    /// An address on the web that they looked at.
    Visited,
    /// An event they got so far with, by its name; with nothing said, any.
    Event(&'static str),
    /// Whether open deals come to more than the credit limit.
    Credit,
    /// Inquiries by whether they are open or done; or complaints alone.
    Inquiries {
        /// Nothing but complaints.
        complaints: bool,
    },
}

/// What a field is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Anything at all.
    Known,
    /// One of these folded texts.
    Words(Vec<String>),
    /// One of these codes, folded.
    Codes(Vec<String>),
    /// This record.
    Record(Id),
    /// A number as it is kept: whole, thousandths, minutes.
    Number(i64),
    /// An amount as typed, and the currency of what says none: plain figures mean that of each record.
    Amount(String, String),
    /// A day, or a month or a year: the beginning of an ISO date.
    Day(String),
    /// So many days from today; before today where less than nothing.
    Days(i64),
}

/// What an answer is to be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// What of each customer.
    pub about: About,
    /// The largest, the latest, the last first.
    pub down: bool,
}

fn of_ones_own(name: &str, own: &[CustomField]) -> Option<(&'static str, About)> {
    let now = own.iter().find(|field| fold(&field.name).replace(' ', "_") == name);
    let first =
        || own.iter().find(|field| [name, &name.replace('_', " ")].iter().any(|name| field.was_called(name)));
    let field = now.or_else(first)?;
    Some(("own", About::Own(field.id, kind_of(&field.kind))))
}

/// What a field of the desk's own of that kind holds, as a field of ours would.
#[must_use]
pub fn kind_of(code: &str) -> Kind {
    match code {
        "number" | "money" => Kind::Quantity,
        "date" => Kind::Date,
        "flag" => Kind::Flag,
        _ => Kind::Text,
    }
}

impl About {
    /// What is asked for by that name.
    #[must_use]
    pub fn named(name: &str, own: &[CustomField]) -> Option<Self> {
        let name = fold(name);
        names::named(&name).or_else(|| of_ones_own(&name, own)).map(|(_, about)| about)
    }

    /// What is held as it is judged: what a field of one's own holds, as a field of ours would.
    #[must_use]
    pub fn kept_as(self, value: Value) -> Value {
        match self {
            Self::Own(_, Kind::Quantity) => quantity::read(value.text()).map_or(Value::Null, Value::Int),
            Self::Own(_, Kind::Flag) if value.text() == "yes" => Value::Int(1),
            Self::Own(_, Kind::Flag) => Value::Null,
            _ => value,
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Field(_, field) => field.kind,
            Self::Own(_, kind) => kind,
            Self::Worth(measure) => measure.kind(),
            Self::Bought | Self::Answer(_) | Self::Visited | Self::Event(_) => Kind::Text,
            Self::Credit | Self::Inquiries { .. } => Kind::Choice,
        }
    }
}

/// How open deals stand to a credit limit.
pub const CREDIT: &[&str] = &["over", "within"];

impl Asked {
    /// Says whether a field that holds `value` meets it; an amount is of `currency`, or where that is
    /// empty of the desk's own.
    ///
    /// Amounts of another currency than the one asked for never do.
    #[must_use]
    pub fn meets(&self, value: &Value, currency: &str, now: DateTime<FixedOffset>) -> bool {
        if value.is_null() {
            return false;
        }
        match (&self.bound, value) {
            (Bound::Known, _) => true,
            (Bound::Codes(codes), Value::Text(said)) if matches!(self.about, About::Answer(_)) => {
                said.lines().any(|line| codes.contains(&fold(line)))
            }
            (Bound::Words(_) | Bound::Codes(_), Value::Text(text)) => {
                self.meets_folded(&fold(text)).unwrap_or_default()
            }
            (Bound::Record(id), Value::Ref(bytes)) => id.as_bytes() == bytes,
            (Bound::Number(bound), Value::Int(number)) => self.number(*number, *bound),
            (Bound::Amount(..), Value::Int(minor)) => {
                self.amount_in(currency).is_some_and(|asked| self.compare.meets(minor.cmp(&asked)))
            }
            (Bound::Day(_) | Bound::Days(_), value) => self.day(value, now).unwrap_or(false),
            _ => false,
        }
    }

    /// The amount it is held against in minor units of a currency, which is the desk's own where it is
    /// empty; nothing where another is asked for, or no amount.
    #[must_use]
    pub fn amount_in(&self, currency: &str) -> Option<i64> {
        let Bound::Amount(typed, home) = &self.bound else { return None };
        let currency = if currency.is_empty() { home } else { currency };
        amount::read(typed, currency).filter(|asked| asked.currency == currency).map(|asked| asked.minor)
    }

    /// Says whether a folded text meets it; nothing where it is not held against words.
    #[must_use]
    pub fn meets_folded(&self, text: &str) -> Option<bool> {
        match &self.bound {
            Bound::Words(words) => Some(words.iter().any(|word| text.contains(word))),
            Bound::Codes(codes) => Some(codes.iter().any(|code| code == text)),
            _ => None,
        }
    }

    fn number(&self, number: i64, bound: i64) -> bool {
        if self.about != About::Worth(Measure::Rfm) {
            return self.compare.meets(number.cmp(&bound));
        }
        let each = |compare: Compare| {
            [100, 10, 1].iter().all(|place| compare.meets((number / place % 10).cmp(&(bound / place % 10))))
        };
        match self.compare {
            Compare::Above => number != bound && each(Compare::Least),
            Compare::Below => number != bound && each(Compare::Most),
            compare => each(compare),
        }
    }

    /// Held against a month or a year, a day is all of it.
    fn day(&self, value: &Value, now: DateTime<FixedOffset>) -> Option<bool> {
        let day = match value {
            Value::Text(day) => day.clone(),
            Value::Int(moment) => {
                let moment = DateTime::from_timestamp_millis(*moment)?.with_timezone(now.offset());
                moment.date_naive().to_string()
            }
            _ => return None,
        };
        let bound = match &self.bound {
            Bound::Day(day) => day.clone(),
            Bound::Days(days) => from_today(now.date_naive(), *days)?.to_string(),
            _ => return None,
        };
        let known = day.len().min(bound.len());
        Some(self.compare.meets(day.get(..known)?.cmp(bound.get(..known)?)))
    }
}

fn from_today(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { today.checked_sub_days(count) } else { today.checked_add_days(count) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::{Query, Test};

    fn asked(line: &str) -> Asked {
        let query = Query::parse(line);
        assert!(query.words.is_empty(), "{line}: {:?}", query.words);
        match query.filters.first().map(|filter| filter.test.clone()) {
            Some(Test::Asked(asked)) => asked,
            other => panic!("{line}: {other:?}"),
        }
    }

    fn meets(line: &str, value: impl Into<Option<i64>>) -> bool {
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        asked(line).meets(&value.into().map_or(Value::Null, Value::Int), "JPY", now)
    }

    fn says(line: &str, value: &str) -> bool {
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        asked(line).meets(&Value::Text(value.to_owned()), "JPY", now)
    }

    #[test]
    fn numbers_amounts_and_marks_are_compared_as_what_they_are() {
        assert!(
            meets("employees>=100", 100) && !meets("employees>100", 100) && !meets("employees>100", None)
        );
        assert!(meets("従業員数≧１００", 100) && meets("従業員数＜100", 99));
        assert!(meets("deal.amount>=120万", 1_200_000) && !meets("商談.金額>=120万", 1_199_999));
        assert!(!meets("amount>=$10", 1_000_000), "dollars are not held against yen");
        assert!(meets("rfm>=445", 555) && meets("rfm>=445", 445) && !meets("rfm>=445", 515), "each mark");
        assert!(meets("rfm<=222", 112) && !meets("rfm>445", 445) && meets("vip:yes", 1));
    }

    #[test]
    fn days_are_dates_spans_from_today_or_the_beginning_of_one() {
        assert!(says("last<-90d", "2026-08-29") && !says("last<-90d", "2026-08-30"));
        assert!(says("closing<=2w", "2026-12-12") && !says("受注予定日<=14日", "2026-12-13"));
        assert!(says("closing:2026-12", "2026-12-24") && says("closing<=2026-12", "2026-12-31"));
        assert!(says("birth_date:1980", "1980-05-05") && !says("birth_date>1980", "1980-05-05"));
    }

    #[test]
    fn words_are_looked_for_folded_and_choices_by_their_beginning_or_their_word() {
        assert!(says("industry:セイゾウ,it", "ｾｲｿﾞｳ業") && !says("業種:小売", "製造"));
        assert!(says("失注理由:競合", "competitor") && says("lost_reason:pri", "price"));
        assert!(says("bought:ねじ", "精密ネジ M3") && says("outcome:na", "NA"));
        assert!(says("inquiry:open", "open") && !says("クレーム:未完了", "done"));
        assert!(says("inquiry.status:waiting", "waiting") && says("問い合わせ状況:回答待ち", "waiting"));
    }

    #[test]
    fn nothing_is_everybody_but_those_with_something() {
        let query = Query::parse("industry:none source:none");
        assert!(query.filters.iter().all(|filter| filter.without), "{query:?}");
        assert_eq!(asked("industry:any").bound, Bound::Known);
    }

    #[test]
    fn a_value_that_means_nothing_is_left_out_and_said_so() {
        for line in ["rfm>=9", "employees>many", "closing<soon", "lost_reason:zzz", "employees>"] {
            let query = Query::parse(line);
            assert!(query.filters.is_empty() && query.words.is_empty(), "{line}");
            assert_eq!(query.hints[0].value, "", "{line}");
        }
    }

    #[test]
    fn an_answer_is_ordered_by_any_name_and_the_other_way_round_after_a_dash() {
        let sort = |line: &str| Query::parse(line).sort.map(|sort| (sort.about, sort.down));
        assert_eq!(sort("sort:-net acme"), Some((About::Worth(Measure::Net), true)));
        assert_eq!(sort("並び:従業員数").map(|(_, down)| down), Some(false));
        assert_eq!(
            (sort("sort:nonsense"), Query::parse("sort:nonsense").hints[0].value.as_str()),
            (None, "")
        );
    }

    #[test]
    fn two_equal_signs_mean_that_and_nothing_more() {
        assert!(says("industry==ＩＴ", "it") && !says("industry==it", "it services"));
        assert!(says("outcome==na", "NA") && !says("source==any", "anything") && meets("employees==5", 5));
        let id = Id::mint(7);
        let line = format!("customer.owner=={id}");
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        assert!(asked(&line).meets(&Value::Ref(*id.as_bytes()), "", now));
        assert!(!asked(&line).meets(&Value::Ref([1; 16]), "", now));
        assert!(
            Query::parse("deal.owner:kei").filters.is_empty() && Query::parse("sort:parent").sort.is_none()
        );
    }

    #[test]
    fn a_field_of_ones_own_is_a_filter_by_its_name() {
        let own = [CustomField::called(Noun::Customer, "契約 プラン", "text")];
        let query = Query::parse_with("契約_プラン:gold", &own);
        assert!(
            matches!(&query.filters[0].test, Test::Asked(asked) if asked.about == About::Own(own[0].id, Kind::Text))
        );
        assert!(Query::parse("契約_プラン:gold").filters.is_empty(), "nobody else has it");
    }
}
