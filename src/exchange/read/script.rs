//! Says whether decoded text reads like what it claims to be: Japanese, or plain text at all.
//!
//! Counts only; no dictionary. `encoding` shows it what a candidate encoding makes of a file.

/// Tells Japanese from other bytes that happen to be valid CP932.
#[derive(Default)]
pub struct Japanese {
    beyond_ascii: u64,
    strange: u64,
    alone: u64,
    half_kana: u64,
    half_marks: u64,
    torn: u64,
    before: [char; 2],
}

impl Japanese {
    /// Counts a piece of text; pieces follow each other.
    pub fn see(&mut self, text: &str) {
        for next in text.chars() {
            let [before, this] = self.before;
            if !this.is_ascii() {
                self.count(before, this, next);
            }
            self.before = [this, next];
        }
    }

    fn count(&mut self, before: char, this: char, next: char) {
        self.beyond_ascii += 1;
        self.strange += u64::from(matches!(this, '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}'));
        let on_its_own = before.is_ascii() && next.is_ascii();
        self.alone += u64::from(on_its_own && (before.is_ascii_alphabetic() || next.is_ascii_alphabetic()));
        if matches!(this, '\u{ff61}'..='\u{ff9f}') {
            self.half_kana += 1;
            self.half_marks += u64::from(this <= '\u{ff65}');
            self.torn += u64::from(is_kanji(before) || is_kanji(next));
        }
    }

    /// Says whether it reads like Japanese: no private characters, no lone kanji within Latin
    /// words, no half-width kana that are mostly marks or torn by kanji (as misread EUC-JP is).
    pub fn plausible(&mut self) -> bool {
        self.see("\n");
        self.beyond_ascii > 0
            && self.strange * 20 <= self.beyond_ascii
            && self.alone * 2 < self.beyond_ascii
            && self.half_marks * 4 <= self.half_kana
            && self.torn * 3 <= self.beyond_ascii
    }
}

/// Tells text from bytes that happen to be valid UTF-16.
#[derive(Default)]
pub struct Plain {
    all: u64,
    usual: u64,
    breaks: u64,
}

impl Plain {
    /// Counts a piece of text.
    pub fn see(&mut self, text: &str) {
        for c in text.chars() {
            self.all += 1;
            self.usual += u64::from(is_usual(c));
            self.breaks += u64::from(matches!(c, '\n' | '\r' | ',' | '\t' | ';'));
        }
    }

    /// Says whether nine of ten characters are usual ones, and something parts them.
    #[must_use]
    pub fn plausible(&self) -> bool {
        self.breaks > 0 && self.usual * 10 >= self.all * 9
    }
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_usual(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{a0}'..='\u{17f}' | '\u{3000}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffee}' | '\u{ac00}'..='\u{d7a3}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn japanese(text: &str) -> bool {
        let mut reads = Japanese::default();
        reads.see(text);
        reads.plausible()
    }

    #[test]
    fn names_and_readings_are_plausible() {
        assert!(japanese("ﾔﾏﾀﾞ ﾀﾛｳ"));
        assert!(japanese("A社,田中,Tokyo"));
    }

    #[test]
    fn latin_words_with_one_kanji_in_them_are_not() {
        assert!(!japanese("Gon軋lves, S縊 Paulo"));
    }
}
