//! Text that may be shown, and the cells it takes: nothing in it moves the cursor, colours, hides or
//! turns round.
//!
//! What was typed or read stays as it is in the book; only what goes to a terminal is filtered.
//! Called by every screen and by the command line.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of `text` in cells, as the screen counts them: glyph by glyph, each control character as one, half-width
/// `ﾞ` and `ﾟ` in a cell of their own.
#[must_use]
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let sound_marks = text.matches(['\u{ff9e}', '\u{ff9f}']).count();
    text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>() + sound_marks
}

/// The most code points drawn of one glyph: more than any emoji has, fewer than a prankster's.
const TALLEST: usize = 16;

/// `text` with nothing in it that a terminal would obey: controls become `?`, blanks of any kind a space; direction
/// marks and what has no width of its own are dropped.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().filter_map(printable).collect();
    let visible = kept.graphemes(true).filter(|glyph| cells(glyph) > 0);
    Cow::Owned(visible.flat_map(|glyph| glyph.chars().take(TALLEST)).collect())
}

/// Direction marks, joiners of nothing, annotations: what changes a text without being seen.
const INVISIBLE: [RangeInclusive<char>; 8] = [
    '\u{ad}'..='\u{ad}',
    '\u{61c}'..='\u{61c}',
    '\u{200b}'..='\u{200b}',
    '\u{200e}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
];

/// What is drawn for `c`, if anything.
fn printable(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if INVISIBLE.iter().any(|range| range.contains(&c)) => None,
        c if c.is_control() => Some('?'),
        c => Some(c),
    }
}

/// The same, with line breaks kept.
#[must_use]
pub fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// What stands where a text was cut. Every glyph in it is one cell wide in every terminal.
const MORE: &str = "..";

/// As much of `text` as fits into `width` cells, with `..` where something is missing, and the cells it takes.
#[must_use]
pub fn cut(text: &str, width: usize) -> (String, usize) {
    let text = safe(text);
    let whole = cells(&text);
    if whole <= width {
        return (text.into_owned(), whole);
    }
    let more = &MORE[..MORE.len().min(width)];
    let (mut kept, mut used) = (String::new(), 0);
    for glyph in text.graphemes(true) {
        let need = cells(glyph);
        if used + need + cells(more) > width {
            break;
        }
        kept.push_str(glyph);
        used += need;
    }
    kept.push_str(more);
    (kept, used + cells(more))
}

/// Says whether a terminal would act on the character, or let it turn others round.
#[must_use]
pub fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || INVISIBLE.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_would_obey_gets_through() {
        assert_eq!(safe("a\u{1b}[31mb\u{9b}c\u{7f}\u{7}"), "a?[31mb?c??");
        assert_eq!(safe("x\u{202e}exe.\u{2066}y\u{200b}\u{feff}"), "xexe.y");
        assert_eq!(safe("a\r\nb\tc\u{2028}d"), "a  b c d");
        assert_eq!(safe("\u{301}a"), "a");
        assert_eq!(safe("👨‍👩‍👧 髙﨑 辻\u{e0100} ☎\u{fe0f}"), "👨‍👩‍👧 髙﨑 辻\u{e0100} ☎\u{fe0f}");
        assert_eq!(safe(&format!("a{}", "\u{301}".repeat(500))).chars().count(), TALLEST);
    }

    #[test]
    fn line_breaks_are_kept_where_they_are_wanted() {
        assert_eq!(safe_lines("a\nb\u{7}"), "a\nb?");
    }
}
