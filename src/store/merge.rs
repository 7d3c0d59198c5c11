//! What a merge or an un-merge would do, read before it is done: the pages, which values are the
//! newest, which pairs part, and what was written since. Called by `cli` and the screens.

use std::collections::{BTreeMap, BTreeSet};

use super::open::Desk;
use super::read::one;
use super::{Result, group, newest};
use crate::domain::customer::Customer;
use crate::domain::history::FieldChange;
use crate::domain::merge::{MergePlan, Since, UnmergePlan};
use crate::domain::pair::{self, Pair};
use crate::domain::{Id, Noun, Value};

/// More commits than there are.
const EVERYTHING: usize = usize::MAX >> 1;

impl Desk {
    /// What merging two customers, or the groups they are of, would come to; nothing where one of
    /// them is not there or was deleted, or they are one already.
    pub fn merge_plan(&self, one: Id, other: Id) -> Result<Option<MergePlan>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let (first, second) = (group::members(&self.conn, one)?, group::members(&self.conn, other)?);
        let mut all: Vec<Id> = first.iter().chain(&second).copied().collect();
        all.sort_unstable();
        all.dedup();
        let there = |id| -> Result<_> { Ok(self.page(id, 1)?.filter(|page| !page.customer.gone)) };
        let (Some(one), Some(other)) = (there(one)?, there(other)?) else { return Ok(None) };
        let newest = |members: &[Id]| newest::of(&self.conn, members);
        let (Some(whole), Some(first), Some(second)) = (newest(&all)?, newest(&first)?, newest(&second)?)
        else {
            return Ok(None);
        };
        if one.customer.id == other.customer.id {
            return Ok(None);
        }
        let newer = |code| second.mark_of(code) > first.mark_of(code);
        Ok(Some(MergePlan::new(one, other, whole.customer, newer)))
    }

    /// What taking a customer out of its group would do: with `from`, parting those two alone.
    /// Nothing parts where they are alone, or were never joined to that one.
    pub fn unmerge_plan(&self, member: Id, from: Option<Id>) -> Result<UnmergePlan> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut others = group::component(&self.conn, member)?;
        others.remove(&member);
        let joined = group::joined(&self.conn, member)?;
        let parting = joined.iter().filter(|id| from.is_none_or(|from| from == **id));
        let parts: Vec<(Id, Id)> = parting.map(|id| (member, *id)).collect();
        Ok(UnmergePlan {
            member,
            name: self.own_name(member)?,
            joins: if from.is_none() { self.rejoined(member, &others)? } else { Vec::new() },
            since: self.written_since(member, &others, &parts)?,
            others: others.into_iter().collect(),
            parts,
        })
    }

    fn own_name(&self, id: Id) -> Result<String> {
        Ok(one::<Customer>(&self.conn, id)?.map(|customer| customer.name).unwrap_or_default())
    }

    /// The pairs that keep the others one without whoever leaves, but for those told apart.
    fn rejoined(&self, leaver: Id, others: &BTreeSet<Id>) -> Result<Vec<(Id, Id)>> {
        let (mut rest, mut firsts) = (others.clone(), Vec::new());
        while let Some(first) = rest.first().copied() {
            firsts.push(first);
            for id in group::component_without(&self.conn, first, Some(leaver))? {
                rest.remove(&id);
            }
        }
        let mut joins = Vec::new();
        for pair in firsts.windows(2) {
            let known: Option<Pair> = one(&self.conn, pair::id_of(pair[0], pair[1]))?;
            if known.is_none_or(|known| known.gone || known.verdict != pair::APART) {
                joins.push((pair[0], pair[1]));
            }
        }
        Ok(joins)
    }

    /// What was written on each of a group since those pairs were joined.
    fn written_since(&self, member: Id, others: &BTreeSet<Id>, parts: &[(Id, Id)]) -> Result<Vec<Since>> {
        let pairs: Vec<Id> = parts.iter().map(|(one, other)| pair::id_of(*one, *other)).collect();
        let joined = |change: &&FieldChange| {
            pairs.contains(&change.id) && change.becomes == Value::Text(pair::SAME.to_owned())
        };
        let own = self.history_of(member, &[member], EVERYTHING)?;
        // Of each pair the last time it was joined.
        let mut joinings: BTreeMap<Id, i64> = BTreeMap::new();
        for entry in own.iter().rev() {
            joinings.extend(
                entry.changes.iter().filter(|change| joined(change)).map(|change| (change.id, entry.seq)),
            );
        }
        let Some(merged) = joinings.into_values().min() else { return Ok(Vec::new()) };
        let mut since = Vec::new();
        for id in others.iter().chain([&member]) {
            let later = self.history_of(*id, &[*id], EVERYTHING)?;
            let later = later.into_iter().filter(|entry| entry.seq > merged).flat_map(|entry| entry.changes);
            let one = told(Since { customer: *id, name: self.own_name(*id)?, ..Since::default() }, later);
            since.extend((one.activities + one.others + one.fields.len() > 0).then_some(one));
        }
        Ok(since)
    }
}

/// Adds up what changes of records of one customer come to, each record once.
fn told(mut since: Since, changes: impl Iterator<Item = FieldChange>) -> Since {
    let mut seen = BTreeSet::new();
    for change in changes.filter(|change| change.noun != Noun::Pair) {
        match change.noun {
            Noun::Customer if !since.fields.contains(&change.field) => since.fields.push(change.field),
            Noun::Customer => {}
            Noun::Activity => since.activities += usize::from(seen.insert(change.id)),
            _ => since.others += usize::from(seen.insert(change.id)),
        }
    }
    since
}
