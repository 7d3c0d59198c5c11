//! Logging: what one call, mail or note makes true, beyond the fact itself.
//!
//! By the outcome's flags: the next step, the deal, the number's state, the owner, the block. The
//! screen shows [`Logging::next_step`] and [`Logging::deal`] before Enter; [`Logging::change`]
//! writes just those. Called by the log line and by `salesdesk log`.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Weekday};

use super::activity::Activity;
use super::block::Block;
use super::contact_point::{self, ContactPoint};
use super::customer;
use super::deal::Deal;
use super::next_step::{self, NextStep};
use super::outcome::Outcome;
use super::page::Page;
use super::person;
use super::{Change, Deed, Id, Noun, Value};

/// An amount said on the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Minor units.
    pub amount: i64,
    /// ISO code.
    pub currency: String,
}

/// What a rep reports of one contact.
#[derive(Clone, Debug)]
pub struct Logging<'a> {
    /// With whom, as the desk knows them.
    pub page: &'a Page,
    /// The channel's code.
    pub channel: &'a str,
    /// How a call ended.
    pub outcome: Option<&'a Outcome>,
    /// With which person.
    pub person: Option<Id>,
    /// The number or address used.
    pub number: Option<&'a ContactPoint>,
    /// What was said, kept to the letter.
    pub note: &'a str,
    /// When it happened, if not now.
    pub at: Option<DateTime<FixedOffset>>,
    /// Seconds on the line.
    pub duration: Option<i64>,
    /// The time read out of the note or given.
    pub next: Option<DateTime<FixedOffset>>,
    /// The amount read out of the note.
    pub offer: Option<Offer>,
    /// The stage read out of the note.
    pub stage: Option<&'a str>,
    /// The day the deal should close, read out of the note.
    pub close: Option<NaiveDate>,
    /// Who reports.
    pub rep: Option<Id>,
    /// Now.
    pub now: DateTime<FixedOffset>,
    /// The time that a day without one stands for.
    pub callback_time: NaiveTime,
}

/// A deal before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealTurn {
    /// As it stands; nothing for a new one.
    pub was: Option<Deal>,
    /// As it will be.
    pub becomes: Deal,
}

impl Logging<'_> {
    /// When the next step will be due: as said, else as the outcome's rule has it.
    #[must_use]
    pub fn due(&self) -> Option<DateTime<FixedOffset>> {
        self.next.or_else(|| {
            let outcome = self.outcome.filter(|outcome| outcome.asks)?;
            outcome.delay.map(|minutes| after(self.now, minutes, self.callback_time))
        })
    }

    /// The next step that comes of it.
    #[must_use]
    pub fn next_step(&self) -> Option<NextStep> {
        let due = self.due();
        let promised = self.outcome.is_some_and(|outcome| outcome.callback);
        (due.is_some() || promised).then(|| NextStep {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            person: self.person,
            kind: "callback".into(),
            due_at: due.map(|due| due.timestamp_millis()),
            zone: Some(zone(self.now)),
            text: first_line(self.note),
            owner: self.rep,
            ..NextStep::default()
        })
    }

    /// The deal that comes of it or changes by it.
    #[must_use]
    pub fn deal(&self) -> Option<DealTurn> {
        let won = self.outcome.is_some_and(|outcome| outcome.code == "WON");
        if self.offer.is_none() && self.stage.is_none() && self.close.is_none() && !won {
            return None;
        }
        let was = self.page.open_deal().cloned();
        let mut becomes = was.clone().unwrap_or_else(|| self.new_deal());
        if let Some(offer) = &self.offer {
            becomes.amount = Some(offer.amount);
            becomes.currency.clone_from(&offer.currency);
        }
        if let Some(close) = self.close {
            becomes.close_on = close.to_string();
        }
        if let Some(stage) = if won { Some("won") } else { self.stage } {
            becomes = becomes.moved(stage, &self.now.date_naive().to_string());
        }
        (was.as_ref() != Some(&becomes)).then_some(DealTurn { was, becomes })
    }

    /// All of it as one change.
    #[must_use]
    pub fn change(&self) -> Change {
        let activity = self.activity();
        let change = Change::new(Deed::Log, &self.page.customer.name).add(&activity);
        let change = self.with_next_step(change, activity.id);
        let change = self.with_deal(change);
        let change = self.with_number(change);
        self.with_standing(change)
    }

    fn activity(&self) -> Activity {
        let at = self.at.unwrap_or(self.now);
        Activity {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            person: self.person,
            kind: self.channel.to_owned(),
            at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            outcome: self.outcome.map(|outcome| outcome.code.clone()).unwrap_or_default(),
            reach: self.outcome.and_then(|outcome| outcome.reach),
            duration: self.duration,
            direction: if self.channel == "call" { "out".into() } else { String::new() },
            number: self.number.map(|point| point.dialled().to_owned()).unwrap_or_default(),
            note: self.note.trim().to_owned(),
            rep: self.rep,
            ..Activity::default()
        }
    }

    /// A new step ends the callback it came from; so does having reached somebody.
    fn with_next_step(&self, change: Change, activity: Id) -> Change {
        let new = self.next_step();
        let reached = self.outcome.is_some_and(|outcome| outcome.connected);
        let standing = self.page.next_steps.iter().filter(|step| step.open() && step.kind == "callback");
        let done =
            |step: &&NextStep| new.is_some() || (reached && step.due_at.is_some_and(|at| at <= self.ms()));
        let change = standing.filter(done).fold(change, |change, step| {
            change.set(Noun::NextStep, step.id, vec![(next_step::field::done_at, Value::Int(self.ms()))])
        });
        match new {
            Some(step) => change.add(&NextStep { activity: Some(activity), ..step }),
            None => change,
        }
    }

    fn with_deal(&self, change: Change) -> Change {
        match self.deal() {
            Some(DealTurn { was: Some(was), becomes }) => change.turn(&was, &becomes),
            Some(DealTurn { was: None, becomes }) => change.add(&becomes),
            None => change,
        }
    }

    fn with_number(&self, change: Change) -> Change {
        let state =
            self.outcome.filter(|outcome| outcome.bad_number).map(|outcome| outcome.number_state.clone());
        match (state, self.number) {
            (Some(state), Some(point)) if !state.is_empty() => {
                let fields = vec![(contact_point::field::state, Value::Text(state))];
                change.set(Noun::ContactPoint, point.id, fields)
            }
            _ => change,
        }
    }

    /// What becomes of the customer: whose they are, and whether they may be called again.
    fn with_standing(&self, change: Change) -> Change {
        let Some(outcome) = self.outcome else { return change };
        let mut change = change;
        if let (true, Some(rep)) = (outcome.own && self.page.customer.owner != self.rep, self.rep) {
            let fields = vec![(customer::field::owner, Value::Ref(*rep.as_bytes()))];
            change = change.set(Noun::Customer, self.page.customer.id, fields);
        }
        if let (true, Some(id)) = (outcome.code == "LEFT", self.person) {
            change = change.set(Noun::Person, id, vec![(person::field::left, Value::Int(1))]);
        }
        if outcome.suppress || outcome.refusal {
            change = change.add(&self.block(outcome));
        }
        change
    }

    fn block(&self, outcome: &Outcome) -> Block {
        let cools = !outcome.suppress && self.page.customer.kind != "person";
        let days = outcome.cool_days.filter(|_| cools);
        let reason = if self.note.trim().is_empty() { outcome.code.clone() } else { first_line(self.note) };
        Block {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            address: self
                .number
                .map(|point| point.normal.clone())
                .filter(|_| outcome.suppress)
                .unwrap_or_default(),
            channel: "call".into(),
            reason,
            since: Some(self.ms()),
            until: days.map(|days| self.ms() + days * 86_400_000),
            rep: self.rep,
            ..Block::default()
        }
    }

    fn new_deal(&self) -> Deal {
        Deal {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            title: self.page.customer.name.clone(),
            stage: "approach".into(),
            owner: self.rep,
            ..Deal::default()
        }
    }

    const fn ms(&self) -> i64 {
        self.now.timestamp_millis()
    }
}

/// Minutes east of UTC.
#[must_use]
pub fn zone(at: DateTime<FixedOffset>) -> i64 {
    i64::from(at.offset().local_minus_utc() / 60)
}

/// A delay from now: hours as they are, days as working days at the hour for callbacks.
#[must_use]
pub fn after(now: DateTime<FixedOffset>, minutes: i64, callback: NaiveTime) -> DateTime<FixedOffset> {
    let days = minutes / (24 * 60);
    if days == 0 {
        return now + chrono::Duration::minutes(minutes);
    }
    let mut date = now.date_naive();
    for _ in 0..days {
        date = working_day_after(date);
    }
    date.and_time(callback).and_local_timezone(*now.offset()).single().unwrap_or(now)
}

/// STUB
pub fn next_try(outcome: &Outcome, at: DateTime<FixedOffset>, _nth: usize, _rank: &str, callback: NaiveTime) -> Option<DateTime<FixedOffset>> {
    outcome.delay.map(|minutes| after(at, minutes, callback))
}

fn working_day_after(date: NaiveDate) -> NaiveDate {
    let next = date.checked_add_days(Days::new(1)).unwrap_or(date);
    match next.weekday() {
        Weekday::Sat | Weekday::Sun => working_day_after(next),
        _ => next,
    }
}

fn first_line(note: &str) -> String {
    note.trim().lines().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::outcome::standard;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-20T14:32:00+09:00").unwrap()
    }

    fn page(kind: &str) -> Page {
        let customer =
            Customer { id: Id::mint(1), name: "田中".into(), kind: kind.into(), ..Customer::default() };
        let point = ContactPoint {
            id: Id::mint(2),
            kind: "phone".into(),
            normal: "+81312345678".into(),
            ..ContactPoint::default()
        };
        Page { customer, contact_points: vec![point], ..Page::default() }
    }

    fn logged(page: &Page, code: &str, note: &str) -> Change {
        logging(page, &outcome(code), note).change()
    }

    fn outcome(code: &str) -> Outcome {
        standard().into_iter().find(|outcome| outcome.code == code).unwrap()
    }

    fn logging<'a>(page: &'a Page, outcome: &'a Outcome, note: &'a str) -> Logging<'a> {
        Logging {
            page,
            channel: "call",
            outcome: Some(outcome),
            person: None,
            number: page.first_number(),
            note,
            at: None,
            duration: None,
            next: None,
            offer: None,
            stage: None,
            close: None,
            rep: Some(Id::mint(3)),
            now: now(),
            callback_time: NaiveTime::from_hms_opt(10, 0, 0).unwrap(),
        }
    }

    fn nouns(change: &Change) -> Vec<Noun> {
        change.writes.iter().map(|write| write.noun).collect()
    }

    #[test]
    fn no_answer_is_one_fact_and_nothing_else() {
        assert_eq!(nouns(&logged(&page("company"), "NA", "")), [Noun::Activity]);
    }

    #[test]
    fn a_talk_without_a_time_is_due_in_three_working_days() {
        let (page, outcome) = (page("company"), outcome("TALK"));
        let due = logging(&page, &outcome, "").due().unwrap();
        assert_eq!(due.to_rfc3339(), "2026-11-25T10:00:00+09:00");
    }

    #[test]
    fn do_not_call_blocks_the_customer_and_the_number_for_good() {
        let change = logged(&page("company"), "DNC", "");
        let block = change.writes.iter().find(|write| write.noun == Noun::Block).unwrap();
        let has = |code| block.fields.iter().any(|(known, _)| *known == code);
        assert!(has(crate::domain::block::field::address));
        assert!(!has(crate::domain::block::field::until));
    }

    #[test]
    fn a_company_that_refuses_cools_down_and_a_consumer_is_left_alone() {
        let until = |kind| {
            let change = logged(&page(kind), "NI", "");
            let block = change.writes.iter().find(|write| write.noun == Noun::Block).unwrap().clone();
            block.fields.iter().any(|(code, _)| *code == crate::domain::block::field::until)
        };
        assert!(until("company"));
        assert!(!until("person"));
    }

    #[test]
    fn a_dead_number_is_marked_so() {
        let change = logged(&page("company"), "DEAD", "");
        assert_eq!(nouns(&change), [Noun::Activity, Noun::ContactPoint]);
    }

    #[test]
    fn an_amount_changes_the_open_deal_or_makes_one() {
        let (mut page, outcome) = (page("company"), outcome("TALK"));
        let offer = Some(Offer { amount: 1_200_000, currency: "JPY".into() });
        let turn = Logging { offer: offer.clone(), ..logging(&page, &outcome, "") }.deal().unwrap();
        assert_eq!((turn.was, turn.becomes.amount), (None, Some(1_200_000)));
        page.deals.push(Deal { id: Id::mint(9), stage: "quote".into(), ..Deal::default() });
        let turn = Logging { offer, ..logging(&page, &outcome, "") }.deal().unwrap();
        assert_eq!(turn.becomes.id, page.deals[0].id);
    }

    #[test]
    fn a_new_time_ends_the_callback_it_replaces() {
        let (mut page, outcome) = (page("company"), outcome("CB"));
        page.next_steps.push(NextStep {
            id: Id::mint(5),
            kind: "callback".into(),
            due_at: Some(1),
            ..NextStep::default()
        });
        let change = Logging { next: Some(now()), ..logging(&page, &outcome, "") }.change();
        let steps: Vec<bool> = change
            .writes
            .iter()
            .filter(|write| write.noun == Noun::NextStep)
            .map(|write| write.new)
            .collect();
        assert_eq!(steps, [false, true]);
    }
}
