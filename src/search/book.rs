//! The book: every customer's folded text in a few flat columns, and the order of equals.
//!
//! A customer has a slot, the same in every column. Replacing one blanks the old slot and adds a
//! new one; when a quarter of the slots is blank the book is laid out afresh.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::column::Column;
use super::folded::Folded;
use super::rank::{PARTS, Part};
use super::source::Source;
use crate::domain::Id;

/// All customers of a desk, as the search sees them.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub(super) columns: [Column; PARTS],
    pub(super) slots: Vec<Slot>,
    /// Live slots: next step soonest, then most recently in touch, then by name and id.
    pub(super) order: Vec<u32>,
    by_id: HashMap<Id, u32>,
}

/// What is known of a customer beside its text.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) id: Id,
    pub(super) next_at: Option<i64>,
    pub(super) last_at: Option<i64>,
    pub(super) blocked: bool,
    pub(super) live: bool,
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
        let first = self.slots.len();
        for folded in customers {
            self.retire(folded.id);
            self.push(&folded);
        }
        let fresh: Vec<_> =
            (first..self.slots.len()).filter(|&slot| self.slots[slot].live).map(index).collect();
        if fresh.len() > FEW {
            self.columns.iter_mut().for_each(Column::trim);
            self.slots.shrink_to_fit();
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

    /// About how many bytes it takes up.
    #[must_use]
    pub fn size(&self) -> usize {
        let columns: usize = self.columns.iter().map(Column::size).sum();
        let by_id = self.by_id.capacity() * (size_of::<(Id, u32)>() + 1);
        columns + by_id + self.slots.capacity() * size_of::<Slot>() + self.order.capacity() * size_of::<u32>()
    }

    pub(super) const fn column(&self, part: Part) -> &Column {
        &self.columns[part as usize]
    }

    fn push(&mut self, folded: &Folded) {
        self.by_id.insert(folded.id, index(self.slots.len()));
        for (column, record) in self.columns.iter_mut().zip(&folded.records) {
            column.push(record);
        }
        let Folded { id, next_at, last_at, blocked, .. } = *folded;
        self.slots.push(Slot { id, next_at, last_at, blocked, live: true });
    }

    /// Blanks the slot of a customer, if it has one. Its place in the order goes with the next sort.
    fn retire(&mut self, id: Id) -> bool {
        let Some(slot) = self.by_id.remove(&id) else { return false };
        self.slots[slot as usize].live = false;
        self.columns.iter_mut().for_each(|column| column.blank(slot as usize));
        true
    }

    /// Brings the order up to date: without retired slots, with fresh ones.
    fn sort_in(&mut self, fresh: Vec<u32>) {
        let mut order = std::mem::take(&mut self.order);
        order.retain(|&slot| self.slots[slot as usize].live);
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
        let when = |slot: &Slot| (slot.next_at.is_none(), slot.next_at, Reverse(slot.last_at));
        let name = |slot: u32| self.column(Part::Names).record(slot as usize);
        let [left, right] = [a, b].map(|slot| &self.slots[slot as usize]);
        when(left).cmp(&when(right)).then_with(|| name(a).cmp(name(b))).then_with(|| left.id.cmp(&right.id))
    }

    /// Lays the book out afresh once a quarter of it is blank.
    fn tidy(&mut self) {
        if (self.slots.len() - self.order.len()) * 4 <= self.slots.len() + FEW {
            return;
        }
        let old = std::mem::take(self);
        for &slot in &old.order {
            let Slot { id, next_at, last_at, blocked, .. } = old.slots[slot as usize];
            let records = [0, 1, 2, 3, 4].map(|part: usize| old.columns[part].record(slot as usize).to_vec());
            self.push(&Folded { id, records, next_at, last_at, blocked });
        }
        self.order = (0..self.slots.len()).map(index).collect();
    }
}

fn index(slot: usize) -> u32 {
    u32::try_from(slot).expect("a book holds fewer than four billion customers")
}
