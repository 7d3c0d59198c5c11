//! What this desk noted of its exports: the words that were searched for, and where the file went. Of
//! somebody erased neither stays.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::Result;
use crate::domain::Id;
use crate::domain::fold::fold;

/// All that somebody is called, and can be reached at.
const CALLED: &str = "SELECT name FROM customer WHERE id = ?1
     UNION ALL SELECT kana FROM customer WHERE id = ?1
     UNION ALL SELECT full_name FROM person WHERE customer = ?1
     UNION ALL SELECT family FROM person WHERE customer = ?1
     UNION ALL SELECT raw FROM contact_point WHERE customer = ?1
     UNION ALL SELECT normal FROM contact_point WHERE customer = ?1";

/// Blanks the notes in which somebody stands who is about to go; says whether there were any.
pub(super) fn forget(conn: &Connection, customers: &BTreeSet<Id>) -> Result<bool> {
    let noted = noted(conn)?;
    let mut there = false;
    for customer in customers.iter().filter(|_| !noted.is_empty()) {
        let mut statement = conn.prepare_cached(CALLED)?;
        let called = statement.query_map([customer.as_bytes()], |row| row.get::<_, Option<String>>(0))?;
        let called: Vec<Option<String>> = called.collect::<rusqlite::Result<_>>()?;
        let called: Vec<String> = called
            .iter()
            .flatten()
            .map(|words| fold(words))
            .filter(|words| words.chars().count() > 1)
            .collect();
        for (seq, what, path) in &noted {
            if tells(what, path, &called) {
                let sql = "UPDATE exported SET what = '', path = '' WHERE seq = ?1";
                there |= conn.prepare_cached(sql)?.execute([seq])? > 0;
            }
        }
    }
    Ok(there)
}

fn noted(conn: &Connection) -> Result<Vec<(i64, String, String)>> {
    let mut statement = conn.prepare_cached("SELECT seq, what, path FROM exported")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Says whether words searched for are a part of what somebody is called, or the path holds it.
fn tells(what: &str, path: &str, called: &[String]) -> bool {
    let (what, path) = (fold(what), fold(path));
    let part = |word: &str| word.chars().count() > 1 && called.iter().any(|name| name.contains(word));
    what.split_whitespace().any(part) || called.iter().any(|name| what.contains(name) || path.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_for_part_of_a_name_tells_of_them_and_a_filter_does_not() {
        let called = [fold("田中商店"), fold("タナカ")];
        assert!(tells("ﾀﾅｶ rank:A", "", &called));
        assert!(tells("田中", "", &called) && tells("", "/tmp/田中商店.csv", &called));
        assert!(!tells("rank:A", "/tmp/all.csv", &called));
    }
}
