//! What waits for a look after desks met: nothing was lost, and somebody should decide.
//!
//! Every desk that saw the same files has the same items. What is done about one is an ordinary
//! change.

use super::{Id, Noun, Value};

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The customer it concerns, where there is one.
    pub customer: Option<Id>,
    /// What they are called.
    pub name: String,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Two wrote one field without seeing the other's; one of the two stands.
    Overwritten {
        /// The record's noun.
        noun: Noun,
        /// The record.
        id: Id,
        /// The field's code.
        code: u16,
        /// What stands.
        stands: Value,
        /// What lost.
        lost: Value,
        /// Whose lost, by name, and when, Unix milliseconds.
        by: String,
        /// When it was written, Unix milliseconds.
        at: i64,
    },
    /// A customer was deleted, and somebody worked on them later.
    WorkedOnDeleted {
        /// The newest such work, Unix milliseconds.
        at: i64,
    },
    /// Two customers from different desks have one number or address.
    Shared {
        /// The other.
        other: Id,
        /// What they are called.
        other_name: String,
        /// The number or address.
        address: String,
    },
    /// An erased customer is one with somebody who is not.
    ErasedAndMerged {
        /// The other.
        other: Id,
    },
    /// Two copies of one desk wrote under the same name.
    Forked {
        /// The origin.
        origin: u64,
    },
}
