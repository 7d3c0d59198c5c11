//! Who the lines of a pasted list name: one customer each, by number, code, mail or name.
//!
//! Whom a line may mean is `named_on`'s to find; here the lines come together to a list without
//! doubles. Called by the command line with a file, by the screen with what was pasted.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use super::error::Error;
use super::named_on::{Book, Found, is_name, number};
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::pasted::{Doubt, Line, Reject, lines};
use crate::domain::typed::card_number;
use crate::domain::{Id, Write};
use crate::exchange::map::headers::is_header;
use crate::exchange::read::encoding;
use crate::exchange::read::input::Input;
use crate::exchange::read::text::Text;
use crate::store::Desk;

/// No list is longer, in bytes.
pub const LARGEST: u64 = 64 << 20;
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
    let book = Book::new(desk, how.region)?;
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
    let mut placing = Placing {
        how,
        ids: Box::new(Id::run(how.now)),
        placed: Placed::default(),
        at: HashMap::new(),
        new_at: HashMap::new(),
    };
    for (line, found) in lines.into_iter().zip(found) {
        match line {
            Ok(line) => placing.line(&line, found),
            Err(reject) => placing.placed.rejects.push(reject),
        }
    }
    Ok(placing.placed)
}

/// The list as it grows.
struct Placing<'a> {
    how: How<'a>,
    ids: Box<dyn Iterator<Item = Id>>,
    placed: Placed,
    /// The line each customer stood on first.
    at: HashMap<Id, u64>,
    /// New customers by their number.
    new_at: HashMap<String, Id>,
}

impl Placing<'_> {
    fn line(&mut self, line: &Line, found: Found) {
        let why = match found {
            Found::Repeated(first) => Doubt::Repeated(first),
            Found::Those(those) => match those.as_slice() {
                [id] => return self.take(*id, line),
                [] => match self.newcomer(line) {
                    Some(id) => return self.take(id, line),
                    None if self.is_heading(line) => return,
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

    /// Says whether a line is the first and holds names of columns only.
    fn is_heading(&self, line: &Line) -> bool {
        let first = self.placed.customers.is_empty() && self.placed.rejects.is_empty();
        first && line.cells.iter().all(|cell| is_header(cell))
    }

    /// The new customer of a line whose number nobody has.
    fn newcomer(&mut self, line: &Line) -> Option<Id> {
        if !self.how.add_unknown {
            return None;
        }
        let read = |cell: &String| Some((cell.clone(), number(cell, self.how.region)?));
        let (cell, normal) = line.cells.iter().find_map(read)?;
        if let Some(id) = self.new_at.get(&normal) {
            return Some(*id);
        }
        let name = line.cells.iter().find(|cell| is_name(cell) && !card_number(cell)).unwrap_or(&cell);
        let (id, point) = (self.ids.next()?, self.ids.next()?);
        let customer = Customer { id, name: name.clone(), kind: "company".into(), ..Customer::default() };
        let typed = contact_point::number(&cell, self.how.region);
        let point = ContactPoint { id: point, customer: Some(id), position: Some(0), ..typed };
        self.new_at.insert(normal, id);
        self.placed.new.push((customer, point));
        Some(id)
    }
}
