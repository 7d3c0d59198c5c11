//! A colleague with a book of their own, and the folder both meet in.

use std::path::PathBuf;

use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::Customer;
use salesdesk::domain::synced::Synced;
use salesdesk::domain::{Change, Deed, Id, Noun, Value, record};
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options};
use salesdesk::store::Desk;

use super::NOW;

/// What the colleague is called.
pub(crate) const COLLEAGUE: &str = "鈴木";

/// The colleague.
pub(crate) struct Team {
    folder: tempfile::TempDir,
    pub(crate) other: Desk,
}

impl Team {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("shared")).unwrap();
        let other = Desk::open(&folder.path().join("other.db"), COLLEAGUE, NOW).unwrap();
        Self { folder, other }
    }

    /// The folder both meet in.
    pub(crate) fn place(&self) -> PathBuf {
        self.folder.path().join("shared")
    }

    /// The colleague and this desk tell each other everything.
    pub(crate) fn meet(&mut self, desk: &mut Desk) {
        self.sync(desk);
        self.comes();
        self.sync(desk);
    }

    /// The colleague tells and is told.
    pub(crate) fn comes(&mut self) -> Synced {
        let place = self.place();
        synced(&mut self.other, &place)
    }

    fn sync(&self, desk: &mut Desk) {
        synced(desk, &self.place());
    }

    /// The colleague writes a field, so many minutes after the clock's.
    pub(crate) fn write(&mut self, noun: Noun, id: Id, code: u16, value: Value, minutes: i64) {
        let change = Change::new(Deed::Edit, "").set(noun, id, vec![(code, value)]);
        self.other.commit(&change, NOW + minutes * 60_000).unwrap();
    }

    /// The colleague deletes a customer.
    pub(crate) fn delete(&mut self, id: Id) {
        self.write(Noun::Customer, id, record::GONE, Value::Int(1), 0);
    }

    /// The colleague adds a customer.
    pub(crate) fn add(&mut self, name: &str, phone: &str) -> Id {
        // Later than any of the desk's own: the order of two never changes.
        let customer = Customer { id: Id::mint(NOW + 1_000), name: name.into(), ..Customer::default() };
        let point = contact_point::typed("phone", phone, "JP");
        let point =
            ContactPoint { id: Id::mint(NOW), customer: Some(customer.id), position: Some(0), ..point };
        let change = Change::new(Deed::AddCustomer, name).add(&customer).add(&point);
        self.other.commit(&change, NOW).unwrap();
        customer.id
    }
}

fn synced(desk: &mut Desk, place: &std::path::Path) -> Synced {
    let options = Options { init: true, ..Options::default() };
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    sync::run(desk, place, &options, NOW, &mut watch).unwrap()
}
