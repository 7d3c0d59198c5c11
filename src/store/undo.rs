//! Undo and redo by name, across restarts: an action is taken back by another one.
//!
//! Each field goes back to what it was, unless somebody has written it since; a record the action
//! made is deleted, unless it was worked on since. Redo takes back the undo. Both are in the log.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::columns;
use super::commit::{Committed, Head};
use super::entry::{self, Before, Logged};
use super::group;
use super::newest;
use super::open::Desk;
use super::read::newest_stamp;
use super::sidecar::Pace;
use super::stamps::Mark;
use super::stamps::unsigned;
use super::{Error, Result};
use crate::domain::record::GONE;
use crate::domain::{Deed, Id, Noun, Stamp, Trouble, Value, Write};

/// What was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// What it was.
    pub deed: Deed,
    /// Whom or what it concerned.
    pub subject: String,
    /// A customer whose records it changed, if it changed any.
    pub customer: Option<Id>,
    /// The action that took it back.
    pub committed: Committed,
    /// Records left as they are because they were changed since.
    pub kept: usize,
}

/// An action as the log tells of it.
struct Action {
    id: Id,
    deed: Deed,
    subject: String,
    reverts: Option<Id>,
}

impl Desk {
    /// Takes back this desk's last action that still stands.
    pub fn undo(&mut self, now: i64) -> Result<Undone> {
        self.read_ourselves()?;
        let target = self.last_standing()?.ok_or(Trouble::Nothing("undo"))?;
        if target.deed == Deed::Erase {
            return Err(Trouble::NoWayBack.into());
        }
        self.revert(&target, Deed::Undo, now)
    }

    /// Does again what the last undo took back, if nothing was done since.
    pub fn redo(&mut self, now: i64) -> Result<Undone> {
        self.read_ourselves()?;
        let undo = self.last_undo()?.ok_or(Trouble::Nothing("redo"))?;
        let original = undo.reverts.and_then(|id| self.action(id).transpose()).transpose()?;
        let redone = self.revert(&undo, Deed::Redo, now)?;
        Ok(match original {
            Some(Action { deed, subject, .. }) => Undone { deed, subject, ..redone },
            None => redone,
        })
    }

    /// Takes back one import, wherever it stands in the log.
    pub fn undo_import(&mut self, batch: &str, now: i64) -> Result<Undone> {
        self.undo_import_at(batch, now, &|_| true)
    }

    /// [`Desk::undo_import`], telling how far it has come; told to stop, it has changed nothing.
    pub fn undo_import_at(&mut self, batch: &str, now: i64, pace: Pace<'_>) -> Result<Undone> {
        let target = self.import(batch)?.ok_or_else(|| Trouble::NotFound(batch.to_owned()))?;
        if self.reverted(target.id)? {
            return Err(Trouble::Nothing("undo").into());
        }
        self.revert_at(&target, Deed::Undo, now, pace)
    }

    /// What `undo` would take back.
    pub fn undoable(&self) -> Result<Option<(Deed, String)>> {
        let last = self.last_standing()?.filter(|action| action.deed != Deed::Erase);
        Ok(last.map(|action| (action.deed, action.subject)))
    }

    fn revert(&mut self, target: &Action, deed: Deed, now: i64) -> Result<Undone> {
        self.revert_at(target, deed, now, &|_| true)
    }

    fn revert_at(&mut self, target: &Action, deed: Deed, now: i64, pace: Pace<'_>) -> Result<Undone> {
        let head = Head { reverts: Some(target.id), ..self.head(deed, &target.subject, now) };
        let mut bulk = self.begin(head)?;
        let quiet = nothing_since(bulk.conn(), target.id)?;
        let mut kept = 0;
        let entries = entries_of(bulk.conn(), target.id)?;
        for (done, seq) in entries.iter().copied().enumerate() {
            if !pace(u8::try_from(done * 100 / entries.len()).unwrap_or(100)) {
                return Err(Error::Cancelled);
            }
            let (mark, writes) = read_entry(bulk.conn(), seq)?;
            let mut inverses = Vec::new();
            for logged in writes.iter().rev() {
                let inverse = if quiet { plain(logged) } else { inverse(bulk.conn(), logged, mark, target)? };
                match inverse {
                    Some(write) => inverses.push(write),
                    None => kept += 1,
                }
            }
            bulk.push(&inverses)?;
            if deed == Deed::Undo {
                let again = shown_again(bulk.conn(), &writes, &inverses)?;
                if !again.is_empty() {
                    bulk.push_unnamed(&again)?;
                }
            }
        }
        let committed = bulk.finish()?;
        let customer = self.touched_by(committed.seq)?;
        Ok(Undone { deed: target.deed, subject: target.subject.clone(), customer, committed, kept })
    }

    fn touched_by(&self, seq: i64) -> Result<Option<Id>> {
        let sql = "SELECT body FROM log WHERE seq = ?1";
        let body: Vec<u8> = self.conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0))?;
        for logged in entry::unpack(&body)? {
            if let Some(customer) = self.customer_of(&logged)? {
                return Ok(Some(customer));
            }
        }
        Ok(None)
    }

    fn last_standing(&self) -> Result<Option<Action>> {
        let mut taken_back = HashSet::new();
        self.walk_back(|action| {
            if taken_back.contains(&action.id) || action.deed == Deed::Setup {
                return false;
            }
            action.reverts.is_none_or(|reverted| {
                taken_back.insert(reverted);
                false
            })
        })
    }

    fn last_undo(&self) -> Result<Option<Action>> {
        let mut taken_back = HashSet::new();
        let last = self.walk_back(|action| {
            if taken_back.contains(&action.id) {
                return false;
            }
            if let (Deed::Redo, Some(reverted)) = (action.deed, action.reverts) {
                taken_back.insert(reverted);
                return false;
            }
            true
        })?;
        Ok(last.filter(|action| action.deed == Deed::Undo))
    }

    /// Walks this desk's own actions, newest first, to the first one that `is_it`.
    fn walk_back(&self, mut is_it: impl FnMut(&Action) -> bool) -> Result<Option<Action>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT action, deed, subject, reverts FROM log
             WHERE origin = ?1
                OR EXISTS (SELECT 1 FROM own WHERE own.origin = log.origin AND log.seq <= own.until)
             ORDER BY seq DESC",
        )?;
        let mut rows = statement.query([super::stamps::signed(self.origin)])?;
        while let Some(row) = rows.next()? {
            let action = action(row)?;
            if is_it(&action) {
                return Ok(Some(action));
            }
        }
        Ok(None)
    }

    fn action(&self, id: Id) -> Result<Option<Action>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT action, deed, subject, reverts FROM log WHERE action = ?1 ORDER BY seq DESC LIMIT 1",
        )?;
        Ok(statement.query_row([id.as_bytes()], action).optional()?)
    }

    /// The import that `batch` means and that still stands.
    pub(super) fn import_of(&self, batch: &str) -> Result<Option<Id>> {
        match self.import(batch)? {
            Some(action) if !self.reverted(action.id)? => Ok(Some(action.id)),
            _ => Ok(None),
        }
    }

    fn import(&self, batch: &str) -> Result<Option<Action>> {
        let mut statement = self.conn.prepare(
            "SELECT DISTINCT action, deed, subject, reverts FROM log WHERE deed = 'import' ORDER BY seq DESC",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let action = action(row)?;
            if !batch.is_empty() && action.id.to_string().starts_with(batch) {
                return Ok(Some(action));
            }
        }
        Ok(None)
    }

    fn reverted(&self, id: Id) -> Result<bool> {
        let mut undos = self
            .conn
            .prepare_cached("SELECT action FROM log WHERE reverts = ?1 ORDER BY seq DESC LIMIT 1")?;
        let undo: Option<[u8; 16]> = undos.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
        match undo {
            Some(undo) => Ok(!self.reverted(Id::from_bytes(undo))?),
            None => Ok(false),
        }
    }
}

fn action(row: &rusqlite::Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        id: Id::from_bytes(row.get(0)?),
        deed: Deed::of_code(&row.get::<_, String>(1)?),
        subject: row.get(2)?,
        reverts: row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes),
    })
}

fn entries_of(conn: &Connection, action: Id) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT seq FROM log WHERE action = ?1 ORDER BY seq DESC")?;
    Ok(statement.query_map([action.as_bytes()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn read_entry(conn: &Connection, seq: i64) -> Result<(Mark, Vec<Logged>)> {
    let mut statement = conn.prepare_cached("SELECT stamp, origin, body FROM log WHERE seq = ?1")?;
    let (stamp, origin, body): (i64, i64, Vec<u8>) =
        statement.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((Mark { stamp: Stamp(unsigned(stamp)), origin: unsigned(origin) }, entry::unpack(&body)?))
}

/// The values that a group showed before the action and that other members hold: what went back on
/// one is the newest write by now and would hide them.
fn shown_again(conn: &Connection, logged: &[Logged], inverses: &[Write]) -> Result<Vec<Write>> {
    let mut again = Vec::new();
    if !group::any(conn)? {
        return Ok(again);
    }
    for inverse in inverses.iter().filter(|inverse| inverse.noun == Noun::Customer) {
        let befores =
            logged.iter().filter(|logged| logged.id() == inverse.id).flat_map(|logged| &logged.before);
        for before in befores.filter(|before| inverse.fields.iter().any(|(code, _)| *code == before.code)) {
            again.extend(newest::newer_elsewhere(conn, inverse.id, before.code, before.mark())?);
        }
    }
    Ok(again)
}

/// Says whether an action is the last in the log.
fn nothing_since(conn: &Connection, action: Id) -> Result<bool> {
    let sql = "SELECT max(seq) = (SELECT max(seq) FROM log) FROM log WHERE action = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([action.as_bytes()], |row| row.get(0))?)
}

/// [`inverse`] where nothing has happened since: no record need be looked at.
fn plain(logged: &Logged) -> Option<Write> {
    let fields: Vec<_> = if logged.new && logged.before.is_empty() {
        vec![(GONE, Value::Int(1))]
    } else {
        replaced(logged).map(|before| (before.code, before.value.clone())).collect()
    };
    let noun = logged.noun()?;
    (!fields.is_empty()).then_some(Write { noun, id: logged.id(), new: false, fields })
}

/// What each field was: further values of one field were seen beside it and did not stand.
fn replaced(logged: &Logged) -> impl Iterator<Item = &Before> {
    let before = &logged.before;
    before
        .iter()
        .enumerate()
        .filter_map(|(at, seen)| before[..at].iter().all(|earlier| earlier.code != seen.code).then_some(seen))
}

/// The write that takes one record's part of an action back; `None` where it was worked on since.
fn inverse(conn: &Connection, logged: &Logged, mark: Mark, target: &Action) -> Result<Option<Write>> {
    let Some(noun) = logged.noun() else { return Ok(None) };
    let blank = Write { noun, id: logged.id(), new: false, fields: Vec::new() };
    let fields = if logged.new && logged.before.is_empty() {
        if any_written_over(conn, &blank, logged, mark)? || in_use(conn, logged, target)? {
            return Ok(None);
        }
        vec![(GONE, Value::Int(1))]
    } else {
        unwritten_since(conn, &blank, logged, mark)?
    };
    Ok((!fields.is_empty()).then_some(Write { fields, ..blank }))
}

/// A customer that was worked on since stays, and with it all that was imported for it.
fn in_use(conn: &Connection, logged: &Logged, target: &Action) -> Result<bool> {
    let customer = match logged.noun() {
        Some(Noun::Customer) => Some(logged.id()),
        Some(noun) if target.deed == Deed::Import => {
            noun.customer_field().and_then(|code| logged.reference(code))
        }
        _ => None,
    };
    customer.map_or(Ok(false), |customer| worked_on_since(conn, customer, target.id))
}

/// Says whether any field was [`written_over`]; for most records one look at their stamps tells.
fn any_written_over(conn: &Connection, blank: &Write, logged: &Logged, mark: Mark) -> Result<bool> {
    let fields = blank.noun.fields();
    let all = fields.iter().map(|field| (field.code, Value::Null)).collect();
    if newest_stamp(conn, &Write { fields: all, ..blank.clone() })? <= mark.stamp {
        return Ok(false);
    }
    for field in fields {
        if written_over(conn, blank, logged, field.code, mark)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Says whether a field was written since and holds something else now: what was changed and
/// taken back again is as the action left it.
fn written_over(conn: &Connection, blank: &Write, logged: &Logged, code: u16, mark: Mark) -> Result<bool> {
    let field = Write { fields: vec![(code, Value::Null)], ..blank.clone() };
    if newest_stamp(conn, &field)? <= mark.stamp {
        return Ok(false);
    }
    let left = logged.fields.iter().find(|(known, _)| *known == code).map(|(_, value)| value);
    Ok(value_now(conn, blank, code)? != *left.unwrap_or(&Value::Null))
}

fn value_now(conn: &Connection, blank: &Write, code: u16) -> Result<Value> {
    let Some(field) = blank.noun.field(code) else { return Ok(Value::Null) };
    let sql = format!("SELECT \"{}\" FROM {} WHERE id = ?1", field.name, blank.noun.table());
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_row([blank.id.as_bytes()], |row| columns::value(row, 0)).optional()?;
    Ok(found.unwrap_or_default())
}

fn unwritten_since(
    conn: &Connection,
    blank: &Write,
    logged: &Logged,
    mark: Mark,
) -> Result<Vec<(u16, Value)>> {
    let mut fields = Vec::new();
    for before in replaced(logged) {
        if !written_over(conn, blank, logged, before.code, mark)? {
            fields.push((before.code, before.value.clone()));
        }
    }
    Ok(fields)
}

/// Says whether a later action that still stands concerns the customer.
fn worked_on_since(conn: &Connection, customer: Id, action: Id) -> Result<bool> {
    let mut statement = conn.prepare_cached(
        "SELECT log.action, log.reverts FROM touched JOIN log USING (seq)
         WHERE touched.customer = ?1
           AND seq > (SELECT max(seq) FROM log WHERE action = ?2)
         ORDER BY seq DESC",
    )?;
    let mut rows = statement.query((customer.as_bytes(), action.as_bytes()))?;
    let mut taken_back = HashSet::new();
    while let Some(row) = rows.next()? {
        let (later, reverts): ([u8; 16], Option<[u8; 16]>) = (row.get(0)?, row.get(1)?);
        if taken_back.contains(&later) {
            continue;
        }
        match reverts {
            Some(reverted) => drop(taken_back.insert(reverted)),
            None => return Ok(true),
        }
    }
    Ok(false)
}
