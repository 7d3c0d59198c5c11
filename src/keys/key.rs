//! One key press: its notation (`ctrl-s`, `shift-tab`, `X`), read and printed, and how it is made from the terminal's.
//!
//! What a terminal cannot tell apart is one key here: Ctrl-H is Backspace, Ctrl-I Tab, Ctrl-J and Ctrl-M Enter,
//! Ctrl-[ Esc, Ctrl-/ and Ctrl-7 Ctrl-_. No bindings; the key table and the text field give keys their meaning.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Which key, without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A key that writes one character; capitals stand for Shift.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Deletes before the caret.
    Backspace,
    /// Deletes after the caret.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, by its number.
    F(u8),
}

/// One key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Ctrl was held.
    pub ctrl: bool,
    /// Alt was held, or Esc came just before.
    pub alt: bool,
    /// Shift was held; never set for [`Code::Char`].
    pub shift: bool,
}

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a key")]
pub struct NotAKey(String);

/// The named keys, one name each.
const NAMES: [(Code, &str); 15] = [
    (Code::Enter, "enter"),
    (Code::Esc, "esc"),
    (Code::Tab, "tab"),
    (Code::Backspace, "backspace"),
    (Code::Delete, "delete"),
    (Code::Insert, "insert"),
    (Code::Up, "up"),
    (Code::Down, "down"),
    (Code::Left, "left"),
    (Code::Right, "right"),
    (Code::Home, "home"),
    (Code::End, "end"),
    (Code::PageUp, "pageup"),
    (Code::PageDown, "pagedown"),
    (Code::Char(' '), "space"),
];

/// What a Japanese input method writes for keys that are no kana: the key that was meant.
const JAPANESE_SIGNS: [(char, char); 8] =
    [('、', ','), ('。', '.'), ('・', '/'), ('「', '['), ('」', ']'), ('ー', '-'), ('〜', '~'), ('￥', '\\')];

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// The key that writes `c`.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// A character with Ctrl.
    #[must_use]
    pub fn ctrl(c: char) -> Self {
        Self { ctrl: true, ..Self::char(c) }.settled()
    }

    /// A character with Alt.
    #[must_use]
    pub const fn alt(c: char) -> Self {
        Self { alt: true, ..Self::char(c) }
    }

    /// The character this key writes into a text, if it writes one.
    #[must_use]
    pub const fn written(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The same key as a command: full-width letters and the signs of a Japanese input method become ASCII.
    #[must_use]
    pub fn as_command(self) -> Self {
        match self.code {
            Code::Char(c) if !c.is_ascii() => Self { code: Code::Char(half_width(c)), ..self }.settled(),
            _ => self,
        }
    }

    /// Says whether this is text from a Japanese input method, so that it cannot be a command: kana or kanji.
    #[must_use]
    pub fn is_kana(self) -> bool {
        matches!(
            self.as_command().code,
            Code::Char('\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}')
        )
    }

    /// Esc and the key after it, where a slow line ran the two together into Alt.
    #[must_use]
    pub fn split_alt(self) -> Option<[Self; 2]> {
        self.alt.then_some([Self::plain(Code::Esc), Self { alt: false, ..self }])
    }

    /// The key of a terminal's event; none for a release and for keys that mean nothing here.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| event.modifiers.contains(modifier);
        let shift = held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab;
        let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
        Some(Self { code: code(event.code)?, ctrl, alt, shift }.settled())
    }

    /// One spelling for what terminals cannot tell apart.
    fn settled(mut self) -> Self {
        if let Code::Char(c) = self.code {
            if self.shift {
                self.code = Code::Char(single(c.to_uppercase()).unwrap_or(c));
            }
            self.shift = false;
        }
        if !self.ctrl {
            return self;
        }
        let bare = |code| Self { code, ctrl: false, ..self };
        match self.code {
            Code::Char('h' | 'H') => bare(Code::Backspace),
            Code::Char('i' | 'I') => bare(Code::Tab),
            Code::Char('j' | 'J' | 'm' | 'M') => bare(Code::Enter),
            Code::Char('[') => bare(Code::Esc),
            Code::Char('/' | '7') => Self { code: Code::Char('_'), ..self },
            Code::Char(c) => Self { code: Code::Char(c.to_ascii_lowercase()), ..self },
            _ => self,
        }
    }
}

/// The only character of `chars`, if there is exactly one.
fn single(mut chars: impl Iterator<Item = char>) -> Option<char> {
    chars.next().filter(|_| chars.next().is_none())
}

/// The ASCII character meant by `c`, or `c` where there is none.
fn half_width(c: char) -> char {
    let sign = JAPANESE_SIGNS.iter().find(|(from, _)| *from == c).map(|(_, to)| *to);
    sign.or_else(|| single(std::iter::once(c).nfkc()).filter(char::is_ascii)).unwrap_or(c)
}

/// Our code for the terminal's.
fn code(from: KeyCode) -> Option<Code> {
    Some(match from {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => f.write_str(name),
            (None, Code::F(number)) => write!(f, "f{number}"),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, code) => {
                unreachable!("every key but a character or a function key has a name, and {code:?} has none")
            }
        }
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let (mut rest, mut key) = (text, Self::char(' '));
        for (prefix, held) in [("ctrl-", &mut key.ctrl), ("alt-", &mut key.alt), ("shift-", &mut key.shift)] {
            if let Some(after) = rest.strip_prefix(prefix) {
                (rest, *held) = (after, true);
            }
        }
        key.code = named(rest).ok_or_else(|| NotAKey(text.to_owned()))?;
        Ok(key.settled())
    }
}

/// The code a bare name or a single character stands for.
fn named(name: &str) -> Option<Code> {
    if let Some((code, _)) = NAMES.iter().find(|(_, known)| *known == name) {
        return Some(*code);
    }
    if let Some(c) = single(name.chars()) {
        return (!c.is_control()).then_some(Code::Char(c));
    }
    let number = name.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Key {
        Key::from_event(KeyEvent::new(code, modifiers)).unwrap()
    }

    #[test]
    fn every_notation_prints_as_it_was_read() {
        let all = "ctrl-s enter c X space esc tab shift-tab up alt-b ctrl-left ctrl-- - f1 shift-f12 ctrl-space ？ か alt-enter";
        for text in all.split(' ') {
            assert_eq!(key(text).to_string(), text);
        }
    }

    #[test]
    fn what_names_no_key_is_refused_by_name() {
        for text in ["", "ctrl-", "entre", "f0", "f25", "ab", "\u{1b}", "alt-ctrl-x"] {
            assert_eq!(text.parse::<Key>(), Err(NotAKey(text.to_owned())));
        }
    }

    #[test]
    fn keys_no_terminal_can_tell_apart_are_one_key() {
        for (one, other) in
            [("ctrl-h", "backspace"), ("ctrl-m", "enter"), ("ctrl-i", "tab"), ("ctrl-/", "ctrl-_")]
        {
            assert_eq!(key(one), key(other));
        }
        assert_eq!(key("ctrl-S"), key("ctrl-s"));
        assert_eq!(key("shift-x"), key("X"));
    }

    #[test]
    fn the_terminals_events_become_our_keys() {
        assert_eq!(pressed(KeyCode::Char('X'), KeyModifiers::SHIFT), key("X"));
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), key("shift-tab"));
        assert_eq!(pressed(KeyCode::Char('j'), KeyModifiers::CONTROL), key("enter"));
        assert_eq!(pressed(KeyCode::Char('7'), KeyModifiers::CONTROL), key("ctrl-_"));
        let release = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(Key::from_event(release), None);
    }

    #[test]
    fn full_width_keys_are_commands_and_kana_are_not() {
        for (typed, meant) in [('ｊ', 'j'), ('？', '?'), ('：', ':'), ('・', '/'), ('」', ']'), ('　', ' ')]
        {
            assert_eq!(Key::char(typed).as_command(), Key::char(meant));
            assert!(!Key::char(typed).is_kana());
        }
        for typed in ['か', 'ン', 'ｱ', '漢'] {
            assert!(Key::char(typed).is_kana(), "{typed}");
        }
        assert!(!Key::char('é').is_kana());
    }

    #[test]
    fn esc_run_together_with_a_key_comes_apart() {
        assert_eq!(key("alt-c").split_alt(), Some([key("esc"), key("c")]));
        assert_eq!(key("c").split_alt(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_key_or_refused_and_a_key_prints_back(text in "(ctrl-)?(alt-)?(shift-)?(\\PC|[a-z]{2,9}|f[0-9]{1,3})") {
            if let Ok(key) = text.parse::<Key>() {
                prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
            }
        }
    }
}
