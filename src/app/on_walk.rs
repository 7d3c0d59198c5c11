//! What the walk, the choice of lists and the call that comes in ask of the rest of the program, and what
//! it tells them.

use chrono::{DateTime, FixedOffset};

use super::App;
use super::ask::Ask;
use super::lists::{self, Lists};
use super::msg::{Effect, Go, Ticket, Walked};
use super::overlay::Overlay;
use super::reading::{Matter, Reading};
use super::toast::News;
use super::walk::Walk;
use crate::domain::Id;
use crate::domain::pasted::Reject;
use crate::domain::walk::Listed;
use crate::i18n::Text;
use crate::keys::Context;

/// Customers shown who might be calling.
const CALLERS: usize = 5;

impl App {
    /// The choice of call lists; `straight` goes on with the walk that was left last, unless
    /// something is searched for.
    pub(super) fn lists(&mut self, straight: bool) -> Vec<Effect> {
        let query = Some(self.desk.search.text().trim().to_owned()).filter(|query| !query.is_empty());
        let straight = straight && query.is_none();
        let lists = Lists::waiting(query, self.desk.tally.count, straight);
        self.push_with(Overlay::Lists(lists), Effect::LoadLists)
    }

    pub(super) fn lists_read(&mut self, rows: Vec<Listed>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        self.ask_top(now, |overlay, _| match overlay {
            Overlay::Lists(lists) => lists.read(rows),
            _ => Ask::nothing(),
        })
    }

    pub(super) fn making_list(&mut self, percent: u8) {
        if let Some(Overlay::Lists(lists)) = self.overlays.last_mut() {
            lists.making = Some(percent);
        }
    }

    /// A list is there: its walk begins; pasted lines that name nobody are told first.
    pub(super) fn list_made(
        &mut self,
        list: Id,
        rejects: Vec<Reject>,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        if !matches!(self.overlays.last(), Some(Overlay::Lists(_) | Overlay::Views(_) | Overlay::Import(_))) {
            return Vec::new();
        }
        let effects = self.ask_top(now, |_, _| lists::begin(list, None));
        self.tell_rejects(rejects);
        effects
    }

    pub(super) fn nobody_listed(&mut self, rejects: Vec<Reject>, now: DateTime<FixedOffset>) {
        if let Some(Overlay::Lists(lists)) = self.overlays.last_mut() {
            lists.making = None;
        }
        self.say(News::WhyNot(Text::NobodyToList), now);
        self.tell_rejects(rejects);
    }

    fn tell_rejects(&mut self, rejects: Vec<Reject>) {
        if !rejects.is_empty() {
            self.overlays.push(Overlay::Reading(Reading::new(Matter::Rejects(rejects), String::new())));
        }
    }

    /// Begins the walk of a list, at that customer or where it was left, in place of one under way.
    pub fn walk_along(&mut self, list: Id, at: Option<Id>) -> Effect {
        self.overlays.retain(|standing| !matches!(standing, Overlay::Walk(_)));
        self.overlays.push(Overlay::Walk(Box::new(Walk::new(list))));
        self.go(Go::Begin { list, at })
    }

    /// Asks to go somewhere on the call list, and has the walk wait for it.
    pub(super) fn go(&mut self, go: Go) -> Effect {
        let ticket = self.ticket();
        if let Some(walk) = self.walk_mut() {
            walk.asked(ticket);
        }
        Effect::Walk { ticket, go }
    }

    pub(super) fn walked(
        &mut self,
        ticket: Ticket,
        walked: Walked,
        now: DateTime<FixedOffset>,
    ) -> Vec<Effect> {
        let Some(at) = self.overlays.iter().position(|overlay| matches!(overlay, Overlay::Walk(_))) else {
            return Vec::new();
        };
        // What lies on the walk, such as a call that came in, stays there.
        let above = self.overlays.split_off(at + 1);
        let effects = self.ask_top(now, |overlay, world| match overlay {
            Overlay::Walk(walk) => walk.walked(ticket, walked, world),
            _ => Ask::nothing(),
        });
        self.overlays.extend(above);
        effects
    }

    /// After an undo the walk goes back to whom it was about.
    pub(super) fn walk_back_to(&mut self, customer: Option<Id>) -> Option<Effect> {
        self.walk()?;
        match customer {
            Some(customer) => Some(self.go(Go::To(customer))),
            None => self.walk_looks_again(),
        }
    }

    /// The book has changed: where whoever is shown stands now, or who can be called where nobody could.
    /// Not while a change is on its way to the disk: what comes of that is looked at then.
    pub(super) fn walk_looks_again(&mut self) -> Option<Effect> {
        if self.committing.is_some() {
            return None;
        }
        let walk = self.walk().filter(|walk| !walk.waiting())?;
        let go = match walk.customer() {
            Some(customer) => Go::To(customer),
            None => Go::Next(std::collections::HashSet::new()),
        };
        Some(self.go(go))
    }

    /// Time has passed: somebody may be waiting to be called.
    pub(super) fn walk_wakes(&mut self, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let due = self.walk().and_then(Walk::wakes_at).is_some_and(|at| at <= now.timestamp_millis());
        if due { self.walk_looks_again().into_iter().collect() } else { Vec::new() }
    }

    pub(super) fn walk_history(&mut self) -> Vec<Effect> {
        let Some(page) = self.walk().and_then(|walk| walk.stop.as_ref()).map(|stop| &stop.page) else {
            return Vec::new();
        };
        let (id, name) = (page.customer.id, page.customer.name.clone());
        self.push_with(Overlay::Reading(Reading::new(Matter::History(None), name)), Effect::LoadHistory(id))
    }

    /// Says whether undo and redo are of the book here, with something lying on the desk.
    pub(super) fn undoes_here(&self) -> bool {
        if let Some(Overlay::Grid(grid)) = self.overlays.last() {
            return grid.context() == Context::Grid;
        }
        matches!(
            self.overlays.last(),
            Some(
                Overlay::Agenda(_)
                    | Overlay::Board(_)
                    | Overlay::Lists(_)
                    | Overlay::Fields(_)
                    | Overlay::Views(_)
                    | Overlay::Walk(_)
                    | Overlay::Rules(_)
                    | Overlay::Duplicates(_)
                    | Overlay::Review(_)
                    | Overlay::Inquiries(_)
                    | Overlay::Retention(_)
            )
        )
    }

    /// Finds customers for whoever is calling in.
    pub(super) fn seek(&mut self, line: String) -> Effect {
        let ticket = self.ticket();
        if let Some(Overlay::Inbound(inbound)) = self.overlays.last_mut() {
            inbound.asked(ticket);
        }
        Effect::Search { ticket, line, limit: CALLERS, with: None, columns: Vec::new() }
    }

    pub(super) fn is_for_inbound(&self, ticket: Ticket) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Inbound(inbound)) if inbound.asked_for(ticket))
    }

    fn walk_mut(&mut self) -> Option<&mut Walk> {
        self.overlays.iter_mut().find_map(|overlay| match overlay {
            Overlay::Walk(walk) => Some(&mut **walk),
            _ => None,
        })
    }
}
