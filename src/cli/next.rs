//! `salesdesk next`: a next step for a customer; done; moved to another time.

use clap::{Args, Subcommand};

use super::json::Writer;
use super::out;
use super::session::Session;
use crate::domain::next_step::{NextStep, Snooze};
use crate::domain::zone::zone;
use crate::domain::{Change, Deed, Id, Noun, Trouble};
use crate::i18n::{Text, label};
use crate::store::Desk;

/// Say what is to be done next for a customer
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Next {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// An id, the beginning of one, a code, or system:id
    #[arg(required = true)]
    customer: Option<String>,
    /// When: `+2h`, `tue 10:30`, `来週火曜14時`, or an exact time
    #[arg(required = true, value_name = "TIME")]
    at: Option<String>,
    /// What it is about
    text: Vec<String>,
    /// A callback, or a task without a call
    #[arg(long, default_value = "callback", value_parser = crate::domain::next_step::KINDS.to_vec())]
    kind: String,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say that a next step is done
    Done {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Put a next step off: by days it keeps its hour
    Snooze {
        /// Its id, or the beginning of it
        id: String,
        /// By how much: `+1h`, `+3d`
        #[arg(value_name = "+Nh|+Nd", default_value = "+1h", value_parser = snooze)]
        by: Snooze,
    },
    /// Move a next step to another time
    Move {
        /// Its id, or the beginning of it
        id: String,
        /// When it is due now
        #[arg(value_name = "TIME")]
        at: String,
    },
}

impl Next {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match (&self.verb, &self.customer, &self.at) {
            (Some(Verb::Done { id }), ..) => done(session, &mut desk, id),
            (Some(Verb::Move { id, at }), ..) => moved(session, &mut desk, id, at),
            (Some(Verb::Snooze { id, by }), ..) => put_off(session, &mut desk, id, *by),
            (None, Some(customer), Some(at)) => self.add(session, &mut desk, customer, at),
            (None, ..) => Err(Trouble::Nothing("do").into()),
        }
    }

    fn add(&self, session: &Session, desk: &mut Desk, customer: &str, at: &str) -> anyhow::Result<()> {
        let page = session.page(desk, customer, 0)?;
        let due = session.coming(at)?;
        let step = NextStep {
            id: Id::mint(session.ms()),
            customer: Some(page.customer.id),
            kind: self.kind.clone(),
            due_at: Some(due.timestamp_millis()),
            zone: Some(zone(session.now)),
            text: self.text.join(" "),
            owner: desk.rep(),
            ..NextStep::default()
        };
        let change = Change::new(Deed::AddNextStep, &page.customer.name).add(&step);
        session.stored(desk.commit(&change, session.ms()))?;
        tell(session, desk, &step, &page.customer.name)
    }
}

fn done(session: &Session, desk: &mut Desk, name: &str) -> anyhow::Result<()> {
    let (step, whom) = find(session, desk, name)?;
    let becomes = NextStep { done_at: step.done_at.or(Some(session.ms())), ..step.clone() };
    turn(session, desk, Deed::FinishNextStep, &step, &becomes, &whom)
}

fn moved(session: &Session, desk: &mut Desk, name: &str, at: &str) -> anyhow::Result<()> {
    let (step, whom) = find(session, desk, name)?;
    let becomes = step.moved_to(session.coming(at)?);
    turn(session, desk, Deed::MoveNextStep, &step, &becomes, &whom)
}

fn put_off(session: &Session, desk: &mut Desk, name: &str, by: Snooze) -> anyhow::Result<()> {
    let (step, whom) = find(session, desk, name)?;
    let becomes = step.moved_to(step.put_off(by, session.now));
    turn(session, desk, Deed::MoveNextStep, &step, &becomes, &whom)
}

fn snooze(text: &str) -> Result<Snooze, String> {
    let number = |unit| text.trim_start_matches('+').strip_suffix(unit).and_then(|n| n.parse().ok());
    let hours = number('h').map(Snooze::Hours);
    hours.or_else(|| number('d').map(Snooze::Days)).ok_or_else(|| "write it like +1h or +3d".to_owned())
}

fn turn(
    session: &Session,
    desk: &mut Desk,
    deed: Deed,
    was: &NextStep,
    becomes: &NextStep,
    whom: &str,
) -> anyhow::Result<()> {
    let change = Change::new(deed, whom).turn(was, becomes);
    if !change.is_empty() {
        session.stored(desk.commit(&change, session.ms()))?;
    }
    tell(session, desk, becomes, whom)
}

/// The next step of that id and whom it is for.
fn find(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<(NextStep, String)> {
    let id = session.record(desk, Noun::NextStep, name)?;
    let step: Option<NextStep> = session.stored(desk.get(id))?;
    let step = step.ok_or_else(|| Trouble::NotFound(name.to_owned()))?;
    let line = step.customer.map(|customer| session.stored(desk.line(customer))).transpose()?.flatten();
    Ok((step, line.map(|line| line.name).unwrap_or_default()))
}

fn tell(session: &Session, desk: &Desk, step: &NextStep, whom: &str) -> anyhow::Result<()> {
    if session.json {
        return out::json(&serde_json::Value::Object(Writer::new(session, desk).record(step)?));
    }
    let due = step.due_at.map(|due| session.moment(due)).unwrap_or_default();
    let words = match step.done_at {
        Some(_) => label::deed(Deed::FinishNextStep, session.lang).to_owned(),
        None => Text::NextStepAt.fill(session.lang, &[("when", &due)]),
    };
    out::say(format!("{whom}: {words} {}", step.text).trim_end())
}
