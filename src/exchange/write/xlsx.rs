//! Rows as a workbook: dates as dates, amounts as numbers in their currency, figures that are no
//! number as text.
//!
//! A row at a time goes to a temporary file, so that memory does not grow. What a sheet or a cell
//! cannot hold is a further sheet or a refusal, never cut.

use std::collections::HashMap;
use std::io::Write;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::cell::{Cell, rate};
use crate::domain::amount;
use crate::domain::safe::cells;
use crate::exchange::error::Error;

/// Rows a sheet can have, its header among them: Excel's limit.
const ROWS: u32 = 1_048_576;
/// Characters a cell can have, as UTF-16: Excel's limit.
const LONGEST: usize = 32_767;
/// The narrowest and the widest a column is made, in characters.
const WIDTHS: (usize, usize) = (6, 48);
/// The largest whole number that a workbook's numbers hold exactly.
const EXACT: u64 = 1 << 53;

/// A workbook under way.
pub struct Xlsx {
    book: Workbook,
    sheets: Vec<Sheet>,
    looks: Looks,
}

/// One kind of rows, over as many sheets as they need.
struct Sheet {
    name: String,
    header: Vec<String>,
    full: Vec<Worksheet>,
    open: Worksheet,
    next: u32,
    widths: Vec<usize>,
}

impl Xlsx {
    /// Begins a workbook with a sheet for each name and header.
    pub fn begin(sheets: Vec<(String, Vec<String>)>) -> Result<Self, Error> {
        let mut xlsx = Self { book: Workbook::new(), sheets: Vec::new(), looks: Looks::new() };
        for (name, header) in sheets {
            let open = xlsx.book.new_worksheet_with_constant_memory().map_err(fault)?;
            let widths = header.iter().map(|word| cells(word) + 3).collect();
            let mut sheet = Sheet { name, header, full: Vec::new(), open, next: 0, widths };
            sheet.head(&xlsx.looks)?;
            xlsx.sheets.push(sheet);
        }
        Ok(xlsx)
    }

    /// Adds a row about `who` to a sheet.
    pub fn row(&mut self, sheet: usize, row: &[Cell], who: &str) -> Result<(), Error> {
        if self.sheets[sheet].next == ROWS {
            let fresh = self.book.new_worksheet_with_constant_memory().map_err(fault)?;
            self.sheets[sheet].turn(fresh, &self.looks)?;
        }
        self.sheets[sheet].row(row, who, &mut self.looks)
    }

    /// Ends the workbook and writes it out.
    pub fn finish(mut self, out: &mut (dyn Write + Send)) -> Result<(), Error> {
        for mut sheet in self.sheets {
            sheet.dress()?;
            let (name, several) = (sheet.name.clone(), !sheet.full.is_empty());
            let all = sheet.full.into_iter().chain(std::iter::once(sheet.open));
            for (at, mut worksheet) in all.enumerate() {
                let number = if several { format!(" {}", at + 1) } else { String::new() };
                worksheet.set_name(format!("{name}{number}")).map_err(fault)?;
                self.book.push_worksheet(worksheet);
            }
        }
        self.book.save_to_writer(out).map_err(fault)
    }
}

impl Sheet {
    fn head(&mut self, looks: &Looks) -> Result<(), Error> {
        for (at, word) in self.header.iter().enumerate() {
            self.open.write_string_with_format(0, column(at)?, word, &looks.header).map_err(fault)?;
        }
        self.next = 1;
        Ok(())
    }

    /// Goes on to another sheet.
    fn turn(&mut self, fresh: Worksheet, looks: &Looks) -> Result<(), Error> {
        self.dress()?;
        self.full.push(std::mem::replace(&mut self.open, fresh));
        self.head(looks)
    }

    /// Freezes the header, filters by it and makes the columns wide enough.
    fn dress(&mut self) -> Result<(), Error> {
        let last = column(self.header.len().saturating_sub(1))?;
        self.open.set_freeze_panes(1, 0).map_err(fault)?;
        if !self.header.is_empty() {
            self.open.autofilter(0, 0, self.next.saturating_sub(1), last).map_err(fault)?;
        }
        for (at, width) in self.widths.iter().enumerate() {
            let width = u32::try_from((*width).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(10);
            self.open.set_column_width(column(at)?, width).map_err(fault)?;
        }
        Ok(())
    }

    fn row(&mut self, row: &[Cell], who: &str, looks: &mut Looks) -> Result<(), Error> {
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let text = cell.text();
            if text.encode_utf16().count() > LONGEST {
                let (who, column) = (who.to_owned(), self.header[at].clone());
                return Err(Error::CellTooLong { who, column, limit: LONGEST });
            }
            let widest = text.lines().map(cells).max().unwrap_or(0) + 1;
            self.widths[at] = self.widths[at].max(widest);
            write(&mut self.open, self.next, column(at)?, cell, &text, looks).map_err(fault)?;
        }
        self.next += 1;
        Ok(())
    }
}

fn column(at: usize) -> Result<u16, Error> {
    u16::try_from(at).map_err(|_| fault(XlsxError::RowColumnLimitError))
}

/// How cells look, made once.
struct Looks {
    header: Format,
    text: Format,
    date: Format,
    moment: Format,
    rate: Format,
    money: HashMap<String, Format>,
}

impl Looks {
    fn new() -> Self {
        let format = |pattern: &str| Format::new().set_num_format(pattern);
        Self {
            header: Format::new().set_bold(),
            text: format("@"),
            date: format("yyyy-mm-dd"),
            moment: format("yyyy-mm-dd hh:mm"),
            rate: format("0.0%"),
            money: HashMap::new(),
        }
    }

    fn money(&mut self, currency: &str) -> &Format {
        self.money
            .entry(currency.to_owned())
            .or_insert_with(|| Format::new().set_num_format(pattern(currency)))
    }
}

/// `"¥"#,##0`, `"$"#,##0.00`, `"CHF" #,##0.00`.
fn pattern(currency: &str) -> String {
    let shown = amount::show(0, currency);
    let sign: String = shown.chars().filter(|c| !c.is_ascii_digit() && *c != '"').collect();
    let decimals = "0".repeat(usize::try_from(amount::decimals(currency)).unwrap_or(2));
    let point = if decimals.is_empty() { "" } else { "." };
    let sign = if sign.is_empty() { sign } else { format!("\"{sign}\"") };
    format!("{sign}#,##0{point}{decimals}")
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    text: &str,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    match (cell, number(cell, text)) {
        (Cell::Money(_, currency), Some(number)) => {
            sheet.write_number_with_format(row, column, number, looks.money(currency))?
        }
        (Cell::Rate(..), Some(number)) => sheet.write_number_with_format(row, column, number, &looks.rate)?,
        (_, Some(number)) => sheet.write_number(row, column, number)?,
        (Cell::Yes, None) => sheet.write_boolean(row, column, true)?,
        (Cell::Words(_), None) => sheet.write_string(row, column, text)?,
        (cell, None) => match moment(cell) {
            Some((at, true)) => sheet.write_datetime_with_format(row, column, at, &looks.date)?,
            Some((at, false)) => sheet.write_datetime_with_format(row, column, at, &looks.moment)?,
            None => sheet.write_string_with_format(row, column, text, &looks.text)?,
        },
    };
    Ok(())
}

/// The number of a cell that is one, unless a workbook's numbers would not hold it exactly.
fn number(cell: &Cell, text: &str) -> Option<f64> {
    if let Cell::Rate(part, whole) = cell {
        return Some(rate(*part, *whole));
    }
    let (Cell::Int(whole) | Cell::Quantity(whole) | Cell::Money(whole, _)) = cell else { return None };
    text.parse().ok().filter(|_| whole.unsigned_abs() <= EXACT)
}

/// The date or time of a cell that is one, and whether it is a day; those that a workbook cannot
/// count are text.
fn moment(cell: &Cell) -> Option<(NaiveDateTime, bool)> {
    let (at, day) = match cell {
        Cell::Date(text) => (text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN), true),
        Cell::Moment(at, _) => (at.naive_local(), false),
        _ => return None,
    };
    (1900..=9999).contains(&at.year()).then_some((at, day))
}

fn fault(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(source) => Error::io("the workbook")(source),
        other => {
            Error::Io { what: "the workbook".to_owned(), source: std::io::Error::other(other.to_string()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx as Book};
    use chrono::FixedOffset;

    use super::*;

    fn written(header: &[&str], rows: &[Vec<Cell>]) -> Result<Vec<u8>, Error> {
        let header = header.iter().map(|word| (*word).to_owned()).collect();
        let mut book = Xlsx::begin(vec![("顧客".to_owned(), header)])?;
        for row in rows {
            book.row(0, row, "田中")?;
        }
        let mut bytes = Vec::new();
        book.finish(&mut bytes)?;
        Ok(bytes)
    }

    fn read(bytes: Vec<u8>) -> Vec<Vec<Data>> {
        let mut book = Book::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("顧客").unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn each_cell_reads_back_as_what_it_is() {
        let japan = FixedOffset::east_opt(9 * 3600).unwrap();
        let row = vec![
            Cell::words("=1+1"),
            Cell::code("0312345678"),
            Cell::code("0010"),
            Cell::Int(40),
            Cell::Money(300_050, "USD".into()),
            Cell::Money(-1_200_000, "JPY".into()),
            Cell::Quantity(1_500),
            Cell::Date("2026-11-21".into()),
            Cell::Date("1985-04".into()),
            Cell::moment(1_795_239_120_000, japan, japan),
            Cell::Yes,
            Cell::Int(i64::MAX),
        ];
        let header = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        let rows = read(written(&header, &[row]).unwrap());
        assert_eq!(rows[0], header.map(|word| Data::String(word.into())));
        let text = |word: &str| Data::String(word.to_owned());
        let seen = &rows[1];
        assert_eq!(seen[..3], [text("=1+1"), text("0312345678"), text("0010")]);
        assert_eq!(
            seen[3..7],
            [Data::Float(40.0), Data::Float(3000.5), Data::Float(-1_200_000.0), Data::Float(1.5)]
        );
        let moment = |data: &Data| match data {
            Data::DateTime(at) => at.as_datetime().unwrap().to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(moment(&seen[7]), "2026-11-21 00:00:00");
        assert_eq!(seen[8], text("1985-04"));
        assert_eq!(moment(&seen[9]), "2026-11-21 14:32:00");
        assert_eq!(seen[10..], [Data::Bool(true), text("9223372036854775807")]);
    }

    #[test]
    fn a_cell_too_long_is_named_and_never_cut() {
        let long = "あ".repeat(LONGEST + 1);
        let refused = written(&["備考"], &[vec![Cell::words(long)]]).unwrap_err().to_string();
        assert!(
            refused.contains("田中") && refused.contains("備考") && refused.contains("32767"),
            "{refused}"
        );
        let fits = "あ".repeat(LONGEST);
        let rows = read(written(&["備考"], &[vec![Cell::words(&fits)]]).unwrap());
        assert_eq!(rows[1][0], Data::String(fits));
    }

    #[test]
    fn rows_beyond_a_sheet_go_on_in_another() {
        let mut book = Xlsx::begin(vec![("顧客".to_owned(), vec!["名".to_owned()])]).unwrap();
        book.sheets[0].next = ROWS - 1;
        for name in ["last", "first"] {
            book.row(0, &[Cell::words(name)], name).unwrap();
        }
        let mut bytes = Vec::new();
        book.finish(&mut bytes).unwrap();
        let mut book = Book::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["顧客 1", "顧客 2"]);
        let second = book.worksheet_range("顧客 2").unwrap();
        assert_eq!(second.get((1, 0)), Some(&Data::String("first".into())));
    }
}
