//! Everything the book holds on one person, for whoever is asked to tell them; and where words about
//! them may stand in what is written of others.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::open::Desk;
use super::posting::Posting;
use super::{Result, columns, erased, group};
use crate::domain::block::suppressed;
use crate::domain::fold::fold;
use crate::domain::{Id, Kind, Noun, Value};

/// A record with its values, in the order of its noun's fields.
pub type Held = (Id, Vec<Value>);

/// Words about somebody in a record of somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What kind of record.
    pub noun: Noun,
    /// Which.
    pub id: Id,
    /// Whose it is, where it is somebody's.
    pub customer: Option<Id>,
    /// The field's name.
    pub field: &'static str,
    /// All that stands in it.
    pub text: String,
}

impl Desk {
    /// Every record of a customer and of whoever they are one with, deleted ones too, noun by noun:
    /// theirs, pairs with them, and blocks on their numbers.
    pub fn held_on(&self, customer: Id) -> Result<Vec<(Noun, Vec<Held>)>> {
        let members = group::component(&self.conn, customer)?;
        let mut all = Vec::new();
        for noun in Noun::ALL {
            let mut some = Vec::new();
            for member in &members {
                some.extend(held(&self.conn, *noun, *member)?);
            }
            if *noun == Noun::Block {
                some.extend(blocks_on(&self.conn, &members)?);
            }
            some.sort_by_key(|(id, _)| *id);
            some.dedup_by_key(|(id, _)| *id);
            if !some.is_empty() {
                all.push((*noun, some));
            }
        }
        Ok(all)
    }

    /// Where these words stand in any field of words, each spelling alike, of anybody not erased.
    pub fn mentions(&self, words: &str) -> Result<Vec<Mention>> {
        let sought = fold(words);
        let mut found = Vec::new();
        for noun in Noun::ALL {
            let whose = noun.fields().iter().position(|field| field.name == "customer");
            self.each(*noun, |id, values| {
                for (field, value) in noun.fields().iter().zip(values) {
                    let free = matches!(field.kind, Kind::Text | Kind::Long | Kind::Kana);
                    let Value::Text(text) = value else { continue };
                    if free && fold(text).contains(&sought) {
                        let customer = whose.and_then(|at| id_in(&values[at]));
                        let customer = customer.or((*noun == Noun::Customer).then_some(id));
                        found.push(Mention {
                            noun: *noun,
                            id,
                            customer,
                            field: field.name,
                            text: text.clone(),
                        });
                    }
                }
                Ok(())
            })?;
        }
        Ok(found)
    }

    /// How many of these postings hold words of somebody erased.
    pub fn holding_erased(&self, postings: &[Posting]) -> Result<usize> {
        let mut holding = 0;
        for posting in postings {
            holding += usize::from(erased::would_scrub(&self.conn, posting)?);
        }
        Ok(holding)
    }
}

fn id_in(value: &Value) -> Option<Id> {
    if let Value::Ref(bytes) = value { Some(Id::from_bytes(*bytes)) } else { None }
}

fn held(conn: &Connection, noun: Noun, member: Id) -> Result<Vec<Held>> {
    let which = match noun {
        Noun::Customer => "t.id = ?1",
        Noun::Pair => "t.one = ?1 OR t.other = ?1",
        _ if noun.customer_field().is_some() => "t.customer = ?1",
        _ => return Ok(Vec::new()),
    };
    let mut statement = conn.prepare_cached(&columns::select(noun, &format!("WHERE {which}")))?;
    let mut rows = statement.query([member.as_bytes()])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let values = (1..=noun.fields().len()).map(|column| columns::value(row, column));
        held.push((Id::from_bytes(row.get(0)?), values.collect::<rusqlite::Result<_>>()?));
    }
    Ok(held)
}

/// Blocks on numbers and addresses of theirs, as such or as hashes.
fn blocks_on(conn: &Connection, members: &BTreeSet<Id>) -> Result<Vec<Held>> {
    let mut addresses = BTreeSet::new();
    for member in members {
        let sql = "SELECT normal FROM contact_point WHERE customer = ?1 AND normal IS NOT NULL";
        let mut statement = conn.prepare_cached(sql)?;
        for address in statement.query_map([member.as_bytes()], |row| row.get::<_, String>(0))? {
            addresses.insert(address?);
        }
    }
    let mut found = Vec::new();
    let sql = columns::select(Noun::Block, "WHERE t.address = ?1 OR t.address = ?2");
    let mut statement = conn.prepare_cached(&sql)?;
    for address in addresses {
        let mut rows = statement.query([&address, &suppressed(&address)])?;
        while let Some(row) = rows.next()? {
            let values = (1..=Noun::Block.fields().len()).map(|column| columns::value(row, column));
            found.push((Id::from_bytes(row.get(0)?), values.collect::<rusqlite::Result<_>>()?));
        }
    }
    Ok(found)
}
