//! What every screen is put together from: texts made printable, cut and padded by cells, and the glyphs around them.
//!
//! All data goes through [`safe`] on its way to the screen; [`cut`], [`pad`] and [`columns`] do so themselves.

pub use crate::domain::safe::{cut, safe};

/// On which side of its column a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// `text` in exactly `width` cells: cut, or filled with spaces.
#[must_use]
pub fn pad(text: &str, width: usize, side: Side) -> String {
    let (text, used) = cut(text, width);
    let blanks = " ".repeat(width - used);
    match side {
        Side::Left => text + &blanks,
        Side::Right => blanks + &text,
    }
}

/// Texts side by side, each in its own width, one space between them.
#[must_use]
pub fn columns(texts: &[(&str, usize, Side)]) -> String {
    let padded: Vec<String> = texts.iter().map(|(text, width, side)| pad(text, *width, *side)).collect();
    padded.join(" ")
}

/// The glyphs of frames and marks, for terminals that can show them and for those that cannot. Rules and bars are
/// frames, where an ambiguous width does no harm; everything else is one cell wide everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// A rule across.
    pub across: &'static str,
    /// A rule down.
    pub down: &'static str,
    /// The marker of the selected row.
    pub pointer: &'static str,
    /// Done.
    pub tick: &'static str,
    /// One cell of a bar.
    pub full: &'static str,
    /// The rest of a bar, by eighths from one to seven; all the same where there are no such glyphs.
    pub eighths: [&'static str; 7],
    /// Heights of a sparkline, lowest first.
    pub heights: [&'static str; 8],
    /// Shades of a heat map, faintest first.
    pub shades: [&'static str; 4],
}

/// Box drawing and blocks.
pub const UNICODE: Glyphs = Glyphs {
    across: "─",
    down: "│",
    pointer: "❯",
    tick: "✓",
    full: "█",
    eighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    heights: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    // Braille: shaded blocks take two cells in some terminals.
    shades: ["⣀", "⣤", "⣶", "⣿"],
};

/// For a locale without UTF-8.
pub const ASCII: Glyphs = Glyphs {
    across: "-",
    down: "|",
    pointer: ">",
    tick: "*",
    full: "#",
    eighths: [" ", " ", " ", "-", "-", "-", "="],
    heights: ["_", "_", ".", ".", "-", "-", "=", "#"],
    shades: [".", ":", "+", "#"],
};

impl Glyphs {
    /// The set for a locale, given `LC_ALL`, `LC_CTYPE` and `LANG`: the first that is not empty decides.
    #[must_use]
    pub fn for_locale(names: [Option<&str>; 3]) -> Self {
        let locale = names.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        if locale.contains("utf-8") || locale.contains("utf8") { UNICODE } else { ASCII }
    }

    /// The shade of `part` in a map whose darkest is `most`; blank for nothing.
    #[must_use]
    pub fn shade(&self, part: u64, most: u64) -> &'static str {
        if part == 0 || most == 0 {
            return " ";
        }
        let at = part.min(most).saturating_mul(self.shades.len() as u64).div_ceil(most);
        self.shades[usize::try_from(at - 1).unwrap_or(usize::MAX).min(self.shades.len() - 1)]
    }

    /// A rule of `width` cells.
    #[must_use]
    pub fn rule(&self, width: usize) -> String {
        self.across.repeat(width)
    }

    /// A bar of at most `width` cells showing `part` of `whole`, without its empty rest.
    #[must_use]
    pub fn bar(&self, part: u64, whole: u64, width: u16) -> String {
        if whole == 0 {
            return String::new();
        }
        let eighths = u128::from(part.min(whole)) * u128::from(width) * 8 / u128::from(whole);
        let full = usize::try_from(eighths / 8).expect("at most a row's width");
        let rest = usize::try_from(eighths % 8).expect("less than eight");
        let end = rest.checked_sub(1).map_or("", |at| self.eighths[at]);
        self.full.repeat(full) + end.trim_end()
    }

    /// [`Glyphs::bar`] of things that are counted.
    #[must_use]
    pub fn bar_of(&self, part: usize, whole: usize, width: u16) -> String {
        let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        self.bar(number(part), number(whole), width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::safe::cells;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;
    use std::path::Path;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn recorded_terminal_escapes_lose_every_control_byte() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/terminal-escapes");
        let Ok(entries) = std::fs::read_dir(dir) else {
            println!("skipped: no corpora");
            return;
        };
        let mut seen = 0;
        for entry in entries {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!safe(&text).chars().any(char::is_control));
            seen += 1;
        }
        assert!(seen > 30, "only {seen} files");
    }

    #[test]
    fn a_cut_never_splits_a_glyph_and_says_that_something_is_missing() {
        assert_eq!(cut("田中製作所", 10), ("田中製作所".into(), 10));
        assert_eq!(cut("田中製作所", 9), ("田中製..".into(), 8));
        assert_eq!(cut("田中製作所", 1), (".".into(), 1));
        assert_eq!(cut("田中", 0), (String::new(), 0));
        assert_eq!(cut("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5), ("👨‍👩‍👧..".into(), 4));
    }

    #[test]
    fn columns_line_up_in_both_scripts() {
        let row = |name, sum| columns(&[(name, 8, Side::Left), (sum, 6, Side::Right)]);
        assert_eq!(row("田中製作所", "¥120"), "田中製..   ¥120");
        assert_eq!(row("Tanaka", "¥9"), "Tanaka       ¥9");
        assert_eq!(row("ﾔﾏﾀﾞ", "1"), "ﾔﾏﾀﾞ          1");
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        assert_eq!(Glyphs::for_locale([None, None, Some("ja_JP.UTF-8")]), UNICODE);
        assert_eq!(Glyphs::for_locale([Some(""), Some("C.utf8"), Some("C")]), UNICODE);
        assert_eq!(Glyphs::for_locale([Some("C"), None, Some("ja_JP.UTF-8")]), ASCII);
        assert_eq!(Glyphs::for_locale([None; 3]), ASCII);
    }

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!(UNICODE.bar(62, 140, 8), "███▌");
        assert_eq!(UNICODE.bar(5, 0, 8), "");
        assert_eq!(UNICODE.bar(9, 3, 2), "██");
        assert_eq!(ASCII.bar(1, 4, 8), "##");
    }

    #[test]
    fn a_shade_is_a_quarter_of_the_darkest_and_nothing_is_blank() {
        let shades = [0, 1, 25, 26, 99, 100, 200].map(|part| ASCII.shade(part, 100));
        assert_eq!(shades, [" ", ".", ".", ":", "#", "#", "#"]);
        assert_eq!(ASCII.shade(5, 0), " ");
    }

    #[test]
    fn every_glyph_is_one_cell() {
        for set in [UNICODE, ASCII] {
            let marks = [set.across, set.down, set.pointer, set.tick, set.full];
            for glyph in marks.iter().chain(&set.eighths).chain(&set.heights).chain(&set.shades) {
                assert_eq!(cells(glyph), 1, "{glyph}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_to_its_width_and_counted_as_the_screen_counts_it(text in "\\PC*|.*", width in 0usize..30) {
            let (kept, used) = cut(&text, width);
            prop_assert!(used <= width);
            prop_assert_eq!(kept.graphemes(true).map(|glyph| usize::from(glyph.cell_width())).sum::<usize>(), used);
            prop_assert!(!kept.chars().any(char::is_control));
            prop_assert_eq!(cells(&pad(&text, width, Side::Right)), width);
        }
    }
}
