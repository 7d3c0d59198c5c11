//! Files of who must not be contacted: numbers, addresses and customers, to be blocked or freed.
//!
//! A table like any other (any encoding, headers in English or Japanese), or a bare list of numbers.
//! The whole file is one action; a line with rubbish goes into a rejects file. The command line calls it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::error::Error;
use crate::domain::block::Block;
use crate::domain::plan::Refusal;
use crate::domain::when::Habits;
use crate::domain::{Deed, Id, Trouble, Write, blocking};
use crate::exchange::bring_in::rejects::{Rejects, Sealed};
use crate::exchange::read::cell::unshielded;
use crate::exchange::read::encoding;
use crate::exchange::read::input::{Counted, Input};
use crate::exchange::read::row::Row;
use crate::exchange::read::table::{Heading, Layout, Rows as _, Table};
use crate::exchange::read::text::Text;
use crate::store::{self, Desk};

mod line;
mod standing;

use line::{Column, column, read};
pub use line::{address, usual_channel};
use standing::Standing;
pub use standing::Target;

/// Writes handed to the book at a time.
const WRITES: usize = 500;

/// How to read such a file.
#[derive(Clone, Debug)]
pub struct How {
    /// `--encoding`.
    pub encoding: Option<String>,
    /// The screen is in Japanese: tips the guess of the encoding.
    pub japanese: bool,
    /// Where a number without a country code belongs.
    pub region: String,
    /// When a day without a time begins.
    pub habits: Habits,
    /// Lifts instead of blocking.
    pub lift: bool,
    /// The channel of lines that name none; where blocks are lifted nothing means any.
    pub channel: Option<String>,
    /// The reason of lines that give none.
    pub reason: String,
    /// Until when lines that do not say block; nothing for good.
    pub until: Option<i64>,
    /// Says what would happen, and changes nothing.
    pub dry_run: bool,
    /// Now.
    pub now: DateTime<FixedOffset>,
}

/// What became of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Lines read.
    pub rows: u64,
    /// Lines that blocked or freed somebody.
    pub changed: u64,
    /// Lines that say what is so already.
    pub unchanged: u64,
    /// Lines that cannot go in.
    pub rejected: u64,
    /// Where they are.
    pub rejects_file: Option<PathBuf>,
}

/// Blocks or frees everybody in a file (`-`: standard input), as one action.
///
/// # Errors
/// After any error the book is as it was.
pub fn run(desk: &mut Desk, path: &Path, how: &How) -> Result<Outcome, Error> {
    let input = Input::open(path)?;
    let (table, columns) = open(&input, how)?;
    let mut rejects = Rejects::of(input.path(), table.header());
    let now = how.now.timestamp_millis();
    let mut taking = Taking {
        standing: Standing::of(desk.live_blocks(now)?),
        writes: Vec::new(),
        ids: Box::new(Id::run(now)),
        rep: desk.rep(),
        how,
    };
    let mut outcome = Outcome::default();
    for row in table {
        let row = row?;
        outcome.rows += 1;
        match taking.row(desk, &row, &columns)? {
            Ok(true) => outcome.changed += 1,
            Ok(false) => outcome.unchanged += 1,
            Err(why) => {
                outcome.rejected += 1;
                rejects.add(&row, &why)?;
            }
        }
    }
    input.refuse_changed()?;
    if how.dry_run {
        return Ok(outcome);
    }
    let rejects = rejects.seal()?;
    if !taking.writes.is_empty() {
        let deed = if how.lift { Deed::Unblock } else { Deed::Block };
        let mut bulk = desk.bulk(deed, &input.name(), now)?;
        taking.writes.chunks(WRITES).try_for_each(|writes| bulk.push(writes))?;
        bulk.finish()?;
    }
    outcome.rejects_file = rejects.map(Sealed::publish).transpose()?;
    Ok(outcome)
}

type Opened = (Table<Text<Counted>>, Vec<Option<Column>>);

/// The rows, and what each column says. Where nothing is a header the first column holds numbers.
fn open(input: &Input, how: &How) -> Result<Opened, Error> {
    let table = |heading| {
        let mut file = input.reader()?;
        let found = encoding::detect(&mut file, how.encoding.as_deref(), how.japanese)?;
        let layout = Layout { heading, ..Layout::default() };
        Table::open(Text::new(file, found.encoding), &layout, &|word: &str| column(word).is_some())
    };
    let table = match table(Heading::Find) {
        Err(Error::NoHeader) => table(Heading::None)?,
        opened => opened?,
    };
    let mut columns: Vec<Option<Column>> = table.header().iter().map(|word| column(word)).collect();
    if table.header_line().is_none() {
        columns[0] = Some(Column::Address);
    }
    let names = |column: &Option<Column>| matches!(column, Some(Column::Address | Column::Customer));
    if columns.iter().any(names) { Ok((table, columns)) } else { Err(Error::NobodyToBlock) }
}

/// Says whether a header is that of a list of numbers not to be called: nothing but what such a list
/// says, a number and why, until when or over which channel.
#[must_use]
pub fn is_header(header: &[String]) -> bool {
    let columns: Option<Vec<Column>> = header.iter().map(|word| column(word)).collect();
    columns.is_some_and(|columns| {
        let has = |wanted: Column| columns.contains(&wanted);
        has(Column::Address)
            && (has(Column::Reason) || has(Column::Until) || has(Column::Channel))
            && !has(Column::Customer)
    })
}

/// Why a name means no customer, where that is the row's fault.
fn nobody(error: store::Error) -> Result<Refusal, Error> {
    match error {
        store::Error::Trouble(Trouble::NotFound(name)) => Ok(Refusal::NoCustomer { name }),
        store::Error::Trouble(Trouble::Ambiguous { name, .. }) => Ok(Refusal::Ambiguous { name }),
        error => Err(error.into()),
    }
}

/// A file being taken in.
struct Taking<'a> {
    standing: Standing,
    writes: Vec<Write>,
    ids: Box<dyn Iterator<Item = Id>>,
    rep: Option<Id>,
    how: &'a How,
}

impl Taking<'_> {
    /// Takes one row; says whether it changed anything, or why it cannot go in.
    fn row(
        &mut self,
        desk: &Desk,
        row: &Row,
        columns: &[Option<Column>],
    ) -> Result<Result<bool, Refusal>, Error> {
        let cell = |wanted: Column| {
            let mut places = (0..columns.len()).filter(|at| columns[*at] == Some(wanted));
            let cell = places.find_map(|at| Some(row.cell(at).trim()).filter(|cell| !cell.is_empty()));
            unshielded(cell.unwrap_or_default())
        };
        let read = row.fault.clone().map_or_else(|| read(self.how, &cell), Err);
        let (mut target, block) = match read {
            Ok(read) => read,
            Err(why) => return Ok(Err(why)),
        };
        let name = cell(Column::Customer);
        if !name.is_empty() {
            match desk.customer(name) {
                Ok(id) => target.customer = Some(id),
                Err(error) => return nobody(error).map(Err),
            }
        }
        Ok(Ok(if self.how.lift { self.lift(&target, &block.reason) } else { self.block(target, block) }))
    }

    fn block(&mut self, target: Target, block: Block) -> bool {
        if self.standing.against(&target).any(|known| target.met(known, block.ends())) {
            return false;
        }
        let now = self.how.now.timestamp_millis();
        let block = Block {
            id: self.ids.next().expect("ids have no end"),
            customer: target.customer,
            address: target.address,
            channel: target.channel.unwrap_or_default(),
            since: Some(now),
            rep: self.rep,
            ..block
        };
        self.writes.push(Write::adding(&block));
        self.standing.push(block);
        true
    }

    fn lift(&mut self, target: &Target, why: &str) -> bool {
        let against = self.standing.against(target).filter(|block| target.freed(block));
        let freed: BTreeMap<Id, Block> = against.map(|block| (block.id, block.clone())).collect();
        self.standing.lifted.extend(freed.keys());
        let change = blocking::lift(freed.values(), "", why, self.how.now.timestamp_millis());
        self.writes.extend(change.writes);
        !freed.is_empty()
    }
}
