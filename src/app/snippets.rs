//! Snippets: `;abbreviation` in a note becomes the text the rep's config has for it.
//!
//! It is replaced when the word ends, by a blank, a mark or Enter, as a step of its own that the
//! field takes back. What the config does not know stays as it is typed.

use std::collections::BTreeMap;

use super::field::Field;
use crate::keys::Key;

/// What begins an abbreviation, as typed with and without an input method.
const MARKS: [char; 2] = [';', '；'];

/// Says whether a key ends the word before the caret.
pub(super) fn ends_word(key: Key) -> bool {
    key.written().is_some_and(|c| !c.is_alphanumeric() && !matches!(c, '_' | '-') && !MARKS.contains(&c))
}

/// Puts the text in place of the abbreviation that ends at the caret, if there is one.
pub(super) fn expand(field: &mut Field, snippets: &BTreeMap<String, String>) {
    let before = &field.text()[..field.caret()];
    let Some((at, mark)) = before.char_indices().rev().find(|(_, c)| MARKS.contains(c)) else { return };
    if let Some(text) = snippets.get(&before[at + mark.len_utf8()..]) {
        field.put_over(at..before.len(), text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_that_is_known_becomes_its_text_and_goes_back() {
        let known = [("shi", "資料送付希望"), ("資", "資料")];
        let known = known.map(|(short, text)| (short.to_owned(), text.to_owned())).into_iter().collect();
        let rows = [
            (";shi", "資料送付希望"),
            ("call ;shi", "call 資料送付希望"),
            ("、；資", "、資料"),
            (";ship", ";ship"),
            ("shi", "shi"),
            (";shi ", ";shi "),
            (";", ";"),
            ("", ""),
        ];
        for (typed, becomes) in rows {
            let mut field = Field::lines().with(typed);
            expand(&mut field, &known);
            assert_eq!(field.text(), becomes, "{typed}");
            field.undo();
            assert_eq!(field.text(), typed, "{typed}");
        }
    }

    #[test]
    fn a_word_ends_at_a_blank_or_a_mark() {
        assert!([' ', '\u{3000}', ',', '。', ')'].into_iter().all(|c| ends_word(Key::char(c))));
        assert!(!['a', '9', '資', ';', '-'].into_iter().any(|c| ends_word(Key::char(c))));
    }
}
