//! The keys of one row: which to ask, in what order, and which to learn.

use super::draft::Draft;
use super::keys::{self, Key};
use crate::exchange::map::headers::{As, Mapping};
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::folded;

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
    #[must_use]
    pub fn of(draft: &Draft, mapping: &Mapping, key: Option<&Target>) -> Self {
        let people = mapping.about == As::People;
        let name = folded(&draft.customer.name);
        let (strong, weak) = match key {
            Some(key) => (asked_for(key, draft, &name), Vec::new()),
            None => of_itself(draft, &name, people),
        };
        let mut learnt = if strong.is_empty() { weak.clone() } else { strong.clone() };
        if mapping.columns.iter().any(|column| column.target == Some(Target::Parent)) {
            learnt.push(Key::name(&name));
        }
        Self { strong, weak, learnt }
    }

    /// Every key to ask the book for, and whether it names one customer and no other.
    pub fn in_order(&self) -> impl Iterator<Item = (Key, bool)> {
        let strong = self.strong.iter().map(|key| (*key, true));
        strong.chain(self.weak.iter().map(|key| (*key, false)))
    }
}

/// The keys of a row by itself. The ids of people say nothing of where they are.
fn of_itself(draft: &Draft, name: &str, people: bool) -> (Vec<Key>, Vec<Key>) {
    let mut weak = keys::weak(name, &draft.customer, &draft.points);
    if people && draft.customer.kind == "company" {
        weak.push(Key::name(name));
    }
    let mut strong = keys::strong(&draft.customer, if people { &[] } else { &draft.external });
    strong.extend(draft.company.iter().map(|id| Key::external(&id.system, &id.value)));
    (strong, weak)
}

/// The keys that `--key` asks for.
fn asked_for(key: &Target, draft: &Draft, name: &str) -> Vec<Key> {
    let filled = |text: &str, key: fn(&str) -> Key| (!text.is_empty()).then(|| key(text));
    match key {
        Target::Customer(field) => match field.name {
            "code" => filled(&draft.customer.code, Key::code).into_iter().collect(),
            "corporate_number" => {
                filled(&draft.customer.corporate_number, Key::corporate).into_iter().collect()
            }
            "name" => vec![Key::name(name)],
            _ => Vec::new(),
        },
        Target::Name => vec![Key::name(name)],
        Target::External(system) => {
            let ids = draft.external.iter().filter(|id| id.system == *system);
            ids.map(|id| Key::external(system, &id.value)).collect()
        }
        Target::Point { kind, .. } => {
            let points = draft.points.iter().filter(|point| point.kind == *kind);
            points.filter_map(keys::reach).map(|point| Key::point(&point)).collect()
        }
        _ => Vec::new(),
    }
}
