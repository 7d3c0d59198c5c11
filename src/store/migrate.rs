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

const STEPS: [&str; 12] = [
    include_str!("sql/001_start.sql"),
    include_str!("sql/002_exchange.sql"),
    include_str!("sql/003_sync.sql"),
    include_str!("sql/004_snapshot.sql"),
    include_str!("sql/005_customer.sql"),
    include_str!("sql/006_view.sql"),
    include_str!("sql/007_inquiry.sql"),
    include_str!("sql/008_template.sql"),
    include_str!("sql/009_deal.sql"),
    include_str!("sql/010_reading.sql"),
    include_str!("sql/011_calls.sql"),
    include_str!("sql/012_deal_view.sql"),
];

/// The newest format this version reads and writes.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).expect("a handful of steps")
}

fn steps() -> Migrations<'static> {
    let [start, exchange, sync, snapshot, customer, view, inquiry, template, deal, reading, calls, deal_view] =
        STEPS;
    Migrations::new(vec![
        M::up(start),
        M::up(exchange),
        M::up_with_hook(sync, |tx: &Transaction<'_>| {
            number(tx).map_err(|error| HookError::Hook(error.to_string()))
        }),
        M::up(snapshot),
        M::up(customer),
        M::up(view),
        M::up(inquiry),
        M::up(template),
        M::up(deal),
        M::up(reading),
        M::up(calls),
        M::up(deal_view),
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
    use super::*;
    use crate::domain::Noun;

    #[test]
    fn an_older_log_is_numbered_by_origin_and_each_row_follows_on_the_one_before() {
        let mut conn = Connection::open_in_memory().unwrap();
        let [start, exchange, ..] = STEPS;
        Migrations::new(vec![M::up(start), M::up(exchange)]).to_latest(&mut conn).unwrap();
        for (seq, origin) in [(1, 7), (2, 8), (3, 7), (4, 7)] {
            conn.execute(
                "INSERT INTO log (seq, action, hash, stamp, origin, deed, subject, body)
                 VALUES (?1, ?2, ?2, ?1, ?3, 'edit', 'x', x'00')",
                (seq, [0_u8; 16], origin),
            )
            .unwrap();
        }
        upgrade(&mut conn).unwrap();
        let desk = crate::store::Desk::over(conn, std::path::Path::new(""));
        assert_eq!(desk.origins().unwrap(), [(7, 1, 3), (8, 1, 1)]);
        let rows = desk.postings(7, 1, 3).unwrap();
        assert_eq!(rows[0].prev, Hash::default());
        assert!(rows.windows(2).all(|two| two[1].prev == two[0].hash));
        assert_eq!(desk.audit().unwrap(), None);
        desk.conn.execute("UPDATE log SET subject = 'y' WHERE seq = 3", []).unwrap();
        assert_eq!(desk.audit().unwrap(), Some((7, 2)));
    }

    #[test]
    fn every_field_of_every_noun_has_its_column_and_no_column_is_left_over() {
        let mut conn = Connection::open_in_memory().unwrap();
        upgrade(&mut conn).unwrap();
        for noun in Noun::ALL {
            let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            let mut columns: Vec<String> = statement
                .query_map([noun.table()], |row| row.get(0))
                .unwrap()
                .map(std::result::Result::unwrap)
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
