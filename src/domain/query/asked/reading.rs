//! Reads what is asked of a field: its name, how, and the value, by the kind of the field.

use super::{About, Asked, Bound, CREDIT, Sort, of_ones_own};
use crate::domain::custom_field::CustomField;
use crate::domain::fold::fold;
use crate::domain::query::names::{self, Measure};
use crate::domain::query::token::Compare;
use crate::domain::{Kind, amount, quantity, typed};

/// Reads what an answer is ordered by: a name, after a dash the other way round.
pub(in crate::domain::query) fn sort(value: &str, own: &[CustomField]) -> Option<(&'static str, Sort)> {
    let value = fold(value);
    let bare = value.strip_prefix('-');
    let name = bare.unwrap_or(&value);
    let (code, about) = names::named(name).or_else(|| of_ones_own(name, own))?;
    (about.kind() != Kind::Ref).then_some(())?;
    Some((code, Sort { about, down: bare.is_some() }))
}

/// A question as far as it is typed.
pub(in crate::domain::query) struct Read {
    /// What it is about, by a code.
    pub(in crate::domain::query) code: &'static str,
    /// Nothing where the value means nothing.
    pub(in crate::domain::query) asked: Option<Asked>,
    /// Whoever does not meet it is meant: there is to be nothing.
    pub(in crate::domain::query) without: bool,
}

/// Reads `name`, how and `value`; `None` where nothing has that name.
pub(in crate::domain::query) fn read(
    name: &str,
    compare: Compare,
    value: &str,
    own: &[CustomField],
) -> Option<Read> {
    let (code, about) = names::named(&fold(name)).or_else(|| of_ones_own(&fold(name), own))?;
    let kind = about.kind();
    if compare == Compare::Exactly {
        let asked = exactly(kind, value).map(|bound| Asked { about, compare, bound });
        return Some(Read { code, asked, without: false });
    }
    if kind == Kind::Ref {
        return None;
    }
    // Yes and no are answers.
    let says = |word: &str| matches!(about, About::Answer(_)) && ["yes", "no"].contains(&word);
    let known = KNOWN.iter().find(|(word, _)| *word == fold(value) && !says(word)).map(|(_, known)| *known);
    let bound = match known {
        Some(_) if kind == Kind::Flag => Some(Bound::Number(1)),
        Some(_) => Some(Bound::Known),
        None => bound(about, kind, value),
    };
    let asked = bound.map(|bound| Asked { about, compare, bound });
    Some(Read { code, asked, without: known == Some(false) })
}

/// What is exactly so: words however they are spelled, a record by its id.
fn exactly(kind: Kind, value: &str) -> Option<Bound> {
    match kind {
        Kind::Ref => value.parse().ok().map(Bound::Record),
        Kind::Text | Kind::Long | Kind::Kana | Kind::Choice => {
            Some(Bound::Codes(vec![fold(value)])).filter(|_| !value.trim().is_empty())
        }
        kind => of_kind(kind, value),
    }
}

fn bound(about: About, kind: Kind, value: &str) -> Option<Bound> {
    match (about, kind) {
        (About::Worth(Measure::Rfm), _) => marks(value),
        (About::Answer(_), _) => {
            let figure = fold(value).parse().ok().map(Bound::Number);
            figure.or_else(|| of_kind(kind, value))
        }
        (About::Credit, _) if ["超過", "超"].contains(&value) => codes(CREDIT, CREDIT[0]),
        (About::Credit, _) if ["以内", "内"].contains(&value) => codes(CREDIT, CREDIT[1]),
        (About::Credit, _) => codes(CREDIT, value),
        (About::Inquiries { .. }, _) => open_or_done(value),
        (About::Field(noun, field), Kind::Choice) => codes(typed::choices(noun, field.name), value),
        (_, kind) => of_kind(kind, value),
    }
}

/// Whether there is anything, and a flag's yes and no.
const KNOWN: &[(&str, bool)] =
    &[("any", true), ("yes", true), ("あり", true), ("none", false), ("no", false), ("なし", false)];

fn of_kind(kind: Kind, value: &str) -> Option<Bound> {
    match kind {
        Kind::Int | Kind::Clock | Kind::Lapse => fold(value).parse().ok().map(Bound::Number),
        Kind::Quantity => quantity::read(value).or_else(|| yen(value)).map(Bound::Number),
        Kind::Money => ["JPY", "USD"]
            .iter()
            .any(|own| amount::read(value, own).is_some())
            .then(|| Bound::Amount(value.to_owned(), String::new())),
        Kind::Date | Kind::Moment => days(&fold(value)).or_else(|| typed::date(value).map(Bound::Day)),
        Kind::Flag | Kind::Ref | Kind::Lapses => None,
        Kind::Text | Kind::Long | Kind::Kana | Kind::Choice => {
            let words: Vec<String> = value.split(COMMAS).map(fold).filter(|word| !word.is_empty()).collect();
            (!words.is_empty()).then_some(Bound::Words(words))
        }
    }
}

/// An amount such as `120万`, as an own amount is kept: thousandths of a yen.
fn yen(value: &str) -> Option<i64> {
    let read = amount::read(value, "JPY").filter(|read| read.currency == "JPY")?;
    read.minor.checked_mul(quantity::ONE)
}

/// What parts the values of one filter.
const COMMAS: [char; 4] = [',', '、', '，', '､'];

/// Open or done, however it is said.
fn open_or_done(value: &str) -> Option<Bound> {
    let words = [("open", ["open", "未完了", "対応中"]), ("done", ["done", "closed", "完了"])];
    let value = fold(value);
    let found = words.into_iter().find(|(_, words)| words.iter().any(|word| fold(word) == value));
    found.map(|(code, _)| Bound::Codes(vec![code.to_owned()]))
}

/// Three marks from 1 to 5.
fn marks(value: &str) -> Option<Bound> {
    let value = fold(value);
    (value.len() == 3 && value.bytes().all(|mark| (b'1'..=b'5').contains(&mark)))
        .then(|| value.parse().ok().map(Bound::Number))
        .flatten()
}

/// The codes meant by each word between commas; where any word will do, as for an outcome, itself.
fn codes(known: &[&str], value: &str) -> Option<Bound> {
    if known.is_empty() {
        let words: Vec<String> = value.split(COMMAS).map(fold).filter(|word| !word.is_empty()).collect();
        return (!words.is_empty()).then_some(Bound::Codes(words));
    }
    let one = |word: &str| -> Vec<String> {
        let meant = || typed::meant(word).filter(|code| known.contains(code)).map(str::to_owned);
        let begun = known.iter().filter(|code| !word.is_empty() && code.starts_with(word));
        let mut codes: Vec<String> = meant().collect();
        if codes.is_empty() {
            codes.extend(begun.map(|code| (*code).to_owned()));
        }
        codes
    };
    let codes: Vec<String> = value.split(COMMAS).flat_map(|word| one(&fold(word))).collect();
    (!codes.is_empty()).then_some(Bound::Codes(codes))
}

/// `today`, `-30d`, `2w`, `+1y`, 90日: days from today.
fn days(value: &str) -> Option<Bound> {
    const NAMED: &[(&str, i64)] = &[
        ("today", 0),
        ("今日", 0),
        ("本日", 0),
        ("yesterday", -1),
        ("昨日", -1),
        ("tomorrow", 1),
        ("明日", 1),
    ];
    if let Some((_, days)) = NAMED.iter().find(|(word, _)| *word == value) {
        return Some(Bound::Days(*days));
    }
    let bare = value.trim_start_matches(['-', '+']);
    let ends = bare.find(|c: char| !c.is_ascii_digit())?;
    let count: i64 = bare[..ends].parse().ok().filter(|count| *count <= 40_000)?;
    let length = match &bare[ends..] {
        "d" | "日" => 1,
        "w" | "週" | "週間" => 7,
        "m" | "月" | "ヶ月" | "か月" | "ケ月" => 30,
        "y" | "年" => 365,
        _ => return None,
    };
    Some(Bound::Days(if value.starts_with('-') { -count * length } else { count * length }))
}
