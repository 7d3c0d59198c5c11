//! Amounts as people type them: `120万`, `1.2億`, `¥1,200,000`, `$12k`, `12k usd`.
//!
//! [`read`] wants a whole text to be an amount and lets plain digits stand for the desk's own
//! currency; [`find`] looks for one in prose and wants a currency or 万/億 beside the figures.
//! Whole minor units only: no floats, and nothing is rounded.

mod figures;
mod show;
mod table;

use std::ops::Range;

use super::scan::{Cursor, Even, starts};
use figures::{figures, scale, smaller_part};
pub use show::{plain, short, show};
use table::{COUNTED, CURRENCIES, Currency};

/// Money: minor units of an ISO currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Yen, or cents.
    pub minor: i64,
    /// Its ISO code.
    pub currency: &'static str,
}

/// The ISO code of amounts whose currency nobody said: two places behind the point.
pub const NONE: &str = "XXX";

/// The ISO code as it is kept here, if the currency is known.
#[must_use]
pub fn currency(code: &str) -> Option<&'static str> {
    named(code).map(|known| known.code)
}

/// How many places an amount in that currency has behind the point.
#[must_use]
pub fn decimals(code: &str) -> u32 {
    named(code).map_or(2, |known| known.decimals)
}

fn named(code: &str) -> Option<&'static Currency> {
    CURRENCIES.iter().find(|known| known.code.eq_ignore_ascii_case(code.trim()))
}

/// Reads a text that is an amount and nothing else; `own` is the currency of plain digits.
///
/// `None` where it is no amount, has more decimals than its currency, or is too large to keep.
#[must_use]
pub fn read(text: &str, own: &str) -> Option<Amount> {
    let even = Even::of(text.trim());
    let mut cursor = even.cursor();
    let minus = cursor.one_of("-−▲△").is_some();
    let said = said(&mut cursor)?;
    cursor.done().then_some(())?;
    let amount = said.amount(named(own))?;
    Some(if minus { Amount { minor: -amount.minor, ..amount } } else { amount })
}

/// Finds the amount a sentence speaks of: of several, the last.
#[must_use]
pub fn find(text: &str) -> Option<(Range<usize>, Amount)> {
    find_in(&Even::of(text))
}

/// [`find`] in a text that is even already.
pub(super) fn find_in(even: &Even) -> Option<(Range<usize>, Amount)> {
    let mut found = None;
    let mut cursor = even.cursor();
    while let Some(next) = cursor.next() {
        let from = cursor.at();
        let begins = match next {
            '0'..='9' => cursor.opens_number(),
            'a'..='z' => cursor.opens(),
            _ => "¥$€£₩₹฿".contains(next),
        };
        let amount = begins.then(|| in_prose(&mut cursor)).flatten();
        if let Some(amount) = amount {
            found = Some((even.bytes(from, cursor.at()), amount));
        }
        cursor = cursor.moved(cursor.at().max(from + 1));
    }
    found
}

fn in_prose(cursor: &mut Cursor) -> Option<Amount> {
    let mut tried = *cursor;
    let said = said(&mut tried)?;
    if !said.money {
        return None;
    }
    let mut counted = cursor.moved(said.figures_end);
    counted.spaces();
    let other = |rest: &[char]| COUNTED.iter().any(|word| starts(rest, word));
    if other(counted.rest()) || other(tried.rest()) || !tried.closes_number() {
        return None;
    }
    *cursor = tried;
    said.amount(None)
}

/// Figures with what stands around them.
struct Said {
    /// The figures without their point.
    figures: i128,
    /// How many of them stood after it, less the zeros of 万 or `k`.
    point: i64,
    currency: Option<&'static Currency>,
    /// A currency, or 万 or 億, says that this is money.
    money: bool,
    figures_end: usize,
}

impl Said {
    fn amount(&self, own: Option<&'static Currency>) -> Option<Amount> {
        let yen = || CURRENCIES.first().filter(|_| self.money);
        let currency = self.currency.or_else(yen).or(own)?;
        let shift = i64::from(currency.decimals) - self.point;
        let power = 10_i128.checked_pow(u32::try_from(shift.unsigned_abs()).ok()?)?;
        let minor = match shift {
            0.. => self.figures.checked_mul(power)?,
            _ if self.figures % power == 0 => self.figures / power,
            _ => return None,
        };
        Some(Amount { minor: i64::try_from(minor).ok()?, currency: currency.code })
    }
}

fn said(cursor: &mut Cursor) -> Option<Said> {
    let before = prefix(cursor);
    let (mut figures, mut point) = figures(cursor)?;
    let (mut money, mut scaled) = (before.is_some(), false);
    if let Some((zeros, says)) = scale(cursor) {
        (money, scaled) = (money || says, true);
        point -= i64::from(zeros);
        (figures, point) = smaller_part(cursor, figures, point, zeros, says)?;
    }
    let figures_end = cursor.at();
    let after = if before.is_none() { suffix(cursor) } else { yen_again(cursor, before) };
    if point > 2 && !scaled {
        return None;
    }
    Some(Said { figures, point, currency: before.or(after), money: money || after.is_some(), figures_end })
}

/// `¥120万円` says it twice.
fn yen_again(cursor: &mut Cursor, before: Option<&'static Currency>) -> Option<&'static Currency> {
    before.filter(|known| known.code == "JPY" && cursor.take("円"))
}

fn prefix(cursor: &mut Cursor) -> Option<&'static Currency> {
    let (known, end) = CURRENCIES.iter().find_map(|known| {
        let mut tried = *cursor;
        let word = known.before.iter().find(|word| tried.take(word))?;
        let code = word.chars().all(|char| char.is_ascii_alphabetic());
        (!code || tried.spaces() || tried.closes() || tried.next().is_some_and(|c| c.is_ascii_digit()))
            .then_some((known, tried))
    })?;
    *cursor = end;
    cursor.spaces();
    Some(known)
}

fn suffix(cursor: &mut Cursor) -> Option<&'static Currency> {
    let mut tried = *cursor;
    tried.spaces();
    let found = CURRENCIES.iter().find(|known| {
        known.after.iter().any(|word| {
            let mut end = tried;
            let fits = end.take(word) && (!word.is_ascii() || end.closes());
            if fits {
                tried = end;
            }
            fits
        })
    })?;
    *cursor = tried;
    Some(found)
}

#[cfg(test)]
mod tests;
