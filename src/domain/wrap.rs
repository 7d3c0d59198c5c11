//! How wide a text is in terminal cells, and where it breaks into rows. Pure.
//!
//! The same answer serves the field's Up and Down, the drawing of fields, and every other text that wraps, on the
//! screen and in reports.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

pub use super::safe::cells;

/// The rows of `text` in `width` cells, as byte ranges: broken after words, inside a word only where it is longer
/// than a row. Blanks at the end of a row hang over the edge. Always at least one row.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let (mut rows, mut at) = (Vec::new(), 0);
    for line in text.split('\n') {
        wrap_line(line, at, width.max(1), &mut rows);
        at += line.len() + 1;
    }
    rows
}

/// Adds the rows of one line, which starts at byte `at` of the whole text.
fn wrap_line(line: &str, at: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (0, 0);
    for (i, word) in pieces(line, width) {
        let need = cells(word);
        if used + need <= width || word.trim().is_empty() {
            used += need;
        } else if need <= width {
            rows.push(at + start..at + i);
            (start, used) = (i, need);
        } else {
            for (j, glyph) in word.grapheme_indices(true) {
                if used > 0 && used + cells(glyph) > width {
                    rows.push(at + start..at + i + j);
                    (start, used) = (i + j, 0);
                }
                used += cells(glyph);
            }
        }
    }
    rows.push(at + start..at + line.len());
}

/// Signs that may not begin a row, and signs that may not end one.
const CLOSING: &str = "、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}%";
const OPENING: &str = "（「『【〔〈《([{";

/// The pieces of a line that rows are made of: words, with the signs that may not be parted from them.
fn pieces(line: &str, width: usize) -> Vec<(usize, &str)> {
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    for (at, word) in line.split_word_bound_indices() {
        if let Some((start, last)) = pieces.last_mut() {
            let joined = &line[*start..at + word.len()];
            let closes = word.starts_with(|c| CLOSING.contains(c)) && !last.trim().is_empty();
            let opened = last.ends_with(|c| OPENING.contains(c));
            if (closes || opened) && cells(joined) <= width {
                *last = joined;
                continue;
            }
        }
        pieces.push((at, word));
    }
    pieces
}

/// The row and the column, in cells, of byte `caret` in `text` wrapped into `rows`.
/// A caret behind a full last row stands at the start of the row below it.
#[must_use]
pub fn place(text: &str, rows: &[Range<usize>], caret: usize, width: usize) -> (usize, usize) {
    let row = rows.partition_point(|row| row.start <= caret).saturating_sub(1);
    let column = rows.get(row).map_or(0, |row| cells(&text[row.start..caret.min(row.end)]));
    if column < width {
        (row, column)
    } else if caret == text.len() {
        (row + 1, 0)
    } else {
        (row, width.saturating_sub(1))
    }
}

/// The byte of `text` at `column` cells into `row`: the last boundary not beyond it.
#[must_use]
pub fn at_column(text: &str, row: &Range<usize>, column: usize) -> usize {
    let mut used = 0;
    for (i, glyph) in text[row.clone()].grapheme_indices(true) {
        used += cells(glyph);
        if used > column {
            return row.start + i;
        }
    }
    row.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_begins_with_a_sign_that_closes_or_ends_with_one_that_opens() {
        let rows = |text: &'static str, width| {
            wrap(text, width).into_iter().map(|row| text[row].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(rows("取り込み、追加", 8), ["取り込", "み、追加"]);
        assert_eq!(rows("顧客（仮）です", 6), ["顧客", "（仮）", "です"]);
        assert_eq!(rows("、、、、", 4), ["、、", "、、"]);
    }
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|row| &text[row]).collect()
    }

    #[test]
    fn words_stay_whole_and_japanese_breaks_anywhere() {
        assert_eq!(rows("call back on Tuesday", 9), ["call back ", "on ", "Tuesday"]);
        assert_eq!(rows("来週火曜に電話", 6), ["来週火", "曜に電", "話"]);
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(rows("", 9), [""]);
    }

    #[test]
    fn a_wide_glyph_in_a_single_cell_gets_a_row_to_itself() {
        assert_eq!(rows("田中", 1), ["田", "中"]);
        assert_eq!(rows("田中", 0), ["田", "中"]);
    }

    #[test]
    fn half_width_voiced_kana_take_two_cells() {
        assert_eq!(cells("ｶﾞ"), 2);
        assert_eq!(cells("が"), 2);
        assert_eq!(cells("👨‍👩‍👧"), 2);
    }

    #[test]
    fn a_caret_behind_a_full_row_stands_on_the_next() {
        let text = "abcdef";
        let rows = wrap(text, 3);
        assert_eq!(place(text, &rows, 2, 3), (0, 2));
        assert_eq!(place(text, &rows, 3, 3), (1, 0));
        assert_eq!(place(text, &rows, 6, 3), (2, 0));
    }

    #[test]
    fn a_column_inside_a_wide_glyph_is_its_start() {
        assert_eq!(at_column("田中", &(0..6), 1), 0);
        assert_eq!(at_column("田中", &(0..6), 2), 3);
        assert_eq!(at_column("田中", &(0..6), 9), 6);
    }

    proptest! {
        #[test]
        fn rows_hold_the_whole_text_and_only_a_single_glyph_is_wider_than_a_row(text in "[a-z 田ｶﾞ👍\u{301}\n]{0,60}", width in 2usize..20) {
            let rows = wrap(&text, width);
            let mut whole = String::new();
            for row in &rows {
                let body = text[row.clone()].trim_end();
                prop_assert!(cells(body) <= width || body.graphemes(true).filter(|glyph| cells(glyph) > 0).count() == 1);
                if whole.len() < row.start { whole.push('\n'); }
                whole.push_str(&text[row.clone()]);
            }
            prop_assert_eq!(whole, text);
        }
    }
}
