//! All deals; and how they move: since when each stands where it stands, and when it was last touched.
//!
//! These follow from the stamps of its fields and from what was done about it; nothing is stored.

use std::collections::HashMap;

use rusqlite::{Connection, Params};

use super::Result;
use super::open::Desk;
use super::read::many;
use super::stamps::{Stamps, unsigned};
use crate::domain::deal_line::{self, DealLine};
use crate::domain::pipeline::Pace;
use crate::domain::{Field, Id, Noun, Record as _, Stamp, deal};

impl Desk {
    /// Every live deal; one whose amount nobody typed has that of its lines.
    pub fn deals(&self) -> Result<Vec<deal::Deal>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut deals: Vec<deal::Deal> = many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.id", [])?;
        self.sum_lines(&mut deals)?;
        Ok(deals)
    }

    /// Gives deals whose amount nobody typed the amount that their lines come to.
    pub(super) fn sum_lines(&self, deals: &mut [deal::Deal]) -> Result<()> {
        let lines: Vec<DealLine> = many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.deal, t.id", [])?;
        let mut each: HashMap<Id, Vec<DealLine>> = HashMap::new();
        for line in lines {
            line.deal.into_iter().for_each(|deal| each.entry(deal).or_default().push(line.clone()));
        }
        for deal in deals.iter_mut().filter(|deal| deal.amount.is_none()) {
            if let Some((minor, currency)) = each.get(&deal.id).and_then(deal_line::amount) {
                (deal.amount, deal.currency) = (Some(minor), currency);
            }
        }
        Ok(())
    }

    /// How every deal moves, by its id.
    pub fn paces(&self) -> Result<HashMap<Id, Pace>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut paces = HashMap::new();
        written(&self.conn, "", [], &mut paces)?;
        worked_on(&self.conn, "", [], &mut paces)?;
        Ok(paces)
    }
}

/// Whose alone.
const THEIRS: &str = "AND customer = ?1";

/// How the deals of a customer, as all of these, move.
pub(super) fn of(conn: &Connection, members: &[Id]) -> Result<HashMap<Id, Pace>> {
    let mut paces = HashMap::new();
    for member in members {
        written(conn, THEIRS, [member.as_bytes()], &mut paces)?;
    }
    for member in members {
        worked_on(conn, THEIRS, [member.as_bytes()], &mut paces)?;
    }
    Ok(paces)
}

/// What was written touches a deal.
fn written(conn: &Connection, whose: &str, of: impl Params, paces: &mut HashMap<Id, Pace>) -> Result<()> {
    let sql = format!("SELECT id, born, stamps FROM deal WHERE gone IS NULL {whose}");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(of)?;
    while let Some(row) = rows.next()? {
        let born = Stamp(unsigned(row.get(1)?));
        let stamps =
            row.get::<_, Option<Vec<u8>>>(2)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
        let written = |code| stamps.get(code).map_or(born, |mark| mark.stamp).ms();
        let touched = deal::Deal::FIELDS.iter().map(|field: &Field| written(field.code)).max();
        let pace = Pace { stage_since: written(deal::field::stage), touched: touched.unwrap_or(born.ms()) };
        paces.insert(Id::from_bytes(row.get(0)?), pace);
    }
    Ok(())
}

/// What was done about a deal touches it.
fn worked_on(conn: &Connection, whose: &str, of: impl Params, paces: &mut HashMap<Id, Pace>) -> Result<()> {
    let sql = format!(
        "SELECT deal, max(at) FROM {} WHERE deal IS NOT NULL AND at IS NOT NULL AND gone IS NULL {whose} GROUP BY deal",
        Noun::Activity.table()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(of)?;
    while let Some(row) = rows.next()? {
        if let Some(pace) = paces.get_mut(&Id::from_bytes(row.get(0)?)) {
            pace.touched = pace.touched.max(row.get(1)?);
        }
    }
    Ok(())
}
