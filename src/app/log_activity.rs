//! Logging a contact: first how the call ended, then one line of words.
//!
//! Times and amounts in the line become the next step and the deal, shown before Enter. Outcomes
//! that need no words commit on their key. Nothing typed is ever dropped: Esc puts it aside.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::draft::Intent;
use super::field::Field;
use super::msg::{Draft, Effect};
use super::snippets;
use super::toast::News;
use crate::domain::contact::{Clearance, Refusal, may_contact};
use crate::domain::contact_point::ContactPoint;
use crate::domain::inquiry::Inquiry;
use crate::domain::logging::{Logging, Offer};
use crate::domain::note_line::{self, Meant, Reading};
use crate::domain::outcome::{self, Outcome};
use crate::domain::page::Page;
use crate::domain::walk::Stop;
use crate::domain::zone::zone;
use crate::domain::{Change, Id, Noun, typed};
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};

/// A contact being logged.
#[derive(Debug)]
pub struct LogActivity {
    /// With whom.
    pub page: Box<Page>,
    /// The channel's code.
    pub channel: String,
    /// How the call ended, once chosen.
    pub outcome: Option<Outcome>,
    /// The line is being typed.
    pub noting: bool,
    /// The line.
    pub field: Field,
    /// What the line says of time and money.
    pub reading: Reading,
    /// The person meant, if one was selected.
    pub person: Option<Id>,
    /// The rank chosen, where the outcome asks for one.
    pub rank: Option<&'static str>,
    /// The call list they are called from.
    pub list: Option<Id>,
    /// The pacing rule that is overridden for this call.
    pub overrode: Option<&'static str>,
    /// What is written is an inquiry too.
    pub inquiry: bool,
    /// On its way to the disk.
    pub saving: bool,
    /// How a call can end here; the desk's where it is on no list.
    pub outcomes: Vec<Outcome>,
    /// How far the call got, where the rep says it was further than its outcome says.
    pub reach: Option<i64>,
    /// They called us.
    pub inbound: bool,
    /// The words were confirmed before the outcome was chosen.
    worded: bool,
    number: usize,
    started: i64,
}

impl LogActivity {
    /// A contact with this customer over this channel, begun now.
    #[must_use]
    pub fn new(page: Page, channel: &str, now: DateTime<FixedOffset>) -> Self {
        Self {
            page: Box::new(page),
            channel: channel.to_owned(),
            outcome: None,
            noting: channel != "call",
            field: Field::lines(),
            reading: Reading::default(),
            person: None,
            rank: None,
            list: None,
            overrode: None,
            inquiry: false,
            saving: false,
            outcomes: Vec::new(),
            reach: None,
            inbound: false,
            worded: false,
            number: 0,
            started: now.timestamp_millis(),
        }
    }

    /// The same, which can end in these ways.
    #[must_use]
    pub fn ending(mut self, outcomes: &[Outcome]) -> Self {
        self.end_as(outcomes);
        self
    }

    /// From now on it can end in these ways.
    pub(super) fn end_as(&mut self, outcomes: &[Outcome]) {
        let here = outcomes.iter().filter(|outcome| outcome.also != outcome::LATER || self.list.is_some());
        self.outcomes = here.cloned().collect();
    }

    /// The call to whoever is on the screen of a walk, begun now.
    #[must_use]
    pub fn on_list(stop: &Stop, now: DateTime<FixedOffset>) -> Self {
        let mut call = Self::new(stop.page.clone(), "call", now);
        call.list = Some(stop.list.id);
        call.ending(&stop.outcomes)
    }

    /// A call they make to us, while that list is walked.
    #[must_use]
    pub fn inbound(page: Page, list: Option<Id>, world: &World<'_>) -> Self {
        let mut call = Self::new(page, "call", world.now).ending(&world.setting.outcomes);
        (call.list, call.inbound) = (list, true);
        call
    }

    /// It got one step further than was said, up to an appointment.
    pub fn raise_reach(&mut self) {
        self.reach = Some(self.reach.map_or(1, |reach| (reach + 1).min(5)));
    }

    /// The outcome of that key.
    #[must_use]
    pub fn outcome_of(&self, key: Key) -> Option<Outcome> {
        let key = key.as_command().to_string();
        self.outcomes.iter().find(|outcome| outcome.key == key).cloned()
    }

    /// The same with words written earlier.
    #[must_use]
    pub fn with_draft(mut self, outcome: Option<Outcome>, draft: &Draft, world: &World<'_>) -> Self {
        self.noting = self.noting || outcome.is_some();
        self.outcome = outcome;
        self.field = Field::lines().with(&draft.text);
        self.field.set_caret(draft.caret);
        self.read(world);
        self
    }

    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        if self.noting { Context::NoteLine } else { Context::Outcome }
    }

    /// When the call began, Unix milliseconds; calls only.
    #[must_use]
    pub const fn timer_started(&self) -> Option<i64> {
        if self.is_call() { Some(self.started) } else { None }
    }

    /// Says whether this is a call.
    #[must_use]
    pub const fn is_call(&self) -> bool {
        matches!(self.channel.as_bytes(), b"call")
    }

    /// The numbers a call can go to, the one in use first asked for by [`Self::number`].
    #[must_use]
    pub fn numbers(&self) -> Vec<&ContactPoint> {
        self.page.contact_points.iter().filter(|point| point.rings()).collect()
    }

    /// The number in use.
    #[must_use]
    pub fn number(&self) -> Option<&ContactPoint> {
        self.numbers().get(self.number).copied().filter(|_| self.is_call())
    }

    /// Leave to call the number in use, or why not.
    #[must_use]
    pub fn cleared(&self, now: i64) -> Option<Result<Clearance, Refusal>> {
        self.number().map(|point| may_contact(&self.page, point, self.person, "call", now))
    }

    /// Says whether a block forbids the call.
    #[must_use]
    pub fn blocked(&self, now: i64) -> bool {
        let cleared = self.cleared(now).filter(|_| self.is_call());
        cleared.map_or_else(
            || self.is_call() && self.page.blocked(now).is_some(),
            |cleared| matches!(cleared, Err(Refusal::Blocked(_))),
        )
    }

    /// Calls this number first, if it is one of theirs.
    pub fn use_number(&mut self, id: Id) {
        self.number = self.numbers().iter().position(|point| point.id == id).unwrap_or(0);
    }

    /// The customer as they are now; the number in use stays if it still can.
    pub fn read_again(&mut self, page: &Page) {
        let number = self.number().map(|point| point.id);
        *self.page = page.clone();
        self.number = 0;
        number.into_iter().for_each(|id| self.use_number(id));
    }

    /// What would be logged now.
    #[must_use]
    pub fn logging<'a>(&'a self, world: &'a World<'_>) -> Logging<'a> {
        let now = world.now;
        Logging {
            page: &self.page,
            channel: &self.channel,
            direction: if self.inbound { "in" } else { "out" },
            outcome: self.outcome.as_ref(),
            reach: self.reach,
            rank: self.rank,
            list: self.list,
            overrode: self.overrode,
            person: self.person,
            number: self.number(),
            note: self.field.text(),
            at: self.reading.at.as_ref().map(|spot| spot.when.at),
            duration: self.is_call().then(|| (now.timestamp_millis() - self.started) / 1000),
            next: self.reading.next.as_ref().map(|spot| spot.when.at),
            offer: self
                .reading
                .amount
                .as_ref()
                .map(|(amount, _)| Offer { amount: amount.minor, currency: amount.currency.to_owned() }),
            stage: self.reading.stage.as_ref().map(|(said, _)| said),
            close: self.reading.close.as_ref().map(|(date, _)| *date),
            rep: world.setting.rep,
            now,
            habits: world.setting.habits,
        }
    }

    /// What a draft of it is kept under.
    #[must_use]
    pub fn draft_key(&self) -> String {
        self.intent().key()
    }

    fn intent(&self) -> Intent {
        Intent::Log {
            customer: self.page.customer.id,
            channel: self.channel.clone(),
            outcome: self.outcome.as_ref().map(|outcome| outcome.code.clone()).unwrap_or_default(),
            list: self.list.filter(|_| !self.inbound),
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::Save => self.save(world),
            Action::NextNumber => {
                self.number = (self.number + 1) % self.numbers().len().max(1);
                match self.cleared(world.now.timestamp_millis()) {
                    Some(Ok(cleared)) => Ask::effect(Effect::Copy(cleared)),
                    Some(Err(refusal)) => Ask::say(News::refused(refusal)),
                    None => Ask::nothing(),
                }
            }
            Action::NextRank => {
                self.rank = self.next_rank(world);
                Ask::nothing()
            }
            Action::EditOutside => Ask::effect(Effect::EditOutside {
                title: self.page.customer.name.clone(),
                text: self.field.text().to_owned(),
            }),
            Action::AlsoInquiry => {
                self.inquiry = !self.inquiry;
                Ask::nothing()
            }
            Action::Back => self.back(),
            _ => Ask::nothing(),
        }
    }

    /// The ranks the outcome lets choose from.
    #[must_use]
    pub fn ranks(&self) -> &'static [&'static str] {
        self.outcome.as_ref().map_or(&[], Outcome::ranks)
    }

    fn next_rank(&self, world: &World<'_>) -> Option<&'static str> {
        let logging = self.logging(world);
        let at = self.ranks().iter().position(|rank| Some(*rank) == logging.rank())?;
        self.ranks().get((at + 1) % self.ranks().len()).copied()
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        if self.saving {
            return Ask::nothing();
        }
        if !self.noting {
            return self.choose(key, world);
        }
        let before = self.field.revision();
        if snippets::ends_word(key) {
            snippets::expand(&mut self.field, &world.setting.snippets);
        }
        self.field.key(&key);
        if self.field.revision() == before { Ask::nothing() } else { self.typed(world) }
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        if !self.noting || self.saving {
            return Ask::nothing();
        }
        self.field.insert(text);
        self.typed(world)
    }

    pub(super) fn set_text(&mut self, text: &str, world: &World<'_>) -> Ask {
        self.field.set_text(text);
        self.typed(world)
    }

    fn typed(&mut self, world: &World<'_>) -> Ask {
        self.read(world);
        Ask::effect(Effect::KeepDraft(self.draft()))
    }

    /// What is written, to be kept.
    #[must_use]
    pub fn draft(&self) -> Draft {
        self.intent().draft(&self.page.customer.name, self.field.text().to_owned(), self.field.caret())
    }

    fn read(&mut self, world: &World<'_>) {
        let (habits, currency) = (&world.setting.habits, &world.setting.currency);
        let meant = Meant::of(&self.page);
        self.reading = note_line::read(self.field.text(), world.now, habits, currency, &meant);
    }

    fn choose(&mut self, key: Key, world: &World<'_>) -> Ask {
        let Some(outcome) = self.outcome_of(key) else {
            return Ask::say(News::WhyNot(Text::NoSuchOutcome));
        };
        let before = self.draft_key();
        (self.outcome, self.rank) = (Some(outcome.clone()), None);
        self.noting = (outcome.asks || !self.field.is_empty()) && !self.worded;
        let mut ask = if self.noting { Ask::nothing() } else { self.save(world) };
        if !self.field.is_empty() && before != self.draft_key() {
            ask.drop = Some(before);
            ask.effects.push(Effect::KeepDraft(self.draft()));
        }
        ask
    }

    /// Enter ends a word as a blank does.
    fn end_word(&mut self, world: &World<'_>) {
        let before = self.field.revision();
        snippets::expand(&mut self.field, &world.setting.snippets);
        if self.field.revision() != before {
            self.read(world);
        }
    }

    fn save(&mut self, world: &World<'_>) -> Ask {
        if self.saving {
            return Ask::nothing();
        }
        self.end_word(world);
        if self.is_call() && self.outcome.is_none() {
            (self.noting, self.worded) = (false, true);
            return Ask::nothing();
        }
        if self.channel == "note" && self.field.text().trim().is_empty() {
            return Ask::say(News::WhyNot(Text::NothingWritten));
        }
        if typed::card_number(self.field.text()) {
            return Ask::say(News::WhyNot(Text::CardNumberRefused));
        }
        self.saving = true;
        let change = self.logging(world).change();
        Ask::commit(if self.inquiry { self.with_inquiry(change, world) } else { change })
    }

    /// The same with what was said as an inquiry; a complaint where that is how the call ended.
    fn with_inquiry(&self, change: Change, world: &World<'_>) -> Change {
        let logged = change.writes.iter().find(|write| write.new && write.noun == Noun::Activity);
        let (ms, text) = (world.now.timestamp_millis(), self.field.text().trim().to_owned());
        let complaint = self.outcome.as_ref().is_some_and(|outcome| outcome.also == "complaint");
        let inquiry = Inquiry {
            id: Id::mint(ms),
            customer: Some(self.page.customer.id),
            person: self.person,
            received_at: Some(ms),
            zone: Some(zone(world.now)),
            channel: self.channel.clone(),
            kind: "question".to_owned(),
            status: "new".to_owned(),
            complaint,
            owner: world.setting.rep,
            activity: logged.map(|write| write.id),
            text,
            ..Inquiry::default()
        };
        if inquiry.text.is_empty() { change } else { change.add(&inquiry) }
    }

    fn back(&mut self) -> Ask {
        if self.saving {
            return Ask::nothing();
        }
        if self.noting && self.is_call() {
            let drop = Some(self.draft_key());
            (self.noting, self.outcome, self.rank) = (false, None, None);
            let effects =
                if self.field.is_empty() { Vec::new() } else { vec![Effect::KeepDraft(self.draft())] };
            return Ask { effects, drop, ..Ask::default() };
        }
        if self.field.is_empty() {
            return Ask { drop: Some(self.draft_key()), ..Ask::close() };
        }
        Ask { park: Some(self.draft()), ..Ask::close() }
    }
}
