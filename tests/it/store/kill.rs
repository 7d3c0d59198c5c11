//! A process killed at any instant, or writing beside another: what was acknowledged is there, and the book is whole.
//!
//! Twenty-five kills belong to every run of the tests; `SALESDESK_KILLS=1000 cargo test --release --test it kill`
//! makes the long run; so for `SALESDESK_LEVELS=100`, how full a disk may be.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use salesdesk::domain::activity::Activity;
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::store::Desk;

use crate::support::home::Home;
use crate::support::{Book, NOW};

/// Tells the test binary to be the process that logs calls: the book and the customer.
pub(super) const BOOK: &str = "SALESDESK_TEST_BOOK";
pub(super) const CUSTOMER: &str = "SALESDESK_TEST_CUSTOMER";
/// How many calls it logs before it ends by itself.
const CALLS: &str = "SALESDESK_TEST_CALLS";
/// How many calls are written before the next kill, at most; the kill comes at some instant after that many.
const MOST: u64 = 12;

/// A call and the next step that follows from it: two records and two derived columns in one commit.
pub(super) fn call(customer: Id, at: i64) -> (Id, Change) {
    let id = Id::mint(at);
    let call = Activity {
        id,
        customer: Some(customer),
        kind: "call".into(),
        at: Some(at),
        outcome: "NA".into(),
        ..Activity::default()
    };
    let step =
        NextStep { id: Id::mint(at), customer: Some(customer), due_at: Some(at + 9), ..NextStep::default() };
    (id, Change::new(Deed::Log, "Acme").add(&call).add(&step))
}

#[test]
#[ignore = "the process that the tests of this file start"]
fn logs_calls_and_acknowledges_each() {
    let (Ok(book), Ok(customer)) = (env::var(BOOK), env::var(CUSTOMER)) else { return };
    let calls: i64 = env::var(CALLS).unwrap().parse().unwrap();
    let mut desk = Desk::open(Path::new(&book), "Kawai", NOW).unwrap();
    let customer = customer.parse().unwrap();
    let mut out = std::io::stdout();
    for at in 1..=calls {
        let (id, change) = call(customer, NOW + at);
        desk.commit(&change, NOW + at).unwrap();
        writeln!(out, "logged {id}").unwrap();
        out.flush().unwrap();
        if at % 5 == 0 {
            desk.rest().unwrap();
        }
    }
}

/// Starts that process.
fn logger(book: &Book, customer: Id, calls: u32) -> Child {
    started(Command::new(env::current_exe().unwrap()), book, customer, calls)
}

/// Starts it where no file may grow beyond so many blocks of half a kilobyte.
fn cramped_logger(book: &Book, customer: Id, blocks: u64) -> Child {
    // The signal is what tells a program first; ignored, the write fails as on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(env::current_exe().unwrap()).stderr(Stdio::null());
    started(command, book, customer, 1_000)
}

fn started(mut command: Command, book: &Book, customer: Id, calls: u32) -> Child {
    command
        .args(["--exact", "store::kill::logs_calls_and_acknowledges_each", "--ignored", "--nocapture"])
        .env(BOOK, book.path())
        .env(CUSTOMER, customer.to_string())
        .env(CALLS, calls.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

pub(super) fn acknowledged(line: &str) -> Option<Id> {
    // The first one shares its line with the name of the test.
    line.split_once("logged ").and_then(|(_, id)| id.trim().parse().ok())
}

pub(super) fn assert_whole(desk: &Desk, logged: &[Id]) {
    for id in logged {
        assert!(desk.get::<Activity>(*id).unwrap().is_some(), "acknowledged and lost: {id}");
    }
    let health = desk.health().unwrap();
    assert!(health.sound(), "{:?}", health.findings);
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let rounds: u64 = env::var("SALESDESK_KILLS").map_or(25, |rounds| rounds.parse().unwrap());
    let mut book = Book::new();
    let customer = book.add("Acme");
    let mut logged = Vec::new();
    for round in 0..rounds {
        let mut child = logger(&book, customer, u32::MAX);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let acks = lines.by_ref().map_while(Result::ok).filter_map(|line| acknowledged(&line));
        logged.extend(acks.take(usize::try_from(round % MOST).unwrap()));
        // Some instant within the next commit or two; they take a few milliseconds.
        let instant = Instant::now() + Duration::from_micros(round * 7919 % 6000);
        while Instant::now() < instant {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        logged.extend(lines.map_while(Result::ok).filter_map(|line| acknowledged(&line)));
        child.wait().unwrap();
        book = book.reopen();
        assert_whole(&book.desk, &logged);
    }
    assert!(logged.len() as u64 > rounds, "the process wrote little: {}", logged.len());
}

#[test]
fn two_processes_write_one_book_during_an_import_and_nobody_waits_in_vain_nor_loses_a_call() {
    const CALLS: u32 = 100;
    const ROWS: usize = 500;
    let mut book = Book::new();
    let customers = [book.add("Acme"), book.add("田中製作所")];
    let list = book.folder.path().join("list.csv");
    let rows: String = (0..ROWS).map(|n| format!("社{n},03-1111-{n:04}\n")).collect::<Vec<_>>().concat();
    std::fs::write(&list, format!("会社名,電話番号\n{rows}")).unwrap();
    let home = Home::new();
    let children = customers.map(|customer| logger(&book, customer, CALLS));
    let arguments =
        ["--db", book.path().to_str().unwrap(), "import", list.to_str().unwrap()].map(str::to_owned);
    let import = home.command(&arguments.each_ref().map(String::as_str)).output().unwrap();
    assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
    let mut logged = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        logged.extend(String::from_utf8(output.stdout).unwrap().lines().filter_map(acknowledged));
    }
    assert_eq!(logged.len(), 2 * CALLS as usize);
    assert_whole(&book.desk, &logged);
    assert_eq!(book.desk.customer_count().unwrap(), ROWS + 2);
    let origin = book.desk.origin();
    let numbers: Vec<u64> =
        book.desk.postings(origin, 1, u64::MAX >> 1).unwrap().iter().map(|posting| posting.n).collect();
    assert!(numbers.iter().copied().eq(1..=numbers.len() as u64), "the numbers of the log have gaps");
}

#[test]
fn whatever_room_the_disk_has_left_what_was_acknowledged_is_there_and_the_next_call_is_logged() {
    let levels: u64 = env::var("SALESDESK_LEVELS").map_or(12, |levels| levels.parse().unwrap());
    let (mut refused, mut all) = (0, 0);
    for level in 0..levels {
        let mut book = Book::new();
        let customer = book.add("Acme");
        let output = cramped_logger(&book, customer, level * 7919 % 3_000).wait_with_output().unwrap();
        refused += u64::from(!output.status.success());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut logged: Vec<Id> = said.lines().filter_map(acknowledged).collect();
        all += logged.len();
        book = book.reopen();
        assert_whole(&book.desk, &logged);
        let (id, change) = call(customer, NOW);
        book.desk.commit(&change, NOW).unwrap();
        logged.push(id);
        assert_whole(&book.desk, &logged);
    }
    assert!(refused == levels && all > 0, "{refused} of {levels} were refused, {all} calls logged");
}
