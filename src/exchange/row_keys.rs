//! The keys of one row: which to ask, in what order, and which to learn.

use super::cell::folded_name;
use super::draft::Draft;
use super::headers::{As, Mapping};
use super::keys::{self, Key};
use super::target::Target;
use crate::domain::contact_point::ContactPoint;

/// The keys of one row.
pub struct RowKeys {
    /// Name one customer; the first that answers decides.
    pub strong: Vec<Key>,
    /// A name with something; asked only where no strong one answers.
    pub weak: Vec<Key>,
    /// By which later rows of the file know this one again.
    pub learnt: Vec<Key>,
}

impl RowKeys {
    /// The keys of a draft; only that of `key` where the user names one.
    pub fn of(draft: &Draft, mapping: &Mapping, key: Option<&Target>) -> Self {
        let people = mapping.about == As::People;
        let mut strong = keys::strong(&draft.customer, if people { &[] } else { &draft.external });
        let mut weak = keys::weak(&draft.customer, &draft.points);
        let name = || Key::Name(folded_name(&draft.customer.name));
        if let Some(key) = key {
            (strong, weak) = (asked_for(key, draft), Vec::new());
        } else if people && draft.customer.kind == "company" {
            weak.push(name());
        }
        let mut learnt = if strong.is_empty() { weak.clone() } else { strong.clone() };
        if mapping.columns.iter().any(|column| column.target == Some(Target::Parent)) {
            learnt.push(name());
        }
        Self { strong, weak, learnt }
    }
}

/// The keys that `--key` asks for.
fn asked_for(key: &Target, draft: &Draft) -> Vec<Key> {
    let is_wanted = |known: &Key| match (key, known) {
        (Target::Customer(field), Key::Code(_)) => field.name == "code",
        (Target::Customer(field), Key::Corporate(_)) => field.name == "corporate_number",
        (Target::Customer(field), Key::Name(_)) => field.name == "name",
        (Target::External(system), Key::External(known, _)) => system == known,
        (Target::Name, Key::Name(_)) | (Target::Point { .. }, Key::Point(_)) => true,
        _ => false,
    };
    let is_kind = |point: &&ContactPoint| !matches!(key, Target::Point { kind, .. } if point.kind != *kind);
    let points: Vec<_> = draft.points.iter().filter(is_kind).cloned().collect();
    keys::all(&draft.customer, &points, &draft.external).into_iter().filter(is_wanted).collect()
}
