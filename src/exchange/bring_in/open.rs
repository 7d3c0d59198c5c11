//! Opens a file for import: bytes to a table whose columns are settled.
//!
//! CSV and TSV. Another format joins here by giving rows and a header of its own.

use std::io::{Read, Seek};

use crate::exchange::error::Error;
use crate::exchange::map::headers::{As, Mapping, is_header};
use crate::exchange::read::encoding;
use crate::exchange::read::table::{Heading, Layout, Rows, Table};
use crate::exchange::read::text::Text;

/// What the user says about a file; the rest is found out.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// `--encoding`.
    pub encoding: Option<String>,
    /// `--delimiter`.
    pub delimiter: Option<u8>,
    /// `--as`.
    pub about: As,
    /// `--map`: column (name, or place from 1) and field.
    pub map: Vec<(String, String)>,
    /// The screen is in Japanese: tips the guess of the encoding.
    pub japanese: bool,
    /// `--preset`.
    pub preset: Option<String>,
    /// `--sheet`.
    pub sheet: Option<String>,
    /// The first row names no columns.
    pub headless: bool,
    /// No column need say who a row is about: whoever reads it asks which one does.
    pub unsettled: bool,
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
    /// Its encoding, and on what grounds; nothing for a file that has none of its own.
    pub encoding: Option<encoding::Found>,
    /// What parts the cells of a text; zero elsewhere.
    pub delimiter: char,
}

/// Opens a file; it is read twice, so standard input goes through a temporary file first.
pub fn open<R: Read + Seek + Send + 'static>(mut file: R, reading: &Reading) -> Result<Opened, Error> {
    let encoding = encoding::detect(&mut file, reading.encoding.as_deref(), reading.japanese)?;
    let said = |word: &str| reading.map.iter().any(|(column, _)| column == word);
    let by_place =
        !reading.map.is_empty() && reading.map.iter().all(|(column, _)| column.parse::<usize>().is_ok());
    let table = |file: R, heading| {
        let layout = Layout { delimiter: reading.delimiter, heading, ..Layout::default() };
        Table::open(Text::new(file, encoding.encoding), &layout, &|word| is_header(word) || said(word))
    };
    let heading = if reading.headless || by_place && !has_known_header(&mut file, encoding, reading)? {
        Heading::None
    } else {
        Heading::Find
    };
    let table = table(file, heading)?;
    let mapping = mapping(table.header(), reading.about, &reading.map, reading.unsettled)?;
    let shape = Shape { encoding: Some(encoding), delimiter: table.delimiter() };
    Ok(Opened { shape, mapping, table: Box::new(table) })
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

/// Says whether a file whose columns were named by place has a header all the same.
fn has_known_header<R: Read + Seek>(
    file: &mut R,
    found: encoding::Found,
    reading: &Reading,
) -> Result<bool, Error> {
    let layout = Layout { delimiter: reading.delimiter, ..Layout::default() };
    let table = Table::open(Text::new(&mut *file, found.encoding), &layout, &is_header);
    let known = match &table {
        Ok(table) => table.header().iter().any(|word| is_header(word)),
        Err(_) => false,
    };
    drop(table);
    file.rewind().map_err(Error::io("reading"))?;
    Ok(known)
}
