//! One word of a search line, in every spelling it is looked for by.

use crate::domain::fold::{Named, finish, fold, is_kana, is_number, romaji_of_plain, sought_forms, words};

/// A word to look for: it matches where one of its spellings does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Folded, as typed; never empty.
    pub text: String,
    /// In romaji, to meet readings.
    pub skeleton: Option<Skeleton>,
    /// Its digits, to meet numbers; empty for a word that has none to look for.
    pub digits: Vec<String>,
}

/// A word in romaji.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// The skeleton; never empty.
    pub text: String,
    /// True for typed Latin letters, which may stand anywhere in a reading. Kana may only begin
    /// one: `あ` as `a` would match nearly all.
    pub anywhere: bool,
}

/// The shortest skeleton typed kana are looked for by; a shorter one says less than the kana.
const SHORTEST: usize = 4;

impl Word {
    /// The words of a piece of line, legal forms and all.
    pub(super) fn all(text: &str) -> Vec<Self> {
        words(&Named::of(text).plain).map(Self::of_plain).collect()
    }

    /// A quoted phrase; `None` where nothing is left of it.
    pub(super) fn phrase(text: &str) -> Option<Self> {
        let text = fold(text);
        (!text.is_empty()).then(|| Self { text, ..Self::default() })
    }

    /// A filter's value, spaces and all.
    pub(super) fn value(text: &str) -> Self {
        let named = Named::of(text);
        Self { skeleton: skeleton(&named.plain), digits: sought_forms(text), text: named.core }
    }

    /// A word of plain text, its kana still small where they were.
    pub(super) fn of_plain(plain: &str) -> Self {
        let text = finish(plain);
        let digits = if is_number(&text) { sought_forms(&text) } else { Vec::new() };
        Self { skeleton: skeleton(plain), digits, text }
    }
}

fn skeleton(plain: &str) -> Option<Skeleton> {
    let latin = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | ' ');
    if !plain.chars().all(|c| latin(c) || is_kana(c)) {
        return None;
    }
    let (text, typed_latin) = (romaji_of_plain(plain), plain.chars().all(latin));
    let mixed = plain.contains(|c: char| c.is_ascii_lowercase());
    let says_enough = if mixed { !text.is_empty() } else { text.len() >= SHORTEST };
    says_enough.then_some(Skeleton { text, anywhere: typed_latin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_are_a_reading_anywhere_and_kana_only_at_its_beginning() {
        let skeleton = |text: &str| Word::all(text)[0].skeleton.clone().map(|s| (s.text, s.anywhere));
        assert_eq!(skeleton("satou"), Some(("sato".into(), true)));
        assert_eq!(skeleton("たなk"), Some(("tanak".into(), false)));
        assert_eq!(skeleton("さとう"), Some(("sato".into(), false)));
        assert_eq!(skeleton("あ"), None);
        assert_eq!(skeleton("おお"), None);
        assert_eq!(skeleton("田中"), None);
        assert_eq!(skeleton("a@b"), None);
    }
}
