//! Every action by name, in both languages at once, with its key.

use super::ask::Ask;
use super::field::Field;
use super::list::Cursor;
use crate::domain::fold::fold;
use crate::i18n::{Lang, Text};
use crate::keys::table::ROWS;
use crate::keys::{Action, Context, Key};

/// One action to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// Its words.
    pub text: Text,
    /// Its key, as the table has it.
    pub key: &'static str,
}

/// The palette.
#[derive(Debug)]
pub struct Palette {
    /// What is typed.
    pub field: Field,
    /// What answers to it.
    pub entries: Vec<Entry>,
    /// The cursor.
    pub cursor: Cursor,
    all: Vec<Entry>,
}

impl Palette {
    /// All that can be asked for in these contexts.
    #[must_use]
    pub fn new(contexts: &[Context]) -> Self {
        let mut all: Vec<Entry> = Vec::new();
        let here = ROWS.iter().filter(|row| contexts.contains(&row.context));
        for row in here.filter(|row| !moves(row.action)) {
            if all.iter().all(|entry| entry.action != row.action) {
                all.push(Entry { action: row.action, text: row.text, key: row.keys[0] });
            }
        }
        Self { field: Field::line(), entries: all.clone(), cursor: Cursor::default(), all }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match action {
            Action::Down => self.cursor.step(1, self.entries.len()),
            Action::Up => self.cursor.step(-1, self.entries.len()),
            Action::Accept => {
                let act = self.entries.get(self.cursor.at).map(|entry| entry.action);
                return Ask { act, ..Ask::close() };
            }
            _ => return Ask::close(),
        }
        Ask::nothing()
    }

    pub(super) fn type_key(&mut self, key: Key, lang: Lang) -> Ask {
        self.field.key(&key);
        self.narrow(lang)
    }

    pub(super) fn paste(&mut self, text: &str, lang: Lang) -> Ask {
        self.field.insert(text);
        self.narrow(lang)
    }

    fn narrow(&mut self, lang: Lang) -> Ask {
        let typed = fold(self.field.text());
        let words: Vec<&str> = typed.split_whitespace().collect();
        let score = |entry: &Entry| {
            let names = [
                fold(entry.text.words(lang)),
                fold(entry.text.words(lang.other())),
                entry.action.name().into(),
            ];
            let all_in = |name: &String| words.iter().all(|word| name.contains(word));
            let starts = names.iter().any(|name| name.starts_with(typed.trim()));
            names.iter().any(all_in).then_some(!starts)
        };
        let mut found: Vec<(bool, Entry)> =
            self.all.iter().filter_map(|entry| score(entry).map(|late| (late, *entry))).collect();
        found.sort_by_key(|(late, _)| *late);
        self.entries = found.into_iter().map(|(_, entry)| entry).collect();
        self.cursor = Cursor::default();
        Ask::nothing()
    }
}

/// Moving about is no command to look up.
const fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::FocusDetail
            | Action::FocusList
            | Action::Back
            | Action::Cancel
            | Action::Palette
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<Action> {
        let mut palette = Palette::new(&[Context::List, Context::Desk, Context::Global]);
        palette.paste(text, Lang::En);
        palette.entries.iter().map(|entry| entry.action).collect()
    }

    #[test]
    fn an_action_is_found_in_either_language() {
        assert_eq!(typed("agenda").first(), Some(&Action::Agenda));
        assert!(typed("取り消").contains(&Action::Undo));
        assert!(typed("ｕｎｄｏ").contains(&Action::Undo));
        assert!(typed("zzz").is_empty());
    }
}
