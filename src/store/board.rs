//! The deals of the board: every open one, and those that ended lately; each with who would buy.
//!
//! How long a deal stands and whether it is stale follow from `store::deal`; nothing is stored.

use rusqlite::OptionalExtension;

use super::Result;
use super::open::Desk;
use super::read::many;
use crate::domain::agenda::Whose;
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Card, ENDED, OnBoard, Pace, ended_on};
use crate::domain::report::day_of;
use crate::domain::{Id, day};

/// Whom a list shows a customer under.
const NAMED: &str = "SELECT f.id, f.name FROM customer AS c
    JOIN customer AS f ON f.id = CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END
    WHERE c.id = ?1 AND f.unlisted IS NULL";

impl Desk {
    /// What is on the board at `now`, Unix milliseconds.
    pub fn board(&self, whose: Whose, now: i64) -> Result<OnBoard> {
        let since = day_of(now.saturating_sub(ENDED * day::LENGTH)).to_string();
        let claimed = "WHERE t.gone IS NULL AND (?1 OR t.owner IS ?2 OR (?3 AND t.owner IS NULL))";
        let mut deals: Vec<Deal> = many(&self.conn, claimed, self.claim(whose))?;
        let pipelines = self.pipelines()?;
        deals.retain(|deal| pipelines.open(deal) || *ended_on(deal) >= *since);
        let (paces, others) = (self.paces()?, self.others()?);
        let mut cards = Vec::with_capacity(deals.len());
        for deal in deals {
            // A deal that came meanwhile stands there from now on.
            let since_now = Pace { stage_since: now, touched: now };
            let pace = paces.get(&deal.id).copied().unwrap_or(since_now);
            cards.push(Card {
                customer: deal.customer.map(|customer| self.shown_as(customer)).transpose()?.flatten(),
                initials: deal.owner.and_then(|owner| others.get(&owner)).cloned().unwrap_or_default(),
                days: pace.days(now),
                stale: pace.is_stale(&deal, &pipelines, now),
                deal,
            });
        }
        Ok(OnBoard { pipelines, cards })
    }

    /// Whom a list shows a customer under, and the name; nobody where no list shows them.
    pub(super) fn shown_as(&self, customer: Id) -> Result<Option<(Id, String)>> {
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let named = |row: &rusqlite::Row<'_>| Ok((Id::from_bytes(row.get(0)?), row.get(1)?));
        Ok(statement.query_row([customer.as_bytes()], named).optional()?)
    }
}
