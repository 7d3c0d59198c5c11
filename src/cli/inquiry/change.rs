//! `inquiry step`, `edit`, `close`, `clear`: how an inquiry goes on.

use clap::Args;

use super::add::words;
use super::{find, tell_again};
use crate::cli::edit::turned;
use crate::cli::session::{Session, text_or_stdin};
use crate::cli::set::Setting;
use crate::domain::activity::CHANNELS;
use crate::domain::inquiry::{Handled, Inquiry, STATUSES};
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::{Change, Deed, Id};
use crate::store::Desk;

/// Add what was done about an inquiry
#[derive(Args, Debug)]
pub(in crate::cli) struct Step {
    /// Its id, or the beginning of it
    id: String,
    /// What was done or said; - reads it from standard input
    #[arg(required = true)]
    text: Vec<String>,
    /// Over which channel
    #[arg(long, value_parser = CHANNELS.iter().map(|channel| channel.code).collect::<Vec<_>>())]
    #[arg(default_value = "call")]
    channel: String,
    /// When, if not now
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// How far the inquiry is then; one that was new is in hand
    #[arg(long, value_parser = STATUSES.to_vec())]
    status: Option<String>,
}

/// Change fields of an inquiry
#[derive(Args, Debug)]
pub(in crate::cli) struct Edit {
    /// Its id, or the beginning of it
    id: String,
    /// A field and what it should hold; may be given again
    #[arg(long, value_name = "FIELD=VALUE", required = true)]
    set: Vec<Setting>,
}

/// Close an inquiry
#[derive(Args, Debug)]
pub(in crate::cli) struct Close {
    /// Its id, or the beginning of it
    id: String,
    /// How it was answered: a last step
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// What it came from
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    /// How well we answered
    #[arg(long, value_name = "TEXT")]
    review: Option<String>,
}

/// Allow calls although a complaint is open, with a reason
#[derive(Args, Debug)]
pub(in crate::cli) struct Clear {
    /// Its id, or the beginning of it
    id: String,
    /// Why they may be called
    #[arg(required = true)]
    reason: Vec<String>,
}

impl Step {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let found = find(session, desk, &self.id)?;
        let at = self.at.as_ref().map(|at| session.happened(at)).transpose()?.unwrap_or(session.now);
        let text = words(&text_or_stdin(&self.text.join(" "))?)?;
        let mut step = step(session, desk, &found, &self.channel, text);
        step.at = Some(at.timestamp_millis());
        let mut change = step.change(&found.inquiry, &found.line.name);
        if let Some(status) = &self.status {
            change.writes.truncate(1);
            change = change.turn(&found.inquiry, &found.inquiry.moved(status, session.ms()));
        }
        done(session, desk, &found, &change)
    }
}

impl Edit {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let found = find(session, desk, &self.id)?;
        let none = Change::new(Deed::EditInquiry, "");
        let typed = turned(session, desk, none, &found.inquiry, "", &self.set)?;
        let mut becomes = crate::domain::rulebook::after(vec![found.inquiry.clone()], &typed);
        let becomes = becomes.pop().unwrap_or_default();
        let becomes = becomes.moved(&becomes.status, session.ms());
        done(session, desk, &found, &becomes.change(&found.inquiry, &found.line.name))
    }
}

impl Close {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let found = find(session, desk, &self.id)?;
        let mut becomes: Inquiry = found.inquiry.moved("done", session.ms());
        for (given, field) in [(&self.cause, &mut becomes.cause), (&self.review, &mut becomes.review)] {
            if let Some(given) = given {
                *field = words(given)?;
            }
        }
        let mut change = becomes.change(&found.inquiry, &found.line.name);
        if let Some(note) = &self.note {
            change = change.add(&step(session, desk, &found, "note", words(note)?));
        }
        done(session, desk, &found, &change)
    }
}

impl Clear {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let found = find(session, desk, &self.id)?;
        let becomes = Inquiry { cleared_why: words(&self.reason.join(" "))?, ..found.inquiry.clone() };
        done(session, desk, &found, &becomes.change(&found.inquiry, &found.line.name))
    }
}

fn step(session: &Session, desk: &Desk, found: &Handled, channel: &str, text: String) -> InquiryStep {
    InquiryStep {
        id: Id::mint(session.ms()),
        inquiry: Some(found.inquiry.id),
        customer: found.inquiry.customer,
        at: Some(session.ms()),
        zone: Some(i64::from(session.now.offset().local_minus_utc() / 60)),
        rep: desk.rep(),
        channel: channel.to_owned(),
        text,
        ..InquiryStep::default()
    }
}

fn done(session: &Session, desk: &mut Desk, found: &Handled, change: &Change) -> anyhow::Result<()> {
    if !change.is_empty() {
        session.stored(desk.commit(change, session.ms()))?;
    }
    tell_again(session, desk, found.inquiry.id)
}
