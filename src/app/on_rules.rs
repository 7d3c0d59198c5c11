//! What the settings of the rules ask of the rest of the program, and what it tells them.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::about::About;
use super::ask::Ask;
use super::form::Form;
use super::msg::{Effect, Ticket};
use super::overlay::Overlay;
use super::rules::Rules;
use super::toast::News;
use crate::domain::call_list::CallList;
use crate::domain::moved::Moved;
use crate::domain::rulebook::Rulebook;
use crate::domain::typed::Place;
use crate::domain::{Change, Id};
use crate::i18n::Text;

impl App {
    /// The rules of the list that is walked or under the cursor, else of the desk.
    pub(super) fn open_rules(&mut self) -> Vec<Effect> {
        let list = match self.overlays.last() {
            Some(Overlay::Lists(lists)) => lists.row().map(|row| row.list.id),
            Some(Overlay::Walk(walk)) => Some(walk.list),
            _ => None,
        };
        let rules = Rules::of(list);
        let load = rules.load();
        self.push_with(Overlay::Rules(Box::new(rules)), load)
    }

    pub(super) fn rules_read(
        &mut self,
        list: Option<Id>,
        book: Option<Box<Rulebook>>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        self.ask_top(now, |overlay, _| match overlay {
            Overlay::Rules(rules) if rules.list == list => rules.read(book),
            _ => Ask::nothing(),
        })
    }

    /// A list was read, to be changed.
    pub(super) fn list_read(
        &mut self,
        list: Option<Box<CallList>>,
        taken: Vec<String>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        if !matches!(self.overlays.last(), Some(Overlay::Lists(_) | Overlay::Walk(_)) | None) {
            return Vec::new();
        }
        match list {
            Some(was) => self.open_form(About::List { was, taken }, now),
            None => self.say(News::WhyNot(Text::ListIsGone), now),
        }
        Vec::new()
    }

    /// Lays a form on top, with the words that were put aside for it.
    pub(super) fn open_form(&mut self, about: About, now: DateTime<FixedOffset>) {
        let place = Place { offset: *now.offset(), currency: &self.setting.currency };
        let form = Form::on(about, self.setting.lang, place);
        self.overlays.push(Overlay::Form(Box::new(form)));
        self.restore_parked(now);
    }

    /// Asks whom a change would move, and has what lies on top wait for it.
    pub(super) fn count_moved(&mut self, list: Option<Id>, change: Change) -> Effect {
        let ticket = self.ticket();
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => form.moved.asked(ticket),
            Some(Overlay::Rules(rules)) => rules.moved.asked(ticket),
            _ => {}
        }
        Effect::CountMoved { ticket, list, change }
    }

    pub(super) fn moved(&mut self, ticket: Ticket, moved: Moved) {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => form.moved.answered(ticket, moved),
            Some(Overlay::Rules(rules)) => rules.moved.answered(ticket, moved),
            _ => {}
        }
    }

    /// The rules or the lists are others than a moment ago: whatever shows them is read again.
    pub(super) fn ruled_anew(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::LoadDesk];
        effects.extend(self.overlays.iter().filter_map(|overlay| match overlay {
            Overlay::Rules(rules) => Some(rules.load()),
            Overlay::Lists(lists) if !lists.waiting => Some(Effect::LoadLists),
            _ => None,
        }));
        effects.extend(self.walk_looks_again());
        effects
    }
}
