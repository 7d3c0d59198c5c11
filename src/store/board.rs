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
        self.sum_lines(&mut deals)?;
        let (paces, others) = (self.paces()?, self.others()?);
        let mut cards = Vec::with_capacity(deals.len());
        for deal in deals {
            // A deal that came meanwhile stands there from now on.
            let since_now = Pace { stage_since: now, touched: now };
            let pace = paces.get(&deal.id).copied().unwrap_or(since_now);
            let customer = deal.customer.map(|customer| self.shown_as(customer)).transpose()?.flatten();
            // What is left of somebody erased: there is no name to put on a card.
            if customer.is_none() && deal.title.is_empty() {
                continue;
            }
            cards.push(Card {
                customer,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::deal_line::DealLine;
    use crate::domain::{Change, Deed};

    #[test]
    fn a_card_has_the_sum_of_its_lines_and_nothing_is_left_of_somebody_erased() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
        let id = |name: &str| Id::of_parts(&[name.as_bytes()]);
        let of = |name: &str| {
            let customer =
                Customer { id: id(name), name: name.into(), kind: "person".into(), ..Customer::default() };
            let deal = Deal {
                id: id(&format!("deal {name}")),
                customer: Some(customer.id),
                title: "Drill".into(),
                stage: "quote".into(),
                ..Deal::default()
            };
            let line = DealLine {
                id: id(&format!("line {name}")),
                customer: Some(customer.id),
                deal: Some(deal.id),
                quantity: Some(2_000),
                unit_price: Some(700),
                currency: "JPY".into(),
                ..DealLine::default()
            };
            Change::new(Deed::AddDeal, name).add(&customer).add(&deal).add(&line)
        };
        desk.commit(&of("Ann"), 2).unwrap();
        desk.commit(&of("Ben"), 3).unwrap();
        let cards = |desk: &Desk| {
            let mut cards: Vec<_> = desk.board(Whose::Everyones, 9).unwrap().cards;
            cards.sort_by_key(|card| card.customer.clone());
            cards.into_iter().map(|card| (card.customer, card.deal.amount)).collect::<Vec<_>>()
        };
        let mut both = [(id("Ann"), "Ann"), (id("Ben"), "Ben")]
            .map(|(id, name)| (Some((id, name.to_owned())), Some(1_400)))
            .to_vec();
        both.sort();
        assert_eq!(cards(&desk), both);
        desk.erase(id("Ben"), "asked", 10).unwrap();
        assert_eq!(cards(&desk), [(Some((id("Ann"), "Ann".to_owned())), Some(1_400))]);
    }
}
