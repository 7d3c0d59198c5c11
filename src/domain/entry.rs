//! The entry: one customer on one call list, and what was decided about them there.
//!
//! What came of the calls is not kept here: it is read from the calls themselves.

use super::record::{GONE, filled, record};
use super::value::Cell as _;
use super::{Change, Deed, Id, Noun, Value, Write};

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
        Self { position: Some(position), ..Self::unwritten(list, customer) }
    }

    /// The entry of who is on a list only because they answer its search.
    #[must_use]
    pub fn unwritten(list: Id, customer: Id) -> Self {
        Self { id: id_of(list, customer), list: Some(list), customer: Some(customer), ..Self::default() }
    }

    /// What several entries of one list come to, whose customers turned out to be one, shown as
    /// `face`: on the list where one is, at its first place, and all that was decided of any.
    #[must_use]
    pub fn united(mut entries: Vec<Self>, face: Id) -> Option<Self> {
        if entries.iter().any(|entry| !entry.gone) {
            entries.retain(|entry| !entry.gone);
        }
        entries.sort_by_key(|entry| (entry.position.is_none(), entry.position, entry.id));
        let mut all = entries.into_iter();
        let mut whole = Self { customer: Some(face), ..all.next()? };
        for entry in all {
            if whole.rep.is_none() {
                (whole.rep, whole.claimed_at) = (entry.rep, entry.claimed_at);
            }
            whole.skips = whole.skips.max(entry.skips);
            whole.skipped_at = whole.skipped_at.max(entry.skipped_at);
            whole.closed_at = whole.closed_at.max(entry.closed_at);
            if whole.note.is_empty() {
                whole.note = entry.note;
            }
        }
        Some(whole)
    }

    /// The write that puts it on, also after it was taken off or out. Never a creation: two desks
    /// that put the same customer on write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        let mut fields = vec![(GONE, Value::Null), (field::closed_at, Value::Null)];
        fields.extend(filled(self));
        Write { noun: Noun::Entry, id: self.id, new: false, fields }
    }

    /// The write that takes a customer off a list, whether they were on it or only answered a live
    /// one's search.
    #[must_use]
    pub fn taken_off(list: Id, customer: Id) -> Write {
        let mut fields = vec![(GONE, Value::Int(1))];
        fields.extend(named(list, customer));
        Write { noun: Noun::Entry, id: id_of(list, customer), new: false, fields }
    }

    /// The write by which a rep claims it.
    #[must_use]
    pub fn claimed(&self, rep: Id, now: i64) -> Write {
        self.decided(vec![(field::rep, Value::Ref(*rep.as_bytes())), (field::claimed_at, Value::Int(now))])
    }

    /// The write by which nobody claims it any more.
    #[must_use]
    pub fn let_go(&self) -> Write {
        self.decided(vec![(field::rep, Value::Null), (field::claimed_at, Value::Null)])
    }

    /// The change that puts a customer at the end of the list: `whom` is their name.
    #[must_use]
    pub fn put_off(&self, whom: &str, note: &str, now: i64) -> Change {
        let skips = self.skips.unwrap_or(0).saturating_add(1);
        let fields = vec![
            (field::skips, Value::Int(skips)),
            (field::skipped_at, Value::Int(now)),
            (field::note, note.to_owned().to_value()),
        ];
        Change { writes: vec![self.decided(fields)], ..Change::new(Deed::Skip, whom) }
    }

    /// The change that takes a customer out of the walk: `whom` is their name.
    #[must_use]
    pub fn taken_out(&self, whom: &str, note: &str, now: i64) -> Change {
        let fields = vec![(field::closed_at, Value::Int(now)), (field::note, note.to_owned().to_value())];
        Change { writes: vec![self.decided(fields)], ..Change::new(Deed::Skip, whom) }
    }

    /// A decision about it. Who only answers a live list's search has no record yet, which must say
    /// whose it is; without a position it puts nobody on the list.
    fn decided(&self, mut fields: Vec<(u16, Value)>) -> Write {
        if let (None, Some(list), Some(customer)) = (self.position, self.list, self.customer) {
            fields.extend(named(list, customer));
        }
        Write { noun: Noun::Entry, id: self.id, new: false, fields }
    }
}

fn named(list: Id, customer: Id) -> [(u16, Value); 2] {
    [(field::list, Value::Ref(*list.as_bytes())), (field::customer, Value::Ref(*customer.as_bytes()))]
}

/// The id of the entry of that customer on that list.
#[must_use]
pub fn id_of(list: Id, customer: Id) -> Id {
    Id::of_parts(&[b"entry", list.as_bytes(), customer.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(position: Option<i64>) -> Entry {
        let (list, customer) = (Id::from_bytes([1; 16]), Id::from_bytes([2; 16]));
        Entry { position, ..Entry::of(list, customer, 0) }
    }

    #[test]
    fn putting_off_counts_and_says_when_and_why() {
        let later = entry(Some(1)).put_off("Acme", "in a meeting", 9);
        let again = Entry { skips: Some(2), ..entry(Some(1)) }.put_off("Acme", "", 9);
        assert_eq!((later.deed, later.subject.as_str()), (Deed::Skip, "Acme"));
        let why = (field::note, Value::Text("in a meeting".into()));
        assert_eq!(
            later.writes[0].fields,
            [(field::skips, Value::Int(1)), (field::skipped_at, Value::Int(9)), why]
        );
        assert_eq!(again.writes[0].fields[0], (field::skips, Value::Int(3)));
        assert_eq!(again.writes[0].fields[2], (field::note, Value::Null));
    }

    #[test]
    fn a_decision_about_somebody_without_a_record_says_whose_it_is_and_puts_nobody_on() {
        for decided in [
            entry(None).claimed(Id::from_bytes([3; 16]), 9),
            entry(None).let_go(),
            entry(None).taken_out("Acme", "", 9).writes.remove(0),
        ] {
            let codes: Vec<u16> = decided.fields.iter().map(|(code, _)| *code).collect();
            assert!(codes.contains(&field::list) && codes.contains(&field::customer));
            assert!(!codes.contains(&field::position));
        }
        assert_eq!(entry(Some(1)).let_go().fields.len(), 2);
    }
}
