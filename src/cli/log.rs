//! `salesdesk log`: a call, a mail, a visit, a note; with all that follows from it.
//!
//! Times and amounts are read out of the note exactly as the screen does.

use anyhow::Context as _;
use clap::Args;
use serde_json::{Value as Json, json};

use super::json::Writer;
use super::out;
use super::session::{Session, text_or_stdin};
use crate::domain::activity::CHANNELS;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::RANKS;
use crate::domain::entry::Entry;
use crate::domain::logging::{Logging, Offer};
use crate::domain::next_step::NextStep;
use crate::domain::note_line::{self, Meant, Reading};
use crate::domain::outcome::{self, Outcome};
use crate::domain::page::Page;
use crate::domain::{Change, Deed, Id, Noun};
use crate::i18n::{Text, label};
use crate::store::Desk;

use super::exit::{Exit, refuse};

/// So many of the newest activities tell what was refused before.
const PAST: usize = 200;

/// Log what happened with a customer
#[derive(Args, Debug)]
pub(super) struct Log {
    /// What it was
    #[arg(value_parser = CHANNELS.iter().map(|channel| channel.code).collect::<Vec<_>>())]
    kind: String,
    /// With whom: an id, the beginning of one, a code, or system:id
    customer: String,
    /// How a call ended, such as NA, CB or TALK
    #[arg(long, value_name = "CODE")]
    outcome: Option<String>,
    /// What was said; times and amounts in it count; - reads it from standard input
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// When it happened, if not now
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// When to call back
    #[arg(long, value_name = "TIME")]
    next: Option<String>,
    /// How promising they are, with an outcome that asks for it: A, B or C
    #[arg(long, value_name = "RANK")]
    rank: Option<String>,
    /// How far it got, 0-5, where it was further than the outcome says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=5))]
    reach: Option<i64>,
    /// The call list it was called from
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// They called us
    #[arg(long)]
    incoming: bool,
    /// With which person: a name or an id
    #[arg(long)]
    person: Option<String>,
    /// The number used, if not the first
    #[arg(long)]
    number: Option<String>,
}

impl Log {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let page = session.page(&desk, &self.customer, PAST)?;
        let list =
            self.list.as_ref().map(|name| super::named::call_list(session, &desk, name)).transpose()?;
        let list = list.map(|list| list.id);
        let outcome = self.outcome(session, &desk, list)?;
        self.refuse_reach(session, outcome.as_ref())?;
        let rank = self.rank(session, outcome.as_ref())?;
        let note = text_or_stdin(&self.note)?;
        if let Some(list) =
            list.filter(|_| outcome.as_ref().is_some_and(|known| known.also == outcome::LATER))
        {
            return put_off(session, &mut desk, &page, list, &note);
        }
        let meant = Meant::of(&page);
        let currency = &session.config.currency;
        let read = note_line::read(&note, session.now, &session.habits(), currency, &meant);
        let logging = self.logging(session, &desk, &page, outcome.as_ref(), &note, &read)?;
        let change = Logging { rank, list, ..logging }.change();
        session.stored(desk.commit(&change, session.ms()))?;
        warn_if_blocked(session, &page);
        self.tell(session, &desk, &page, outcome.as_ref(), &change)
    }

    /// Refuses how far a call got where its outcome does not go with it.
    fn refuse_reach(&self, session: &Session, outcome: Option<&Outcome>) -> anyhow::Result<()> {
        match self.reach {
            Some(reach) if !outcome.is_some_and(|outcome| outcome.reach_may_be(reach)) => {
                let words = Text::ReachDoesNotFit.fill(session.lang, &[("n", &reach.to_string())]);
                Err(refuse(Exit::Usage, words))
            }
            _ => Ok(()),
        }
    }

    fn outcome(&self, session: &Session, desk: &Desk, list: Option<Id>) -> anyhow::Result<Option<Outcome>> {
        let Some(given) = &self.outcome else { return Ok(None) };
        if self.kind != "call" {
            let words = Text::OutcomeIsForCalls.fill(session.lang, &[("kind", &self.kind)]);
            return Err(refuse(Exit::Usage, words));
        }
        let all = session.stored(match list {
            Some(list) => desk.outcomes_on(list),
            None => desk.outcomes(),
        })?;
        let codes: Vec<_> = all.iter().map(|outcome| outcome.code.as_str()).collect();
        let refusal =
            Text::NoSuchOutcomeCode.fill(session.lang, &[("given", given), ("codes", &codes.join(", "))]);
        let found = all.into_iter().find(|outcome| outcome.code.eq_ignore_ascii_case(given));
        let found = found.ok_or_else(|| refuse(Exit::Usage, refusal))?;
        if found.also == outcome::LATER && list.is_none() {
            let words = Text::OutcomeNeedsList.fill(session.lang, &[("given", given)]);
            return Err(refuse(Exit::Usage, words));
        }
        Ok(Some(found))
    }

    /// The rank given, which must be one that the outcome asks for.
    fn rank(&self, session: &Session, outcome: Option<&Outcome>) -> anyhow::Result<Option<&'static str>> {
        let Some(given) = &self.rank else { return Ok(None) };
        let ranks = outcome.map_or(&[][..], Outcome::ranks);
        let found = ranks.iter().find(|rank| rank.eq_ignore_ascii_case(given.trim())).copied();
        let words = Text::RankIsForOutcome.fill(session.lang, &[("ranks", &RANKS[..3].join(", "))]);
        found.map(Some).ok_or_else(|| refuse(Exit::Usage, words))
    }

    fn logging<'a>(
        &'a self,
        session: &Session,
        desk: &Desk,
        page: &'a Page,
        outcome: Option<&'a Outcome>,
        note: &'a str,
        read: &'a Reading,
    ) -> anyhow::Result<Logging<'a>> {
        let at = self.at.as_ref().map(|at| session.happened(at)).transpose()?;
        let next = self.next.as_ref().map(|next| session.coming(next)).transpose()?;
        Ok(Logging {
            page,
            channel: &self.kind,
            direction: if self.incoming { "in" } else { "out" },
            outcome,
            reach: self.reach,
            rank: None,
            list: None,
            overrode: None,
            person: self.person.as_ref().map(|name| session.person(page, name)).transpose()?,
            number: self.number(page),
            note,
            at: at.or(read.at.as_ref().map(|spot| spot.when.at)),
            duration: None,
            next: next.or(read.next.as_ref().map(|spot| spot.when.at)),
            offer: read
                .amount
                .as_ref()
                .map(|(amount, _)| Offer { amount: amount.minor, currency: amount.currency.to_owned() }),
            stage: read.stage.as_ref().map(|(said, _)| said),
            close: read.close.as_ref().map(|(date, _)| *date),
            rep: desk.rep(),
            now: session.now,
            habits: session.habits(),
        })
    }

    fn number<'a>(&self, page: &'a Page) -> Option<&'a ContactPoint> {
        let Some(given) = &self.number else {
            return if self.kind == "call" { page.first_number() } else { None };
        };
        page.contact_points.iter().find(|point| point.raw == *given || point.normal == *given)
    }

    fn tell(
        &self,
        session: &Session,
        desk: &Desk,
        page: &Page,
        outcome: Option<&Outcome>,
        change: &Change,
    ) -> anyhow::Result<()> {
        let activity = made(change, Noun::Activity).context("a logged contact is an activity")?;
        let step: Option<NextStep> = match made(change, Noun::NextStep) {
            Some(id) => session.stored(desk.get(id))?,
            None => None,
        };
        if session.json {
            let step = step.map(|step| Writer::new(session, desk).record(&step)).transpose()?;
            let step = step.map_or(Json::Null, Json::Object);
            return out::json(&json!({ "id": activity.to_string(), "next_step": step }));
        }
        let mut what = label::choice(&self.kind, session.lang).to_owned();
        if let Some(outcome) = outcome {
            what = format!("{what} {}", label::outcome(outcome, session.lang));
        }
        out::say(&Text::LoggedWhat.fill(session.lang, &[("what", &what), ("name", &page.customer.name)]))?;
        match step.and_then(|step| step.due_at) {
            Some(due) => out::say(&Text::NextStepAt.fill(session.lang, &[("when", &session.moment(due))])),
            None => Ok(()),
        }
    }
}

/// Puts a customer at the end of a list, which is no contact.
fn put_off(session: &Session, desk: &mut Desk, page: &Page, list: Id, note: &str) -> anyhow::Result<()> {
    let customer = &page.customer;
    let known = session.stored(desk.entry_on(list, customer.id))?;
    let entry = known.unwrap_or_else(|| Entry { position: None, ..Entry::of(list, customer.id, 0) });
    session.stored(desk.commit(&entry.put_off(&customer.name, note.trim(), session.ms()), session.ms()))?;
    if session.json {
        return out::json(&json!({ "id": Json::Null, "next_step": Json::Null }));
    }
    let what = label::deed(Deed::Skip, session.lang);
    out::say(&Text::LoggedWhat.fill(session.lang, &[("what", what), ("name", &customer.name)]))
}

/// The record of a noun that a change makes.
fn made(change: &Change, noun: Noun) -> Option<Id> {
    change.writes.iter().find(|write| write.noun == noun && write.new).map(|write| write.id)
}

/// A contact that happened is a fact even with somebody who must not be called; it is pointed out.
fn warn_if_blocked(session: &Session, page: &Page) {
    if let Some(block) = page.blocked(session.ms()) {
        let places = [("name", page.customer.name.as_str()), ("reason", &block.reason)];
        session.remark(&Text::BlockedRemark.fill(session.lang, &places));
    }
}
