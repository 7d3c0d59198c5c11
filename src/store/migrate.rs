//! The ordered list of schema steps. A released step never changes; a change is a new one.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::Result;
use crate::domain::Trouble;

/// "sdsk", in the file's header: says that a file is ours.
pub(super) const APPLICATION_ID: i64 = 0x7364_736b;

const STEPS: &[M<'static>] =
    &[M::up(include_str!("sql/001_start.sql")), M::up(include_str!("sql/002_exchange.sql"))];

/// The newest format this version reads and writes.
pub(super) fn newest() -> i64 {
    i64::try_from(STEPS.len()).expect("a handful of steps")
}

/// Brings the book to the newest format, all or nothing.
pub(super) fn upgrade(conn: &mut Connection) -> Result<()> {
    Migrations::from_slice(STEPS).to_latest(conn).map_err(|error| match error {
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
