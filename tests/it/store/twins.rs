//! A copied book goes on as a desk of its own, and one that was only opened again does not.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::customer::Customer;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::store::{Desk, Twin};

use crate::support::NOW;

/// A machine: a folder for books, and what is known of each place.
struct Machine(tempfile::TempDir);

impl Machine {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Opens a book as the program does.
    fn open(&self, name: &str) -> (Desk, Option<Twin>) {
        let mut desk = Desk::open(&self.path(name), "Kawai", NOW).unwrap();
        let twin = desk.look_for_twin(&self.path("desks"), NOW).unwrap();
        (desk, twin)
    }
}

fn add(desk: &mut Desk, name: &str) {
    let customer = Customer { id: Id::mint(NOW), name: name.into(), ..Customer::default() };
    desk.commit(&Change::new(Deed::AddCustomer, name).add(&customer), NOW).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
}

#[test]
fn a_book_that_is_opened_again_keeps_its_origin() {
    let machine = Machine::new();
    let (mut desk, twin) = machine.open("book.db");
    assert_eq!(twin, None);
    let origin = desk.origin();
    for name in ["Acme", "Brackenby", "Cole"] {
        add(&mut desk, name);
        drop(desk);
        let (again, twin) = machine.open("book.db");
        assert_eq!((twin, again.origin(), again.former_origins().unwrap()), (None, origin, 0));
        desk = again;
    }
}

#[test]
fn a_book_copied_elsewhere_gets_an_origin_of_its_own_once_and_the_first_keeps_its() {
    let machine = Machine::new();
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Acme");
    let origin = desk.origin();
    drop(desk);
    copy(&machine.path("book.db"), &machine.path("copy.db"));
    let (twin, why) = machine.open("copy.db");
    assert_eq!((why, twin.former_origins().unwrap()), (Some(Twin::Elsewhere), 1));
    let its = twin.origin();
    assert_ne!(its, origin);
    drop(twin);
    let (again, why) = machine.open("copy.db");
    assert_eq!((why, again.origin()), (None, its));
    let (first, why) = machine.open("book.db");
    assert_eq!((why, first.origin()), (None, origin));
}

#[test]
fn an_older_copy_put_over_the_book_is_noticed() {
    let machine = Machine::new();
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Acme");
    drop(desk);
    copy(&machine.path("book.db"), &machine.path("older"));
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Brackenby");
    let origin = desk.origin();
    drop(desk);
    // Written over in place: the same file at the same path.
    let older = fs::read(machine.path("older")).unwrap();
    fs::write(machine.path("book.db"), older).unwrap();
    let (desk, why) = machine.open("book.db");
    assert_eq!(why, Some(Twin::PutBack));
    assert_ne!(desk.origin(), origin);
}

#[test]
fn a_copy_of_a_book_nothing_was_written_in_is_noticed_too() {
    let machine = Machine::new();
    drop(machine.open("book.db"));
    let empty = fs::read(machine.path("book.db")).unwrap();
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Acme");
    let origin = desk.origin();
    drop(desk);
    fs::write(machine.path("book.db"), empty).unwrap();
    let (desk, why) = machine.open("book.db");
    assert_eq!(why, Some(Twin::PutBack));
    assert_ne!(desk.origin(), origin);
}

#[test]
fn a_moved_book_goes_on_and_what_was_done_before_can_be_taken_back() {
    let machine = Machine::new();
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Acme");
    drop(desk);
    fs::rename(machine.path("book.db"), machine.path("moved.db")).unwrap();
    let (mut desk, why) = machine.open("moved.db");
    assert_eq!(why, Some(Twin::Elsewhere));
    assert_eq!(desk.undo(NOW).unwrap().subject, "Acme");
    assert_eq!(desk.customer_count().unwrap(), 0);
}

#[test]
fn a_restore_gives_one_other_origin_and_the_past_stays_our_own() {
    let machine = Machine::new();
    let (mut desk, _) = machine.open("book.db");
    add(&mut desk, "Acme");
    desk.backup(&machine.path("copy.db")).unwrap();
    add(&mut desk, "Brackenby");
    let origin = desk.origin();
    desk.restore(&machine.path("copy.db"), NOW).unwrap();
    let (mut desk, why) = machine.open("book.db");
    let its = desk.origin();
    assert_eq!((why, desk.former_origins().unwrap()), (None, 1));
    assert_ne!(its, origin);
    add(&mut desk, "Cole");
    drop(desk);
    let (mut desk, why) = machine.open("book.db");
    assert_eq!((why, desk.origin()), (None, its));
    let undone = [desk.undo(NOW).unwrap().subject, desk.undo(NOW).unwrap().subject];
    assert_eq!(undone, ["Cole", "Acme"]);
}

#[test]
fn a_state_directory_that_cannot_be_written_is_in_nobodys_way() {
    let machine = Machine::new();
    fs::write(machine.path("desks"), "a file where a folder should be").unwrap();
    let (mut desk, why) = machine.open("book.db");
    add(&mut desk, "Acme");
    desk.rest().unwrap();
    assert_eq!(why, None);
}
