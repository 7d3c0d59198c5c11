//! The normal form of a value in a field of the desk's own, by the field's kind.
//!
//! Pure text to text. What is no value of the kind has none; the raw text stands either way.

use std::borrow::Cow;

use super::first_rows::is_phone;
use crate::domain::Kind;
use crate::domain::typed;
use crate::domain::{Field, Value, mail};
use crate::exchange::read::cell::plain;
use crate::exchange::read::dates::Dates;

const FLAG: Field = Field { code: 1, name: "flag", kind: Kind::Flag };

/// The normal form: a plain number, an ISO date, `yes` or `no`, E.164; nothing where it is none.
/// Free text has none.
#[must_use]
pub fn normal(kind: &str, raw: &str, dates: Dates, region: &str) -> Option<String> {
    match kind {
        "number" | "money" => number(raw),
        "date" => date(raw, dates),
        "flag" => flag(raw).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
        "phone" => is_phone(&plain(raw), region),
        "url" => url(raw),
        "mail" => mail::normal(raw),
        _ => None,
    }
}

/// A number without its commas. One that begins with a zero is a code.
fn number(raw: &str) -> Option<String> {
    let even = plain(raw);
    let bare = even.strip_prefix(['-', '+', '−']).unwrap_or(&even);
    let digits = |c: char| c.is_ascii_digit();
    let shape = bare.starts_with(digits) && bare.ends_with(digits) && bare.matches('.').count() < 2;
    let only = bare.chars().all(|c| digits(c) || matches!(c, ',' | '.'));
    let code = bare.len() > 1 && bare.starts_with('0') && !bare.starts_with("0.");
    let whole = bare.split('.').next().unwrap_or(bare);
    let groups = !whole.contains(',') || whole.split(',').skip(1).all(|group| group.len() == 3);
    if !shape || !only || code || !groups || bare.len() > 30 {
        return None;
    }
    let minus = if even.starts_with(['-', '−']) { "-" } else { "" };
    Some(format!("{minus}{}", bare.replace(',', "")))
}

fn date(raw: &str, dates: Dates) -> Option<String> {
    // Eight figures alone, or a year, are as likely a code.
    let bare = raw.trim().bytes().all(|byte| byte.is_ascii_digit());
    dates.day(raw).filter(|_| !bare)
}

/// Yes or no in words; 1 and 0 are numbers.
fn flag(raw: &str) -> Option<bool> {
    if raw.trim().bytes().all(|byte| byte.is_ascii_digit()) || raw.trim() == "-" {
        return None;
    }
    let value = typed::value(
        &FLAG,
        &[],
        raw,
        typed::Place { offset: chrono::FixedOffset::east_opt(0)?, currency: "JPY" },
    );
    value.ok().map(|value| value == Value::Int(1))
}

fn url(raw: &str) -> Option<String> {
    let even: Cow<'_, str> = plain(raw);
    let lower = even.get(..8).unwrap_or(&even).to_ascii_lowercase();
    let begins = ["http://", "https://", "www."].iter().any(|begin| lower.starts_with(begin));
    (begins && !even.contains(char::is_whitespace)).then(|| even.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal_of(kind: &str, raw: &str) -> Option<String> {
        normal(kind, raw, Dates::default(), "JP")
    }

    #[test]
    fn each_kind_has_one_form_and_what_is_none_has_no_form() {
        for (kind, raw, form) in [
            ("number", "１,２００", Some("1200")),
            ("number", "-1.50", Some("-1.50")),
            ("number", "0401", None),
            ("number", "1,20", None),
            ("date", "令和8年1月5日", Some("2026-01-05")),
            ("date", "20260105", None),
            ("flag", "はい", Some("yes")),
            ("flag", "no", Some("no")),
            ("flag", "1", None),
            ("phone", "０３－１２３４－５６７８", Some("+81312345678")),
            ("url", "https://a.example/x", Some("https://a.example/x")),
            ("url", "a.example", None),
            ("text", "x", None),
        ] {
            assert_eq!(normal_of(kind, raw).as_deref(), form, "{kind} {raw}");
        }
    }
}
