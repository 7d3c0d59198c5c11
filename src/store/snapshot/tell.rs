//! A desk's state told piece by piece: of each record its writes, each under the mark of when it was
//! written and by whom, and everything else that follows from rows a reader may never see.
//!
//! The same state is always told in the same words.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::{Group, Head, Judged, Piece, Suspect, covered};
use crate::domain::{Noun, Stamp, Value};
use crate::store::entry::{Entry, Logged, pack};
use crate::store::open::Desk;
use crate::store::stamps::{Mark, Stamps, unsigned};
use crate::store::{Error, Result, columns, posting};

/// The most records in a piece.
const RECORDS: usize = 20_000;
/// About the most bytes in a piece.
const BYTES: usize = 8 << 20;
/// The most writes in a group.
const GROUP: usize = 1_000;
/// The most rows of other kinds in a piece.
const ROWS: usize = 50_000;

impl Desk {
    /// Tells all that this desk holds, as of one moment.
    pub fn tell_state<E: From<Error>>(
        &self,
        mut each: impl FnMut(Piece) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let _at_one_moment = self.conn.unchecked_transaction().map_err(Error::from)?;
        each(Piece::Head(self.state_head()?))?;
        for noun in in_order() {
            self.tell_noun(noun, &mut each)?;
        }
        self.tell_parked_state(&mut each)?;
        self.tell_rows("SELECT id FROM erased ORDER BY id", |row| Ok(row.get(0)?), Piece::Erased, &mut each)?;
        self.tell_rows(JUDGED, judged, Piece::Judged, &mut each)?;
        self.tell_rows(SUSPECTS, suspect, Piece::Suspects, &mut each)?;
        let parked = format!(
            "SELECT {} FROM log WHERE state & 1 AND origin > 0 ORDER BY origin, n, hash",
            posting::COLUMNS
        );
        self.tell_rows(&parked, posting::read, Piece::Parked, &mut each)?;
        each(Piece::End)
    }

    /// What a snapshot made now would stand for.
    pub fn state_head(&self) -> Result<Head> {
        let codes = |noun: &Noun| noun.fields().iter().map(|field| field.code).collect();
        let knows = Noun::ALL.iter().map(|noun| (noun.code(), codes(noun))).collect();
        Ok(Head { ranges: covered::ranges(&self.conn)?, knows, digest: self.digest()? })
    }

    fn tell_noun<E: From<Error>>(
        &self,
        noun: Noun,
        each: &mut impl FnMut(Piece) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut telling = Telling::default();
        each_record(&self.conn, noun, |record| {
            telling.add(noun, record);
            if telling.records >= RECORDS || telling.bytes >= BYTES {
                each(Piece::State(std::mem::take(&mut telling).groups().map_err(E::from)?))?;
            }
            Ok::<_, E>(())
        })?;
        if telling.records > 0 { each(Piece::State(telling.groups().map_err(E::from)?)) } else { Ok(()) }
    }

    /// What this version does not know of what it read: in the words it came in.
    fn tell_parked_state<E: From<Error>>(
        &self,
        each: &mut impl FnMut(Piece) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let sql = "SELECT stamp, origin, body FROM parked_state ORDER BY hash";
        let group = |row: &Row<'_>| {
            Ok(Group { stamp: unsigned(row.get(0)?), origin: unsigned(row.get(1)?), body: row.get(2)? })
        };
        self.tell_rows(sql, group, Piece::State, each)
    }

    fn tell_rows<T, E: From<Error>>(
        &self,
        sql: &str,
        read: impl Fn(&Row<'_>) -> Result<T>,
        piece: impl Fn(Vec<T>) -> Piece,
        each: &mut impl FnMut(Piece) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.conn.prepare_cached(sql).map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        let mut some = Vec::new();
        while let Some(row) = rows.next().map_err(Error::from)? {
            some.push(read(row)?);
            if some.len() == ROWS {
                each(piece(std::mem::take(&mut some)))?;
            }
        }
        if some.is_empty() { Ok(()) } else { each(piece(some)) }
    }
}

const JUDGED: &str = "SELECT noun, id, code, stamp, origin, settled, value FROM review
     WHERE NOT EXISTS (SELECT 1 FROM erased WHERE erased.id = review.id) ORDER BY id, code, stamp, origin";
const SUSPECTS: &str = "SELECT what, one, other, address FROM suspect ORDER BY what, one, other, address";

fn judged(row: &Row<'_>) -> Result<Judged> {
    Ok(Judged {
        noun: row.get(0)?,
        id: row.get(1)?,
        code: row.get(2)?,
        stamp: unsigned(row.get(3)?),
        origin: unsigned(row.get(4)?),
        settled: row.get(5)?,
        value: columns::value(row, 6)?,
    })
}

fn suspect(row: &Row<'_>) -> Result<Suspect> {
    Ok(Suspect { what: row.get(0)?, one: row.get(1)?, other: row.get(2)?, address: row.get(3)? })
}

/// Who was erased first, so that nothing of them is made true; then whatever others lean on.
fn in_order() -> impl Iterator<Item = Noun> {
    let others = Noun::ALL.iter().copied().filter(|noun| *noun != Noun::Erasure);
    std::iter::once(Noun::Erasure).chain(others)
}

/// A record as it stands.
struct Standing {
    id: [u8; 16],
    born: Mark,
    stamps: Stamps,
    values: Vec<Value>,
}

fn each_record<E: From<Error>>(
    conn: &Connection,
    noun: Noun,
    mut each: impl FnMut(Standing) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let fields: Vec<String> = noun.fields().iter().map(|field| format!(", \"{}\"", field.name)).collect();
    let sql =
        format!("SELECT id, born, born_by, stamps{} FROM {} ORDER BY id", fields.concat(), noun.table());
    let mut statement = conn.prepare_cached(&sql).map_err(Error::from)?;
    let mut rows = statement.query([]).map_err(Error::from)?;
    while let Some(row) = rows.next().map_err(Error::from)? {
        each(standing(row, fields.len()).map_err(Error::from)?)?;
    }
    Ok(())
}

fn standing(row: &Row<'_>, fields: usize) -> rusqlite::Result<Standing> {
    Ok(Standing {
        id: row.get(0)?,
        born: Mark { stamp: Stamp(unsigned(row.get(1)?)), origin: unsigned(row.get(2)?) },
        stamps: row.get::<_, Option<Vec<u8>>>(3)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default(),
        values: (0..fields).map(|n| columns::value(row, n + 4)).collect::<rusqlite::Result<_>>()?,
    })
}

/// Writes that wait for those of the same moment.
#[derive(Default)]
struct Telling {
    writes: BTreeMap<Mark, Vec<Logged>>,
    records: usize,
    bytes: usize,
}

impl Telling {
    /// Takes a record apart by when its fields were written.
    fn add(&mut self, noun: Noun, record: Standing) {
        let Standing { id, born, stamps, values } = record;
        let mut by_mark: BTreeMap<(Mark, bool), Vec<(u16, Value)>> = BTreeMap::new();
        // Also where it holds nothing.
        by_mark.insert((born, born == Mark::default()), Vec::new());
        for (field, value) in noun.fields().iter().zip(values) {
            let Some(mark) = stamps.get(field.code).or((!value.is_null()).then_some(born)) else { continue };
            self.bytes += 24 + value.text().len();
            // A new record's empty fields say nothing.
            let edit = mark != born || value.is_null() || born == Mark::default();
            by_mark.entry((mark, edit)).or_default().push((field.code, value));
        }
        for ((mark, edit), fields) in by_mark {
            let logged = Logged { noun: noun.code(), id, new: !edit, fields, before: Vec::new() };
            self.writes.entry(mark).or_default().push(logged);
            self.bytes += 48;
        }
        self.records += 1;
    }

    fn groups(self) -> Result<Vec<Group>> {
        let mut groups = Vec::new();
        for (mark, writes) in self.writes {
            for some in writes.chunks(GROUP) {
                let entries: Vec<Entry<'_>> = some.iter().map(Entry::of_logged).collect();
                groups.push(Group { stamp: mark.stamp.0, origin: mark.origin, body: pack(&entries)? });
            }
        }
        Ok(groups)
    }
}
