//! `salesdesk walk`: the walk of a call list on the screen; or who is next on it, and why, or why nobody is.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::json::Writer;
use super::out::{self, Table};
use super::session::{Session, handle, has_terminal};
use crate::domain::Trouble;
use crate::domain::call_list::CallList;
use crate::domain::contact::may_contact_first;
use crate::domain::standing::Standing;
use crate::domain::walk::{Dry, Stop};
use crate::i18n::{Text, format, standing};
use crate::store::{Desk, Walker};

/// Walk a call list; without a terminal, or with --next, tell who is next
#[derive(Args, Debug)]
pub(super) struct Walk {
    /// The list: its name, an id or the beginning of one; the one walked last where it is left out
    list: Option<String>,
    /// Tell who is next and why, or why nobody is
    #[arg(long)]
    next: bool,
}

impl Walk {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let list = self.list(session, &desk)?;
        if !self.next && !session.json && has_terminal() {
            return super::open_the_desk(session, &session.paths.book, false, Some(list.id));
        }
        let walker = session.walker(&desk, list.id)?;
        let stop = session.stored(walker.next_stop(&desk, session.now, &std::collections::HashSet::new()))?;
        let dry = session.stored(walker.dry(&desk, session.now))?;
        if session.json {
            return json(session, &desk, &walker, stop.as_ref(), &dry);
        }
        match stop {
            Some(stop) => tell(session, &stop),
            None => tell_why(session, &dry),
        }
    }

    fn list(&self, session: &Session, desk: &Desk) -> anyhow::Result<CallList> {
        if let Some(name) = &self.list {
            return super::named::call_list(session, desk, name);
        }
        let last = session.stored(desk.walked_last())?.ok_or(Trouble::Nothing("walk"))?;
        let list = session.stored(desk.get::<CallList>(last))?;
        Ok(list.ok_or(Trouble::Nothing("walk"))?)
    }
}

fn json(
    session: &Session,
    desk: &Desk,
    walker: &Walker,
    stop: Option<&Stop>,
    dry: &Dry,
) -> anyhow::Result<()> {
    let writer = Writer::new(session, desk);
    let reasons: Map<String, Json> = dry
        .reasons
        .iter()
        .map(|reason| {
            (if reason.code.is_empty() { "ready" } else { reason.code }.to_owned(), json!(reason.count))
        })
        .collect();
    let progress = dry.progress;
    out::json(&json!({
        "list": { "id": walker.list.id.to_string(), "name": walker.list.name },
        "next": stop.map(|stop| next(session, &writer, stop)),
        "progress": { "total": progress.total, "called": progress.called, "done": progress.done, "left": progress.left },
        "reasons": reasons,
        "next_at": writer.moment(dry.next_at),
    }))
}

fn next(session: &Session, writer: &Writer<'_>, stop: &Stop) -> Json {
    let since = match stop.standing {
        Some(Standing::Ready(why, _)) => why.since(),
        _ => None,
    };
    let customer = &stop.page.customer;
    json!({
        "customer": customer.id.to_string(),
        "code": customer.code,
        "name": customer.name,
        "phone": number(session, stop),
        "reason": stop.standing.map(|standing| standing.key().0),
        "since": writer.moment(since),
        "attempts": stop.tries,
    })
}

/// The number to ring, where nothing forbids it.
fn number(session: &Session, stop: &Stop) -> Option<String> {
    may_contact_first(&stop.page, None, "call", session.ms()).ok().map(|cleared| cleared.address().to_owned())
}

fn tell(session: &Session, stop: &Stop) -> anyhow::Result<()> {
    let customer = &stop.page.customer;
    let why = stop.standing.map(|stands| standing::words(stands, "", session.now, session.lang));
    let mut table = Table::default();
    table.row([
        &customer.name,
        number(session, stop).as_deref().unwrap_or_default(),
        &why.unwrap_or_default(),
        &handle(customer.id, &customer.code),
    ]);
    table.print()
}

fn tell_why(session: &Session, dry: &Dry) -> anyhow::Result<()> {
    let when = dry.next_at.map(|at| session.moment(at));
    out::say(&match when {
        Some(when) => Text::NobodyUntil.fill(session.lang, &[("when", &when)]),
        None => Text::NobodyNow.words(session.lang).to_owned(),
    })?;
    let mut table = Table::indented();
    for reason in &dry.reasons {
        table.row([standing::reason(reason.code, session.lang), &format::count(reason.count)]);
    }
    table.print()
}
