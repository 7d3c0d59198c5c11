//! The dossier: one customer with everything that hangs on it, as it leaves in a file.
//!
//! A page is what a screen shows; this has the whole past, the purchases and the desk's own fields
//! beside it, and the names of those it points to. Assembled by `store`, read by `exchange`.

use std::collections::BTreeMap;

use super::Id;
use super::custom_value::CustomValue;
use super::external_id::ExternalId;
use super::page::Page;
use super::purchase::Purchase;

/// A customer, whole. One without a name and an id holds records that belong to nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// What the screen shows of it, with every activity.
    pub page: Page,
    /// What they bought, the oldest first.
    pub purchases: Vec<Purchase>,
    /// What its records hold in fields of the desk's own.
    pub own: Vec<CustomValue>,
    /// Ids in other systems, of every record that hangs on it.
    pub external_ids: Vec<ExternalId>,
    /// What those are called that its records point to and that are not among them.
    pub names: BTreeMap<Id, String>,
}

impl Dossier {
    /// What the record of that id is called, where it is a rep, a person, a deal or another customer.
    #[must_use]
    pub fn name_of(&self, id: Id) -> String {
        let page = &self.page;
        let rep = || page.reps.iter().find(|rep| rep.id == id).map(|rep| rep.name.clone());
        let deal = || page.deals.iter().find(|deal| deal.id == id).map(|deal| deal.title.clone());
        let person = || page.person(id).map(super::person::Person::name);
        rep().or_else(person).or_else(deal).or_else(|| self.names.get(&id).cloned()).unwrap_or_default()
    }

    /// What a record holds in a field of the desk's own, as it was typed.
    #[must_use]
    pub fn own_value(&self, record: Id, field: Id) -> Option<&CustomValue> {
        self.own.iter().find(|value| value.record == Some(record) && value.field == Some(field))
    }
}

/// One file that left the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// When, Unix milliseconds.
    pub at: i64,
    /// Who wrote it.
    pub rep: Option<Id>,
    /// In which format: `csv`, `xlsx`, ….
    pub format: String,
    /// Who was asked for, in the words that asked: a search line, a list; empty for everybody.
    pub what: String,
    /// How many customers are in it.
    pub customers: u64,
    /// Where it went; `-` for standard output.
    pub path: String,
}
