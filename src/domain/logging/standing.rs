//! What becomes of the customer by a call: whose they are, how promising, and when they may be
//! called again, if ever.

use chrono::TimeDelta;

use super::{Logging, first_line};
use crate::domain::block::Block;
use crate::domain::customer::{FOR_GOOD, field};
use crate::domain::outcome::{self, Outcome};
use crate::domain::tag::{self, Tag};
use crate::domain::{Change, Id, Noun, Value, delay};

impl Logging<'_> {
    /// The rank they will have: as chosen; where the delay goes by rank, their own or the best.
    #[must_use]
    pub fn rank(&self) -> Option<&str> {
        let ranks = self.outcome.map_or(&[][..], Outcome::ranks);
        let own = || ranks.iter().find(|rank| **rank == self.page.customer.rank).copied();
        self.rank.or_else(own).or_else(|| ranks.first().copied())
    }

    pub(super) fn with_standing(&self, change: Change) -> Change {
        let Some(outcome) = self.outcome else { return change };
        let mut change = change.set(Noun::Customer, self.page.customer.id, self.customer_fields(outcome));
        if outcome.suppress || outcome.refusal {
            change = change.add(&self.block(outcome));
        }
        if self.also(outcome::COMPLAINT) {
            change.writes.push(Tag::on(self.page.customer.id, tag::COMPLAINT).put_on());
        }
        change
    }

    fn customer_fields(&self, outcome: &Outcome) -> Vec<(u16, Value)> {
        let customer = &self.page.customer;
        let mut fields = Vec::new();
        if let (true, Some(rep)) = (outcome.own && customer.owner != self.rep, self.rep) {
            fields.push((field::owner, Value::Ref(*rep.as_bytes())));
        }
        if let Some(rank) = self.rank().filter(|rank| *rank != customer.rank) {
            fields.push((field::rank, Value::Text(rank.to_owned())));
        }
        if self.also(outcome::UNFIT) && customer.lifecycle != outcome::UNFIT {
            fields.push((field::lifecycle, Value::Text(outcome::UNFIT.into())));
        }
        if let Some(until) = self.rests_until(outcome).filter(|until| Some(*until) > customer.rest_until) {
            fields.push((field::rest_until, Value::Int(until)));
        }
        fields
    }

    /// Until when nobody tries them again: so many days, or for good once it ended so too often.
    fn rests_until(&self, outcome: &Outcome) -> Option<i64> {
        let days = outcome.cool_days.filter(|_| !outcome.refusal && !outcome.suppress)?;
        let before = self.page.activities.iter().filter(|activity| activity.outcome == outcome.code).count();
        if outcome.tries.is_some_and(|tries| i64::try_from(before).is_ok_and(|before| before + 1 >= tries)) {
            return Some(FOR_GOOD);
        }
        let date = delay::days_after(self.now.date_naive(), days, outcome.working);
        Some(delay::on(date, self.now.time(), self.now).timestamp_millis())
    }

    /// A refusal lets a company cool down and leaves a consumer alone for good; a complaint closes
    /// every channel.
    fn block(&self, outcome: &Outcome) -> Block {
        let cools = !outcome.suppress && self.page.customer.kind != "person";
        let until = outcome.cool_days.filter(|_| cools).and_then(|days| {
            self.now.checked_add_signed(TimeDelta::try_days(days)?).map(|until| until.timestamp_millis())
        });
        let reason = if self.note.trim().is_empty() { outcome.code.clone() } else { first_line(self.note) };
        Block {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            address: self
                .number
                .map(|point| point.dialled().to_owned())
                .filter(|_| outcome.suppress)
                .unwrap_or_default(),
            channel: if self.also(outcome::COMPLAINT) { String::new() } else { "call".into() },
            reason,
            since: Some(self.ms()),
            until,
            rep: self.rep,
            ..Block::default()
        }
    }
}
