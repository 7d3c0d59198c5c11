//! Logging: what one call, mail or note makes true, beyond the fact itself.
//!
//! By the outcome's flags, never by its code. The screen shows [`Logging::next_step`],
//! [`Logging::deal`], [`Logging::rank`] and [`Logging::successor`] before Enter; [`Logging::change`]
//! writes just those. Called by the log line and by `salesdesk log`.

mod standing;
mod steps;
mod successor;
#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::activity::Activity;
use super::contact_point::{self, ContactPoint};
use super::deal::Deal;
use super::note_line::Said;
use super::outcome::{self, Outcome};
use super::page::Page;
use super::pipeline::STANDARD;
use super::stage::StageFlag;
use super::when::Habits;
use super::zone::zone;
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
    /// `out` or `in`; calls only.
    pub direction: &'a str,
    /// How a call ended.
    pub outcome: Option<&'a Outcome>,
    /// How far it got, where that is said.
    pub reach: Option<i64>,
    /// The rank chosen with it.
    pub rank: Option<&'a str>,
    /// The call list it was called from.
    pub list: Option<Id>,
    /// The pacing rule that was overridden for it.
    pub overrode: Option<&'a str>,
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
    pub stage: Option<&'a Said>,
    /// The day the deal should close, read out of the note.
    pub close: Option<NaiveDate>,
    /// Who reports.
    pub rep: Option<Id>,
    /// Now.
    pub now: DateTime<FixedOffset>,
    /// How the desk keeps its hours.
    pub habits: Habits,
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
    /// How far it got: as said, where the outcome allows that, else as the outcome has it.
    #[must_use]
    pub fn reached(&self) -> Option<i64> {
        let outcome = self.outcome?;
        self.reach.filter(|reach| outcome.reach_may_be(*reach)).or(outcome.reach)
    }

    /// The deal that comes of it or changes by it.
    #[must_use]
    pub fn deal(&self) -> Option<DealTurn> {
        let won = self.also(outcome::WON);
        let was = match self.stage {
            Some(said) if said.named => self.page.open_deal_in(&said.pipeline),
            _ => self.page.open_deal(),
        }
        .cloned();
        let meets = self.also(outcome::MEETING) && was.is_none();
        if self.offer.is_none() && self.stage.is_none() && self.close.is_none() && !won && !meets {
            return None;
        }
        let mut becomes = was.clone().unwrap_or_else(|| self.new_deal());
        let pipelines = &self.page.pipelines;
        if let Some(offer) = &self.offer {
            becomes.amount = Some(offer.amount);
            becomes.currency.clone_from(&offer.currency);
        }
        if let Some(close) = self.close {
            becomes.close_on = close.to_string();
        }
        let stage = self.stage.map(|said| said.code.as_str());
        if let Some(stage) = if won { Some(self.won(&becomes)) } else { stage } {
            becomes = pipelines.moved(&becomes, stage, &self.now.date_naive().to_string());
        }
        (was.as_ref() != Some(&becomes)).then_some(DealTurn { was, becomes })
    }

    /// All of it as one change. Nothing where the outcome only puts a customer at the end of a list:
    /// that is written on the entry.
    #[must_use]
    pub fn change(&self) -> Change {
        let change = Change::new(Deed::Log, &self.page.customer.name);
        if self.also(outcome::LATER) {
            return change;
        }
        let turn = self.deal();
        let activity = Activity { deal: turn.as_ref().map(|turn| turn.becomes.id), ..self.activity() };
        let change = self.with_steps(change.add(&activity), activity.id);
        let change = with_deal(change, turn);
        let change = self.with_number(change);
        let change = self.with_people(change);
        self.with_standing(change)
    }

    fn activity(&self) -> Activity {
        let at = self.at.unwrap_or(self.now);
        Activity {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            person: self.spoke_of(),
            kind: self.kind().to_owned(),
            at: Some(at.timestamp_millis()),
            zone: Some(zone(at)),
            outcome: self.outcome.map(|outcome| outcome.code.clone()).unwrap_or_default(),
            reach: self.reached(),
            duration: self.duration,
            direction: if self.channel == "call" { self.direction.to_owned() } else { String::new() },
            number: self.number.map(|point| point.dialled().to_owned()).unwrap_or_default(),
            note: self.note.trim().to_owned(),
            rep: self.rep,
            list: self.list,
            overrode: self.overrode.unwrap_or_default().to_owned(),
            ..Activity::default()
        }
    }

    /// What was no call at all is kept as a note, which no count and no "last contact" looks at.
    fn kind(&self) -> &str {
        let nothing = self.also(outcome::MISTAKE) || self.also(outcome::DUPLICATE);
        if nothing { "note" } else { self.channel }
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

    /// The stage in which a deal is won.
    fn won(&self, deal: &Deal) -> &str {
        let mut shown = self.page.pipelines.of(&deal.pipeline).shown();
        shown.find(|stage| stage.flag() == StageFlag::Won).map_or("won", |stage| stage.code.as_str())
    }

    fn new_deal(&self) -> Deal {
        let pipeline = self.stage.map_or(STANDARD, |said| said.pipeline.as_str());
        Deal {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            title: self.page.customer.name.clone(),
            stage: self.page.pipelines.of(pipeline).first(true).to_owned(),
            pipeline: if pipeline == STANDARD { String::new() } else { pipeline.to_owned() },
            owner: self.rep,
            ..Deal::default()
        }
    }

    fn also(&self, what: &str) -> bool {
        self.outcome.is_some_and(|outcome| outcome.also == what)
    }

    const fn ms(&self) -> i64 {
        self.now.timestamp_millis()
    }
}

fn with_deal(change: Change, turn: Option<DealTurn>) -> Change {
    match turn {
        Some(DealTurn { was: Some(was), becomes }) => change.turn(&was, &becomes),
        Some(DealTurn { was: None, becomes }) => change.add(&becomes),
        None => change,
    }
}

fn first_line(note: &str) -> String {
    note.trim().lines().next().unwrap_or_default().trim().to_owned()
}
