//! Opens a file for import: bytes to a table whose columns are settled.
//!
//! What kind of file it is, is told by what is in it; each kind gives rows and a header. What the
//! rows are about and where the columns go is told by the header and the first rows.

use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{Read, Seek};

use crate::exchange::error::Error;
use crate::exchange::map::first_rows::{FIRST, Told, learn};
use crate::exchange::map::headers::{As, Mapping, is_header};
use crate::exchange::map::presets::{PRESETS, Preset};
use crate::exchange::read::below::{Below, Heading, Known, LeftOut, Rows};
use crate::exchange::read::dates::{DateOrder, Years};
use crate::exchange::read::encoding::{self, Depth};
use crate::exchange::read::kind::{self, Kind};
use crate::exchange::read::row::Row;
use crate::exchange::read::table::{Layout, Table};
use crate::exchange::read::text::Text;
use crate::exchange::read::workbook::{self, Format};
use crate::exchange::read::{calendar, cards};

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
    /// The currency of plain amounts, where nobody said it.
    pub currency: Option<String>,
    /// `--map`: column (name, or place from 1) and field.
    pub map: Vec<(String, String)>,
    /// The screen is in Japanese: tips the guess of the encoding.
    pub japanese: bool,
    /// No column need say who a row is about: whoever reads it asks which one does.
    pub unsettled: bool,
    /// How much of a text is looked at to find its encoding.
    pub depth: Depth,
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
    /// What it is.
    pub kind: Kind,
    /// Its encoding, and on what grounds; nothing for a file that has none of its own.
    pub encoding: Option<encoding::Found>,
    /// What parts the cells of a text; zero elsewhere.
    pub delimiter: char,
}

impl Shape {
    /// What people call such a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self.kind {
            Kind::Text if self.delimiter == '\t' => "TSV",
            Kind::Text => "CSV",
            Kind::Workbook(Format::Xlsx) => "XLSX",
            Kind::Workbook(Format::Xls) => "XLS",
            Kind::Workbook(Format::Ods) => "ODS",
            Kind::Cards => "vCard",
            Kind::Calendar => "iCalendar",
        }
    }
}

/// Opens a file; it is read twice, so standard input goes through a temporary file first.
pub fn open<R: Read + Seek + Send + 'static>(mut file: R, reading: &Reading) -> Result<Opened, Error> {
    let preset = reading.preset.as_deref().map(named_preset).transpose()?;
    let told = Told {
        order: reading.dates,
        years: reading.era,
        region: &reading.region,
        currency: reading.currency.as_deref(),
    };
    let shape = shape(&mut file, reading)?;
    let mut names = Names::of(reading, preset);
    if shape.kind == Kind::Text {
        let first = text(&mut file, shape, reading, &names)?;
        let (mut mapping, sure) = map(first.header(), names.preset(), reading)?;
        learn(&mut mapping, first, &told)?;
        file.rewind().map_err(Error::io("reading"))?;
        let table = text(file, shape, reading, &names)?;
        let shape = Shape { delimiter: table.delimiter(), ..shape };
        return Ok(Opened { shape, sure, mapping, table: Box::new(table) });
    }
    let mut rest = rows_of(file, shape, reading, &mut names)?;
    let (mut mapping, sure) = map(rest.header(), names.preset(), reading)?;
    let first: VecDeque<Row> = rest.by_ref().take(FIRST).collect::<Result<_, _>>()?;
    learn(&mut mapping, first.iter().cloned().map(Ok), &told)?;
    Ok(Opened { shape, sure, mapping, table: Box::new(Ahead { first, rest }) })
}

/// The rows of a file of any kind, whatever its columns mean.
pub fn rows<R: Read + Seek + Send + 'static>(
    mut file: R,
    reading: &Reading,
) -> Result<(Shape, Box<dyn Rows + Send>), Error> {
    let shape = shape(&mut file, reading)?;
    let mut names = Names::of(reading, None);
    if shape.kind == Kind::Text {
        let table = text(file, shape, reading, &names)?;
        return Ok((Shape { delimiter: table.delimiter(), ..shape }, Box::new(table)));
    }
    Ok((shape, rows_of(file, shape, reading, &mut names)?))
}

/// Settles where the columns of a header go, and how sure it is what its rows are about.
///
/// Where nobody may be meant by any, and somebody can be asked, as far as that is known.
pub fn map(
    header: &[String],
    preset: Option<&'static Preset>,
    reading: &Reading,
) -> Result<(Mapping, u8), Error> {
    let preset = preset.or_else(|| Preset::recognised(header).map(|(preset, _)| preset));
    let (about, sure) = match (reading.about, preset.and_then(|preset| preset.about)) {
        (Some(said), _) => (said, 100),
        (None, Some(about)) => (about, 95),
        (None, None) => As::told_by(header),
    };
    let preset = preset.filter(|preset| preset.about.is_none_or(|own| own == about));
    let under = |said: &[(String, String)]| Mapping::under(header, about, preset, said);
    let found = under(&reading.map);
    if !reading.unsettled || !matches!(found, Err(Error::NothingMapped)) {
        return Ok((found?, sure));
    }
    // A name is lent to one column, and what that one is comes from lending it to another.
    let lent =
        |place: usize| under(&[reading.map.as_slice(), &[(place.to_string(), "name".to_owned())]].concat());
    let mut mapping = lent(1)?;
    let first = if header.len() > 1 { lent(header.len())?.columns.swap_remove(0).target } else { None };
    mapping.columns[0].confidence = 0;
    mapping.columns[0].target = first;
    Ok((mapping, sure))
}

fn named_preset(name: &str) -> Result<&'static Preset, Error> {
    let all = || PRESETS.iter().map(|preset| preset.name).collect::<Vec<_>>().join(", ");
    Preset::named(name).ok_or_else(|| Error::NoSuchPreset(name.to_owned(), all()))
}

fn shape<R: Read + Seek>(file: &mut R, reading: &Reading) -> Result<Shape, Error> {
    let kind = kind::of(file)?;
    let encoding = match kind {
        Kind::Text => {
            Some(encoding::detect_to(file, reading.encoding.as_deref(), reading.japanese, reading.depth)?)
        }
        _ => None,
    };
    Ok(Shape { kind, encoding, ..Shape::default() })
}

fn text<R: Read>(
    file: R,
    shape: Shape,
    reading: &Reading,
    names: &Names<'_>,
) -> Result<Table<Text<R>>, Error> {
    let found = shape.encoding.expect("a text has an encoding");
    let layout = Layout { delimiter: reading.delimiter, heading: names.heading, ..Layout::default() };
    Table::open(Text::new(file, found.encoding), &layout, names)
}

fn rows_of<R: Read + Seek + Send + 'static>(
    file: R,
    shape: Shape,
    reading: &Reading,
    names: &mut Names<'_>,
) -> Result<Box<dyn Rows + Send>, Error> {
    Ok(match shape.kind {
        Kind::Workbook(format) => {
            let sheet = workbook::open(file, format, reading.sheet.as_deref());
            Box::new(Below::of(sheet, names.heading, names)?)
        }
        Kind::Calendar => Box::new(calendar::open(file, reading.encoding.as_deref())?),
        Kind::Cards | Kind::Text => Box::new(cards::open(file, reading.encoding.as_deref())?),
    })
}

/// What the names of the columns are known by.
struct Names<'a> {
    reading: &'a Reading,
    heading: Heading,
    /// The preset that was said, or whose rows stand there without a header.
    preset: Cell<Option<&'static Preset>>,
}

impl<'a> Names<'a> {
    fn of(reading: &'a Reading, preset: Option<&'static Preset>) -> Self {
        let by_place =
            !reading.map.is_empty() && reading.map.iter().all(|(column, _)| column.parse::<usize>().is_ok());
        // A file whose columns were all named by place may have a header all the same.
        let known = by_place && reading.heading == Heading::Find;
        let heading = if known { Heading::Known } else { reading.heading };
        Self { reading, heading, preset: Cell::new(preset) }
    }

    fn preset(&self) -> Option<&'static Preset> {
        self.preset.get()
    }
}

impl Known for Names<'_> {
    fn is_header(&self, word: &str) -> bool {
        let said = || self.reading.map.iter().any(|(column, _)| column == word);
        is_header(word) || (self.heading == Heading::Find && said())
    }

    fn headless(&self, rows: &[Row]) -> Option<Vec<String>> {
        let said = self.preset.get();
        let told = || Preset::of_row(rows.first()?).filter(|_| said.is_none());
        let preset = said.filter(|preset| preset.is_headerless()).or_else(told)?;
        self.preset.set(Some(preset));
        Some(preset.header(rows.iter().map(Row::width).max()?))
    }
}

/// Rows that were looked at, and those still to be read.
struct Ahead {
    first: VecDeque<Row>,
    rest: Box<dyn Rows + Send>,
}

impl Iterator for Ahead {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.first.pop_front().map(Ok).or_else(|| self.rest.next())
    }
}

impl Rows for Ahead {
    fn header(&self) -> &[String] {
        self.rest.header()
    }

    fn header_line(&self) -> Option<u64> {
        self.rest.header_line()
    }

    fn left_out(&self) -> &LeftOut {
        self.rest.left_out()
    }
}
