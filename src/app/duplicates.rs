//! Customers who look like one: pair by pair, a key each.
//!
//! The pairs are found on a thread of their own and come the likeliest first. What is decided is on the
//! disk before the next pair shows; keys typed ahead wait for it.

use std::collections::HashSet;

use super::ask::Ask;
use super::list::Cursor;
use super::msg::Effect;
use super::toast::News;
use crate::domain::duplicate::{Double, Scan};
use crate::domain::merge::{MergePlan, Side};
use crate::domain::pair::{APART, decided};
use crate::domain::{Change, Deed, Id};
use crate::i18n::Text;
use crate::keys::{Action, Context};

/// The pairs, and where one is among them.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// What was found; nothing while it is looked for.
    pub scan: Option<Box<Scan>>,
    /// How far the search is.
    pub percent: u8,
    /// Which pair is shown.
    pub at: usize,
    /// The two of it, and what they would come to as one.
    pub plan: Option<Box<MergePlan>>,
    /// Which of the two Enter opens.
    pub side: Option<Side>,
    /// The first row that is shown.
    pub top: usize,
    /// What stays where the two become one, once that is asked.
    pub merging: Option<Merging>,
    /// The search for them failed.
    pub failed: bool,
    saving: bool,
    /// The pair whose pages are waited for.
    wanted: Option<(Id, Id)>,
    /// Those decided, by their places, the last one last.
    decided: Vec<usize>,
    /// Those that are as good as decided.
    settled: HashSet<usize>,
    undone: Vec<usize>,
}

/// What stays where two become one.
#[derive(Debug)]
pub struct Merging {
    /// Field by field.
    pub plan: MergePlan,
    /// The cursor among the fields.
    pub cursor: Cursor,
}

impl Merging {
    fn pick(&mut self, side: Side) {
        if let Some(field) = self.plan.fields.get_mut(self.cursor.at) {
            field.pick = side;
        }
    }
}

impl Duplicates {
    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        if self.merging.is_some() { Context::Merging } else { Context::Duplicates }
    }

    /// Says whether something is on its way that the next key must wait for.
    #[must_use]
    pub const fn waiting(&self) -> bool {
        self.saving || self.wanted.is_some() || (self.scan.is_none() && !self.failed)
    }

    /// The pair that is shown.
    #[must_use]
    pub fn double(&self) -> Option<&Double> {
        self.scan.as_ref()?.pairs.get(self.at).filter(|_| !self.settled.contains(&self.at))
    }

    /// How many pairs are still to be looked at.
    #[must_use]
    pub fn left(&self) -> usize {
        self.scan.as_ref().map_or(0, |scan| scan.pairs.len() - self.settled.len())
    }

    /// Says whether a pair comes before the one that is shown.
    #[must_use]
    pub fn has_before(&self) -> bool {
        (0..self.at).any(|at| !self.settled.contains(&at))
    }

    pub(super) fn found(&mut self, scan: Box<Scan>) -> Ask {
        self.scan = Some(scan);
        self.show(0)
    }

    /// Shows the pair at that place, or the next one that is open; the last one where none comes after it.
    fn show(&mut self, at: usize) -> Ask {
        let len = self.scan.as_ref().map_or(0, |scan| scan.pairs.len());
        let open = |at: &usize| !self.settled.contains(at);
        let next = (at..len).find(open).or_else(|| (0..at.min(len)).rev().find(open));
        (self.plan, self.top, self.side, self.merging) = (None, 0, None, None);
        self.at = next.unwrap_or(len);
        self.reload().map_or_else(Ask::nothing, Ask::effect)
    }

    /// The request for the pages of the pair that is shown.
    pub(super) fn reload(&mut self) -> Option<Effect> {
        let Double { one, other, .. } = self.double()?;
        let pair = (*one, *other);
        if self.plan.is_none() {
            self.wanted = Some(pair);
        }
        Some(Effect::LoadPair(pair.0, pair.1))
    }

    /// Takes in the two; one of them may be gone meanwhile.
    pub(super) fn loaded(&mut self, pair: (Id, Id), plan: Option<Box<MergePlan>>) -> Ask {
        if self.double().is_none_or(|double| (double.one, double.other) != pair) {
            return Ask::nothing();
        }
        self.wanted = None;
        if plan.is_none() {
            self.settled.insert(self.at);
            return self.show(self.at);
        }
        self.plan = plan;
        Ask::nothing()
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        if self.saving {
            return Ask::nothing();
        }
        if self.merging.is_some() {
            return self.merge(action);
        }
        match action {
            Action::Merge => self.begin_to_merge(),
            Action::TellApart => self.tell_apart(),
            Action::NextPair => self.next(),
            Action::PreviousPair => self.previous(),
            Action::NextChoice => self.turn(Side::Other),
            Action::PreviousChoice => self.turn(Side::One),
            Action::Down => self.scroll(1),
            Action::Up => self.scroll(-1),
            Action::Accept => self.open(),
            Action::Back => Ask { effects: vec![Effect::StopDuplicates], ..Ask::close() },
            _ => Ask::nothing(),
        }
    }

    fn scroll(&mut self, by: isize) -> Ask {
        self.top = self.top.saturating_add_signed(by);
        Ask::nothing()
    }

    fn turn(&mut self, side: Side) -> Ask {
        self.side = Some(side);
        Ask::nothing()
    }

    /// The customer that is marked, on the desk.
    fn open(&self) -> Ask {
        let Some(plan) = &self.plan else { return Ask::nothing() };
        let page = if self.side == Some(Side::Other) { &plan.other } else { &plan.one };
        Ask { select: Some(page.customer.id), effects: vec![Effect::StopDuplicates], ..Ask::close() }
    }

    fn next(&mut self) -> Ask {
        let len = self.scan.as_ref().map_or(0, |scan| scan.pairs.len());
        match (self.at + 1..len).find(|at| !self.settled.contains(at)) {
            Some(at) => self.show(at),
            None => Ask::say(News::WhyNot(Text::LastPair)),
        }
    }

    fn previous(&mut self) -> Ask {
        match (0..self.at).rev().find(|at| !self.settled.contains(at)) {
            Some(at) => self.show(at),
            None => Ask::nothing(),
        }
    }

    fn tell_apart(&mut self) -> Ask {
        let Some(plan) = &self.plan else { return Ask::nothing() };
        let [one, other] = [&plan.one.customer, &plan.other.customer];
        let mut change = Change::new(Deed::TellApart, format!("{} / {}", one.name, other.name));
        change.writes.push(decided(one.id, other.id, APART));
        self.saving = true;
        Ask::commit(change)
    }

    fn begin_to_merge(&mut self) -> Ask {
        if let Some(plan) = &self.plan {
            self.merging = Some(Merging { plan: (**plan).clone(), cursor: Cursor::default() });
        }
        Ask::nothing()
    }

    fn merge(&mut self, action: Action) -> Ask {
        let Some(merging) = &mut self.merging else { return Ask::nothing() };
        if merging.cursor.follow(action, merging.plan.fields.len()) {
            return Ask::nothing();
        }
        match action {
            Action::PreviousChoice => merging.pick(Side::One),
            Action::NextChoice => merging.pick(Side::Other),
            Action::Accept => {
                self.saving = true;
                return Ask::commit(merging.plan.change());
            }
            Action::Back => self.merging = None,
            _ => {}
        }
        Ask::nothing()
    }

    /// What was decided is on the disk: the next pair.
    pub(super) fn committed(&mut self) -> Ask {
        if !std::mem::take(&mut self.saving) {
            return Ask::nothing();
        }
        self.undone.clear();
        self.decided.push(self.at);
        self.settled.insert(self.at);
        self.show(self.at)
    }

    /// What was decided is not on the disk; the pair stays.
    pub(super) const fn failed(&mut self) {
        self.failed = self.scan.is_none();
        self.saving = false;
        self.wanted = None;
    }

    /// A decision was taken back, or made again: its pair comes back, or goes again.
    pub(super) fn turned_back(&mut self, redo: bool) -> Ask {
        let (from, to) =
            if redo { (&mut self.undone, &mut self.decided) } else { (&mut self.decided, &mut self.undone) };
        let Some(at) = from.pop() else { return Ask::nothing() };
        to.push(at);
        if redo {
            self.settled.insert(at)
        } else {
            self.settled.remove(&at)
        };
        self.show(at)
    }
}
