//! What views ask of the rest of the program, and what it tells them.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::desk::Focus;
use super::lists::Lists;
use super::msg::{Effect, ListOf};
use super::overlay::Overlay;
use super::toast::News;
use super::views::{Listed, Views, digit};
use crate::domain::Id;
use crate::i18n::{Text, label};
use crate::keys::Key;

impl App {
    /// The choice of views.
    pub(super) fn open_views(&mut self) -> Vec<Effect> {
        let views = Views::waiting(self.desk.search.text());
        self.push_with(Overlay::Views(views), Effect::LoadViews)
    }

    /// A digit on the desk asks for the view that has it, once the views are read.
    pub(super) fn ask_view(&mut self, key: Key) -> Vec<Effect> {
        let Some(digit) = digit(key) else { return Vec::new() };
        self.desk.view_key = Some(digit);
        vec![Effect::LoadViews]
    }

    /// The views were read: for the choice of them, or for the digit that was pressed.
    pub(super) fn views_read(&mut self, rows: Vec<Listed>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if let Some(key) = self.desk.view_key.take() {
            let meant = |row: &Listed| row.view.key == Some(key) && row.whose.is_empty();
            if let Some(row) = rows.into_iter().find(meant) {
                return self.look_at(row, now);
            }
            self.say(News::WhyNot(Text::NoViewWithKey), now);
            return Vec::new();
        }
        let mut effects = Vec::new();
        for overlay in &mut self.overlays {
            if let Overlay::Views(views) = overlay {
                effects.extend(views.read(rows.clone()).effects);
            }
        }
        effects
    }

    /// The choice of views, if it is open, is read again.
    pub(super) fn views_again(&self) -> Option<Effect> {
        let open = self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Views(_)));
        open.then_some(Effect::LoadViews)
    }

    pub(super) fn view_counted(&mut self, view: Id, count: usize) {
        for overlay in &mut self.overlays {
            if let Overlay::Views(views) = overlay {
                views.counted(view, count);
            }
        }
    }

    /// Puts a view's line into the search, and its columns beside the names.
    pub(super) fn look_at(&mut self, row: Listed, now: DateTime<FixedOffset>) -> Vec<Effect> {
        if let Some(fault) = &row.fault {
            let lang = self.setting.lang;
            let places = [("name", row.view.name.as_str()), ("fault", &label::fault(fault, lang))];
            self.say(News::Plain(Text::ViewFaulty.fill(lang, &places)), now);
        }
        self.desk.focus = Focus::List;
        self.desk.search.set_text(&row.view.query);
        self.desk.view = Some(Box::new(row));
        self.desk.searched_anew();
        vec![self.search_again()]
    }

    /// Walks the view that is looked at, if one is.
    pub(super) fn walk_view(&mut self) -> Option<Vec<Effect>> {
        let view = self.desk.viewed()?.view.clone();
        let lists = Lists::making(&view.query);
        let make = Effect::MakeList { name: view.name, of: ListOf::View(view.query) };
        Some(self.push_with(Overlay::Lists(lists), make))
    }
}
