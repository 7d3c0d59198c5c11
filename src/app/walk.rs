//! The walk: one customer of a call list at a time, a key a call.
//!
//! The call in hand is a [`LogActivity`] begun when the customer came on the screen, so that words,
//! drafts, times and amounts are those of the desk. What comes next is chosen outside, once the
//! call is on the disk.

use std::collections::HashSet;

use super::ask::{Ask, World};
use super::log_activity::LogActivity;
use super::msg::{Effect, Go, Ticket, Walked};
use super::reasons::Reasons;
use super::toast::News;
use crate::domain::Id;
use crate::domain::contact::Clearance;
use crate::domain::outcome::{LATER, MISTAKE, Outcome};
use crate::domain::standing::{Standing, WhyNot};
use crate::domain::walk::{Dry, Stop};
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};

/// So often a customer can be put at the end before it is asked why.
const SKIPS: i64 = 2;

/// A walk along a call list.
#[derive(Debug)]
pub struct Walk {
    /// The list.
    pub list: Id,
    /// How many per cent of it are read, until it is.
    pub percent: u8,
    /// Whose turn it is.
    pub stop: Option<Box<Stop>>,
    /// The call in hand.
    pub call: Option<Box<LogActivity>>,
    /// The call that is on the disk, shown until whoever is next comes.
    pub done: Option<Box<LogActivity>>,
    /// Why nobody is called, where nobody is or it was asked for.
    pub reasons: Option<Reasons>,
    /// The first line of the page that is shown.
    pub top: usize,
    /// The script is shown.
    pub script: bool,
    asked: Ticket,
    waiting: bool,
    /// Who was shown, in that order, and where in it the walk is.
    trail: Vec<Id>,
    at: usize,
    passed: HashSet<Id>,
    /// What is on its way to the disk, where it is not the call itself.
    putting_off: bool,
    /// The rep has asked for a call against the rules; once more and it is made.
    against: Option<&'static str>,
}

impl Walk {
    /// A walk along that list that has not begun yet.
    #[must_use]
    pub fn new(list: Id) -> Self {
        Self {
            list,
            percent: 0,
            stop: None,
            call: None,
            done: None,
            reasons: None,
            top: 0,
            script: true,
            asked: Ticket::default(),
            waiting: true,
            trail: Vec::new(),
            at: 0,
            passed: HashSet::new(),
            putting_off: false,
            against: None,
        }
    }

    /// Where the keyboard is.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.on_screen(), &self.reasons) {
            (_, Some(_)) | (None, _) => Context::Reasons,
            (Some(call), None) if call.noting => Context::NoteLine,
            (Some(_), None) => Context::Walk,
        }
    }

    /// The call that is shown: the one in hand, or the last while whoever is next is on their way.
    #[must_use]
    pub fn on_screen(&self) -> Option<&LogActivity> {
        self.call.as_deref().or(self.done.as_deref())
    }

    /// Says whether an answer is on its way.
    #[must_use]
    pub const fn waiting(&self) -> bool {
        self.waiting
    }

    /// Says whether nobody came before on the trail.
    #[must_use]
    pub const fn at_first(&self) -> bool {
        self.at == 0
    }

    /// When the call in hand was begun, Unix milliseconds.
    #[must_use]
    pub fn timer_started(&self) -> Option<i64> {
        self.call.as_ref().filter(|_| self.reasons.is_none()).and_then(|call| call.timer_started())
    }

    /// When somebody can next be called, while nobody can.
    #[must_use]
    pub fn wakes_at(&self) -> Option<i64> {
        self.reasons.as_ref().filter(|_| self.stop.is_none()).and_then(|reasons| reasons.dry.next_at)
    }

    /// Notes which answer is waited for.
    pub(super) const fn asked(&mut self, ticket: Ticket) {
        (self.asked, self.waiting) = (ticket, true);
    }

    /// Whose turn it is.
    #[must_use]
    pub fn customer(&self) -> Option<Id> {
        self.stop.as_ref().map(|stop| stop.page.customer.id)
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        if self.reasons.is_some() {
            return self.act_on_reasons(action);
        }
        if let Some(call) = self.call.as_mut().filter(|call| call.noting) {
            let later = call.outcome.clone().filter(|outcome| outcome.also == LATER);
            return match later.filter(|_| action == Action::Save) {
                Some(later) => self.put_off(&later, world),
                None => call.act(action, world),
            };
        }
        match action {
            Action::NextStop => self.forward(),
            Action::PreviousStop => self.back(),
            Action::NextNumber => {
                self.call.as_mut().map_or_else(Ask::nothing, |call| call.act(action, world))
            }
            Action::Dial => self.dial(world, Effect::Dial),
            Action::CopyNumber => self.dial(world, Effect::Copy),
            Action::WalkNote => self.note(),
            Action::WhyEmpty => Ask::go(Go::Reasons),
            Action::RaiseReach => {
                if let Some(call) = &mut self.call {
                    call.raise_reach();
                }
                Ask::nothing()
            }
            Action::EditItem => Ask::effect(Effect::LoadList(self.list)),
            Action::ToggleScript => {
                self.script = !self.script;
                Ask::nothing()
            }
            Action::Down | Action::PageDown => self.scroll(1),
            Action::Up | Action::PageUp => self.scroll(-1),
            Action::Back => Self::leave(),
            _ => Ask::nothing(),
        }
    }

    fn leave() -> Ask {
        Ask { go: Some(Go::Leave), ..Ask::close() }
    }

    fn scroll(&mut self, by: isize) -> Ask {
        self.top = self.top.saturating_add_signed(by * 5);
        Ask::nothing()
    }

    /// Rings where no block forbids it. Where a rule of pacing does, the key must be pressed once
    /// more, and the call says which rule it was made against.
    fn dial(&mut self, world: &World<'_>, effect: fn(Clearance) -> Effect) -> Ask {
        let (Some(stop), Some(call)) = (&self.stop, &mut self.call) else { return Ask::nothing() };
        let cleared = match call.cleared(world.now.timestamp_millis()) {
            Some(Ok(cleared)) => cleared,
            Some(Err(refusal)) => return Ask::say(News::refused(refusal)),
            None => return Ask::say(News::WhyNot(Text::NoNumber)),
        };
        let rule = match stop.standing {
            Some(Standing::Not(why_not)) => Some(why_not.code()),
            _ => None,
        };
        if rule == Some(WhyNot::Complaint.code()) {
            return Ask::say(News::WhyNot(Text::ComplaintStops));
        }
        if rule.is_some() && self.against != rule {
            self.against = rule;
            return Ask::say(News::WhyNot(Text::OnceMoreOverrides));
        }
        call.overrode = rule;
        Ask::effect(effect(cleared))
    }

    fn note(&mut self) -> Ask {
        if let Some(call) = &mut self.call {
            call.noting = true;
        }
        Ask::nothing()
    }

    /// On along the trail; at its end to whoever is next, without a call.
    fn forward(&mut self) -> Ask {
        let aside = self.put_aside();
        if let Some(next) = self.trail.get(self.at + 1) {
            self.at += 1;
            return Ask { go: Some(Go::To(*next)), ..aside };
        }
        self.passed.extend(self.customer());
        Ask { go: Some(Go::Next(self.passed.clone())), ..aside }
    }

    fn back(&mut self) -> Ask {
        let Some(before) = self.at.checked_sub(1) else { return Ask::nothing() };
        let aside = self.put_aside();
        self.at = before;
        Ask { go: Some(Go::To(self.trail[before])), ..aside }
    }

    /// Words written for a call that is not logged are kept for when the customer comes back.
    fn put_aside(&self) -> Ask {
        let park = self.call.as_ref().filter(|call| !call.field.is_empty()).map(|call| call.draft());
        Ask { park, ..Ask::default() }
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        if self.reasons.is_some() {
            return Ask::nothing();
        }
        let Some(call) = &mut self.call else { return Ask::nothing() };
        if call.noting {
            return call.type_key(key, world);
        }
        match call.outcome_of(key).filter(|outcome| outcome.also == LATER) {
            Some(outcome) => self.put_off(&outcome, world),
            None => call.type_key(key, world),
        }
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        self.call
            .as_mut()
            .filter(|call| call.noting)
            .map_or_else(Ask::nothing, |call| call.paste(text, world))
    }

    pub(super) fn set_text(&mut self, text: &str, world: &World<'_>) -> Ask {
        self.call.as_mut().map_or_else(Ask::nothing, |call| call.set_text(text, world))
    }

    /// To the end of the list, without a call; the third time it is asked why.
    fn put_off(&mut self, outcome: &Outcome, world: &World<'_>) -> Ask {
        let (Some(stop), Some(call)) = (&self.stop, &mut self.call) else { return Ask::nothing() };
        if stop.entry.skips.unwrap_or(0) >= SKIPS && call.field.is_empty() {
            call.outcome = Some(outcome.clone());
            call.noting = true;
            return Ask::say(News::WhyNot(Text::WhyPutOff));
        }
        self.putting_off = true;
        let name = &stop.page.customer.name;
        Ask::commit(stop.entry.put_off(name, call.field.text().trim(), world.now.timestamp_millis()))
    }

    /// A change is on the disk: on to whoever is next, where it was the call in hand.
    pub(super) fn committed(&mut self) -> Ask {
        let Some(call) = self.call.as_ref().filter(|call| call.saving || self.putting_off) else {
            return self.customer().map_or_else(Ask::nothing, |customer| Ask::go(Go::To(customer)));
        };
        self.putting_off = false;
        let drop = Some(call.draft_key());
        let outcome = call.outcome.clone().unwrap_or_default();
        let customer = call.page.customer.id;
        self.passed.remove(&customer);
        let go = if outcome.also == MISTAKE {
            Go::To(customer)
        } else if outcome.bad_number {
            Go::Again(customer, self.passed.clone())
        } else {
            Go::Next(self.passed.clone())
        };
        self.done = self.call.take();
        Ask { drop, ..Ask::go(go) }
    }

    /// What was asked for did not come; where it was the `commit`, everything stays as it was.
    pub(super) fn failed(&mut self, commit: bool) {
        self.waiting = false;
        if !commit {
            return;
        }
        self.putting_off = false;
        if let Some(call) = &mut self.call {
            call.saving = false;
        }
    }

    /// Takes in where the walk has come; answers with what to do about it.
    pub(super) fn walked(&mut self, ticket: Ticket, walked: Walked, world: &World<'_>) -> Ask {
        if ticket != self.asked {
            return Ask::nothing();
        }
        match walked {
            Walked::Reading(percent) => {
                self.percent = percent;
                return Ask::nothing();
            }
            Walked::At { stop, around } => return self.arrive(stop, around, world),
            Walked::Dry { dry, asked } => self.run_dry(dry, asked),
            Walked::Gone => {
                return Ask { news: Some(News::WhyNot(Text::ListIsGone)), ..Self::leave() };
            }
        }
        Ask::nothing()
    }

    fn run_dry(&mut self, dry: Box<Dry>, asked: bool) {
        (self.waiting, self.done) = (false, None);
        if !asked {
            (self.stop, self.call) = (None, None);
        }
        self.reasons = Some(Reasons::new(dry));
    }

    fn arrive(&mut self, stop: Box<Stop>, around: bool, world: &World<'_>) -> Ask {
        self.waiting = false;
        (self.reasons, self.done) = (None, None);
        if around {
            self.passed.clear();
        }
        let customer = stop.page.customer.id;
        if self.customer() == Some(customer) && self.call.as_ref().is_some_and(|call| !call.saving) {
            return self.read_again(stop);
        }
        (self.top, self.against) = (0, None);
        if self.trail.get(self.at) != Some(&customer) {
            self.trail.truncate(self.at + 1);
            self.trail.push(customer);
            self.at = self.trail.len() - 1;
        }
        let mut call = LogActivity::on_list(&stop, world.now);
        if let Some(number) = stop.number {
            call.use_number(number);
        }
        let copy = copies(&stop).then(|| call.cleared(world.now.timestamp_millis())).flatten();
        let copy = copy.and_then(Result::ok).map(Effect::Copy);
        self.call = Some(Box::new(call));
        self.stop = Some(stop);
        let place = Effect::KeepPlace { list: self.list, customer };
        Ask { effects: copy.into_iter().chain([place]).collect(), restore: true, ..Ask::default() }
    }

    /// The same customer, read afresh: what is being written stays.
    fn read_again(&mut self, stop: Box<Stop>) -> Ask {
        if let Some(call) = &mut self.call {
            call.read_again(&stop.page);
            call.end_as(&stop.outcomes);
        }
        self.stop = Some(stop);
        Ask::nothing()
    }

    fn act_on_reasons(&mut self, action: Action) -> Ask {
        let Some(reasons) = &mut self.reasons else { return Ask::nothing() };
        if action != Action::Back {
            return reasons.act(action);
        }
        if reasons.close() {
            return Ask::nothing();
        }
        if self.stop.is_none() {
            return Self::leave();
        }
        self.reasons = None;
        Ask::nothing()
    }
}

/// A number goes to the clipboard by itself only where the rules let it be rung.
const fn copies(stop: &Stop) -> bool {
    matches!(stop.standing, Some(Standing::Ready(..)))
}
