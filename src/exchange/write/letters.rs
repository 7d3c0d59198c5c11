//! Text to bytes in the encoding asked for, and the list of what that encoding does not have.
//!
//! CP932 has some characters under another code point (〜 as ～): those are taken for the same. What
//! is left is counted with the first customer it stands at, and refuses the whole file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;

use crate::exchange::error::Error;

/// The encoding of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, as Excel wants it.
    #[default]
    Marked,
    /// UTF-8 as it is.
    Plain,
    /// CP932, for software of that age; `replace` puts `?` for what it does not have.
    Cp932 {
        /// Puts `?` instead of refusing.
        replace: bool,
    },
}

impl Encoding {
    /// Says whether it can lack a character and so refuse the file.
    #[must_use]
    pub fn may_refuse(self) -> bool {
        self == Self::Cp932 { replace: false }
    }
}

/// Characters that CP932 has under another code point, and that code point: R-ENC-4.
const TWINS: &[(char, char)] = &[
    ('〜', '～'),
    ('—', '―'),
    ('−', '－'),
    ('‖', '∥'),
    ('¢', '￠'),
    ('£', '￡'),
    ('¬', '￢'),
    ('¥', '￥'),
    ('‾', '￣'),
];

/// How many missing characters are told one by one.
const TOLD: usize = 20;

/// Turns text into bytes, and keeps what has none.
#[derive(Debug, Default)]
pub struct Letters {
    encoding: Encoding,
    /// Each with how often it stood somewhere, and where first.
    missing: BTreeMap<char, (u64, String)>,
}

impl Letters {
    /// Letters of that encoding.
    #[must_use]
    pub const fn of(encoding: Encoding) -> Self {
        Self { encoding, missing: BTreeMap::new() }
    }

    /// The bytes of a text that stands at `who`.
    pub fn encode<'a>(&mut self, text: &'a str, who: &str) -> Cow<'a, [u8]> {
        if !matches!(self.encoding, Encoding::Cp932 { .. }) || text.is_ascii() {
            return Cow::Borrowed(text.as_bytes());
        }
        let twin = |c| TWINS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
        let known: String = text.chars().map(twin).map(|c| self.known(c, who)).collect();
        Cow::Owned(SHIFT_JIS.encode(&known).0.into_owned())
    }

    fn known(&mut self, c: char, who: &str) -> char {
        if c.is_ascii() || !SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2 {
            return c;
        }
        let (count, _) = self.missing.entry(c).or_insert_with(|| (0, who.to_owned()));
        *count += 1;
        '?'
    }

    /// Says which characters were missing, unless they were to be replaced.
    pub fn refuse_missing(self) -> Result<(), Error> {
        if self.missing.is_empty() || !self.encoding.may_refuse() {
            return Ok(());
        }
        let more = self.missing.len().saturating_sub(TOLD);
        let one = |(c, (count, who)): (&char, &(u64, String))| match (count, who.is_empty()) {
            (_, true) => c.to_string(),
            (1, false) => format!("{c} ({who})"),
            (count, false) => format!("{c} ({count}: {who}, …)"),
        };
        let mut told: Vec<String> = self.missing.iter().take(TOLD).map(one).collect();
        if more > 0 {
            told.push(format!("+{more}"));
        }
        Err(Error::Unencodable { encoding: "CP932", characters: told.join(", ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, replace: bool) -> Result<String, Error> {
        let mut letters = Letters::of(Encoding::Cp932 { replace });
        let bytes = letters.encode(text, "田中").into_owned();
        letters.refuse_missing().map(|()| SHIFT_JIS.decode(&bytes).0.into_owned())
    }

    #[test]
    fn cp932_takes_the_twins_and_the_shapes_that_only_it_has() {
        assert_eq!(written("髙橋㈱〜—−‖¢£¬¥①", false).unwrap(), "髙橋㈱～―－∥￠￡￢￥①");
    }

    #[test]
    fn what_it_does_not_have_is_told_with_how_often_and_whose() {
        let refused = written("😀é𠮷é", false).unwrap_err().to_string();
        assert!(refused.contains("é (2: 田中, …), 😀 (田中), 𠮷 (田中)"), "{refused}");
        assert_eq!(written("a😀é", true).unwrap(), "a??");
    }

    #[test]
    fn many_missing_characters_are_counted_behind_the_first() {
        let many: String = ('\u{1f600}'..='\u{1f620}').collect();
        let refused = written(&many, false).unwrap_err().to_string();
        assert!(refused.contains("😀") && refused.contains("+13"), "{refused}");
    }
}
