//! Whom one line of a pasted list may mean: the book, asked cell by cell by its indexes, and the
//! names that are left over compared with everybody's in one pass.

use std::collections::HashMap;

use super::error::Error;
use crate::domain::fold::katakana;
use crate::domain::pasted::{Line, Reject};
use crate::domain::phone::looks_like_number;
use crate::domain::{Id, mail};
use crate::exchange::read::cell::{folded, plain};
use crate::exchange::read::phone;
use crate::store::Desk;

/// So many who answer to one name are told apart.
const MOST: usize = 1_000;

/// What was found out of a line.
pub(super) enum Found {
    /// Whoever it may mean.
    Those(Vec<Id>),
    /// It is that line again.
    Repeated(u64),
}

/// The ways a cell can name somebody.
#[derive(Clone, Copy)]
enum Way {
    Number,
    Code,
    Mail,
    Name,
}

/// The book, asked cell by cell.
pub(super) struct Book<'a> {
    desk: &'a Desk,
    region: &'a str,
    systems: Vec<String>,
}

impl<'a> Book<'a> {
    pub(super) fn new(desk: &'a Desk, region: &'a str) -> Result<Self, Error> {
        Ok(Self { desk, region, systems: desk.systems()? })
    }

    /// Whom a line may mean: whoever answers to the surest of its cells, the fewer the better.
    pub(super) fn named_on(&self, line: &Line) -> Result<Vec<Id>, Error> {
        let cells: Vec<&str> = line.cells.iter().map(String::as_str).collect();
        let (first, others) = cells.split_at(1);
        let names: Vec<&str> = cells.iter().copied().chain([line.text.as_str()]).collect();
        let ways = [
            (Way::Number, cells.as_slice()),
            (Way::Code, first),
            (Way::Mail, &cells),
            (Way::Name, &names),
            (Way::Code, others),
        ];
        for (way, cells) in ways {
            for cell in cells {
                let found = self.ask(way, cell)?;
                if !found.is_empty() {
                    return self.narrowed(found, line);
                }
            }
        }
        Ok(Vec::new())
    }

    /// Those of several who answer to more on the line: its other cells tell people of one
    /// switchboard apart.
    fn narrowed(&self, mut found: Vec<Id>, line: &Line) -> Result<Vec<Id>, Error> {
        if line.cells.len() < 2 {
            return Ok(found);
        }
        for way in [Way::Number, Way::Code, Way::Mail, Way::Name] {
            for cell in &line.cells {
                if found.len() < 2 {
                    return Ok(found);
                }
                let others = self.ask(way, cell)?;
                if found.iter().any(|id| others.contains(id)) {
                    found.retain(|id| others.contains(id));
                }
            }
        }
        let names: Vec<String> = line.cells.iter().map(|cell| folded(cell)).collect();
        let mut called = Vec::new();
        for id in &found {
            let name = self.desk.called(*id)?.map(|(name, ..)| folded(&name));
            called.extend(name.filter(|name| names.contains(name)).map(|_| *id));
        }
        Ok(if called.is_empty() { found } else { called })
    }

    fn ask(&self, way: Way, cell: &str) -> Result<Vec<Id>, Error> {
        Ok(match way {
            Way::Number => match number(cell, self.region) {
                Some(normal) => self.desk.customers_at(&normal)?,
                None => Vec::new(),
            },
            Way::Code => self.coded(cell)?,
            Way::Mail => match mail::normal(cell) {
                Some(normal) => self.desk.customers_at(&normal)?,
                None => Vec::new(),
            },
            Way::Name => {
                let mut found = self.desk.customers_named(cell)?;
                if found.is_empty() && !cell.is_ascii() {
                    found = self.desk.customers_named(&plain(cell))?;
                }
                if found.is_empty() && !cell.is_ascii() {
                    found = self.desk.customers_read(&katakana(cell))?;
                }
                found
            }
        })
    }

    /// By the house's own code, else by another system's id.
    fn coded(&self, cell: &str) -> Result<Vec<Id>, Error> {
        let cell = plain(cell);
        let mut found = self.desk.customers_coded(&cell)?;
        if let Some((system, value)) = cell.split_once(':').filter(|_| found.is_empty()) {
            found = self.desk.customers_elsewhere(system.trim(), value.trim())?;
        }
        for system in &self.systems {
            if found.is_empty() {
                found = self.desk.customers_elsewhere(system, &cell)?;
            }
        }
        Ok(found)
    }

    /// Compares the cells of lines that name nobody yet with everybody's name and reading.
    pub(super) fn by_folded_name(
        &self,
        lines: &[Result<Line, Reject>],
        found: &mut [Found],
    ) -> Result<(), Error> {
        let mut sought: HashMap<String, Vec<usize>> = HashMap::new();
        for (nth, (line, found)) in lines.iter().zip(found.iter()).enumerate() {
            if let (Ok(line), Found::Those(nobody)) = (line, found)
                && nobody.is_empty()
            {
                for cell in line.cells.iter().chain([&line.text]).filter(|cell| is_name(cell)) {
                    sought.entry(folded(cell)).or_default().push(nth);
                }
            }
        }
        sought.remove("");
        if sought.is_empty() {
            return Ok(());
        }
        let mut meets = |id: Id, name: &str| {
            for nth in sought.get(&folded(name)).into_iter().flatten() {
                if let Found::Those(those) = &mut found[*nth]
                    && !those.contains(&id)
                    && those.len() < MOST
                {
                    those.push(id);
                }
            }
        };
        self.desk.each_name(|id, name, kana| {
            meets(id, name);
            if !kana.is_empty() {
                meets(id, kana);
            }
        })?;
        Ok(())
    }
}

/// The normal form of a cell that is a number to dial.
pub(super) fn number(cell: &str, region: &str) -> Option<String> {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    if !(8..=20).contains(&digits) || cell.len() > 100 {
        return None;
    }
    phone::read(cell, region).e164
}

/// Says whether a cell may be a name: neither a number nor an address.
pub(super) fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !cell.contains(['@', '＠']) && !looks_like_number(cell)
}
