//! Where a word ends: at blanks, at signs, and where the script changes, so that 株式会社サンプルの山田様 is five words.
//! For the text field's word motions and its undo steps.

use unicode_segmentation::UnicodeSegmentation;

/// What a character is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Blank,
    Digit,
    Kanji,
    Hiragana,
    Katakana,
    /// `ー`, which belongs to whichever kana it stands among.
    LongMark,
    Letter,
    Sign,
}

impl Script {
    fn of(glyph: &str) -> Self {
        match glyph.chars().next().unwrap_or(' ') {
            'ー' | 'ｰ' => Self::LongMark,
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a1}'..='\u{30fa}' | '\u{30fd}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '々'
            | '〆'
            | '〇'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Kanji,
            c if c.is_whitespace() => Self::Blank,
            c if c.is_numeric() => Self::Digit,
            c if c.is_alphabetic() || c == '_' => Self::Letter,
            _ => Self::Sign,
        }
    }

    fn joins(self, other: Self) -> bool {
        let kana = |script| matches!(script, Self::Hiragana | Self::Katakana);
        self == other || (self == Self::LongMark && kana(other)) || (other == Self::LongMark && kana(self))
    }
}

/// Says whether the glyphs `a` and `b`, side by side, belong to one word.
pub(super) fn joined(a: &str, b: &str) -> bool {
    Script::of(a).joins(Script::of(b))
}

/// The byte at which the word before byte `from` of `text` starts.
pub(super) fn start_before(text: &str, from: usize) -> usize {
    let body = text[..from].trim_end();
    let glyphs = body.grapheme_indices(true).rev();
    run(glyphs).map_or(0, |(at, _)| at)
}

/// The byte at which the word after byte `from` of `text` ends.
pub(super) fn end_after(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let blanks = rest.len() - rest.trim_start().len();
    let glyphs = rest[blanks..].grapheme_indices(true);
    run(glyphs).map_or(text.len(), |(at, glyph)| from + blanks + at + glyph.len())
}

/// The last glyph of the run of one script with which `glyphs` begins.
fn run<'a>(mut glyphs: impl Iterator<Item = (usize, &'a str)>) -> Option<(usize, &'a str)> {
    let mut last = glyphs.next()?;
    for next in glyphs {
        if !joined(last.1, next.1) {
            break;
        }
        last = next;
    }
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let (mut words, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let end = end_after(text, at);
            words.push(&text[at..end]);
            at = end;
        }
        words
    }

    #[test]
    fn a_word_ends_where_the_script_changes() {
        assert_eq!(words("株式会社サンプルの山田様"), ["株式会社", "サンプル", "の", "山田様"]);
        assert_eq!(words("20台で quote, ok"), ["20", "台", "で", " quote", ",", " ok"]);
        assert_eq!(words("らーめんラーメン"), ["らーめん", "ラーメン"]);
    }

    #[test]
    fn going_back_finds_the_same_starts() {
        let text = "株式会社サンプルの山田様 ok ";
        let (mut at, mut starts) = (text.len(), Vec::new());
        while at > 0 {
            at = start_before(text, at);
            starts.push(&text[at..]);
        }
        assert_eq!(starts, ["ok ", "山田様 ok ", "の山田様 ok ", "サンプルの山田様 ok ", text]);
    }

    #[test]
    fn only_blanks_are_one_word() {
        assert_eq!(start_before("   ", 3), 0);
        assert_eq!(end_after("   ", 0), 3);
    }
}
