//! Figures without floats: groups by three, a point, 万 and 億, and their sums.

use super::table::SCALES;
use crate::domain::scan::Cursor;

/// Takes up to 18 figures, with commas by three and a point, and says how many stood after it.
pub(super) fn figures(cursor: &mut Cursor) -> Option<(i128, i64)> {
    let mut value = digits(cursor, 18)?.0;
    let mut grouped = *cursor;
    while grouped.take(",") {
        let (group, width) = digits(&mut grouped, 3)?;
        if width != 3 {
            return None;
        }
        value = value.checked_mul(1000)?.checked_add(group)?;
        *cursor = grouped;
    }
    let mut pointed = *cursor;
    let fraction = pointed.take(".").then(|| digits(&mut pointed, 8)).flatten();
    let Some((fraction, width)) = fraction else { return Some((value, 0)) };
    *cursor = pointed;
    Some((value.checked_mul(10_i128.checked_pow(width)?)?.checked_add(fraction)?, i64::from(width)))
}

fn digits(cursor: &mut Cursor, most: usize) -> Option<(i128, u32)> {
    let run = cursor.rest().iter().take_while(|char| char.is_ascii_digit()).count();
    if run == 0 || run > most {
        return None;
    }
    let value = cursor.rest()[..run]
        .iter()
        .filter_map(|char| char.to_digit(10))
        .fold(0, |sum, digit| sum * 10 + i128::from(digit));
    *cursor = cursor.moved(cursor.at() + run);
    Some((value, u32::try_from(run).ok()?))
}

/// Takes 万, 億, `k` and the like: how many zeros, and whether it says that this is money.
pub(super) fn scale(cursor: &mut Cursor) -> Option<(u32, bool)> {
    SCALES.iter().find_map(|(word, zeros, money)| {
        let mut tried = *cursor;
        let fits = tried.take(word) && (!word.is_ascii() || tried.closes());
        fits.then(|| *cursor = tried).map(|()| (*zeros, *money))
    })
}

/// The rest of `1億2000万` or `120万5000円`: smaller than what it is added to.
pub(super) fn smaller_part(
    cursor: &mut Cursor,
    figures: i128,
    point: i64,
    zeros: u32,
    kanji: bool,
) -> Option<(i128, i64)> {
    let (mut total, mut last) = ((figures, point), zeros);
    while kanji && cursor.next().is_some_and(|next| next.is_ascii_digit()) {
        let (part, part_point) = self::figures(cursor)?;
        let part_zeros = scale(cursor).map_or(0, |(zeros, _)| zeros);
        if part_zeros >= last || part_point != 0 || part >= 10_i128.checked_pow(last - part_zeros)? {
            return None;
        }
        let (figures, point) = total;
        let whole = 10_i128.checked_pow(u32::try_from(-point).ok()?)?.checked_mul(figures)?;
        total = (whole.checked_add(part.checked_mul(10_i128.checked_pow(part_zeros)?)?)?, 0);
        last = part_zeros;
        if last == 0 {
            break;
        }
    }
    Some(total)
}
