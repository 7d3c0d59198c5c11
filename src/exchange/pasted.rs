//! Who the lines of a pasted list name: one customer each, by number, code, mail or name.
//!
//! Every line is looked up in indexes; the names that are left over are compared with everybody's
//! in one pass. Called by the command line with a file, by the screen with what was pasted.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use super::cell::{folded, plain};
use super::encoding;
use super::error::Error;
use super::headers::is_header;
use super::input::Input;
use super::phone;
use super::text::Text;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::fold::katakana;
use crate::domain::pasted::{Doubt, Line, Reject, lines};
use crate::domain::typed::card_number;
use crate::domain::{Id, Write, mail};
use crate::store::Desk;

/// No list is longer, in bytes.
pub const LARGEST: u64 = 64 << 20;
/// So many who answer to one name are told apart.
const MOST: usize = 1_000;
/// Lines between two looks at how far it has come.
const STEP: usize = 500;

/// The text of a file of at most so many bytes, or of standard input for `-`, whatever its encoding.
pub fn text(path: &Path, limit: u64, encoding: Option<&str>, japanese: bool) -> Result<String, Error> {
    let input = Input::open(path)?;
    if input.progress().1 > limit {
        return Err(Error::TooLarge(limit));
    }
    let mut file = input.reader()?;
    let found = encoding::detect(&mut file, encoding, japanese)?;
    let mut text = String::new();
    Text::new(file, found.encoding).read_to_string(&mut text).map_err(Error::io(input.name()))?;
    Ok(text)
}

/// How a pasted list is read.
#[derive(Clone, Copy, Debug)]
pub struct How<'a> {
    /// Where a number without a country code belongs.
    pub region: &'a str,
    /// A number that nobody has is a new customer's.
    pub add_unknown: bool,
    /// Now.
    pub now: i64,
}

/// What became of a pasted list.
#[derive(Debug, Default)]
pub struct Placed {
    /// Whom its lines name, each once, in their order.
    pub customers: Vec<Id>,
    /// Those of them who are new, each with their number.
    pub new: Vec<(Customer, ContactPoint)>,
    /// The lines that name nobody.
    pub rejects: Vec<Reject>,
}

impl Placed {
    /// The writes that make the new customers.
    pub fn writes(&self) -> impl Iterator<Item = Write> {
        self.new.iter().flat_map(|(customer, point)| [Write::adding(customer), Write::adding(point)])
    }
}

/// Finds out whom the lines of a text name; `step` hears how many of how many are done.
pub fn placed(
    desk: &Desk,
    text: &str,
    how: How<'_>,
    step: &mut dyn FnMut(u64, u64),
) -> Result<Placed, Error> {
    let lines = lines(text);
    let book = Book { desk, how, systems: desk.systems()? };
    let mut first: HashMap<&str, u64> = HashMap::new();
    let mut found = Vec::with_capacity(lines.len());
    for (nth, line) in lines.iter().enumerate() {
        if nth % STEP == 0 {
            step(nth as u64, lines.len() as u64);
        }
        found.push(match line {
            Ok(line) => match *first.entry(line.text.as_str()).or_insert(line.number) {
                same if same != line.number => Found::Repeated(same),
                _ => Found::Those(book.named_on(line)?),
            },
            Err(_) => Found::Those(Vec::new()),
        });
    }
    book.by_folded_name(&lines, &mut found)?;
    let mut placing = Placing::default();
    let mut ids = Id::run(how.now);
    for (nth, (line, found)) in lines.into_iter().zip(found).enumerate() {
        match line {
            Ok(line) => placing.line(nth, &line, found, &book, &mut ids),
            Err(reject) => placing.placed.rejects.push(reject),
        }
    }
    Ok(placing.placed)
}

/// What was found out of a line.
enum Found {
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
struct Book<'a> {
    desk: &'a Desk,
    how: How<'a>,
    systems: Vec<String>,
}

impl Book<'_> {
    /// Whom a line may mean: whoever answers to the surest of its cells, the fewer the better.
    fn named_on(&self, line: &Line) -> Result<Vec<Id>, Error> {
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
            Way::Number => match number(cell, self.how.region) {
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
    fn by_folded_name(&self, lines: &[Result<Line, Reject>], found: &mut [Found]) -> Result<(), Error> {
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
                    && those.last() != Some(&id)
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

    /// A new customer for a line with a number that nobody has.
    fn new_customer(
        &self,
        line: &Line,
        ids: &mut impl Iterator<Item = Id>,
    ) -> Option<(Customer, ContactPoint)> {
        let cell = line.cells.iter().find(|cell| number(cell, self.how.region).is_some())?;
        let name = line.cells.iter().find(|cell| is_name(cell) && !card_number(cell)).unwrap_or(cell);
        let mut id = || ids.next().expect("ids never end");
        let customer =
            Customer { id: id(), name: name.clone(), kind: "company".into(), ..Customer::default() };
        let point = contact_point::typed("phone", cell, self.how.region);
        Some((
            customer.clone(),
            ContactPoint { id: id(), customer: Some(customer.id), position: Some(0), ..point },
        ))
    }
}

/// The normal form of a cell that is a number to dial.
fn number(cell: &str, region: &str) -> Option<String> {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    if !(8..=20).contains(&digits) || cell.len() > 100 {
        return None;
    }
    phone::read(cell, region).e164
}

/// Says whether a cell may be a name: neither a number nor an address.
fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
        && !cell.contains(['@', '＠'])
        && !crate::domain::phone::looks_like_number(cell)
}

/// The list as it grows.
#[derive(Default)]
struct Placing {
    placed: Placed,
    /// The line each customer stood on first.
    at: HashMap<Id, u64>,
    /// New customers by their number.
    by_number: HashMap<String, Id>,
}

impl Placing {
    fn line(
        &mut self,
        nth: usize,
        line: &Line,
        found: Found,
        book: &Book<'_>,
        ids: &mut impl Iterator<Item = Id>,
    ) {
        let why = match found {
            Found::Repeated(first) => Doubt::Repeated(first),
            Found::Those(those) => match those.as_slice() {
                [id] => return self.take(*id, line),
                [] => match self.new_of(line, book, ids) {
                    Some(id) => return self.take(id, line),
                    None if nth == 0 && line.cells.iter().all(|cell| is_header(cell)) => return,
                    None => Doubt::Unknown,
                },
                several => Doubt::Several(several.len()),
            },
        };
        self.placed.rejects.push(line.reject(why));
    }

    fn take(&mut self, id: Id, line: &Line) {
        match *self.at.entry(id).or_insert(line.number) {
            first if first != line.number => self.placed.rejects.push(line.reject(Doubt::Repeated(first))),
            _ => self.placed.customers.push(id),
        }
    }

    fn new_of(&mut self, line: &Line, book: &Book<'_>, ids: &mut impl Iterator<Item = Id>) -> Option<Id> {
        if !book.how.add_unknown {
            return None;
        }
        let known = line.cells.iter().filter_map(|cell| number(cell, book.how.region));
        if let Some(id) = known.into_iter().find_map(|normal| self.by_number.get(&normal)) {
            return Some(*id);
        }
        let (customer, point) = book.new_customer(line, ids)?;
        let id = customer.id;
        self.by_number.insert(point.normal.clone(), id);
        self.placed.new.push((customer, point));
        Some(id)
    }
}
