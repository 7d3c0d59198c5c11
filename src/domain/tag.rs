//! The tag: a word on a customer. Its id is the hash of both, so two desks make the same one.

use super::Id;
use super::record::record;

record! {
    /// A word on a customer; taking it off sets `gone`.
    Tag in field {
        /// Whose.
        1 customer: Ref,
        /// The word.
        2 name: Text,
    }
}

impl Tag {
    /// The tag of that name on that customer.
    #[must_use]
    pub fn on(customer: Id, name: &str) -> Self {
        let id = Id::of_parts(&[b"tag", customer.as_bytes(), name.as_bytes()]);
        Self { id, gone: false, customer: Some(customer), name: name.to_owned() }
    }
}
