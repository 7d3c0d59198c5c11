//! Quantities: thousandths as a whole number, because records hold no floats.

use super::scan::nfkc;

/// What one stands for.
pub const ONE: i64 = 1_000;

/// Reads `3`, `1,200`, `-0.5` or the same in full width, as thousandths; more than three places
/// behind the point are no quantity.
#[must_use]
pub fn read(text: &str) -> Option<i64> {
    let even = nfkc(text.trim()).replace('−', "-").replace(',', "");
    let (sign, bare) =
        even.strip_prefix('-').map_or((1, even.strip_prefix('+').unwrap_or(&even)), |bare| (-1, bare));
    let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
    let part = part.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = if part.is_empty() { 0 } else { format!("{part:0<3}").parse().ok()? };
    whole.checked_mul(ONE)?.checked_add(part)?.checked_mul(sign)
}

/// Writes thousandths as [`read`] reads them, without zeros that say nothing.
#[must_use]
pub fn written(thousandths: i64) -> String {
    let (whole, part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let sign = if thousandths < 0 { "-" } else { "" };
    let part = if part == 0 { String::new() } else { format!(".{part:03}") };
    format!("{sign}{whole}{}", part.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantities_are_read_whole_or_not_at_all() {
        let read_all = ["3", "1,200", "-0.5", "２．５", "1.50", ".5"].map(read);
        assert_eq!(read_all, [3_000, 1_200_000, -500, 2_500, 1_500, 500].map(Some));
        assert_eq!(["", "-", ".", "1.2345", "a", "9223372036854775807"].map(read), [None; 6]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(thousandths in -i64::MAX..i64::MAX) {
            prop_assert_eq!(read(&written(thousandths)), Some(thousandths));
        }
    }
}
