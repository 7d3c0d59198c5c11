//! Brings a whole book, as `export --format jsonl` wrote it, into another: record by record.
//!
//! A record that is there already is written only where it differs, so the same file twice
//! changes nothing the second time. Called by `bring_in`.

use std::io::{BufRead as _, BufReader, Read};

use crate::domain::plan::{ImportPlan, Verdict};
use crate::domain::{Noun, Value, Write};
use crate::exchange::error::Error;
use crate::exchange::write::jsonl;
use crate::store::View;

/// Records in a chunk.
const RECORDS: usize = 1_500;

/// The records of a book.
pub type Records<R> = jsonl::Import<BufReader<R>>;

/// Says whether a file begins as a whole book does.
pub fn is_book(file: &mut impl Read) -> Result<bool, Error> {
    let mut first = Vec::new();
    BufReader::new(file.take(200)).read_until(b'\n', &mut first).map_err(Error::io("reading"))?;
    Ok(first.starts_with(b"{\"format\":\"salesdesk\""))
}

/// Begins to read a book.
pub fn open<R: Read>(file: R) -> Result<Records<R>, Error> {
    jsonl::Import::new(BufReader::new(file))
}

/// The plan of a book with nothing read yet.
#[must_use]
pub fn blank_plan() -> ImportPlan {
    ImportPlan { kind: "JSON Lines", encoding: "UTF-8", ..ImportPlan::default() }
}

/// Reads some records; what is to be written of them, or nothing at the end.
///
/// The plan counts customers, and all records as rows.
pub fn next<R: Read>(
    records: &mut Records<R>,
    view: View<'_>,
    plan: &mut ImportPlan,
) -> Result<Option<Vec<Write>>, Error> {
    let mut writes = Vec::with_capacity(RECORDS);
    let mut read = 0;
    for record in records.by_ref().take(RECORDS) {
        let record = record?;
        read += 1;
        let (noun, write) = (record.noun, unlike(record, view)?);
        if noun == Noun::Customer {
            plan.counts.count(&match &write {
                None => Verdict::Same,
                Some(write) if write.new => Verdict::New,
                Some(_) => Verdict::Update,
            });
        } else {
            plan.counts.rows += 1;
        }
        writes.extend(write);
    }
    Ok((read > 0).then_some(writes))
}

/// What a record says that the book does not; nothing where it knows all of it.
fn unlike(mut record: Write, view: View<'_>) -> Result<Option<Write>, Error> {
    let Some(values) = view.values(record.noun, record.id)? else { return Ok(Some(record)) };
    let known = |code: u16| {
        let at = record.noun.fields().iter().position(|field| field.code == code);
        at.map_or(&Value::Null, |at| &values[at])
    };
    record.fields.retain(|(code, value)| known(*code) != value);
    record.new = false;
    Ok((!record.fields.is_empty()).then_some(record))
}
