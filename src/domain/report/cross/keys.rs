//! Keys: what records have in common as it is shown, in which order, and where a record stands.

use std::collections::HashMap;

use super::{Axis, Tally};
use crate::domain::Value;
use crate::domain::fold::fold;
use crate::domain::sums::Sums;

/// What keys have in common, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Common {
    /// What they hold.
    Known(Value),
    /// All that are too many to be shown one by one.
    Other,
    /// They hold nothing.
    Nothing,
}

/// One of the keys that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// All that are shown.
    pub shown: Vec<Common>,
    /// Which of them.
    pub at: usize,
}

impl OneOf {
    /// Says whether a record that holds this stands there.
    #[must_use]
    pub fn holds(&self, value: &Value) -> bool {
        let key = folded(value);
        let known = |common: &Common| matches!(common, Common::Known(shown) if folded(shown) == key);
        let other = |common: &Common| *common == Common::Other;
        let at = match key {
            Value::Null => self.shown.iter().position(|common| *common == Common::Nothing),
            _ => self.shown.iter().position(known).or_else(|| self.shown.iter().position(other)),
        };
        at == Some(self.at)
    }
}

/// Keys in the order they are shown in, and where each stands.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) shown: Vec<Common>,
    places: HashMap<Value, usize>,
}

/// The spellings of a key with how many have each, and what they come to.
type Spelled<'a> = (HashMap<&'a Value, u64>, (u64, Sums));

impl Keys {
    pub(super) fn of<'a>(
        keys: impl Iterator<Item = (&'a Value, &'a Tally)>,
        axis: Axis,
        most: usize,
    ) -> Self {
        let mut found: HashMap<Value, Spelled<'a>> = HashMap::new();
        for (key, tally) in keys {
            let (spelled, (count, sum)) = found.entry(folded(key)).or_default();
            *spelled.entry(key).or_default() += tally.count;
            *count += tally.count;
            sum.join(&tally.sums);
        }
        let nothing = found.remove(&Value::Null).is_some();
        let mut keys: Vec<(Value, Value, (i128, u64))> = found
            .into_iter()
            .map(|(folded, (spelled, (count, sum)))| {
                let usual = spelled.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
                (usual.map(|(value, _)| value.clone()).unwrap_or_default(), folded, (sum.largest(), count))
            })
            .collect();
        keys.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        let kept = if keys.len() > most { most.saturating_sub(1) } else { keys.len() };
        let rest = keys.split_off(kept);
        if axis.in_order() {
            keys.sort_by(|a, b| a.1.cmp(&b.1));
        }
        let mut all = Self::default();
        for (usual, folded, _) in keys {
            all.places.insert(folded, all.shown.len());
            all.shown.push(Common::Known(usual));
        }
        if !rest.is_empty() {
            all.places.extend(rest.into_iter().map(|(_, folded, _)| (folded, all.shown.len())));
            all.shown.push(Common::Other);
        }
        if nothing {
            all.places.insert(Value::Null, all.shown.len());
            all.shown.push(Common::Nothing);
        }
        all
    }

    pub(super) fn at(&self, key: &Value) -> usize {
        self.places.get(&folded(key)).copied().expect("every key was put in its place")
    }
}

/// One value for all spellings of the same.
fn folded(value: &Value) -> Value {
    match value {
        Value::Text(text) => match fold(text) {
            folded if folded.is_empty() => Value::Null,
            folded => Value::Text(folded),
        },
        other => other.clone(),
    }
}
