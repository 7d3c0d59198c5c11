//! `salesdesk duplicates`: the pairs of customers who look like one, and why.

use std::collections::{HashMap, HashSet};

use clap::Args;
use serde_json::{Value as Json, json};

use super::out::{self, Table};
use super::progress::with_pace;
use super::session::{Session, handle};
use crate::domain::Id;
use crate::domain::duplicate::{Double, Scan, WORTH_A_LOOK};
use crate::domain::page::Line;
use crate::i18n::{Text, format, ground};
use crate::store::{Desk, Finder, Sought};

/// Find customers who look like one and the same
#[derive(Args, Debug)]
pub(super) struct Duplicates {
    /// One of the two answers to this search; none for the whole book
    query: Vec<String>,
    /// The least score, 0–100; under the usual one there is much that is not worth a look
    #[arg(long, default_value_t = WORTH_A_LOOK, value_name = "SCORE")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=100))]
    min: u8,
    /// At most so many pairs, the likeliest
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,
}

impl Duplicates {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let sought = Sought { least: self.min, limit: self.limit, among: self.among(session, &desk)? };
        let scan = with_pace(session, |pace| desk.duplicates(&sought, pace))?;
        let named = named(session, &desk, &scan)?;
        if session.json {
            let pairs = scan.pairs.iter().map(|double| pair(double, &named));
            out::json(&Json::Array(pairs.collect()))?;
        } else {
            print(session, &scan, &named)?;
        }
        told(session, &scan);
        Ok(())
    }

    fn among(&self, session: &Session, desk: &Desk) -> anyhow::Result<Option<HashSet<Id>>> {
        let line = self.query.join(" ");
        if line.trim().is_empty() {
            return Ok(None);
        }
        let found = with_pace(session, |pace| Finder::everybody_once(desk, &line, session.now, pace))?;
        Ok(Some(found.into_iter().collect()))
    }
}

fn named(session: &Session, desk: &Desk, scan: &Scan) -> anyhow::Result<HashMap<Id, Line>> {
    let ids: HashSet<Id> = scan.pairs.iter().flat_map(|double| [double.one, double.other]).collect();
    let ids: Vec<Id> = ids.into_iter().collect();
    Ok(session.stored(desk.lines(&ids))?.into_iter().map(|line| (line.id, line)).collect())
}

fn pair(double: &Double, named: &HashMap<Id, Line>) -> Json {
    let name = |id: &Id| named.get(id).map(|line| line.name.as_str());
    let reasons = double.reasons.iter().map(|reason| {
        json!({ "reason": reason.ground.code(), "points": reason.points, "percent": reason.percent })
    });
    json!({
        "a": double.one.to_string(),
        "b": double.other.to_string(),
        "a_name": name(&double.one),
        "b_name": name(&double.other),
        "score": double.score,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

fn print(session: &Session, scan: &Scan, named: &HashMap<Id, Line>) -> anyhow::Result<()> {
    let mut table = Table::with_numbers(0..1);
    for double in &scan.pairs {
        let (Some(one), Some(other)) = (named.get(&double.one), named.get(&double.other)) else { continue };
        let why: Vec<String> =
            double.reasons.iter().map(|reason| ground::words(reason, session.lang)).collect();
        table.row([
            &double.score.to_string(),
            &one.name,
            &handle(one.id, &one.code),
            &other.name,
            &handle(other.id, &other.code),
            &why.join(ground::between(session.lang)),
        ]);
    }
    table.print()
}

/// Says what is not in the list.
fn told(session: &Session, scan: &Scan) {
    if scan.pairs.is_empty() {
        session.remark(Text::NoDuplicates.words(session.lang));
    }
    if scan.found > scan.pairs.len() {
        let more = format::count(scan.found - scan.pairs.len());
        session.remark(&Text::MoreDuplicates.fill(session.lang, &[("n", &more)]));
    }
    if scan.skipped.blocks > 0 {
        let (blocks, customers) = (format::count(scan.skipped.blocks), format::count(scan.skipped.customers));
        let places = [("blocks", blocks.as_str()), ("customers", &customers)];
        session.remark(&Text::TooCommon.fill(session.lang, &places));
    }
}
