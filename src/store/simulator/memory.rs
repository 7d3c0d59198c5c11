//! Desks in memory: five to a history and thousands of histories, so each is emptied and used again,
//! with its statements prepared.

use std::cell::RefCell;
use std::path::Path;

use rusqlite::Connection;

use crate::domain::Id;
use crate::store::migrate::upgrade;
use crate::store::{Desk, Result};

thread_local! {
    static IDLE: RefCell<Vec<Desk>> = const { RefCell::new(Vec::new()) };
}

/// An empty desk at which `rep` sits.
pub(super) fn desk(rep: Id, origin: Id) -> Result<Desk> {
    let mut desk = match IDLE.with_borrow_mut(Vec::pop) {
        Some(desk) => desk,
        None => Desk::in_memory()?,
    };
    desk.begin_anew(rep, origin)?;
    Ok(desk)
}

/// Gives a desk back.
pub(super) fn put_back(desk: Desk) {
    IDLE.with_borrow_mut(|idle| idle.push(desk));
}

impl Desk {
    /// A desk that is nowhere but in memory and knows nothing, not even itself.
    pub(in crate::store) fn in_memory() -> Result<Self> {
        let mut conn = Connection::open_in_memory()?;
        upgrade(&mut conn)?;
        crate::store::erased::teach(&conn)?;
        conn.set_prepared_statement_cache_capacity(1024);
        Ok(Self::over(conn, Path::new("memory")))
    }

    /// Empties it, and seats `rep` at it as another.
    pub(in crate::store) fn begin_anew(&mut self, rep: Id, origin: Id) -> Result<()> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        let mut statement = self.conn.prepare_cached(sql)?;
        let tables: Vec<String> =
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        let together = self.conn.unchecked_transaction()?;
        for table in tables {
            self.conn.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
        }
        let sql = "INSERT INTO desk (name, value) VALUES ('rep', ?1), ('origin', ?2)";
        self.conn.prepare_cached(sql)?.execute((rep.as_bytes(), origin.as_bytes()))?;
        together.commit()?;
        (self.name, self.introduced) = (rep.to_string(), false);
        self.read_ourselves()
    }

    /// Becomes a copy of another desk, which knows itself as that one.
    pub(super) fn become_copy_of(&mut self, other: &Self) -> Result<()> {
        self.conn.flush_prepared_statement_cache();
        rusqlite::backup::Backup::new(&other.conn, &mut self.conn)?.step(-1)?;
        (self.name, self.introduced) = (other.name.clone(), other.introduced);
        self.read_ourselves()
    }

    /// Takes a new name of its own, as a copy should.
    pub(super) fn become_another(&mut self, origin: Id) -> Result<()> {
        let sql = "UPDATE desk SET value = ?1 WHERE name = 'origin'";
        self.conn.prepare_cached(sql)?.execute([origin.as_bytes()])?;
        self.read_ourselves()
    }
}
