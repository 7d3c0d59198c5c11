//! Workbooks to rows: XLSX, XLSM, XLS and ODS, the first sheet one can see or the one that is named.
//!
//! Every format feeds its cells to `grid`, which makes rows of them; `archive` looks at what a file
//! would unpack to before anything is unpacked. Nothing here knows what a column means.

mod apart;
mod archive;
mod cells;
mod grid;
mod ods;
mod sheets;
mod xls;
mod xlsx;

use std::io::{Read, Seek};

pub use apart::Sheet;
pub(super) use archive::parts;
pub(super) use xls::{Held, held};

/// The format of a workbook, found out from what is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// XLSX and XLSM.
    Xlsx,
    /// XLS of Excel 5 to 2003.
    Xls,
    /// LibreOffice.
    Ods,
}

/// The rows of one sheet: the one called `sheet`, or the first that is visible and has any.
///
/// The line of a row is its number in the sheet.
pub fn open(file: impl Read + Seek + Send + 'static, format: Format, sheet: Option<&str>) -> Sheet {
    let wanted = sheet.map(str::to_owned);
    Sheet::of(move |grid| match format {
        Format::Xlsx => xlsx::feed(file, wanted.as_deref(), grid),
        Format::Xls => xls::feed(file, wanted.as_deref(), grid),
        Format::Ods => ods::feed(file, wanted.as_deref(), grid),
    })
}

#[cfg(test)]
mod tests;
