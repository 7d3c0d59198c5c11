//! The book: every customer's folded text in a few flat columns in memory, and the order of equals.
//!
//! Replacing a customer blanks the old slot and adds a new one; when a quarter of the slots is
//! blank the book is laid out afresh. A small book is all there is; of a large one it holds what
//! has changed since the sidecar was made.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::column::{Column, index};
use super::folded::Folded;
use super::rank::PARTS;
use super::shelf::{Facts, Mask, Shelf};
use super::source::Source;
use crate::domain::Id;

/// Customers as the search sees them.
#[derive(Clone, Debug, Default)]
pub struct Book {
    texts: [Texts; PARTS],
    held: Texts,
    ids: Vec<[u8; 16]>,
    facts: Vec<Facts>,
    retired: Mask,
    /// Live slots in the order of equals.
    order: Vec<u32>,
    by_id: HashMap<Id, u32>,
}

/// The most customers put at once that are sorted in one by one.
const FEW: usize = 64;

impl Book {
    /// An empty book.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many customers it holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Says whether it holds nobody.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Adds a customer, or replaces the one of that id.
    pub fn put(&mut self, source: &Source) {
        self.put_folded([Folded::of(source)]);
    }

    /// Adds or replaces many at once: a whole book, an import, or what a commit changed.
    pub fn put_folded(&mut self, customers: impl IntoIterator<Item = Folded>) {
        let first = self.ids.len();
        for folded in customers {
            self.retire(folded.id);
            let records = folded.records.each_ref().map(Vec::as_slice);
            self.push(folded.id, folded.facts, records, &folded.held);
        }
        let fresh: Vec<_> =
            (first..self.ids.len()).filter(|&slot| !self.retired.has(slot)).map(index).collect();
        if fresh.len() > FEW {
            self.texts.iter_mut().chain([&mut self.held]).for_each(Texts::trim);
            self.ids.shrink_to_fit();
            self.facts.shrink_to_fit();
        }
        self.sort_in(fresh);
        self.tidy();
    }

    /// Takes a customer out; `false` where the book did not hold it.
    pub fn remove(&mut self, id: Id) -> bool {
        let held = self.retire(id);
        self.sort_in(Vec::new());
        self.tidy();
        held
    }

    /// How many bytes of text are searched.
    #[must_use]
    pub fn text_size(&self) -> usize {
        self.texts.iter().map(|texts| texts.text.len()).sum()
    }

    pub(super) fn shelf(&self) -> Shelf<'_> {
        Shelf {
            columns: self.texts.each_ref().map(Texts::column),
            held: Some(self.held.column()),
            ids: &self.ids,
            facts: &self.facts,
            masked: &self.retired,
        }
    }

    /// The live slots in the order of equals.
    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }

    fn push(&mut self, id: Id, facts: Facts, records: [&[u8]; PARTS], held: &[u8]) {
        self.by_id.insert(id, index(self.ids.len()));
        for (texts, record) in self.texts.iter_mut().zip(records) {
            texts.push(record);
        }
        self.held.push(held);
        self.ids.push(*id.as_bytes());
        self.facts.push(facts);
    }

    /// Blanks the slot of a customer, if it has one. Its place in the order goes with the next sort.
    fn retire(&mut self, id: Id) -> bool {
        let Some(slot) = self.by_id.remove(&id) else { return false };
        self.retired.put(slot as usize);
        self.texts.iter_mut().chain([&mut self.held]).for_each(|texts| texts.blank(slot as usize));
        true
    }

    /// Brings the order up to date: without retired slots, with fresh ones.
    fn sort_in(&mut self, fresh: Vec<u32>) {
        let mut order = std::mem::take(&mut self.order);
        order.retain(|&slot| !self.retired.has(slot as usize));
        if fresh.len() <= FEW {
            for slot in fresh {
                let at = order.partition_point(|&other| self.compare(other, slot).is_lt());
                order.insert(at, slot);
            }
        } else {
            order.extend(fresh);
            order.sort_by(|&a, &b| self.compare(a, b));
        }
        order.shrink_to(order.len() + FEW);
        self.order = order;
    }

    fn compare(&self, a: u32, b: u32) -> Ordering {
        let shelf = self.shelf();
        shelf.compare(a as usize, &shelf, b as usize)
    }

    /// Lays the book out afresh once a quarter of it is blank.
    fn tidy(&mut self) {
        if (self.ids.len() - self.order.len()) * 4 <= self.ids.len() + FEW {
            return;
        }
        let old = std::mem::take(self);
        let shelf = old.shelf();
        for &slot in &old.order {
            let slot = slot as usize;
            let records = shelf.columns.map(|column| column.record(slot));
            let held = shelf.held.map(|held| held.record(slot)).unwrap_or_default();
            self.push(shelf.id(slot), shelf.facts[slot], records, held);
        }
        self.order = (0..self.ids.len()).map(index).collect();
    }
}

/// A column that grows.
#[derive(Clone, Debug)]
struct Texts {
    text: Vec<u8>,
    starts: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { text: Vec::new(), starts: vec![0] }
    }
}

impl Texts {
    fn column(&self) -> Column<'_> {
        Column::new(&self.text, &self.starts)
    }

    fn push(&mut self, record: &[u8]) {
        self.text.extend(record);
        self.starts.push(index(self.text.len()));
    }

    /// Makes a record unfindable; its room is taken back when the book is laid out afresh.
    fn blank(&mut self, slot: usize) {
        self.text[self.starts[slot] as usize..self.starts[slot + 1] as usize].fill(0);
    }

    /// Gives back room that growing left over.
    fn trim(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}
