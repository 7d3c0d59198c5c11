//! Which sheets of a workbook are read, and what is said of the others.

use calamine::{Sheet, SheetType, SheetVisible};

use crate::domain::plan::Note;
use crate::exchange::error::Error;
use crate::exchange::read::cell::folded;

/// Sheets a plan speaks of.
const TOLD: usize = 20;

/// The sheets that may be read, in order: the one that is wanted, or each that is visible.
pub(super) fn candidates(sheets: &[Sheet], wanted: Option<&str>) -> Result<Vec<String>, Error> {
    let rows = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let Some(wanted) = wanted else {
        let visible = rows.filter(|sheet| sheet.visible == SheetVisible::Visible);
        return Ok(visible.map(|sheet| sheet.name.clone()).collect());
    };
    let names: Vec<&str> = rows.map(|sheet| sheet.name.as_str()).collect();
    let exact = names.iter().find(|name| **name == wanted);
    match exact.or_else(|| names.iter().find(|name| folded(name) == folded(wanted))) {
        Some(name) => Ok(vec![(*name).to_owned()]),
        None => Err(no_such(wanted, &names)),
    }
}

/// The error for a sheet that is not there.
pub(super) fn no_such(wanted: &str, names: &[&str]) -> Error {
    let names = names.iter().take(TOLD).copied().collect::<Vec<_>>();
    Error::NoSuchSheet(wanted.to_owned(), names.join(", "))
}

/// What is to be said of every sheet, the one that was read and the others.
pub(super) fn told(sheets: &[Sheet], read: Option<&str>) -> impl Iterator<Item = Note> {
    let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.take(TOLD).map(move |sheet| match sheet.visible {
        _ if Some(sheet.name.as_str()) == read => Note::Sheet(sheet.name.clone()),
        SheetVisible::Visible => Note::OtherSheet(sheet.name.clone()),
        SheetVisible::Hidden | SheetVisible::VeryHidden => Note::HiddenSheet(sheet.name.clone()),
    })
}
