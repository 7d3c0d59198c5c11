//! Numbers as the search sees them: digits only, in the forms people know them by.
//!
//! Not a phone parser: that one decides what to dial. Here `03-1234`, `+81 3 1234` and the last
//! four digits only have to meet.

use unicode_normalization::UnicodeNormalization;

/// The digits of a text, in any width.
#[must_use]
pub fn digits(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_digit).collect();
    }
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// Says whether a folded word is digits with nothing but number punctuation between.
#[must_use]
pub fn is_number(folded: &str) -> bool {
    folded.contains(|c: char| c.is_ascii_digit())
        && folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '(' | ')' | ' '))
}

/// The digits under which a number in the book is found: as written, national, with 81.
#[must_use]
pub fn number_forms(raw: &str, normal: &str) -> Vec<String> {
    let mut forms = vec![digits(raw)];
    let national = [raw, normal].iter().find_map(|text| national(text));
    if let Some(national) = national.or_else(|| Some(forms[0].clone()).filter(|d| is_japanese(d))) {
        forms.push(format!("81{}", &national[1..]));
        forms.push(national);
    } else {
        forms.push(digits(normal));
    }
    forms.sort_unstable();
    forms.dedup();
    forms.retain(|form| !form.is_empty());
    forms
}

/// The digits a typed number is looked for by: as typed, and national where it begins with +81.
#[must_use]
pub fn sought_forms(typed: &str) -> Vec<String> {
    let mut forms = vec![digits(typed)];
    forms.extend(national(typed).filter(|form| form.len() > 1));
    forms.retain(|form| !form.is_empty());
    forms
}

/// The national form of a number written with +81 or 0081.
fn national(text: &str) -> Option<String> {
    let text: String = text.nfkc().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let rest = text.strip_prefix("+81").or_else(|| text.strip_prefix("0081"))?;
    Some(format!("0{}", digits(rest).trim_start_matches('0')))
}

fn is_japanese(digits: &str) -> bool {
    matches!(digits.len(), 10 | 11) && digits.starts_with('0') && !digits.starts_with("00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_any_of_its_digits_in_any_format() {
        for book in [
            "03-1234-5678",
            "０３（１２３４）５６７８",
            "+81 3-1234-5678",
            "+81 (0)3 1234 5678",
            "0312345678",
        ] {
            let forms = number_forms(book, "");
            for typed in
                ["03-1234", "+81 3 1234", "+81(0)3", "0081 3 1234", "0312345678", "5678", "８１３１２３４"]
            {
                let met = sought_forms(typed).iter().any(|t| forms.iter().any(|form| form.contains(t)));
                assert!(met, "{book} by {typed}: {forms:?}");
            }
        }
    }

    #[test]
    fn a_foreign_number_keeps_its_digits() {
        assert_eq!(number_forms("+1 (555) 010-1234", "+15550101234"), ["15550101234"]);
        assert_eq!(number_forms("555-0101", "+15550101"), ["15550101", "5550101"]);
    }

    #[test]
    fn words_are_not_numbers() {
        assert!(is_number("03-1234") && is_number("+81"));
        assert!(!is_number("-") && !is_number("a1") && !is_number("3丁目"));
    }
}
