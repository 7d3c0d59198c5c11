//! The call list: customers to be called one after the other, and what holds for them all.
//!
//! Whatever is done to one is a [`Change`] made here, so that the command line and the screen do
//! the same. Who is on one is `store`'s to tell.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::record::record;
use super::{Change, Deed, Id, Noun, Write};

record! {
    /// Customers to be called one after the other.
    CallList in field {
        /// What it is called.
        1 name: Text,
        /// Where it came from: `search`, `paste`, `import` or `outcome`.
        2 made_from: Choice,
        /// The search line, where it came from one.
        3 query: Text,
        /// Whoever answers the search line belongs to it, from now on too.
        4 live: Flag,
        /// What to say, with blanks such as `{name}` for what is known.
        5 script: Long,
        /// Who made it.
        6 owner: Ref,
        /// When it was made.
        7 made_at: Moment,
        /// Customers of other reps are called too.
        8 everyones: Flag,
        /// So many calls an hour are aimed at.
        9 pace: Int,
        /// The questionnaire that is asked on it, by name.
        10 survey: Text,
        /// It is an event: whoever is on it was invited.
        11 event: Flag,
        /// The day of the event.
        12 held_on: Date,
        /// Where it is.
        13 place: Text,
    }
}

/// What a list can come from.
pub const SOURCES: &[&str] = &["search", "paste", "import", "outcome"];

/// Customers claimed at once, unless told.
pub const BLOCK: usize = 20;

/// The id of a list of that name made at that moment by that rep.
#[must_use]
pub fn id_of(name: &str, rep: Option<Id>, at: i64) -> Id {
    Id::of_parts(&[b"call_list", name.as_bytes(), rep.unwrap_or_default().as_bytes(), &at.to_be_bytes()])
}

impl CallList {
    /// The change that makes it, with these customers on it in that order. It must be a new one.
    #[must_use]
    pub fn made(&self, customers: &[Id]) -> Change {
        let mut entries: Vec<_> = self.entries(1, customers).collect();
        // New records go in together where their ids rise.
        entries.sort_unstable_by_key(|entry| entry.id);
        entries.iter().fold(Change::new(Deed::MakeList, &self.name).add(self), Change::add)
    }

    /// The change that puts customers on it, after whoever is at position `last`.
    #[must_use]
    pub fn with(&self, last: i64, customers: &[Id]) -> Change {
        let entries = self.entries(last.saturating_add(1), customers);
        self.decided(Deed::EditList, entries.map(|entry| entry.put_on()))
    }

    /// The change that takes customers off it, and keeps them off a live one.
    #[must_use]
    pub fn without(&self, customers: &[Id]) -> Change {
        self.decided(Deed::EditList, customers.iter().map(|customer| Entry::taken_off(self.id, *customer)))
    }

    /// The change that makes it as `becomes` says.
    #[must_use]
    pub fn turned(&self, becomes: &Self) -> Change {
        Change::new(Deed::EditList, &becomes.name).turn(self, becomes)
    }

    /// The change that takes it away. Calls made from it stay.
    #[must_use]
    pub fn dropped(&self) -> Change {
        Change::new(Deed::EditList, &self.name).delete(Noun::CallList, self.id)
    }

    /// The change by which a rep claims these entries.
    #[must_use]
    pub fn claimed<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>, rep: Id, now: i64) -> Change {
        self.decided(Deed::Claim, entries.into_iter().map(|entry| entry.claimed(rep, now)))
    }

    /// The change by which these entries are anybody's again.
    #[must_use]
    pub fn let_go<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) -> Change {
        self.decided(Deed::Claim, entries.into_iter().map(Entry::let_go))
    }

    /// The change that hands these entries out in blocks of `block`, each to the next rep; and how
    /// many went to each.
    #[must_use]
    pub fn split(
        &self,
        entries: &[&Entry],
        reps: &[Id],
        block: usize,
        now: i64,
    ) -> (Change, BTreeMap<Id, usize>) {
        let mut shares = BTreeMap::new();
        let blocks = entries.chunks(block.max(1)).zip(reps.iter().cycle());
        let each = blocks.flat_map(|(block, rep)| block.iter().map(move |entry| (*entry, *rep)));
        let change = self.decided(
            Deed::Claim,
            each.map(|(entry, rep)| {
                *shares.entry(rep).or_default() += 1;
                entry.claimed(rep, now)
            }),
        );
        (change, shares)
    }

    fn entries(&self, first: i64, customers: &[Id]) -> impl Iterator<Item = Entry> {
        (first..).zip(customers).map(|(position, customer)| Entry::of(self.id, *customer, position))
    }

    fn decided(&self, deed: Deed, writes: impl Iterator<Item = Write>) -> Change {
        Change { writes: writes.collect(), ..Change::new(deed, &self.name) }
    }
}

/// Whether somebody on a list can be claimed: nobody has, and they were not taken out.
#[must_use]
pub fn is_free(entry: &Entry) -> bool {
    entry.rep.is_none() && entry.closed_at.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::GONE;
    use crate::domain::{Value, entry};

    fn list() -> CallList {
        CallList { id: id_of("Osaka", None, 1), name: "Osaka".into(), ..CallList::default() }
    }

    fn some(count: u8) -> Vec<Id> {
        (1..=count).map(|n| Id::from_bytes([n; 16])).collect()
    }

    #[test]
    fn a_list_is_made_with_its_entries_new_and_rising_and_each_in_its_place() {
        let change = list().made(&some(9));
        assert_eq!(
            (change.deed, change.subject.as_str(), change.writes.len()),
            (Deed::MakeList, "Osaka", 10)
        );
        let entries = &change.writes[1..];
        assert!(entries.iter().all(|write| write.new) && entries.is_sorted_by_key(|write| write.id));
        let third = entries.iter().find(|write| write.id == entry::id_of(list().id, some(9)[2])).unwrap();
        assert!(third.fields.contains(&(entry::field::position, Value::Int(3))));
    }

    #[test]
    fn whoever_is_added_stands_behind_the_last_and_is_no_new_record() {
        let change = list().with(7, &some(2));
        let positions: Vec<_> = change.writes.iter().flat_map(|write| &write.fields).collect();
        assert!(positions.contains(&&(entry::field::position, Value::Int(9))));
        assert!(change.writes.iter().all(|write| !write.new && write.fields.contains(&(GONE, Value::Null))));
        assert_eq!(list().without(&some(2)).writes[1].id, change.writes[1].id);
    }

    #[test]
    fn blocks_go_round_the_reps_in_the_order_of_the_list() {
        let (reps, list) = (some(2), list());
        for (count, block, shares) in [(10, 5, [5, 5]), (10, 3, [6, 4]), (1, 3, [1, 0]), (4, 0, [2, 2])] {
            let entries: Vec<_> = list.entries(1, &some(count)).collect();
            let (change, told) = list.split(&entries.iter().collect::<Vec<_>>(), &reps, block, 9);
            let of = |rep: &Id| {
                let claim = (entry::field::rep, Value::Ref(*rep.as_bytes()));
                change.writes.iter().filter(|write| write.fields.contains(&claim)).count()
            };
            assert_eq!([of(&reps[0]), of(&reps[1])], shares, "{count} in blocks of {block}");
            assert_eq!(told.values().sum::<usize>(), usize::from(count));
        }
    }
}
