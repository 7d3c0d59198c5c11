//! Rows in, writes out, a chunk at a time, so that a file's size does not matter.
//!
//! Knows no database: who is already there is asked of a `Book`. Commit each chunk before asking
//! for the next, and the book's answers include what the file itself has brought; without that
//! (a dry run) the last few thousand customers of the file are remembered here.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::draft::{Draft, Rules};
use super::drafting::{Drafted, Drafting};
use super::fields::Fields;
use super::keys::{Book, Found, Key, Keys};
use super::records::Brought;
use super::review::Review;
use super::row_keys::RowKeys;
use super::settle::{Settle, add_lines, set};
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_field::CustomField;
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;
use crate::domain::plan::{Counts, Refusal, Verdict};
use crate::domain::planned::PlannedRow;
use crate::domain::{Id, Noun, Value, Write, customer};
use crate::exchange::error::Error;
use crate::exchange::map::headers::{As, Mapping};
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::folded;
use crate::exchange::read::row::Row;

/// How many customers of the file are remembered whole, beside those of the chunk.
const WINDOW: usize = 1_000;

/// What to do with a row about a customer who is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDuplicate {
    /// Leave the customer alone.
    Skip,
    /// Fill what is empty, add what is missing.
    #[default]
    UpdateEmpty,
    /// Replace what differs; notes only grow.
    Overwrite,
    /// Make another customer.
    New,
}

/// How to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What to do with a row about a customer who is there.
    pub on_duplicate: OnDuplicate,
    /// The one field to know customers by, instead of every key.
    pub key: Option<Target>,
    /// Makes a customer where a deal, purchase or activity names one who is not there; unless told,
    /// only where rows name customers by ids alone.
    pub make_customers: Option<bool>,
    /// How to read cells.
    pub rules: Rules,
    /// Makes no writes: the rows are only planned for.
    pub plan_only: bool,
    /// Tells of every row, not only of as many as a plan keeps.
    pub every_row: bool,
}

/// What some rows come to.
#[derive(Debug, Default)]
pub struct Chunk {
    /// What to commit.
    pub writes: Vec<Write>,
    /// Rows that cannot go in.
    pub rejected: Vec<(Row, Refusal)>,
    /// What becomes of the rows that are worth keeping, in order.
    pub judged: Vec<Arc<PlannedRow>>,
    /// How many rows met which end, from the file's beginning on.
    pub counts: Counts,
    /// The file ends here.
    pub last: bool,
}

/// An import under way.
pub struct Import {
    pub(super) mapping: Mapping,
    pub(super) options: Options,
    pub(super) ids: Box<dyn Iterator<Item = Id> + Send>,
    pub(super) seen: Keys,
    window: HashMap<Id, (u64, Box<Page>)>,
    order: VecDeque<(u64, Id)>,
    orphans: Vec<(Id, String, String)>,
    pub(super) counts: Counts,
    /// The row the chunk began with: what is younger is not in the book yet.
    chunk_began: u64,
    pub(super) writes: Vec<Write>,
    pub(super) brought: Brought,
    pub(super) fields: Fields,
    goes_on: bool,
    pub(super) review: Review,
}

impl Import {
    /// An import of rows under that mapping; `now` (Unix milliseconds) goes into the new ids.
    #[must_use]
    pub fn new(mapping: Mapping, mut options: Options, now: i64) -> Self {
        options.rules.now = now;
        let mut review = Review::default();
        review.all = options.every_row;
        Self {
            mapping,
            options,
            ids: Box::new(Id::run(now)),
            seen: Keys::default(),
            window: HashMap::new(),
            order: VecDeque::new(),
            orphans: Vec::new(),
            counts: Counts::default(),
            chunk_began: 0,
            writes: Vec::new(),
            review,
            brought: Brought::default(),
            fields: Fields::default(),
            goes_on: false,
        }
    }

    /// What makes drafts of its rows; the desk has these fields of its own. Asked once, before the
    /// first row.
    pub fn drafting(&mut self, own: &[CustomField]) -> Drafting {
        self.fields = Fields::of(own, &mut self.mapping);
        Drafting::new(self.mapping.clone(), self.options.rules.clone(), self.options.key.clone())
    }

    /// How many rows met which end so far.
    #[must_use]
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    /// Takes the next `size` rows. After an error nothing of the import is to be committed.
    pub fn chunk(
        &mut self,
        rows: &mut dyn Iterator<Item = Result<Drafted, Error>>,
        book: &mut dyn Book,
        size: usize,
    ) -> Result<Chunk, Error> {
        let mut chunk = Chunk::default();
        self.chunk_began = self.counts.rows;
        let mut taken = 0;
        for drafted in rows.take(size) {
            let Drafted { row, goes_on, read } = drafted?;
            self.goes_on = goes_on;
            if let Verdict::Rejected(why) = self.row(&row, read, book)? {
                chunk.rejected.push((row, why));
            }
            taken += 1;
        }
        chunk.last = taken < size;
        if chunk.last {
            self.find_parents(book)?;
        }
        chunk.writes = std::mem::take(&mut self.writes);
        (chunk.judged, chunk.counts) = (self.review.take(), self.counts);
        Ok(chunk)
    }

    /// Takes one row: its writes wait for the end of the chunk.
    fn row(
        &mut self,
        row: &Row,
        read: Result<(Box<Draft>, RowKeys), Refusal>,
        book: &mut dyn Book,
    ) -> Result<Verdict, Error> {
        let verdict = match read {
            Ok((draft, _)) if self.mapping.about.hangs() || self.mapping.about.stands_alone() => {
                self.record(draft, book)?
            }
            Ok((draft, keys)) => self.draft(draft, &keys, book)?,
            Err(why) => Verdict::Rejected(why),
        };
        self.counts.count(&verdict);
        self.review.judge(row, &verdict);
        Ok(verdict)
    }

    fn draft(
        &mut self,
        mut draft: Box<Draft>,
        keys: &RowKeys,
        book: &mut dyn Book,
    ) -> Result<Verdict, Error> {
        if let Some(point) = draft.points.iter().find(|point| book.erased(&point.normal)) {
            return Ok(Verdict::Rejected(Refusal::Erased { text: point.raw.clone() }));
        }
        self.counts.kept_as_note += draft.kept_as_note;
        self.counts.zeros_restored += draft.zeros_restored;
        self.review.about(&draft, self.people());
        let found = match self.find(keys, &draft, book)? {
            Search::Nobody => None,
            Search::Known(known) => Some(known),
            Search::Ambiguous => {
                let name = std::mem::take(&mut draft.customer.name);
                return Ok(Verdict::Rejected(Refusal::Ambiguous { name }));
            }
        };
        if self.options.on_duplicate == OnDuplicate::Skip && found.as_ref().is_some_and(|known| !known.ours) {
            return Ok(Verdict::Skipped);
        }
        let calls = |point: &ContactPoint| matches!(point.kind.as_str(), "phone" | "mobile");
        let blocked = draft.points.iter().any(|point| calls(point) && book.blocked(point.dialled()));
        self.counts.blocked += u64::from(blocked);
        let orphan = self.refer(&mut draft, book);
        let (page, verdict) = if let Some(Known { mut page, .. }) = found {
            self.review.before(&page);
            let mut settle = self.settle();
            let new_person = settle.update(&mut page, draft);
            let changed = settle.changed;
            let verdict = match (new_person && self.people(), changed) {
                (true, _) => Verdict::New,
                (false, true) => Verdict::Update,
                (false, false) => Verdict::Same,
            };
            (page, verdict)
        } else {
            let page = self.settle().make(draft);
            let verdict = self.review.likely(&page, book)?.map_or(Verdict::New, Verdict::Alike);
            (page, verdict)
        };
        self.review.after(&page, &verdict);
        keys.learnt.iter().for_each(|key| self.seen.learn(*key, page.customer.id));
        self.orphans.extend(orphan.map(|(header, name)| (page.customer.id, header, name)));
        self.remember(page);
        Ok(verdict)
    }

    fn people(&self) -> bool {
        self.mapping.about == As::People
    }

    pub(super) fn settle(&mut self) -> Settle<'_> {
        Settle {
            overwrite: self.options.on_duplicate == OnDuplicate::Overwrite,
            people: self.mapping.about == As::People,
            ids: &mut *self.ids,
            writes: &mut self.writes,
            goes_on: self.goes_on,
            plan_only: self.options.plan_only,
            columns: &self.mapping.columns,
            fields: &mut self.fields,
            made: false,
            changed: false,
        }
    }
}

/// What looking for a row's customer came to.
enum Search {
    Nobody,
    Known(Known),
    Ambiguous,
}

/// A customer that a row turned out to be about.
struct Known {
    /// This file has brought it, or touched it.
    ours: bool,
    page: Box<Page>,
}

impl Import {
    /// The customer a row is about: first one of this file, then one of the book.
    fn find(&mut self, keys: &RowKeys, draft: &Draft, book: &mut dyn Book) -> Result<Search, Error> {
        let own = if keys.strong.is_empty() { &keys.weak } else { &keys.strong };
        let always_new = self.options.on_duplicate == OnDuplicate::New;
        let shared = self.people() && draft.customer.kind == "company";
        if (!always_new || shared)
            && let Some(id) = own.iter().find_map(|key| one(self.seen.find(*key)))
        {
            let page = self.page(id, book)?.unwrap_or_else(|| stub(id, draft));
            return Ok(Search::Known(Known { ours: true, page }));
        }
        if always_new {
            return Ok(Search::Nobody);
        }
        for (key, strong) in keys.in_order() {
            let page = match book.find(key) {
                Found::Nobody => None,
                Found::Many => return Ok(Search::Ambiguous),
                Found::One(id) => self.page(id, book)?,
            };
            match page {
                Some(page) if differs(&page, draft) && !strong => self.remember(page),
                Some(page) => return Ok(Search::Known(Known { ours: false, page })),
                None => {}
            }
        }
        Ok(Search::Nobody)
    }

    pub(super) fn page(&mut self, id: Id, book: &mut dyn Book) -> Result<Option<Box<Page>>, Error> {
        match self.window.remove(&id) {
            Some((_, page)) => Ok(Some(page)),
            None => book.page(id),
        }
    }

    pub(super) fn remember(&mut self, page: Box<Page>) {
        let (turn, id) = (self.counts.rows, page.customer.id);
        self.order.push_back((turn, id));
        self.window.insert(id, (turn, page));
        while self.order.len() > WINDOW
            && let Some((turn, id)) = self.order.pop_front_if(|(turn, _)| *turn < self.chunk_began)
        {
            if self.window.get(&id).is_some_and(|(used, _)| *used == turn) {
                self.window.remove(&id);
            }
        }
    }

    /// Turns names of reps and parents into references; a parent not seen yet is looked for at
    /// the end.
    fn refer(&self, draft: &mut Draft, book: &mut dyn Book) -> Option<(String, String)> {
        if let Some((header, name)) = draft.owner.take() {
            draft.customer.owner = book.rep(&folded(&name));
            if draft.customer.owner.is_none() {
                draft.line(&header, &name);
            }
        }
        let (header, name) = draft.parent.take()?;
        let key = Key::name(&folded(&name));
        draft.customer.parent = one(self.seen.find(key)).or_else(|| one(book.find(key)));
        draft.customer.parent.is_none().then_some((header, name))
    }

    /// Finds the parents that stood below their daughters; a name nobody bears goes into the note.
    fn find_parents(&mut self, book: &mut dyn Book) -> Result<(), Error> {
        for (daughter, header, name) in std::mem::take(&mut self.orphans) {
            let fields = match one(self.seen.find(Key::name(&folded(&name)))) {
                Some(parent) => vec![(customer::field::parent, Value::Ref(*parent.as_bytes()))],
                None => match self.page(daughter, book)? {
                    Some(page) => noted(&page, &format!("{header}: {name}")),
                    None => Vec::new(),
                },
            };
            set(&mut self.writes, Noun::Customer, daughter, fields);
        }
        Ok(())
    }
}

fn noted(page: &Page, line: &str) -> Vec<(u16, Value)> {
    let mut note = page.customer.note.clone();
    add_lines(&mut note, &[line.to_owned()]);
    if note == page.customer.note { Vec::new() } else { vec![(customer::field::note, Value::Text(note))] }
}

/// What is left of a customer of this file that nobody remembers: enough to hang things on.
fn stub(id: Id, draft: &Draft) -> Box<Page> {
    let mut page = Box::new(Page::default());
    page.customer.id = id;
    page.customer.kind.clone_from(&draft.customer.kind);
    page.customer.name.clone_from(&draft.customer.name);
    page
}

const fn one(found: Found) -> Option<Id> {
    match found {
        Found::One(id) => Some(id),
        Found::Nobody | Found::Many => None,
    }
}

/// Says whether a code or a corporate number proves that a customer is somebody else.
fn differs(page: &Page, draft: &Draft) -> bool {
    let unlike = |there: &str, here: &str| !there.is_empty() && !here.is_empty() && there != here;
    let (there, here) = (&page.customer, &draft.customer);
    let other_id = |id: &ExternalId| {
        page.external_ids.iter().any(|known| known.system == id.system && known.value != id.value)
    };
    unlike(&there.code, &here.code)
        || unlike(&there.corporate_number, &here.corporate_number)
        || draft.external.iter().any(other_id)
}
