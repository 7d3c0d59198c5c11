//! Amounts as text.

use super::{NONE, named};

/// Writes an amount as it is read most easily: `¥1,200,000`, `$12,000`, `€3,000.50`, `CHF 1,200`.
#[must_use]
pub fn show(minor: i64, currency: &str) -> String {
    let known = named(currency);
    let decimals = known.map_or(2, |known| known.decimals);
    let unit = 10_u64.pow(decimals);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let minus = if minor < 0 { "-" } else { "" };
    let sign = match known.map_or("", |known| known.sign) {
        "" if currency.is_empty() || currency == NONE => String::new(),
        "" => format!("{currency} "),
        sign => sign.to_owned(),
    };
    let fraction = if rest > 0 { format!(".{rest:02}") } else { String::new() };
    format!("{minus}{sign}{}{fraction}", grouped(whole))
}

/// The bare figures of an amount, as one would type them: `1200000`, `3000.50`.
#[must_use]
pub fn plain(minor: i64, currency: &str) -> String {
    let decimals = named(currency).map_or(2, |known| known.decimals);
    let unit = 10_u64.pow(decimals);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let minus = if minor < 0 { "-" } else { "" };
    let fraction = if rest > 0 { format!(".{rest:02}") } else { String::new() };
    format!("{minus}{whole}{fraction}")
}

fn grouped(whole: u64) -> String {
    let digits = whole.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at >= first && (at - first).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
