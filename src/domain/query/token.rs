//! Tokens of a search line: what stands between spaces, quotes kept together.

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
    /// Its name and value, where it has a colon and is no phrase.
    pub(super) fn filter(&self) -> Option<(&str, &str)> {
        self.text.split_once([':', '：']).filter(|(name, _)| !self.phrase && !name.is_empty())
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
