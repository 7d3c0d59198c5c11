//! The ordered list of schema steps. A released step never changes; a change is a new one.

use std::collections::HashMap;

use rusqlite::{Connection, Statement, Transaction};
use rusqlite_migration::{HookError, M, Migrations};

use super::Result;
use super::posting::{self, Hash, Posting};
use super::stamps::signed;
use crate::domain::Trouble;

/// "sdsk", in the file's header: says that a file is ours.
pub(super) const APPLICATION_ID: i64 = 0x7364_736b;

const STEPS: [&str; 3] = [
    include_str!("sql/001_start.sql"),
    include_str!("sql/002_exchange.sql"),
    include_str!("sql/003_sync.sql"),
];

/// The newest format this version reads and writes.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).expect("a handful of steps")
}

fn steps() -> Migrations<'static> {
    let [start, exchange, sync] = STEPS;
    Migrations::new(vec![
        M::up(start),
        M::up(exchange),
        M::up_with_hook(sync, |tx: &Transaction<'_>| {
            number(tx).map_err(|error| HookError::Hook(error.to_string()))
        }),
    ])
}

/// Gives every row of an older log its number within its origin, and its hash the one before it.
fn number(tx: &Transaction<'_>) -> Result<()> {
    let mut last: HashMap<u64, (u64, Hash)> = HashMap::new();
    let mut change = tx.prepare("UPDATE log SET n = ?2, prev = ?3, hash = ?4 WHERE seq = ?1")?;
    let mut seq = 0;
    let sql =
        "SELECT seq, origin, n, zeroblob(16), hash, stamp, action, rep, deed, subject, reverts, body, state
               FROM log WHERE seq > ?1 ORDER BY seq LIMIT 1";
    let mut next = tx.prepare(sql)?;
    while let Some((at, mut posting)) = one_after(&mut next, seq)? {
        let (n, prev) = last.get(&posting.origin).copied().unwrap_or_default();
        (posting.n, posting.prev) = (n + 1, prev);
        posting.hash = posting.computed();
        change.execute((at, signed(posting.n), posting.prev, posting.hash))?;
        last.insert(posting.origin, (posting.n, posting.hash));
        seq = at;
    }
    Ok(())
}

fn one_after(statement: &mut Statement<'_>, seq: i64) -> Result<Option<(i64, Posting)>> {
    let mut rows = statement.query([seq])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some((row.get(0)?, posting::read_from(row, 1)?)))
}

/// Brings the book to the newest format, all or nothing.
pub(super) fn upgrade(conn: &mut Connection) -> Result<()> {
    steps().to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => Trouble::Other(other.to_string()).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Connection, upgrade};
    use crate::domain::Noun;

    #[test]
    fn every_field_of_every_noun_has_its_column_and_no_column_is_left_over() {
        let mut conn = Connection::open_in_memory().unwrap();
        upgrade(&mut conn).unwrap();
        for noun in Noun::ALL {
            let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            let mut columns: Vec<String> = statement
                .query_map([noun.table()], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .filter(|name: &String| {
                    !["rowid", "id", "born", "born_by", "stamps", "next_at", "face", "unlisted"]
                        .contains(&name.as_str())
                })
                .collect();
            let mut fields: Vec<String> = noun.fields().iter().map(|field| field.name.to_owned()).collect();
            columns.sort();
            fields.sort();
            assert_eq!(columns, fields, "{}", noun.table());
        }
    }
}
