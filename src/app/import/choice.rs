//! The choice of a field for one column, narrowed by typing in either language.

use super::columns::own;
use crate::app::field::Field;
use crate::app::list::Cursor;
use crate::domain::choices::LEAVE_OUT;
use crate::domain::fold::fold;
use crate::domain::plan::ColumnUse;
use crate::i18n::{Lang, Text, review};
use crate::keys::Key;

/// The choice.
#[derive(Debug)]
pub struct FieldChoice {
    /// What is typed.
    pub field: Field,
    /// What answers to it, by place in `all`.
    pub found: Vec<usize>,
    /// The cursor among them.
    pub cursor: Cursor,
    /// Every field there is, as `--map` names it, and in words.
    pub all: Vec<(String, String)>,
    /// By what each is found: its name and its words in both languages, folded.
    sought: Vec<String>,
}

impl FieldChoice {
    /// The choice for a column of rows about that, with what is typed already.
    #[must_use]
    pub fn of(column: &ColumnUse, about: &str, typed: &str, lang: Lang) -> Self {
        let mut names = review::targets(about);
        names.splice(1..1, [own(column), LEAVE_OUT.to_owned()]);
        let sought = names.iter().map(|name| sought(name)).collect();
        let words = |name: &String| {
            let own = name.starts_with(crate::domain::choices::OWN_FIELD);
            let words = if own { Text::OwnField.words(lang).to_owned() } else { review::target(name, lang) };
            (name.clone(), words)
        };
        let all: Vec<_> = names.iter().map(words).collect();
        let mut choice = Self {
            field: Field::line().with(typed),
            found: Vec::new(),
            cursor: Cursor::default(),
            all,
            sought,
        };
        choice.narrow();
        if typed.is_empty()
            && let Some(at) = choice.all.iter().position(|(name, _)| Some(name) == column.field.as_ref())
        {
            choice.cursor.at = at;
        }
        choice
    }

    /// The field under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<String> {
        self.found.get(self.cursor.at).map(|at| self.all[*at].0.clone())
    }

    pub(super) fn type_key(&mut self, key: Key) {
        let before = self.field.revision();
        self.field.key(&key);
        if self.field.revision() != before {
            self.narrow();
        }
    }

    fn narrow(&mut self) {
        let typed = fold(self.field.text());
        let answers = |at: &usize| self.sought[*at].contains(typed.trim());
        self.found = (0..self.all.len()).filter(answers).collect();
        // Where it begins a word it is rather meant than within one.
        self.found.sort_by_key(|at| !self.sought[*at].split('\n').any(|one| one.starts_with(typed.trim())));
        self.cursor.first();
    }
}

fn sought(name: &str) -> String {
    let both = [Lang::En, Lang::Ja].map(|lang| review::target(name, lang));
    let own = name.starts_with(crate::domain::choices::OWN_FIELD);
    let own = if own {
        [Lang::En, Lang::Ja].map(|lang| Text::OwnField.words(lang).to_owned())
    } else {
        both.clone()
    };
    [both[0].as_str(), &both[1], name, &own[0], &own[1]].map(fold).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column() -> ColumnUse {
        ColumnUse { header: "社内番号".into(), field: None, confidence: 0, samples: Vec::new() }
    }

    #[test]
    fn a_field_is_found_in_either_language_whatever_the_screen_speaks() {
        for typed in ["industry", "業種", "customer.industry"] {
            for lang in [Lang::En, Lang::Ja] {
                let choice = FieldChoice::of(&column(), "customers", typed, lang);
                assert_eq!(choice.chosen().as_deref(), Some("customer.industry"), "{typed}");
            }
        }
    }

    #[test]
    fn a_field_of_ones_own_and_leaving_out_are_choices_too() {
        let chosen = |typed| FieldChoice::of(&column(), "customers", typed, Lang::En).chosen();
        assert_eq!(chosen("own").as_deref(), Some("custom:社内番号"));
        assert_eq!(chosen("leave").as_deref(), None);
        assert_eq!(chosen("left out").as_deref(), Some("skip"));
    }
}
