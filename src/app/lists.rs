//! The choice of call lists: which one to walk, and a new one from what is searched for.

use super::ask::{Ask, Opening, World};
use super::list::Cursor;
use super::msg::{Effect, ListOf};
use super::toast::News;
use crate::domain::Id;
use crate::domain::walk::Listed;
use crate::i18n::{Text, format};
use crate::keys::Action;

/// The choice.
#[derive(Debug, Default)]
pub struct Lists {
    /// The lists, the newest first.
    pub rows: Vec<Listed>,
    /// What was searched for, of which a list can be made; nothing where nothing was.
    pub query: Option<String>,
    /// How many it found.
    pub found: usize,
    /// No answer has come yet.
    pub waiting: bool,
    /// A list is being made: so many per cent of it.
    pub making: Option<u8>,
    /// The cursor.
    pub cursor: Cursor,
    /// Straight on to the list that was walked last.
    straight: bool,
}

impl Lists {
    /// A choice that is being read; `straight` goes on where the last walk was left.
    #[must_use]
    pub fn waiting(query: Option<String>, found: usize, straight: bool) -> Self {
        Self { query, found, straight, waiting: true, ..Self::default() }
    }

    /// A choice that waits for a list of this search to be made.
    #[must_use]
    pub fn making(query: &str) -> Self {
        Self { query: Some(query.to_owned()), making: Some(0), ..Self::default() }
    }

    /// Rows on the screen: what is searched for first, then the lists.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len() + usize::from(self.query.is_some())
    }

    /// Says whether there is nothing to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The list under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Listed> {
        self.rows.get(self.cursor.at.checked_sub(usize::from(self.query.is_some()))?)
    }

    /// Takes in the lists; answers with the way on, where there is no choice to make.
    pub(super) fn read(&mut self, rows: Vec<Listed>) -> Ask {
        (self.rows, self.waiting) = (rows, false);
        let last = self.rows.iter().find(|row| row.last).map(|row| row.list.id);
        if let Some(list) = last.filter(|_| std::mem::take(&mut self.straight)) {
            return begin(list, None);
        }
        self.cursor.step(0, self.len());
        Ask::nothing()
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        let len = self.len();
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        match action {
            Action::Accept => self.accept(),
            Action::LiveList => self.live(),
            Action::Claim => {
                self.row().map_or_else(Ask::nothing, |row| Ask::effect(Effect::ClaimNext(row.list.id)))
            }
            Action::EditItem => {
                self.row().map_or_else(Ask::nothing, |row| Ask::effect(Effect::LoadList(row.list.id)))
            }
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    /// A list that follows its search.
    fn live(&mut self) -> Ask {
        match &self.query {
            Some(query) if self.making.is_none() => {
                self.making = Some(0);
                make(query, ListOf::Search { query: query.clone(), live: true })
            }
            Some(_) => Ask::nothing(),
            None => Ask::say(News::WhyNot(Text::LiveNeedsSearch)),
        }
    }

    /// Pasted numbers and names are a list.
    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        if self.making.is_some() || text.trim().is_empty() {
            return Ask::nothing();
        }
        self.making = Some(0);
        let when = format::moment(world.now, world.now, world.setting.lang);
        make(&Text::PastedAt.fill(world.setting.lang, &[("when", &when)]), ListOf::Pasted(text.to_owned()))
    }

    fn accept(&mut self) -> Ask {
        if let Some(row) = self.row() {
            return begin(row.list.id, None);
        }
        match &self.query {
            Some(query) if self.making.is_none() => {
                self.making = Some(0);
                make(query, ListOf::Search { query: query.clone(), live: false })
            }
            Some(_) => Ask::nothing(),
            None => Ask::say(News::WhyNot(Text::NoLists)),
        }
    }
}

/// A list of these under that name.
pub(super) fn make(name: &str, of: ListOf) -> Ask {
    Ask::effect(Effect::MakeList { name: name.to_owned(), of })
}

/// A walk in place of what is on top.
pub(super) fn begin(list: Id, at: Option<Id>) -> Ask {
    Ask { open: Some(Opening::Walk { list, at }), ..Ask::close() }
}
