//! Payment card numbers, so that none is ever stored.

use crate::domain::scan::Even;

/// First figures from, to (of four), and the lengths cards of that brand have.
///
/// Thirteen figures are left out: they are corporate numbers and article codes, no card issued today.
const BRANDS: &[(u32, u32, &[usize])] = &[
    (3000, 3059, &[14]),
    (3400, 3499, &[15]),
    (3528, 3589, &[16]),
    (3600, 3699, &[14]),
    (3700, 3799, &[15]),
    (3800, 3999, &[14]),
    (4000, 4999, &[16, 19]),
    (5000, 5999, &[16]),
    (6000, 6999, &[16, 17, 18, 19]),
];

/// Figures of the shortest card.
const SHORTEST: usize = 14;

/// Says whether a text holds what can only be a card number: 14 to 19 figures with single spaces or
/// hyphens between them, a brand's beginning and length, and the right check figure.
#[must_use]
pub fn card_number(text: &str) -> bool {
    // No character of fewer bytes becomes more figures.
    if text.len() < SHORTEST || figures_at_most(text) < SHORTEST {
        return false;
    }
    let even = Even::of(text);
    let mut chars = even.chars();
    while let Some(start) = chars.iter().position(char::is_ascii_digit) {
        let (digits, length) = run(&chars[start..]);
        if is_card(&digits) {
            return true;
        }
        chars = &chars[start + length..];
    }
    false
}

/// How many figures a text can have once it is even; most texts have too few for any card.
fn figures_at_most(text: &str) -> usize {
    let figures = |char: char| match char {
        '0'..='9' => 1,
        '\0'..='\u{7f}' | '\u{3001}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' => 0,
        // A circled number or the like becomes several.
        _ => 4,
    };
    text.chars().map(figures).sum()
}

/// The figures of one number, and how many characters it takes.
fn run(chars: &[char]) -> (Vec<u32>, usize) {
    let (mut digits, mut length) = (Vec::new(), 0);
    for (at, char) in chars.iter().enumerate() {
        match char.to_digit(10) {
            Some(digit) => {
                digits.push(digit);
                length = at + 1;
            }
            None if matches!(char, ' ' | '-') && length == at => {}
            None => break,
        }
    }
    (digits, length)
}

fn is_card(digits: &[u32]) -> bool {
    let Some(first) = digits.get(..4) else { return false };
    let first = first.iter().fold(0, |sum, digit| sum * 10 + digit);
    let brand = BRANDS
        .iter()
        .any(|(from, to, lengths)| (*from..=*to).contains(&first) && lengths.contains(&digits.len()));
    brand && luhn(digits)
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { doubled(*digit) } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_test_numbers_are_cards() {
        for text in [
            "4111111111111111",
            "4111-1111-1111-1111",
            "カード４１１１ １１１１ １１１１ １１１１まで",
            "5555555555554444",
            "378282246310005",
            "3530111333300000",
            "30569309025904",
            "6011111111111117",
            "tel 03-1234-5678, 4111111111111111",
        ] {
            assert!(card_number(text), "{text}");
        }
    }

    #[test]
    fn no_spelling_hides_a_card() {
        for text in ["４１１１１１１１１１１１１１１１", "㊶⑪⑪⑪⑪⑪⑪⑪", "④①①①①①①①①①①①①①①①"]
        {
            assert!(card_number(text), "{text}");
        }
    }

    #[test]
    fn other_long_numbers_are_not() {
        for text in [
            "4111111111111112",
            "7010001008844",
            "4901234567894",
            "09012345678",
            "+81 90 1234 5678",
            "20261121143200",
            "4111  1111 1111 1111",
            "120万",
            "",
            "99999999999999999999999999",
        ] {
            assert!(!card_number(text), "{text}");
        }
    }
}
