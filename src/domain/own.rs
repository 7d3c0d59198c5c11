//! What is typed into a field of one's own: its normal form, and which of the field's rules it breaks.
//!
//! Whatever is typed can be kept; a rule tells, and refuses only where the field is marked hard.

use super::custom_field::CustomField;
use super::custom_value::CustomValue;
use super::fold::fold;
use super::invalid::Why;
use super::typed::{self, Place};
use super::{Field, Id, Kind, Value, amount, contact_point, quantity};

/// Where something is typed.
#[derive(Clone, Copy, Debug)]
pub struct Here<'a> {
    /// What a plain time and a plain amount mean.
    pub place: Place<'a>,
    /// Where a number without a country code belongs.
    pub region: &'a str,
}

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there.
    Missing,
    /// It is nothing of the field's kind: the code of the kind.
    NotOf(String),
    /// It is none of these.
    NoChoice(String),
    /// It does not look like that.
    Unlike(String),
    /// It is less than that.
    Below(String),
    /// It is more than that.
    Above(String),
    /// It has more characters than that.
    Long(i64),
}

/// What was typed, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// The words.
    pub raw: String,
    /// Their normal form; empty where the field's kind has none or they are none.
    pub normal: String,
    /// The rules they break.
    pub faults: Vec<Fault>,
}

impl CustomField {
    /// Reads what is typed for it. A card number is refused whatever the rules.
    pub fn judge(&self, text: &str, here: Here<'_>) -> Result<Judged, Why> {
        let cleaned = typed::clean(text);
        let raw = cleaned.trim().to_owned();
        if raw.is_empty() {
            let faults = if self.required { vec![Fault::Missing] } else { Vec::new() };
            return Ok(Judged { faults, ..Judged::default() });
        }
        if self.kind != "phone" && typed::card_number(&raw) {
            return Err(Why::CardNumber);
        }
        let picked = self.normal_of(&raw, here);
        let mut faults = Vec::new();
        match &picked {
            None if !self.options().is_empty() => {
                faults.push(Fault::NoChoice(self.options().join(", ")));
            }
            None if self.kind != "text" => faults.push(Fault::NotOf(self.kind.clone())),
            _ => {}
        }
        let normal = picked.unwrap_or_default();
        self.measure(if normal.is_empty() { &raw } else { &normal }, &mut faults);
        Ok(Judged { raw, normal, faults })
    }

    /// The choices it has, in order; none where it is no choice.
    #[must_use]
    pub fn options(&self) -> Vec<&str> {
        let lines = self.choices.lines().map(str::trim).filter(|line| !line.is_empty());
        if matches!(self.kind.as_str(), "choice" | "multi") { lines.collect() } else { Vec::new() }
    }

    /// The value of a record, as it was judged.
    #[must_use]
    pub fn value(&self, customer: Option<Id>, record: Id, judged: Judged) -> CustomValue {
        let normal = judged.normal;
        CustomValue { normal, ..CustomValue::of(customer, record, self.id, &judged.raw) }
    }

    fn normal_of(&self, raw: &str, here: Here<'_>) -> Option<String> {
        match self.kind.as_str() {
            "number" => quantity::read(raw).map(quantity::written),
            "date" => typed::date(raw),
            "choice" => self.option(raw),
            "multi" => {
                let each: Option<Vec<String>> = split(raw).map(|part| self.option(part)).collect();
                each.map(|each| each.join(", "))
            }
            "flag" => flag(raw, here.place),
            "phone" => {
                let normal = contact_point::number(raw, here.region).normal;
                (!normal.is_empty()).then_some(normal)
            }
            "url" => url(raw),
            "money" => {
                let read = amount::read(raw, here.place.currency)?;
                let plain = amount::plain(read.minor, read.currency);
                let own = read.currency.eq_ignore_ascii_case(here.place.currency);
                Some(if own { plain } else { format!("{} {plain}", read.currency) })
            }
            _ => None,
        }
    }

    /// The choice that is meant: itself in any spelling, else the only one that begins so.
    fn option(&self, text: &str) -> Option<String> {
        let (options, word) = (self.options(), fold(text));
        if options.is_empty() {
            return Some(text.trim().to_owned());
        }
        let exact = options.iter().find(|option| fold(option) == word);
        let mut begun = options.iter().filter(|option| fold(option).starts_with(&word));
        let only = begun.next().filter(|_| begun.next().is_none() && !word.is_empty());
        exact.or(only).map(|option| (*option).to_owned())
    }

    fn measure(&self, normal: &str, faults: &mut Vec<Fault>) {
        if !self.pattern.is_empty() && !looks_like(normal, &self.pattern) {
            faults.push(Fault::Unlike(self.pattern.clone()));
        }
        if let Some(longest) = self.longest
            && normal.chars().count() > usize::try_from(longest).unwrap_or(0)
        {
            faults.push(Fault::Long(longest));
        }
        if !self.low.is_empty() && self.compared(normal, &self.low).is_some_and(std::cmp::Ordering::is_lt) {
            faults.push(Fault::Below(self.low.clone()));
        }
        if !self.high.is_empty() && self.compared(normal, &self.high).is_some_and(std::cmp::Ordering::is_gt) {
            faults.push(Fault::Above(self.high.clone()));
        }
    }

    /// How a value stands to a bound; nothing where they cannot be compared.
    fn compared(&self, normal: &str, bound: &str) -> Option<std::cmp::Ordering> {
        match self.kind.as_str() {
            "number" | "money" => Some(quantity::read(normal)?.cmp(&quantity::read(bound)?)),
            "date" => {
                let bound = typed::date(bound)?;
                let known = normal.len().min(bound.len());
                Some(normal.get(..known)?.cmp(bound.get(..known)?))
            }
            _ => None,
        }
    }
}

const FLAG: Field = Field { code: 1, name: "flag", kind: Kind::Flag };

fn flag(raw: &str, place: Place<'_>) -> Option<String> {
    let value = typed::value(&FLAG, &[], raw, place).ok()?;
    Some(if value == Value::Int(1) { "yes" } else { "no" }.to_owned())
}

fn url(raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    let begins = ["http://", "https://", "www."].iter().any(|begin| lower.starts_with(begin));
    (begins && !raw.contains(char::is_whitespace)).then(|| raw.to_owned())
}

/// The parts of what names several.
pub fn split(raw: &str) -> impl Iterator<Item = &str> {
    raw.split([',', '、', '，', '､', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Says whether a text looks like a pattern: `*` is anything, `#` a digit, `@` a letter, `?` one
/// character; all else is itself.
#[must_use]
pub fn looks_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    let meets = |c: char, p: char| match p {
        '#' => c.is_ascii_digit(),
        '@' => c.is_alphabetic(),
        '?' => true,
        p => p == c,
    };
    let (mut at, mut in_pattern, mut star) = (0, 0, None);
    while at < text.len() {
        if pattern.get(in_pattern) == Some(&'*') {
            star = Some((in_pattern, at));
            in_pattern += 1;
        } else if pattern.get(in_pattern).is_some_and(|p| meets(text[at], *p)) {
            at += 1;
            in_pattern += 1;
        } else if let Some((star_at, taken)) = star {
            (in_pattern, at) = (star_at + 1, taken + 1);
            star = Some((star_at, taken + 1));
        } else {
            return false;
        }
    }
    pattern[in_pattern..].iter().all(|p| *p == '*')
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    fn judged(field: &CustomField, text: &str) -> Judged {
        let place = Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency: "JPY" };
        field.judge(text, Here { place, region: "JP" }).unwrap()
    }

    fn of(kind: &str) -> CustomField {
        CustomField { kind: kind.into(), choices: "Gold\nSilver\n金".into(), ..CustomField::default() }
    }

    #[test]
    fn each_kind_has_one_form_and_what_is_none_is_kept_and_told() {
        for (kind, raw, normal) in [
            ("number", "１,２００", "1200"),
            ("date", "令和8年1月5日", "2026-01-05"),
            ("choice", "gold", "Gold"),
            ("choice", "s", "Silver"),
            ("multi", "金、gold", "金, Gold"),
            ("flag", "はい", "yes"),
            ("phone", "03-1234-5678", "+81312345678"),
            ("url", "https://a.example/x", "https://a.example/x"),
            ("money", "120万", "1200000"),
            ("money", "$12", "USD 12"),
        ] {
            let judged = judged(&of(kind), raw);
            assert_eq!((judged.normal.as_str(), judged.faults.len()), (normal, 0), "{kind} {raw}");
        }
        let bronze = judged(&of("choice"), "bronze");
        assert_eq!((bronze.raw.as_str(), bronze.normal.as_str()), ("bronze", ""));
        assert_eq!(bronze.faults, [Fault::NoChoice("Gold, Silver, 金".into())]);
        assert_eq!(judged(&of("number"), "many").faults, [Fault::NotOf("number".into())]);
    }

    #[test]
    fn a_rule_tells_what_is_missing_out_of_range_too_long_or_unlike() {
        let field = CustomField { required: true, ..of("text") };
        assert_eq!(judged(&field, " ").faults, [Fault::Missing]);
        let field = CustomField { low: "10".into(), high: "20".into(), ..of("number") };
        assert_eq!(judged(&field, "9").faults, [Fault::Below("10".into())]);
        assert_eq!(judged(&field, "20.5").faults, [Fault::Above("20".into())]);
        let field = CustomField { pattern: "@@-####".into(), longest: Some(6), ..of("text") };
        assert_eq!(judged(&field, "AB-1234").faults, [Fault::Long(6)]);
        assert_eq!(judged(&field, "A-1234").faults, [Fault::Unlike("@@-####".into())]);
    }

    #[test]
    fn a_card_number_is_refused_whatever_the_rules() {
        let place = Place { offset: FixedOffset::east_opt(0).unwrap(), currency: "JPY" };
        let here = Here { place, region: "JP" };
        assert_eq!(of("text").judge("4111 1111 1111 1111", here), Err(Why::CardNumber));
    }

    #[test]
    fn a_star_stands_for_anything_and_a_pattern_never_takes_long() {
        assert!(looks_like("ABC-12", "*-##") && looks_like("", "*") && !looks_like("", "#"));
        assert!(looks_like("aab", "*ab") && !looks_like("aac", "*ab"));
        assert!(!looks_like(&"a".repeat(20_000), &format!("{}b", "*a".repeat(20))));
    }
}
