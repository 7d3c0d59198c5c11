//! What waits for a look after desks met: nothing was lost, and somebody should decide.
//!
//! Every desk that saw the same files has the same items. What is done about one is an ordinary
//! change: it travels like any other, and is taken back like any other.

use super::pair::{APART, decided};
use super::record::GONE;
use super::{Change, Deed, Id, Noun, Value};

/// Letters of a key that people type.
const SHORT: usize = 8;

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which one: the same on every desk.
    pub key: Id,
    /// The customer it concerns, where there is one.
    pub customer: Option<Id>,
    /// What they are called.
    pub name: String,
    /// What happened.
    pub what: What,
}

/// Whose hand it was, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// The rep, by name; empty where nobody knows.
    pub by: String,
    /// Unix milliseconds.
    pub at: i64,
}

/// A field that two wrote without seeing the other's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The field's code.
    pub code: u16,
    /// What stands.
    pub stands: Value,
    /// Who wrote that.
    pub stands_by: Hand,
    /// What lost.
    pub lost: Value,
    /// What the two are called, where they are other records.
    pub names: [String; 2],
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Two wrote one record without seeing the other's; of what one of them wrote, this lost.
    Overwritten {
        /// The record's noun.
        noun: Noun,
        /// The record.
        id: Id,
        /// What it is called, where it is no customer.
        of: String,
        /// The fields that lost.
        fields: Vec<Clash>,
        /// Whose lost.
        by: Hand,
    },
    /// A customer was deleted, and somebody worked on them later.
    WorkedOnDeleted {
        /// Who deleted them.
        deleted: Hand,
        /// Who worked on them last.
        worked: Hand,
        /// Over which channel.
        channel: String,
        /// What they noted.
        note: String,
    },
    /// Two customers from different desks have one number or address.
    Shared {
        /// The other.
        other: Id,
        /// What they are called.
        other_name: String,
        /// The number or address.
        address: String,
        /// Who made the one, and who the other.
        made: [Hand; 2],
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

impl Item {
    /// As much of the key as people type.
    #[must_use]
    pub fn short(&self) -> String {
        self.key.to_string().chars().take(SHORT).collect()
    }

    /// The change that takes the other side. Nothing where two customers would become one: what shows
    /// of them is a merge's to plan.
    #[must_use]
    pub fn taken(&self) -> Option<Change> {
        match &self.what {
            What::Overwritten { noun, id, fields, .. } => {
                Some(self.written(*noun, *id, fields.iter().map(|clash| (clash.code, clash.lost.clone()))))
            }
            What::WorkedOnDeleted { .. } => {
                Some(self.written(Noun::Customer, self.customer?, [(GONE, Value::Null)]))
            }
            What::Forked { .. } => self.kept(),
            What::ErasedAndMerged { other } => {
                let mut change = Change::new(Deed::TellApart, self.name.clone());
                change.writes.push(decided(self.customer?, *other, APART));
                Some(change)
            }
            What::Shared { .. } => None,
        }
    }

    /// The change that keeps what stands: written anew by somebody who saw both, it is settled.
    #[must_use]
    pub fn kept(&self) -> Option<Change> {
        match &self.what {
            What::Overwritten { noun, id, fields, .. } => {
                Some(self.written(*noun, *id, fields.iter().map(|clash| (clash.code, clash.stands.clone()))))
            }
            What::WorkedOnDeleted { .. } => {
                Some(self.written(Noun::Customer, self.customer?, [(GONE, Value::Int(1))]))
            }
            What::Shared { other, other_name, .. } => {
                let subject = format!("{} / {other_name}", self.name);
                let mut change = Change::new(Deed::TellApart, subject);
                change.writes.push(decided(self.customer?, *other, APART));
                Some(change)
            }
            What::Forked { origin } => {
                let mut change = Change::new(Deed::Settle, self.name.clone());
                change.writes.push(decided(fork(*origin), fork(*origin), APART));
                Some(change)
            }
            What::ErasedAndMerged { .. } => None,
        }
    }

    fn written(&self, noun: Noun, id: Id, fields: impl IntoIterator<Item = (u16, Value)>) -> Change {
        Change::new(Deed::Settle, self.name.clone()).set(noun, id, fields.into_iter().collect())
    }
}

/// Stands for an origin in the pair that says its two copies are known to be two.
#[must_use]
pub fn fork(origin: u64) -> Id {
    Id::of_parts(&[b"fork", &origin.to_be_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::field;
    use crate::domain::pair::id_of;

    fn item(what: What) -> Item {
        let customer = Some(Id::from_bytes([1; 16]));
        Item { key: Id::from_bytes([9; 16]), customer, name: "Acme".into(), what }
    }

    #[test]
    fn taking_writes_what_lost_and_keeping_writes_what_stands() {
        let clash = Clash {
            code: field::rank,
            stands: Value::Text("A".into()),
            stands_by: Hand::default(),
            lost: Value::Null,
            names: Default::default(),
        };
        let (noun, id, of, by) = (Noun::Customer, Id::from_bytes([1; 16]), String::new(), Hand::default());
        let item = item(What::Overwritten { noun, id, of, fields: vec![clash], by });
        assert_eq!(item.taken().unwrap().writes[0].fields, [(field::rank, Value::Null)]);
        assert_eq!(item.kept().unwrap().writes[0].fields, [(field::rank, Value::Text("A".into()))]);
        assert_eq!(item.short(), "09090909");
    }

    #[test]
    fn a_shared_number_is_settled_by_the_pair_and_a_fork_by_one_of_its_own() {
        let other = Id::from_bytes([2; 16]);
        let made = Default::default();
        let shared =
            item(What::Shared { other, other_name: "Beta".into(), address: "+81312345678".into(), made });
        let kept = shared.kept().unwrap();
        assert_eq!((kept.deed, kept.subject.as_str()), (Deed::TellApart, "Acme / Beta"));
        assert_eq!(kept.writes[0].id, id_of(Id::from_bytes([1; 16]), other));
        assert!(shared.taken().is_none());
        let erased = item(What::ErasedAndMerged { other });
        assert_eq!(erased.taken().unwrap().writes, kept.writes, "they are two after all");
        assert!(erased.kept().is_none(), "an erasure is no change like another");
        let forked = item(What::Forked { origin: 7 });
        assert_eq!(forked.taken(), forked.kept());
        assert_eq!(forked.kept().unwrap().writes[0].id, id_of(fork(7), fork(7)));
    }
}
