//! A workbook read as rows, beside `calamine` merely reading its cells; and a CSV larger than memory.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use salesdesk::exchange::bring_in::open::{Reading, rows};
use salesdesk::exchange::read::encoding::Depth;

use crate::book::Stock;
use crate::pty::memory;
use crate::table::{Row, Times, figure};

const ROUNDS: usize = 5;
const ROWS: u32 = 100_000;
const COLUMNS: u16 = 12;
/// The most of `calamine`'s time.
const SHARE: f64 = 1.5;
/// Bytes of the large file: a header and whole lines.
const LARGE: u64 = HEADER.len() as u64 + 5_000_000_000 / LINE.len() as u64 * LINE.len() as u64;
/// The most memory it may take, in MB.
const ROOM: u64 = 64;
/// The most a first screen may take, in milliseconds.
const SCREEN: f64 = 300.0;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let path = stock.folder().join("rows.xlsx");
    write(&path)?;
    let [mut ours, mut theirs] = <[Times; 2]>::default();
    for _ in 0..ROUNDS {
        let from = Instant::now();
        let (_, table) = rows(File::open(&path)?, &Reading::default())?;
        let read = table.map(|row| row.map(|row| row.width())).collect::<Result<Vec<_>, _>>()?.len();
        ours.push(from.elapsed());
        ensure!(read + 1 == ROWS as usize, "{read} rows");
        theirs.push(merely(&path)?);
    }
    fs::remove_file(&path)?;
    Ok(vec![
        Row::of(format!("xlsx: {ROWS} rows of {COLUMNS}"), &ours)
            .against("calamine's cells", &theirs)
            .at_most(ours.median() / theirs.median(), SHARE),
    ])
}

fn merely(path: &Path) -> Result<Duration> {
    let from = Instant::now();
    let mut book = Xlsx::new(BufReader::new(File::open(path)?))?;
    let name = book.sheet_names().first().context("a sheet")?.clone();
    let mut cells = book.worksheet_cells_reader(&name)?;
    let mut read = 0_u64;
    while cells.next_cell()?.is_some() {
        read += 1;
    }
    ensure!(read > 0, "no cells");
    Ok(from.elapsed())
}

fn write(path: &Path) -> Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for column in 0..COLUMNS {
        sheet.write(0, column, ["会社名", "TEL", "住所", "備考"][usize::from(column % 4)])?;
    }
    for row in 1..ROWS {
        for column in 0..COLUMNS {
            match column % 4 {
                0 => sheet.write(row, column, format!("株式会社テスト{row}-{column}"))?,
                1 => sheet.write(row, column, 312_000_000 + row)?,
                2 => sheet.write(row, column, format!("東京都千代田区{}丁目", row % 900))?,
                _ => sheet.write(row, column, f64::from(row) / 4.0)?,
            };
        }
    }
    Ok(book.save(path)?)
}

pub(crate) fn measure_large(_: &Stock) -> Result<Vec<Row>> {
    let from = Instant::now();
    let head = Reading { depth: Depth::Head, ..Reading::default() };
    let (_, mut table) = rows(Generated::default(), &head)?;
    ensure!(table.by_ref().take(40).all(|row| row.is_ok()), "the first screen");
    let screen = from.elapsed().as_secs_f64() * 1000.0;
    // The most that was held until now is forgotten.
    fs::write("/proc/self/clear_refs", "5")?;
    let before = own_memory();
    let from = Instant::now();
    let (_, table) = rows(Generated::default(), &Reading::default())?;
    let mut read = 0_u64;
    for row in table {
        row?;
        read += 1;
    }
    let took = from.elapsed();
    let grown = own_memory().saturating_sub(before) / 1000;
    Ok(vec![
        Row::new("large: first 40 rows of a 5 GB CSV", format!("{} ms", figure(screen)))
            .limit(format!("≤ {SCREEN} ms"), screen <= SCREEN),
        Row::new("large: memory for all of it", format!("{grown} MB ({read} rows, {} s)", took.as_secs()))
            .limit(format!("≤ {ROOM} MB"), grown <= ROOM),
    ])
}

fn own_memory() -> u64 {
    memory(std::process::id()).unwrap_or(0)
}

/// A CSV that is made as it is read.
#[derive(Default)]
struct Generated {
    at: u64,
}

const HEADER: &str = "会社名,TEL,住所,備考\r\n";
const LINE: &str = "株式会社テスト製作所,03-1234-5678,東京都千代田区丸の内一丁目,\"二行の\r\n備考\"\r\n";

impl Read for Generated {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (header, line) = (HEADER.as_bytes(), LINE.as_bytes());
        let mut written = 0;
        while written < into.len() && self.at < LARGE {
            let from = usize::try_from(self.at).map_err(io::Error::other)?;
            let piece = match from.checked_sub(header.len()) {
                None => &header[from..],
                Some(behind) => &line[behind % line.len()..],
            };
            let taken = piece.len().min(into.len() - written);
            into[written..written + taken].copy_from_slice(&piece[..taken]);
            written += taken;
            self.at += taken as u64;
        }
        Ok(written)
    }
}

impl Seek for Generated {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(back) => LARGE.saturating_add_signed(back),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}
