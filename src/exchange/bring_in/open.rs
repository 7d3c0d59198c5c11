//! Opens a file for import: bytes to a table whose columns are settled.
//!
//! What kind of file it is, is told by what is in it; each kind gives rows and a header.

use std::io::{Read, Seek};

use crate::exchange::error::Error;
use crate::exchange::map::headers::{As, Mapping, is_header};
use crate::exchange::read::below::{Below, Heading, Rows};
use crate::exchange::read::encoding::{self, Depth};
use crate::exchange::read::kind::{self, Kind};
use crate::exchange::read::table::{Layout, Table};
use crate::exchange::read::text::Text;
use crate::exchange::read::{calendar, cards, workbook};

/// What the user says about a file; the rest is found out.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// `--encoding`.
    pub encoding: Option<String>,
    /// `--delimiter`.
    pub delimiter: Option<u8>,
    /// `--sheet`: which sheet of a workbook.
    pub sheet: Option<String>,
    /// Which row names the columns.
    pub heading: Heading,
    /// `--as`.
    pub about: As,
    /// `--map`: column (name, or place from 1) and field.
    pub map: Vec<(String, String)>,
    /// The screen is in Japanese: tips the guess of the encoding.
    pub japanese: bool,
    /// `--preset`.
    pub preset: Option<String>,
    /// No column need say who a row is about: whoever reads it asks which one does.
    pub unsettled: bool,
    /// How much of a text is looked at to find its encoding.
    pub depth: Depth,
}

/// A file that was understood.
pub struct Opened {
    /// What kind of file it is.
    pub shape: Shape,
    /// Where each column goes.
    pub mapping: Mapping,
    /// Its rows.
    pub table: Box<dyn Rows + Send>,
}

/// What kind of file it is, as far as a reader is told of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// What it is.
    pub kind: Kind,
    /// Its encoding, and on what grounds; nothing for a file that has none of its own.
    pub encoding: Option<encoding::Found>,
    /// What parts the cells of a text; zero elsewhere.
    pub delimiter: char,
}

/// Opens a file; it is read twice, so standard input goes through a temporary file first.
pub fn open<R: Read + Seek + Send + 'static>(file: R, reading: &Reading) -> Result<Opened, Error> {
    let (shape, table) = rows(file, reading)?;
    let mapping = mapping(table.header(), reading.about, &reading.map, reading.unsettled)?;
    Ok(Opened { shape, mapping, table })
}

/// Where each column goes; where nobody may be meant by any, as far as that is known.
pub fn mapping(
    header: &[String],
    about: As,
    said: &[(String, String)],
    unsettled: bool,
) -> Result<Mapping, Error> {
    let found = Mapping::of(header, about, said);
    if !unsettled || !matches!(found, Err(Error::NothingMapped)) {
        return found;
    }
    // A name is lent to one column, and what that one is comes from lending it to another.
    let lent = |place: usize| {
        let name = [(place.to_string(), "name".to_owned())];
        Mapping::of(header, about, &[said, &name].concat())
    };
    let mut mapping = lent(1)?;
    let first = if header.len() > 1 { lent(header.len())?.columns.swap_remove(0).target } else { None };
    mapping.columns[0].confidence = 0;
    mapping.columns[0].target = first;
    Ok(mapping)
}

/// The rows of a file of any kind, whatever its columns mean.
pub fn rows<R: Read + Seek + Send + 'static>(
    mut file: R,
    reading: &Reading,
) -> Result<(Shape, Box<dyn Rows + Send>), Error> {
    let kind = kind::of(&mut file)?;
    let shape = Shape { kind, ..Shape::default() };
    let heading = heading(reading);
    let known = |word: &str| is_header(word) || (heading == Heading::Find && said(reading, word));
    Ok(match kind {
        Kind::Text => {
            let found =
                encoding::detect_to(&mut file, reading.encoding.as_deref(), reading.japanese, reading.depth)?;
            let layout = Layout { delimiter: reading.delimiter, heading, ..Layout::default() };
            let table = Table::open(Text::new(file, found.encoding), &layout, &known)?;
            (Shape { encoding: Some(found), delimiter: table.delimiter(), ..shape }, Box::new(table))
        }
        Kind::Workbook(format) => {
            let sheet = workbook::open(file, format, reading.sheet.as_deref());
            (shape, Box::new(Below::of(sheet, heading, &known)?))
        }
        Kind::Cards => (shape, Box::new(cards::open(file, reading.encoding.as_deref())?)),
        Kind::Calendar => (shape, Box::new(calendar::open(file, reading.encoding.as_deref())?)),
    })
}

fn said(reading: &Reading, word: &str) -> bool {
    reading.map.iter().any(|(column, _)| column == word)
}

/// A file whose columns were all named by place may have a header all the same.
fn heading(reading: &Reading) -> Heading {
    let by_place =
        !reading.map.is_empty() && reading.map.iter().all(|(column, _)| column.parse::<usize>().is_ok());
    if by_place && reading.heading == Heading::Find { Heading::Known } else { reading.heading }
}
