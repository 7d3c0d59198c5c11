//! Text that may be shown: nothing in it moves the cursor, colours, hides or turns round.
//!
//! What was typed or read stays as it is in the book; only what goes to a terminal is filtered.
//! Called by every screen and by the command line.

use std::borrow::Cow;

/// Says whether a terminal would act on the character instead of showing it: controls, and the
/// marks that turn the direction of writing or break a line.
#[must_use]
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text on one line: breaks and tabs become spaces, whatever else acts becomes `\u{fffd}`.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.contains(acts) { Cow::Owned(text.chars().map(shown).collect()) } else { Cow::Borrowed(text) }
}

/// The same, with its line breaks kept.
#[must_use]
pub fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

fn shown(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        c if acts(c) => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_and_no_turned_text_gets_through() {
        assert_eq!(safe("a\u{1b}[31mb\u{9b}2J"), "a\u{fffd}[31mb\u{fffd}2J");
        assert_eq!(safe("invoice\u{202e}fdp.exe"), "invoice\u{fffd}fdp.exe");
        assert_eq!(safe("two\nlines\t."), "two lines .");
    }

    #[test]
    fn plain_text_of_any_script_is_left_as_it_is() {
        let text = "髙橋 ﾀﾅｶ 👩\u{200d}💻 é";
        assert!(matches!(safe(text), Cow::Borrowed(same) if same == text));
        assert_eq!(safe_lines("a\nb\u{7}"), "a\nb\u{fffd}");
    }
}
