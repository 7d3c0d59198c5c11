//! The entry: one customer on one call list, and what was decided about them there.
//!
//! What came of the calls is not kept here: it is read from the calls themselves.

use super::record::{GONE, filled, record};
use super::{Id, Noun, Value, Write};

record! {
    /// A customer on a call list; taking them off sets `gone`.
    Entry in field {
        /// The list.
        1 list: Ref,
        /// Who is to be called.
        2 customer: Ref,
        /// Where they stand on the list; smaller first.
        3 position: Int,
        /// The rep who has claimed them.
        4 rep: Ref,
        /// When they were claimed.
        5 claimed_at: Moment,
        /// How often they were put at the end.
        6 skips: Int,
        /// When they were last put at the end.
        7 skipped_at: Moment,
        /// When they were taken out of the walk by hand.
        8 closed_at: Moment,
        /// Why they were put at the end or taken out.
        9 note: Text,
    }
}

impl Entry {
    /// The entry of that customer on that list: the same on every desk.
    #[must_use]
    pub fn of(list: Id, customer: Id, position: i64) -> Self {
        Self {
            id: id_of(list, customer),
            list: Some(list),
            customer: Some(customer),
            position: Some(position),
            ..Self::default()
        }
    }

    /// The write that puts it on, also after it was taken off. Never a creation: two desks that put
    /// the same customer on write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        let mut fields = vec![(GONE, Value::Null)];
        fields.extend(filled(self));
        Write { noun: Noun::Entry, id: self.id, new: false, fields }
    }
}

/// The id of the entry of that customer on that list.
#[must_use]
pub fn id_of(list: Id, customer: Id) -> Id {
    Id::of_parts(&[b"entry", list.as_bytes(), customer.as_bytes()])
}
