//! Erasing somebody: what it would take and leave, for whoever decides; and the change that does it.
//!
//! Numbers that nobody else has are blocked as hashes, so that a list bought later, or a
//! colleague's import, does not bring them back unnoticed.

use super::block::{self, Block, ERASED, suppressed};
use super::erasure::{Erasure, Fate, fate, id_of};
use super::record::{GONE, filled};
use super::{Change, Deed, Id, Noun, Value, Write};

/// What an erasure would take and leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taking {
    /// What they are called.
    pub name: String,
    /// Whoever goes: the customer, and everybody they are one with.
    pub members: Vec<Id>,
    /// How many records there are of each noun.
    pub records: Vec<(Noun, usize)>,
    /// Their numbers and addresses, which may not come back.
    pub addresses: Vec<String>,
    /// Numbers and addresses that somebody else in the book has too: they stay theirs.
    pub shared: Vec<String>,
    /// The files they came from, by name; what lies outside the book is not the book's to remove.
    pub files: Vec<String>,
}

impl Taking {
    /// How many records of each noun go.
    pub fn goes(&self) -> impl Iterator<Item = (Noun, usize)> {
        self.records.iter().copied().filter(|(noun, _)| fate(*noun) == Fate::Vanishes)
    }

    /// How many records of each noun stay, without a word of theirs, so that totals and blocks hold.
    pub fn stays(&self) -> impl Iterator<Item = (Noun, usize)> {
        self.records.iter().copied().filter(|(noun, _)| fate(*noun) != Fate::Vanishes)
    }

    /// The change that erases them. It bears no name.
    #[must_use]
    pub fn change(&self, reason: &str, rep: Option<Id>, now: i64) -> Change {
        let erasures = self.members.iter().map(|customer| Erasure {
            id: id_of(*customer),
            customer: Some(*customer),
            at: Some(now),
            rep,
            reason: reason.to_owned(),
            ..Erasure::default()
        });
        let change = erasures.fold(Change::new(Deed::Erase, ""), |change, erasure| change.add(&erasure));
        let blocks = self.addresses.iter().map(|address| suppression(address, rep, now));
        Change { writes: change.writes.into_iter().chain(blocks).collect(), ..change }
    }
}

/// The id of the block that an address leaves, given as a hash.
#[must_use]
pub fn block_of(suppressed: &str) -> Id {
    Id::of_parts(&[b"suppression", suppressed.as_bytes()])
}

/// The block that an address leaves: one record an address, whoever erases whom, and up again where
/// it had been lifted.
fn suppression(address: &str, rep: Option<Id>, now: i64) -> Write {
    let address = suppressed(address);
    let id = block_of(&address);
    let block = Block { id, address, reason: ERASED.into(), since: Some(now), rep, ..Block::default() };
    let up = [GONE, block::field::until, block::field::lifted_at];
    let mut fields: Vec<_> = up.map(|code| (code, Value::Null)).into();
    fields.extend(filled(&block));
    fields.sort_unstable_by_key(|(code, _)| *code);
    Write { noun: Noun::Block, id, new: false, fields }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_erasure_names_everybody_of_the_group_and_no_word_of_theirs() {
        let taking = Taking {
            name: "田中".into(),
            members: vec![Id::from_bytes([1; 16]), Id::from_bytes([2; 16])],
            addresses: vec!["+81312345678".into()],
            ..Taking::default()
        };
        let change = taking.change("asked", None, 7);
        assert_eq!(change.writes.len(), 3);
        let said = format!("{change:?}");
        assert!(!said.contains("田中") && !said.contains("312345678"), "{said}");
    }

    #[test]
    fn two_desks_that_erase_one_number_write_one_block() {
        let taking = Taking { addresses: vec!["+81312345678".into()], ..Taking::default() };
        let one = taking.change("", None, 7).writes[0].id;
        let other = taking.change("", Some(Id::from_bytes([3; 16])), 9).writes[0].id;
        assert_eq!(one, other);
    }
}
