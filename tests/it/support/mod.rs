//! What tests stand on: a book in a temporary folder, and people to put in it.

pub(crate) mod desk;
pub(crate) mod home;
pub(crate) mod pty;
pub(crate) mod screen;
pub(crate) mod team;

use std::io::Write as _;

use chrono::DateTime;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::page::{Line, Tally};
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::store::{Answer, Desk, Finder};

/// Saturday 21 November 2026, 14:32 in Tokyo.
pub(crate) const NOW: i64 = 1_795_239_120_000;

/// A book in a temporary folder that goes with it.
pub(crate) struct Book {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) desk: Desk,
}

impl Book {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("book.db"), "Kawai", NOW).unwrap();
        Self { folder, desk }
    }

    pub(crate) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("book.db")
    }

    pub(crate) fn reopen(self) -> Self {
        let Self { folder, desk } = self;
        drop(desk);
        let desk = Desk::open(&folder.path().join("book.db"), "Kawai", NOW).unwrap();
        Self { folder, desk }
    }

    pub(crate) fn add(&mut self, name: &str) -> Id {
        let customer = Customer { id: Id::mint(NOW), name: name.into(), ..Customer::default() };
        self.desk.commit(&Change::new(Deed::AddCustomer, name).add(&customer), NOW).unwrap();
        customer.id
    }
}

/// The first five rows that answer a search line, and how many there are.
pub(crate) fn found(finder: &mut Finder, desk: &Desk, line: &str) -> (Vec<Line>, Tally) {
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    match finder.find(desk, line, 5, now, &|| true).unwrap() {
        Answer::Rows(lines, tally) => (lines, tally),
        other => panic!("{line}: {other:?}"),
    }
}

/// Says why a test shows nothing here.
pub(crate) fn skipped(why: &str) {
    // Nobody need read it.
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
