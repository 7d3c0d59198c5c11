//! What the queue must know of a customer, and of the numbers rung today.
//!
//! One customer at a time by index, so that a whole list and a single customer who was called a
//! moment ago are read by the same lines. Called by the walker alone.

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::Result;
use super::consent;
use super::group;
use super::line::{BLOCKED_UNTIL, NUMBER_UNTIL};
use super::page::page;
use super::read::many;
use crate::domain::Id;
use crate::domain::consent::{Consent, newest};
use crate::domain::day::midnight;
use crate::domain::entry::Entry;
use crate::domain::hours::Preferred;
use crate::domain::prospect::{Callback, Number, Prospect};
use crate::domain::queue::Queue;
use crate::domain::rules::{Call, WRONG_CLOCK};
use crate::domain::zone::Zone;

const FACTS: &str = "SELECT rank, vip, owner, zone, rest_until, next_at, kind FROM customer
     WHERE id = ?1 AND unlisted IS NULL";
const POINTS: &str = "SELECT coalesce(normal, raw), person FROM contact_point
     WHERE customer = ?1 AND gone IS NULL AND state IS NULL AND kind IN ('phone', 'mobile')
     ORDER BY position, id";
const CALLBACK: &str = "SELECT due_at, owner FROM next_step
     WHERE customer = ?1 AND kind = 'callback' AND done_at IS NULL AND gone IS NULL
     ORDER BY due_at IS NULL, due_at, id LIMIT 1";
const CALLS: &str = "SELECT at, outcome FROM activity INDEXED BY activity_on
     WHERE list = ?1 AND customer = ?2 AND gone IS NULL AND coalesce(direction, 'out') = 'out'
     ORDER BY at, born, id";
const HOURS: &str = "SELECT preferred_hours FROM person
     WHERE customer = ?1 AND preferred_hours IS NOT NULL AND gone IS NULL AND \"left\" IS NULL
     ORDER BY id LIMIT 1";
/// Whether there is a block, a person with preferred hours, a step without a time, a complaint.
const ANY: [&str; 4] = [
    "SELECT EXISTS (SELECT 1 FROM block)",
    "SELECT EXISTS (SELECT 1 FROM person WHERE preferred_hours IS NOT NULL)",
    "SELECT EXISTS (SELECT 1 FROM next_step WHERE due_at IS NULL AND done_at IS NULL AND gone IS NULL)",
    "SELECT EXISTS (SELECT 1 FROM inquiry WHERE complaint = 1)",
];
/// As `Inquiry::stops` has it.
const COMPLAINT: &str = "SELECT EXISTS (SELECT 1 FROM inquiry WHERE customer = ?1 AND complaint = 1
     AND gone IS NULL AND status <> 'done' AND cleared_why IS NULL)";
const CONSENTS: &str =
    "WHERE t.customer = ?1 AND t.gone IS NULL AND t.channel = 'call' AND t.state IS NOT NULL";
const SINCE: &str =
    "SELECT number, at, outcome, rep, number IS NOT NULL AND coalesce(direction, 'out') = 'out'
     FROM activity INDEXED BY activity_at WHERE at >= ?1 AND kind = 'call' AND gone IS NULL";

/// Reads prospects of one list.
pub(super) struct Facts<'a> {
    conn: &'a Connection,
    list: Id,
    here: Zone,
    grouped: bool,
    any_block: bool,
    any_hours: bool,
    any_undated: bool,
    any_complaint: bool,
    must_agree: bool,
}

/// A customer's own columns.
struct Own {
    rank: String,
    vip: bool,
    owner: Option<Id>,
    zone: String,
    rest_until: Option<i64>,
    next_at: Option<i64>,
    consumer: bool,
}

/// What a prospect is put together from.
struct Known {
    own: Own,
    calls: Vec<Call>,
    numbers: Vec<Number>,
    blocked_until: Option<i64>,
    callback: Option<Callback>,
    preferred: Option<Preferred>,
    agreed_until: Option<i64>,
    complaint: bool,
}

impl<'a> Facts<'a> {
    /// `here` is the clock of whoever says nothing of theirs.
    pub(super) fn new(conn: &'a Connection, list: Id, here: Zone) -> Result<Self> {
        let any = |sql: &str| conn.prepare_cached(sql)?.query_row([], |row| row.get(0));
        let must_agree = matches!(consent::must_agree(conn)?.as_str(), "call" | "all");
        Ok(Self {
            conn,
            list,
            here,
            grouped: group::any(conn)?,
            any_block: any(ANY[0])?,
            any_hours: any(ANY[1])?,
            any_undated: any(ANY[2])?,
            any_complaint: any(ANY[3])?,
            must_agree,
        })
    }

    /// The prospect of an entry; nothing where the customer is gone.
    pub(super) fn prospect(&self, entry: &Entry, queue: &mut Queue) -> Result<Option<Prospect>> {
        let Some(customer) = entry.customer else { return Ok(None) };
        if self.grouped {
            let members = group::members(self.conn, customer)?;
            if members.len() > 1 {
                return self.of_group(entry, &members, queue);
            }
        }
        let Some(own) = self.own(customer)? else { return Ok(None) };
        let (numbers, blocked_until) = self.numbers(customer, own.consumer, queue)?;
        let known = Known {
            calls: self.calls(customer)?,
            preferred: self.preferred(customer)?,
            agreed_until: self.agreed_until(customer, own.consumer)?,
            complaint: self.complains(customer)?,
            callback: self.callback(customer, own.next_at)?,
            numbers,
            blocked_until,
            own,
        };
        Ok(Some(self.put_together(entry, customer, known, queue)))
    }

    fn put_together(&self, entry: &Entry, customer: Id, known: Known, queue: &Queue) -> Prospect {
        let Known { own, calls, numbers, blocked_until, callback, preferred, agreed_until, complaint } =
            known;
        let zone = Zone::read(&own.zone);
        let (fate, tries) = queue.rules.fate(&calls, &own.rank, zone.unwrap_or(self.here));
        Prospect {
            customer,
            position: entry.position.unwrap_or(0),
            hot: own.rank == "A" || own.vip,
            owner: own.owner,
            claimed: entry.rep,
            zone,
            preferred,
            rest_until: own.rest_until,
            blocked_until,
            agreed_until,
            complaint,
            numbers,
            callback,
            fate,
            tries,
            skipped_at: entry.skipped_at.filter(|at| calls.last().is_none_or(|call| call.at <= *at)),
            rank: own.rank,
            calls,
            closed: entry.closed_at.is_some(),
        }
    }

    /// The prospect that a group comes to, out of its page: whoever rang any of them rang it.
    fn of_group(&self, entry: &Entry, members: &[Id], queue: &mut Queue) -> Result<Option<Prospect>> {
        let page = page(self.conn, members[0], 0)?.filter(|page| !page.customer.gone);
        let Some(page) = page else { return Ok(None) };
        let mut calls = Vec::new();
        for member in members {
            calls.extend(self.calls(*member)?);
        }
        calls.sort_by_key(|call| call.at);
        let customer = &page.customer;
        let mut people: Vec<_> = page.people.iter().filter(|person| !person.left).collect();
        people.sort_by_key(|person| person.id);
        let written = people.iter().map(|person| &person.preferred_hours).find(|hours| !hours.is_empty());
        let callback = page.next_steps.iter().find(|step| step.open() && step.kind == "callback");
        let ringing = page.contact_points.iter().filter(|point| point.rings());
        let known = Known {
            own: Own {
                rank: customer.rank.clone(),
                vip: customer.vip,
                owner: customer.owner,
                zone: customer.zone.clone(),
                rest_until: customer.rest_until,
                next_at: None,
                consumer: customer.kind == "person",
            },
            calls,
            numbers: ringing
                .map(|point| Number {
                    place: queue.number_of(point.dialled()),
                    blocked_until: page.number_until(point),
                })
                .collect(),
            blocked_until: page.whole_until(),
            agreed_until: page
                .must_agree_to("call")
                .then(|| page.consent(None, "call").map_or(i64::MIN, Consent::until)),
            complaint: page.complaint().is_some(),
            callback: callback.map(|step| Callback { due_at: step.due_at, owner: step.owner }),
            preferred: written.and_then(|written| Preferred::read(written)),
        };
        Ok(Some(self.put_together(entry, customer.id, known, queue)))
    }

    fn own(&self, customer: Id) -> Result<Option<Own>> {
        let mut statement = self.conn.prepare_cached(FACTS)?;
        Ok(statement.query_row([customer.as_bytes()], own).optional()?)
    }

    fn calls(&self, customer: Id) -> Result<Vec<Call>> {
        let mut statement = self.conn.prepare_cached(CALLS)?;
        let call = |row: &Row<'_>| {
            Ok(Call { at: row.get::<_, Option<i64>>(0)?.unwrap_or(0), outcome: text(row, 1)? })
        };
        let calls = statement.query_map([self.list.as_bytes(), customer.as_bytes()], call)?;
        Ok(calls.collect::<rusqlite::Result<_>>()?)
    }

    fn callback(&self, customer: Id, next_at: Option<i64>) -> Result<Option<Callback>> {
        if next_at.is_none() && !self.any_undated {
            return Ok(None);
        }
        let mut statement = self.conn.prepare_cached(CALLBACK)?;
        let callback = |row: &Row<'_>| Ok(Callback { due_at: row.get(0)?, owner: id(row, 1)? });
        Ok(statement.query_row([customer.as_bytes()], callback).optional()?)
    }

    fn preferred(&self, customer: Id) -> Result<Option<Preferred>> {
        if !self.any_hours {
            return Ok(None);
        }
        let mut statement = self.conn.prepare_cached(HOURS)?;
        let written = statement.query_row([customer.as_bytes()], |row| text(row, 0)).optional()?;
        Ok(written.and_then(|written| Preferred::read(&written)))
    }

    fn complains(&self, customer: Id) -> Result<bool> {
        if !self.any_complaint {
            return Ok(false);
        }
        Ok(self.conn.prepare_cached(COMPLAINT)?.query_row([customer.as_bytes()], |row| row.get(0))?)
    }

    /// Until when a consumer agreed to calls, where they must have.
    fn agreed_until(&self, customer: Id, consumer: bool) -> Result<Option<i64>> {
        if !self.must_agree || !consumer {
            return Ok(None);
        }
        let said: Vec<Consent> = many(self.conn, CONSENTS, [customer.as_bytes()])?;
        Ok(Some(newest(said.iter(), "call").map_or(i64::MIN, Consent::until)))
    }

    /// The numbers that ring, and until when a block covers every one.
    fn numbers(&self, customer: Id, consumer: bool, queue: &mut Queue) -> Result<(Vec<Number>, Option<i64>)> {
        let mut statement = self.conn.prepare_cached(POINTS)?;
        let points = statement.query_map([customer.as_bytes()], |row| {
            Ok((text(row, 0)?, row.get::<_, Option<[u8; 16]>>(1)?))
        })?;
        let mut numbers = Vec::new();
        for point in points {
            let (number, person) = point?;
            let blocked_until = self.blocked(NUMBER_UNTIL, (&number, customer.as_bytes(), person))?;
            numbers.push(Number { place: queue.number_of(&number), blocked_until });
        }
        Ok((numbers, self.blocked(BLOCKED_UNTIL, (customer.as_bytes(), consumer))?))
    }

    /// The end of the longest block, which may have ended.
    fn blocked(&self, sql: &str, whom: impl Params) -> Result<Option<i64>> {
        if !self.any_block {
            return Ok(None);
        }
        Ok(self.conn.prepare_cached(sql)?.query_row(whom, |row| row.get(0))?)
    }
}

/// A call made of late, on whatever list.
struct Late {
    number: String,
    call: Call,
    rep: Option<Id>,
    rang: bool,
}

/// Takes in what was rung since midnight or in the last gap, on whatever list; answers with the
/// moment up to which that is all there is to know, and with the rep's own calls of the day.
pub(super) fn ring(
    conn: &Connection,
    queue: &mut Queue,
    now: DateTime<FixedOffset>,
) -> Result<(i64, Vec<Call>)> {
    let day = midnight(now, 0)..midnight(now, 1);
    let since = now.timestamp_millis().saturating_sub(queue.rules.gap()).min(day.start);
    let mut statement = conn.prepare_cached(SINCE)?;
    let calls = statement.query_map([since], late)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let ahead = now.timestamp_millis().saturating_add(WRONG_CLOCK);
    let rang = || calls.iter().filter(|late| late.rang);
    let made = rang().filter(|late| late.call.at <= ahead);
    queue.ring(&day, made.map(|late| (late.number.as_str(), late.call.at, late.call.outcome.as_str())));
    let wrong = rang().filter(|late| late.call.at > ahead).map(|late| late.call.at - WRONG_CLOCK).min();
    let own = |late: Late| (late.rep == queue.rules.rep && day.start <= late.call.at).then_some(late.call);
    Ok((wrong.map_or(day.end, |wrong| wrong.min(day.end)), calls.into_iter().filter_map(own).collect()))
}

fn late(row: &Row<'_>) -> rusqlite::Result<Late> {
    let call = Call { at: row.get(1)?, outcome: text(row, 2)? };
    Ok(Late { number: text(row, 0)?, call, rep: id(row, 3)?, rang: row.get(4)? })
}

fn own(row: &Row<'_>) -> rusqlite::Result<Own> {
    Ok(Own {
        rank: text(row, 0)?,
        vip: row.get::<_, Option<i64>>(1)?.is_some_and(|vip| vip != 0),
        owner: id(row, 2)?,
        zone: text(row, 3)?,
        rest_until: row.get(4)?,
        next_at: row.get(5)?,
        consumer: text(row, 6)? == "person",
    })
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get::<_, Option<String>>(column).map(Option::unwrap_or_default)
}

fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    Ok(row.get::<_, Option<[u8; 16]>>(column)?.map(Id::from_bytes))
}
