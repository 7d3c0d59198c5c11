//! The attendance: how far somebody got with an event, from invited to attended.
//!
//! An event is a call list that says so; whoever is invited is on it too, to be called.

use super::record::{record, there};
use super::{Id, Write};

record! {
    /// A customer, or somebody there, and an event.
    Attendance in field {
        /// The customer.
        1 customer: Ref,
        /// Who there, where that is known.
        2 person: Ref,
        /// The event: a call list.
        3 event: Ref,
        /// How far: a code out of `STATES`.
        4 state: Choice,
        /// Since when.
        5 at: Moment,
        /// Minutes east of UTC where that was.
        6 zone: Int,
        /// Who said so.
        7 rep: Ref,
        /// What else is to be said.
        8 note: Text,
    }
}

/// How far somebody can get, in order.
pub const STATES: &[&str] = &["invited", "registered", "attended", "no_show"];

impl Attendance {
    /// That customer, or that person there, at that event: the same on every desk.
    #[must_use]
    pub fn of(event: Id, customer: Id, person: Option<Id>) -> Self {
        let who = person.unwrap_or(customer);
        let id = Id::of_parts(&[b"attendance", event.as_bytes(), who.as_bytes()]);
        Self { id, customer: Some(customer), person, event: Some(event), ..Self::default() }
    }

    /// The write that has it there, also after it was deleted. What was noted before stays where nothing is
    /// said instead.
    #[must_use]
    pub fn put_there(&self) -> Write {
        there(self)
    }
}
