//! The course of deals, out of the log: every stage they came to, every day they were expected on.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Result;
use super::entry::{self, Logged};
use super::group;
use super::open::Desk;
use super::stamps::unsigned;
use crate::domain::course::{History, Turn};
use crate::domain::{Id, Noun, Stamp, Value, deal};

/// Commits looked at for a page: the newest of a customer.
const FOR_A_PAGE: usize = 200;

/// The turns of a customer's deals that still stand, the oldest first; of the newest so many commits.
const TURNS: &str = "
    SELECT stamp, rep, body
    FROM (SELECT seq FROM touched WHERE customer = ?1 ORDER BY seq DESC LIMIT ?2) JOIN log USING (seq)
    WHERE reverts IS NULL AND NOT EXISTS (
        SELECT 1 FROM log AS undo WHERE undo.reverts = log.action
            AND NOT EXISTS (SELECT 1 FROM log AS redo WHERE redo.reverts = undo.action))
    ORDER BY stamp, origin";

impl Desk {
    /// What became of every deal of a customer, or whoever they are one with, by its id.
    pub fn courses(&self, customer: Id, now: i64) -> Result<HashMap<Id, History>> {
        let mut turns = Vec::new();
        for member in group::members(&self.conn, customer)? {
            turns.extend(of(&self.conn, member, usize::MAX >> 1)?);
        }
        Ok(by_deal(&turns, now))
    }
}

/// What became of each deal that turns are of.
fn by_deal(turns: &[(Id, Turn)], now: i64) -> HashMap<Id, History> {
    let mut each: HashMap<Id, Vec<Turn>> = HashMap::new();
    for (deal, turn) in turns {
        each.entry(*deal).or_default().push(turn.clone());
    }
    each.into_iter().map(|(deal, turns)| (deal, History::of(&turns, now))).collect()
}

/// The turns of a customer's deals, as a page shows them.
pub(super) fn for_a_page(conn: &Connection, customer: Id) -> Result<Vec<(Id, Turn)>> {
    of(conn, customer, FOR_A_PAGE)
}

fn of(conn: &Connection, customer: Id, most: usize) -> Result<Vec<(Id, Turn)>> {
    let mut statement = conn.prepare_cached(TURNS)?;
    let mut rows = statement.query((customer.as_bytes(), most))?;
    let mut turns = Vec::new();
    while let Some(row) = rows.next()? {
        let at = Stamp(unsigned(row.get(0)?)).ms();
        let by = row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes);
        for logged in entry::unpack(&row.get::<_, Vec<u8>>(2)?)? {
            if logged.noun() == Some(Noun::Deal) {
                turns.extend(turn(&logged, at, by).map(|turn| (logged.id(), turn)));
            }
        }
    }
    Ok(turns)
}

/// What a write made of a deal; nothing where it lost, or is about neither stage nor day.
fn turn(logged: &Logged, at: i64, by: Option<Id>) -> Option<Turn> {
    let text = |value: &Value| value.text().to_owned();
    let field = |code: u16| {
        let (_, value) = logged.fields.iter().find(|(known, _)| *known == code)?;
        let was = logged.before.iter().find(|before| before.code == code).map(|before| text(&before.value));
        (logged.new || was.is_some()).then(|| (was.unwrap_or_default(), text(value)))
    };
    let stage = field(deal::field::stage).map(|(_, stage)| stage).filter(|stage| !stage.is_empty());
    let close_on = field(deal::field::close_on);
    (stage.is_some() || close_on.is_some()).then_some(Turn { at, by, stage, close_on })
}
