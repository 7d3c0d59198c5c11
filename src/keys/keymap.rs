//! From a key to an action: the table, with the user's own keys over it.

use std::collections::BTreeMap;

use super::Key;
use super::table::{Action, Context, ROWS};

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: Vec<(Context, Key, Action)>,
}

/// A setting in `[keys]` that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Odd {
    /// No action bears that name.
    #[error("[keys] {0}: no such action; `salesdesk keys` lists them")]
    NoSuchAction(String),
    /// Not a key's name.
    #[error("[keys] {action} = \"{key}\": not a key; write `x`, `ctrl-x` or `enter`")]
    NotAKey {
        /// The action's name.
        action: String,
        /// What was written.
        key: String,
    },
    /// Another action has that key there.
    #[error("[keys] {action} = \"{key}\": `{other}` has that key already")]
    Taken {
        /// The action's name.
        action: String,
        /// The key.
        key: String,
        /// Who has it.
        other: &'static str,
    },
}

impl Keymap {
    /// The table with these keys instead of an action's own: action name to key.
    #[must_use]
    pub fn new(own: &BTreeMap<String, String>) -> (Self, Vec<Odd>) {
        let mut keymap = Self { bound: standard() };
        let odd = own.iter().filter_map(|(name, key)| keymap.rebind(name, key).err()).collect();
        (keymap, odd)
    }

    /// What a key asks for, given where the keyboard is, innermost first.
    #[must_use]
    pub fn resolve(&self, contexts: &[Context], key: Key) -> Option<Action> {
        contexts.iter().find_map(|context| {
            let key = if context.captures_text() { key } else { key.as_command() };
            self.bound
                .iter()
                .find(|(at, bound, _)| at == context && *bound == key)
                .map(|(.., action)| *action)
        })
    }

    /// The key to show for an action there: the user's own, else the table's first.
    #[must_use]
    pub fn shown(&self, context: Context, action: Action) -> Option<Key> {
        self.bound.iter().find(|(at, _, known)| (*at, *known) == (context, action)).map(|(_, key, _)| *key)
    }

    /// Every key of an action there, the one to show first.
    #[must_use]
    pub fn all(&self, context: Context, action: Action) -> Vec<Key> {
        let here = self.bound.iter().filter(|(at, _, known)| (*at, *known) == (context, action));
        here.map(|(_, key, _)| *key).collect()
    }

    fn rebind(&mut self, name: &str, text: &str) -> Result<(), Odd> {
        let action = Action::ALL.iter().copied().find(|action| action.name() == name);
        let action = action.ok_or_else(|| Odd::NoSuchAction(name.to_owned()))?;
        let refused = |_| Odd::NotAKey { action: name.to_owned(), key: text.to_owned() };
        let key: Key = text.parse().map_err(refused)?;
        let contexts: Vec<Context> =
            self.bound.iter().filter(|(.., known)| *known == action).map(|(context, ..)| *context).collect();
        let taken = self
            .bound
            .iter()
            .find(|(at, bound, known)| contexts.contains(at) && *bound == key && *known != action);
        if let Some((.., other)) = taken {
            let (action, key) = (name.to_owned(), text.to_owned());
            return Err(Odd::Taken { action, key, other: other.name() });
        }
        self.bound.retain(|(_, bound, known)| *known != action || bound.written().is_none());
        self.bound.splice(0..0, contexts.into_iter().map(|context| (context, key, action)));
        Ok(())
    }
}

fn standard() -> Vec<(Context, Key, Action)> {
    let keys = ROWS.iter().flat_map(|row| row.keys.iter().map(move |key| (row, key)));
    keys.map(|(row, key)| (row.context, key.parse().expect("the table's keys are keys"), row.action))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_key_in_the_table_reads_back_as_it_is_written() {
        for row in ROWS {
            for key in row.keys {
                assert_eq!(key.parse::<Key>().unwrap().to_string(), *key);
            }
        }
    }

    #[test]
    fn no_key_stands_twice_in_a_context() {
        let mut seen = HashSet::new();
        for (context, key, action) in standard() {
            assert!(seen.insert((context, key)), "{context:?} {key} {}", action.name());
        }
    }

    #[test]
    fn every_action_has_a_row() {
        for action in Action::ALL {
            assert!(ROWS.iter().any(|row| row.action == *action), "{}", action.name());
        }
    }

    #[test]
    fn no_letter_is_a_command_where_text_is_typed() {
        for (context, key, _) in standard() {
            assert!(!(context.captures_text() && key.written().is_some()), "{context:?} {key}");
        }
    }

    #[test]
    fn a_users_key_replaces_the_tables_and_a_clash_is_told() {
        let own = [("undo", "z"), ("mail", "c"), ("fly", "x")].map(|(a, k)| (a.to_owned(), k.to_owned()));
        let (keymap, odd) = Keymap::new(&own.into_iter().collect());
        let act = |key: &str| keymap.resolve(&[Context::List, Context::Desk], key.parse().unwrap());
        assert_eq!((act("z"), act("u"), act("c")), (Some(Action::Undo), None, Some(Action::Call)));
        assert_eq!(odd.len(), 2);
    }

    #[test]
    fn a_full_width_letter_is_the_same_key() {
        let (keymap, _) = Keymap::new(&BTreeMap::new());
        assert_eq!(keymap.resolve(&[Context::List], Key::char('ｊ')), Some(Action::Down));
    }
}
