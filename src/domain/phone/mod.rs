//! Phone numbers: what was typed, its E.164 form, and what stood beside it.
//!
//! What was typed is always kept; a number that is not one has no normal form. The tables behind
//! `phonenumber` take a fifth of a second to load: call [`warm`] on a thread before a key needs them.

mod peel;

use std::ops::Range;

use phonenumber::Mode;
use phonenumber::country::Id as Region;
use unicode_normalization::UnicodeNormalization;

use super::scan::Even;
use peel::peeled;

/// The region of numbers without a country code, where nothing else is known.
pub const HOME: &str = "JP";

/// One number as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// As it was typed.
    pub raw: String,
    /// E.164, such as `+81312345678`; `None` where it cannot be dialled.
    pub e164: Option<String>,
    /// What stood beside the number: `内線123`, `代表`.
    pub note: Option<String>,
    /// The leading zero was missing, as spreadsheets lose it, and was put back.
    pub zero_restored: bool,
}

/// Loads the tables, so that no key has to wait for them.
pub fn warm() {
    let _ = normal("03-1234-5678", HOME);
}

/// Reads a number; `region` is the ISO code of a country, taken for numbers without a `+`.
///
/// Three or four digits (110, 119, an extension) are never a number to dial.
#[must_use]
pub fn normal(raw: &str, region: &str) -> Phone {
    let (number, note) = peeled(&even(raw));
    let (e164, zero_restored) = match dialable(&number, region) {
        Some((e164, restored)) => (Some(e164), restored),
        None => (None, false),
    };
    Phone { raw: raw.trim().to_owned(), e164, note, zero_restored }
}

/// Says whether the whole text has the shape of a number to dial; the tables are not asked.
#[must_use]
pub fn looks_like_number(text: &str) -> bool {
    let number = peeled(&even(text)).0;
    plain(&number) && (9..=15).contains(&digits(&number).count())
}

/// Finds the first number to dial in a note: 9 to 15 digits after a `0` or a `+`.
#[must_use]
pub fn find(text: &str, region: &str) -> Option<(Range<usize>, Phone)> {
    find_in(&Even::of(text), text, region)
}

/// [`find`] in a text that is even already.
pub(super) fn find_in(even: &Even, text: &str, region: &str) -> Option<(Range<usize>, Phone)> {
    let chars = even.chars();
    let mut at = 0;
    while at < chars.len() {
        let run = number_run(&chars[at..]);
        let opens =
            at == 0 || !(chars[at - 1].is_ascii_alphanumeric() || "¥$€£.,-/:".contains(chars[at - 1]));
        let long = chars[at..at + run].iter().filter(|char| char.is_ascii_digit()).count();
        if opens && matches!(chars[at], '0' | '+' | '(') && (9..=15).contains(&long) {
            let range = even.bytes(at, at + run);
            let phone = normal(&text[range.clone()], region);
            if phone.e164.is_some() {
                return Some((range, phone));
            }
        }
        at += run.max(1);
    }
    None
}

/// How many characters from here belong to one number, ending with a digit.
fn number_run(chars: &[char]) -> usize {
    if !chars.first().is_some_and(|first| first.is_ascii_digit() || "+(".contains(*first)) {
        return 0;
    }
    let run =
        chars.iter().take_while(|char| char.is_ascii_digit() || "+-() ".contains(hyphen(**char))).count();
    chars[..run].iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1)
}

/// One form for widths and hyphens.
fn even(raw: &str) -> String {
    raw.nfkc().map(hyphen).collect::<String>().trim().to_owned()
}

const fn hyphen(char: char) -> char {
    match char {
        'ー' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ｰ' | '─' | '━' => '-',
        _ => char,
    }
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// Says whether there is nothing but figures and what people put between them.
fn plain(number: &str) -> bool {
    number.chars().enumerate().all(|(at, char)| {
        char.is_ascii_digit() || "-() ./".contains(char) || (char == '+' && matches!(at, 0 | 1))
    })
}

/// The E.164 form of a valid number, and whether its zero had to be put back.
fn dialable(number: &str, region: &str) -> Option<(String, bool)> {
    let count = digits(number).count();
    if !plain(number) || !(8..=15).contains(&count) {
        return None;
    }
    let home = region.eq_ignore_ascii_case(HOME);
    if home && !number.starts_with(['0', '+', '(']) {
        let bare = count == number.len() && matches!(count, 9 | 10);
        return bare.then(|| parsed(&format!("0{number}"), region)).flatten().map(|e164| (e164, true));
    }
    parsed(number, region).map(|e164| (e164, false))
}

fn parsed(number: &str, region: &str) -> Option<String> {
    let region: Option<Region> = region.to_ascii_uppercase().parse().ok();
    let number = phonenumber::parse(region, number).ok()?;
    number.is_valid().then(|| number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests;
