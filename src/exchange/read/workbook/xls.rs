//! XLS of Excel 5 to 2003. `calamine` makes every sheet whole in memory, so the extent of each is
//! looked at before it may.

use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{Reader as _, Xls, XlsError};
use cfb::CompoundFile;

use super::archive::damaged;
use super::cells::Cell;
use super::grid::Grid;
use super::sheets::{candidates, told};
use crate::exchange::error::Error;

/// Bytes of the stream that holds the sheets.
const STREAM: u64 = 512 << 20;
/// Cells of all sheets together, the gaps counted: what is made in memory.
const AREA: u64 = 1 << 23;

/// Gives the cells of a sheet to the grid.
pub(super) fn feed(mut file: impl Read + Seek, wanted: Option<&str>, grid: &mut Grid) -> Result<(), Error> {
    look(&mut file)?;
    file.rewind().map_err(Error::io("reading"))?;
    let mut book = Xls::new(BufReader::new(file)).map_err(refused)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut read = None;
    for name in candidates(&sheets, wanted)? {
        let range = book.worksheet_range(&name).map_err(refused)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let at = (first_row + index(row), first_column + index(column));
            grid.take(at, &Cell::held(cell))?;
        }
        if !grid.is_empty() {
            read = Some(name);
            break;
        }
    }
    grid.notes.extend(told(&sheets, read.as_deref()));
    Ok(())
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX / 2)
}

fn refused(error: XlsError) -> Error {
    match error {
        XlsError::Password => Error::Locked,
        other => damaged(other),
    }
}

/// Walks the records of the workbook and adds up how far its sheets reach.
fn look(file: &mut (impl Read + Seek)) -> Result<(), Error> {
    let mut compound = CompoundFile::open(file).map_err(damaged)?;
    let name = if compound.exists("/Workbook") { "/Workbook" } else { "/Book" };
    let stream = compound.open_stream(name).map_err(damaged)?;
    if stream.len() > STREAM {
        return Err(Error::Bomb { part: name.to_owned(), limit: STREAM >> 20 });
    }
    let mut records = BufReader::with_capacity(64 * 1024, stream);
    let (mut extent, mut area) = (Extent::default(), 0_u64);
    let mut head = [0; 4];
    while records.read_exact(&mut head).is_ok() {
        let [kind, kind_high, length, length_high] = head;
        let mut data = [0; 14];
        let length = usize::from(u16::from_le_bytes([length, length_high]));
        let here = length.min(data.len());
        records.read_exact(&mut data[..here]).map_err(damaged)?;
        let skipped = i64::try_from(length - here).unwrap_or_default();
        records.seek_relative(skipped).map_err(damaged)?;
        match u16::from_le_bytes([kind, kind_high]) {
            BEGIN => area += std::mem::take(&mut extent).area(),
            DIMENSIONS => Extent::refuse_said(&data, length)?,
            CELL | LABEL | RICH | BOOL | RK | SHARED | FORMULA => extent.reach(&data),
            MANY_RK => extent.reach_to(&data, (length.saturating_sub(6) / 6).saturating_sub(1)),
            _ => {}
        }
        if area + extent.area() > AREA {
            return Err(Error::ManyCells(AREA));
        }
    }
    Ok(())
}

// Kinds of records, from [MS-XLS] 2.3.
const BEGIN: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
const CELL: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH: u16 = 0x00D6;
const BOOL: u16 = 0x0205;
const RK: u16 = 0x027E;
const SHARED: u16 = 0x00FD;
const FORMULA: u16 = 0x0006;
const MANY_RK: u16 = 0x00BD;

/// The rows and columns between which a sheet has cells.
#[derive(Default)]
struct Extent {
    rows: Option<(u64, u64)>,
    columns: (u64, u64),
}

impl Extent {
    fn area(&self) -> u64 {
        let across = self.columns.1 - self.columns.0 + 1;
        self.rows.map_or(0, |(first, last)| (last - first + 1) * across)
    }

    fn reach(&mut self, data: &[u8; 14]) {
        self.reach_to(data, 0);
    }

    fn reach_to(&mut self, data: &[u8; 14], further: usize) {
        let two = |at: usize| u64::from(u16::from_le_bytes([data[at], data[at + 1]]));
        let (row, column, last) = (two(0), two(2), two(2) + further as u64);
        let (first_row, last_row) = self.rows.unwrap_or((row, row));
        let columns = if self.rows.is_none() { (column, last) } else { self.columns };
        self.rows = Some((first_row.min(row), last_row.max(row)));
        self.columns = (columns.0.min(column), columns.1.max(last));
    }

    /// `calamine` makes room for what a sheet says it has; a sheet has 65,536 rows of 256.
    fn refuse_said(data: &[u8; 14], length: usize) -> Result<(), Error> {
        let two = |at: usize| u64::from(u16::from_le_bytes([data[at], data[at + 1]]));
        let four = |at: usize| two(at) | two(at + 2) << 16;
        let (first, last, left, right) = match length {
            14.. => (four(0), four(4), two(8), two(10)),
            _ => (two(0), two(2), two(4), two(6)),
        };
        let fits = first <= last && left <= right && last <= 65_536 && right <= 256;
        if fits { Ok(()) } else { Err(Error::Damaged("a sheet of impossible size".to_owned())) }
    }
}

/// Says whether a compound file holds a workbook, a workbook with a password, or something else.
pub(in crate::exchange::read) fn held(file: &mut (impl Read + Seek)) -> Result<Held, Error> {
    file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
    let Ok(compound) = CompoundFile::open(file) else { return Ok(Held::Other) };
    Ok(if compound.exists("/EncryptedPackage") {
        Held::Locked
    } else if compound.exists("/Workbook") || compound.exists("/Book") {
        Held::Workbook
    } else {
        Held::Other
    })
}

/// What a compound file holds.
pub(in crate::exchange::read) enum Held {
    /// A workbook.
    Workbook,
    /// One with a password.
    Locked,
    /// A letter, a message, or nothing at all.
    Other,
}
