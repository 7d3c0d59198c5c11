//! A book with planted duplicates, looked through whole: how long, how much memory, how many of
//! them are found.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::Customer;
use salesdesk::domain::{Deed, Id, Write};
use salesdesk::store::Desk;

use crate::book::{NOW, Stock};
use crate::dice::Dice;
use crate::import::{desk as program, run};
use crate::table::{Row, Times};

/// One in so many customers is there twice.
const ONE_IN: usize = 50;
/// Seconds for a hundred thousand customers and for a million.
const LIMITS: [(usize, f64); 2] = [(100_000, 5_000.0), (1_000_000, 60_000.0)];

type Pairs = HashSet<(String, String)>;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let folder = stock.folder().join("duplicates");
    fs::create_dir_all(&folder)?;
    fs::copy(stock.book(), folder.join("book.db"))?;
    let planted = plant(&folder)?;
    let limit = (3 * planted.len()).to_string();
    let ran = run(program(&folder).args(["duplicates", "--quiet", "--json", "--limit", &limit]))?;
    fs::remove_dir_all(&folder)?;
    let found = pairs(&ran.output)?;
    let right = planted.intersection(&found).count();
    let share = |part: usize, whole: usize| format!("{part} of {whole} ({} %)", part * 100 / whole.max(1));
    let mut times = Times::default();
    times.push(ran.took);
    let limit = LIMITS.iter().find(|(customers, _)| stock.customers() <= *customers).map(|(_, limit)| *limit);
    let time = Row::of("duplicates: the whole book", &times);
    let time = match limit {
        Some(limit) => time.limit(format!("≤ {limit} ms"), times.median() <= limit),
        None => time.reported("reported"),
    };
    Ok(vec![
        time,
        Row::new("duplicates: peak memory", format!("{} MB", ran.peak / 1000)).reported("reported"),
        Row::new("duplicates: planted and found", share(right, planted.len())).reported("reported"),
        Row::new("duplicates: pairs offered", found.len().to_string()).reported("reported"),
    ])
}

fn pairs(output: &str) -> Result<Pairs> {
    let told: serde_json::Value = serde_json::from_str(output)?;
    let id = |pair: &serde_json::Value, side: &str| pair[side].as_str().unwrap_or_default().to_owned();
    Ok(told.as_array().context("pairs are told")?.iter().map(|pair| (id(pair, "a"), id(pair, "b"))).collect())
}

/// Adds some customers once more, as somebody else would have written them.
fn plant(folder: &Path) -> Result<Pairs> {
    let mut desk = Desk::open(&folder.join("book.db"), "Bench", NOW)?;
    let (mut dice, mut ids) = (Dice::new(11), Id::run(NOW));
    let (mut writes, mut planted, mut nth) = (Vec::new(), Pairs::new(), 0);
    desk.view().everybody(|customer, points, _| {
        nth += 1;
        if nth % ONE_IN == 0 {
            let twin = Customer { id: ids.next().expect("ids never end"), ..again(customer, &mut dice) };
            planted.insert((customer.id.to_string(), twin.id.to_string()));
            writes.push(Write::adding(&twin));
            let kept = if dice.chance(50) { "phone" } else { "mail" };
            let both = dice.chance(40);
            for point in points.iter().filter(|point| both || point.kind == kept) {
                let raw = point.raw.replace(['-', ' '], "");
                let point = ContactPoint {
                    normal: point.normal.clone(),
                    ..contact_point::typed(&point.kind, &raw, "JP")
                };
                let id = ids.next().expect("ids never end");
                writes.push(Write::adding(&ContactPoint { id, customer: Some(twin.id), ..point }));
            }
        }
    })?;
    let mut bulk = desk.bulk(Deed::Setup, "bench", NOW)?;
    for some in writes.chunks(1_000) {
        bulk.push(some)?;
    }
    bulk.finish()?;
    Ok(planted)
}

/// The same customer in another spelling: another sign of the legal form, a letter that slipped, no
/// reading, no address.
fn again(customer: &Customer, dice: &mut Dice) -> Customer {
    let name =
        customer.name.replace("株式会社", "㈱").replace("有限会社", "（有）").replace(" Ltd", " Limited");
    let mut letters: Vec<char> = name.chars().collect();
    if dice.chance(30) && letters.len() > 4 {
        let at = 1 + dice.below(letters.len() - 3);
        letters.swap(at, at + 1);
    }
    let known = dice.chance(60);
    Customer {
        name: letters.into_iter().collect(),
        kana: if known { customer.kana.clone() } else { String::new() },
        city: customer.city.clone(),
        address: if known { customer.address.clone() } else { String::new() },
        kind: if customer.kind.is_empty() { "company".into() } else { customer.kind.clone() },
        ..Customer::default()
    }
}
