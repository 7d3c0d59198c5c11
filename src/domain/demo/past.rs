//! What happened with the customers of the demo book: calls, mails, notes, deals, one block.

use chrono::{DateTime, Duration, FixedOffset};

use super::super::activity::Activity;
use super::super::block::Block;
use super::super::calendar::working_day_from;
use super::super::deal::{Deal, LOST_REASONS};
use super::super::delay;
use super::super::outcome::{Outcome, standard};
use super::super::pipeline::Pipelines;
use super::super::stage::{STANDARD, StageFlag};
use super::super::zone::zone;
use super::{Made, Maker, english, japan, talk};

/// Contacts lie in the last weeks, as many days.
const DAYS: i64 = 42;

impl Maker {
    /// A customer's past; who is blocked has asked for it.
    pub(super) fn past(&mut self, made: &Made, blocked: bool) {
        let outcomes = standard();
        for _ in 0..self.dice.below(7) {
            let at = self.earlier();
            match self.dice.below(10) {
                0 => self.mail(made, at),
                1 => self.note(made, at),
                _ => self.call(made, at, &outcomes),
            }
        }
        if blocked {
            self.block(made);
        }
        if made.company && self.dice.chance(45) {
            self.deal(made);
        }
    }

    /// A time in working hours of the last weeks.
    fn earlier(&mut self) -> DateTime<FixedOffset> {
        let day = working(self.now - Duration::days(2 + self.dice.up_to(DAYS)));
        let midnight = day - Duration::seconds(i64::from(super::seconds(day.time())));
        midnight + Duration::minutes(9 * 60 + self.dice.up_to(8 * 60 + 30))
    }

    fn activity(&mut self, made: &Made, kind: &str, at: DateTime<FixedOffset>) -> Activity {
        Activity {
            id: self.dice.id(at.timestamp_millis()),
            customer: Some(made.id),
            person: made.person,
            kind: kind.into(),
            at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            rep: self.rep,
            ..Activity::default()
        }
    }

    fn call(&mut self, made: &Made, at: DateTime<FixedOffset>, outcomes: &[Outcome]) {
        let mut left = self.dice.below(100);
        let (code, _, en, ja) = talk::CALLS
            .iter()
            .find(|(_, often, ..)| {
                let falls = left < *often;
                left = left.saturating_sub(*often);
                falls
            })
            .unwrap_or(&talk::CALLS[0]);
        let notes = if made.japanese { ja } else { en };
        let reach = outcomes.iter().find(|outcome| outcome.code == *code).and_then(|outcome| outcome.reach);
        let note = if notes.is_empty() { "" } else { *self.dice.pick(notes) };
        let activity = Activity {
            outcome: (*code).into(),
            reach,
            duration: reach.filter(|reach| *reach > 0).map(|reach| 20 + reach * (30 + self.dice.up_to(90))),
            direction: "out".into(),
            number: made.number.clone(),
            note: note.into(),
            ..self.activity(made, "call", at)
        };
        self.add(&activity);
    }

    fn mail(&mut self, made: &Made, at: DateTime<FixedOffset>) {
        let (en, ja) = *self.dice.pick(talk::MAILS);
        let (subject, note) = if made.japanese { ja } else { en };
        let activity = Activity {
            subject: subject.into(),
            note: note.into(),
            direction: "out".into(),
            ..self.activity(made, "mail", at)
        };
        self.add(&activity);
    }

    fn note(&mut self, made: &Made, at: DateTime<FixedOffset>) {
        let (en, ja) = *self.dice.pick(talk::NOTES);
        let note = if made.japanese { ja } else { en }.into();
        let activity = Activity { note, ..self.activity(made, "note", at) };
        self.add(&activity);
    }

    fn block(&mut self, made: &Made) {
        let at = working(self.now - Duration::days(1));
        let reason =
            if made.japanese { "電話はもうしないでほしい" } else { "please do not call again" };
        let call = Activity {
            outcome: "DNC".into(),
            reach: Some(1),
            direction: "out".into(),
            number: made.number.clone(),
            note: reason.into(),
            ..self.activity(made, "call", at)
        };
        self.add(&call);
        let block = Block {
            id: self.id(),
            customer: Some(made.id),
            address: made.number.clone(),
            channel: "call".into(),
            reason: reason.into(),
            since: Some(at.timestamp_millis()),
            rep: self.rep,
            ..Block::default()
        };
        self.add(&block);
    }

    fn deal(&mut self, made: &Made) {
        let stage = self.dice.pick(STANDARD);
        let ends = self.now - Duration::days(1 + self.dice.up_to(60));
        let title = *self.dice.pick(if made.japanese { japan::DEALS } else { english::DEALS });
        let deal = Deal {
            id: self.id(),
            customer: Some(made.id),
            title: title.into(),
            amount: Some(self.price(made.currency)),
            currency: made.currency.into(),
            owner: self.rep,
            kind: "new".into(),
            ..Deal::default()
        };
        let mut deal = Pipelines::default().moved(&deal, stage.code, &ends.date_naive().to_string());
        match stage.flag {
            StageFlag::Lost => deal.lost_reason = (*self.dice.pick(LOST_REASONS)).into(),
            StageFlag::Open => {
                let closes = self.now + Duration::days(10 + self.dice.up_to(80));
                deal.close_on = closes.date_naive().to_string();
            }
            StageFlag::Won | StageFlag::Hold => {}
        }
        self.add(&deal);
        self.call_about(made, &deal, stage.flag);
    }

    /// The call a deal came of, or moved on.
    fn call_about(&mut self, made: &Made, deal: &Deal, flag: StageFlag) {
        let at = self.earlier();
        let (code, reach) = match flag {
            StageFlag::Won => ("WON", 5),
            StageFlag::Lost => ("NI", 2),
            StageFlag::Open | StageFlag::Hold => ("TALK", 3),
        };
        let call = Activity {
            outcome: code.into(),
            reach: Some(reach),
            duration: Some(120 + self.dice.up_to(480)),
            direction: "out".into(),
            number: made.number.clone(),
            deal: Some(deal.id),
            note: deal.title.clone(),
            ..self.activity(made, "call", at)
        };
        self.add(&call);
    }

    /// A round sum, in minor units.
    fn price(&mut self, currency: &str) -> i64 {
        match currency {
            "JPY" => (2 + self.dice.up_to(60)) * 50_000,
            _ => (4 + self.dice.up_to(80)) * 50_000,
        }
    }
}

/// The moment itself, or the same time on the next working day.
pub(super) fn working(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    delay::on(working_day_from(at.date_naive()), at.time(), at)
}
