//! The outcomes in force: the standard set under a desk's records under a call list's.
//!
//! Records come from anywhere, other desks included, so nothing here trusts them: what suppresses
//! keeps all it does, and no key changes hands unseen.

use std::collections::HashSet;

use super::{Outcome, id_on, standard};
use crate::domain::Id;

/// Delays and days beyond these are not meant.
const LONGEST: i64 = 10 * 366 * 24 * 60;
const MOST_DAYS: i64 = 36_500;

/// The set in force on a call list, or on the desk: the standard one, overlaid by the desk's records,
/// overlaid by the list's; in menu order.
#[must_use]
pub fn in_force(own: Vec<Outcome>, list: Option<Id>) -> Vec<Outcome> {
    let mut all = known(own, list);
    all.retain(|outcome| !outcome.gone && !outcome.hidden);
    settle_keys(&mut all);
    all
}

/// The same with those no menu shows any more, by which calls of the past are still understood.
#[must_use]
pub fn known(own: Vec<Outcome>, list: Option<Id>) -> Vec<Outcome> {
    let mut all = standard();
    let (desks, lists): (Vec<_>, Vec<_>) = own.into_iter().partition(|outcome| outcome.list.is_none());
    let lists = lists.into_iter().filter(|outcome| list.is_some() && outcome.list == list);
    // A rule that was given back, or whose making was undone, leaves what lies beneath it.
    for record in desks.into_iter().chain(lists).filter(|record| !record.code.trim().is_empty()) {
        match all.iter_mut().find(|standing| means(&record, standing)) {
            Some(_) if record.gone => {}
            Some(standing) => *standing = laid_over(standing, record),
            None => all.push(even(record)),
        }
    }
    all.sort_by_key(|outcome| outcome.position.unwrap_or(i64::MAX));
    all
}

/// By id; by code too, so that no second outcome can pass for one that is there.
fn means(record: &Outcome, standing: &Outcome) -> bool {
    let on_list = |list| record.id == id_on(list, &standing.code);
    record.id == standing.id
        || record.list.is_some_and(on_list)
        || record.code.trim().eq_ignore_ascii_case(&standing.code)
}

/// What becomes of an outcome under a record: its code stays, and so does all that suppressing does.
fn laid_over(standing: &Outcome, record: Outcome) -> Outcome {
    let (en, ja) = if record.en.is_empty() && record.ja.is_empty() {
        (standing.en.clone(), standing.ja.clone())
    } else {
        (record.en.clone(), record.ja.clone())
    };
    if standing.suppress {
        let Outcome { id, key, asks, position, list, .. } = record;
        return Outcome { id, key, en, ja, asks, position, list, ..standing.clone() };
    }
    even(Outcome { code: standing.code.clone(), en, ja, ..record })
}

/// A record with nothing in it that could not have been meant.
fn even(record: Outcome) -> Outcome {
    let up_to = |most: i64| move |number: &i64| (1..=most).contains(number);
    let reach = match record.reach {
        Some(_) if !record.connected => Some(0),
        reach if record.connected => Some(reach.unwrap_or(1).clamp(1, 5)),
        reach => reach,
    };
    Outcome {
        reach,
        code: record.code.trim().to_owned(),
        delay: record.delay.filter(up_to(LONGEST)),
        tries: record.tries.filter(up_to(i64::MAX)),
        per_day: record.per_day.filter(up_to(i64::MAX)),
        cool_days: record.cool_days.filter(up_to(MOST_DAYS)),
        ..record
    }
}

/// Of two with one key the earlier in the menu keeps it. The keys on which a desk first suppresses
/// never do anything else, and what suppresses is never without a key.
fn settle_keys(all: &mut [Outcome]) {
    let suppress = |outcome: &Outcome| outcome.suppress;
    let reserved: Vec<String> = standard().into_iter().filter(suppress).map(|outcome| outcome.key).collect();
    let mut taken = HashSet::new();
    for outcome in all.iter_mut() {
        let other = reserved.contains(&outcome.key) && !outcome.suppress;
        if other || !taken.insert(outcome.key.clone()) {
            outcome.key.clear();
        }
    }
    for outcome in all.iter_mut().filter(|outcome| outcome.suppress && outcome.key.is_empty()) {
        let free = reserved.iter().find(|key| taken.insert((*key).clone()));
        outcome.key = free.cloned().unwrap_or_default();
    }
}
