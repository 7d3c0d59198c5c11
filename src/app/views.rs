//! The choice of views: which one to look at or to walk, and a new one of what is searched for.
//!
//! Rows come from the reading thread, their counts one by one from a thread of their own.

use super::about::About;
use super::ask::{Ask, Opening, World};
use super::list::Cursor;
use super::msg::{Effect, ListOf};
use super::toast::News;
use crate::domain::column::Column;
use crate::domain::view::{Fault, View};
use crate::domain::{Id, typed};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// A view as the choice shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The view.
    pub view: View,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Why it cannot be asked as it was meant.
    pub fault: Option<Fault>,
    /// Whose it is, where that is somebody else.
    pub whose: String,
    /// How many answer it, once they are counted.
    pub count: Option<usize>,
}

/// The choice.
#[derive(Debug, Default)]
pub struct Views {
    /// The views, one's own first.
    pub rows: Vec<Listed>,
    /// What was searched for, which can be saved; nothing where nothing was, or a view is that already.
    pub query: Option<String>,
    /// No answer has come yet.
    pub waiting: bool,
    /// The cursor.
    pub cursor: Cursor,
}

impl Views {
    /// A choice that is being read.
    #[must_use]
    pub fn waiting(query: &str) -> Self {
        let query = typed::clean_line(query).trim().to_owned();
        Self { query: Some(query).filter(|query| !query.is_empty()), waiting: true, ..Self::default() }
    }

    /// Rows on the screen: what can be saved first, then the views.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() + usize::from(self.query.is_some())
    }

    /// Says whether there is nothing to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The view under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Listed> {
        self.rows.get(self.cursor.at.checked_sub(usize::from(self.query.is_some()))?)
    }

    /// Takes in the views, and asks for their counts.
    pub(super) fn read(&mut self, rows: Vec<Listed>) -> Ask {
        self.query.take_if(|query| rows.iter().any(|row| row.view.query == **query && row.whose.is_empty()));
        (self.rows, self.waiting) = (rows, false);
        self.cursor.step(0, self.len());
        let asked = self.rows.iter().filter(|row| row.fault.is_none());
        Ask::effect(Effect::CountViews(asked.map(|row| (row.view.id, row.view.query.clone())).collect()))
    }

    /// Takes in how many answer a view.
    pub(super) fn counted(&mut self, view: Id, count: usize) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.view.id == view) {
            row.count = Some(count);
        }
    }

    /// Why an action would do nothing.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let of_a_row = matches!(action, Action::EditItem | Action::DeleteItem | Action::Walk);
        (of_a_row && self.row().is_none()).then_some(Text::NothingSelected)
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.len();
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        match action {
            Action::Back => Ask { effects: vec![Effect::StopViews], ..Ask::close() },
            Action::Accept => self.accept(world),
            Action::EditItem => self.row().map_or_else(Ask::nothing, |row| self.form(row.view.clone())),
            Action::DeleteItem => self.row().map_or_else(Ask::nothing, |row| Ask::commit(row.view.dropped())),
            Action::Walk => self.row().map_or_else(Ask::nothing, |row| walk(&row.view)),
            _ => Ask::nothing(),
        }
    }

    /// A digit gives the view under the cursor its key, or takes it from it.
    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        let Some(digit) = digit(key) else { return Ask::nothing() };
        let Some(row) = self.row() else { return Ask::say(News::WhyNot(Text::NothingSelected)) };
        if !row.whose.is_empty() {
            return Ask::say(News::WhyNot(Text::ViewOfAnother));
        }
        let key = Some(digit).filter(|digit| row.view.key != Some(*digit));
        Ask::commit(View::kept(&View { key, ..row.view.clone() }, &self.all()))
    }

    fn accept(&self, world: &World<'_>) -> Ask {
        match (self.row(), &self.query) {
            (Some(row), _) => {
                Ask { look: Some(Box::new(row.clone())), effects: vec![Effect::StopViews], ..Ask::close() }
            }
            (None, Some(query)) => {
                let view = View {
                    id: Id::mint(world.now.timestamp_millis()),
                    query: query.clone(),
                    rep: world.setting.rep,
                    ..View::default()
                };
                self.form(view)
            }
            (None, None) => Ask::say(News::WhyNot(Text::NoViews)),
        }
    }

    fn form(&self, view: View) -> Ask {
        let about = About::View { was: Box::new(view), all: self.all() };
        Ask { open: Some(Opening::Form(about)), ..Ask::nothing() }
    }

    fn all(&self) -> Vec<View> {
        self.rows.iter().map(|row| row.view.clone()).collect()
    }
}

/// The digit a key writes, from 1 to 9.
pub(super) fn digit(key: Key) -> Option<i64> {
    let digit = key.as_command().written()?.to_digit(10)?;
    (digit > 0).then(|| i64::from(digit))
}

/// To walk whoever answers a view.
pub(super) fn walk(view: &View) -> Ask {
    Ask::effect(Effect::MakeList { name: view.name.clone(), of: ListOf::View(view.query.clone()) })
}
