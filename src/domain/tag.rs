//! The tag: a word on a customer. Its id is the hash of both, so two desks make the same one. On nobody
//! it is a word that is offered wherever a tag is typed.

use super::fold::fold;
use super::record::{GONE, record};
use super::{Id, Noun, Value, Write};

/// On whoever has complained: a code, shown in the language of the screen.
pub const COMPLAINT: &str = "complaint";

/// The tags that are codes.
pub const CODES: &[&str] = &[COMPLAINT];

/// The tag meant by a folded word, where it is one of those that are codes.
#[must_use]
pub fn code_of(folded: &str) -> Option<&'static str> {
    (folded == fold("クレーム")).then_some(COMPLAINT)
}

record! {
    /// A word on a customer; taking it off sets `gone`.
    Tag in field {
        /// Whose; nobody's where it is offered.
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

    /// The tag of that name as it is offered for anybody: on nobody.
    #[must_use]
    pub fn offered(name: &str) -> Self {
        Self {
            id: Id::of_parts(&[b"tag offered", name.as_bytes()]),
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// The write that puts it on, also after it was taken off. Never a creation: two desks that
    /// put on the same tag write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        let mut fields = vec![(GONE, Value::Null)];
        fields.extend(super::record::filled(self));
        Write { noun: Noun::Tag, id: self.id, new: false, fields }
    }
}
