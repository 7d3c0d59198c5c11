//! A field of the desk's own: what a column is that no field of ours holds.
//!
//! Its id is the hash of the noun and the folded name, so two desks that import the same file
//! mean the same field. What it holds of a record is a `custom_value`.

use super::fold::fold;
use super::record::{record, whole};
use super::{Id, Noun, Write};

record! {
    /// A field somebody added to a noun.
    CustomField in field {
        /// The table of the noun it belongs to: a code out of `OF`.
        1 of: Choice,
        /// What it is called: the header it came in under.
        2 name: Text,
        /// What it holds: a code out of `KINDS`.
        3 kind: Choice,
        /// What a choice can be, one a line.
        4 choices: Long,
        /// Where it stands among the noun's; smaller first.
        5 position: Int,
        /// It should not stay empty.
        6 required: Flag,
        /// What a text should look like: `*` for anything, `#` for a digit, `@` for a letter.
        7 pattern: Text,
        /// The least a number, an amount or a date should be.
        8 low: Text,
        /// The most.
        9 high: Text,
        /// So many characters at most.
        10 longest: Int,
        /// What breaks these rules is refused where it is typed, not only told.
        11 hard: Flag,
    }
}

/// The nouns that can have fields of one's own, by their tables.
pub const OF: &[&str] = &["customer", "person", "deal", "purchase", "activity"];

/// What one can hold.
pub const KINDS: &[&str] = &["text", "number", "date", "choice", "multi", "flag", "phone", "url", "money"];

impl CustomField {
    /// The field of that name on that noun: the same on every desk.
    #[must_use]
    pub fn called(of: Noun, name: &str, kind: &str) -> Self {
        Self {
            id: id_of(of, name),
            of: of.table().to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            ..Self::default()
        }
    }

    /// The write that has it there as it says, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        whole(self)
    }
}

/// The id of the field of that name on that noun, however it is spelled.
#[must_use]
pub fn id_of(of: Noun, name: &str) -> Id {
    Id::of_parts(&[b"custom_field", &[of.code()], fold(name).as_bytes()])
}
