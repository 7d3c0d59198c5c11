//! The text field used everywhere: one line or many, moved and erased by what a person calls a character.
//!
//! It keeps its own text instead of a text-area crate's: that one steps by code point, undoes key by key without
//! a way to join steps, takes a Japanese sentence for one word, and wraps the whole text anew on every frame; with
//! all of that replaced it would only have held the string. Offsets are bytes of the text and always on a grapheme
//! boundary. Drawing is in `tui::view::field`; which keys reach a field is the screen's business.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::undo::{Manner, Past, Step};
use super::word;
use super::wrap::{at_column, place, wrap};
use crate::keys::{Code, Key};

/// A text being written, with its caret and its past.
#[derive(Clone, Debug, Default)]
pub struct Field {
    text: String,
    caret: usize,
    many_lines: bool,
    /// Cells in a row on the screen, where the field wraps; Up and Down go by these rows.
    width: Option<usize>,
    /// The column Up and Down aim for.
    aim: Option<usize>,
    cut: String,
    past: Past,
    revision: u64,
}

impl Field {
    /// An empty field of one line.
    #[must_use]
    pub fn line() -> Self {
        Self::default()
    }

    /// An empty field of many lines.
    #[must_use]
    pub fn lines() -> Self {
        Self { many_lines: true, ..Self::default() }
    }

    /// The same field holding `text` with nothing to undo, the caret at its end.
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        let text = self.cleaned(text);
        Self { caret: text.len(), text, past: Past::default(), ..self }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Says whether it takes line breaks.
    #[must_use]
    pub const fn has_lines(&self) -> bool {
        self.many_lines
    }

    /// Where the caret stands, in bytes; always on a grapheme boundary.
    #[must_use]
    pub const fn caret(&self) -> usize {
        self.caret
    }

    /// Rises with every change of the text, so that one need not compare texts.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Replaces the whole text as one step that can be undone: an external editor's, a template's.
    pub fn set_text(&mut self, text: &str) {
        let text = self.cleaned(text);
        if text != self.text {
            self.replace(0..self.text.len(), &text, Manner::Whole);
        }
    }

    /// Moves the caret to byte `to`, or the boundary after it.
    pub fn set_caret(&mut self, to: usize) {
        self.move_to(to);
    }

    /// Says how many cells a row has, so that Up and Down go by the rows on the screen.
    pub fn set_width(&mut self, cells: usize) {
        self.width = Some(cells);
    }

    /// Inserts a paste at the caret, as one step: control characters dropped, line breaks made plain.
    pub fn insert(&mut self, text: &str) {
        let text = self.cleaned(text);
        if !text.is_empty() {
            self.replace(self.caret..self.caret, &text, Manner::Whole);
        }
    }

    /// Puts a text in place of these bytes as one step, the caret behind it.
    pub fn put_over(&mut self, range: Range<usize>, text: &str) {
        let text = self.cleaned(text);
        self.replace(range, &text, Manner::Whole);
    }

    /// Takes back the last step; says whether there was one.
    pub fn undo(&mut self) -> bool {
        let step = self.past.undo();
        step.map(|step| self.put(step.at..step.at + step.put.len(), &step.taken, step.caret)).is_some()
    }

    /// Does again what was taken back last; says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let step = self.past.redo();
        step.map(|step| self.put(step.at..step.at + step.taken.len(), &step.put, step.at + step.put.len()))
            .is_some()
    }

    /// Does what `key` means in a text; says whether it means anything. Enter belongs to the field only where it has
    /// lines; Up and Down only while there is a row to go to.
    pub fn key(&mut self, key: &Key) -> bool {
        match *key {
            Key { code: Code::Char(c), ctrl: false, alt: false, .. } => self.type_char(c),
            Key { code: Code::Char(c), ctrl: true, alt: false, .. } => return self.ctrl(c),
            Key { code: Code::Char(c), ctrl: false, alt: true, .. } => return self.alt(c),
            Key { code: Code::Backspace, ctrl: false, alt: true, .. } => {
                self.cut(self.word_left()..self.caret);
            }
            Key { code: Code::Left, ctrl, alt, .. } if ctrl || alt => self.move_to(self.word_left()),
            Key { code: Code::Right, ctrl, alt, .. } if ctrl || alt => self.move_to(self.word_right()),
            Key { ctrl: true, .. } | Key { alt: true, .. } => return false,
            Key { code: Code::Backspace, .. } => self.erase(self.left()..self.caret, Manner::Erased),
            Key { code: Code::Delete, .. } => self.erase(self.caret..self.right(), Manner::Whole),
            Key { code: Code::Left, .. } => self.move_to(self.left()),
            Key { code: Code::Right, .. } => self.move_to(self.right()),
            Key { code: Code::Home, .. } => self.move_to(self.line_start()),
            Key { code: Code::End, .. } => self.move_to(self.line_end()),
            Key { code: Code::Up, .. } => return self.go_to_row(|row| row.checked_sub(1)),
            Key { code: Code::Down, .. } => return self.go_to_row(|row| Some(row + 1)),
            Key { code: Code::Enter, .. } if self.many_lines => self.type_char('\n'),
            _ => return false,
        }
        true
    }

    fn ctrl(&mut self, c: char) -> bool {
        match c {
            'a' => self.move_to(self.line_start()),
            'e' => self.move_to(self.line_end()),
            'b' => self.move_to(self.left()),
            'f' => self.move_to(self.right()),
            'd' => self.erase(self.caret..self.right(), Manner::Whole),
            'k' => self.cut(self.caret..self.end_to_cut()),
            'u' => self.cut(self.line_start()..self.caret),
            'w' => self.cut(self.word_left()..self.caret),
            'y' => self.insert(&self.cut.clone()),
            '_' => drop(self.undo()),
            'r' => drop(self.redo()),
            _ => return false,
        }
        true
    }

    fn alt(&mut self, c: char) -> bool {
        match c {
            'b' => self.move_to(self.word_left()),
            'f' => self.move_to(self.word_right()),
            'd' => self.cut(self.caret..self.word_right()),
            _ => return false,
        }
        true
    }

    fn type_char(&mut self, c: char) {
        let text = self.cleaned(c.encode_utf8(&mut [0; 4]));
        if !text.is_empty() {
            self.replace(self.caret..self.caret, &text, Manner::Typed);
        }
    }

    fn erase(&mut self, range: Range<usize>, manner: Manner) {
        if !range.is_empty() {
            self.replace(range, "", manner);
        }
    }

    /// Erases, and keeps what went for Ctrl-Y.
    fn cut(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.text[range.clone()].clone_into(&mut self.cut);
            self.erase(range, Manner::Whole);
        }
    }

    fn replace(&mut self, range: Range<usize>, with: &str, manner: Manner) {
        let step = Step {
            at: range.start,
            taken: self.text[range.clone()].into(),
            put: with.into(),
            caret: self.caret,
        };
        self.past.push(step, manner);
        let caret = range.start + with.len();
        self.put(range, with, caret);
    }

    fn put(&mut self, range: Range<usize>, with: &str, caret: usize) {
        self.text.replace_range(range, with);
        self.revision += 1;
        self.aim = None;
        self.caret = self.boundary(caret);
    }

    fn move_to(&mut self, to: usize) {
        self.past.close();
        self.aim = None;
        self.caret = self.boundary(to);
    }

    /// Moves to the row `next` names, keeping the column; says whether there is such a row.
    fn go_to_row(&mut self, next: impl FnOnce(usize) -> Option<usize>) -> bool {
        let width = self.width.filter(|_| self.many_lines).unwrap_or(usize::MAX);
        let rows = wrap(&self.text, width);
        let (row, column) = place(&self.text, &rows, self.caret, width);
        let Some(target) = next(row).and_then(|row| rows.get(row)) else { return false };
        let aim = self.aim.unwrap_or(column);
        self.move_to(at_column(&self.text, target, aim));
        self.aim = Some(aim);
        true
    }

    /// `at`, or the next boundary where an edit has joined two graphemes into one.
    fn boundary(&self, at: usize) -> usize {
        let at = self.text.ceil_char_boundary(at);
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        match cursor.is_boundary(&self.text, 0) {
            Ok(true) => at,
            _ => cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len()),
        }
    }

    fn left(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn right(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn word_left(&self) -> usize {
        word::start_before(&self.text, self.caret)
    }

    fn word_right(&self) -> usize {
        word::end_after(&self.text, self.caret)
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |at| self.caret + at)
    }

    /// The end of the line, or the line break itself where the caret already stands at the end.
    fn end_to_cut(&self) -> usize {
        let end = self.line_end();
        if end == self.caret { self.right() } else { end }
    }

    /// `text` as this field takes it: without control and direction characters, one line where it has but one.
    fn cleaned(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.many_lines { &text } else { text.trim_end_matches('\n') };
        let plain = |c: char| if self.many_lines || !matches!(c, '\n' | '\t') { c } else { ' ' };
        text.chars().map(plain).filter(|c| writable(*c)).collect()
    }
}

/// Says whether `c` may stand in a text: no controls but tab and line break, none that turn the writing direction.
fn writable(c: char) -> bool {
    matches!(c, '\t' | '\n')
        || !(c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn press(field: &mut Field, keys: &str) {
        for key in keys.split(' ') {
            field.key(&key.parse().unwrap());
        }
    }

    fn type_text(field: &mut Field, text: &str) {
        text.chars().for_each(|c| assert!(field.key(&Key::char(c))));
    }

    #[test]
    fn one_backspace_takes_what_a_person_calls_a_character() {
        for glyph in ["👨‍👩‍👧", "ｶﾞ", "か\u{3099}", "e\u{301}", "辻\u{e0100}", "🇯🇵", "☎\u{fe0f}"]
        {
            let mut field = Field::line().with(&format!("a{glyph}"));
            press(&mut field, "backspace");
            assert_eq!(field.text(), "a", "{glyph}");
            let mut field = Field::line().with(&format!("{glyph}b"));
            press(&mut field, "home delete");
            assert_eq!(field.text(), "b", "{glyph}");
        }
    }

    #[test]
    fn the_readline_keys_do_what_fingers_expect() {
        let mut field = Field::line().with("call 株式会社サンプル");
        press(&mut field, "ctrl-w");
        assert_eq!(field.text(), "call 株式会社");
        press(&mut field, "alt-b ctrl-k");
        assert_eq!(field.text(), "call ");
        press(&mut field, "ctrl-a ctrl-y ctrl-u ctrl-f ctrl-d");
        assert_eq!(field.text(), "cll ");
        press(&mut field, "ctrl-e ctrl-h ctrl-b alt-d");
        assert_eq!(field.text(), "cl");
    }

    #[test]
    fn undo_goes_by_the_word_and_redo_comes_back() {
        let mut field = Field::line();
        type_text(&mut field, "quote for 山田様に");
        press(&mut field, "ctrl-_");
        assert_eq!(field.text(), "quote for 山田様");
        press(&mut field, "ctrl-_ ctrl-_");
        assert_eq!(field.text(), "quote ");
        press(&mut field, "ctrl-r ctrl-r");
        assert_eq!(field.text(), "quote for 山田様");
        type_text(&mut field, "!");
        assert!(!field.redo());
    }

    #[test]
    fn a_paste_is_one_step() {
        let mut field = Field::lines();
        type_text(&mut field, "ab");
        field.insert("one two\r\nthree");
        assert_eq!(field.text(), "abone two\nthree");
        press(&mut field, "ctrl-_");
        assert_eq!(field.text(), "ab");
    }

    #[test]
    fn backspaces_come_back_by_the_word() {
        let mut field = Field::line().with("one two");
        press(&mut field, "backspace backspace backspace backspace backspace");
        assert_eq!(field.text(), "on");
        press(&mut field, "ctrl-_");
        assert_eq!(field.text(), "one ");
        press(&mut field, "ctrl-_");
        assert_eq!(field.text(), "one two");
    }

    #[test]
    fn a_thousand_steps_and_more_can_be_undone() {
        let mut field = Field::line();
        for _ in 0..1500 {
            field.insert("x");
        }
        while field.undo() {}
        assert_eq!(field.text(), "");
    }

    #[test]
    fn pasted_controls_and_direction_marks_are_dropped() {
        let mut field = Field::line();
        field.insert("a\u{1b}[31mb\u{7}\u{9b}\u{202e}c\r\nd\te\n");
        assert_eq!(field.text(), "a[31mbc d e");
        let mut field = Field::lines();
        field.insert("a\rb\r\nc\td\n");
        assert_eq!(field.text(), "a\nb\nc\td\n");
    }

    #[test]
    fn up_and_down_keep_the_column_and_let_go_at_the_edge() {
        let mut field = Field::lines().with("abcd\n田\nxyz");
        assert!(field.key(&Key::plain(Code::Up)));
        assert_eq!(field.caret(), "abcd\n田".len());
        assert!(field.key(&Key::plain(Code::Up)));
        assert_eq!(field.caret(), 3);
        assert!(!field.key(&Key::plain(Code::Up)));
        assert!(!Field::line().with("abc").key(&Key::plain(Code::Down)));
    }

    #[test]
    fn up_goes_by_the_rows_on_the_screen() {
        let mut field = Field::lines().with("来週火曜に電話");
        field.set_width(6);
        assert!(field.key(&Key::plain(Code::Up)));
        assert_eq!(&field.text()[field.caret()..], "に電話".trim_start_matches("曜"));
    }

    #[test]
    fn keys_that_are_no_text_are_left_to_the_screen() {
        let mut field = Field::line().with("a");
        for key in ["esc", "tab", "enter", "ctrl-c", "ctrl-p", "alt-x", "f1", "pageup", "ctrl-enter"] {
            assert!(!field.key(&key.parse().unwrap()), "{key}");
        }
        assert!(Field::lines().key(&Key::plain(Code::Enter)));
    }

    #[test]
    fn a_caret_from_elsewhere_lands_on_a_boundary() {
        let mut field = Field::line().with("a👨‍👩‍👧b");
        for to in 0..40 {
            field.set_caret(to);
            assert!([0, 1, 19, 20].contains(&field.caret()), "{to}: {}", field.caret());
        }
    }

    #[derive(Clone, Debug)]
    enum Press {
        Key(&'static str),
        Text(&'static str),
    }

    const KEYS: [&str; 22] = [
        "left",
        "right",
        "up",
        "down",
        "home",
        "end",
        "backspace",
        "delete",
        "ctrl-w",
        "ctrl-u",
        "ctrl-k",
        "ctrl-y",
        "ctrl-_",
        "ctrl-r",
        "alt-b",
        "alt-f",
        "alt-d",
        "ctrl-d",
        "enter",
        "ctrl-left",
        "ctrl-right",
        "alt-backspace",
    ];
    const TEXTS: [&str; 14] =
        ["a", " ", "田", "か", "\u{3099}", "ｶ", "ﾞ", "👨", "\u{200d}", "👩", "🇯", "🇵", "\u{e0100}", "\u{1b}"];

    fn presses() -> impl Strategy<Value = Vec<Press>> {
        let key = prop::sample::select(&KEYS[..]).prop_map(Press::Key);
        let text = prop::sample::select(&TEXTS[..]).prop_map(Press::Text);
        prop::collection::vec(prop_oneof![key, text], 0..80)
    }

    fn do_press(field: &mut Field, press: &Press) {
        match press {
            Press::Key(key) => drop(field.key(&key.parse().unwrap())),
            Press::Text(text) => field.insert(text),
        }
    }

    fn boundaries(text: &str) -> Vec<usize> {
        text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
    }

    /// What the plainest keys do, written a second time over whole graphemes.
    fn expected(text: &str, caret: usize, press: &Press) -> Option<String> {
        let bounds = boundaries(text);
        let here = bounds.binary_search(&caret).unwrap();
        let without = |from: usize, to: usize| Some(format!("{}{}", &text[..from], &text[to..]));
        match press {
            Press::Key("backspace") => without(bounds[here.saturating_sub(1)], caret),
            Press::Key("delete" | "ctrl-d") => without(caret, bounds[(here + 1).min(bounds.len() - 1)]),
            Press::Key("left" | "right" | "up" | "down" | "home" | "end" | "alt-b" | "alt-f") => {
                without(caret, caret)
            }
            Press::Text("\u{1b}") => without(caret, caret),
            Press::Text(new) => Some(format!("{}{new}{}", &text[..caret], &text[caret..])),
            Press::Key(_) => None,
        }
    }

    proptest! {
        #[test]
        fn any_keys_leave_the_caret_on_a_boundary_and_the_text_as_expected(presses in presses(), lines: bool) {
            let mut field = if lines { Field::lines() } else { Field::line() };
            field.set_width(7);
            for press in &presses {
                let want = expected(field.text(), field.caret(), press);
                do_press(&mut field, press);
                prop_assert!(boundaries(field.text()).contains(&field.caret()));
                if let Some(want) = want {
                    prop_assert_eq!(field.text(), want);
                }
            }
        }

        #[test]
        fn undoing_everything_and_doing_it_again_changes_nothing(presses in presses()) {
            let mut field = Field::lines();
            for press in &presses {
                do_press(&mut field, press);
            }
            while field.redo() {}
            let text = field.text().to_owned();
            while field.undo() {}
            prop_assert_eq!(field.text(), "");
            while field.redo() {}
            prop_assert_eq!(field.text(), text);
        }
    }
}
