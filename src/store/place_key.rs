//! What a desk keeps in mind of the places it syncs with: which key each was locked with, so that a
//! place whose lock was taken away or exchanged is noticed. Never leaves the desk.

use super::Result;
use super::open::Desk;

impl Desk {
    /// The mark of the key a place had when it was last synced with; nothing where it had none.
    pub fn place_key(&self, place: &str) -> Result<Option<[u8; 16]>> {
        Ok(self.fact(&named(place))?.map(|mark| *mark.as_bytes()))
    }

    /// Keeps in mind the key of a place, or that it has none.
    pub fn note_place_key(&mut self, place: &str, mark: Option<[u8; 16]>) -> Result<()> {
        let name = named(place);
        match mark {
            Some(mark) => self
                .conn
                .execute("INSERT OR REPLACE INTO desk (name, value) VALUES (?1, ?2)", (name, mark))?,
            None => self.conn.execute("DELETE FROM desk WHERE name = ?1", [name])?,
        };
        Ok(())
    }
}

fn named(place: &str) -> String {
    format!("key of {place}")
}
