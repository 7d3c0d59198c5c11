//! Opens a file for import: bytes to a table whose columns are settled.
//!
//! CSV and TSV. Another format joins here by giving rows and a header of its own.

use std::io::{Read, Seek};

use crate::exchange::error::Error;
use crate::exchange::map::first_rows::{Told, learn};
use crate::exchange::map::headers::{As, Mapping, is_header};
use crate::exchange::map::presets::{PRESETS, Preset};
use crate::exchange::read::dates::{DateOrder, Years};
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
    /// `--as`; what the header tells where nobody says.
    pub about: Option<As>,
    /// `--preset`; what the header tells where nobody says.
    pub preset: Option<String>,
    /// `--dates`.
    pub dates: Option<DateOrder>,
    /// `--era`.
    pub era: Option<Years>,
    /// Where numbers without a country code belong, as an ISO code.
    pub region: String,
    /// `--map`: column (name, or place from 1) and field.
    pub map: Vec<(String, String)>,
    /// The screen is in Japanese: tips the guess of the encoding.
    pub japanese: bool,
}

/// A file that was understood.
pub struct Opened {
    /// What kind of file it is.
    pub shape: Shape,
    /// How sure it is what its rows are about, 0–100.
    pub sure: u8,
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
    let known = |word: &str| is_header(word) || said(word);
    let layout = |heading| Layout { delimiter: reading.delimiter, heading, ..Layout::default() };
    let preset = reading.preset.as_deref().map(named_preset).transpose()?;
    let (heading, preset) = match preset {
        Some(preset) if preset.is_headerless() => (Heading::None, Some(preset)),
        None if has_known_header(&mut file, encoding, reading)? => (Heading::Find, None),
        None => match preset_of_rows(&mut file, encoding, reading)? {
            Some(preset) => (Heading::None, Some(preset)),
            None => (if by_place { Heading::None } else { Heading::Find }, None),
        },
        preset => (Heading::Find, preset),
    };
    let first = Table::open(Text::new(&mut file, encoding.encoding), &layout(heading), &known)?;
    let (mut mapping, sure) = map(first.header(), preset, reading)?;
    let told = Told { order: reading.dates, years: reading.era, region: &reading.region };
    learn(&mut mapping, first, &told)?;
    file.rewind().map_err(Error::io("reading"))?;
    let table = Table::open(Text::new(file, encoding.encoding), &layout(heading), &known)?;
    let shape = Shape { encoding: Some(encoding), delimiter: table.delimiter() };
    Ok(Opened { shape, sure, mapping, table: Box::new(table) })
}

/// Settles where the columns of a header go, and how sure it is what its rows are about.
pub fn map(
    header: &[String],
    preset: Option<&'static Preset>,
    reading: &Reading,
) -> Result<(Mapping, u8), Error> {
    let preset = preset.or_else(|| Preset::recognised(header).map(|(preset, _)| preset));
    let own: Vec<String> = preset
        .filter(|preset| preset.is_headerless())
        .map(|preset| preset.header(header.len()))
        .unwrap_or_default();
    let names = if own.is_empty() { header } else { &own };
    let (about, sure) = match (reading.about, preset.and_then(|preset| preset.about)) {
        (Some(said), _) => (said, 100),
        (None, Some(about)) => (about, 95),
        (None, None) => As::told_by(names),
    };
    let preset = preset.filter(|preset| preset.about.is_none_or(|own| own == about));
    Ok((Mapping::under(names, about, preset, &reading.map)?, sure))
}

fn named_preset(name: &str) -> Result<&'static Preset, Error> {
    let all = || PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>().join(", ");
    Preset::named(name).ok_or_else(|| Error::NoSuchPreset(name.to_owned(), all()))
}

/// The preset of a file without a header, told by its first row.
fn preset_of_rows<R: Read + Seek>(
    file: &mut R,
    found: encoding::Found,
    reading: &Reading,
) -> Result<Option<&'static Preset>, Error> {
    let layout = Layout { delimiter: reading.delimiter, heading: Heading::None, ..Layout::default() };
    let first = match Table::open(Text::new(&mut *file, found.encoding), &layout, &|_| false) {
        Ok(mut table) => table.next().and_then(Result::ok),
        Err(_) => None,
    };
    file.rewind().map_err(Error::io("reading"))?;
    Ok(first.and_then(|row| Preset::of_row(&row)))
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
