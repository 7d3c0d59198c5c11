//! ODS, read row by row from the XML itself: `calamine` would unroll every sheet in memory, where
//! a few bytes may stand for a hundred million cells.
//!
//! Repeated rows and cells are given as often as they stand there, up to the grid's limit.

use std::collections::HashSet;
use std::io::{BufReader, Read, Seek};

use calamine::{Sheet, SheetType, SheetVisible};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::archive::{SHEET, TAG, bomb, damaged, open};
use super::cells::Cell;
use super::grid::{COLUMNS, Grid, ROWS};
use super::sheets::{no_such, told};
use crate::domain::plan::Note;
use crate::exchange::error::Error;
use crate::exchange::read::cell::folded;

const CONTENT: &str = "content.xml";
/// Bytes of the list of parts that is looked at for a password.
const MANIFEST: u64 = 4 << 20;

/// Gives the cells of a sheet to the grid.
pub(super) fn feed(file: impl Read + Seek, wanted: Option<&str>, grid: &mut Grid) -> Result<(), Error> {
    let mut archive = open(BufReader::with_capacity(64 * 1024, file))?;
    if let Ok(part) = archive.by_name("META-INF/manifest.xml") {
        let mut manifest = Vec::new();
        part.take(MANIFEST).read_to_end(&mut manifest).map_err(damaged)?;
        if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
            return Err(Error::Locked);
        }
    }
    let content = archive.by_name(CONTENT).map_err(damaged)?;
    if content.size() > SHEET {
        return Err(bomb(CONTENT.to_owned(), SHEET));
    }
    let bounded = Bounded { inner: content, given: 0, since: 0 };
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 * 1024, bounded));
    xml.config_mut().expand_empty_elements = true;
    let mut book =
        Book { xml, buffer: Vec::new(), sheets: Vec::new(), hidden: HashSet::new(), furigana: false };
    let read = book.read(wanted, grid)?;
    if let (Some(wanted), None) = (wanted, &read) {
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        return Err(no_such(wanted, &names));
    }
    grid.notes.extend(told(&book.sheets, read.as_deref()));
    grid.notes.extend(book.furigana.then_some(Note::Furigana));
    Ok(())
}

/// Gives no more than a sheet may have, nor than may lie between one tag and the next.
struct Bounded<R> {
    inner: R,
    given: u64,
    since: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.given > SHEET || self.since > TAG {
            return Err(bomb(CONTENT.to_owned(), SHEET).into());
        }
        let read = self.inner.read(into)?;
        self.given += read as u64;
        self.since += read;
        Ok(read)
    }
}

/// The XML of a workbook, on its way.
struct Book<R: Read> {
    xml: Reader<BufReader<Bounded<R>>>,
    buffer: Vec<u8>,
    sheets: Vec<Sheet>,
    /// Styles that hide a sheet.
    hidden: HashSet<String>,
    furigana: bool,
}

/// What comes next in it, by its name without a prefix.
enum Tag {
    Start(String, Attributes),
    End(String),
    Text(String),
    Eof,
}

/// A run of equal cells.
struct Run {
    column: u32,
    times: u32,
    cell: Cell<'static>,
}

impl<R: Read> Book<R> {
    /// Reads the sheet that is wanted; its name, if there was one with cells.
    fn read(&mut self, wanted: Option<&str>, grid: &mut Grid) -> Result<Option<String>, Error> {
        let mut read = None;
        let mut style = String::new();
        loop {
            match self.next()? {
                Tag::Start(tag, said) if tag == "style" => {
                    said.get("name").unwrap_or("").clone_into(&mut style);
                }
                Tag::Start(tag, said)
                    if tag == "table-properties" && said.get("display") == Some("false") =>
                {
                    self.hidden.insert(style.clone());
                }
                Tag::Start(tag, said) if tag == "table" => {
                    let sheet = self.sheet(&said);
                    let is_it = wanted.map_or(sheet.visible == SheetVisible::Visible, |wanted| {
                        wanted == sheet.name || folded(wanted) == folded(&sheet.name)
                    });
                    if is_it && read.is_none() {
                        self.rows(grid)?;
                        read = (wanted.is_some() || !grid.is_empty()).then(|| sheet.name.clone());
                    } else {
                        self.skip("table")?;
                    }
                    self.sheets.push(sheet);
                }
                Tag::Eof => return Ok(read),
                _ => {}
            }
        }
    }

    fn sheet(&self, said: &Attributes) -> Sheet {
        let hidden = said.get("style-name").is_some_and(|style| self.hidden.contains(style));
        let visible = if hidden { SheetVisible::Hidden } else { SheetVisible::Visible };
        Sheet { name: said.get("name").unwrap_or("").to_owned(), typ: SheetType::WorkSheet, visible }
    }

    fn next(&mut self) -> Result<Tag, Error> {
        self.buffer.clear();
        self.xml.get_mut().get_mut().since = 0;
        let event = self.xml.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => Error::io("reading")(
                std::sync::Arc::try_unwrap(error).unwrap_or_else(|shared| shared.kind().into()),
            ),
            other => damaged(other),
        })?;
        Ok(match event {
            Event::Start(tag) => Tag::Start(tag.local_name().as_ref().to_owned(), Attributes::of(&tag)?),
            Event::End(tag) => Tag::End(tag.local_name().as_ref().to_owned()),
            Event::Text(text) => Tag::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Tag::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(entity) => Tag::Text(character(&entity)?),
            Event::Eof => Tag::Eof,
            _ => Tag::Text(String::new()),
        })
    }

    /// Goes to the end of what has just begun.
    fn skip(&mut self, name: &str) -> Result<(), Error> {
        let mut depth = 1_u32;
        while depth > 0 {
            match self.next()? {
                Tag::Start(tag, _) if tag == name => depth += 1,
                Tag::End(tag) if tag == name => depth -= 1,
                Tag::Eof => return Err(cut_short()),
                _ => {}
            }
        }
        Ok(())
    }

    fn rows(&mut self, grid: &mut Grid) -> Result<(), Error> {
        let mut row = 0_u32;
        loop {
            match self.next()? {
                Tag::Start(tag, said) if tag == "table-row" => {
                    let times = said.repeated("number-rows-repeated", ROWS).min(ROWS - row);
                    let runs = self.row()?;
                    if !runs.is_empty() {
                        (row..row + times).try_for_each(|row| give(&runs, row, grid))?;
                    }
                    row += times;
                }
                Tag::Start(tag, _) if tag == "table" => self.skip("table")?,
                Tag::End(tag) if tag == "table" => return Ok(()),
                Tag::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }

    fn row(&mut self) -> Result<Vec<Run>, Error> {
        let mut runs = Vec::new();
        let mut column = 0_u32;
        loop {
            match self.next()? {
                Tag::Start(tag, said) if tag == "table-cell" || tag == "covered-table-cell" => {
                    let times = said.repeated("number-columns-repeated", COLUMNS).min(COLUMNS - column);
                    let cell = self.cell(&tag, &said)?;
                    if cell != Cell::Empty {
                        runs.push(Run { column, times, cell });
                    }
                    column += times;
                }
                Tag::End(tag) if tag == "table-row" => return Ok(runs),
                Tag::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }

    fn cell(&mut self, tag: &str, said: &Attributes) -> Result<Cell<'static>, Error> {
        let words = self.words(tag)?;
        if said.has("value-type", "error") {
            return Ok(Cell::Failed(words));
        }
        Ok(match said.get("value-type") {
            Some("float" | "percentage" | "currency") => match said.get("value").map(str::parse) {
                Some(Ok(number)) => Cell::number(number),
                _ => Cell::text(&words).into_owned(),
            },
            Some("date") => Cell::date(said.get("date-value").unwrap_or(&words)).into_owned(),
            Some("time") => Cell::duration(said.get("time-value").unwrap_or(&words)).into_owned(),
            Some("boolean") => Cell::bool(said.get("boolean-value") == Some("true")),
            _ => Cell::text(said.get("string-value").unwrap_or(&words)).into_owned(),
        })
    }

    /// The words of a cell, up to its end; neither its comment nor its furigana.
    fn words(&mut self, cell: &str) -> Result<String, Error> {
        let mut words = String::new();
        let mut paragraphs = 0_u32;
        loop {
            match self.next()? {
                Tag::Text(text) if paragraphs > 0 => words.push_str(&text),
                Tag::Start(tag, said) => match tag.as_str() {
                    "p" => {
                        paragraphs += 1;
                        if paragraphs > 1 {
                            words.push('\n');
                        }
                    }
                    "s" => (0..said.repeated("c", SPACES)).for_each(|_| words.push(' ')),
                    "tab" => words.push('\t'),
                    "line-break" => words.push('\n'),
                    "ruby-text" => {
                        self.furigana = true;
                        self.skip("ruby-text")?;
                    }
                    "annotation" | "table" => self.skip(&tag)?,
                    _ => {}
                },
                Tag::End(tag) if tag == cell => return Ok(words),
                Tag::Eof => return Err(cut_short()),
                _ => {}
            }
            if words.len() > CELL {
                return Err(bomb(CONTENT.to_owned(), CELL as u64));
            }
        }
    }
}

/// Spaces that one tag may stand for.
const SPACES: u32 = 1000;
/// Bytes of a cell's words.
const CELL: usize = 10 << 20;

fn give(runs: &[Run], row: u32, grid: &mut Grid) -> Result<(), Error> {
    for run in runs {
        for column in run.column..run.column + run.times {
            grid.take((row, column), &run.cell)?;
        }
    }
    Ok(())
}

fn cut_short() -> Error {
    Error::Damaged("it ends within a sheet".to_owned())
}

/// The character an entity stands for.
fn character(entity: &BytesRef<'_>) -> Result<String, Error> {
    if let Some(usual) = resolve_predefined_entity(entity) {
        return Ok(usual.to_owned());
    }
    let character = entity.resolve_char_ref().map_err(damaged)?;
    character.map(String::from).ok_or_else(|| Error::Damaged(format!("&{};", &**entity)))
}

/// What a tag says of itself.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(tag: &BytesStart<'_>) -> Result<Self, Error> {
        let mut all = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(damaged)?;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(damaged)?;
            all.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
        Ok(Self(all))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(key, said)| key == name && said == value)
    }

    fn repeated(&self, name: &str, most: u32) -> u32 {
        self.get(name).map_or(1, |text| text.parse::<u32>().unwrap_or(most).min(most))
    }
}
