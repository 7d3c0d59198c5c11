//! Finding that two customers are one, and taking it back: what would come together, which values
//! would show, what stays with whom.
//!
//! Pure: `store` reads what a plan is made of, `cli` and the screen show it, and its change goes
//! through the one door. Nothing moves: a merge is one record that joins two, see [`super::pair`].

use super::customer::Customer;
use super::page::Page;
use super::record::GONE;
use super::{Change, Deed, Field, Id, Noun, Record, Value, pair};

/// One of the two customers of a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one named first.
    One,
    /// The other.
    Other,
}

/// A field of which both hold something, or only one does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Which field of a customer.
    pub field: &'static Field,
    /// What the one holds.
    pub one: Value,
    /// What the other holds.
    pub other: Value,
    /// Who was written last.
    pub newest: Side,
    /// Whose value shows after the merge.
    pub pick: Side,
}

impl Differing {
    /// The value that shows after the merge.
    #[must_use]
    pub const fn picked(&self) -> &Value {
        match self.pick {
            Side::One => &self.one,
            Side::Other => &self.other,
        }
    }

    /// Says whether both hold something, so that somebody may want to choose.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        !self.one.is_null() && !self.other.is_null()
    }
}

/// How many of each hang on the merged customer; what both have alike counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// People.
    pub people: usize,
    /// Numbers and addresses.
    pub contact_points: usize,
    /// Calls, mails, notes, ….
    pub activities: usize,
    /// What is to be done.
    pub open_steps: usize,
    /// Deals.
    pub deals: usize,
    /// Tags.
    pub tags: usize,
    /// Blocks, lifted ones too.
    pub blocks: usize,
    /// Names in other systems.
    pub external_ids: usize,
}

impl Together {
    fn of(page: &Page) -> Self {
        Self {
            people: page.people.len(),
            contact_points: page.contact_points.len(),
            activities: page.activity_count,
            open_steps: page.next_steps.iter().filter(|step| step.open()).count(),
            deals: page.deals.len(),
            tags: page.tags.len(),
            blocks: page.blocks.len(),
            external_ids: page.external_ids.len(),
        }
    }
}

/// A merge before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePlan {
    /// The page of the one: of its whole group, where it is one with others.
    pub one: Page,
    /// The page of the other.
    pub other: Page,
    /// What would show if nothing were picked: the newest of everything.
    pub whole: Customer,
    /// The fields in which they differ, in the order of a customer's fields.
    pub fields: Vec<Differing>,
    /// What they come to as one.
    pub together: Together,
}

impl MergePlan {
    /// The plan for two pages and what they come to as one; `other_is_newer` tells of a field's code
    /// whether the other was written last. Of each field the newest value that is one is picked.
    #[must_use]
    pub fn new(one: Page, other: Page, whole: Customer, other_is_newer: impl Fn(u16) -> bool) -> Self {
        let fields = Customer::FIELDS.iter().filter(|field| field.code != GONE);
        let fields = fields.filter_map(|field| {
            let (first, second) = (one.customer.get(field.code), other.customer.get(field.code));
            let newest = if other_is_newer(field.code) { Side::Other } else { Side::One };
            let pick = match (first.is_null(), second.is_null()) {
                (false, true) => Side::One,
                (true, false) => Side::Other,
                _ => newest,
            };
            (first != second).then_some(Differing { field, one: first, other: second, newest, pick })
        });
        let fields = fields.collect();
        let together = Together::of(&Page::united(whole.clone(), vec![one.clone(), other.clone()], 0));
        Self { one, other, whole, fields, together }
    }

    /// The id the merged customer is shown under: the smaller one, whoever was named first.
    #[must_use]
    pub fn face(&self) -> Id {
        self.one.customer.id.min(self.other.customer.id)
    }

    /// Picks the value of a field by its name; says whether they differ in it.
    pub fn pick(&mut self, field: &str, side: Side) -> bool {
        let differing = self.fields.iter_mut().find(|differing| differing.field.name == field);
        differing.is_some_and(|differing| {
            differing.pick = side;
            true
        })
    }

    /// What the merged customer will be called.
    #[must_use]
    pub fn name(&self) -> String {
        let name = super::customer::field::name;
        let picked = self.fields.iter().find(|differing| differing.field.code == name).map(Differing::picked);
        match picked {
            Some(Value::Text(name)) => name.clone(),
            _ => self.whole.name.clone(),
        }
    }

    /// The merge, with what was picked written again where it would not show of itself: one action.
    ///
    /// It is written on whoever holds it, which makes it the newest, and so each keeps what was theirs:
    /// the other name is still found, and un-merging gives it back.
    #[must_use]
    pub fn change(&self) -> Change {
        let joined = pair::decided(self.one.customer.id, self.other.customer.id, pair::SAME);
        let change = Change { writes: vec![joined], ..Change::new(Deed::Merge, self.name()) };
        let [one, other] = [&self.one, &self.other].map(|page| page.customer.id);
        change.set(Noun::Customer, one, self.again(Side::One)).set(
            Noun::Customer,
            other,
            self.again(Side::Other),
        )
    }

    /// What is picked of that side and would not show of itself.
    fn again(&self, side: Side) -> Vec<(u16, Value)> {
        let hidden = |differing: &&Differing| *differing.picked() != self.whole.get(differing.field.code);
        let picked = self.fields.iter().filter(hidden).filter(|differing| differing.pick == side);
        picked.map(|differing| (differing.field.code, differing.picked().clone())).collect()
    }
}

/// What was written on one of a group since it was merged, and stays there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// On whom.
    pub customer: Id,
    /// What their own record calls them.
    pub name: String,
    /// Calls, mails, notes, … logged since.
    pub activities: usize,
    /// Everything else that was made since: next steps, deals, numbers, ….
    pub others: usize,
    /// Fields of the customer written since, by name.
    pub fields: Vec<&'static str>,
}

/// A merge that is to be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnmergePlan {
    /// Who leaves the group.
    pub member: Id,
    /// What their own record calls them.
    pub name: String,
    /// The pairs that part.
    pub parts: Vec<(Id, Id)>,
    /// The pairs that keep the others together, who were one through whoever leaves.
    pub joins: Vec<(Id, Id)>,
    /// Whom they were one with.
    pub others: Vec<Id>,
    /// What stays with whom, of those on whom anything was written since.
    pub since: Vec<Since>,
}

impl UnmergePlan {
    /// The change that takes the merge back: one action.
    #[must_use]
    pub fn change(&self) -> Change {
        let parted = self.parts.iter().map(|(one, other)| pair::decided(*one, *other, pair::APART));
        let joined = self.joins.iter().map(|(one, other)| pair::decided(*one, *other, pair::SAME));
        Change { writes: parted.chain(joined).collect(), ..Change::new(Deed::Unmerge, &self.name) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::field;

    fn page(id: u8, name: &str, rank: &str) -> Page {
        let customer = Customer {
            id: Id::from_bytes([id; 16]),
            name: name.into(),
            rank: rank.into(),
            ..Customer::default()
        };
        Page { customer, ..Page::default() }
    }

    /// The other was written last in everything.
    fn plan() -> MergePlan {
        let (one, other) = (page(2, "Tanaka", "A"), page(1, "田中", ""));
        let whole = Customer { id: other.customer.id, name: "田中".into(), ..Customer::default() };
        MergePlan::new(one, other, whole, |_| true)
    }

    #[test]
    fn what_is_known_is_picked_before_what_was_emptied() {
        let picks: Vec<_> = plan().fields.iter().map(|row| (row.field.name, row.pick)).collect();
        assert_eq!(picks, [("name", Side::Other), ("rank", Side::One)]);
    }

    #[test]
    fn only_what_would_not_show_of_itself_is_written_and_on_whoever_holds_it() {
        let mut plan = plan();
        assert_eq!(plan.name(), "田中");
        let written =
            |plan: &MergePlan| plan.change().writes.get(1).cloned().map(|write| (write.id, write.fields));
        let rank = (field::rank, Value::Text("A".into()));
        assert_eq!(written(&plan), Some((Id::from_bytes([2; 16]), vec![rank.clone()])));
        assert!(plan.pick("name", Side::One) && !plan.pick("city", Side::One));
        let name = (field::name, Value::Text("Tanaka".into()));
        assert_eq!(written(&plan), Some((Id::from_bytes([2; 16]), vec![name, rank])));
        assert_eq!(plan.change().subject, "Tanaka");
    }
}
