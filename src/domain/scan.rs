//! A text made even for reading: one form per character, and the way back to its bytes.
//!
//! Full-width and half-width forms become one, letters become small. Nothing is stored in this
//! form; `when`, `amount`, `phone` and `note_line` read it and answer with ranges of the original.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A text with width and compatibility forms made one (NFKC), which most texts are already.
#[must_use]
pub fn nfkc(text: &str) -> Cow<'_, str> {
    if is_nfkc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// Says whether a text certainly is in NFKC: by its ranges for most, by the tables for others.
#[must_use]
pub fn is_nfkc(text: &str) -> bool {
    let certain = |char| {
        matches!(char, '\0'..='~' | '\u{3001}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}'
            | '\u{4e00}'..='\u{9fff}')
    };
    text.chars().all(certain) || is_nfkc_quick(text.chars()) == IsNormalized::Yes
}

/// A text with every character in its plain form.
#[derive(Clone, Debug, Default)]
pub struct Even {
    chars: Vec<char>,
    spans: Vec<(usize, usize)>,
}

impl Even {
    /// Evens the whole text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::first(text, usize::MAX)
    }

    /// Evens at most the first `limit` characters.
    #[must_use]
    pub fn first(text: &str, limit: usize) -> Self {
        let mut even = Self::default();
        for (start, char) in text.char_indices().take(limit) {
            even.add(char, (start, start + char.len_utf8()));
        }
        even
    }

    fn add(&mut self, char: char, span: (usize, usize)) {
        if plain(char) {
            self.push(char.to_ascii_lowercase(), span);
        } else {
            for form in std::iter::once(char).nfkc() {
                self.push(form.to_ascii_lowercase(), span);
            }
        }
    }

    fn push(&mut self, char: char, span: (usize, usize)) {
        self.chars.push(char);
        self.spans.push(span);
    }

    /// The characters.
    #[must_use]
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Reading from the first character.
    #[must_use]
    pub fn cursor(&self) -> Cursor<'_> {
        Cursor { chars: &self.chars, at: 0 }
    }

    /// The bytes of the original that the characters `from..to` came from.
    #[must_use]
    pub fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.spans.get(from).map_or(0, |span| span.0);
        let end = to.checked_sub(1).and_then(|last| self.spans.get(last)).map_or(start, |span| span.1);
        start..end.max(start)
    }
}

/// Characters that are their own plain form, which most are.
const fn plain(char: char) -> bool {
    char.is_ascii() || matches!(char, '\u{3001}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
}

/// A place in an even text. It is a small copy, so trying a reading costs nothing to take back.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    /// How many characters lie before it.
    #[must_use]
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The same text from another place.
    #[must_use]
    pub const fn moved(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The next character.
    #[must_use]
    pub fn next(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character before.
    #[must_use]
    pub fn last(&self) -> Option<char> {
        self.before().last().copied()
    }

    /// Everything before.
    #[must_use]
    pub fn before(&self) -> &'a [char] {
        &self.chars[..self.at.min(self.chars.len())]
    }

    /// Everything still to be read.
    #[must_use]
    pub fn rest(&self) -> &'a [char] {
        &self.chars[self.at.min(self.chars.len())..]
    }

    /// Says whether nothing is left.
    #[must_use]
    pub fn done(&self) -> bool {
        self.at >= self.chars.len()
    }

    /// Tries a reading and steps on only where it fits.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut tried = *self;
        let found = read(&mut tried)?;
        *self = tried;
        Some(found)
    }

    /// Takes exactly this text.
    pub fn take(&mut self, text: &str) -> bool {
        let fits = starts(self.rest(), text);
        if fits {
            self.at += text.chars().count();
        }
        fits
    }

    /// Takes this word: Latin letters must not run on before or after it.
    pub fn word(&mut self, word: &str) -> bool {
        let mut tried = *self;
        if !tried.take(word) || (word.is_ascii() && !(self.opens() && tried.closes())) {
            return false;
        }
        *self = tried;
        true
    }

    /// Takes one of these characters.
    pub fn one_of(&mut self, set: &str) -> Option<char> {
        let found = self.next().filter(|char| set.contains(*char))?;
        self.at += 1;
        Some(found)
    }

    /// Takes spaces, and says whether there were any.
    pub fn spaces(&mut self) -> bool {
        let from = self.at;
        while self.next().is_some_and(|char| char == ' ' || char == '\t') {
            self.at += 1;
        }
        self.at > from
    }

    /// Takes a whole number of one to `most` digits, all there are.
    pub fn number(&mut self, most: usize) -> Option<u32> {
        let digits = self.rest().iter().take_while(|char| char.is_ascii_digit()).count();
        if digits == 0 || digits > most.min(9) {
            return None;
        }
        let value =
            self.rest()[..digits].iter().fold(0, |sum, char| sum * 10 + char.to_digit(10).unwrap_or(0));
        self.at += digits;
        Some(value)
    }

    /// Takes a number of exactly `width` digits.
    pub fn padded(&mut self, width: usize) -> Option<u32> {
        let mut tried = *self;
        let value = tried.number(width)?;
        (tried.at - self.at == width).then(|| self.at = tried.at)?;
        Some(value)
    }

    /// Says whether a word or a number can begin here.
    #[must_use]
    pub fn opens(&self) -> bool {
        !self.last().is_some_and(|char| char.is_ascii_alphanumeric() || char == '_')
    }

    /// Says whether a number of its own can begin here: not inside `03-1234`, `1.5` or `¥300`.
    #[must_use]
    pub fn opens_number(&self) -> bool {
        self.opens() && !self.last().is_some_and(|char| ".,-/:+#$¥€£%*".contains(char))
    }

    /// Says whether a word can end here.
    #[must_use]
    pub fn closes(&self) -> bool {
        !self.next().is_some_and(|char| char.is_ascii_alphanumeric() || char == '_')
    }

    /// Says whether a number can end here: `11/24` does, the start of `11/24/26` or `1.5` does not.
    #[must_use]
    pub fn closes_number(&self) -> bool {
        let after = self.chars.get(self.at + 1).is_some_and(char::is_ascii_digit);
        self.closes() && !self.next().is_some_and(|char| char == '%' || (after && ".,-/:".contains(char)))
    }
}

/// Says whether the characters begin with this text.
#[must_use]
pub fn starts(chars: &[char], text: &str) -> bool {
    let mut rest = chars.iter();
    text.chars().all(|char| rest.next() == Some(&char))
}

/// Says whether the characters end with this text.
#[must_use]
pub fn ends(chars: &[char], text: &str) -> bool {
    let mut rest = chars.iter().rev();
    text.chars().rev().all(|char| rest.next() == Some(&char))
}

/// The characters without the spaces at their end.
#[must_use]
pub fn trim_end(chars: &[char]) -> &[char] {
    &chars[..chars.iter().rposition(|char| *char != ' ').map_or(0, |last| last + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_leads_back_to_the_bytes_it_came_from() {
        let text = "は㈫１４時";
        let even = Even::of(text);
        assert_eq!(even.chars().iter().collect::<String>(), "は(火)14時");
        assert_eq!(&text[even.bytes(1, 4)], "㈫");
        assert_eq!(&text[even.bytes(2, 3)], "㈫", "a character that became three is never cut");
        assert_eq!(&text[even.bytes(4, 7)], "１４時");
    }

    #[test]
    fn what_is_taken_for_nfkc_is_nfkc() {
        for char in '\0'..='\u{ffff}' {
            let text = char.to_string();
            assert_eq!(nfkc(&text), text.nfkc().collect::<String>(), "{char:?}");
            let marked = format!("{char}\u{3099}\u{301}");
            assert_eq!(nfkc(&marked), marked.nfkc().collect::<String>(), "{char:?}");
        }
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        let even = Even::of("noon afternoon");
        assert!(even.cursor().word("noon"));
        assert!(!even.cursor().moved(10).word("noon"));
    }
}
