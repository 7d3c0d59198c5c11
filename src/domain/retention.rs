//! Retention: how long somebody is kept after anything was last heard of them, and who is due for a look.
//!
//! Nothing is deleted by it: whoever is due is kept until a day, erased or blocked by hand.

use chrono::{DateTime, Days, FixedOffset, Months, NaiveDate};

use super::customer::KINDS;
use super::page::Line;
use super::{Change, Deed, Id, Noun, Value, customer};

/// What a rule counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The last call, mail, visit, …; where there is none, the day they were added.
    LastContact,
    /// The last purchase; where there is none, the day they were added.
    LastPurchase,
    /// The day they were added.
    Added,
}

/// How long customers of a kind are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `company` or `person`; empty for both.
    pub kind: String,
    /// How long, as it was written.
    pub after: String,
    /// Counted from.
    pub since: Since,
    span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    Months(u32),
    Days(u64),
}

impl Rule {
    /// Reads a rule as the settings write it.
    ///
    /// # Errors
    /// The word that means nothing.
    pub fn read(what: &str, kind: &str, after: &str, since: &str) -> Result<Self, String> {
        if what != "customer" {
            return Err(what.to_owned());
        }
        if !kind.is_empty() && !KINDS.contains(&kind) {
            return Err(kind.to_owned());
        }
        let since = match since {
            "last_contact" | "" => Since::LastContact,
            "last_purchase" => Since::LastPurchase,
            "added" => Since::Added,
            other => return Err(other.to_owned()),
        };
        let span = span(after).ok_or_else(|| after.to_owned())?;
        Ok(Self { kind: kind.to_owned(), after: after.to_owned(), since, span })
    }

    /// The day somebody is due who was heard of last on `day`.
    fn due(&self, day: NaiveDate) -> Option<NaiveDate> {
        match self.span {
            Span::Months(months) => day.checked_add_months(Months::new(months)),
            Span::Days(days) => day.checked_add_days(Days::new(days)),
        }
    }
}

/// `3y`, `18m`, `26w`, `90d`; never nothing.
fn span(text: &str) -> Option<Span> {
    let number: u32 =
        text.get(..text.len().checked_sub(1)?)?.parse().ok().filter(|n| (1..=1_200).contains(n))?;
    match text.chars().last()? {
        'y' => Some(Span::Months(number * 12)),
        'm' => Some(Span::Months(number)),
        'w' => Some(Span::Days(u64::from(number) * 7)),
        'd' => Some(Span::Days(u64::from(number))),
        _ => None,
    }
}

/// What the book knows of when somebody was heard of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Who.
    pub customer: Id,
    /// `company` or `person`.
    pub kind: String,
    /// When they were added, Unix milliseconds.
    pub added: i64,
    /// The last contact.
    pub contact: Option<i64>,
    /// The last purchase.
    pub purchase: Option<i64>,
    /// Not due before this day.
    pub keep_until: String,
}

/// Somebody who is due for a look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Who.
    pub line: Line,
    /// Heard of last, Unix milliseconds.
    pub heard: i64,
    /// Due since that day.
    pub since: String,
    /// How long the rule keeps them.
    pub after: String,
}

impl Heard {
    /// Since which day they are due under the strictest rule, when that was counted from, and that rule.
    #[must_use]
    pub fn due<'a>(
        &self,
        rules: &'a [Rule],
        now: DateTime<FixedOffset>,
    ) -> Option<(NaiveDate, i64, &'a Rule)> {
        let today = now.date_naive();
        if !self.keep_until.is_empty() && self.keep_until.as_str() > today.to_string().as_str() {
            return None;
        }
        let mine = rules.iter().filter(|rule| rule.kind.is_empty() || rule.kind == self.kind);
        let due = mine.filter_map(|rule| {
            let heard = match rule.since {
                Since::LastContact => self.contact,
                Since::LastPurchase => self.purchase,
                Since::Added => None,
            };
            let heard = heard.unwrap_or(self.added);
            let day = DateTime::from_timestamp_millis(heard)?.with_timezone(now.offset()).date_naive();
            Some((rule.due(day)?, heard, rule))
        });
        due.filter(|(day, ..)| *day <= today).min_by_key(|(day, ..)| *day)
    }
}

/// The change that keeps somebody until a day.
#[must_use]
pub fn retain(customer: Id, name: &str, until: &str) -> Change {
    let fields = vec![(customer::field::keep_until, Value::Text(until.to_owned()))];
    Change::new(Deed::Retain, name).set(Noun::Customer, customer, fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(rules: &[Rule], heard: &Heard) -> Option<String> {
        let now = DateTime::parse_from_rfc3339("2026-11-28T10:00:00+09:00").unwrap();
        heard.due(rules, now).map(|(day, ..)| day.to_string())
    }

    fn on(day: &str) -> i64 {
        DateTime::parse_from_rfc3339(&format!("{day}T12:00:00+09:00")).unwrap().timestamp_millis()
    }

    #[test]
    fn who_was_not_heard_of_for_as_long_as_the_rule_says_is_due() {
        let rule = Rule::read("customer", "person", "3y", "last_contact").unwrap();
        let heard = |contact: &str| Heard {
            kind: "person".into(),
            added: on("2015-01-01"),
            contact: Some(on(contact)),
            ..Heard::default()
        };
        let rules = [rule];
        assert_eq!(due(&rules, &heard("2023-11-28")).as_deref(), Some("2026-11-28"));
        assert_eq!(due(&rules, &heard("2023-11-29")), None);
        assert_eq!(
            due(&rules, &Heard { contact: None, ..heard("2023-11-29") }).as_deref(),
            Some("2018-01-01")
        );
        assert_eq!(due(&rules, &Heard { kind: "company".into(), ..heard("2001-01-01") }), None);
        assert_eq!(due(&rules, &Heard { keep_until: "2026-11-29".into(), ..heard("2001-01-01") }), None);
        assert!(due(&rules, &Heard { keep_until: "2026-11-28".into(), ..heard("2001-01-01") }).is_some());
        assert_eq!(due(&[], &heard("2001-01-01")), None, "nothing is due unasked");
    }

    #[test]
    fn a_rule_that_means_nothing_names_the_word() {
        for (what, kind, after, since, word) in [
            ("deal", "", "3y", "", "deal"),
            ("customer", "robot", "3y", "", "robot"),
            ("customer", "", "3", "", "3"),
            ("customer", "", "0y", "", "0y"),
            ("customer", "", "年", "", "年"),
            ("customer", "", "3y", "birth", "birth"),
        ] {
            assert_eq!(Rule::read(what, kind, after, since), Err(word.to_owned()));
        }
    }
}
