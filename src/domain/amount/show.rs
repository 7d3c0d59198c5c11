//! Amounts as text.

use super::{NONE, named};

/// Writes an amount as it is read most easily: `¥1,200,000`, `$12,000`, `€3,000.50`, `CHF 1,200`.
#[must_use]
pub fn show(minor: i64, currency: &str) -> String {
    let unit = 10_u64.pow(named(currency).map_or(2, |known| known.decimals));
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let fraction = if rest > 0 { format!(".{rest:02}") } else { String::new() };
    format!("{}{}{fraction}", signed(minor < 0, currency), grouped(whole.into()))
}

/// What stands before the figures: minus, and the currency's sign.
fn signed(below: bool, currency: &str) -> String {
    let minus = if below { "-" } else { "" };
    match named(currency).map_or("", |known| known.sign) {
        "" if currency.is_empty() || currency == NONE => minus.to_owned(),
        "" => format!("{minus}{currency} "),
        sign => format!("{minus}{sign}"),
    }
}

/// Units of a thousand and of ten thousand, the largest first.
const THOUSANDS: &[(u128, &str)] =
    &[(1_000_000_000_000, "T"), (1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")];
const MYRIADS: &[(u128, &str)] = &[(1_000_000_000_000, "兆"), (100_000_000, "億"), (10_000, "万")];

/// An amount in few cells: three figures and a unit, rounded, `¥8.45M`; in `myriads` as Japanese counts,
/// which takes up to four, `¥1,264万`. Below the smallest unit it is whole.
#[must_use]
pub fn short(minor: i128, currency: &str, myriads: bool) -> String {
    let unit = 10_u128.pow(named(currency).map_or(2, |known| known.decimals));
    let whole = (minor.unsigned_abs() + unit / 2) / unit;
    let units = if myriads { MYRIADS } else { THOUSANDS };
    let figures = match units.iter().find(|(unit, _)| whole >= *unit) {
        Some((unit, name)) => format!("{}{name}", rounded(whole, *unit)),
        None => grouped(whole),
    };
    format!("{}{figures}", signed(minor < 0 && whole > 0, currency))
}

/// How often a unit goes into a number, rounded: to hundredths below ten, to tenths below a hundred.
fn rounded(whole: u128, unit: u128) -> String {
    let decimals = match whole / unit {
        0..10 => 2,
        10..100 => 1,
        _ => 0,
    };
    let part = 10_u128.pow(decimals);
    let scaled = (whole.saturating_mul(part) + unit / 2) / unit;
    if decimals == 0 {
        return grouped(scaled);
    }
    let shown = format!("{}.{:0width$}", scaled / part, scaled % part, width = decimals as usize);
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
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

fn grouped(whole: u128) -> String {
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
