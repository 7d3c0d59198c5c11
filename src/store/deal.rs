//! All deals; and how they move: since when each stands where it stands, and when it was last touched.
//!
//! These follow from the stamps of its fields and from what was done about it; nothing is stored. Whoever
//! has one open deal and talks to us talks about that.

use std::collections::HashMap;

use rusqlite::{Connection, Params};

use super::open::Desk;
use super::read::many;
use super::stamps::{Stamps, unsigned};
use super::{Result, group, pipeline};
use crate::domain::deal_line::{self, DealLine};
use crate::domain::pipeline::{Pace, Pipelines};
use crate::domain::product::Product;
use crate::domain::report::TALK;
use crate::domain::{Field, Id, Noun, Record as _, Stamp, deal};

impl Desk {
    /// Every live deal; one whose amount nobody typed has that of its lines.
    pub fn deals(&self) -> Result<Vec<deal::Deal>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut deals: Vec<deal::Deal> = many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.id", [])?;
        self.sum_lines(&mut deals)?;
        Ok(deals)
    }

    /// What is sold, by name.
    pub fn products(&self) -> Result<Vec<Product>> {
        many(&self.conn, "WHERE t.gone IS NULL ORDER BY t.name, t.id", [])
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
        let mut open = Open::default();
        open_deals(&self.conn, &pipeline::all(&self.conn)?, "", [], &mut open)?;
        let mut each: HashMap<Id, Open> = HashMap::new();
        for (deal, whose) in open {
            each.entry(group::face(&self.conn, whose)?).or_default().push((deal, whose));
        }
        for (face, open) in each {
            if let [(deal, _)] = open.as_slice() {
                talked(&self.conn, *deal, &group::members(&self.conn, face)?, &mut paces)?;
            }
        }
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
    let (pipelines, mut open) = (pipeline::all(conn)?, Open::default());
    for member in members {
        open_deals(conn, &pipelines, THEIRS, [member.as_bytes()], &mut open)?;
    }
    if let [(deal, _)] = open.as_slice() {
        talked(conn, *deal, members, &mut paces)?;
    }
    Ok(paces)
}

/// Open deals, and whose each is.
type Open = Vec<(Id, Id)>;

/// Adds the deals that are still to be won.
fn open_deals(
    conn: &Connection,
    pipelines: &Pipelines,
    whose: &str,
    of: impl Params,
    open: &mut Open,
) -> Result<()> {
    let sql = format!(
        "SELECT id, customer, stage, pipeline FROM deal WHERE gone IS NULL AND customer IS NOT NULL {whose}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(of)?;
    while let Some(row) = rows.next()? {
        let word = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        let deal = deal::Deal { stage: word(2)?, pipeline: word(3)?, ..deal::Deal::default() };
        if pipelines.open(&deal) {
            open.push((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?)));
        }
    }
    Ok(())
}

/// The last talk with somebody that was about no deal in particular.
fn talked(conn: &Connection, deal: Id, members: &[Id], paces: &mut HashMap<Id, Pace>) -> Result<()> {
    let sql = format!(
        "SELECT max(at) FROM {} WHERE customer = ?1 AND gone IS NULL AND deal IS NULL
             AND (reach >= {TALK} OR kind IN ('visit', 'meeting'))",
        Noun::Activity.table()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    for member in members {
        let last: Option<i64> = statement.query_row([member.as_bytes()], |row| row.get(0))?;
        if let (Some(pace), Some(last)) = (paces.get_mut(&deal), last) {
            pace.touched = pace.touched.max(last);
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::activity::Activity;
    use crate::domain::customer::Customer;
    use crate::domain::{Change, Deed, day};

    const TODAY: i64 = 100 * day::LENGTH;

    fn id(name: &str) -> Id {
        Id::of_parts(&[name.as_bytes()])
    }

    fn deal(name: &str, stage: &str) -> deal::Deal {
        deal::Deal { id: id(name), customer: Some(id("Ann")), stage: stage.into(), ..deal::Deal::default() }
    }

    fn activity(kind: &str, reach: i64, days: i64, about: Option<&str>) -> Activity {
        Activity {
            id: Id::of_parts(&[kind.as_bytes(), &reach.to_be_bytes(), &days.to_be_bytes()]),
            customer: Some(id("Ann")),
            kind: kind.into(),
            reach: Some(reach),
            at: Some(TODAY - days * day::LENGTH),
            deal: about.map(id),
            ..Activity::default()
        }
    }

    /// Days since the deal was touched: in the whole book, which a page must agree with.
    fn untouched(deals: &[deal::Deal], activities: &[Activity]) -> i64 {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
        let ann = Customer { id: id("Ann"), name: "Ann".into(), ..Customer::default() };
        let change = Change::new(Deed::AddDeal, "Ann").add(&ann);
        let change = deals.iter().fold(change, Change::add);
        desk.commit(&activities.iter().fold(change, Change::add), 2).unwrap();
        let of_all = desk.paces().unwrap()[&id("drill")].touched;
        let of_page = desk.page(id("Ann"), 9).unwrap().unwrap().paces[&id("drill")].touched;
        assert_eq!(of_all, of_page);
        (TODAY - of_all) / day::LENGTH
    }

    #[test]
    fn what_was_done_about_a_deal_touches_it_however_far_it_got() {
        let deals = [deal("drill", "quote"), deal("saw", "quote")];
        assert_eq!(untouched(&deals, &[activity("mail", 0, 3, Some("drill"))]), 3);
        assert_eq!(untouched(&deals, &[activity("mail", 0, 3, Some("saw"))]), 99);
    }

    #[test]
    fn a_talk_with_whoever_has_one_open_deal_is_about_that_one() {
        let alone = [deal("drill", "quote"), deal("saw", "lost")];
        let (rang, talked) = (activity("call", 0, 1, None), activity("call", 3, 5, None));
        assert_eq!(untouched(&alone, &[rang.clone(), talked.clone()]), 5);
        assert_eq!(untouched(&alone, &[rang.clone(), activity("visit", 0, 4, None)]), 4);
        assert_eq!(untouched(&alone, &[rang]), 99, "nobody was reached");
        assert_eq!(untouched(&alone, &[activity("call", 3, 5, Some("saw"))]), 99, "about the lost one");
        let two = [deal("drill", "quote"), deal("saw", "lead")];
        assert_eq!(untouched(&two, &[talked]), 99, "about which of them?");
    }
}
