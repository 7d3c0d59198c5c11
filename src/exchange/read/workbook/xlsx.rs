//! XLSX and XLSM, cell by cell as the sheet is unpacked.

use std::io::{BufReader, Read, Seek};

use calamine::{Reader as _, Xlsx, XlsxError};

use super::archive::{check, damaged};
use super::cells::Cell;
use super::grid::Grid;
use super::sheets::{candidates, told};
use crate::domain::plan::Note;
use crate::exchange::error::Error;

/// Gives the cells of a sheet to the grid.
pub(super) fn feed(mut file: impl Read + Seek, wanted: Option<&str>, grid: &mut Grid) -> Result<(), Error> {
    let furigana = check(&mut file)?;
    let mut book = Xlsx::new(BufReader::with_capacity(64 * 1024, file)).map_err(refused)?;
    let sheets = book.sheets_metadata().to_vec();
    let mut read = None;
    for name in candidates(&sheets, wanted)? {
        let mut cells = book.worksheet_cells_reader(&name).map_err(refused)?;
        while let Some(cell) = cells.next_cell().map_err(refused)? {
            grid.take(cell.get_position(), &Cell::of(cell.get_value()))?;
        }
        if !grid.is_empty() {
            read = Some(name);
            break;
        }
    }
    grid.notes.extend(told(&sheets, read.as_deref()));
    grid.notes.extend(furigana.then_some(Note::Furigana));
    Ok(())
}

fn refused(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Locked,
        other => damaged(other),
    }
}
