//! Tokens of a search line: what stands between spaces, quotes kept together.

use std::cmp::Ordering;

/// How a filter holds a field against its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `:` or `=`: is it, or has it in it.
    Is,
    /// `==`: is it and nothing more.
    Exactly,
    /// `>=`
    Least,
    /// `<=`
    Most,
    /// `>`
    Above,
    /// `<`
    Below,
}

impl Compare {
    /// Says whether something that stands so to the value meets it.
    #[must_use]
    pub const fn meets(self, stands: Ordering) -> bool {
        match self {
            Self::Is | Self::Exactly => stands.is_eq(),
            Self::Least => stands.is_ge(),
            Self::Most => stands.is_le(),
            Self::Above => stands.is_gt(),
            Self::Below => stands.is_lt(),
        }
    }
}

/// What a comparison begins with.
pub(super) const SIGNS: &[char] = &[':', '：', '<', '>', '=', '＜', '＞', '＝', '≦', '≧'];

/// What stands between a name and a value, the longer first.
const COMPARISONS: &[(&str, Compare)] = &[
    ("==", Compare::Exactly),
    ("＝＝", Compare::Exactly),
    (">=", Compare::Least),
    ("＞＝", Compare::Least),
    ("≧", Compare::Least),
    ("<=", Compare::Most),
    ("＜＝", Compare::Most),
    ("≦", Compare::Most),
    (">", Compare::Above),
    ("＞", Compare::Above),
    ("<", Compare::Below),
    ("＜", Compare::Below),
    (":", Compare::Is),
    ("：", Compare::Is),
    ("=", Compare::Is),
    ("＝", Compare::Is),
];

/// One token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Token {
    /// As typed, quotes and dash included.
    pub(super) typed: String,
    /// Without its quotes and its leading dash.
    pub(super) text: String,
    /// It began with a quote.
    pub(super) phrase: bool,
    /// It began with a dash: leave out what matches.
    pub(super) without: bool,
}

impl Token {
    /// Its name, how it compares and its value, where it has a colon or a comparison and is no phrase.
    pub(super) fn filter(&self) -> Option<(&str, Compare, &str)> {
        let at = self.text.find(SIGNS)?;
        let (name, rest) = self.text.split_at(at);
        let (sign, compare) = COMPARISONS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        (!self.phrase && !name.is_empty()).then(|| (name, *compare, &rest[sign.len()..]))
    }

    fn of(typed: String) -> Self {
        let body = typed.strip_prefix(['-', '－', '−']);
        let (without, body) = (body.is_some(), body.unwrap_or(&typed));
        let phrase = body.starts_with(is_quote);
        Self { text: body.replace(is_quote, ""), phrase, without, typed }
    }
}

/// Parts a line; a quote that is never closed runs to the end.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let (mut tokens, mut typed, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        quoted ^= is_quote(c);
        if c.is_whitespace() && !quoted {
            tokens.push(std::mem::take(&mut typed));
        } else {
            typed.push(c);
        }
    }
    tokens.push(typed);
    tokens.into_iter().filter(|typed| !typed.is_empty()).map(Token::of).collect()
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}
