//! Pasted and imported text, without what could steer a terminal or hide words.
//!
//! Everything else stays as it came: widths, joiners and emoji are the user's.

use std::borrow::Cow;

/// Text of several lines: `CRLF` and `CR` become `LF`; controls other than tab and newline go.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(may_steer) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                chars.next_if_eq(&'\n');
                kept.push('\n');
            }
            '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(char),
            _ if steers(char) => {}
            _ => kept.push(char),
        }
    }
    Cow::Owned(kept)
}

/// Text of one line: as [`clean`], and a line break or a tab becomes a space.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(may_steer) {
        return Cow::Borrowed(text);
    }
    let cleaned = clean(text);
    if cleaned.contains(['\n', '\t']) { cleaned.replace(['\n', '\t'], " ").into() } else { cleaned }
}

/// Says whether a byte may belong to a character that [`clean`] touches: most texts have none.
const fn may_steer(byte: u8) -> bool {
    matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe2 | 0xef)
}

/// C0 and C1 controls, direction overrides and isolates, and the byte order mark.
fn steers(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_steers_is_passed_over() {
        for char in '\0'..=char::MAX {
            let touched = steers(char) || matches!(char, '\u{2028}' | '\u{2029}');
            let mut bytes = [0; 4];
            assert!(!touched || char.encode_utf8(&mut bytes).bytes().any(may_steer), "{char:?}");
        }
    }

    #[test]
    fn what_steers_a_terminal_goes_and_lines_stay() {
        assert_eq!(clean("a\r\nb\rc\n\td\u{1b}]0;x\u{7}\u{9b}1m\u{0}"), "a\nb\nc\n\td]0;x1m");
        assert_eq!(clean_line("a\r\nb\tc"), "a b c");
        assert_eq!(clean("👨\u{200d}👩\u{200d}👧 ﾊﾟ 髙\u{fe00}"), "👨\u{200d}👩\u{200d}👧 ﾊﾟ 髙\u{fe00}");
        assert_eq!(clean("\u{feff}invoice\u{202e}fdp.exe"), "invoicefdp.exe");
    }
}
