//! A table to be: what its rows are about, its headers, and what stands under each.

use super::cell::Cell;
use super::column::{Column, Desk};
use super::preset::{self, Preset};
use super::subject::{About, Subject};
use super::survey::Survey;
use crate::domain::custom_field::CustomField;
use crate::exchange::error::Error;
use crate::exchange::map::ours;

/// What stands in a column on a row.
pub type Get = Box<dyn Fn(&Subject<'_>, &Desk) -> Cell>;

/// Which columns a table has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The usual ones, and each that somebody fills.
    #[default]
    Filled,
    /// These, by name.
    These(Vec<String>),
    /// Those of another program.
    Preset(Preset),
}

/// A table to be.
pub struct Table {
    /// What a row is about.
    pub about: About,
    /// Headers, and what stands under each.
    pub columns: Vec<(String, Get)>,
}

impl Table {
    /// The table for what a survey saw; headers in Japanese or English.
    pub fn of(
        about: About,
        choice: &Choice,
        survey: &Survey,
        own: &[CustomField],
        japanese: bool,
    ) -> Result<Self, Error> {
        let columns = match choice {
            Choice::Filled => survey.columns(about, own),
            Choice::These(names) => survey.asked(about, names, own)?,
            Choice::Preset(preset) => {
                return Ok(Self { about, columns: preset::columns(*preset, survey) });
            }
        };
        let named = |column: Column| {
            let header = header(&column, japanese);
            let get: Get = Box::new(move |row, desk| column.cell(row, desk));
            (header, get)
        };
        Ok(Self { about, columns: columns.into_iter().map(named).collect() })
    }

    /// The headers.
    #[must_use]
    pub fn header(&self) -> Vec<String> {
        self.columns.iter().map(|(header, _)| header.clone()).collect()
    }

    /// The cells of a row.
    #[must_use]
    pub fn cells(&self, row: &Subject<'_>, desk: &Desk) -> Vec<Cell> {
        self.columns.iter().map(|(_, get)| get(row, desk)).collect()
    }
}

/// What a column is called; the second of several has its number behind the word.
fn header(column: &Column, japanese: bool) -> String {
    let name = column.name();
    match column {
        Column::Own(..) => name,
        Column::Point { nth, .. } if *nth > 0 => {
            let bare = name.split(' ').next().unwrap_or_default();
            format!("{} {}", ours::word(bare, japanese), nth + 1)
        }
        _ => ours::word(&name, japanese).to_owned(),
    }
}
