//! Fields of the desk's own as a screen: which there are, how many records hold something in each; a new
//! one, another name, another kind, none any more.
//!
//! Rows come from the reading thread; what may be a field is the domain's to say.

use super::about::About;
use super::ask::{Ask, Opening};
use super::list::Cursor;
use crate::domain::custom_field::{CustomField, OF};
use crate::domain::{Change, Deed, Id, Noun};
use crate::i18n::Text;
use crate::keys::Action;

/// The screen.
#[derive(Debug, Default)]
pub struct Fields {
    /// The fields, by what has them, and how many hold something.
    pub rows: Vec<(CustomField, usize)>,
    /// No answer has come yet.
    pub waiting: bool,
    /// The cursor.
    pub cursor: Cursor,
    /// A new one is being added: the cursor goes there.
    adding: bool,
}

impl Fields {
    /// A screen that is being read.
    #[must_use]
    pub fn waiting() -> Self {
        Self { waiting: true, ..Self::default() }
    }

    /// The field under the cursor, and how many hold something in it.
    #[must_use]
    pub fn row(&self) -> Option<&(CustomField, usize)> {
        self.rows.get(self.cursor.at)
    }

    /// Takes in the fields; the cursor stays on the one it was on, or goes to the one that was added.
    pub(super) fn read(&mut self, mut rows: Vec<(CustomField, usize)>) {
        let place = |field: &CustomField| OF.iter().position(|of| *of == field.of);
        rows.sort_by_key(|(field, _)| place(field).unwrap_or(OF.len()));
        let before: Vec<Id> = self.rows.iter().map(|(field, _)| field.id).collect();
        let here = before.get(self.cursor.at).copied();
        let new = rows.iter().position(|(field, _)| !before.contains(&field.id));
        let new = new.filter(|_| self.adding && !self.waiting);
        let same = rows.iter().position(|(field, _)| Some(field.id) == here);
        self.cursor.at = new.or(same).unwrap_or(self.cursor.at);
        self.adding &= new.is_none();
        (self.rows, self.waiting) = (rows, false);
        self.cursor.step(0, self.rows.len());
    }

    /// Why an action would do nothing.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let of_a_row = matches!(action, Action::Accept | Action::DeleteItem);
        (of_a_row && self.row().is_none()).then_some(Text::NothingSelected)
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        let len = self.rows.len();
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        self.adding = action == Action::AddField;
        match action {
            Action::Back => Ask::close(),
            Action::Accept => self.row().map_or_else(Ask::nothing, |(field, _)| self.form(field.clone())),
            Action::AddField => self.form(blank()),
            Action::DeleteItem => {
                self.row().map_or_else(Ask::nothing, |(field, _)| Ask::commit(dropped(field)))
            }
            _ => Ask::nothing(),
        }
    }

    fn form(&self, was: CustomField) -> Ask {
        let all = self.rows.iter().map(|(field, _)| field.clone()).collect();
        let about = About::OwnField { was: Box::new(was), all };
        Ask { open: Some(Opening::Form(about)), ..Ask::nothing() }
    }
}

/// What a new one is before anything is said of it.
fn blank() -> CustomField {
    CustomField { of: Noun::Customer.table().to_owned(), kind: "text".to_owned(), ..CustomField::default() }
}

/// Taking a field away; what it holds comes back with it.
fn dropped(field: &CustomField) -> Change {
    Change::new(Deed::EditFields, &field.name).delete(Noun::CustomField, field.id)
}
